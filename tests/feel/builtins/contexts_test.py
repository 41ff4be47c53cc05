"""Functions of contexts: their values, and what they answer with null."""

from __future__ import annotations

import pytest

from tests.feel.reading import n, value

CASES: list[tuple[str, object]] = [
    ('get value({a: 1}, "a")', n(1)),
    ('get value({a: 1}, "b")', None),
    ("get value(1, 2)", None),
    ("get entries({a: 1})", [{"key": "a", "value": n(1)}]),
    ("get entries(1)", None),
    ('context([{key: "a", value: 1}, {key: "b", value: null}])', {"a": n(1), "b": None}),
    ('context({key: "a", value: 1})', {"a": n(1)}),
    ("context([])", {}),
    ('context([{key: "a", value: 1}, {key: "a", value: 2}])', None),
    ('context([{key: "a"}])', None),
    ("context([1])", None),
    ('context put({a: 1}, "b", 2)', {"a": n(1), "b": n(2)}),
    ('context put({a: {b: 1}}, ["a", "c"], 2)', {"a": {"b": n(1), "c": n(2)}}),
    ("context put({}, [], 2)", None),
    ('context put({a: 1}, ["a", "b"], 2)', None),
    ('context put(context: {}, key: ["a", "b"], value: 1)', None),
    ('context put(context: {}, keys: ["a"], value: 1)', {"a": n(1)}),
    ("context put({}, 1, 2)", None),
    ("context merge([{a: 1}, {a: 2, b: 3}])", {"a": n(2), "b": n(3)}),
    ("context merge({a: 1})", {"a": n(1)}),
    ("context merge([1])", None),
]


@pytest.mark.parametrize(("text", "result"), CASES)
def test_values(text: str, result: object) -> None:
    assert value(text) == result
    assert type(value(text)) is type(result)


def test_arguments_are_not_changed() -> None:
    scope = {"c": {"a": {"b": 1}}}
    assert value('[context put(c, ["a", "b"], 2), c][-1]', scope) == {"a": {"b": n(1)}}
