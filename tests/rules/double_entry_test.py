"""Every figure of the rule files is the one typed in a second time, and none is there that was not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from importlib import import_module
from pkgutil import iter_modules

import pytest

import benefits
from benefits.model.program import Parameter, Period, Row
from tests import rules
from tests.rules.double_entry import PARKS, Entry

BOOK = benefits.load()
WAN = 10000

# Every module `double_entry*` beside this one holds a part.
NAMES = [found.name for found in iter_modules(rules.__path__) if found.name.startswith("double_entry")]
PARTS = [import_module(f"{rules.__name__}.{name}") for name in NAMES if not name.endswith("_test")]
ENTRIES: list[Entry] = [entry for part in PARTS for entry in part.ENTRIES]
PERIODS: dict[str, tuple[str, str]] = {program: days for part in PARTS for program, days in part.PERIODS.items()}
RANGES: dict[tuple[str, str], tuple[str, str]] = {
    key: ends for part in PARTS for key, ends in getattr(part, "RANGES", {}).items()
}


def shown(value: object) -> str:
    """A key or a text value as the entries write it."""
    if value is None:
        return "*"
    return str(value) if isinstance(value, str) else str(Fraction(str(value)))


def days(period: Period) -> tuple[str, str]:
    return (str(period.first or ""), str(period.last or ""))


def typed(entry: Entry) -> Fraction | str | date | None:
    """The value that the entry states, in the unit of the rule file."""
    if entry.value == "-":
        return None
    if entry.unit in ("choice", "month_day"):
        return entry.value
    if entry.unit == "date":
        return date.fromisoformat(entry.value)
    if entry.value.endswith("%"):
        return Fraction(entry.value[:-1]) / 100
    return Fraction(entry.value) * (WAN if entry.unit == "CNY_10k" else 1)


def unit(parameter: Parameter) -> str:
    """The unit that the document prints, or the kind of what is no number."""
    return parameter.printed_in or parameter.type.unit or parameter.type.kind


def own(program: str) -> list[Parameter]:
    """The parameters that stand in the program's own file, without those of the programs it uses."""
    return [parameter for parameter in BOOK.program(program).parameters if "." not in parameter.name]


def own_rows(parameter: Parameter) -> list[Row]:
    """The rows that stand in the program's own file, without those it includes."""
    return [row for row in parameter.rows if not row.included]


def cell(row: Row) -> tuple[tuple[str, ...], str, str]:
    return (tuple(shown(key) for key in row.keys), *days(row.period))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.parameter}{entry.keys}{entry.first}")
def test_figure(entry: Entry) -> None:
    [parameter] = [parameter for parameter in own(entry.program) if parameter.name == entry.parameter]
    [row] = [row for row in own_rows(parameter) if cell(row) == (entry.keys, entry.first, entry.last)]
    assert row.value == typed(entry)
    assert (row.not_stated is not None) == (entry.value == "-")
    assert unit(parameter) == entry.unit
    assert row.cite.clause == entry.clause


@pytest.mark.parametrize("program", PERIODS)
def test_nothing_was_entered_once_only(program: str) -> None:
    written = sorted((parameter.name, *cell(row)) for parameter in own(program) for row in own_rows(parameter))
    assert written == sorted((e.parameter, e.keys, e.first, e.last) for e in ENTRIES if e.program == program)


@pytest.mark.parametrize("program", PERIODS)
def test_period(program: str) -> None:
    assert days(BOOK.program(program).period) == PERIODS[program]


@pytest.mark.parametrize(("program", "name"), RANGES)
def test_range(program: str, name: str) -> None:
    [spec] = [each for each in BOOK.program(program).inputs if each.name == name]
    assert (spec.minimum, spec.maximum) == tuple(map(Fraction, RANGES[program, name]))


def test_every_program_was_entered_twice() -> None:
    assert set(PERIODS) == set(BOOK.ids)


def test_parks_stand_in_the_order_of_the_document() -> None:
    [spot] = [each for each in BOOK.program("chaoyang/tourism-settlement").enumerations if each.name == "spot"]
    assert [choice.label.zh for choice in spot.values] == PARKS


def test_settlement_years() -> None:
    rule = BOOK.program("chaoyang/tourism-settlement").date_rule
    assert rule is not None
    assert (rule.month_day, *days(rule.period)) == ("12-31", "2020-12-31", "2023-12-31")


def test_maximum_age() -> None:
    """41号 二(一): 0—7岁, and a county may widen it."""
    [age] = [each for each in BOOK.program("xingan/child-rehabilitation").inputs if each.name == "maximum_age"]
    assert (age.minimum, age.default) == (Fraction(7), Fraction(7))
