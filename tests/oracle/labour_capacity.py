"""chaoyang/labour-capacity 无劳动能力认定: 朝阳市2020年脱贫攻坚低保兜底实施方案 二(一)3."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from .asking import absent, asked
from .dibao_backstop import FIRST_DAY, LAST_DAY
from .expected import NOT_IN_FORCE, Expected, answered, completed_years
from .reading import Reader

PROGRAM = "chaoyang/labour-capacity"
INPUTS = ("birth_date", "certificate", "township_finding")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("no_labour_capacity", "ground")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FINDINGS = ("none", "partial", "full")  # 方案 二(一)3: 实际失劳半失劳人员
AGE = 60  # 方案 二(一)3: 年满60周岁
AGE_BY = datetime.date(2020, 12, 31)  # 方案 二(一)3: 截至2020年12月底


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if not FIRST_DAY <= date <= LAST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    birth = read.day("birth_date", inputs.get("birth_date"))
    certificate = read.flag("certificate", inputs.get("certificate"))
    finding = read.choice("township_finding", inputs.get("township_finding"), FINDINGS)
    refusal = read.refusal()
    if refusal:
        return refusal
    matters = {
        "birth_date": certificate is not True and finding != "full",
        "certificate": True,  # it is the first ground
        "township_finding": certificate is not True,
    }
    given = {"birth_date": birth, "certificate": certificate, "township_finding": finding}
    return asked(absent(given, matters), lambda: calculate(birth, certificate is True, finding))


def calculate(birth: datetime.date | None, certificate: bool, finding: str | None) -> Expected:
    """The answer to a case in which everything that matters is given."""
    ground = "none"
    if certificate:
        ground = "certificate"
    elif finding == "full":
        ground = "township_finding"
    elif birth is not None and completed_years(birth, AGE_BY) >= AGE:
        ground = "age"
    elif finding == "partial":
        return answered({"no_labour_capacity": None}, ["no_labour_capacity"])
    return answered({"no_labour_capacity": ground != "none", "ground": ground})
