from __future__ import annotations

import datetime
import decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.feel import FeelLimitError
from benefits.feel.values import DateTime, Time, WideDate
from tests.feel.reading import months, n, reasons, seconds, value

DATE = datetime.date


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("0.1 + 0.2", "0.3"),
        ("1 / 3 * 3", "1"),
        ("15 / 100 * 100", "15"),
        ("502 * 1.75", "878.5"),
        ("1.1 - 1.0", "0.1"),
        ("0.0000000001 + 1", "1.0000000001"),
        ("1e3", "1000"),
        ("12345678901234567890.0123456789 * 2", "24691357802469135780.0246913578"),
        ("2 ** 10", "1024"),
        ("2 ** -2", "0.25"),
        ("10 + 20 / -5 - 3", "3"),
        ("-3 ** 2", "9"),
        ("4 ** 0.5", "2"),
        ("7 / 2", "3.5"),
    ],
)
def test_numbers_are_exact(text: str, result: str) -> None:
    assert value(text) == n(result)


@given(*[st.fractions(max_denominator=10**6)] * 3)
def test_the_laws_of_arithmetic_hold_exactly(a: Fraction, b: Fraction, c: Fraction) -> None:
    scope = {"a": a, "b": b, "c": c}
    assert value("(a + b) + c = a + (b + c)", scope) is True
    assert value("a * (b + c) = a * b + a * c", scope) is True
    assert value("a - b = -(b - a)", scope) is True
    if b:
        assert value("a / b * b = a", scope) is True


def test_the_global_decimal_context_changes_nothing() -> None:
    with decimal.localcontext() as context:
        context.prec = 1
        context.rounding = decimal.ROUND_CEILING
        assert value("0.123456789 + 0.2") == n("0.323456789")
        assert value("string(1.005 * 3)") == "3.015"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('"a" + "b"', "ab"),
        ('@"P1Y" + @"P1M"', months(13)),
        ('@"P1D" + @"PT1S"', seconds(86401)),
        ('@"P1Y" - @"P1M"', months(11)),
        ('@"P1D" - @"PT1S"', seconds(86399)),
        ('-@"P1Y"', months(-12)),
        ('-@"P1D"', seconds(-86400)),
        ('@"P1Y" * 2.5', months(30)),
        ('3 * @"P1D"', seconds(259200)),
        ('@"P1M" * 0.5', months(0)),
        ('@"P1Y" / 5', months(2)),
        ('-@"P1Y" / 5', months(-2)),
        ('@"P1D" / 2', seconds(43200)),
        ('@"P1Y" / @"P1M"', n(12)),
        ('@"P1D" / @"PT1H"', n(24)),
        ('@"2024-01-31" + @"P1M"', DATE(2024, 2, 29)),
        ('@"P1M" + @"2024-01-31"', DATE(2024, 2, 29)),
        ('@"2024-03-31" - @"P1M"', DATE(2024, 2, 29)),
        ('@"2024-02-28" + @"P1D"', DATE(2024, 2, 29)),
        ('@"2024-02-28" + @"PT36H"', DATE(2024, 2, 29)),
        ('@"2024-02-28" - @"PT1S"', DATE(2024, 2, 27)),
        ('@"9999-12-31" + @"P1D"', WideDate(10000, 1, 1)),
        ('@"2024-03-01" - @"2024-02-01"', seconds(29 * 86400)),
        ('@"10:00:00" + @"PT15H"', Time(1, 0, n(0))),
        ('@"10:00:00Z" - @"PT11H"', Time(23, 0, n(0), 0)),
        ('@"10:00:00" - @"09:00:00"', seconds(3600)),
        ('@"2024-01-31T10:00:00" + @"P1M"', DateTime(DATE(2024, 2, 29), Time(10, 0, n(0)))),
        ('@"2024-01-31T10:00:00" + @"PT14H"', DateTime(DATE(2024, 2, 1), Time(0, 0, n(0)))),
        ('@"2024-01-02T00:00:00Z" - @"2024-01-01T00:00:00+01:00"', seconds(90000)),
        ('@"2024-01-02T00:00:00" - @"2024-01-01"', seconds(86400)),
        ('@"2024-01-02" - @"2024-01-01T00:00:00Z"', seconds(86400)),
    ],
)
def test_texts_dates_and_durations(text: str, result: object) -> None:
    assert value(text) == result


@pytest.mark.parametrize(
    "text",
    [
        "1 / 0",
        "1 + null",
        "null - 1",
        "null * 2",
        "1 / null",
        '1 + "1"',
        '"a" - "b"',
        '"a" * 2',
        '"a" ** 2',
        "true + 1",
        "[1] + [2]",
        "-null",
        '-"a"',
        '@"P1Y" + @"P1D"',
        '@"P1Y" - @"P1D"',
        '@"P1Y" * @"P1Y"',
        '@"P1Y" / @"P1D"',
        '@"P1D" / 0',
        '@"P1D" / @"PT0S"',
        '1 / @"P1D"',
        '2 - @"P1D"',
        '@"10:00:00" + @"P1Y"',
        '@"2024-01-01" + @"2024-01-01"',
        '@"10:00:00" - @"10:00:00Z"',
        '@"2024-01-01T00:00:00" - @"2024-01-01T00:00:00Z"',
        '@"2024-01-01" - 1',
        "0 ** -1",
        '@"2024-01-01" + @"P999999999999M"',
    ],
)
def test_what_has_no_value_is_null(text: str) -> None:
    assert value(text) is None
    assert len(reasons(text)) == 1


def test_the_reason_is_said() -> None:
    assert reasons("1 / 0") == ["division by zero"]
    assert reasons('1 + "1"') == ["number + string has no value"]
    assert reasons("-null") == ["a Null has no sign"]


@pytest.mark.parametrize("text", ["2 ** (10 ** 9)", "9e6144 * 9e6144", "1e6144 + 1e-6144", "1e-6144 / 1e6144"])
def test_numbers_do_not_grow_without_end(text: str) -> None:
    with pytest.raises(FeelLimitError):
        value(text)
