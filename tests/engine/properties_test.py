"""What the rule files promise, on random cases; and relations between cases that no rule file states."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import assume as suppose
from hypothesis import given
from hypothesis import strategies as st

from benefits import feel
from benefits.engine.layout import names
from benefits.errors import BenefitsError
from benefits.model.program import Property
from tests.engine.reference_functions import FUNCTIONS
from tests.engine.shared import IDS, book, calculators, examples
from tests.oracle.programs import PROGRAMS
from tests.oracle.strategies import Case

CASES = {program.name: program.cases.valid for program in PROGRAMS}
ALWAYS = [(id_, one) for id_ in IDS for one in book().program(id_).properties if one.always]
ALONG = [(id_, one) for id_ in IDS for one in book().program(id_).properties if not one.always]
LAST = date(2020, 12, 31)
TOURISM = "chaoyang/tourism-settlement"
CHILD = "xingan/child-rehabilitation"


def named(values: list[tuple[str, Property]]) -> list[Any]:
    return [pytest.param(id_, one, id=f"{id_} {one.name}") for id_, one in values]


def outputs(program: str, day: object, inputs: dict[str, Any], assume: Any = None) -> dict[str, Any] | None:
    """The outputs, or None where the case is refused, incomplete, or not in force."""
    try:
        return dict(calculators(program)[0].decide(day, copy.deepcopy(inputs), assume).outputs)
    except BenefitsError:
        return None


def test_there_are_properties_of_both_kinds() -> None:
    assert {id_ for id_, _ in ALWAYS} == set(IDS)
    assert {one.direction for _, one in ALONG} == {"falls", "rises"}


@pytest.mark.parametrize(("program", "one"), named(ALWAYS))
def test_what_must_always_hold(program: str, one: Property) -> None:
    """Looked at from outside: FEEL evaluates the property over what the steps and outputs of the answer show.

    Where a figure is not determined or absent the property may be open; FEEL's equality with null is false.
    """
    assert one.always is not None
    tree, seen = one.always.tree, []

    @examples(30)
    @given(case=CASES[program])
    def run(case: Case) -> None:
        try:
            answer = calculators(program)[0].decide(case.date, copy.deepcopy(case.inputs), case.assume)
        except BenefitsError as error:
            assert error.code != "property_broken"
            return
        scope = known(program, answer.steps, answer.outputs) | {"date": answer.date}
        seen.append(feel.evaluate(tree, scope))
        absent = {output for output, _ in book().program(program).outputs} - answer.outputs.keys()
        assert seen[-1] is not False or answer.undetermined or absent & names(tree).keys()

    run()
    assert True in seen


def known(program: str, steps: list[dict[str, Any]], found: Any) -> dict[str, Any]:
    """Every name by the value that its step shows."""
    made = book().program(program)
    types = {one.name: one.type for one in made.inputs} | {one.name: one.type for one in made.parameters}
    types |= {one.name: one.type for one in made.decisions}
    read: dict[str, Any] = {"number": Fraction, "date": date.fromisoformat}
    scope: dict[str, Any] = {"sum": FUNCTIONS["sum"]}
    for step in steps:
        if "result" in step and step["result"] is not None:
            kind = types[step["name"]].kind if step["name"] in types else ""
            scope[step["name"]] = read.get(kind, lambda value: value)(step["result"])
    for output, name in made.outputs:
        if isinstance(found.get(output), list):
            scope[name] = found[output]
    return scope


@pytest.mark.parametrize(("program", "one"), named(ALONG))
@examples(60)
@given(data=st.data())
def test_what_falls_or_rises_with_an_input(program: str, one: Property, data: st.DataObject) -> None:
    """Two cases that differ in that input alone."""
    case = data.draw(CASES[program])
    suppose(case.inputs.get(one.along) is not None)
    spec = next(spec for spec in book().program(program).inputs if spec.name == one.along)
    if spec.keys_of:
        other: Any = data.draw(st.sampled_from(["405", "439", "473", "506"]))
    else:
        most = 10**spec.decimals if spec.maximum == 1 else 10**6
        other = Decimal(data.draw(st.integers(0, most))).scaleb(-spec.decimals)
    first = outputs(program, case.date, case.inputs, case.assume)
    second = outputs(program, case.date, case.inputs | {one.along: other}, case.assume)
    suppose(first is not None and second is not None)
    assert first is not None and second is not None
    low, high = sorted([(Decimal(case.inputs[one.along]), first), (Decimal(other), second)], key=lambda pair: pair[0])
    suppose(low[1].get(one.output) is not None and high[1].get(one.output) is not None)
    if one.direction == "falls":
        assert low[1][one.output] >= high[1][one.output]
    elif low[0] != high[0]:
        assert low[1][one.output] <= high[1][one.output]


# children


@examples(60)
@given(data=st.data())
def test_the_order_of_services_does_not_matter(data: st.DataObject) -> None:
    case = data.draw(CASES[CHILD])
    services = case.inputs.get("services") or []
    shuffled = data.draw(st.permutations(services))
    first = outputs(CHILD, case.date, case.inputs, case.assume)
    second = outputs(CHILD, case.date, case.inputs | {"services": list(shuffled)}, case.assume)
    suppose(first is not None and second is not None)
    assert first is not None and second is not None
    for name in ("eligible", "reasons", "subsidy", "family_pays"):
        assert first[name] == second[name]
    assert sorted(map(repr, first["services"])) == sorted(map(repr, second["services"]))


@examples(40)
@given(data=st.data())
def test_services_apart_come_to_the_same(data: st.DataObject) -> None:
    """The subsidy of all services is the sum over the services asked for one at a time."""
    case = data.draw(CASES[CHILD])
    whole = outputs(CHILD, case.date, case.inputs, case.assume)
    suppose(whole is not None and whole.get("subsidy") is not None)
    assert whole is not None
    alone = [
        outputs(CHILD, case.date, case.inputs | {"services": [one]}, case.assume) for one in case.inputs["services"]
    ]
    for name in ("subsidy", "family_pays"):
        assert whole[name] == sum(one[name] for one in alone if one is not None)


# tourism


def visits(random: Random, count: int) -> list[dict[str, Any]]:
    """Visits on distinct days of 2020, so that their order says nothing."""
    spots = ["fenghuangshan", "qianfodong", "runzehuahai", "miaozigou", "jiajiadian", "beita"]
    days = random.sample([f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)], count)
    return [{"cardholder": random.choice("abc"), "spot": random.choice(spots), "date": day} for day in days]


@examples(40)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 40))
def test_the_order_of_visits_does_not_matter(seed: int, count: int) -> None:
    random = Random(seed)
    rows = visits(random, count)
    inputs = {"gross_sales": f"{random.randint(0, 10**7)}.37", "visits": rows}
    shuffled = random.sample(rows, count)
    assert outputs(TOURISM, LAST, inputs) == outputs(TOURISM, LAST, inputs | {"visits": shuffled})


@examples(30)
@given(seed=st.integers(0, 2**32), more=st.integers(1, 30))
def test_visits_beyond_the_fiftieth_change_nothing_but_their_number(seed: int, more: int) -> None:
    """Of one person to one park 50 visits count (二(二)3); the 51st and later ones come on later days."""
    random = Random(seed)
    rows = visits(random, 10)
    days = [f"2020-{month:02}-{day:02}" for month in range(4, 11) for day in range(1, 29)]
    often = [{"cardholder": "often", "spot": "beita", "date": days[place]} for place in range(50 + more)]
    inputs = {"gross_sales": "98765.43", "visits": rows + often[:50]}
    first, second = outputs(TOURISM, LAST, inputs), outputs(TOURISM, LAST, inputs | {"visits": rows + often})
    assert first is not None and second is not None
    for before, after in zip(first["spots"], second["spots"], strict=True):
        extra = more if before["spot"] == "beita" else 0
        assert after == before | {"visits": before["visits"] + extra}


@examples(40)
@given(cents=st.integers(0, 10**10), factor=st.sampled_from([3, 30, 300]), seed=st.integers(0, 2**32))
def test_sales_three_times_as_high(cents: int, factor: int, seed: int) -> None:
    """Thirds of a multiple of 30 fen are exact, so the three-way split grows with the sales."""
    rows = visits(Random(seed), 5)
    small = outputs(TOURISM, LAST, {"gross_sales": Decimal(30 * cents).scaleb(-2), "visits": rows})
    large = outputs(TOURISM, LAST, {"gross_sales": Decimal(30 * cents * factor).scaleb(-2), "visits": rows})
    assert small is not None and large is not None
    for name in ("scenic_pool", "telecom_share", "bureau_share"):
        assert large[name] == factor * small[name]
    assert small["scenic_pool"] == Decimal(20 * cents).scaleb(-2)


@examples(40)
@given(cents=st.integers(0, 10**12), seed=st.integers(0, 2**32), count=st.integers(1, 30))
def test_all_is_shared_out(cents: int, seed: int, count: int) -> None:
    gross = Decimal(cents).scaleb(-2)
    found = outputs(TOURISM, LAST, {"gross_sales": gross, "visits": visits(Random(seed), count)})
    assert found is not None
    assert found["scenic_pool"] + found["telecom_share"] + found["bureau_share"] == gross
    amounts = [row["amount"] for row in found["spots"]]
    if None not in amounts:
        assert sum(amounts) == found["scenic_pool"]
        revenue = sum(row["theoretical_revenue"] for row in found["spots"])
        for row in found["spots"]:
            share = Fraction(found["scenic_pool"]) * Fraction(row["theoretical_revenue"]) / Fraction(revenue)
            assert abs(Fraction(row["amount"]) - share) < Fraction(1, 100)


# courses and households


@examples(40)
@given(data=st.data(), people=st.integers(1, 50))
def test_a_household_n_times_as_large_and_rich_has_n_times_the_allowance(data: st.DataObject, people: int) -> None:
    """Up to the rounding of each, at most half a fen."""
    income = data.draw(st.integers(0, 100_000))
    one = {"area": "rural", "household_size": 1, "household_income": Decimal(income).scaleb(-2)}
    many = {"area": "rural", "household_size": people, "household_income": Decimal(income * people).scaleb(-2)}
    day = data.draw(st.sampled_from([date(2019, 6, 30), date(2019, 7, 1)]))
    first, second = outputs("benxi/dibao", day, one), outputs("benxi/dibao", day, many)
    assert first is not None and second is not None
    assert second["allowance"] == people * first["allowance"]
    assert second["eligible"] is first["eligible"]
