"""The answer to a question one of whose tables is larger than memory, as the engine gives it, but for its steps.

A `Decision` cannot be made: its digest is over every row in the canonical form, and its steps would list them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from benefits.columns.tables.acceptance import Accepted, Reader, accept, canonical, engine_value, refused_rows
from benefits.columns.tables.kinds import Cuts, count_kinds, sieve
from benefits.columns.tables.shape import TableShape, shape_of
from benefits.columns.tables.totals import Kinds, Totals
from benefits.engine.calculator import Calculator
from benefits.engine.case import Case, read_apart
from benefits.engine.plain.answer import Plain
from benefits.engine.plain.evaluation import Evaluation
from benefits.errors import InputError, Problem
from benefits.model.limits import MAX_TABLE_ROWS
from benefits.model.program import Input, Label, Program

if TYPE_CHECKING:
    import ibis


def as_it_stands(spec: Input, value: object, place: int) -> object:
    """A cell as a typed file holds it, as the engine takes it: a card number kept as a number is read as its digits."""
    if spec.type.kind == "text" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


@dataclass(frozen=True, slots=True)
class LargeTable:
    """Where the rows of a table input are.

    `rows`: an Ibis table; `columns`: field → column of it; `position`: its whole-number column that rises with the
    order in which the rows are given. `reads` makes of a raw cell what the engine takes; it is asked once per value,
    with the position of the first row that has it.
    """

    name: str
    rows: ibis.Table
    columns: Mapping[str, str]
    position: str
    reads: Callable[[Input, object, int], object] = as_it_stands


@dataclass(frozen=True, slots=True)
class Answered:
    """Outputs, reasons and assumptions as in a `Decision`; the number of rows; `notes` on how it was worked out."""

    outputs: Mapping[str, object]
    undetermined: Mapping[str, Label]
    assumptions: Mapping[str, str]
    rows: int
    notes: tuple[Label, ...] = ()


def answer(
    program: Program,
    day: object,
    inputs: Mapping[str, object],
    table: LargeTable,
    assume: Mapping[str, str] | None = None,
) -> Answered:
    """Answer a question whose table `table.name` stands in columns; `inputs` are all others, as the engine takes them.

    Raises what the engine raises: `NotInForceError`, `InputError` with all problems (at most `MAX_PROBLEMS`; a row's
    path is `visits[n].date`, n being its position), `MissingInputsError`, `RuleError`.
    """
    shape = shape_of(program, table.name)
    rows = _fields(program, table)
    if not isinstance(shape, TableShape):
        return _in_memory(program, day, inputs, table, rows, assume, shape)
    shape = _with_types(shape, rows)
    case, problems, read = read_apart(program, day, {**inputs, table.name: []}, assume)
    known = Totals(program, case, shape, dict).cuts() if not problems else {}
    broken = partial(_broken, Evaluation(program, case), shape)
    accepted = accept(shape, rows, _POSITION, _reader(table, read), broken, sieve(shape, known))
    most = shape.table.max_rows if shape.table.max_rows != MAX_TABLE_ROWS else accepted.number
    if not shape.table.min_rows <= accepted.number <= most or accepted.number == 0:
        return _in_memory(program, day, inputs, table, rows, assume, ())
    if problems or not accepted.right:
        _refuse(program, day, inputs, table, shape, rows, accepted, assume)
    return _answered(program, case, shape, rows, accepted, known)


_POSITION = "position of the row"


def _fields(program: Program, table: LargeTable) -> ibis.Table:
    """The table's fields under their own names, and the position."""
    import ibis

    spec = next(one for one in program.inputs if one.name == table.name)
    kept = {
        field.name: table.rows[table.columns[field.name]] if field.name in table.columns else ibis.null("string")
        for field in spec.fields
    }
    return table.rows.select(**kept, **{_POSITION: table.rows[table.position]})


def _with_types(shape: TableShape, rows: ibis.Table) -> TableShape:
    """A free field that the backend holds neither as text nor as whole numbers is read value by value."""
    kinds = {name: rows[name].type() for name in shape.free}
    free = tuple(name for name, kind in kinds.items() if kind.is_string() or kind.is_integer())
    return replace(shape, free=free, carried=(*shape.carried, *(name for name in kinds if name not in free)))


def _reader(table: LargeTable, read: Callable[[Input, object], object]) -> Reader:
    return lambda spec, value, place: read(spec, None if value is None else table.reads(spec, value, place))


def _broken(evaluation: Evaluation, shape: TableShape, row: dict[str, object]) -> bool:
    """Whether a row with these values violates one of the checks of the table's rows."""
    return any(
        evaluation.settled(partial(evaluation.formula, check.that, dict(row))) is False for check in shape.checks
    )


def _answered(
    program: Program, case: Case, shape: TableShape, rows: ibis.Table, accepted: Accepted, known: Mapping[str, Cuts]
) -> Answered:
    def count() -> Kinds:
        ready = canonical(shape, rows, _POSITION, accepted)
        found = count_kinds(shape, ready, _POSITION, known, accepted.often)
        return {tuple(engine_value(value) for value in key): times for key, times in found.items()}

    plain = Plain(program)
    evaluation = Totals(program, case, shape, count)
    results, undetermined = plain.results(evaluation)
    plain.hold(evaluation)
    return Answered(plain.natives(results), undetermined, case.options, accepted.number)


def _refuse(
    program: Program,
    day: object,
    inputs: Mapping[str, object],
    table: LargeTable,
    shape: TableShape,
    rows: ibis.Table,
    accepted: Accepted,
    assume: Mapping[str, str] | None,
) -> None:
    """Have the engine say what is wrong, of the refused rows alone, and put their places in its words."""
    refused = list(refused_rows(shape, rows, _POSITION, accepted))
    given = [_row(table, shape.table, row, place) for place, row in refused]
    places = [place for place, _ in refused]
    try:
        Calculator(program, compiled=False).accept(day, {**inputs, table.name: given}, assume)
    except InputError as error:
        raise InputError(placed(error.problems, table.name, places.__getitem__)) from None


def _row(table: LargeTable, spec: Input, row: Mapping[str, object], place: int) -> dict[str, object]:
    """A raw row as the engine takes it."""
    cells = {field: row[field.name] for field in spec.fields}
    return {field.name: table.reads(field, value, place) for field, value in cells.items() if value is not None}


def placed(problems: Iterable[Problem], name: str, place: Callable[[int], int]) -> list[Problem]:
    """The problems, those of rows of the table `name` at what `place` gives for the row's number."""
    found = []
    for problem in problems:
        row = re.fullmatch(rf"{re.escape(name)}\[([0-9]+)\](.*)", problem.path)
        found.append(replace(problem, path=f"{name}[{place(int(row[1]))}]{row[2]}") if row else problem)
    return found


def _in_memory(
    program: Program,
    day: object,
    inputs: Mapping[str, object],
    table: LargeTable,
    rows: ibis.Table,
    assume: Mapping[str, str] | None,
    reasons: tuple[Label, ...],
) -> Answered:
    """The whole table in memory and the engine's own answer; `reasons` say why."""
    spec = next(one for one in program.inputs if one.name == table.name)
    listed = rows.order_by(_POSITION).to_pyarrow().to_pylist()
    given = [_row(table, spec, row, row[_POSITION]) for row in listed]
    try:
        decision = Calculator(program).decide(day, {**inputs, table.name: given}, assume)
    except InputError as error:
        places = [row[_POSITION] for row in listed]
        raise type(error)(placed(error.problems, table.name, places.__getitem__)) from None
    return Answered(decision.outputs, decision.undetermined, decision.assumptions, len(given), reasons)
