"""The values of FEEL at run time, and the one door through which a caller's values enter.

number `Fraction` · string `str` · boolean `bool` · null `None` · date `datetime.date` (`WideDate` outside the years
1 to 9999) · time `Time` · date and time `DateTime` · durations `YearsMonths`, `DaysTime` · list `list` · context any
`Mapping` · range `Range` · function `Function` (or a built-in). Never a float.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from benefits.feel.errors import FeelLimitError

MAX_VALUE_DEPTH = 64  # lists in lists in contexts …


@dataclass(frozen=True, slots=True, order=True)
class WideDate:
    """A date of the proleptic Gregorian calendar in a year that `datetime.date` cannot hold."""

    year: int
    month: int
    day: int


Date = datetime.date | WideDate


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day: `second` with its decimals, `offset` from UTC in seconds or a `zone` name or neither."""

    hour: int
    minute: int
    second: Fraction
    offset: int | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class DateTime:
    """A date with a time of day."""

    date: Date
    time: Time


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A years and months duration, in months."""

    months: int


@dataclass(frozen=True, slots=True, order=True)
class DaysTime:
    """A days and time duration, in seconds."""

    seconds: Fraction


@dataclass(frozen=True, slots=True)
class Range:
    """`[low..high]`. `half` marks the forms with one end, `(< 5)`: there a None end is absent, elsewhere it is null."""

    low: object
    high: object
    low_included: bool
    high_included: bool
    half: bool = False


@dataclass(frozen=True, slots=True)
class EqualityTest:
    """The value of `(= 5)` and `(!= 5)`, which FEEL has but ranges cannot express."""

    operator: str
    operand: object


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function that a caller puts in scope, or that a function literal makes.

    `body` takes one value per parameter and returns a value; it may raise `NullResult` to say why it returns null.
    """

    name: str
    parameters: tuple[str, ...]
    body: Callable[..., object]


class NullResult(Exception):
    """Raised inside a calculation whose result is null, with the reason. Never leaves the interpreter."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a null appeared: the offset in the source text, and the reason."""

    at: int
    reason: str


class LazyContext(Mapping[str, object]):
    """A caller's mapping as a context: an entry is asked for, and admitted, when it is first needed."""

    def __init__(self, source: Mapping[str, object]) -> None:
        self._source = source
        self._admitted: dict[str, object] = {}

    def __getitem__(self, key: str) -> object:
        if key not in self._admitted:
            self._admitted[key] = admit(self._source[key])
        return self._admitted[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._source)

    def __len__(self) -> int:
        return len(self._source)


_PLAIN = (str, bool, Fraction, WideDate, Time, DateTime, YearsMonths, DaysTime, Range, EqualityTest, Function)


def admit(value: object, depth: int = 0) -> object:
    """A caller's value as a FEEL value: `int` and `Decimal` become `Fraction`, tuples lists, `datetime` `DateTime`.

    Raises `TypeError` for anything that is not one of FEEL's values, floats first of all.
    """
    if depth > MAX_VALUE_DEPTH:
        raise FeelLimitError(f"a value nested more than {MAX_VALUE_DEPTH} levels deep")
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, Decimal) and value.is_finite():
        return Fraction(value)
    if isinstance(value, (list, tuple)):
        return [admit(item, depth + 1) for item in value]
    if type(value) is dict:
        return {key: admit(item, depth + 1) for key, item in value.items()}
    if isinstance(value, Mapping):
        return value if isinstance(value, LazyContext) else LazyContext(value)
    if hasattr(value, "overloads"):
        return value
    return _admit_clock(value)


def _admit_clock(value: object) -> object:
    if isinstance(value, datetime.datetime):
        second = Fraction(value.second) + Fraction(value.microsecond, 1_000_000)
        return DateTime(value.date(), Time(value.hour, value.minute, second, _offset(value.utcoffset())))
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, datetime.time):
        second = Fraction(value.second) + Fraction(value.microsecond, 1_000_000)
        return Time(value.hour, value.minute, second, _offset(value.utcoffset()))
    if isinstance(value, datetime.timedelta):
        return DaysTime(Fraction(value // datetime.timedelta(microseconds=1), 1_000_000))
    raise TypeError(f"not a FEEL value: {type(value).__name__}")


def _offset(offset: datetime.timedelta | None) -> int | None:
    return None if offset is None else offset // datetime.timedelta(seconds=1)


_KINDS: dict[type, str] = {
    type(None): "Null",
    Fraction: "number",
    str: "string",
    bool: "boolean",
    datetime.date: "date",
    WideDate: "date",
    Time: "time",
    DateTime: "date and time",
    YearsMonths: "years and months duration",
    DaysTime: "days and time duration",
    list: "list",
    dict: "context",
    Range: "range",
    EqualityTest: "range",
    Function: "function",
}


def kind(value: object) -> str:
    """The name of the value's FEEL type."""
    name = _KINDS.get(type(value))
    if name is None:
        name = "context" if isinstance(value, Mapping) else "function"
    return name


def shown(number: int) -> str:
    """A whole number for a message; `str` refuses the longest."""
    return str(number) if abs(number) < 10**18 else "of that size"


def whole(value: object) -> int:
    """A number that must be a whole one, as an int."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    raise NullResult("not a whole number")
