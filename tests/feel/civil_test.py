from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.feel import NullResult, civil
from benefits.feel.values import DateTime, DaysTime, Time, WideDate
from tests.feel.reading import n

DATES = st.dates()


@given(DATES)
def test_days_agree_with_the_calendar_of_python(date: datetime.date) -> None:
    assert civil.days(date) == date.toordinal() - datetime.date(1970, 1, 1).toordinal()
    assert civil.date_of(civil.days(date)) == date


@given(st.integers(-300_000_000_000, 300_000_000_000))
def test_days_are_counted_in_every_year(number: int) -> None:
    assert civil.days(civil.date_of(number)) == number


@pytest.mark.parametrize(("year", "leap"), [(2000, True), (1900, False), (2024, True), (2023, False), (-4, True)])
def test_leap_years(year: int, leap: bool) -> None:
    assert civil.is_leap(year) is leap
    assert civil.month_days(year, 2) == (29 if leap else 28)


@pytest.mark.parametrize(("year", "month", "day"), [(2023, 2, 29), (2023, 13, 1), (2023, 1, 0), (10**9, 1, 1)])
def test_there_are_no_such_dates(year: int, month: int, day: int) -> None:
    with pytest.raises(NullResult, match="no such date"):
        civil.make_date(year, month, day)


def test_only_years_that_python_cannot_hold_are_wide() -> None:
    assert civil.make_date(2019, 7, 1) == datetime.date(2019, 7, 1)
    assert civil.make_date(0, 7, 1) == WideDate(0, 7, 1)
    assert civil.make_date(10_000, 7, 1) == WideDate(10_000, 7, 1)
    assert civil.date_of(civil.days(WideDate(10_000, 1, 1)) - 1) == datetime.date(9999, 12, 31)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (1, datetime.date(2024, 2, 29)),
        (13, datetime.date(2025, 2, 28)),
        (-2, datetime.date(2023, 11, 30)),
        (2, datetime.date(2024, 3, 31)),
    ],
)
def test_months_end_on_the_last_day_that_there_is(months: int, expected: datetime.date) -> None:
    assert civil.add_months(datetime.date(2024, 1, 31), months) == expected


def test_months_do_not_leave_the_calendar() -> None:
    with pytest.raises(NullResult, match="a date out of range"):
        civil.add_months(datetime.date(2024, 1, 31), 10**11)


@pytest.mark.parametrize("name", ["", "No/Where", "../etc/passwd", "Europe", "A" * 65, "Europe/\u00e9"])
def test_there_are_no_such_zones(name: str) -> None:
    with pytest.raises(NullResult, match="no such time zone"):
        civil.check_zone(name)


def test_offsets() -> None:
    paris = Time(12, 0, n(0), zone="Europe/Paris")
    assert civil.offset(datetime.date(2018, 10, 8), paris) == 7200
    assert civil.offset(datetime.date(2018, 2, 8), paris) == 3600
    assert civil.offset(WideDate(12018, 2, 8), paris) == 3600
    assert civil.offset(None, paris) == 3600
    assert civil.offset(None, Time(12, 0, n(0), 60)) == 60
    assert civil.offset(None, Time(12, 0, n(0))) is None


def test_instants_compare_across_offsets() -> None:
    east = DateTime(datetime.date(2002, 4, 2), Time(17, 0, n(0), 4 * 3600))
    west = DateTime(datetime.date(2002, 4, 2), Time(12, 0, n(0), -3600))
    assert civil.instant(east) == civil.instant(west)
    local = DateTime(datetime.date(1970, 1, 1), Time(0, 0, n("0.5")))
    assert civil.instant(local) == (False, Fraction(1, 2))
    assert civil.time_instant(Time(1, 0, n(0), 3600)) == (True, Fraction(0))


def test_times_wrap_around_midnight() -> None:
    assert civil.time_at(n(-1), Time(0, 0, n(0), 60)) == Time(23, 59, n(59), 60)
    assert civil.time_at(n("86460.5"), Time(0, 0, n(0))) == Time(0, 1, n("0.5"))


def test_elapsed_time_crosses_a_change_of_the_clock() -> None:
    before = DateTime(datetime.date(2018, 3, 25), Time(1, 30, n(0), zone="Europe/Paris"))
    after = civil.later(before, DaysTime(n(3600)))
    assert after == DateTime(datetime.date(2018, 3, 25), Time(3, 30, n(0), zone="Europe/Paris"))
    assert civil.instant(after)[1] - civil.instant(before)[1] == 3600
    winter = DateTime(datetime.date(2018, 1, 1), Time(1, 30, n(0), zone="Europe/Paris"))
    assert civil.later(winter, DaysTime(n(3600))).time.hour == 2
    local = DateTime(datetime.date(2018, 12, 31), Time(23, 59, n(59)))
    assert civil.later(local, DaysTime(n(1))) == civil.midnight(datetime.date(2019, 1, 1))
