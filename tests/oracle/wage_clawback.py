"""benxi/wage-clawback 违规发放工资扣回: 本政发〔2019〕5号 五(十六)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .asking import absent, asked
from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "benxi/wage-clawback"
INPUTS = ("paid", "cleared")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("clawback",)
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 1, 1)  # 5号 七(二十): 自2019年1月1日起实施


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    paid = read.money("paid", inputs.get("paid"))
    cleared = read.money("cleared", inputs.get("cleared"))
    refusal = read.refusal()
    if refusal:
        return refusal
    # With nothing paid there is nothing to claw back, whatever was cleared.
    matters = {"paid": True, "cleared": None if paid == 0 else True}
    # 5号 五(十六): 超发工资总额 … 扣回违规发放的工资总额
    return asked(
        absent({"paid": paid, "cleared": cleared}, matters),
        lambda: answered({"clawback": max(Fraction(0), (paid or Fraction(0)) - (cleared or Fraction(0)))}),
    )
