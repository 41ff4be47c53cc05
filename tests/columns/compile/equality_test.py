"""Columns = engine: value for value, reason for reason, and never sure of what the engine refuses. On DuckDB."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.model.program import Input, Program
from tests.columns.compile import asked
from tests.engine import random_cases
from tests.engine.shared import book, examples
from tests.oracle.programs import PROGRAMS

STRATEGIES = {program.name: program.cases for program in PROGRAMS}
each_program = pytest.mark.parametrize("id_", asked.columnar())
ROWS = 80


def test_most_programs_are_columns() -> None:
    assert len(asked.columnar()) >= 34


@each_program
@examples(2)
@given(data=st.data())
def test_random_tables(id_: str, data: st.DataObject) -> None:
    program = book().program(id_)
    random = Random(data.draw(st.integers(0, 2**32)))
    rows = [asked.some_row(random, program, random.choice([0, 0.05, 0.3])) for _ in range(ROWS)]
    day: date | str = asked.DAY if random.random() < 0.7 else random_cases.question_day(random)
    names = [spec.name for spec in program.inputs]
    without = frozenset(name for name in names if random.random() < 0.1) if random.random() < 0.3 else frozenset()
    options = random_cases.some_options(random, program)
    asked.compare(program, asked.as_text(program, rows), day, options, without)


@each_program
@examples(1)
@given(data=st.data())
def test_cases_of_the_oracle(id_: str, data: st.DataObject) -> None:
    program, cases = book().program(id_), STRATEGIES[id_]
    several = data.draw(st.lists(st.one_of(cases.valid, cases.incomplete, cases.bad), min_size=12, max_size=24))
    rows: list[asked.Row] = [
        {asked.DAY: str(one.date)} | {name: asked.cell(value) for name, value in one.inputs.items()} for one in several
    ]
    asked.compare(program, asked.as_text(program, rows))


@each_program
def test_boundaries_and_the_share_of_sure_rows(id_: str) -> None:
    program = book().program(id_)
    rows = asked.examples(program)
    assert asked.compare(program, asked.as_text(program, rows)).sure > 0
    random = Random(7)
    whole = [asked.some_row(random, program, 0) for _ in range(250)]
    whole = [row | {asked.DAY: str(random_cases.question_day(random))} for row in whole]
    asked_for = [spec.name for spec in program.inputs if not spec.optional and not spec.has_default]
    complete = [row for row in whole if None not in [row[name] for name in asked_for]]
    found = asked.compare(program, asked.as_text(program, complete))
    assert found.sure == found.answered > 0


# typed columns


def typed(random: Random, program: Program, spec: Input) -> pa.Array:
    """A column of one input as a database would have it."""
    values = [random_cases.some_value(random, spec, program) if random.random() < 0.95 else None for _ in range(ROWS)]
    match spec.type.kind:
        case "boolean":
            return pa.array(values, pa.bool_())
        case "date":
            days = [date.fromisoformat(one) if isinstance(one, str) else one for one in values]
            return pa.array(days, pa.date32())
        case "number":
            return numbers(random, spec, [None if one is None else Decimal(str(one)) for one in values])
    return pa.array(values, pa.string())


def numbers(random: Random, spec: Input, values: list[Decimal | None]) -> pa.Array:
    kind = random.choice(["int32", "int64", "uint64", "exact", "finer", "wide"])
    if kind in ("exact", "finer", "wide"):
        places = spec.decimals + (kind == "finer")
        spoil = Decimal(1).scaleb(-places)
        listed = [
            one + spoil if one is not None and kind == "finer" and random.random() < 0.2 else one for one in values
        ]
        listed += [Decimal(10**20)] if kind == "wide" else []
        return pa.array(listed[-ROWS:], pa.decimal128(38 if kind == "wide" else 20, places))
    whole = [None if one is None else abs(int(one)) if kind == "uint64" else int(one) for one in values]
    edge = {"int32": 2**31 - 1, "int64": -(2**63), "uint64": 2**64 - 1}[kind]
    return pa.array([*whole[1:], edge], getattr(pa, kind)())


@each_program
@examples(1)
@given(seed=st.integers(0, 2**32))
def test_typed_tables(id_: str, seed: int) -> None:
    program, random = book().program(id_), Random(seed)
    columns = {spec.name: typed(random, program, spec) for spec in program.inputs}
    columns[asked.DAY] = pa.array([random_cases.question_day(random) for _ in range(ROWS)], pa.date32())
    asked.compare(program, pa.table(columns))


def test_a_float_column_is_never_sure() -> None:
    program = book().program("benxi/dibao")
    row = {"area": "urban", "region": "district", "household_size": 1, "household_income": 1.0}
    table = pa.table({name: [value] for name, value in row.items()} | {asked.DAY: ["2019-07-01"]})
    assert asked.compare(program, table).sure == 0
