"""xingan/rehabilitation-budget 康复经费分担: 兴署发〔2019〕41号 二(五)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered, largest_remainder
from .reading import Reader

PROGRAM = "xingan/rehabilitation-budget"
INPUTS = ("local_need",)
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("league", "banner")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 1, 1)  # 41号 二(五): 从2019年起
SHARES = (Fraction(30, 100), Fraction(70, 100))  # 41号 二(五): 盟行署和各旗县市…按3:7的比例; the league first


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    need = read.money("local_need", inputs.get("local_need"))
    refusal = read.refusal()
    if refusal:
        return refusal
    if need is None:
        return Expected("missing", missing=INPUTS)
    league, banner = largest_remainder(need, SHARES)
    return answered({"league": league, "banner": banner})
