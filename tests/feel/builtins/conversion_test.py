"""Conversions: their values, and what they answer with null."""

from __future__ import annotations

import datetime

import pytest

from benefits.feel import FeelLimitError
from benefits.feel.values import DateTime, Time, WideDate
from tests.feel.reading import months, n, reasons, seconds, value

DATE = datetime.date

CASES: list[tuple[str, object]] = [
    ('date("2019-07-01")', DATE(2019, 7, 1)),
    ("date(2019, 7, 1)", DATE(2019, 7, 1)),
    ('date(@"2019-07-01T10:00:00")', DATE(2019, 7, 1)),
    ('date(@"2019-07-01")', DATE(2019, 7, 1)),
    ("date(2019, 2, 29)", None),
    ("date(2019, 1.5, 1)", None),
    ("date(1)", None),
    ("date(-5, 1, 1)", WideDate(-5, 1, 1)),
    ("date(10**6000, 1, 1)", None),
    ('date("2019")', None),
    ('time("10:00:00")', Time(10, 0, n(0))),
    ('time(@"10:00:00Z")', Time(10, 0, n(0), 0)),
    ('time(@"2019-07-01T10:00:00")', Time(10, 0, n(0))),
    ('time(@"2019-07-01")', Time(0, 0, n(0), 0)),
    ('time(10, 11, 12.5, @"PT1H")', Time(10, 11, n("12.5"), 3600)),
    ("time(10, 11, 12)", Time(10, 11, n(12))),
    ("time(10, 11, 12, null)", Time(10, 11, n(12))),
    ("time(10, 11, 12, 1)", None),
    ("time(24, 0, 0)", None),
    ('time(10, 11, 12, @"PT19H")', None),
    ("time(null)", None),
    ('date and time("2019-07-01T10:00:00")', DateTime(DATE(2019, 7, 1), Time(10, 0, n(0)))),
    ('date and time(@"2019-07-01")', DateTime(DATE(2019, 7, 1), Time(0, 0, n(0)))),
    ('date and time(@"2019-07-01T10:00:00")', DateTime(DATE(2019, 7, 1), Time(10, 0, n(0)))),
    ('date and time(@"2019-07-01", @"10:00:00Z")', DateTime(DATE(2019, 7, 1), Time(10, 0, n(0), 0))),
    ('date and time(@"2019-07-01", 1)', None),
    ("date and time(1)", None),
    ("date and time(2019, 7, 1, 10, 0, 0)", DateTime(DATE(2019, 7, 1), Time(10, 0, n(0)))),
    ('date and time(2019, 7, 1, 10, 0, 0, @"PT0S")', DateTime(DATE(2019, 7, 1), Time(10, 0, n(0), 0))),
    ('duration("P1D")', seconds(86400)),
    ('duration(@"P1Y")', months(12)),
    ("duration(1)", None),
    ('number("1.5")', n("1.5")),
    ('number("-.5e1")', n(-5)),
    ("number(5)", n(5)),
    ('number("1 000,5", " ", ",")', n("1000.5")),
    ('number("1.000,5", ".", ",")', n("1000.5")),
    ('number("1,000.5", ",", ".")', n("1000.5")),
    ('number("1.5", null, ",")', None),
    ('number("1", ".", ".")', None),
    ('number("1", "x")', None),
    ('number("1", ",", "x")', None),
    ('number("x")', None),
    ('number("１")', None),
    ("number(true)", None),
    ('number("1234", null, null)', n(1234)),
    ("string(null)", None),
    ('string("a")', "a"),
    ("string(1.50)", "1.5"),
    ("string(true)", "true"),
    ("string(false)", "false"),
    ('string([1, "a\\"b", null])', '[1, "a\\"b", null]'),
    ('string({a b: 1, "x:y": {c: [true]}, "": 0})', '{a b: 1, "x:y": {c: [true]}, "": 0}'),
    ('string(@"2019-07-01")', "2019-07-01"),
    ('string(@"10:00:00.5")', "10:00:00.5"),
    ('string(@"2019-07-01T10:00:00+08:00")', "2019-07-01T10:00:00+08:00"),
    ('string(@"P14M")', "P1Y2M"),
    ('string(@"PT36H")', "P1DT12H"),
    ("string([1..2))", "[1..2)"),
    ("string((1..2])", "(1..2]"),
    ("string((< 1))", "(<1)"),
    ("string((<= 1))", "(<=1)"),
    ("string((> 1))", "(>1)"),
    ("string((>= 1))", "(>=1)"),
    ("string((!= 1))", "(!=1)"),
    ("string(abs)", None),
    ("string(1/3)", "0." + "3" * 34),
]


@pytest.mark.parametrize(("text", "result"), CASES)
def test_values(text: str, result: object) -> None:
    assert value(text) == result
    assert type(value(text)) is type(result)


def test_sizes_are_bounded() -> None:
    assert reasons("number(s)", {"s": "1" * 501}) == ["a number of more than 500 characters"]
    with pytest.raises(FeelLimitError):
        value('number("1e9999")')
