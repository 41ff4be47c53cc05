"""Functions of numbers: their values, and what they answer with null."""

from __future__ import annotations

import pytest

from tests.feel.reading import months, n, seconds, value

CASES: list[tuple[str, object]] = [
    ("decimal(1/3, 2)", n("0.33")),
    ("decimal(2.5, 0)", n(2)),
    ("floor(-1.5)", n(-2)),
    ("floor(-1.56, 1)", n("-1.6")),
    ("ceiling(1.2)", n(2)),
    ("ceiling(1.21, 1)", n("1.3")),
    ("round up(5.5, 0)", n(6)),
    ("round down(-5.5, 0)", n(-5)),
    ("round half up(-5.5, 0)", n(-6)),
    ("round half down(5.5, 0)", n(5)),
    ("round half up(874.5, 0)", n(875)),
    ("round half up(2.345, 2)", n("2.35")),
    ("round half up(1)", None),
    ("round half up(1, null)", None),
    ("round half up(1, 9999)", None),
    ("abs(-1.5)", n("1.5")),
    ('abs(@"-P1Y")', months(12)),
    ('abs(@"-P1D")', seconds(86400)),
    ('abs("x")', None),
    ("abs([-1])", n(1)),
    ("modulo(12, 5)", n(2)),
    ("modulo(-12, 5)", n(3)),
    ("modulo(10.1, 4.5)", n("1.1")),
    ("modulo(5, 0)", None),
    ("modulo(12, -5)", n(-3)),
    ("sqrt(16)", n(4)),
    ("sqrt(-1)", None),
    ("log(1)", n(0)),
    ("log(0)", None),
    ("exp(0)", n(1)),
    ("odd(3)", True),
    ("odd(2)", False),
    ("even(-2)", True),
    ("even(1.5)", None),
    ("even(number: 4)", True),
    ("even(n: 4)", None),
]


@pytest.mark.parametrize(("text", "result"), CASES)
def test_values(text: str, result: object) -> None:
    assert value(text) == result
    assert type(value(text)) is type(result)
