"""Values to JSON and back: the same value, of the registered classes only."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.feel import parse, syntax
from benefits.feel.errors import MAX_HEIGHT
from benefits.model.codec import DamagedTextError, decode, encode
from benefits.model.program import Citation, Label, Mark, Period, Program
from tests.model.around import EVERYTHING, STANDARD, built

SCALARS: st.SearchStrategy[object] = st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.fractions()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(), inner, max_size=3)
        | st.builds(Label, st.text(), st.text())
        | st.builds(Period, st.none() | st.dates(), st.none() | st.dates())
        | st.builds(syntax.Number, st.fractions(), at=st.integers(0, 99))
        | st.builds(lambda a, b, at: syntax.Binary("+", a, b, at=at), inner, inner, st.integers(0, 99))
    ),
    max_leaves=12,
)


def _exactly(value: Any) -> object:
    """The value with the types that equality overlooks: 1, True and 1/1 are different here, and so are offsets."""
    if isinstance(value, list | tuple):
        return type(value), [_exactly(item) for item in value]
    if isinstance(value, dict):
        return {key: _exactly(item) for key, item in value.items()}
    if isinstance(value, syntax.Node):
        return repr(value), value.at
    return type(value), value


@given(VALUES)
def test_what_goes_in_comes_out(value: object) -> None:
    assert _exactly(decode(encode(value))) == _exactly(value)


@pytest.mark.parametrize("text", [STANDARD, EVERYTHING], ids=["standard", "everything"])
def test_programs_come_back_whole(text: str) -> None:
    program = built(text)
    again = decode(encode(program))
    assert isinstance(again, Program)
    assert again == program
    assert repr(again) == repr(program).replace("mappingproxy({})", "{}")


def test_offsets_of_nodes_survive() -> None:
    tree = parse("a + b", ["a", "b"])
    again = decode(encode(tree))
    assert isinstance(again, syntax.Binary)
    assert again.right.at == 4


def test_the_highest_tree_passes() -> None:
    tree = parse("+".join("a" * (MAX_HEIGHT - 1)), ["a"])
    assert decode(encode(tree)) == tree


def test_numbers_beyond_what_texts_of_numbers_may_be() -> None:
    assert decode(encode(Fraction(10**6000, 3))) == Fraction(10**6000, 3)


def test_a_mapping_of_any_kind_is_a_mapping() -> None:
    assert decode(encode(MappingProxyType({"a": Mark(1, 2)}))) == {"a": Mark(1, 2)}


@pytest.mark.parametrize("value", [1.5, {1, 2}, object(), ValueError("x"), b"x", Label])
def test_other_values_have_no_text(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)


def test_a_class_of_the_same_name_is_another_class() -> None:
    impostor = type("Citation", (), {})
    with pytest.raises(TypeError):
        encode(impostor())
    assert decode(encode(Citation("a", "b"))) == Citation("a", "b")


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "1.5", "NaN", "[]", "[1]", "[null]", "[[1]]", "[" * 100_000),
        *('["Popen","x"]', '["Label","x"]', '["Label","x","y","z"]', '["Mark",1]'),
        *('["/","1","0"]', '["/","g","1"]', '["/"]', '["@","2019-02-30"]', '["@",1]'),
    ],
)
def test_other_texts_have_no_value(text: str) -> None:
    with pytest.raises(DamagedTextError):
        decode(text)


def test_dates_are_dates() -> None:
    assert json.loads(encode(date(2019, 1, 1))) == ["@", "2019-01-01"]
