"""Relations of intervals, and `range`: their values, and what they answer with null."""

from __future__ import annotations

import pytest

from benefits.feel.values import Range
from tests.feel.reading import n, seconds, value

CASES: list[tuple[str, object]] = [
    ("before(1, 2)", True),
    ("before(2, 2)", False),
    ("before(1, (1..2])", True),
    ("before([1..2], 2)", False),
    ("before([1..2), [2..3])", True),
    ("after(3, [1..2])", True),
    ("after([2..3], 2)", False),
    ("after((2..3], 2)", True),
    ("meets([1..2], [2..3])", True),
    ("meets([1..2), [2..3])", False),
    ("met by([2..3], [1..2])", True),
    ("overlaps([1..5], [3..8])", True),
    ("overlaps([1..3], (3..8])", False),
    ("overlaps before([1..5], [3..8])", True),
    ("overlaps before([3..8], [1..5])", False),
    ("overlaps after([3..8], [1..5])", True),
    ("finishes(10, [1..10])", True),
    ("finishes([5..10], [1..10])", True),
    ("finishes([5..10), [1..10])", False),
    ("finished by([1..10], 10)", True),
    ("includes([1..10], 5)", True),
    ("includes((1..10], [1..5])", False),
    ("during([2..3], [1..5])", True),
    ("during(1, (1..5))", False),
    ("starts(1, [1..5])", True),
    ("starts([1..6], [1..5])", False),
    ("started by([1..5], [1..3])", True),
    ("coincides(5, 5)", True),
    ("coincides([1..2], [1..2))", False),
    ('before(1, "a")', None),
    ("before(point1: 1, point2: 2)", True),
    ("before(range: [1..2], point: 3)", True),
    ("during(point: 1, range: [1..2])", True),
    ("before(a: 1, b: 2)", None),
    # Ranges with one end
    ("before((< 1), (> 1))", True),
    ("before(5, (> 6))", True),
    ("before((> 1), 5)", False),
    ("includes((> 1), 5)", True),
    ("includes((> 1), (> 2))", True),
    ("includes((> 2), (> 1))", False),
    ("during((< 1), (< 1))", True),
    ("starts((< 1), (< 2))", True),
    ("starts((< 1), [0..2])", False),
    ("overlaps((> 1), (< 5))", True),
    ("finishes((> 5), (> 1))", True),
    ("coincides((> 1), (> 1))", True),
    ('range("[1..3]")', Range(n(1), n(3), True, True)),
    ('range("]-1..1.5[")', Range(n(-1), n("1.5"), False, False)),
    ('range("[\\"a\\"..\\"c\\")")', Range("a", "c", True, False)),
    ('range("[@\\"P1D\\"..duration(\\"P2D\\")]")', Range(seconds(86400), seconds(172800), True, True)),
    ('range("[3..1]")', None),
    ('range("[1..x]")', None),
    ('range("[1..")', None),
    ('range("5")', None),
    ('range("(> 1)")', None),
    ("range(5)", None),
    ('range("[date(1)..date(2)]")', None),
    ('range("[1..f(\\"2\\")]")', None),
    ('range("[1..2+3]")', None),
]


@pytest.mark.parametrize(("text", "result"), CASES)
def test_values(text: str, result: object) -> None:
    assert value(text) == result
    assert type(value(text)) is type(result)
