"""What the compiler gives: expressions over a table, and why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benefits.model.program import Label

if TYPE_CHECKING:
    import ibis.expr.types as ir


class NotColumnar(Exception):
    """The program, asked like this, cannot be columns; `reasons` say why, for people."""

    def __init__(self, *reasons: Label) -> None:
        super().__init__("; ".join(reason.en for reason in reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """One output. Only where the row is sure does it mean anything.

    `value`: a number as an exact decimal with `places` decimals, or int64 where the program says whole; boolean, date
    or text (a choice by its id). Null where the output is absent or not determined. `reason`: null, or the key in
    `reasons` of why it is not determined; None where it always is.
    """

    value: ir.Value
    reason: ir.StringValue | None
    reasons: Mapping[str, Label]
    places: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """`sure` and `outputs` are columns of `table`, which is the caller's table with more columns.

    Where `sure` (never null) is true, the engine gives this row the same outputs and reasons, value for value. Where it
    is false, the engine has to be asked: it may answer all the same, or refuse.
    """

    table: ir.Table
    sure: ir.BooleanValue
    outputs: Mapping[str, OutputColumn]
