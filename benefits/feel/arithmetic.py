"""`+ - * / **` and the sign, for numbers, texts, dates, times and durations (DMN 1.5, tables 53 to 59)."""

from __future__ import annotations

import datetime
from fractions import Fraction

from benefits.feel import exact
from benefits.feel.civil import (
    DAY_SECONDS,
    add_months,
    date_of,
    days,
    instant,
    later,
    midnight,
    offset,
    second_of_day,
    time_at,
    time_instant,
)
from benefits.feel.run import Run
from benefits.feel.values import Date, DateTime, DaysTime, NullResult, Time, WideDate, YearsMonths, kind

_DATES = (datetime.date, WideDate)


def calculate(run: Run, operator: str, left: object, right: object) -> object:
    """`left operator right`; raises `NullResult` where it has no value."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _numbers(run, operator, left, right)
    if operator == "+":
        result = _sum(left, right)
    elif operator == "-":
        result = _difference(left, right)
    elif operator == "*":
        result = _product(left, right)
    else:
        result = _quotient(left, right) if operator == "/" else None
    if result is None:
        raise NullResult(f"{kind(left)} {operator} {kind(right)} has no value")
    run.spend_on(result)
    return result


def negative(value: object) -> object:
    """`-value`."""
    if isinstance(value, Fraction):
        return -value
    if isinstance(value, YearsMonths):
        return YearsMonths(-value.months)
    if isinstance(value, DaysTime):
        return DaysTime(-value.seconds)
    raise NullResult(f"a {kind(value)} has no sign")


def _numbers(run: Run, operator: str, left: Fraction, right: Fraction) -> Fraction:
    run.spend((exact.bits(left) + exact.bits(right)) // 64)
    if operator == "+":
        return exact.bounded(left + right)
    if operator == "-":
        return exact.bounded(left - right)
    if operator == "*":
        return exact.bounded(left * right)
    if operator == "/":
        if right == 0:
            raise NullResult("division by zero")
        return exact.bounded(left / right)
    return exact.power(left, right)


def _sum(left: object, right: object) -> object:
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(left, YearsMonths) and isinstance(right, YearsMonths):
        return YearsMonths(left.months + right.months)
    if isinstance(left, DaysTime) and isinstance(right, DaysTime):
        return DaysTime(left.seconds + right.seconds)
    if isinstance(left, (YearsMonths, DaysTime)):
        left, right = right, left
    if isinstance(right, YearsMonths):
        if isinstance(left, _DATES):
            return add_months(left, right.months)
        if isinstance(left, DateTime):
            return DateTime(add_months(left.date, right.months), left.time)
    if isinstance(right, DaysTime):
        if isinstance(left, _DATES):
            return date_of(days(left) + int(right.seconds // DAY_SECONDS))
        if isinstance(left, DateTime):
            return later(left, right)
        if isinstance(left, Time):
            return time_at(second_of_day(left) + right.seconds, left)
    return None


def _difference(left: object, right: object) -> object:
    if isinstance(right, (YearsMonths, DaysTime)):
        if isinstance(left, (YearsMonths, DaysTime)) and type(left) is not type(right):
            return None
        return _sum(left, negative(right))
    if isinstance(left, Time) and isinstance(right, Time):
        return _elapsed(time_instant(left), time_instant(right))
    if isinstance(left, (DateTime, *_DATES)) and isinstance(right, (DateTime, *_DATES)):
        return _elapsed(instant(_moment(left, right)), instant(_moment(right, left)))
    return None


def _moment(value: DateTime | Date, other: DateTime | Date) -> DateTime:
    """A date beside a date and time is its midnight: in UTC where the other has an offset."""
    if isinstance(value, DateTime):
        return value
    return midnight(value, isinstance(other, DateTime) and offset(other.date, other.time) is not None)


def _elapsed(left: tuple[bool, Fraction], right: tuple[bool, Fraction]) -> DaysTime | None:
    return DaysTime(left[1] - right[1]) if left[0] == right[0] else None


def _product(left: object, right: object) -> object:
    if isinstance(left, Fraction):
        left, right = right, left
    if isinstance(right, Fraction):
        if isinstance(left, YearsMonths):
            return YearsMonths(int(exact.bounded(left.months * right)))
        if isinstance(left, DaysTime):
            return DaysTime(exact.bounded(left.seconds * right))
    return None


def _quotient(left: object, right: object) -> object:
    if isinstance(left, (YearsMonths, DaysTime)) and type(left) is type(right):
        top, bottom = (_size(left), _size(right))
        if bottom == 0:
            raise NullResult("division by zero")
        return exact.bounded(top / bottom)
    if isinstance(right, Fraction):
        if right == 0:
            raise NullResult("division by zero")
        return _product(left, 1 / right) if isinstance(left, (YearsMonths, DaysTime)) else None
    return None


def _size(duration: object) -> Fraction:
    return Fraction(duration.months) if isinstance(duration, YearsMonths) else duration.seconds  # type: ignore[attr-defined]
