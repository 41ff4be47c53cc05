"""beijing/technology-transfer-exemption 技术转让所得免征额: 北京服务业扩大开放工作方案 三(三)20."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .asking import absent, asked
from .expected import Expected, answered
from .reading import Reader

PROGRAM = "beijing/technology-transfer-exemption"
INPUTS = ("income", "in_pilot_zone", "in_pilot_period")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("exempt_limit", "exempt_income", "income_above_limit")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

WAN = 10000  # 万元
LIMIT = 500 * Fraction(WAN)  # 方案 三(三)20: 由500万元
PILOT_LIMIT = 2000 * Fraction(WAN)  # 方案 三(三)20: 提高至2000万元


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case. The plan carries no date: any date will do."""
    del date
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    income = read.money("income", inputs.get("income"))
    in_zone = read.flag("in_pilot_zone", inputs.get("in_pilot_zone"))
    in_period = read.flag("in_pilot_period", inputs.get("in_pilot_period"))
    refusal = read.refusal()
    if refusal:
        return refusal
    matters = {"income": True, "in_pilot_zone": in_period is not False, "in_pilot_period": in_zone is not False}
    status = absent({"income": income, "in_pilot_zone": in_zone, "in_pilot_period": in_period}, matters)
    return asked(status, lambda: calculate(income or Fraction(0), bool(in_zone and in_period)))


def calculate(income: Fraction, in_pilot: bool) -> Expected:
    """The answer to a complete case."""
    limit = PILOT_LIMIT if in_pilot else LIMIT
    exempt = min(income, limit)
    return answered({"exempt_limit": limit, "exempt_income": exempt, "income_above_limit": income - exempt})
