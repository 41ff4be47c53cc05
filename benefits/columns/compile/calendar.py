"""Days in columns by whole numbers of years, months and days: the engine's calendar, 29 February included.

Dates that are read lie between two years, a shift is bounded and so is the number of shifts, so no date leaves the
calendar.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import ibis
import ibis.expr.types as ir

from benefits.columns.compile import whole
from benefits.columns.compile.columns import NotColumnar
from benefits.columns.compile.functions import days_later
from benefits.columns.compile.held import MONTH_DAY, Held, constant, is_const, number, strictly
from benefits.columns.compile.reasons import Reasons
from benefits.columns.compile.whole import Whole, fixed
from benefits.engine import calendar
from benefits.engine.outcome import NotDetermined
from benefits.model.program import Label

FIRST_YEAR, LAST_YEAR = 1600, 2600
_MOST_MONTHS = 12 * 200
_MOST_SHIFTS = 30
_FAR_YEAR = LAST_YEAR + _MOST_SHIFTS * _MOST_MONTHS // 12
_FAR = Label("日期可能移出公历范围", "a date may be moved out of the calendar")


def date_part(held: Held, name: str) -> Held:
    """`.year`, `.month`, `.day` of a date."""
    if isinstance(held.const, date):
        return constant(Fraction(getattr(held.const, name)))
    return number(part(held.value(), name), why=held.why)


def part(day: ir.DateValue, name: str) -> Whole:
    low, high = {"year": (1, _FAR_YEAR), "month": (1, 12), "day": (1, 31)}[name]
    return Whole(getattr(day, name)().cast("int64"), low, high)


def as_month_day(held: Held) -> Held:
    """A month and day given as the text `MM-DD`."""
    if isinstance(held.const, str):
        return Held(MONTH_DAY, const=int(held.const[:2]) * 100 + int(held.const[3:]))
    return held


def leap(year: ir.Value) -> ir.BooleanValue:
    """Whether a year has a 29 February."""
    four, hundred = year % 4 == 0, year % 100 == 0
    found: ir.BooleanValue = four & (~hundred | (year % 400 == 0))
    return found


class Calendar:
    """The functions of the rule language over dates."""

    reasons: Reasons
    shifts = 0

    def call_completed_years(self, start: Held, end: Held) -> Held:
        if is_const(start) and is_const(end):
            return constant(Fraction(calendar.completed_years(start.const, end.const)))  # type: ignore[arg-type]
        if "null" in (start.kind, end.kind):
            return Held("null", why=strictly([start, end]))
        first, last = start.value(), end.value()
        last_year = last.year().cast("int64")
        years = last_year - first.year().cast("int64")
        birthday = month_day(first)
        kept = ibis.ifelse((birthday == 229) & ~leap(last_year), ibis.literal(228, "int16").cast("int64"), birthday)
        early = (years >= 0) & (month_day(last) < kept)
        found = ibis.ifelse(early, years - 1, years)
        return number(Whole(found, -_FAR_YEAR, _FAR_YEAR), why=strictly([start, end]))

    def call_add_years(self, day: Held, years: Held) -> Held:
        return self.shifted(day, years, 12)

    def call_add_months(self, day: Held, months: Held) -> Held:
        return self.shifted(day, months, 1)

    def shifted(self, day: Held, count: Held, months: int) -> Held:
        """The same day so many months on, or the month's last."""
        if is_const(day) and is_const(count):
            return self.settled(lambda: calendar.add_months(day.const, months * int(count.const)))  # type: ignore[arg-type, call-overload]
        if "null" in (day.kind, count.kind):
            return Held("null", why=strictly([day, count]))
        on = self.bounded(whole.times(fixed(months), whole.quotient(count.top(), count.den)), _MOST_MONTHS)
        value = day.value()
        start = whole.plus(whole.times(fixed(12), part(value, "year")), whole.minus(part(value, "month"), fixed(1)))
        total = whole.plus(start, on)
        year = whole.quotient(total, fixed(12)).leaf(False)
        month = whole.plus(whole.remainder(total, fixed(12)), fixed(1)).leaf(False)
        most = ibis.cases(
            ((month == 2) & leap(year), 29), (month == 2, 28), (month.isin([4, 6, 9, 11]), 30), else_=31
        ).cast("int32")
        kept = value.day().cast("int32")
        made = ibis.date(year.cast("int32"), month.cast("int32"), ibis.ifelse(kept > most, most, kept))
        return Held("date", made, why=strictly([day, count]))

    def settled(self, shift: Callable[[], date]) -> Held:
        """A date known now, or why there is none."""
        try:
            return constant(shift())
        except NotDetermined as reason:
            return self.reasons.ended(reason.reason)

    def bounded(self, count: Whole, most: int) -> Whole:
        """A shift that cannot leave the calendar."""
        self.shifts += 1
        if max(-count.low, count.high) > most or self.shifts > _MOST_SHIFTS:
            raise NotColumnar(_FAR)
        return count

    def call_add_days(self, day: Held, count: Held) -> Held:
        if is_const(day) and is_const(count):
            return self.settled(lambda: calendar.add_days(day.const, int(count.const)))  # type: ignore[arg-type, call-overload]
        if "null" in (day.kind, count.kind):
            return Held("null", why=strictly([day, count]))
        days = self.bounded(whole.quotient(count.top(), count.den), _MOST_MONTHS * 30)
        return Held("date", days_later(day.value(), days.value(False)), why=strictly([day, count]))

    def call_month_day(self, day: Held) -> Held:
        if isinstance(day.const, date):
            return Held(MONTH_DAY, const=day.const.month * 100 + day.const.day)
        if day.kind == "null":
            return day
        return Held(MONTH_DAY, month_day(day.value()), why=day.why)


def month_day(day: ir.DateValue) -> ir.IntegerValue:
    found: ir.IntegerValue = day.month().cast("int64") * 100 + day.day().cast("int64")
    return found
