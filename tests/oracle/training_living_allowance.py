"""xingan/training-living-allowance 培训期间生活费补贴: 兴署发〔2019〕42号 八(五)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "xingan/training-living-allowance"
INPUTS = ("group", "training_days", "received_this_year", "drawing_unemployment_benefit")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("eligible", "allowance")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 6, 5)  # catalogue, section C: the date of 42号
# 42号 八(五): 建档立卡贫困劳动力、城镇就业困难人员、零就业家庭成员
GROUPS = ("registered_poor", "urban_hard_to_employ", "zero_employment_family", "none")
PER_DAY = Fraction(40)  # 42号 八(五): 每人每天按40元标准


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    group = read.choice("group", inputs.get("group"), GROUPS)
    days = read.count("training_days", inputs.get("training_days"))
    received = read.flag("received_this_year", inputs.get("received_this_year"))
    drawing = read.flag("drawing_unemployment_benefit", inputs.get("drawing_unemployment_benefit"))
    refusal = read.refusal()
    if refusal:
        return refusal
    # 42号 八(五): 每人每年只享受一次,且不可同时领取失业保险金
    if group == "none" or received or drawing:
        return answered({"eligible": False, "allowance": Fraction(0)})
    missing = tuple(name for name in INPUTS if inputs.get(name) is None)
    if missing or days is None:
        return Expected("missing", missing=missing)
    return answered({"eligible": True, "allowance": PER_DAY * days})
