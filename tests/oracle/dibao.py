"""benxi/dibao 城乡最低生活保障: 本政办发〔2019〕25号 一(一), 四(三)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered, to_fen
from .reading import Reader

PROGRAM = "benxi/dibao"
INPUTS = ("area", "region", "household_size", "household_income")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("standard", "income_per_person", "eligible", "allowance", "low_income_line", "low_income_household")
INTERPRETATIONS = {"low_income_edge": ("inclusive", "exclusive")}

AREAS = ("urban", "rural")
REGIONS = ("district", "county")
FIRST_DAY = datetime.date(2019, 1, 1)  # catalogue: the start of the old values is not stated; accepted from here
NEW_FROM = datetime.date(2019, 7, 1)  # 25号 二: 自2019年7月1日起执行
URBAN_OLD = {"district": Fraction(583), "county": Fraction(533)}  # 25号 一(一)1: 583元, 两县 533元, 每人每月
URBAN_NEW = Fraction(622)  # 25号 一(一)1: 各区与两县均提高到622元
RURAL_OLD_PER_YEAR = Fraction(4452)  # 25号 一(一)2: 每人每年由4452元
RURAL_NEW_PER_YEAR = Fraction(5004)  # 25号 一(一)2: 提高到5004元
MONTHS = 12  # months in a year: the rural figure is per year
LOW_INCOME_FACTOR = Fraction(120, 100)  # 25号 四(三)四是: 新城乡低保标准的120%
MAX_SIZE = 50  # catalogue: household_size 1…50


def standard_per_month(date: datetime.date, area: str, region: str | None) -> Fraction:
    """The dibao standard in CNY per person and month. `region` is looked at only for urban before 2019-07-01."""
    if area == "rural":
        return (RURAL_OLD_PER_YEAR if date < NEW_FROM else RURAL_NEW_PER_YEAR) / MONTHS
    if date >= NEW_FROM:
        return URBAN_NEW
    assert region is not None
    return URBAN_OLD[region]


def region_matters(date: datetime.date, area: str | None) -> bool:
    """Only for urban (or an area not yet known) before 2019-07-01."""
    return date < NEW_FROM and area != "rural"


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    options = read.options(assume, INTERPRETATIONS)
    area = read.choice("area", inputs.get("area"), AREAS)
    region = read.choice("region", inputs.get("region"), REGIONS)
    size = read.count("household_size", inputs.get("household_size"), 1, MAX_SIZE)
    income = read.money("household_income", inputs.get("household_income"))
    refusal = read.refusal()
    if refusal:
        return refusal
    given = {"area": area, "region": region, "household_size": size, "household_income": income}
    missing = [name for name in INPUTS if given[name] is None]
    if "region" in missing and not region_matters(date, area):
        missing.remove("region")
    if missing:
        return Expected("missing", missing=tuple(missing))
    assert area is not None and size is not None and income is not None
    return calculate(date, standard_per_month(date, area, region), size, income, options["low_income_edge"])


def calculate(date: datetime.date, standard: Fraction, size: int, income: Fraction, edge: str) -> Expected:
    """The answer to a complete case."""
    per_person = income / size
    eligible = per_person < standard  # catalogue: income per person < standard
    outputs: dict[str, object] = {
        "standard": standard,
        "income_per_person": to_fen(per_person),  # for reading only
        "eligible": eligible,
        # 社会救助暂行办法 第十二条: the gap, for the whole household
        "allowance": to_fen((standard - per_person) * size) if eligible else Fraction(0),
    }
    if date < NEW_FROM:  # catalogue: both only from 2019-07-01
        outputs["low_income_line"] = outputs["low_income_household"] = None
        return answered(outputs, ["low_income_line", "low_income_household"])
    line = LOW_INCOME_FACTOR * standard
    within = per_person <= line if edge == "inclusive" else per_person < line
    outputs["low_income_line"] = line
    outputs["low_income_household"] = not eligible and within
    return answered(outputs)
