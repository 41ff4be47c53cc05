from __future__ import annotations

import pytest

from benefits.feel.builtins import BUILTINS
from benefits.feel.names import BUILTIN_NAMES, is_name_part, is_name_start, is_space


def test_the_library_defines_exactly_the_names_that_the_parser_knows() -> None:
    assert set(BUILTINS) == set(BUILTIN_NAMES)
    assert len(set(BUILTIN_NAMES)) == len(BUILTIN_NAMES)


@pytest.mark.parametrize("character", ["a", "Z", "_", "é", "中", "🐎"])
def test_names_begin_with_letters(character: str) -> None:
    assert is_name_start(character) and is_name_part(character)


@pytest.mark.parametrize("character", ["1", "·", "\u0301"])
def test_digits_and_marks_stand_inside_names_only(character: str) -> None:
    assert is_name_part(character) and not is_name_start(character)


@pytest.mark.parametrize("character", ["+", "×", "\u2028", " ", "?", "\u3000"])
def test_symbols_and_spaces_are_no_part_of_names(character: str) -> None:
    assert not is_name_part(character)


def test_white_space_is_unicode() -> None:
    assert is_space("\u3000") and is_space("\n") and not is_space("x")
