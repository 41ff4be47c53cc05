"""chaoyang/kindergarten 配套幼儿园: 朝阳市城镇住宅小区配套幼儿园建设管理使用办法 第六, 十六, 十九条."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from fractions import Fraction

from .asking import absent, asked
from .expected import NOT_IN_FORCE, Expected, anniversary, answered
from .reading import Reader

PROGRAM = "chaoyang/kindergarten"
INPUTS = ("population", "county_public_share", "handed_over_on")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("provision", "kindergartens", "classes", "places", "form", "open_by")
INTERPRETATIONS = {"above_6000": ("not_stated", "one_per_6000")}

FIRST_DAY = datetime.date(2020, 5, 9)  # 办法 第二十三条: 自公布之日起施行; issued 2020年5月9日
POOLED_BELOW = 3000  # 办法 第六条: 规模不足3000人口, 3000 not included
LARGEST = 6000  # 办法 第六条: 3000—6000人口区域
CLASSES = 6  # 办法 第六条: 6班以上
PLACES_PER_CLASS = 30  # 办法 第六条: 每班按30个学位计算
PUBLIC_BELOW = Fraction(50, 100)  # 办法 第十九条: 占比低于50%
OPEN_WITHIN_YEARS = 1  # 办法 第十六条: 接收后12个月内, 12 months are one year
RATE_PLACES = 6  # Conventions: rates have at most 6 decimals


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    option = read.options(assume, INTERPRETATIONS)["above_6000"]
    population = read.count("population", inputs.get("population"))
    share = read.number("county_public_share", inputs.get("county_public_share"), RATE_PLACES, 0, 1)
    handed_over = read.day("handed_over_on", inputs.get("handed_over_on"))
    refusal = read.refusal()
    if refusal:
        return refusal
    given = {"population": population, "county_public_share": share}
    status = absent(given, dict.fromkeys(given, True))
    return asked(status, lambda: calculate(population or 0, share or Fraction(0), handed_over, option))


def calculate(population: int, share: Fraction, handed_over: datetime.date | None, option: str) -> Expected:
    """The answer to a complete case."""
    outputs: dict[str, object] = {}
    undetermined: list[str] = []
    if population < POOLED_BELOW:
        outputs["provision"] = "pooled"
    elif population > LARGEST and option == "not_stated":
        undetermined = ["provision", "kindergartens", "classes", "places"]
        outputs |= dict.fromkeys(undetermined)
    else:
        number = math.ceil(Fraction(population, LARGEST))  # the least n with population/n ≤ 6000
        classes = Fraction(number * CLASSES)
        outputs |= {"provision": "own", "kindergartens": Fraction(number), "classes": classes}
        outputs["places"] = classes * PLACES_PER_CLASS
    outputs["form"] = "public" if share < PUBLIC_BELOW else "public_or_inclusive"
    if handed_over is not None:
        outputs["open_by"] = datetime.date(*anniversary(handed_over, OPEN_WITHIN_YEARS))
    return answered(outputs, undetermined)
