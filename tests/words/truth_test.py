"""Which branch was taken, told from a step's values; never a guess."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benefits.feel.parser import parse
from benefits.words.truth import UNCLEAR, truth

VALUES = {
    "yes": True,
    "no": False,
    "a": "7",
    "b": "2.5",
    "third": "1000/3",
    "kind": "urban",
    "gone": None,
    "day": "2019-07-01",
}


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        ("yes", True),
        ("not(yes)", False),
        ("yes and no", False),
        ("no and unknown", False),
        ("unknown and no", False),
        ("yes or unknown", True),
        ("no or no", False),
        ("yes and unknown", UNCLEAR),
        ("a > b", True),
        ("a <= b", False),
        ("a + b * b >= 13.25", True),
        ("a / 0 > 1", UNCLEAR),
        ("third > 333", True),
        ("third * 3 = 1000", True),
        ('kind = "urban"', True),
        ('kind != "urban"', False),
        ("gone = null", True),
        ("a = null", False),
        ("unknown = null", UNCLEAR),
        ('day < "2020-01-01"', True),
        ("a > kind", UNCLEAR),
        ("a in [0..9]", True),
        ("a in [0..7)", False),
        ("a in [9..b]", False),
        ("a in [unknown..9]", UNCLEAR),
        ("a in [unknown..b]", False),
        ("a in (1, 7)", UNCLEAR),
        ('month day(day) in ["04-01".."10-31"]', True),
        ("month day(a) in [unknown..9]", UNCLEAR),
        ("not(a)", UNCLEAR),
        ("table.column", UNCLEAR),
        ("a - b", Fraction(9, 2)),
        ("true", True),
    ],
)
def test_truth(condition: str, value: object) -> None:
    assert truth(parse(condition), VALUES) == value
