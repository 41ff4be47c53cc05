"""Functions of lists: their values, and what they answer with null."""

from __future__ import annotations

import datetime

import pytest

from benefits.feel import FeelLimitError
from tests.feel.reading import n, ns, seconds, value

DATE = datetime.date

CASES: list[tuple[str, object]] = [
    ("list contains([1, 2], 2)", True),
    ("list contains([1, null], null)", True),
    ("list contains([1], 2)", False),
    ("list contains([[1..3]], 2)", True),
    ("count([1, 2])", n(2)),
    ("count([])", n(0)),
    ("count(5)", n(1)),
    ("count(null)", None),
    ("min(3, 1, 2)", n(1)),
    ("min([3, 1, 2])", n(1)),
    ("max([3, 1, 2])", n(3)),
    ('max("a", "b")', "b"),
    ('min(@"2019-07-01", @"2019-06-01")', DATE(2019, 6, 1)),
    ("min([])", None),
    ("min([null])", None),
    ('max(1, "a")', None),
    ("max([true])", None),
    ("max()", None),
    ("sum([0.1, 0.2])", n("0.3")),
    ("sum(1, 2)", n(3)),
    ("sum([])", None),
    ("sum()", None),
    ('sum([1, "a"])', None),
    ('sum(["a"])', None),
    ('sum([@"P1D", @"PT1S"])', seconds(86401)),
    ("mean([1, 2])", n("1.5")),
    ("mean(1, 2, 3)", n(2)),
    ("mean([])", None),
    ("product([2, 3])", n(6)),
    ("product([])", None),
    ("product([1, null])", None),
    ("median([8, 2, 5])", n(5)),
    ("median([1, 2])", n("1.5")),
    ("median([])", None),
    ("stddev([1, 3])", n("1.414213562373095048801688724209698")),
    ("stddev([2, 2])", n(0)),
    ("stddev([1])", None),
    ("mode([6, 1, 9, 6, 1])", ns(1, 6)),
    ("mode([])", []),
    ('mode(["a"])', None),
    ("mode(1, 1, 2)", ns(1)),
    ("sublist([1, 2, 3], 2)", ns(2, 3)),
    ("sublist([1, 2, 3], -2, 1)", ns(2)),
    ("sublist([1, 2, 3], 1, 4)", None),
    ("sublist([1, 2, 3], 0)", None),
    ("sublist([1], 1, -1)", None),
    ("append([1], 2, 3)", ns(1, 2, 3)),
    ("append(1, 2)", ns(1, 2)),
    ("append(null, 1)", None),
    ("concatenate([1], [2], 3)", ns(1, 2, 3)),
    ("concatenate([1], null)", None),
    ("insert before([1, 3], 2, 2)", ns(1, 2, 3)),
    ("insert before([1], -1, 0)", ns(0, 1)),
    ("insert before([1], 2, 0)", None),
    ("remove([1, 2, 3], 2)", ns(1, 3)),
    ("remove([1, 2], -1)", ns(1)),
    ("remove([1], 2)", None),
    ("reverse([1, 2])", ns(2, 1)),
    ("index of([1, 2, 1], 1)", ns(1, 3)),
    ("index of([null], null)", ns(1)),
    ("index of([1], 3)", []),
    ("union([1, 2], [2, 3])", ns(1, 2, 3)),
    ("distinct values([1, 2, 1])", ns(1, 2)),
    ('distinct values([1, "1", null, null, [1], [1], true])', [n(1), "1", None, ns(1), True]),
    ("flatten([[1], [[2, 3]], 4])", ns(1, 2, 3, 4)),
    ("flatten(1)", ns(1)),
    ("sort([3, 1, 2])", ns(1, 2, 3)),
    ("sort([3, 1, 2], function(x, y) x > y)", ns(3, 2, 1)),
    ("sort([1, 2], function(x, y) null)", None),
    ("sort([1, 2], 5)", None),
    ('sort([1, "a"])', None),
    ("sort(list: [2, 1], precedes: function(x, y) x < y)", ns(1, 2)),
    ("sort(1)", ns(1)),
    ("list replace([1, 2, 3], 2, 4)", ns(1, 4, 3)),
    ("list replace([1, 2, 3], -1, 4)", ns(1, 2, 4)),
    ("list replace([1], 2, 4)", None),
    ("list replace([1, 5], function(item, newItem) item < newItem, 3)", ns(3, 5)),
    ("list replace([1], function(item) true, 3)", None),
    ("list replace([1], function(item, newItem) item, 3)", None),
    ("list replace(list: [1, 5], match: 1, newItem: 3)", None),
    ("list replace(list: [1], match: min, newItem: 3)", None),
]


@pytest.mark.parametrize(("text", "result"), CASES)
def test_values(text: str, result: object) -> None:
    assert value(text) == result
    assert type(value(text)) is type(result)


def test_arguments_are_not_changed() -> None:
    scope = {"l": [3, 1, 2]}
    assert value("[sort(l), append(l, 4), reverse(l), remove(l, 1), l][-1]", scope) == ns(3, 1, 2)


def test_work_is_bounded() -> None:
    with pytest.raises(FeelLimitError):
        value("count(distinct values(for i in 1..900 return [i]))")
