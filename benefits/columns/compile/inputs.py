"""Reading one column of inputs: the value where it is plainly well-formed and within its bounds, else null.

Typed columns are taken as they are, texts by the rule language's grammar without any normalisation. What is given but
not read so makes its row unsure; the engine has the words for what is wrong with it, or takes it after all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from benefits.columns.compile.calendar import FIRST_YEAR, LAST_YEAR
from benefits.columns.compile.columns import NotColumnar
from benefits.model.program import Input, Label, Program

LARGEST = (10**12, 10**11, 10**10, 10**9, 10**8)
"""A number is read up to so many of its smallest units, the first (10 billion yuan in fen) with which nothing made of
it can grow beyond all bounds, if its own bounds are not narrower."""

_LONGEST = 1000
_SMALL = 4
"""With so many decimals at most, a decimal times its denominator has 18 digits, which DuckDB keeps in 64 bits."""

_DIGITS = len(str(LARGEST[0]))
_FIRST, _LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


@dataclass(frozen=True, slots=True)
class Read:
    """`given`: whether the cell holds anything; `value`: what was read, null where nothing or not plainly right."""

    given: ir.BooleanValue
    value: ir.Value
    low: int = 0
    high: int = 0


def read(program: Program, spec: Input, cell: ir.Value, largest: int) -> Read:
    """One input's column. Raises `NotColumnar` for what has no columns: lists, patterns."""
    if spec.type.kind not in ("number", "boolean", "choice", "date", "text") or spec.pattern:
        zh, en = (
            f"“{spec.label.zh}”是列表、月日或有格式的文字",
            f"“{spec.label.en}” is a list, a month and day, or a text",
        )
        raise NotColumnar(Label(zh, f"{en} of a form"))
    given = cell.notnull()
    if cell.type().is_string():
        given = ibis.coalesce(cell != "", ibis.literal(False))
    if spec.type.kind == "number":
        return _number(program, spec, cell, given, largest)
    if spec.type.kind == "choice":
        return Read(given, _choice(program, spec, cell))
    if spec.type.kind == "text":
        return Read(given, _text(spec, cell))
    return Read(given, day(cell) if spec.type.kind == "date" else _boolean(cell))


def bounds(spec: Input, largest: int) -> tuple[int, int]:
    """The numerators that are read: within the declared bounds, and not too large."""
    scale = 10**spec.decimals
    low = -largest if spec.minimum is None else max(-largest, ceil(spec.minimum * scale))
    high = largest if spec.maximum is None else min(largest, floor(spec.maximum * scale))
    return low, max(low, high)


def _number(program: Program, spec: Input, cell: ir.Value, given: ir.BooleanValue, largest: int) -> Read:
    low, high = bounds(spec, largest)
    kind = cell.type()
    if kind.is_integer():
        found = _from_whole(cell, spec.decimals, low, high)
    elif kind.is_decimal():
        found = _from_decimal(cell, spec.decimals, low, high, exactly=(kind.scale or 0) > spec.decimals)
    elif kind.is_string() and spec.decimals < _DIGITS:
        point = f"([.][0-9]{{1,{spec.decimals}}})?" if spec.decimals else ""
        pattern = f"^-?(0|[1-9][0-9]{{0,{_DIGITS - spec.decimals - 1}}}){point}" + r"\z"
        plain = ibis.cases((cell.re_search(pattern), cell))
        found = _from_decimal(plain, spec.decimals, low, high, exactly=False)
    else:
        found = ibis.null("int64")
    if spec.keys_of:
        found = ibis.cases((found.isin(_keys(program, spec)), found))
    return Read(given, found, low, high)


def _within(number: ir.Value, low: int, high: int) -> ir.BooleanValue:
    found: ir.BooleanValue = (number >= ibis.literal(low, "int64")) & (number <= ibis.literal(high, "int64"))
    return found


def _from_whole(cell: ir.Value, decimals: int, low: int, high: int) -> ir.Value:
    scale = 10**decimals
    number = cell.try_cast("int64") if cell.type() == dt.uint64 else cell.cast("int64")
    right = _within(number, -(-low // scale), high // scale)
    return ibis.cases((right, number * ibis.literal(scale, "int64") if scale > 1 else number))


def _from_decimal(cell: ir.Value, decimals: int, low: int, high: int, exactly: bool) -> ir.Value:
    """The numerator of a decimal, or of a plain text. `exactly`: a decimal may have digits that are cut off."""
    digits, kind = max(_DIGITS, decimals + 1), cell.type()
    fits = kind.is_decimal() and kind.scale == decimals and (kind.precision or digits + 1) <= digits
    cut = cell if fits else cell.try_cast(f"decimal({digits}, {decimals})")
    number = cut.cast("int64")
    if decimals:
        roomy = cut if decimals <= _SMALL else cut.cast(f"decimal(30, {decimals})")
        number = (roomy * ibis.literal(10**decimals, "int64")).cast("int64")
    right = _within(number, low, high)
    return ibis.cases(((cut == cell) & right if exactly else right, number))


def _keys(program: Program, spec: Input) -> list[int]:
    parameter = next(parameter for parameter in program.parameters if parameter.name == spec.keys_of)
    place, scale = parameter.by.index(spec.name), 10**spec.decimals
    keys = {row.keys[place] for row in parameter.rows}
    return sorted(int(key * scale) for key in keys if isinstance(key, Fraction))


def _boolean(cell: ir.Value) -> ir.Value:
    if cell.type().is_boolean():
        return cell
    if cell.type().is_string():
        return ibis.cases((cell == "true", True), (cell == "false", False))
    return ibis.null("boolean")


def _choice(program: Program, spec: Input, cell: ir.Value) -> ir.Value:
    if not cell.type().is_string():
        return ibis.null("string")
    enumeration = next(one for one in program.enumerations if one.name == spec.type.choices)
    return ibis.cases((cell.isin(list(enumeration.ids())), cell))


def _text(spec: Input, cell: ir.Value) -> ir.Value:
    if not cell.type().is_string():
        return ibis.null("string")
    pattern = r"^[ -~]*[!-~][ -~]*\z" if spec.not_empty else r"^[ -~]+\z"
    return ibis.cases((cell.re_search(pattern) & (cell.length() <= _LONGEST), cell))


def day(cell: ir.Value) -> ir.Value:
    """A date column, or the text `YYYY-MM-DD`, in the years that are read."""
    if cell.type().is_string():
        cell = ibis.cases((cell.re_search(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z"), cell)).try_cast("date")
    if not cell.type().is_date():
        return ibis.null("date")
    return ibis.cases(((cell >= ibis.literal(_FIRST)) & (cell <= ibis.literal(_LAST)), cell))
