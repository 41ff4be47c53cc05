"""Defaults and units that no case shows are those typed in a second time."""

from __future__ import annotations

import pytest

import benefits
from tests.rules.further_entries import DEFAULTS, UNITS
from tests.rules.shown import defaults, units

BOOK = benefits.load()


@pytest.mark.parametrize(("program", "name"), DEFAULTS)
def test_default(program: str, name: str) -> None:
    assert defaults(BOOK.program(program))[name] == DEFAULTS[program, name]


@pytest.mark.parametrize(("program", "name"), UNITS)
def test_unit(program: str, name: str) -> None:
    assert units(BOOK.program(program))[name] == UNITS[program, name]
