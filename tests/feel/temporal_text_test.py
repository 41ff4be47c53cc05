from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.feel import NullResult, temporal_text
from benefits.feel.values import DateTime, DaysTime, Time, WideDate, YearsMonths
from tests.feel.reading import months, n, seconds

NOON = Time(12, 0, n(0))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019-07-01", datetime.date(2019, 7, 1)),
        ("-2017-12-31", WideDate(-2017, 12, 31)),
        ("0000-01-01", WideDate(0, 1, 1)),
        ("99999-12-31", WideDate(99999, 12, 31)),
        ("12:00:00", NOON),
        ("12:00:00.125", Time(12, 0, n("0.125"))),
        ("12:00:00Z", Time(12, 0, n(0), 0)),
        ("12:00:00+08:00", Time(12, 0, n(0), 28800)),
        ("12:00:00-01:35", Time(12, 0, n(0), -5700)),
        ("12:00:00+01:35:30", Time(12, 0, n(0), 5730)),
        ("12:00:00@Asia/Shanghai", Time(12, 0, n(0), None, "Asia/Shanghai")),
        ("2019-07-01T12:00:00", DateTime(datetime.date(2019, 7, 1), NOON)),
        ("2019-07-01T12:00:00@Etc/UTC", DateTime(datetime.date(2019, 7, 1), Time(12, 0, n(0), None, "Etc/UTC"))),
        ("P1Y2M", months(14)),
        ("P26M", months(26)),
        ("-P1Y", months(-12)),
        ("P0Y", months(0)),
        ("P1D", seconds(86400)),
        ("PT1H1M1.5S", seconds("3661.5")),
        ("-PT0.5S", seconds("-0.5")),
        ("P1DT1H", seconds(90000)),
        ("PT0S", seconds(0)),
        ("PT0.S", seconds(0)),
    ],
)
def test_texts_of_each_kind(text: str, value: object) -> None:
    assert temporal_text.read_any(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "foo",
        "2019-7-1",
        "2019-02-29",
        "01211-12-31",
        "998-12-31",
        "+2019-01-01",
        "9999999999-01-01",
        "２０19-01-01",
        "24:00:00",
        "12:60:00",
        "12:00:60",
        "7:00:00",
        "12:00",
        "12:00:00+19:00",
        "12:00:00+5:00",
        "12:00:00+05:60",
        "12:00:00+05:00:60",
        "12:00:00@No/Where",
        "12:00:00Z@Etc/UTC",
        "2019-07-01T",
        "T12:00:00",
        "2019-07-01 12:00:00",
        "P",
        "PT",
        "P1",
        "1Y",
        "P1H",
        "P1Y1D",
        "P1DT",
        "--P1D",
        "P1.5D",
        "P1000000000000000000D",
        "P1D\n",
    ],
)
def test_other_texts_are_null(text: str) -> None:
    with pytest.raises(NullResult):
        temporal_text.read_any(text)


def test_a_date_alone_is_its_midnight() -> None:
    midnight = DateTime(datetime.date(2019, 7, 1), Time(0, 0, n(0)))
    assert temporal_text.read_date_time("2019-07-01") == midnight
    assert temporal_text.date_time_text(midnight) == "2019-07-01T00:00:00"


@pytest.mark.parametrize(
    "text",
    ["P0M", "P1Y", "P11M", "-P1Y1M", "PT0S", "P1D", "PT16H40M0.999999999S", "-P1DT1S", "PT1M", "P10DT1H", "PT0.5S"],
)
def test_durations_are_written_the_shortest_way(text: str) -> None:
    assert temporal_text.duration_text(temporal_text.read_duration(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "-2017-12-31T11:22:33.456+01:35",
        "999999999-12-31T23:59:59.999999999@Europe/Paris",
        "0000-01-01T00:00:00Z",
        "2019-07-01T09:05:01.05-02:00",
        "2019-07-01T09:05:01+02:00:01",
        "2019-07-01T09:05:10",
    ],
)
def test_date_times_are_written_as_they_were_read(text: str) -> None:
    assert temporal_text.date_time_text(temporal_text.read_date_time(text)) == text


TIMES = st.builds(
    Time,
    st.integers(0, 23),
    st.integers(0, 59),
    st.decimals(0, 59, places=9).map(n),  # type: ignore[arg-type]
    st.none() | st.integers(-18 * 3600, 18 * 3600),
)


@given(st.dates(), TIMES)
def test_round_trip_of_date_times(date: datetime.date, time: Time) -> None:
    moment = DateTime(date, time)
    assert temporal_text.read_any(temporal_text.date_time_text(moment)) == moment
    assert temporal_text.read_any(temporal_text.date_text(date)) == date
    assert temporal_text.read_any(temporal_text.time_text(time)) == time


@given(st.integers(-(10**12), 10**12), st.decimals(-(10**9), 10**9, places=6))
def test_round_trip_of_durations(count: int, length: object) -> None:
    for duration in (YearsMonths(count), DaysTime(n(length))):  # type: ignore[arg-type]
        assert temporal_text.read_any(temporal_text.duration_text(duration)) == duration
