"""The answers along one value: exact at the thresholds, dense where a rounding can be seen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits import load
from benefits.cases import Question
from benefits.impact.sweep import Sweep, number, slot_for, sweep, value_at
from benefits.impact.turnings import stretches

BOOK = load()
URBAN_THREE = {"area": "urban", "region": "district", "household_size": 3, "household_income": "0"}
JULY = date(2019, 7, 1)


def swept(program: str, question: Question, over: str, low: int, high: int, *outputs: str) -> Sweep:
    calculator = BOOK.calculator(program)
    slot = slot_for(calculator.program, over)
    assert slot is not None
    return sweep(calculator, question, slot, low, high, outputs)


@pytest.fixture(scope="module")
def dibao() -> Sweep:
    """Three people in town on 1 July 2019: 622 × 3 = 1866 yuan; the low-income line is 746.40 × 3 = 2239.20."""
    return swept("benxi/dibao", Question(JULY, URBAN_THREE), "household_income", 0, 300_000, "allowance")


def test_every_point_of_the_allowance_is_what_is_lacking(dibao: Sweep) -> None:
    for step in dibao.steps:
        answer = dibao.at(step)
        assert isinstance(answer, Mapping)
        assert answer["allowance"] == max(Decimal(1866) - Decimal(step) / 100, Decimal(0))


def test_only_numbers_and_dates_vary() -> None:
    program = BOOK.program("benxi/dibao")
    assert slot_for(program, "area") is None
    assert slot_for(program, "nothing") is None
    assert slot_for(BOOK.program("chaoyang/tourism-settlement"), "visits") is None
    slot = slot_for(program, "household_income")
    assert slot is not None and value_at(slot, 5) == Decimal("0.05")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, None), (3, Fraction(3)), (Decimal("0.5"), Fraction(1, 2)), (date(1, 1, 2), Fraction(2)), ("a", None)],
)
def test_what_is_drawn_as_a_number(value: object, expected: Fraction | None) -> None:
    assert number(value) == expected


def long_sweeps() -> list[tuple[Sweep, str]]:
    """Sweeps with bends, jumps, bands and stairs, each with an output."""
    pages = Question(date(2022, 1, 1), {"method": "pages", "count": 0})
    loan = {"applicant": "small_enterprise", "qualifies": True, "qualified_hires": 0, "contract_months": 12, "staff": 1}
    return [
        (swept("benxi/dibao", Question(JULY, URBAN_THREE), "household_income", 0, 10**7, "allowance"), "allowance"),
        (swept("national/information-processing-fee", pages, "count", 0, 100_000, "fee"), "fee"),
        (
            swept("xingan/startup-loan", Question(date(2019, 6, 5), loan), "staff", 1, 10**6, "required_hires"),
            "required_hires",
        ),
    ]


SWEEPS = long_sweeps()


@given(st.sampled_from(SWEEPS), st.integers(0, 10**9))
def test_what_is_drawn_between_two_points_is_what_would_be_answered(found: tuple[Sweep, str], seed: int) -> None:
    """Up to one part in two hundred of the whole range, and up to the output's rounding."""
    swept_along, output = found
    steps = swept_along.steps
    step = steps[0] + seed % (steps[-1] - steps[0] + 1)
    right = bisect_left(steps, step)
    question = swept_along.slot.at(swept_along.question, step)
    answered = number(BOOK.outputs(swept_along.program.id, question.day, question.inputs)[output])
    left, low, high = steps[right - 1 if right else 0], *ends_of(swept_along, output)
    drawn = [
        number(dict(answer)[output])
        for answer in (swept_along.at(left), swept_along.at(steps[right]))
        if isinstance(answer, Mapping)
    ]
    assert answered is not None and drawn[0] is not None and drawn[1] is not None
    part = Fraction(step - left, steps[right] - left) if steps[right] > left else Fraction(0)
    assert abs(drawn[0] + (drawn[1] - drawn[0]) * part - answered) <= (high - low) / 200 + 1


def ends_of(found: Sweep, output: str) -> tuple[Fraction, Fraction]:
    values = [value for one in stretches(found, output) for _, value in one.points]
    return min(values), max(values)
