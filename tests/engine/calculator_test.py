"""A program's edges in time, its interpretations, its checks and properties, and both ways to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from benefits.engine.calculator import Calculator, edges
from benefits.errors import BenefitsError, InputError, NotInForceError, RuleError
from benefits.model.program import Allocate, Each, Program, Split
from tests.engine.shared import CITE, IDS, book, built, calculators

URBAN: dict[str, Any] = {"area": "urban", "region": "district", "household_size": 1, "household_income": 0}
WAYS = pytest.mark.parametrize("way", [0, 1], ids=["compiled", "plain"])

PROPERTY = f"""program: made/case
title: {{zh: 例, en: Case}}
basis: [state-council-649]
in_force: {{from: 2019-01-01}}
inputs:
  amount: {{label: {{zh: 数, en: Amount}}, type: number, unit: 1, decimals: 2}}
  people: {{label: {{zh: 人, en: People}}, type: integer, unit: 1}}
decisions:
  result: {{label: {{zh: 果, en: Result}}, unit: 1, formula: amount - 1, {CITE}}}
  ratio:
    label: {{zh: 比, en: Ratio}}
    unit: 1
    formula: amount / people
    round: {{to: 0.01, mode: half up, because: {{zh: 分, en: fen}}}}
    {CITE}
outputs: [result, ratio]
checks:
  both: {{that: amount / people < 1 or amount > 0, at: [amount, people], message: {{zh: 不可, en: Not so}}}}
properties:
  never_negative: {{label: {{zh: 不为负, en: Never negative}}, always: result >= 0}}
  ratio_known: {{label: {{zh: 比, en: Ratio}}, always: ratio <= amount or people <= 0}}
  falls: {{label: {{zh: 减, en: Falls}}, rises: result, as: amount}}
examples:
  before: {{date: 2018-12-31, inputs: {{}}, not_in_force: true}}
"""


@WAYS
@pytest.mark.parametrize(
    ("day", "standard"),
    [("2019-01-01", 583), ("2019-06-29", 583), ("2019-06-30", 583), ("2019-07-01", 622), ("2019-07-02", 622)],
)
def test_the_days_around_an_edge(way: int, day: str, standard: int) -> None:
    """583 until 30 June 2019 and 622 from 1 July (Benxi 2019-25, 一(一)1)."""
    for when in (day, date.fromisoformat(day)):
        assert calculators("benxi/dibao")[way].decide(when, URBAN).outputs["standard"] == standard


@WAYS
def test_the_ends_of_the_calendar(way: int) -> None:
    calculator = calculators("benxi/dibao")[way]
    assert calculator.decide(date.max, URBAN).outputs["standard"] == 622
    for day in (date.min, date(2018, 12, 31)):
        with pytest.raises(NotInForceError) as caught:
            calculator.decide(day, URBAN)
        assert (caught.value.code, caught.value.path, caught.value.value) == ("not_in_force", "benxi/dibao", str(day))


def test_edges_are_the_days_on_which_something_begins_to_differ() -> None:
    assert edges(book().program("benxi/dibao")) == [date(2019, 1, 1), date(2019, 7, 1)]
    assert edges(book().program("benxi/retrenched-1960s")) == [date(2019, 7, 1)]


@pytest.mark.parametrize("id_", IDS)
def test_between_two_edges_nothing_differs(id_: str) -> None:
    """All parameters and versions have the same rows in force on the first and last day of a stretch."""
    program = book().program(id_)
    found = edges(program)
    assert found == sorted(set(found))
    for first, after in zip(found, [*found, date.max][1:], strict=True):
        for parameter in program.parameters:
            assert parameter.on(first) == parameter.on(after - timedelta(1))


@WAYS
@pytest.mark.parametrize("day", ["2020-12-30", "2021-01-01", "2019-12-31", "2024-12-31", "2021-06-30"])
def test_the_settlement_day_is_the_last_of_a_year(way: int, day: str) -> None:
    with pytest.raises(InputError) as caught:
        calculators("chaoyang/tourism-settlement")[way].decide(day, {"gross_sales": "1", "visits": []})
    assert [(one.code, one.path) for one in caught.value.problems] == [("date_not_the_day", "date")]
    assert caught.value.expected == "12-31 (2020-12-31 – 2023-12-31)"


# interpretations


@WAYS
def test_a_reading_that_the_caller_chooses(way: int) -> None:
    """746.40 is 1.2 × 622: exactly on the low-income line (Benxi 2019-25, 四(三))."""
    inputs = URBAN | {"household_income": "746.40"}
    for option, low in (("inclusive", True), ("exclusive", False)):
        answer = calculators("benxi/dibao")[way].decide("2019-07-01", inputs, {"low_income_edge": option})
        assert answer.outputs["low_income_household"] is low
        assert answer.assumptions["low_income_edge"] == option
        assert set(answer.assumptions) == {one.name for one in book().program("benxi/dibao").interpretations}


@WAYS
def test_both_roundings(way: int) -> None:
    """1.8 × 371 = 667.8 and 1.5 × 583 = 874.5 (Benxi 2019-25, 一(二)); 1.5 × 533 = 799.5."""
    for option in ("half_up", "ceiling"):
        answer = calculators("benxi/tekun")[way].decide("2019-06-30", {"area": "rural"}, {"rounding": option})
        assert answer.outputs["standard"] == 668
        (step,) = [step for step in answer.steps if step["name"] == "standard"]
        assert step["round"]["mode"] == option.replace("_", " ")


@WAYS
@pytest.mark.parametrize(
    "assume", [{"rounding": "up"}, {"roundin": "ceiling"}, {"rounding": None}, {"dibao.rounding": "x"}]
)
def test_unknown_readings(way: int, assume: Any) -> None:
    with pytest.raises(InputError) as caught:
        calculators("benxi/tekun")[way].decide("2019-07-01", {"area": "rural"}, assume)
    assert caught.value.code in ("unknown_option", "unknown_interpretation")


# checks and properties


@WAYS
def test_checks(way: int) -> None:
    """More people certified than trained: at both inputs, with what was given."""
    inputs = {"trainees": "30", "certified_employed": 16, "certified_not_employed": Decimal(15)}
    with pytest.raises(InputError) as caught:
        calculators("xingan/training-subsidy")[way].decide("2019-06-05", inputs)
    assert [(one.code, one.path, one.value) for one in caught.value.problems] == [
        ("check_failed", "certified_employed", "16"), ("check_failed", "certified_not_employed", "15")
    ]  # fmt: skip


@WAYS
def test_checks_of_rows(way: int) -> None:
    visits = [{"cardholder": "1", "spot": "beita", "date": f"{year}-05-01"} for year in (2021, 2020, 2022)]
    with pytest.raises(InputError) as caught:
        calculators("chaoyang/tourism-settlement")[way].decide("2021-12-31", {"gross_sales": 1, "visits": visits})
    assert [(one.path, one.value) for one in caught.value.problems] == [
        ("visits[1].date", "2020-05-01"), ("visits[2].date", "2022-05-01")
    ]  # fmt: skip


@pytest.fixture(name="made", params=[True, False], ids=["compiled", "plain"])
def made_(request: pytest.FixtureRequest) -> Calculator:
    return Calculator(built(PROPERTY), compiled=request.param)


def test_a_broken_property_is_an_error_of_the_rules(made: Calculator) -> None:
    assert made.decide("2019-01-01", {"amount": "1", "people": 2}).outputs["result"] == 0
    for ask in (made.decide, made.outputs):
        with pytest.raises(RuleError) as caught:
            ask("2019-01-01", {"amount": "0.99", "people": 2}, None)
        assert (caught.value.code, caught.value.path) == ("property_broken", "made/case.never_negative")
        assert "Never negative" in str(caught.value)


def test_a_property_that_cannot_be_told_is_not_broken(made: Calculator) -> None:
    """Nobody to divide among: the ratio is not determined, and so is the check."""
    answer = made.decide("2019-01-01", {"amount": "5", "people": 0})
    assert answer.outputs == {"result": 4, "ratio": None}
    assert answer.undetermined["ratio"].en == "division by zero"
    assert made.outputs("2019-01-01", {"amount": "5", "people": 0}) == {"result": 4, "ratio": None}


def test_a_check_that_fails(made: Calculator) -> None:
    with pytest.raises(InputError) as caught:
        made.decide("2019-01-01", {"amount": "-5", "people": -1})
    assert [one.path for one in caught.value.problems] == ["amount", "people"]


def finer(program: Program, name: str) -> Program:
    """The tourism program with shares of whole yuan, which the checker would refuse."""
    decisions = []
    for decision in program.decisions:
        if decision.name == name and isinstance(decision.body, Split):
            decision = replace(decision, body=replace(decision.body, to=Fraction(1)))
        if decision.name == name and isinstance(decision.body, Each):
            (column,) = decision.body.columns
            assert isinstance(column.body, Allocate)
            columns = (replace(column, body=replace(column.body, to=Fraction(1))),)
            decision = replace(decision, body=replace(decision.body, columns=columns))
        decisions.append(decision)
    return replace(program, decisions=tuple(decisions))


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize(("name", "total"), [("sales_split", "100.01 / 1"), ("spots", "66.67 / 1")])
def test_a_total_that_is_no_multiple_of_the_step(compiled: bool, name: str, total: str) -> None:
    calculator = Calculator(finer(book().program("chaoyang/tourism-settlement"), name), compiled)
    visits = [{"cardholder": "1", "spot": "beita", "date": "2020-05-01"}]
    with pytest.raises(RuleError) as caught:
        calculator.decide("2020-12-31", {"gross_sales": "100.01", "visits": visits})
    assert (caught.value.code, caught.value.value.replace("10001/100", "100.01").replace("6667/100", "66.67")) == (
        "total_not_whole", total
    )  # fmt: skip


# inputs are left alone, and what is no question is refused


def test_the_callers_values_are_left_alone() -> None:
    inputs = {"gross_sales": "100", "visits": [{"cardholder": "1", "spot": "beita", "date": "2020-05-01"}]}
    before = repr(inputs)
    for calculator in calculators("chaoyang/tourism-settlement"):
        calculator.decide("2020-12-31", inputs)
    assert repr(inputs) == before


@WAYS
@pytest.mark.parametrize("inputs", [None, [], "area=urban", 7])
def test_no_mapping(way: int, inputs: Any) -> None:
    with pytest.raises(InputError):
        calculators("benxi/dibao")[way].decide("2019-07-01", inputs)


@WAYS
@pytest.mark.parametrize("day", [None, 20190701, "2019-7-1", "today", 1.5])
def test_no_day(way: int, day: object) -> None:
    with pytest.raises(BenefitsError) as caught:
        calculators("benxi/dibao")[way].decide(day, URBAN)
    assert caught.value.code == "bad_date"


def test_many_stretches_and_options_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compiled is kept up to a limit, and made again when it is asked for again."""
    monkeypatch.setattr("benefits.engine.calculator._MAX_GENERATED", 2)
    calculator = Calculator(book().program("benxi/tekun"))
    for _ in range(2):
        for day in ("2019-01-01", "2019-07-01"):
            for option in ("half_up", "ceiling"):
                assert calculator.decide(day, {"area": "rural"}, {"rounding": option}).outputs["multiplier"] == Decimal(
                    "1.8"
                )
    assert len(calculator._generated) <= 3
