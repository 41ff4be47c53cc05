"""`not`, `is`, `all`, `any`: their values, and what they answer with null."""

from __future__ import annotations

import pytest

from tests.feel.reading import value

CASES: list[tuple[str, object]] = [
    ("is(1, 1)", True),
    ('is(1, "1")', False),
    ('is(@"10:00:00Z", @"10:00:00")', False),
    ('is(@"10:00:00.1", @"10:00:00.1")', True),
    ("is(null, null)", True),
    ("not(true)", False),
    ("not(null)", None),
    ("not(1)", None),
    ("not([false])", True),
    ("all([true, true])", True),
    ("all([true, false, null])", False),
    ("all([true, null])", None),
    ("all([])", True),
    ("all(true, false)", False),
    ("all()", None),
    ("any()", None),
    ("any([false, true, null])", True),
    ("any([false, null])", None),
    ("any([])", False),
    ("any(null)", None),
    ("any(true)", True),
]


@pytest.mark.parametrize(("text", "result"), CASES)
def test_values(text: str, result: object) -> None:
    assert value(text) == result
    assert type(value(text)) is type(result)
