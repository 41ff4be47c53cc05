"""Functions of dates, and the clock: their values, and what they answer with null."""

from __future__ import annotations

import datetime

import pytest

from benefits.feel.values import DateTime, Time
from tests.feel.reading import months, n, reasons, value

DATE = datetime.date

CASES: list[tuple[str, object]] = [
    ('day of year(@"2020-12-31")', n(366)),
    ('day of week(@"2019-09-17")', "Tuesday"),
    ('month of year(@"2019-09-17T10:00:00")', "September"),
    ('week of year(@"2019-09-17")', n(38)),
    ('week of year(@"2003-12-29")', n(1)),
    ('week of year(@"2004-01-04")', n(1)),
    ('week of year(@"2005-01-01")', n(53)),
    ('week of year(@"-0001-01-04")', n(1)),
    ('day of week("x")', None),
    ('years and months duration(@"2011-12-22", @"2013-08-24")', months(20)),
    ('years and months duration(@"2013-08-24", @"2011-12-25")', months(-19)),
    ('years and months duration(@"2013-08-24", @"2011-12-22")', months(-20)),
    ('years and months duration(@"2020-01-31", @"2020-02-29")', months(0)),
    ('years and months duration(from: @"2020-01-01", to: @"2021-01-01T10:00:00")', months(12)),
    ("now()", DateTime(DATE(2024, 2, 29), Time(12, 30, n("15.25"), 0))),
    ("today()", DATE(2024, 2, 29)),
    ("now(1)", None),
]


@pytest.mark.parametrize(("text", "result"), CASES)
def test_values(text: str, result: object) -> None:
    assert value(text) == result
    assert type(value(text)) is type(result)


def test_without_a_clock_there_is_no_now() -> None:
    assert reasons("now()") == ["this evaluation has no clock"]
    assert reasons("today()") == ["this evaluation has no clock"]
