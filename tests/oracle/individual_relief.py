"""chaoyang/individual-relief 单独保障: 朝阳市2020年脱贫攻坚低保兜底实施方案 二(一)5."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .asking import absent, asked
from .dibao_backstop import FIRST_DAY, LAST_DAY
from .expected import NOT_IN_FORCE, Expected, answered
from .reading import MONEY_PLACES, Reader

PROGRAM = "chaoyang/individual-relief"
INPUTS = ("kind", "supported_by_household", "decided_amount")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("eligible", "minimum", "maximum", "amount")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

# 方案 二(一)5: 60周岁及以上老年人、部分丧失劳动能力的重度残疾人、重病患者和大学生群体
KINDS = ("elderly_60", "severely_disabled", "seriously_ill", "university_student", "none")
MINIMUM = Fraction(100)  # 方案 二(一)5: 每月100元—400元
MAXIMUM = Fraction(400)


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if not FIRST_DAY <= date <= LAST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    kind = read.choice("kind", inputs.get("kind"), KINDS)
    supported = read.flag("supported_by_household", inputs.get("supported_by_household"))
    amount = read.number("decided_amount", inputs.get("decided_amount"), MONEY_PLACES, MINIMUM, MAXIMUM)
    refusal = read.refusal()
    if refusal:
        return refusal
    matters = {"kind": supported is not False, "supported_by_household": kind != "none"}
    status = absent({"kind": kind, "supported_by_household": supported}, matters)
    return asked(status, lambda: calculate(kind != "none" and supported is True, amount))


def calculate(eligible: bool, amount: Fraction | None) -> Expected:
    """The answer to a complete case."""
    if not eligible:
        return answered({"eligible": False})
    outputs: dict[str, object] = {"eligible": True, "minimum": MINIMUM, "maximum": MAXIMUM, "amount": amount}
    return answered(outputs, ["amount"] if amount is None else [])
