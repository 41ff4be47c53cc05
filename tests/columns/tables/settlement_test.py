"""The settlement in columns against the engine and the oracle: answers, reasons, refusals, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ibis
import pytest
from hypothesis import HealthCheck, assume, given, settings

from benefits import load
from benefits.model.program import Program
from tests.columns.tables.in_columns import Found, arrow, as_text, columnar, in_columns, in_engine
from tests.oracle import tourism_settlement as oracle
from tests.oracle.cases_tourism import TOURISM
from tests.oracle.comparison import Outcome, differences
from tests.oracle.programs import PROGRAMS
from tests.oracle.strategies import Case

ORACLE = next(one for one in PROGRAMS if one.name == oracle.PROGRAM)
random_cases = settings(
    derandomize=True, database=None, deadline=None, max_examples=40, suppress_health_check=list(HealthCheck)
)


# Ibis 12 asks DuckDB 2 for Arrow by an older name.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")


@pytest.fixture(scope="module")
def program() -> Program:
    return load().program("chaoyang/tourism-settlement")


@pytest.fixture(scope="module")
def duck() -> Iterator[Any]:
    connection = ibis.duckdb.connect(threads=1)
    yield connection
    connection.disconnect()


def both(program: Program, duck: Any, case: Case, typed: bool = False) -> tuple[Found, Found]:
    """The case in columns, and in the engine with the same texts."""
    inputs: dict[str, Any] = dict(case.inputs)
    if not typed:
        inputs["visits"] = as_text(inputs["visits"])
    duck.con.register("visits", arrow(program, inputs["visits"], typed))
    table = duck.table("visits")
    found = in_columns(program, case.date, inputs, case.assume, table)
    return found, in_engine(program, case.date, inputs, case.assume)


@random_cases
@given(case=TOURISM.valid)
def test_answers_are_the_engines_and_the_oracles(program: Program, duck: Any, case: Case) -> None:
    columns, engine = both(program, duck, case)
    assert columns == engine
    expected = oracle.answer(case.date, case.inputs, case.assume)
    kind, outputs, undetermined, _ = columns
    assert kind == "answered"
    assert isinstance(outputs, dict) and isinstance(undetermined, dict)
    assert differences(ORACLE, expected, Outcome(kind, outputs, frozenset(undetermined))) == []


@random_cases
@given(case=TOURISM.incomplete)
def test_what_is_missing_is_asked_for_as_by_the_engine(program: Program, duck: Any, case: Case) -> None:
    assume(columnar(program, case.inputs.get("visits")))
    columns, engine = both(program, duck, case)
    assert columns == engine


@random_cases
@given(case=TOURISM.bad)
def test_refusals_are_the_engines(program: Program, duck: Any, case: Case) -> None:
    assume(columnar(program, case.inputs.get("visits")))
    columns, engine = both(program, duck, case)
    assert columns == engine


def test_every_known_fault_is_refused_as_by_the_engine(program: Program, duck: Any) -> None:
    cases = [case for case in TOURISM.every_bad if columnar(program, case.inputs.get("visits"))]
    assert len(cases) > 50
    for case in cases:
        columns, engine = both(program, duck, case)
        assert columns == engine, case
