"""The language's words for the calendar and its reasons for having no value, which both evaluators share."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from benefits.engine.outcome import NotDetermined
from benefits.model.program import Label

CONSTANTS: dict[str, object] = {"months_per_year": Fraction(12)}
"""Names of the calendar, not of any policy."""

DIVISION_BY_ZERO = Label("除数为零", "division by zero")
OUTSIDE_CALENDAR = Label("日期超出公历范围", "the date is outside the calendar")
EMPTY_LIST = Label("列表为空", "the list is empty")


def add_months(day: date, months: int) -> date:
    """The day so many months on (or back); a day that the month lacks becomes its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise NotDetermined(OUTSIDE_CALENDAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """The day so many days on (or back)."""
    try:
        return day + timedelta(days)
    except OverflowError:
        raise NotDetermined(OUTSIDE_CALENDAR) from None


def completed_years(start: date, end: date) -> int:
    """Whole years from `start` to `end`; a birthday on 29 February falls on the 28th in a common year."""
    years = end.year - start.year
    return years - (end < add_months(start, 12 * years)) if years >= 0 else years


def month_day(day: date) -> str:
    """`MM-DD`, which compares as the days of one year do."""
    return day.isoformat()[5:]
