"""The boundary cases of small programs, worked out by hand, and what those of the shipped programs cover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from benefits.cases import Question, cliffs, generate
from benefits.cases.probe import way
from benefits.cases.question import choices
from benefits.cases.ties import meetings
from benefits.model.program import Decision, DecisionTable, Each, Group, Program
from tests.cases.corpus_test import cases, each_program
from tests.engine.shared import CITE, book, built

FUEL = f"""
program: made/case
title: {{zh: 采暖补贴, en: Heating subsidy}}
basis: [state-council-649]
in_force: {{from: 2024-01-01, until: 2025-12-31}}
interpretations:
  edge:
    question: {{zh: 恰等于时是否发放, en: 'Is it paid on the limit?'}}
    options:
      paid: {{zh: 发放, en: It is}}
      not_paid: {{zh: 不发放, en: It is not}}
    default: paid
inputs:
  size:
    label: {{zh: 人口, en: Household size}}
    type: integer
    unit: person
    min: 1
    max: 20
  income:
    label: {{zh: 收入, en: Income}}
    type: number
    unit: CNY/month
    decimals: 2
    min: 0
  rural:
    label: {{zh: 农村, en: Rural}}
    type: boolean
  moved_in:
    label: {{zh: 入住日期, en: Moved in on}}
    type: date
parameters:
  limit:
    label: {{zh: 上限, en: Limit}}
    unit: CNY/person/month
    values:
      - {{from: 2024-01-01, until: 2024-06-30, value: 900}}
      - {{from: 2024-07-01, value: 1000}}
    {CITE}
  amount:
    label: {{zh: 补贴, en: Subsidy}}
    unit: CNY/month
    values: [{{from: 2024-01-01, value: 300}}]
    {CITE}
  share:
    label: {{zh: 扣减比例, en: Share taken off}}
    unit: 1
    values: [{{from: 2024-01-01, value: 0.05}}]
    {CITE}
decisions:
  within:
    label: {{zh: 收入不超过上限, en: Income within the limit}}
    type: boolean
    formula: if edge = "paid" then income / size <= limit else income / size < limit
    {CITE}
  subsidy:
    label: {{zh: 每月补贴, en: Monthly subsidy}}
    unit: CNY/month
    formula: if within and not(rural) then max(0, amount - share * income) else 0
    round: {{to: 0.01, mode: half up, because: {{zh: 到分, en: to the fen}}}}
    {CITE}
outputs: [subsidy]
checks:
  not_in_the_future:
    that: moved_in <= date
    at: [moved_in]
    message: {{zh: 不晚于当日, en: not after the day}}
examples:
  one:
    date: 2024-06-30
    inputs: {{size: 2, income: 100, rural: false, moved_in: 2020-01-01}}
    outputs: {{subsidy: 295}}
"""


@pytest.fixture(scope="module")
def fuel() -> Program:
    return built(FUEL)


def values(questions: list[Question], name: str, **fixed: object) -> set[object]:
    """The values of an input in the cases that have the fixed ones."""
    return {
        question.inputs.get(name)
        for question in questions
        if all(question.inputs.get(key) == value for key, value in fixed.items())
    }


def test_below_at_and_above_a_threshold_that_no_parameter_states(fuel: Program) -> None:
    """Two people may have 2 × 900 yuan; from July 2024, 2 × 1000."""
    found = generate(fuel)
    assert {"1799.99", "1800", "1800.01"} <= values(found, "income", size=2, rural=False)
    later = [question for question in found if question.day >= date(2024, 7, 1)]
    assert {"1999.99", "2000", "2000.01"} <= values(later, "income", size=2, rural=False)


def test_days_around_every_edge(fuel: Program) -> None:
    days = {question.day.isoformat() for question in generate(fuel)}
    assert {"2023-12-31", "2024-01-01", "2024-01-02", "2024-06-30", "2024-07-01", "2025-12-31", "2026-01-01"} <= days


def test_options_choices_bounds_checks_and_nothing(fuel: Program) -> None:
    found = generate(fuel)
    assert {"paid", "not_paid"} == {question.assume.get("edge", "paid") for question in found}
    assert {True, False} <= values(found, "rural")
    assert {0, 1, 20, 21} <= values(found, "size")
    assert {"-0.01", "0"} <= values(found, "income")
    assert {"2024-06-30", "2024-07-01"} <= values(found, "moved_in")
    assert any(not question.inputs for question in found)


def test_a_tie_of_the_rounding(fuel: Program) -> None:
    """300 − 5 % of 100.1 is 294.995, half-way between two fen: ten fen more than the base case's 100."""
    assert "100.1" in {question.inputs["income"] for question in generate(fuel) if question.kind == "tie"}


@pytest.mark.parametrize(
    ("start", "slope", "found"),
    [("0", "1/10", [5, -5]), ("1/4", "1/4", [1, -3]), ("0", "1/3", []), ("1/2", "2", [0, -1]), ("0", "0", [])],
)
def test_where_a_line_meets_a_half(start: str, slope: str, found: list[int]) -> None:
    assert meetings(Fraction(start), Fraction(slope)) == found


def test_a_cliff_is_found_and_a_slope_is_not(fuel: Program) -> None:
    """At 1800 yuan 210 are left of the subsidy; one fen more and it is gone. Up to there it falls by 5 fen a yuan."""
    found = [cliff for cliff in cliffs(fuel) if cliff.below.inputs["size"] == 2 and not cliff.below.assume]
    first = next(cliff for cliff in found if cliff.below.day == date(2024, 6, 30))
    assert (first.path, first.output) == ("income", "subsidy")
    assert (first.before, first.after) == (Fraction(210), Fraction(0))
    assert (first.below.inputs["income"], first.above.inputs["income"]) == ("1800", "1800.01")
    assert all(cliff.after == 0 for cliff in cliffs(fuel))


def test_the_same_cases_every_time(fuel: Program) -> None:
    assert generate(fuel) == generate(built(FUEL))


def test_no_more_than_asked_for(fuel: Program) -> None:
    assert len(generate(fuel, most=10)) == 10


# the shipped programs


def tables(decisions: tuple[Decision, ...]) -> Iterator[tuple[str, DecisionTable]]:
    for decision in decisions:
        if isinstance(decision.body, DecisionTable):
            yield decision.name, decision.body
        elif isinstance(decision.body, Each | Group):
            yield from tables(decision.body.columns)


@each_program
def test_every_rule_check_option_and_choice_has_a_case(program: str) -> None:
    made, questions = book().program(program), cases(program)
    turns = {turn for question in questions for turn in way(made, question).turns}
    for name, table in tables(made.decisions):
        for place, rule in enumerate(table.rules, 1):
            assert (id(rule), True) in turns, f"{name}, rule {place}"
    for check in made.checks:
        assert ("check", check.name, True) in turns, check.name
    for one in made.interpretations:
        for option in one.options:
            assert any(question.assume.get(one.name, one.default) == option.id for question in questions), option.id
    given = set(cells(questions))
    columns = [(spec, column) for spec in made.inputs for column in spec.fields or (spec,)]
    for spec, column in columns:
        alike = [(spec.name, column.name)]  # one enumeration of several inputs need be gone through at one of them only
        if column.type.kind == "choice":
            alike = [(s.name, c.name) for s, c in columns if c.type.choices == column.type.choices]
        for value in choices(made, column):
            assert any((*place, value) in given for place in alike), (spec.name, column.name, value)


def cells(questions: list[Question]) -> Iterator[tuple[str, str, object]]:
    """Every scalar that the questions give: input, field (or the input again), value."""
    for question in questions:
        for name, value in question.inputs.items():
            if isinstance(value, list):
                yield from ((name, field, cell) for row in value for field, cell in row.items())
            else:
                yield name, name, value
