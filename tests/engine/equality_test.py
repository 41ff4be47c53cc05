"""Compiled = plain, byte for byte, for the shipped programs."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.engine.calculator import Calculator
from benefits.engine.layout import names
from benefits.model.program import Program
from tests.engine.shared import IDS, book, calculators, compiled, examples, kinds, outputs, result
from tests.oracle.programs import PROGRAMS
from tests.oracle.strategies import Case

STRATEGIES = {program.name: program.cases for program in PROGRAMS}
each_program = pytest.mark.parametrize("program", [id_ for id_ in IDS if id_ in STRATEGIES])


def hold(program: str, case: Case) -> None:
    """Both ways do the same with the case, and `outputs` gives what `decide` does."""
    fast, plain = calculators(program)
    expected = result(plain, case.date, case.inputs, case.assume)
    for _ in range(2):  # the second question of a day and shape takes the direct road
        assert result(fast, case.date, case.inputs, case.assume) == expected
    for calculator in (fast, fast, plain):
        alone = outputs(calculator, case.date, case.inputs, case.assume)
        assert (alone.error, alone.problems) == (expected.error, expected.problems)
        assert kinds(alone.outputs) == kinds(expected.outputs)


def test_every_program_has_random_cases() -> None:
    assert set(IDS) == set(STRATEGIES)


@each_program
@examples(50)
@given(data=st.data())
def test_complete_cases(program: str, data: st.DataObject) -> None:
    hold(program, data.draw(STRATEGIES[program].valid))


@each_program
@examples(25)
@given(data=st.data())
def test_incomplete_cases(program: str, data: st.DataObject) -> None:
    hold(program, data.draw(STRATEGIES[program].incomplete))


@each_program
@examples(25)
@given(data=st.data())
def test_bad_cases(program: str, data: st.DataObject) -> None:
    hold(program, data.draw(STRATEGIES[program].bad))


@each_program
def test_every_single_fault(program: str) -> None:
    for case in STRATEGIES[program].every_bad:
        hold(program, case)


@pytest.mark.parametrize("program", IDS)
def test_examples_of_the_rule_file(program: str) -> None:
    for example in book().program(program).examples:
        hold(program, Case(example.date, dict(example.inputs), dict(example.assume)))


def regimes(program: Program) -> list[date]:
    """A day of every stretch between two edges on which the program is in force."""
    edges = Calculator(program).edges
    days = [*edges, *(edge - timedelta(1) for edge in edges)]
    first = program.period.first or (program.date_rule.period.first if program.date_rule else None) or date.min
    last = program.period.last or (program.date_rule.period.last if program.date_rule else None) or date.max
    return [day for day in dict.fromkeys([*days, first, last]) if first <= day <= last]


@pytest.mark.parametrize("program", IDS)
def test_every_regime_and_every_combination_of_options_is_compiled(program: str) -> None:
    """Nothing of a shipped program is left to the plain evaluator for want of words."""
    made = book().program(program)
    names = [one.name for one in made.interpretations]
    choices = [[option.id for option in one.options] for one in made.interpretations]
    for day, options, kind in product(regimes(made), product(*choices), ("answer", "outputs_only", "accept")):
        chosen = dict(zip(names, options, strict=True))
        assert compiled(made, day, chosen, kind) is not None, (day, chosen, kind)


@pytest.mark.parametrize("program", IDS)
def test_programs_without_lists_have_a_direct_road(program: str) -> None:
    """A function that also reads the inputs: not for cases with lists or keys, or whose checks ask for decisions."""
    made = book().program(program)
    decisions = {decision.name for decision in made.decisions}
    asked = {name for check in made.checks for name in names(check.that.tree)}
    careful = any(spec.fields or spec.keys_of for spec in made.inputs) or bool(asked & decisions)
    options = {one.name: one.default for one in made.interpretations}
    day = max(date(2020, 12, 31), made.period.first or date.min)
    for kind in ("answer", "outputs_only"):
        assert (compiled(made, day, options, kind, direct=True) is None) is careful


@each_program
def test_complete_cases_are_answered_by_compiled_code(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by the plain evaluator in its stead."""
    fast = Calculator(book().program(program))
    monkeypatch.setattr(fast.plain, "decide", None)
    answered = []

    @examples(25)
    @given(case=STRATEGIES[program].valid)
    def run(case: Case) -> None:
        asked = [spec for spec in fast.program.inputs if not spec.has_default and not spec.optional]
        inputs = {spec.name for spec in asked if spec.optional_when is None}
        if inputs <= set(case.inputs) and not any(value is None for value in case.inputs.values()):
            answered.append(result(fast, case.date, case.inputs, case.assume).wire)

    run()
    assert any(answered)
