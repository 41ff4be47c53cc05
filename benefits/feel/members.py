"""What stands behind the point of `value.name`: entries of contexts, components of dates, times, durations, ranges."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from benefits.feel.civil import days, offset
from benefits.feel.values import (
    Date,
    DateTime,
    DaysTime,
    NullResult,
    Range,
    Time,
    WideDate,
    YearsMonths,
    kind,
)


def weekday(date: Date) -> int:
    """1 for Monday to 7 for Sunday; 1970-01-01 was a Thursday."""
    return (days(date) + 3) % 7 + 1


def _of_time(time: Time, date: Date | None, name: str) -> object:
    if name == "time offset":
        shift = offset(date, time)
        return None if shift is None else DaysTime(Fraction(shift))
    if name == "timezone":
        return time.zone
    # The standard's component `second` is a whole number.
    return Fraction(int(getattr(time, name)))


def _of_date(date: Date, name: str) -> object:
    return Fraction(weekday(date) if name == "weekday" else getattr(date, name))


def _truncated(amount: Fraction, unit: int) -> Fraction:
    """How many whole units, towards zero, so that all parts of a negative duration are negative."""
    count = Fraction(int(abs(amount) // unit))
    return -count if amount < 0 else count


def _of_years_months(duration: YearsMonths, name: str) -> object:
    years = _truncated(Fraction(duration.months), 12)
    return years if name == "years" else duration.months - 12 * years


def _of_days_time(duration: DaysTime, name: str) -> object:
    seconds = duration.seconds
    day = _truncated(seconds, 86_400)
    hour = _truncated(seconds - day * 86_400, 3600)
    minute = _truncated(seconds - day * 86_400 - hour * 3600, 60)
    parts = {"days": day, "hours": hour, "minutes": minute}
    return parts.get(name, seconds - day * 86_400 - hour * 3600 - minute * 60)


_DATE_PARTS = ("year", "month", "day", "weekday")
_TIME_PARTS = ("hour", "minute", "second", "time offset", "timezone")


def member(value: object, name: str) -> object:
    """`value.name`; raises `NullResult` where the value has no such member."""
    if isinstance(value, Mapping):
        if name not in value:
            raise NullResult(f"no entry named '{name}'")
        return value[name]
    if isinstance(value, (datetime.date, WideDate)) and name in _DATE_PARTS:
        return _of_date(value, name)
    if isinstance(value, DateTime) and name in _DATE_PARTS:
        return _of_date(value.date, name)
    if isinstance(value, DateTime) and name in _TIME_PARTS:
        return _of_time(value.time, value.date, name)
    if isinstance(value, Time) and name in _TIME_PARTS:
        return _of_time(value, None, name)
    if isinstance(value, YearsMonths) and name in ("years", "months"):
        return _of_years_months(value, name)
    if isinstance(value, DaysTime) and name in ("days", "hours", "minutes", "seconds"):
        return _of_days_time(value, name)
    if isinstance(value, Range):
        ends = {"start": value.low, "end": value.high}
        ends |= {"start included": value.low_included, "end included": value.high_included}
        if name in ends:
            return ends[name]
    raise NullResult(f"a {kind(value)} has no '{name}'")
