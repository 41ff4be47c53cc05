"""benxi/retrenched-1960s 60年代精简退职职工生活补助: 本政办发〔2019〕25号 一(四)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .dibao import FIRST_DAY, NEW_FROM
from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "benxi/retrenched-1960s"
INPUTS = ("previous_allowance",)
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("allowance",)
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

# 25号 一(四): 每人每月405元、439元、473元、506元,分别提高到434元、470元、507元、542元
NEW_ALLOWANCE = {
    Fraction(405): Fraction(434),
    Fraction(439): Fraction(470),
    Fraction(473): Fraction(507),
    Fraction(506): Fraction(542),
}


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    previous = read.money("previous_allowance", inputs.get("previous_allowance"))
    if previous is not None and previous not in NEW_ALLOWANCE:
        read.paths.add("previous_allowance")
    refusal = read.refusal()
    if refusal:
        return refusal
    if previous is None:
        return Expected("missing", missing=("previous_allowance",))
    return answered({"allowance": previous if date < NEW_FROM else NEW_ALLOWANCE[previous]})
