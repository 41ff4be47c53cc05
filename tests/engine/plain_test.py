"""The plain evaluator: which inputs still matter, and the answer when the absent ones do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benefits.engine.calculator import Calculator
from benefits.errors import MissingInputsError
from tests.engine.household import DAY, EXTRA, GOOD, VISIT, changed, program
from tests.engine.shared import calculators

BEFORE, AFTER = date(2019, 6, 30), date(2019, 7, 1)


def missing(id_: str, day: date, inputs: dict[str, Any], assume: Any = None) -> tuple[str, ...]:
    with pytest.raises(MissingInputsError) as caught:
        calculators(id_)[1].decide(day, inputs, assume)
    return caught.value.missing


def test_everything_is_asked_in_the_order_of_the_file() -> None:
    assert missing("benxi/dibao", AFTER, {}) == ("area", "household_size", "household_income")
    assert missing("benxi/dibao", BEFORE, {}) == ("area", "region", "household_size", "household_income")


def test_what_cannot_matter_is_not_asked() -> None:
    """The rural standard has no region, and since 1 July 2019 the urban one has none either (Benxi 2019-25, 一(一))."""
    assert missing("benxi/dibao", BEFORE, {"area": "rural"}) == ("household_size", "household_income")
    assert missing("benxi/dibao", BEFORE, {"area": "urban"}) == ("region", "household_size", "household_income")
    answer = calculators("benxi/tekun")[1].decide(AFTER, {"area": "urban"})
    assert answer.outputs["standard"] == 933


def test_both_answers_alike_are_the_answer() -> None:
    """A failed spot check leaves nothing, whatever the numbers of people; the rest is still asked."""
    inputs = {"occupation_class": "C", "hours": 56, "uplift": "none", "attendance_rate": 1, "spot_check_failed": True}
    answer = calculators("xingan/training-subsidy")[1].decide(date(2019, 6, 5), inputs)
    assert answer.outputs["total"] == 0
    assert "trainees" not in {step["name"] for step in answer.steps}


def test_a_problem_names_what_is_expected() -> None:
    with pytest.raises(MissingInputsError) as caught:
        Calculator(program()).decide(DAY, {})
    found = {one.path: one.expected for one in caught.value.problems}
    assert found["household_size"] == "integer person"
    assert found["income"] == "number CNY"
    assert found["grade"] == "number"
    assert (found["area"], found["flag"], found["born"], found["visits"]) == (
        "choice",
        "true | false",
        "YYYY-MM-DD",
        "list",
    )
    assert {one.code for one in caught.value.problems} == {"missing_input"}
    assert caught.value.problems[0].detail[0][0] == "label"


def test_cells_of_lists_are_asked_for_by_row() -> None:
    found = Calculator(program())
    with pytest.raises(MissingInputsError) as caught:
        found.decide(DAY, changed(services=[{"item": "care"}, {"cost": "5"}, {"cost": "6"}]))
    assert caught.value.missing == ("services[1].item", "services[2].item")
    answer = found.decide(DAY, changed(services=[{"item": "aid"}, {"cost": "5"}]))
    assert answer.outputs["items"] is True


@pytest.mark.parametrize("flag", [False, None])
def test_a_condition_that_fails_needs_no_more(flag: bool | None) -> None:
    """`flag and …` is false whatever else; without the flag everything is asked."""
    inputs = changed(flag=flag)
    del inputs["income"], inputs["grade"]
    if flag is False:
        assert Calculator(program()).decide(DAY, inputs).outputs["total"] == 0
        return
    with pytest.raises(MissingInputsError) as caught:
        Calculator(program()).decide(DAY, inputs)
    assert caught.value.missing == ("income", "grade", "flag")


def test_unknown_keys_of_an_extended_parameter() -> None:
    """The table of visits is absent: nothing is known of the prices."""
    inputs = changed(extra_spots=[EXTRA])
    del inputs["visits"]
    with pytest.raises(MissingInputsError) as caught:
        Calculator(program(), compiled=False).decide(DAY, inputs)
    assert caught.value.missing == ("visits",)


def test_a_table_with_many_rows_is_summed_up_in_its_step() -> None:
    for count, shown in ((200, True), (201, False)):
        for calculator in (Calculator(program()), Calculator(program(), compiled=False)):
            answer = calculator.decide(DAY, changed(visits=[VISIT] * count))
            (step,) = [step for step in answer.steps if step["name"] == "paid"]
            assert step["rows"] == count
            assert ("result" in step) is shown
            assert len(answer.outputs["paid"]) == count  # type: ignore[arg-type]


def test_the_answer_of_a_good_case_by_hand() -> None:
    """100.50 + 250 + 12.5 + 0 + 30."""
    for calculator in (Calculator(program()), Calculator(program(), compiled=False)):
        assert str(calculator.decide(DAY, GOOD).outputs["total"]) == "393"
