from __future__ import annotations

import dataclasses

import pytest

from benefits.feel import parse
from benefits.feel.syntax import Binary, Name, Node, Number, children, position
from tests.feel.reading import n


def test_places_take_no_part_in_comparison() -> None:
    assert parse("a+1", ["a"]) == parse("  a  +  1", ["a"])
    assert hash(parse("a+1", ["a"])) == hash(parse("(a) + 1", ["a"]))
    assert parse("a+1", ["a"]) != parse("a-1", ["a"])


def test_different_kinds_are_never_equal() -> None:
    assert Name("a") != Node()
    assert Name("a") != "a"


def test_nodes_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Name("a").name = "b"  # type: ignore[misc]


def test_nodes_show_their_content() -> None:
    assert repr(Binary("+", Name("a"), Number(n(1)))) == (
        "Binary(operator='+', left=Name(name='a'), right=Number(value=Fraction(1, 1)))"
    )


def test_children_come_in_the_order_of_the_text() -> None:
    assert list(children(parse("if a then b else c"))) == [Name("a"), Name("b"), Name("c")]
    assert list(children(parse("f(a, b)"))) == [Name("f"), Name("a"), Name("b")]
    assert list(children(parse("1"))) == []


def test_position_counts_from_one() -> None:
    assert position("ab\ncd", 0) == (1, 1)
    assert position("ab\ncd", 4) == (2, 2)
