"""Calendar arithmetic without limits of years: days since 1970-01-01, offsets of time zones, instants.

The calendar is the proleptic Gregorian one. Zone rules come from the tz database of the installation (`zoneinfo`).
"""

from __future__ import annotations

import datetime
from fractions import Fraction

from benefits.feel.values import Date, DateTime, DaysTime, NullResult, Time, WideDate, shown

MAX_YEAR = 999_999_999
DAY_SECONDS = 86_400
_CYCLE_DAYS = 146_097  # 400 years, a whole number of weeks
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ZONE_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/")
# A time of day with a zone but no date: its offset is the zone's at this day.
_REFERENCE_DAY = datetime.date(2000, 1, 1)


def is_leap(year: int) -> bool:
    """Whether the year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year: int, month: int) -> int:
    """The number of days in the month."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def make_date(year: int, month: int, day: int) -> Date:
    """The date; `NullResult` where the calendar has none."""
    if not (-MAX_YEAR <= year <= MAX_YEAR and 1 <= month <= 12 and 1 <= day <= month_days(year, month)):
        raise NullResult(f"no such date: year {shown(year)}, month {shown(month)}, day {shown(day)}")
    return datetime.date(year, month, day) if 1 <= year <= 9999 else WideDate(year, month, day)


def days(date: Date) -> int:
    """Days since 1970-01-01."""
    cycles, year = divmod(date.year - 1, 400)
    return cycles * _CYCLE_DAYS + datetime.date(year + 1, date.month, date.day).toordinal() - 719_163


def date_of(number: int) -> Date:
    """The date so many days after 1970-01-01."""
    cycles, rest = divmod(number + 719_162, _CYCLE_DAYS)
    date = datetime.date.fromordinal(rest + 1)
    return make_date(date.year + 400 * cycles, date.month, date.day)


def add_months(date: Date, months: int) -> Date:
    """The same day some months later, or that month's last day where it is shorter."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if abs(year) > MAX_YEAR:
        raise NullResult("a date out of range")
    return make_date(year, month + 1, min(date.day, month_days(year, month + 1)))


def check_zone(name: str) -> str:
    """The name of a time zone that exists; else `NullResult`."""
    _zone(name)
    return name


def _zone(name: str) -> datetime.tzinfo:
    import zoneinfo  # costs several milliseconds, and few rules name a zone

    if 0 < len(name) <= 64 and _ZONE_CHARACTERS.issuperset(name):
        try:
            return zoneinfo.ZoneInfo(name)
        except (LookupError, ValueError, OSError):
            pass
    raise NullResult(f"no such time zone: {name}")


def offset(date: Date | None, time: Time) -> int | None:
    """Seconds east of UTC; None for a local time."""
    if time.zone is None:
        return time.offset
    moment = _in_cycle(_REFERENCE_DAY if date is None else date, time).replace(tzinfo=_zone(time.zone))
    return _seconds(moment.utcoffset())


def _in_cycle(day: Date, time: Time) -> datetime.datetime:
    """The moment for `datetime`; years beyond it take the same place of the 400-year cycle, with that year's rules."""
    year = day.year if 2 <= day.year <= 9998 else 2000 + day.year % 400
    return datetime.datetime(year, day.month, day.day, time.hour, time.minute, int(time.second))


def _seconds(shift: datetime.timedelta | None) -> int:
    return (shift or datetime.timedelta()) // datetime.timedelta(seconds=1)


def second_of_day(time: Time) -> Fraction:
    """Seconds since midnight, local."""
    return time.hour * 3600 + time.minute * 60 + time.second


def local_seconds(moment: DateTime) -> Fraction:
    """Seconds since 1970-01-01T00:00:00 on the wall clock."""
    return days(moment.date) * DAY_SECONDS + second_of_day(moment.time)


def instant(moment: DateTime) -> tuple[bool, Fraction]:
    """Whether the offset is known, and seconds since 1970-01-01T00:00:00 (in UTC where it is)."""
    shift = offset(moment.date, moment.time)
    return shift is not None, local_seconds(moment) - (shift or 0)


def time_instant(time: Time) -> tuple[bool, Fraction]:
    """Whether the offset is known, and seconds since midnight (in UTC where it is)."""
    shift = offset(None, time)
    return shift is not None, second_of_day(time) - (shift or 0)


def midnight(date: Date, zoned: bool = False) -> DateTime:
    """The first moment of the day; in UTC where `zoned`."""
    return DateTime(date, Time(0, 0, Fraction(0), 0 if zoned else None))


def time_at(seconds: Fraction, like: Time) -> Time:
    """The time of day so many seconds after midnight (any number of days away), with the offset or zone of `like`."""
    rest = seconds % DAY_SECONDS
    minutes, second = divmod(rest, 60)
    return Time(int(minutes) // 60, int(minutes) % 60, second, like.offset, like.zone)


def later(moment: DateTime, duration: DaysTime) -> DateTime:
    """The moment so much later: elapsed time, so a zone's clock change in between shifts the wall clock."""
    if moment.time.zone is None:
        return _at(local_seconds(moment) + duration.seconds, moment.time)
    utc = _at(instant(moment)[1] + duration.seconds, Time(0, 0, Fraction(0), 0))
    there = _in_cycle(utc.date, utc.time).replace(tzinfo=datetime.UTC).astimezone(_zone(moment.time.zone))
    return _at(local_seconds(utc) + _seconds(there.utcoffset()), moment.time)


def _at(seconds: Fraction, like: Time) -> DateTime:
    """The wall clock so many seconds after 1970-01-01T00:00:00."""
    return DateTime(date_of(int(seconds // DAY_SECONDS)), time_at(seconds, like))
