"""benxi/electricity-price-cut 一般工商业电价平均降低10%: 本政办发〔2019〕2号 一(一)14(1)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .asking import absent, asked
from .expected import NOT_IN_FORCE, Expected, answered, to_fen
from .reading import Reader

PROGRAM = "benxi/electricity-price-cut"
INPUTS = ("old_average_price", "consumption")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("new_average_price", "estimated_saving", "is_estimate")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 1, 3)  # 2号: issued 2019年1月3日; catalogue: from the issue date
CUT = Fraction(10, 100)  # 2号 一(一)14(1): 平均降低10%
PRICE_PLACES = 6  # catalogue: CNY/kWh, at most 6 decimals
QUANTITY_PLACES = 3  # Conventions: quantities (kWh) at most 3 decimals


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    price = read.number("old_average_price", inputs.get("old_average_price"), PRICE_PLACES)
    consumption = read.number("consumption", inputs.get("consumption"), QUANTITY_PLACES)
    refusal = read.refusal()
    if refusal:
        return refusal
    given = {"old_average_price": price, "consumption": consumption}
    # A price of 0 saves nothing, whatever the consumption.
    status = absent(given, {"old_average_price": True, "consumption": None if price == 0 else True})
    old, used = price or Fraction(0), consumption or Fraction(0)
    outputs = {
        "new_average_price": (1 - CUT) * old,
        "estimated_saving": to_fen(CUT * old * used),
        "is_estimate": True,
    }
    return asked(status, lambda: answered(dict(outputs)))
