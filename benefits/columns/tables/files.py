"""From files to a file: a question whose large table and small tables are files, and its table of answers.

The file's rows stay where they are, or are staged once beside the output; the small tables are read into memory. A
refused row refuses the whole question: then there is only the report of the refused rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benefits.columns.backends import POSITION
from benefits.columns.engine_rows import FEW_ROWS, Change
from benefits.columns.files.atomic import Outputs
from benefits.columns.files.source import Row, Source, kind_of, open_source
from benefits.columns.headings import Layout, expecting, known_headings, read_headings
from benefits.columns.normalise import Normaliser
from benefits.columns.refused import NORMALISED, REFUSED, Reports, beside
from benefits.columns.results import Form, in_labels, reasons_text
from benefits.columns.tables.answer import Answered, LargeTable, answer, placed
from benefits.columns.tables.result import ResultTable, result_table
from benefits.columns.tables.staging import RowReader, staged, typed
from benefits.columns.writers import open_result
from benefits.engine.calculator import Calculator
from benefits.engine.case import MAX_PROBLEMS
from benefits.errors import InputError, MissingInputsError, Problem
from benefits.model.program import Input, Program

if TYPE_CHECKING:
    from benefits.columns.backends import Backend

_MEMORY = "2GiB"
"""What DuckDB may hold before it spills; with Python and the pages of the file that is well within 4 GiB."""


@dataclass(frozen=True, slots=True)
class TableRequest:
    """A question of `program` on `day` whose large table is the file `input`; `tables` are files of further tables.

    `settings` are the inputs given otherwise, `options` the chosen readings; `say` makes a problem's sentence.
    `headings` and `keep` are those of a `Request`.
    """

    program: Program
    name: str
    day: date | None
    settings: Mapping[str, object]
    options: Mapping[str, str]
    input: Path
    tables: Mapping[str, Path]
    output: Path
    language: str
    say: Callable[[Problem], str]
    sheet: str | None = None
    headings: str | None = None
    keep: Sequence[str] = ()
    engine: str = "duckdb"
    master: str | None = None


@dataclass(frozen=True, slots=True)
class TableSummary:
    """What came of it: the answer, or None with so many `refused` rows; how many cells were `changed` in reading.

    `more`: perhaps more rows than the first `MAX_PROBLEMS` are wrong. `result`: the output that the file holds.
    """

    answered: Answered | None
    result: str
    refused: int = 0
    changed: int = 0
    more: bool = False


def answer_files(request: TableRequest) -> TableSummary:
    """Answer the question into the output file.

    Refused rows go into the report beside it. Raises `InputError` for anything else that is refused, and what the
    engine raises; `OSError` where a file cannot be opened or written. Then no file has changed.
    """
    kind_of(request.output, written=True)
    program = request.program
    table = next(spec for spec in program.inputs if spec.name == request.name)
    result = result_table(program)
    inputs = {**request.settings, **_small_tables(request)}
    source, layout = _opened(request.input, table, request.sheet, request.keep)
    stale = (beside(request.output, REFUSED), beside(request.output, NORMALISED))
    with Outputs(request.output.parent, stale) as outputs:
        reports = Reports(outputs, request.output, program, layout, request.language, request.say)
        large = request.engine == "spark" or (source.count() or 0) > FEW_ROWS
        first = () if large else tuple(islice(source.rows(), FEW_ROWS + 1))
        if not large and len(first) <= FEW_ROWS:
            found = _in_engine(request, inputs, table, layout, first)
        else:
            found = _in_columns(request, inputs, table, source, layout, outputs)
        refused = _refused(table, found)
        for row, change in sorted(found.changes, key=lambda one: one[0]):
            reports.change(row, (change,))
        for row in sorted(refused):
            reports.refuse(row, refused[row])
        paths = reports.close()
        answered = None if refused else found.answered
        if answered is not None:
            _write(outputs.begin(request.output), request, result, answered, inputs)
            paths.append(request.output)
        outputs.commit(paths)
    more = sum(map(len, refused.values())) >= MAX_PROBLEMS
    return TableSummary(answered, result.output, reports.refused, reports.changed, more)


@dataclass(slots=True)
class _Found:
    """An answer, or problems at the rows' numbers in the file; `cells` are the problems of cells by themselves."""

    answered: Answered | None
    problems: Sequence[Problem]
    cells: Mapping[int, Sequence[Problem]]
    changes: Iterable[tuple[int, Change]]


def _in_engine(
    request: TableRequest, inputs: Mapping[str, object], table: Input, layout: Layout, rows: Sequence[Row]
) -> _Found:
    """The answer of the engine to a table of few rows."""
    reads = RowReader(Normaliser(request.program), table, layout)
    given = [reads.read(number, cells) for number, cells in rows]
    calculator = Calculator(request.program)
    places = [number for number, _ in rows]
    try:
        decision = calculator.decide(request.day, {**inputs, table.name: given}, request.options or None)
    except InputError as error:
        if isinstance(error, MissingInputsError) and not reads.problems:
            raise
        return _Found(None, placed(error.problems, table.name, places.__getitem__), reads.problems, reads.changes)
    answered = Answered(decision.outputs, decision.undetermined, decision.assumptions, len(rows))
    return _Found(answered, (), reads.problems, reads.changes)


def _in_columns(
    request: TableRequest,
    inputs: Mapping[str, object],
    table: Input,
    source: Source,
    layout: Layout,
    outputs: Outputs,
) -> _Found:
    """The answer of columns, by the engine that was asked for."""
    program = request.program
    where = typed(source, layout, table) or staged(
        source, layout, program, table, outputs.scratch("table.parquet"), _engine_says(request, inputs, table)
    )
    further = 0 if where.position else 1
    reads = _Reads(Normaliser(program), further)
    with _backend(request, outputs) as backend:
        rows = backend.table(where.path)
        large = LargeTable(table.name, rows, where.columns, where.position or POSITION, reads)
        try:
            answered = answer(program, request.day, inputs, large, request.options or None)
        except InputError as error:
            if isinstance(error, MissingInputsError) and not where.problems:
                raise
            problems = placed(error.problems, table.name, lambda place: place + further)
            return _Found(None, problems, where.problems, reads.changes.values())
    return _Found(answered, (), where.problems, reads.changes.values())


@dataclass(slots=True)
class _Reads:
    """Reads a cell as a person typed it, and keeps what was read as something else, with the first such row.

    `further`: what is to be added to a position to have the row's number in the file.
    """

    normaliser: Normaliser
    further: int
    changes: dict[tuple[str, str], tuple[int, Change]] = field(default_factory=dict)

    def __call__(self, spec: Input, value: object, place: int) -> object:
        reading = self.normaliser.read(spec, value)
        if reading.noted:
            change = Change(spec.name, str(value), str(reading.value))
            self.changes.setdefault((spec.name, str(value)), (place + self.further, change))
        return reading.value


def _opened(path: Path, table: Input, sheet: str | None = None, keep: Sequence[str] = ()) -> tuple[Source, Layout]:
    """A file of the table's rows with its layout. Refuses one that lacks a column."""
    known = known_headings(table.fields)
    source = open_source(path, sheet, expecting(known))
    layout = read_headings(source.headings, known, (), keep)
    lacking = [one for one in table.fields if one.name not in layout.names and not (one.has_default or one.optional)]
    if lacking:
        raise InputError([_no_column(path, one) for one in lacking])
    return source, layout


def _no_column(path: Path, spec: Input) -> Problem:
    why = ("why", f"{path.name} 没有“{spec.label.zh}”一列", f"there is no column “{spec.label.en}” in {path.name}")
    return Problem("bad_column", spec.name, spec.name, detail=(why,))


def _small_tables(request: TableRequest) -> dict[str, object]:
    """The further tables, as the engine takes them."""
    specs = {spec.name: spec for spec in request.program.inputs if spec.fields and spec.name != request.name}
    unknown = [name for name in request.tables if name not in specs]
    if unknown:
        listed = ", ".join(specs)
        raise InputError([Problem("unknown_input", name, name, listed) for name in unknown])
    normaliser = Normaliser(request.program)
    found: dict[str, object] = {}
    for name, path in request.tables.items():
        source, layout = _opened(path, specs[name])
        rows = [
            {field: cell for field, cell in zip(layout.names, cells, strict=False) if field and cell is not None}
            for _, cells in source.rows()
        ]
        reading = normaliser.read(specs[name], rows)
        if reading.problem is not None:
            raise InputError([reading.problem])
        found[name] = reading.value
    return found


def _engine_says(
    request: TableRequest, inputs: Mapping[str, object], table: Input
) -> Callable[[Mapping[str, object]], Sequence[Problem]]:
    """What the engine says of one row of the large table."""
    calculator = Calculator(request.program, compiled=False)
    start = f"{table.name}[0]."

    def says(row: Mapping[str, object]) -> Sequence[Problem]:
        try:
            calculator.accept(request.day, {**inputs, table.name: [row]}, request.options or None)
        except InputError as error:
            return [
                replace(one, path=one.path.removeprefix(start)) for one in error.problems if one.path.startswith(start)
            ]
        return ()

    return says


@contextmanager
def _backend(request: TableRequest, outputs: Outputs) -> Iterator[Backend]:
    """The engine that was asked for."""
    backend: Backend
    if request.engine == "spark":
        from benefits.columns.backends.spark import Spark

        backend = Spark(request.master)
    else:
        from benefits.columns.backends.duckdb import DuckDb

        backend = DuckDb(outputs.room())
        backend.connection.raw_sql(f"SET memory_limit = '{_MEMORY}'")
    try:
        yield backend
    finally:
        backend.close()


def _refused(table: Input, found: _Found) -> dict[int, list[Problem]]:
    """The refused rows by their numbers. Where something else is wrong than a row, everything is raised at once."""
    rows = {row: list(problems) for row, problems in found.cells.items()}
    named = {(row, one.path) for row, problems in rows.items() for one in problems}
    for problem in found.problems:
        place = re.fullmatch(rf"{re.escape(table.name)}\[([0-9]+)\]\.?(.*)", problem.path)
        if place is None and problem.code != "missing_input":
            raise InputError(found.problems)
        if place is not None and (int(place[1]), place[2]) not in named:
            rows.setdefault(int(place[1]), []).append(replace(problem, path=place[2]))
    return rows


def _write(
    path: Path, request: TableRequest, result: ResultTable, answered: Answered, inputs: Mapping[str, object]
) -> None:
    """The table of answers, its undetermined cells with their reasons."""
    columns = result.with_members(request.program, inputs)
    words = in_labels(request.output, request.headings)
    form = Form(request.language, words, (), columns, False)
    writer = open_result(path, Layout((), ()), form, request.program)
    reasons = result.reasons(answered.undetermined)
    for row in result.rows(answered.outputs):
        wanting = {name: reason for name, reason in reasons.items() if row.get(name) is None}
        writer.write((), row, reasons_text(columns, wanting, request.language), "")
    writer.close()
