"""Where an answer turns along a sweep: bends, jumps, changes, cliffs and gaps, by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from benefits.cases import Question
from benefits.errors import NotInForceError
from benefits.impact.sweep import Sweep
from benefits.impact.turnings import Nothing, Turning, stretches, turnings
from tests.impact.sweep_test import JULY, URBAN_THREE, swept


@pytest.fixture(scope="module")
def dibao() -> Sweep:
    """Three people in town on 1 July 2019: 622 × 3 = 1866 yuan; the low-income line is 746.40 × 3 = 2239.20."""
    return swept("benxi/dibao", Question(JULY, URBAN_THREE), "household_income", 0, 300_000, "allowance")


def told(turns: list[Turning]) -> list[tuple[str, int, object, object]]:
    return [(turn.kind, turn.before, turn.old, turn.new) for turn in turns]


def test_the_allowance_bends_at_the_standard_times_the_people(dibao: Sweep) -> None:
    assert told(turnings(dibao, "allowance")) == [("bend", 186_599, Decimal("0.01"), Decimal("0.00"))]
    assert turnings(dibao, "allowance")[0].at == 186_600
    assert len(stretches(dibao, "allowance")) == 1


def test_both_sides_of_a_condition_are_told(dibao: Sweep) -> None:
    assert told(turnings(dibao, "eligible")) == [("change", 186_599, True, False)]
    low_income = turnings(dibao, "low_income_household")
    assert told(low_income) == [("change", 186_599, False, True), ("change", 223_920, True, False)]
    assert [turn.at for turn in low_income] == [186_600, 223_920]
    bands = stretches(dibao, "low_income_household")
    assert [(one.first, one.last, one.value) for one in bands] == [
        (0, 186_599, False),
        (186_600, 223_920, True),
        (223_921, 300_000, False),
    ]


def test_what_does_not_vary_turns_nowhere(dibao: Sweep) -> None:
    assert turnings(dibao, "standard") == []
    assert dibao.value(186_600) == Decimal("1866.00")


def test_a_cliff_is_a_fall_of_money_as_money_rises() -> None:
    """From a yearly income of 5000 yuan a head on a household that was lifted out of poverty is no target any more."""
    member = {"other_income": "0", "long_term_carer": False, "illness_poverty": False, "formal_job": False}
    given = {
        "registered_poor": True,
        "lifted": True,
        "annual_income_per_person": "0",
        "local_standard": "400",
        "members": [member],
    }
    question = Question(date(2020, 6, 1), given)
    found = swept("chaoyang/dibao-backstop", question, "annual_income_per_person", 0, 800_000, "base_allowance")
    turn = turnings(found, "base_allowance")[0]
    assert (turn.kind, turn.before, turn.cliff) == ("jump", 499_999, True)
    assert (turn.old, turn.new) == (Decimal(400), Decimal(0))
    ends = [(one.points[0][0], one.points[-1][0]) for one in stretches(found, "base_allowance")]
    assert ends == [(0, 499_999), (500_000, 800_000)], "a jump is no slanted line"


def test_the_date_varies_too() -> None:
    low, high = date(2018, 12, 1).toordinal(), date(2019, 12, 31).toordinal()
    found = swept("benxi/dibao", Question(JULY, URBAN_THREE), "date", low, high, "allowance", "low_income_line")
    first, second = turnings(found, "allowance")
    assert found.value(first.before) == date(2018, 12, 31)
    assert isinstance(first.old, Nothing)
    assert isinstance(found.at(first.before), NotInForceError)
    assert (found.value(second.after), second.old, second.new) == (JULY, Decimal(1749), Decimal(1866))
    assert not second.cliff
    line = [one.value for one in stretches(found, "low_income_line")]
    assert [one.kind for one in line[:2] if isinstance(one, Nothing)] == ["not_in_force", "undetermined"]


def test_few_whole_numbers_are_points() -> None:
    """The first 10 requests cost nothing, up to 30 each costs 100 yuan, beyond 200."""
    question = Question(date(2022, 1, 1), {"method": "items", "count": 0})
    found = swept("national/information-processing-fee", question, "count", 0, 40, "fee")
    assert found.few and found.steps == tuple(range(41))
    assert [turn.at for turn in turnings(found, "fee")] == [10, 30]


def test_two_points_alone_are_no_jump() -> None:
    found = swept("benxi/dibao", Question(JULY, URBAN_THREE), "household_size", 3, 4, "allowance")
    assert turnings(found, "allowance") == []


def test_a_refused_stretch_is_a_gap() -> None:
    found = swept("benxi/dibao", Question(JULY, URBAN_THREE), "household_size", 0, 60, "allowance")
    first, middle, last = stretches(found, "allowance")
    assert (first.first, first.last, last.first) == (0, 0, 51)
    assert isinstance(first.value, Nothing) and first.value.kind == "out_of_range"
    assert len(middle.points) == 50


def test_every_step_of_a_rounding_that_can_be_seen_is_found() -> None:
    """A quarter of the staff is to be hired, rounded up; of more than 100 people 15 in a hundred."""
    given = {
        "applicant": "small_enterprise",
        "qualifies": True,
        "staff": 1,
        "qualified_hires": 0,
        "contract_months": 12,
    }
    found = swept(
        "xingan/startup-loan", Question(date(2019, 6, 5), given), "staff", 1, 400, "required_hires", "loan_ceiling"
    )

    def hires(staff: int) -> int:
        return -(-staff // 4) if staff <= 100 else -(-staff * 15 // 100)

    steps = [staff for staff in range(1, 400) if hires(staff) != hires(staff + 1)]
    turns = turnings(found, "required_hires")
    assert [turn.before for turn in turns] == steps
    assert {turn.kind for turn in turns} == {"jump"}
    assert [(turn.old, turn.new) for turn in turns if turn.before == 100] == [(25, 16)]
    assert all(len({value for _, value in one.points}) == 1 for one in stretches(found, "required_hires"))
