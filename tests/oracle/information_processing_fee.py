"""national/information-processing-fee 政府信息公开信息处理费: 国办函〔2020〕109号 (inventory A1-07)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .asking import absent, asked
from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "national/information-processing-fee"
INPUTS = ("method", "count")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("fee",)
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2021, 1, 1)  # catalogue: from 2021-01-01
METHODS = ("items", "pages")
FREE_ITEMS = 10  # 109号, by items: 10件以下(含10件)的,不收费
FLAT_ITEMS = 30  # 109号, by items: 11—30件(含30件)的部分, 100元/件
BAND = 10  # 109号, by items: 31件以上的部分, 以10件为一档
ITEM_STEP = 100  # 109号, by items: 每增加一档,收费标准提高100元/件
# 109号, by pages: 30页以下不收费; 31—100页 10元/页; 101—200页 20元/页; 201页以上 40元/页: (pages above, rate)
PAGE_BANDS = ((30, 10), (100, 20), (200, 40))


def items_fee(count: int) -> int:
    """The fee of `count` items of one applicant in one month."""
    if count <= FLAT_ITEMS:
        return max(0, count - FREE_ITEMS) * ITEM_STEP
    full, rest = divmod(count - FLAT_ITEMS, BAND)
    rates_of_full = ITEM_STEP * (full * (full + 1) // 2 + full)  # 200 + 300 + …, `full` terms
    return (FLAT_ITEMS - FREE_ITEMS) * ITEM_STEP + BAND * rates_of_full + rest * ITEM_STEP * (full + 2)


def pages_fee(count: int) -> int:
    """The fee of `count` pages of one request."""
    fee = 0
    for (above, rate), (until, _) in zip(PAGE_BANDS, (*PAGE_BANDS[1:], (count, 0)), strict=True):
        fee += max(0, min(count, until) - above) * rate
    return fee


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    method = read.choice("method", inputs.get("method"), METHODS)
    count = read.count("count", inputs.get("count"))
    refusal = read.refusal()
    if refusal:
        return refusal
    fees = {one: of(count or 0) for one, of in (("items", items_fee), ("pages", pages_fee))}
    # Up to 10 both methods are free: only going through the two shows it.
    same = count is not None and fees["items"] == fees["pages"]
    status = absent({"method": method, "count": count}, {"method": None if same else True, "count": True})
    return asked(status, lambda: answered({"fee": Fraction(fees[method or "items"])}))
