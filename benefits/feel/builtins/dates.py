"""Functions of dates, and the clock where the caller gave one."""

from __future__ import annotations

import datetime
from fractions import Fraction

from benefits.feel.builtins.registry import Library, single
from benefits.feel.civil import days, make_date
from benefits.feel.members import weekday
from benefits.feel.run import Run
from benefits.feel.values import Date, DateTime, NullResult, WideDate, YearsMonths, kind

LIBRARY = Library()
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_part(value: object) -> Date:
    """A date, or the date of a date and time."""
    value = single(value)
    if isinstance(value, DateTime):
        return value.date
    if isinstance(value, (datetime.date, WideDate)):
        return value
    raise NullResult(f"a date is needed, not {kind(value)}")


def _day_of_year(date: Date) -> int:
    return days(date) - days(make_date(date.year, 1, 1)) + 1


@LIBRARY.define("day of year", "date")
def _day_of_year_of(run: Run, value: object) -> object:
    return Fraction(_day_of_year(date_part(value)))


@LIBRARY.define("day of week", "date")
def _day_of_week(run: Run, value: object) -> object:
    return _WEEKDAYS[weekday(date_part(value)) - 1]


@LIBRARY.define("month of year", "date")
def _month_of_year(run: Run, value: object) -> object:
    return _MONTHS[date_part(value).month - 1]


@LIBRARY.define("week of year", "date")
def _week_of_year(run: Run, value: object) -> object:
    """ISO 8601: the week belongs to the year that holds its Thursday."""
    number = days(date_part(value))
    thursday = number - (number + 3) % 7 + 3
    cycle_day = datetime.date.fromordinal((thursday + 719_162) % 146_097 + 1)
    return Fraction((cycle_day.timetuple().tm_yday - 1) // 7 + 1)


@LIBRARY.define("years and months duration", "from", "to")
def _years_and_months_duration(run: Run, start: object, end: object) -> object:
    """The whole months between two dates, towards zero."""
    first, last = date_part(start), date_part(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return YearsMonths(months)


@LIBRARY.define("now")
def _now(run: Run) -> object:
    if run.now is None:
        raise NullResult("this evaluation has no clock")
    return run.now


@LIBRARY.define("today")
def _today(run: Run) -> object:
    return date_part(_now(run))
