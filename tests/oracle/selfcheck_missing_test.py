"""The oracle's list of missing inputs against its definition: an input matters when two completions of the case that
differ in it alone have different answers. Completions come from small pools, so these are witnesses, not proofs."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from . import child_rehabilitation as child
from . import pools_east, pools_xingan
from .programs import MISSING_NAME, PROGRAMS, Program
from .strategies import Case

TRIALS = 150
POOLS: dict[str, list[Any]] = {
    "area": ["urban", "rural"],
    "region": ["district", "county"],
    "household_size": [1, 2, 50],
    "household_income": ["0", "621.99", "700"],
    "placement": ["institutional", "urban_dispersed"],
    "adult_student_unemployed": [True, False],
    "previous_allowance": [405, 506],
    "birth_date": ["2015-06-01", "2019-01-01", "2026-01-01", "2035-01-01"],
    "residence": ["registered", "none"],
    "disability": list(child.ITEMS),
    "household_category": ["dibao", "none"],
    "services": [[], *([{"item": item, "cost": "9", "paid_first": "1"}] for item in child.STANDARD)],
    "item": list(child.STANDARD),
    "cost": ["0", "99", "5000", "99999999", "999999999999999999"],
    "paid_first": ["0", "0.01", "50"],
    "occupation_class": ["A", "B", "C"],
    "hours": [0, 56, 57, 230, 300],
    "hourly_rate": ["0", "5", "7.13"],
    "uplift": ["none", "key_directory", "famous_brand", "special_brand"],
    "trainees": [0, 1, 7, 999, 5000],
    "attendance_rate": ["0", "0.5", "1"],
    "certified_employed": [0, 1, 2, 30],
    "certified_not_employed": [0, 1, 2, 30],
    "gross_sales": ["0", "100"],
}


# Programs whose pools depend on the case, or whose names mean something else in another program.
OWN_POOLS: dict[str, Callable[[Case], dict[str, list[Any]]]] = {**pools_xingan.POOLS, **pools_east.POOLS}


def pools(program: Program, case: Case) -> dict[str, list[Any]]:
    """Some allowed values of every input or field of the program that has no default."""
    if program.name in OWN_POOLS:
        return OWN_POOLS[program.name](case)
    visit = {"cardholder": "1", "spot": "beita", "date": f"{case.date.year}-05-01"}
    return {**POOLS, "visits": [[], [visit]]}


def pool(known: dict[str, list[Any]], name: str) -> list[Any]:
    """Some allowed values of a missing input or field."""
    found = MISSING_NAME.fullmatch(name)
    assert found is not None
    return known[found[3] or found[1]]


def absent_names(program: Program, case: Case) -> list[str]:
    """Inputs and list fields that are not given, those with a default left out (they have no pool)."""
    inputs, known = case.inputs, pools(program, case)
    names = [name for name in program.inputs if inputs.get(name) is None and name in known]
    for name, fields in program.row_fields.items():
        for number, row in enumerate(inputs.get(name) or []):
            names += [f"{name}[{number}].{key}" for key in fields if row.get(key) is None and key in known]
    return names


def put(inputs: dict[str, Any], name: str, value: Any) -> None:
    """Give an input or a field of a row its value."""
    found = MISSING_NAME.fullmatch(name)
    assert found is not None
    if found[2] is None:
        inputs[name] = value
    else:
        inputs[found[1]][int(found[2])][found[3]] = value


def witness(program: Program, case: Case, name: str, absent: list[str]) -> bool:
    """Whether two completions that differ in `name` alone were found to have different answers."""
    chance, known = random.Random(0), pools(program, case)
    for _ in range(TRIALS):
        inputs = copy.deepcopy(case.inputs)
        for other in absent:
            put(inputs, other, copy.deepcopy(chance.choice(pool(known, other))))
        answers = []
        for value in pool(known, name):
            put(inputs, name, value)
            expected = program.answer(case.date, inputs, case.assume)
            if expected.kind == "answered":
                answers.append((expected.outputs, expected.undetermined))
        if any(answer != answers[0] for answer in answers):
            return True
    return False


@pytest.mark.parametrize("program", PROGRAMS, ids=[program.name for program in PROGRAMS])
@settings(derandomize=True, database=None, deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_missing_is_what_matters(program: Program, data: st.DataObject) -> None:
    """Every name that matters has a witness; no other has."""
    case = data.draw(program.cases.incomplete)
    expected = program.answer(case.date, case.inputs, case.assume)
    if expected.kind not in ("missing", "answered"):
        return
    absent = absent_names(program, case)
    assert set(expected.missing) | expected.missing_leeway <= set(absent)
    assert list(expected.missing) == sorted(expected.missing, key=program.rank)
    items = [name for name in absent if name.endswith(".item")]
    for name in absent:
        if (program.name, name) in pools_east.ALWAYS_ASKED:
            continue
        if name in items and len(items) > 1:
            continue  # absent items can change places: two completions differ, but not in one of them alone
        found = witness(program, case, name, absent)
        assert found == (name in expected.missing), f"{name}: witness {found}, expected {expected}, case {case}"
