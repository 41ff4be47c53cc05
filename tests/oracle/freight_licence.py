"""benxi/freight-licence 4.5吨及以下普通货运: 本政办发〔2019〕2号 一(一)14(3)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .asking import absent, asked
from .electricity_price_cut import FIRST_DAY, QUANTITY_PLACES
from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "benxi/freight-licence"
INPUTS = ("tonnage", "ordinary_freight")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("licence_required",)
INTERPRETATIONS = {"tonnage_basis": ("gross", "rated_load")}  # recorded, no effect

FREE_UNTIL = Fraction("4.5")  # 2号 一(一)14(3): 4.5吨及以下, included


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    tonnage = read.number("tonnage", inputs.get("tonnage"), QUANTITY_PLACES)
    ordinary = read.flag("ordinary_freight", inputs.get("ordinary_freight")) is not False  # catalogue: default true
    refusal = read.refusal()
    if refusal:
        return refusal
    free = ordinary and (tonnage or 0) <= FREE_UNTIL
    status = absent({"tonnage": tonnage}, {"tonnage": ordinary})
    return asked(status, lambda: answered({"licence_required": not free}))
