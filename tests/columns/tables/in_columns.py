"""A question whose large table is put into columns, and what answers it; the engine's own answer to hold it against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ibis
import pyarrow

from benefits.columns.tables import LargeTable, answer, large_table
from benefits.engine.calculator import Calculator
from benefits.errors import BenefitsError, Problem
from benefits.model.program import Program

Found = tuple[str, object, object, object]
"""How it ended (`answered` or the error's name), then the outputs or problems, the reasons, and the assumptions."""


def columnar(program: Program, rows: object) -> bool:
    """Whether the rows can stand in a file of text and date columns: no cell of another type, no field too many."""
    if not isinstance(rows, list):
        return False
    spec = next(one for one in program.inputs if one.name == large_table(program))
    known = {field.name for field in spec.fields}
    cells = [row.values() for row in rows if isinstance(row, Mapping) and row.keys() <= known]
    return len(cells) == len(rows) and all(type(cell) in (str, date, type(None)) for row in cells for cell in row)


def as_text(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with every day written as text."""
    return [{name: str(cell) if isinstance(cell, date) else cell for name, cell in row.items()} for row in rows]


def arrow(program: Program, rows: Sequence[Mapping[str, Any]], typed: bool = False) -> pyarrow.Table:
    """The rows as columns of text, or, `typed`, with dates where every day can be one; and their places."""
    spec = next(one for one in program.inputs if one.name == large_table(program))
    types = {
        field.name: pyarrow.date32() if typed and field.type.kind == "date" else pyarrow.string()
        for field in spec.fields
    }
    cells = {name: [row.get(name) for row in rows] for name in types}
    data: dict[str, Any] = {name: pyarrow.array(cells[name], type_) for name, type_ in types.items()}
    return pyarrow.table(data | {"place": pyarrow.array(range(len(rows)), pyarrow.int64())})


def in_columns(
    program: Program, day: object, inputs: Mapping[str, Any], assume: Any, table: ibis.Table, name: str = ""
) -> Found:
    """What columns make of the question whose rows stand in `table`."""
    name = name or str(large_table(program))
    spec = next(one for one in program.inputs if one.name == name)
    large = LargeTable(name, table, {field.name: field.name for field in spec.fields}, "place")
    others = {key: value for key, value in inputs.items() if key != name}
    try:
        found = answer(program, day, others, large, assume)
    except BenefitsError as error:
        return ended(error)
    return "answered", found.outputs, found.undetermined, dict(found.assumptions)


def in_engine(program: Program, day: object, inputs: Mapping[str, Any], assume: Any) -> Found:
    """What the engine makes of it."""
    try:
        decision = Calculator(program).decide(day, inputs, assume)
    except BenefitsError as error:
        return ended(error)
    return "answered", decision.outputs, decision.undetermined, dict(decision.assumptions)


def ended(error: BenefitsError) -> Found:
    """An error as something to compare."""
    problems: tuple[Problem, ...] = error.problems
    return type(error).__name__, problems, None, None
