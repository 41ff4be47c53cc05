from __future__ import annotations

import pytest

from benefits.feel import NullResult, evaluate, parse
from benefits.feel.instance import coerce
from benefits.feel.run import Run
from benefits.feel.syntax import InstanceOf, TypeName
from tests.feel.reading import n, ns, value


def type_of(text: str) -> TypeName:
    node = parse(f"null instance of {text}")
    assert isinstance(node, InstanceOf)
    return node.type


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1 instance of number", True),
        ("1 instance of string", False),
        ("1 instance of Any", True),
        ("null instance of Any", False),
        ("null instance of Null", True),
        ("null instance of number", False),
        ("1 instance of Null", False),
        ('"a" instance of string', True),
        ("true instance of boolean", True),
        ("[1] instance of list", True),
        ("[1, null] instance of list<number>", True),
        ('[1, "a"] instance of list<number>', False),
        ("1 instance of list<number>", False),
        ("{a: 1} instance of context", True),
        ("{a: 1, b: 2} instance of context<a: number>", True),
        ("{} instance of context<a: number>", False),
        ("{a: null} instance of context<a: number>", True),
        ("[1..2] instance of range<number>", True),
        ("[1..2] instance of range<string>", False),
        ("[1..2] instance of range", True),
        ("1 instance of range", False),
        ("(= 1) instance of range<number>", True),
        ("(function(a) a) instance of function", True),
        ("(function(a) a) instance of function<Any> -> Any", True),
        ("(function(a) a) instance of function<> -> Any", False),
        ("abs instance of function<number> -> number", True),
        ("abs instance of function<number, number> -> number", False),
        ("1 instance of function<> -> Any", False),
        ('@"P1Y" instance of years and months duration', True),
        ('@"P1Y" instance of day and time duration', False),
        ('@"2019-07-01" instance of date', True),
        ('@"2019-07-01T00:00:00" instance of date and time', True),
        ("1 instance of unheard of", None),
    ],
)
def test_instance_of(text: str, answer: bool | None) -> None:
    assert value(text) is answer


def test_the_caller_may_define_types() -> None:
    types = {"age": type_of("number"), "person": type_of("context<age: age>"), "loop": type_of("loop")}
    assert evaluate(parse("{age: 1} instance of person"), {}, types=types) is True
    assert evaluate(parse('{age: "1"} instance of person'), {}, types=types) is False
    assert evaluate(parse("1 instance of loop"), {}, types=types) is None


def test_coercion_wraps_and_unwraps_one_item() -> None:
    run = Run()
    assert coerce(run, ns(1), type_of("number")) == n(1)
    assert coerce(run, n(1), type_of("list<number>")) == ns(1)
    assert coerce(run, n(1), type_of("number")) == n(1)
    assert coerce(run, None, type_of("number")) is None


@pytest.mark.parametrize("given", [["a"], "a", ns(1, 2), [], {"b": n(1)}])
def test_coercion_refuses_the_rest(given: object) -> None:
    with pytest.raises(NullResult, match="where a number is declared"):
        coerce(Run(), given, type_of("number"))


def test_parameters_with_types_are_checked() -> None:
    assert value("(function(a: number) a + 1)(1)") == n(2)
    assert value("(function(a: number) a + 1)([1])") == n(2)
    assert value('(function(a: number) 5)("x")') is None
