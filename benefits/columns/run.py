"""One batch from file to file: what is asked, by which way it is answered, and what came of it.

Small files, files of Excel and programs that cannot be columns go row by row through the engine, which needs no
database; the rest goes through columns. Both ways write the same file. Nothing is in its place before all of it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benefits.columns.by_rows import answer_rows
from benefits.columns.engine_rows import FEW_ROWS, Asked, Explain, RowEngine
from benefits.columns.files.atomic import Outputs
from benefits.columns.files.source import Row, Source, kind_of, open_source
from benefits.columns.headings import DAY, Layout, expecting, questions, read_headings
from benefits.columns.refused import NORMALISED, REFUSED, Reports, beside
from benefits.columns.results import Form, form_of
from benefits.columns.writers import finishing, open_result
from benefits.engine.case import read_case
from benefits.errors import InputError, Problem
from benefits.model.program import Label, Program

if TYPE_CHECKING:
    from benefits.columns.backends import Backend

Progress = Callable[[int, int], object]
"""Told the rows done and how far the file has been read, in thousandths."""


@dataclass(frozen=True, slots=True)
class Request:
    """A batch: what is asked, from which file into which, and how.

    `engine`: "duckdb" or "spark", with `master` for the latter. `headings`: "labels", "names" or None for the file's
    own custom. `keep`: headings to carry whatever they look like. `say` makes a problem's sentence, `explain` those of
    an answer. `few` rows or less go to the engine.
    """

    asked: Asked
    input: Path
    output: Path
    language: str
    say: Callable[[Problem], str]
    explain: Explain | None = None
    engine: str = "duckdb"
    master: str | None = None
    sheet: str | None = None
    headings: str | None = None
    keep: Sequence[str] = ()
    few: int = FEW_ROWS


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a batch.

    `carried` and `left_out` are headings of the user's own columns; `overridden` inputs whose column a setting
    replaced; `as_text` numbers too long for Excel; `by_engine` rows that the engine answered of a batch in columns,
    None of one without; `reasons` why a batch could not be columns.
    """

    rows: int
    answered: int
    refused: int
    changed: int
    carried: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    overridden: tuple[str, ...] = ()
    as_text: int = 0
    by_engine: int | None = None
    reasons: tuple[Label, ...] = ()
    files: tuple[Path, ...] = field(default=())


def run_batch(request: Request, progress: Progress = lambda rows, thousandths: None) -> Summary:
    """Answer every row of the input file into the output file, with its reports beside it.

    Raises `InputError` where the file, its headings, the settings or the readings cannot be used, `NotInForceError`
    where the one date of all rows is not in force, `OSError` where a file cannot be opened or written; then no file
    has changed.
    """
    kind_of(request.output, written=True)
    source = open_source(request.input, request.sheet, expecting(questions(request.asked.program)))
    try:
        return _run(request, source, progress)
    finally:
        source.close()


def _run(request: Request, source: Source, progress: Progress) -> Summary:
    program, known = request.asked.program, questions(request.asked.program)
    layout = read_headings(source.headings, known, tuple(request.asked.settings), request.keep)
    width = len(layout.headings)
    if source.path.suffix.lower() == ".xlsx":
        source, layout = _with_records(program, source, layout)
    _refuse_at_once(request.asked, source, layout)
    form, left_out = form_of(
        program, layout, request.output, request.language, request.explain is not None, request.headings
    )
    form = replace(form, carried=tuple(place for place in form.carried if place < width))
    stale = (beside(request.output, REFUSED), beside(request.output, NORMALISED))
    with Outputs(request.output.parent, stale) as outputs:
        part = outputs.begin(request.output)
        with Reports(outputs, request.output, program, layout, request.language, request.say) as reports:
            found = _answered(request, source, layout, form, outputs, part, reports, progress)
        paths = [*reports.close(), request.output]
        outputs.commit(paths)
    own = tuple(layout.headings[place] for place in form.carried if not layout.names[place])
    overridden = tuple(name for name in layout.names if name in request.asked.settings)
    return Summary(
        rows=found.answered + reports.refused,
        answered=found.answered,
        refused=reports.refused,
        changed=reports.changed,
        carried=own,
        left_out=left_out,
        overridden=overridden,
        as_text=found.as_text,
        by_engine=found.by_engine,
        reasons=found.reasons,
        files=tuple(paths),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    answered: int
    as_text: int = 0
    by_engine: int | None = None
    reasons: tuple[Label, ...] = ()


def _answered(
    request: Request,
    source: Source,
    layout: Layout,
    form: Form,
    outputs: Outputs,
    part: Path,
    reports: Reports,
    progress: Progress,
) -> _Found:
    """The rows by the way that suits them."""
    asked = request.asked

    def done(rows: int) -> None:
        progress(rows, source.progress())

    engine = RowEngine(asked, layout, request.explain)
    reasons: tuple[Label, ...] = ()
    rows, many = _first_rows(request, source)
    if many:
        from benefits.columns.compile import NotColumnar, why_not

        reasons = why_not(asked.program) if request.engine == "duckdb" else ()
        if not reasons:
            try:
                return _by_columns(request, source, layout, form, outputs, part, reports, done, engine)
            except NotColumnar as refusal:
                reasons = refusal.reasons
    with finishing(open_result(part, layout, form, asked.program, getattr(source, "types", None))) as writer:
        answered = answer_rows(rows, engine, form, writer, reports, done)
        return _Found(answered, writer.close(), None, reasons)


def _with_records(program: Program, source: Source, layout: Layout) -> tuple[Source, Layout]:
    """A workbook with the lists that stand on further sheets."""
    from benefits.columns.files.xlsx_source import XlsxSource
    from benefits.columns.records import with_records

    found = with_records(program, source, layout) if isinstance(source, XlsxSource) else None
    return found or (source, layout)


def _first_rows(request: Request, source: Source) -> tuple[Iterable[Row], bool]:
    """The rows, and whether they are so many that columns are worth their start. A sheet of Excel never is."""
    if request.engine == "spark" and request.explain is None:
        return source.rows(), True
    if request.explain is not None or source.path.suffix.lower() == ".xlsx":
        return source.rows(), False
    count = source.count()
    if count is not None:
        return source.rows(), count > request.few
    first = list(islice(source.rows(), request.few + 1))
    return (source.rows(), True) if len(first) > request.few else (first, False)


def _by_columns(
    request: Request,
    source: Source,
    layout: Layout,
    form: Form,
    outputs: Outputs,
    part: Path,
    reports: Reports,
    done: Callable[[int], None],
    engine: RowEngine,
) -> _Found:
    from benefits.columns.by_columns import ByColumns, answer_beside, answer_copied

    backend = _backend(request, outputs)
    try:
        made = ByColumns(backend, request.asked, source, layout, outputs.scratch("inputs.parquet"))
        kinds = {request.input.suffix.lower(), request.output.suffix.lower()}
        if kinds == {".parquet"} and request.engine == "duckdb":
            answered, by_engine = answer_copied(made, engine, form, part, outputs.scratch("answers.parquet"), reports)
            return _Found(answered, 0, by_engine)
        program, types = request.asked.program, getattr(source, "types", None)
        with finishing(open_result(part, layout, form, program, types)) as writer:
            answered, by_engine = answer_beside(made, engine, form, writer, reports, done)
            return _Found(answered, writer.close(), by_engine, made.reasons)
    finally:
        backend.close()


def _backend(request: Request, outputs: Outputs) -> Backend:
    if request.engine == "spark":
        from benefits.columns.backends.spark import Spark

        return Spark(request.master)
    from benefits.columns.backends.duckdb import DuckDb

    return DuckDb(outputs.room())


def _refuse_at_once(asked: Asked, source: Source, layout: Layout) -> None:
    """Refuse what would be wrong in every row: a setting, a reading, the one date, a column of binary fractions."""
    specs = {spec.name: spec for spec in asked.program.inputs}
    has_days = DAY in layout.names and DAY not in specs
    floats: dict[str, str] = getattr(source, "floats", dict)()
    if asked.day is None and not has_days:
        zh, en = "适用日期（--date，或加一列“适用日期”）", "the date (--date, or a column headed “date”)"
        raise InputError([Problem("missing_input", DAY, expected="YYYY-MM-DD", detail=(("label", zh, en),))])
    numbers = [
        Problem("float_input", name, floats[heading], "text, int or Decimal")
        for heading, name in zip(layout.headings, layout.names, strict=True)
        if heading in floats and name in specs and specs[name].type.kind == "number" and name not in asked.settings
    ]
    day = asked.day if asked.day is not None and not has_days else _some_day(asked.program)
    _, problems = read_case(asked.program, day, asked.settings, asked.options)
    judged = [problem for problem in problems if problem.path != DAY or not has_days]
    if numbers or judged:
        raise InputError([*numbers, *judged])


def _some_day(program: Program) -> date:
    """A day on which the program is in force."""
    rule = program.date_rule
    period = rule.period if rule else program.period
    day = period.first or period.last or date(2000, 1, 1)
    if rule:
        month, number = (int(part) for part in rule.month_day.split("-"))
        there = date(day.year, month, number)
        return there if there >= day else date(day.year + 1, month, number)
    return day
