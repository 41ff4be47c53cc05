"""beijing/venture-capital-exemption 公司型创投企业所得税: 北京服务业扩大开放工作方案 三(二)10."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .asking import absent, asked
from .expected import Expected, answered, to_fen
from .reading import Reader

PROGRAM = "beijing/venture-capital-exemption"
INPUTS = ("qualifies", "individual_share", "tax_due")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("exempt_tax", "tax_payable")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

RATE_PLACES = 6  # Conventions: rates have at most 6 decimals


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case. The plan carries no date: any date will do."""
    del date
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    qualifies = read.flag("qualifies", inputs.get("qualifies"))
    share = read.number("individual_share", inputs.get("individual_share"), RATE_PLACES, 0, 1)
    tax = read.money("tax_due", inputs.get("tax_due"))
    refusal = read.refusal()
    if refusal:
        return refusal
    # 方案 三(二)10: 按照企业年末个人股东持股比例免征企业所得税
    part = None if share is None or tax is None else to_fen(share * tax)
    nothing = part == 0 or share == 0 or tax == 0  # nothing is exempt either way: a product with zero
    matters = {
        "qualifies": None if nothing else True,
        "individual_share": False if qualifies is False else None if tax == 0 else True,
        "tax_due": True,
    }
    given = {"qualifies": qualifies, "individual_share": share, "tax_due": tax}
    return asked(absent(given, matters), lambda: calculate(bool(qualifies), part or Fraction(0), tax or Fraction(0)))


def calculate(qualifies: bool, part: Fraction, tax: Fraction) -> Expected:
    """The answer to a complete case."""
    exempt = part if qualifies else Fraction(0)
    return answered({"exempt_tax": exempt, "tax_payable": tax - exempt})
