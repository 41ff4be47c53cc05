"""`benefits batch` for a question that is one large table: its totals in a file, the rest on standard output."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benefits.cli import cases
from benefits.cli.messages import tell
from benefits.cli.refusal import SOME_REFUSED, visible
from benefits.errors import InputError, Problem

if TYPE_CHECKING:
    from benefits.columns.tables.files import TableRequest, TableSummary
    from benefits.model.program import Decision, Program


def answer_table(
    book: object,
    program: Program,
    source: Path,
    output: Path,
    *,
    day: date | None,
    settings: tuple[str, ...],
    assume: tuple[str, ...],
    tables: tuple[str, ...],
    sheet: str | None,
    headings: str | None,
    keep: tuple[str, ...],
    engine: str,
    master: str | None,
    language: str,
) -> int:
    """Answer the question and return the exit status: 3 where rows were refused."""
    from benefits.columns.tables import large_table
    from benefits.columns.tables.files import TableRequest, answer_files
    from benefits.words import problem_words

    specs = {spec.name: spec for spec in program.inputs}
    name = large_table(program) or ""
    given = {key: cases.typed(specs.get(key), key, text) for key, text in cases.pairs(settings).items()}
    files = cases.pairs(tables)
    for twice in {name} & {*given, *files} | given.keys() & files.keys():
        raise click.UsageError(tell(language, "named_twice", twice))
    if day is None:
        label = ("label", "适用日期（--date）", "the date (--date)")
        raise InputError([Problem("missing_input", "date", expected="YYYY-MM-DD", detail=(label,))])
    for path in files.values():
        if not Path(path).is_file():
            why = "is_folder" if Path(path).is_dir() else "no_such_file"
            raise click.UsageError(tell(language, "cannot_open", path, tell(language, why)))
    request = TableRequest(
        program=program,
        name=name,
        day=day,
        settings=given,
        options=cases.pairs(assume),
        input=source,
        tables={key: Path(path) for key, path in files.items()},
        output=output,
        language=language,
        say=lambda problem: problem_words(problem, language, program),
        sheet=sheet,
        headings=headings,
        keep=keep,
        engine=engine,
        master=master,
    )
    return _tell(request, answer_files(request))


def _tell(request: TableRequest, summary: TableSummary) -> int:
    """The outputs that are not in the file on standard output, what came of the rows on standard error."""
    from benefits.columns.refused import NORMALISED, REFUSED, beside

    tongue = request.language
    if summary.changed:
        report = str(beside(request.output, NORMALISED))
        click.echo(tell(tongue, "batch_changed", str(summary.changed), report), err=True)
    if summary.answered is None:
        click.echo(
            tell(tongue, "table_refused_more" if summary.more else "table_refused", str(summary.refused)), err=True
        )
        click.echo(tell(tongue, "batch_refused", str(beside(request.output, REFUSED))), err=True)
        return SOME_REFUSED
    if summary.answered.notes:
        notes = tell(tongue, "listing").join(note.text(tongue) for note in summary.answered.notes)
        click.echo(tell(tongue, "table_not_columns", notes), err=True)
    for line in _outputs(request, summary):
        click.echo(visible(line))
    click.echo(tell(tongue, "table_done", str(summary.answered.rows), str(request.output)), err=True)
    return 0


def _outputs(request: TableRequest, summary: TableSummary) -> list[str]:
    """A line for every output that is not the table, and for every reason why a figure is open."""
    from benefits.words.values import value_words

    tongue = request.language
    colon = ": " if tongue == "en" else "："
    decisions = {one.name: one for one in request.program.decisions}
    names = dict(request.program.outputs)
    answered = summary.answered
    lines = []
    for output, value in answered.outputs.items() if answered and summary.result else ():
        if output != summary.result and value is not None:
            decision = decisions[names[output]]
            lines.append(decision.label.text(tongue) + colon + value_words(value, decision.type.unit, tongue))
    for path, reason in answered.undetermined.items() if answered else ():
        output, _, column = path.partition(".")
        label = _column_label(decisions[names[output]], column, tongue)
        lines.append(tell(tongue, "table_open", label, reason.text(tongue)))
    return lines


def _column_label(decision: Decision, column: str, language: str) -> str:
    """The label of an output, or of a column of it."""
    for one in getattr(decision.body, "columns", ()):
        if one.name == column:
            return str(one.label.text(language))
    return decision.label.text(language)
