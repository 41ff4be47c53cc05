"""The question that a sweep starts from, and how far it goes."""

from __future__ import annotations

from datetime import date

import pytest

from benefits import load
from benefits.cases import Question
from benefits.errors import InputError, MissingInputsError, NotInForceError
from benefits.impact.base import base, domain, reach, scalars
from benefits.impact.sweep import slot_for

BOOK = load()
DIBAO = BOOK.calculator("benxi/dibao")
INCOME = slot_for(DIBAO.program, "household_income")
assert INCOME is not None


def test_only_what_an_answer_needs_is_taken_from_an_example() -> None:
    """On 1 July 2019 nobody is asked for the region."""
    assert INCOME is not None
    found = base(DIBAO, INCOME, {"household_size": 3}, date(2019, 7, 1), {}, ("allowance",))
    assert found is not None
    assert set(found.taken) == {"area"}
    assert found.question.inputs["household_size"] == 3
    assert not found.day_taken
    assert "region" not in found.question.inputs


def test_without_a_date_it_is_that_of_the_latest_example_that_varies() -> None:
    assert INCOME is not None
    found = base(DIBAO, INCOME, {}, None, {}, ("allowance",))
    assert found is not None and found.day_taken
    days = [one.date for one in DIBAO.program.examples if not (one.missing or one.refused or one.not_in_force)]
    assert found.question.day == max(days)


def test_readings_are_never_taken_from_an_example() -> None:
    assert INCOME is not None
    found = base(DIBAO, INCOME, {}, None, {}, ("allowance",))
    assert found is not None and found.question.assume == {}


@pytest.mark.parametrize(
    ("given", "day", "error"),
    [
        ({"household_size": 0}, date(2019, 7, 1), None),
        ({"household_size": 3}, date(2018, 7, 1), None),
    ],
)
def test_what_is_wrong_is_left_to_the_sweep_to_tell(given: dict[str, object], day: date, error: object) -> None:
    assert INCOME is not None
    found = base(DIBAO, INCOME, given, day, {}, ("allowance",))
    assert found is not None
    with pytest.raises((InputError, NotInForceError)):
        DIBAO.outputs(found.question.day, {**found.question.inputs, "household_income": "0"})


def test_the_range_holds_the_thresholds_and_starts_at_the_least() -> None:
    """Thresholds of three people: 1866 and 2239.20."""
    assert INCOME is not None
    given = {"area": "urban", "region": "district", "household_size": 3, "household_income": "0"}
    low, high = reach(DIBAO.program, INCOME, Question(date(2019, 7, 1), given))
    assert low == 0
    assert 223_920 < high <= 2 * 223_920


def test_a_range_with_both_ends_stated_is_drawn_whole() -> None:
    slot = slot_for(DIBAO.program, "household_size")
    assert slot is not None
    given = {"area": "urban", "region": "district", "household_size": 3, "household_income": "0"}
    assert reach(DIBAO.program, slot, Question(date(2019, 7, 1), given)) == (1, 50)


def test_the_date_is_drawn_around_the_edges_of_the_rules() -> None:
    slot = slot_for(DIBAO.program, "date")
    assert slot is not None
    given = {"area": "urban", "region": "district", "household_size": 3, "household_income": "0"}
    question = Question(date(2019, 7, 1), given)
    low, high = (date.fromordinal(step) for step in reach(DIBAO.program, slot, question))
    assert low < date(2018, 12, 31) and high > date(2019, 7, 1)
    first, last = domain(DIBAO.program, slot, question)
    assert first <= low.toordinal() and high.toordinal() <= last


def test_lists_are_not_drawn() -> None:
    assert "spots" not in list(scalars(BOOK.program("chaoyang/tourism-settlement")))
    assert next(iter(scalars(DIBAO.program))) == "standard"


@pytest.mark.parametrize("program", BOOK.ids)
def test_every_program_has_a_base_and_a_range_for_its_date(program: str) -> None:
    calculator = BOOK.calculator(program)
    slot = slot_for(calculator.program, "date")
    assert slot is not None
    try:
        found = base(calculator, slot, {}, None, {}, tuple(scalars(calculator.program)))
    except MissingInputsError as error:
        pytest.fail(f"no example has {error.missing}")
    assert found is not None
    low, high = reach(calculator.program, slot, found.question)
    assert low < high
