"""benxi/waived-fees 停征免征: 本政办发〔2019〕2号 一(一)12(2)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .electricity_price_cut import FIRST_DAY
from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "benxi/waived-fees"
INPUTS = ("fee",)
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("fee_due",)
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

# 2号 一(一)12(2): 挥发性有机物排污费、首次申领居民身份证工本费、证券期货行业机构监管费等
WAIVED = ("voc_discharge", "first_identity_card", "securities_supervision")
FEES = (*WAIVED, "other")


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    fee = read.choice("fee", inputs.get("fee"), FEES)
    refusal = read.refusal()
    if refusal:
        return refusal
    if fee is None:
        return Expected("missing", missing=("fee",))
    if fee == "other":  # 等: the list is open
        return answered({"fee_due": None}, ["fee_due"])
    return answered({"fee_due": Fraction(0)})
