"""Dates, times and durations to and from their texts (ISO 8601 as XML Schema narrows it, with `@zone` added)."""

from __future__ import annotations

import re
from fractions import Fraction

from benefits.feel import exact
from benefits.feel.civil import check_zone, make_date, midnight
from benefits.feel.values import Date, DateTime, DaysTime, NullResult, Time, WideDate, YearsMonths

_DATE = r"(-?(?:[0-9]{4}|[1-9][0-9]{4,8}))-([0-9]{2})-([0-9]{2})"
_TIME = r"([0-9]{2}):([0-9]{2}):([0-9]{2}(?:\.[0-9]{1,34})?)"
_ZONE = r"(Z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@[A-Za-z0-9_+/-]{1,64})?"
_DATE_TEXT = re.compile(_DATE)
_TIME_TEXT = re.compile(_TIME + _ZONE)
_YEARS_MONTHS = re.compile(r"(-)?P(?=[0-9])(?:([0-9]{1,18})Y)?(?:([0-9]{1,18})M)?")
_DAYS_TIME = re.compile(
    r"(-)?P(?=[0-9T])(?:([0-9]{1,18})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,18})H)?(?:([0-9]{1,18})M)?(?:([0-9]{1,18}(?:\.[0-9]{0,34})?)S)?)?"
)
_MAX_OFFSET_HOURS = 18


def read_date(text: str) -> Date:
    """`2019-07-01`; years of up to nine digits, also negative."""
    match = _DATE_TEXT.fullmatch(text)
    if match is None:
        raise NullResult("not the text of a date")
    year, month, day = match.groups()
    return make_date(int(year), int(month), int(day))


def read_time(text: str) -> Time:
    """`10:30:00`, with decimals of the second, `Z`, `+08:00` or `@Asia/Shanghai` where wanted."""
    match = _TIME_TEXT.fullmatch(text)
    if match is None:
        raise NullResult("not the text of a time")
    hour, minute, second, zone = match.groups()
    return make_time(int(hour), int(minute), Fraction(second), *_read_zone(zone))


def make_time(hour: int, minute: int, second: Fraction, offset: int | None = None, zone: str | None = None) -> Time:
    """The time; `NullResult` where the clock has none."""
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        raise NullResult("no such time")
    if offset is not None and abs(offset) > _MAX_OFFSET_HOURS * 3600:
        raise NullResult(f"an offset of more than {_MAX_OFFSET_HOURS} hours")
    return Time(hour, minute, second, offset, zone)


def _read_zone(text: str | None) -> tuple[int | None, str | None]:
    if text is None:
        return None, None
    if text == "Z":
        return 0, None
    if text[0] == "@":
        return None, check_zone(text[1:])
    hours, minutes, *seconds = (int(part) for part in text[1:].split(":"))
    if minutes > 59 or any(part > 59 for part in seconds):
        raise NullResult("no such offset")
    offset = hours * 3600 + minutes * 60 + sum(seconds)
    return (-offset if text[0] == "-" else offset), None


def read_date_time(text: str) -> DateTime:
    """A date, `T` and a time; a date alone is its midnight."""
    date, separator, time = text.partition("T")
    if not separator:
        return midnight(read_date(text))
    # Zone names may hold a `T`; the date never does.
    return DateTime(read_date(date), read_time(time))


def read_duration(text: str) -> YearsMonths | DaysTime:
    """`P1Y2M` or `P3DT4H5M6.7S`, either with a sign before."""
    match = _YEARS_MONTHS.fullmatch(text)
    if match is not None:
        sign, years, months = match.groups()
        total = int(years or 0) * 12 + int(months or 0)
        return YearsMonths(-total if sign else total)
    match = _DAYS_TIME.fullmatch(text)
    if match is None:
        raise NullResult("not the text of a duration")
    sign, days, hours, minutes, seconds = match.groups()
    length = int(days or 0) * 86_400 + int(hours or 0) * 3600 + int(minutes or 0) * 60 + Fraction(seconds or 0)
    return DaysTime(Fraction(-length if sign else length))


def read_any(text: str) -> object:
    """The value of `@"…"`, by the form of its text."""
    for read in (read_date, read_time, read_date_time, read_duration):
        try:
            return read(text)
        except NullResult:
            continue
    raise NullResult("not the text of a date, time or duration")


def date_text(date: Date) -> str:
    """`2019-07-01`."""
    if isinstance(date, WideDate):
        sign = "-" if date.year < 0 else ""
        return f"{sign}{abs(date.year):04}-{date.month:02}-{date.day:02}"
    return date.isoformat()


def time_text(time: Time) -> str:
    """`10:30:00.5+08:00`."""
    second = exact.text(time.second)
    whole, point, decimals = second.partition(".")
    return f"{time.hour:02}:{time.minute:02}:{whole.rjust(2, '0')}{point}{decimals}{_zone_text(time)}"


def _zone_text(time: Time) -> str:
    if time.zone is not None:
        return f"@{time.zone}"
    if time.offset is None:
        return ""
    if time.offset == 0:
        return "Z"
    minutes, seconds = divmod(abs(time.offset), 60)
    tail = f":{seconds:02}" if seconds else ""
    return f"{'-' if time.offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}{tail}"


def date_time_text(moment: DateTime) -> str:
    """`2019-07-01T10:30:00`."""
    return f"{date_text(moment.date)}T{time_text(moment.time)}"


def duration_text(duration: YearsMonths | DaysTime) -> str:
    """The shortest ISO form: `P1Y2M`, `PT16H40M`, `P0M`, `PT0S`."""
    if isinstance(duration, YearsMonths):
        years, months = divmod(abs(duration.months), 12)
        body = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return ("-P" if duration.months < 0 else "P") + body
    minutes, seconds = divmod(abs(duration.seconds), 60)
    hours, minute = divmod(int(minutes), 60)
    days, hour = divmod(hours, 24)
    clock = (f"{hour}H" if hour else "") + (f"{minute}M" if minute else "")
    if seconds or not (days or clock):
        clock += exact.text(seconds) + "S"
    sign = "-P" if duration.seconds < 0 else "P"
    return sign + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
