"""Conversions between types: `date`, `time`, `date and time`, `duration`, `number`, `string`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from fractions import Fraction

from benefits.feel import exact, temporal_text
from benefits.feel.builtins.dates import date_part
from benefits.feel.builtins.registry import Library, number, single, text
from benefits.feel.civil import make_date, midnight
from benefits.feel.reader import spelling
from benefits.feel.run import Run
from benefits.feel.values import (
    Date,
    DateTime,
    DaysTime,
    EqualityTest,
    NullResult,
    Range,
    Time,
    WideDate,
    YearsMonths,
    kind,
    whole,
)

LIBRARY = Library()
_MAX_NUMBER_TEXT = 500
_NUMBER_TEXT = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")


@LIBRARY.define("date", "from")
def _date(run: Run, source: object) -> object:
    source = single(source)
    return temporal_text.read_date(source) if isinstance(source, str) else date_part(source)


def _date_of_parts(year: object, month: object, day: object) -> Date:
    return make_date(whole(single(year)), whole(single(month)), whole(single(day)))


@LIBRARY.define("date", "year", "month", "day")
def _date_of(run: Run, *parts: object) -> object:
    return _date_of_parts(*parts)


@LIBRARY.define("time", "from")
def _time(run: Run, source: object) -> object:
    source = single(source)
    if isinstance(source, Time):
        return source
    if isinstance(source, DateTime):
        return source.time
    if isinstance(source, (datetime.date, WideDate)):
        return midnight(source, True).time
    return temporal_text.read_time(text(source))


def _time_of_parts(hour: object, minute: object, second: object, offset: object = None) -> Time:
    shift = None
    if offset is not None:
        if not isinstance(offset, DaysTime):
            raise NullResult(f"an offset is a duration, not {kind(offset)}")
        shift = whole(offset.seconds)
    return temporal_text.make_time(whole(single(hour)), whole(single(minute)), number(second), shift)


@LIBRARY.define("time", "hour", "minute", "second", "offset?")
def _time_of(run: Run, *parts: object) -> object:
    return _time_of_parts(*parts)


@LIBRARY.define("date and time", "from")
def _date_and_time(run: Run, source: object) -> object:
    source = single(source)
    if isinstance(source, DateTime):
        return source
    if isinstance(source, (datetime.date, WideDate)):
        return midnight(source)
    return temporal_text.read_date_time(text(source))


@LIBRARY.define("date and time", "date", "time")
def _date_with_time(run: Run, date: object, time: object) -> object:
    time = single(time)
    if not isinstance(time, Time):
        raise NullResult(f"a time is needed, not {kind(time)}")
    return DateTime(date_part(date), time)


@LIBRARY.define("date and time", "year", "month", "day", "hour", "minute", "second", "offset?")
def _date_and_time_of_parts(run: Run, *parts: object) -> object:
    return DateTime(_date_of_parts(*parts[:3]), _time_of_parts(*parts[3:]))


@LIBRARY.define("duration", "from")
def _duration(run: Run, source: object) -> object:
    source = single(source)
    if isinstance(source, (YearsMonths, DaysTime)):
        return source
    return temporal_text.read_duration(text(source))


@LIBRARY.define("number", "from", "grouping separator?", "decimal separator?")
def _number(run: Run, source: object, grouping: object = None, point: object = None) -> object:
    source = single(source)
    if isinstance(source, Fraction):
        return source
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", ".") or (point and point == grouping):
        raise NullResult("no such separators of numbers")
    digits = text(source)
    if len(digits) > _MAX_NUMBER_TEXT:
        raise NullResult(f"a number of more than {_MAX_NUMBER_TEXT} characters")
    if isinstance(grouping, str):
        digits = digits.replace(grouping, "")
    if isinstance(point, str) and point != ".":
        digits = digits.replace(".", "?").replace(point, ".")  # a stray point must not pass as the decimal one
    if _NUMBER_TEXT.fullmatch(digits) is None:
        raise NullResult("not the text of a number")
    return exact.bounded(Fraction(digits))


@LIBRARY.define("string", "from")
def _string(run: Run, value: object) -> object:
    """As FEEL would write the value; a string stays as it is, null is null."""
    if value is None:
        raise NullResult("null has no text")
    return value if isinstance(value, str) else _written(run, value, 0)


def _written(run: Run, value: object, depth: int) -> str:
    run.spend(1)
    run.check_depth(depth)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        run.spend(exact.bits(value) // 64)
        return exact.text(value)
    if isinstance(value, str):
        run.spend_on(value)
        return _quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(_written(run, item, depth + 1) for item in value) + "]"
    if isinstance(value, Mapping):
        entries = (f"{_key(key)}: {_written(run, item, depth + 1)}" for key, item in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, (Range, EqualityTest)):
        return _range_text(run, value, depth)
    return _temporal(value)


def _temporal(value: object) -> str:
    if isinstance(value, (datetime.date, WideDate)):
        return temporal_text.date_text(value)
    if isinstance(value, Time):
        return temporal_text.time_text(value)
    if isinstance(value, DateTime):
        return temporal_text.date_time_text(value)
    if isinstance(value, (YearsMonths, DaysTime)):
        return temporal_text.duration_text(value)
    raise NullResult(f"a {kind(value)} has no text")


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _key(key: str) -> str:
    """A key as a name where the text can spell it so."""
    return key if spelling(key) else _quoted(key)


def _range_text(run: Run, value: Range | EqualityTest, depth: int) -> str:
    if isinstance(value, EqualityTest):
        return f"({value.operator}{_written(run, value.operand, depth + 1)})"
    low, high = (_written(run, end, depth + 1) for end in (value.low, value.high))
    if value.half and value.low is None:
        return f"({'<=' if value.high_included else '<'}{high})"
    if value.half:
        return f"({'>=' if value.low_included else '>'}{low})"
    return f"{'[' if value.low_included else '('}{low}..{high}{']' if value.high_included else ')'}"
