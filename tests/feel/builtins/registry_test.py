from __future__ import annotations

import pytest

from benefits.feel import Function, NullResult
from benefits.feel.builtins.registry import Library, apply, arrange, context, gathered, items, number, text, truncated
from benefits.feel.run import Run
from tests.feel.reading import n, ns

LIBRARY = Library()


@LIBRARY.define("join", "first", "second?")
def _join(run: Run, first: object, second: object = None) -> object:
    return [first, second]


@LIBRARY.define("join", "all*")
def _join_all(run: Run, *values: object) -> object:
    return list(values)


JOIN = LIBRARY.functions["join"]


def test_the_first_signature_that_takes_the_arguments_is_called() -> None:
    assert apply(Run(), JOIN, ["a"]) == ["a", None]
    assert apply(Run(), JOIN, ["a", "b"]) == ["a", "b"]
    assert apply(Run(), JOIN, ["a", "b", "c"]) == ["a", "b", "c"]
    with pytest.raises(NullResult, match="'join' cannot take 0 arguments"):
        apply(Run(), JOIN, [])


def test_named_arguments_choose_the_signature() -> None:
    assert apply(Run(), JOIN, arrange(JOIN, ["b", "a"], ["second", "first"])) == ["a", "b"]
    assert apply(Run(), JOIN, arrange(JOIN, ["a"], ["all"])) == ["a"]
    for names in (["second"], ["third"], ["first", "third"]):
        with pytest.raises(NullResult, match="'join' has no parameters"):
            arrange(JOIN, ["a"] * len(names), names)


def test_values_that_are_no_functions_cannot_be_called() -> None:
    assert arrange(None, ["a"], ["x"]) == ["a"]
    with pytest.raises(NullResult, match="a Null cannot be called"):
        apply(Run(), None, [])


def test_results_of_a_callers_function_are_admitted() -> None:
    assert apply(Run(), Function("one", (), lambda: 1), []) == n(1)
    with pytest.raises(TypeError):
        apply(Run(), Function("half", (), lambda: float("0.5")), [])


def test_arguments_are_unwrapped_or_wrapped() -> None:
    assert number(ns(1)) == 1
    assert truncated(n("-1.5")) == -1
    assert text(["a"]) == "a"
    assert context([{}]) == {}
    assert items("a") == ["a"]
    assert gathered([ns(1, 2)]) == ns(1, 2)
    for read in (number, text, context):
        with pytest.raises(NullResult, match="needed, not list"):
            read([])
