"""benxi/relocation-deferral 搬迁收支暂不计入应纳税所得额: 本政办发〔2019〕10号 四(二)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .asking import absent, asked
from .expected import NOT_IN_FORCE, Expected, answered
from .reading import MONEY_PLACES, Reader

PROGRAM = "benxi/relocation-deferral"
INPUTS = (
    "taxable_income",
    "relocation_income",
    "relocation_expense",
    "by_government_plan",
    "in_relocation_period",
    "taxpayer_elects",
)
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("current_taxable_income",)
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 2, 25)  # 10号: issued 2019年2月25日
NO_LOW = -(10**18)  # "may be negative": no lower bound but that of the number grammar


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    taxable = read.number("taxable_income", inputs.get("taxable_income"), MONEY_PLACES, NO_LOW)
    income = read.money("relocation_income", inputs.get("relocation_income"))
    expense = read.money("relocation_expense", inputs.get("relocation_expense"))
    planned = read.flag("by_government_plan", inputs.get("by_government_plan"))
    in_period = read.flag("in_relocation_period", inputs.get("in_relocation_period")) is not False
    elects = read.flag("taxpayer_elects", inputs.get("taxpayer_elects")) is not False  # 可: the taxpayer's choice
    refusal = read.refusal()
    if refusal:
        return refusal
    may_defer = planned is not False and in_period and elects
    same = income is not None and income == expense  # deferring both then changes nothing
    matters = {
        "taxable_income": True,
        "relocation_income": may_defer,
        "relocation_expense": may_defer,
        "by_government_plan": (None if same else True) if in_period and elects else False,
    }
    given = dict(zip(INPUTS, (taxable, income, expense, planned), strict=False))
    total = taxable or Fraction(0)
    if may_defer:  # 10号 四(二): 搬迁收入和搬迁支出,可暂不计入当期应纳税所得额
        total += (expense or Fraction(0)) - (income or Fraction(0))
    return asked(absent(given, matters), lambda: answered({"current_taxable_income": total}))
