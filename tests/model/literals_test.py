"""Numbers, dates and truth values: the forms that are read, exactly, and those that are not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.model.literals import LiteralError, read_literal


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", "0", Fraction(0)),
        ("number", "-0.10", Fraction(-1, 10)),
        ("number", "123456789012345678.0123456789", Fraction(1234567890123456780123456789, 10**10)),
        ("fraction", "2/3", Fraction(2, 3)),
        ("fraction", "-7/30", Fraction(-7, 30)),
        ("fraction", "0.7", Fraction(7, 10)),
        ("integer", "-3", Fraction(-3)),
        ("boolean", "true", True),
        ("boolean", "false", False),
        ("date", "2020-02-29", date(2020, 2, 29)),
        ("month_day", "02-29", "02-29"),
        ("text", "1E9", "1E9"),
        ("choice", "urban", "urban"),
    ],
)
def test_literals(kind: str, text: str, value: object) -> None:
    assert read_literal(kind, text) == value


NOT_NUMBERS = [
    "",
    " 1",
    "1 ",
    "+1",
    "01",
    ".5",
    "5.",
    "1e3",
    "1E999",
    "1_000",
    "0x1F",
    "１２",
    "nan",
    "inf",
    "--1",
    "1\n",
]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("number", text) for text in (*NOT_NUMBERS, "2/3", "1234567890123456789", "0.12345678901")),
        *(("fraction", text) for text in (*NOT_NUMBERS, "1/0", "1/-3", "1.5/2", "1 / 3")),
        *(("integer", text) for text in (*NOT_NUMBERS, "1.0")),
        *(("boolean", text) for text in ("True", "yes", "1", "")),
        *(
            ("date", text)
            for text in ("2019-02-29", "2019-2-1", "2019-13-01", "20190101", "２０１９-01-01", "0000-01-01")
        ),
        *(("month_day", text) for text in ("02-30", "2-3", "13-01", "00-10")),
    ],
)
def test_other_forms_are_refused(kind: str, text: str) -> None:
    with pytest.raises(LiteralError) as caught:
        read_literal(kind, text)
    assert caught.value.expected


@given(st.integers(-(10**17), 10**17), st.integers(0, 10))
def test_numbers_are_exact(digits: int, places: int) -> None:
    whole, rest = divmod(abs(digits), 10**places)
    sign = "-" if digits < 0 else ""
    text = f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"
    assert read_literal("number", text) == Fraction(digits, 10**places)
