"""Random tables of cases for any program, asked of the columns and, row by row, of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import ibis
import pyarrow as pa

from benefits.cases import generate
from benefits.columns.compile import Columns, compile_program, prepare, why_not
from benefits.engine.calculator import Calculator, edges
from benefits.errors import BenefitsError
from benefits.model.program import Input, Program
from tests.engine import random_cases
from tests.engine.shared import IDS, book

Row = dict[str, Any]
DAY = "day_asked"

SPOILT = (
    *("", " ", "abc", "1e2", "１２", "1,000", "01", "-0", "-1", "+1", "1.", ".5", "1.005", "12\n", "0.000000001"),
    *("999999999999999999", "1000000000000", "1000000000000000000", "true", "True", "1", "2019-02-29", "2019-2-1"),
    *("2020-02-29\n", "1599-12-31", "9999-12-31", "no_such", "NULL", "nan", "inf", "\u00a01", "none\n"),
)
"""What people and programs put into cells."""


@cache
def columnar() -> tuple[str, ...]:
    """The programs that can be columns."""
    return tuple(id_ for id_ in IDS if not why_not(book().program(id_)))


@cache
def duckdb() -> Any:
    """One connection for all tests of a process."""
    connection = ibis.duckdb.connect()
    prepare(connection)
    return connection


def cell(value: object) -> str | None:
    """A value as a cell of text."""
    if value is None or isinstance(value, list | dict | bytes):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def given(spec: Input, value: object) -> object:
    """What the engine is given for a cell."""
    if value == "":
        return None
    if spec.type.kind == "boolean" and isinstance(value, str):
        return {"true": True, "false": False}.get(value, value)
    return value


# rows


def days(program: Program) -> list[str]:
    """Days on and around every edge of the program's periods, and some that are none."""
    found = [edge + timedelta(shift) for edge in edges(program) for shift in (-1, 0) if edge > date.min]
    found += [day for day in (program.period.first, program.period.last) if day is not None]
    found += [date(2020, 2, 29), date(2019, 12, 31)]
    return [str(day) for day in found] + ["2019-02-30", "2020-1-1", "", "1500-01-01"]


def extremes(spec: Input) -> list[str]:
    """Numbers at the ends of what an input takes, and of what the columns take for sure."""
    unit = Fraction(1, 10**spec.decimals)
    ends = [end for end in (spec.minimum, spec.maximum) if end is not None]
    ends += [Fraction(10**power) * unit * sign for power in (8, 9, 10, 11, 12) for sign in (1, -1)]
    numbers = [end + step * unit for end in ends for step in (-1, 0, 1)]
    return [format(Decimal(one.numerator) / Decimal(one.denominator), "f") for one in numbers]


def some_row(random: Random, program: Program, spoil: float) -> Row:
    """A question as cells of text, complete or not, with one cell in `1/spoil` spoilt."""
    row: Row = {DAY: random.choice(days(program)) if random.random() < 0.5 else str(random_cases.question_day(random))}
    gaps = random.choice([0, 0, 0, 0.1])
    for spec in program.inputs:
        if spec.fields:
            continue
        value = cell(random_cases.some_value(random, spec, program))
        if random.random() < spoil:
            value = random.choice(extremes(spec) if spec.type.kind == "number" and random.random() < 0.6 else SPOILT)
        row[spec.name] = None if random.random() < gaps else value
    return row


def examples(program: Program) -> list[Row]:
    """The questions of the rule file's examples and of the generated boundaries, with the default interpretations."""
    asked = [(one.date, one.inputs, one.assume) for one in program.examples]
    asked += [(one.day, one.inputs, one.assume) for one in generate(program)]
    return [
        {DAY: str(day)} | {name: cell(value) for name, value in inputs.items()}
        for day, inputs, assume in asked
        if not assume
    ]


def as_text(program: Program, rows: Sequence[Row]) -> pa.Table:
    """The rows as a table of texts."""
    names = [DAY, *(spec.name for spec in program.inputs)]
    return pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in names})


# asking


@dataclass(frozen=True)
class Answered:
    """How many rows the columns were sure of, how many the engine answered, and of how many rows."""

    sure: int
    answered: int
    rows: int


def compiled(
    program: Program, table: Any, day: date | str, options: Mapping[str, str], without: frozenset[str]
) -> Columns:
    columns = {spec.name: spec.name for spec in program.inputs if not spec.fields and spec.name not in without}
    return compile_program(program, table, columns, day, options)


def found_in(columns: Columns, place: str) -> Any:
    """What to select: the row's place, `sure`, values and reasons."""
    reasons = {f"why {name}": one.reason for name, one in columns.outputs.items() if one.reason is not None}
    values = {f"is {name}": one.value for name, one in columns.outputs.items()}
    return columns.table.select(place, sure=columns.sure, **values, **reasons)


def compare(
    program: Program,
    cells: pa.Table,
    day: date | str = DAY,
    options: Mapping[str, str] | None = None,
    without: frozenset[str] = frozenset(),
    connection: Any = None,
    table: Any = None,
) -> Answered:
    """Ask both, and fail where a row that is sure differs from the engine in a value, a reason or at all."""
    cells = cells.append_column("place", pa.array(range(len(cells)), pa.int64())) if table is None else cells
    columns = compiled(program, ibis.memtable(cells) if table is None else table, day, options or {}, without)
    results = (connection or duckdb()).to_pyarrow(found_in(columns, "place")).to_pylist()
    results.sort(key=lambda result: result["place"])
    sure = answered = 0
    calculator = _calculator(program)
    for result, row in zip(results, cells.to_pylist(), strict=True):
        wanted = engine(calculator, row, day, options, without)
        answered += wanted is not None
        if result["sure"]:
            sure += 1
            assert wanted is not None, ("sure of what the engine refuses", program.id, row, day, options)
            assert answer(columns, result) == wanted, (program.id, row, day, options)
    return Answered(sure, answered, len(results))


def _calculator(program: Program) -> Calculator:
    return book().calculator(program.id) if program.id in IDS else Calculator(program)


def engine(
    calculator: Calculator, row: Row, day: date | str, options: Mapping[str, str] | None, without: frozenset[str]
) -> Row | None:
    """The engine's values and reasons; None where it refuses."""
    specs = [spec for spec in calculator.program.inputs if spec.name not in without]
    inputs = {spec.name: given(spec, row[spec.name]) for spec in specs}
    try:
        decision = calculator.decide(row[day] if isinstance(day, str) else day, inputs, options)
    except BenefitsError:
        return None
    names = [name for name, _ in calculator.program.outputs]
    return {name: (decision.outputs.get(name), decision.undetermined.get(name)) for name in names}


def answer(columns: Columns, result: Row) -> Row:
    """The columns' values and reasons."""
    found: Row = {}
    for name, one in columns.outputs.items():
        key = result.get(f"why {name}")
        found[name] = (result[f"is {name}"], one.reasons[key] if key is not None else None)
    return found
