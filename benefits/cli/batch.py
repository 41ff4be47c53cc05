"""`benefits batch PROGRAM INPUT OUTPUT`: every row of a table answered into another, the refused ones beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benefits.cli import cases
from benefits.cli.completion import complete_program
from benefits.cli.days import Day
from benefits.cli.extras import wanting
from benefits.cli.files import ended_gently, why_not
from benefits.cli.local import local_values, values_option
from benefits.cli.messages import tell
from benefits.cli.options import Choice, Option, language, open_book
from benefits.cli.options import command as make_command
from benefits.cli.progress import bar
from benefits.cli.question_options import assume_option, set_option
from benefits.cli.refusal import SOME_REFUSED, report, visible
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits import RuleBook
    from benefits.columns.engine_rows import Asked
    from benefits.columns.run import Request, Summary
    from benefits.engine.decision import Decision
    from benefits.errors import Problem
    from benefits.model.program import Program

_WHOLE = 1000


@make_command("batch")
@click.argument("program", shell_complete=complete_program)
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@click.argument("output", metavar="OUTPUT", type=click.Path(path_type=Path))
@click.option("--date", "day", cls=Option, type=Day(), help="help_batch_date")
@set_option("help_batch_set")
@assume_option
@values_option
@click.option("--explain", cls=Option, is_flag=True, help="help_explain")
@click.option("--headings", cls=Option, type=Choice(("labels", "names")), help="help_headings")
@click.option("--keep", cls=Option, multiple=True, metavar="HEADING", help="help_keep")
@click.option("--sheet", cls=Option, metavar="NAME", help="help_sheet")
@click.option("--table", "tables", cls=Option, multiple=True, metavar="NAME=FILE", help="help_table")
@click.option("--engine", cls=Option, type=Choice(("duckdb", "spark")), default="duckdb", help="help_engine")
@click.option("--master", cls=Option, metavar="URL", help="help_master")
def command(
    program: str,
    source: Path,
    output: Path,
    day: date | None,
    settings: tuple[str, ...],
    assume: tuple[str, ...],
    values: str | None,
    explain: bool,
    headings: str | None,
    keep: tuple[str, ...],
    sheet: str | None,
    tables: tuple[str, ...],
    engine: str,
    master: str | None,
) -> int:
    """Answer the rows and return the exit status: 3 where any was refused."""
    found = None
    try:
        with wanting("batch"):
            from benefits.columns.run import Request

            book = open_book()
            found = book.program(program)
            _usable(source, output)
            _refuse_given({"--master": engine != "spark" and master}, "batch_master")
            if any(spec.is_table for spec in found.inputs) and (large_table := _large_table(found)):
                _refuse_given({"--explain": explain, "--values": values}, "table_not_option")
                further = {"day": day, "settings": settings, "assume": assume, "tables": tables, "sheet": sheet}
                further |= {"headings": headings, "keep": keep}
                return large_table(
                    book, found, source, output, **further, engine=engine, master=master, language=language()
                )
            _refuse_given({"--table": tables}, "batch_no_tables")
            request = Request(
                asked=_asked(book, found, day, settings, assume, values),
                input=source,
                output=output,
                language=language(),
                say=_sentence(found),
                explain=_explainer(found) if explain else None,
                engine=engine,
                master=master,
                sheet=sheet,
                headings=headings,
                keep=keep,
            )
            return _tell(request, _run(request))
    except BenefitsError as error:
        return report(error, language(), as_json=False, program=found)


def _large_table(program: Program) -> Callable[..., int] | None:
    """What answers a program whose question is one large table; None for every other."""
    from benefits.columns.tables import large_table

    if large_table(program) is None:
        return None
    from benefits.cli.batch_tables import answer_table

    return answer_table


def _asked(
    book: RuleBook,
    program: Program,
    day: date | None,
    settings: tuple[str, ...],
    assume: tuple[str, ...],
    values: str | None,
) -> Asked:
    """What is asked of every row."""
    from benefits.columns.engine_rows import Asked

    specs = {spec.name: spec for spec in program.inputs}
    given = {name: cases.typed(specs.get(name), name, text) for name, text in cases.pairs(settings).items()}
    return Asked(program, day, given, cases.pairs(assume), local_values(book, values))


def _usable(source: Path, output: Path) -> None:
    """An input that cannot be opened and a place that cannot be written to are usage errors, before any work."""
    tongue = language()
    try:
        source.open("rb").close()
    except OSError as error:
        raise click.UsageError(tell(tongue, "cannot_open", str(source), why_not(error, tongue))) from None
    if output.is_dir():
        raise click.UsageError(tell(tongue, "cannot_open", str(output), tell(tongue, "is_folder")))
    if not output.parent.is_dir():
        raise click.UsageError(tell(tongue, "batch_no_folder", str(output.parent)))
    if output.exists() and output.samefile(source):
        raise click.UsageError(tell(tongue, "batch_same_file", str(source)))


def _refuse_given(options: Mapping[str, object], key: str) -> None:
    """An option that would have no effect is a usage error."""
    for option, given in options.items():
        if given:
            raise click.UsageError(tell(language(), key, option))


def _sentence(program: Program) -> Callable[[Problem], str]:
    from benefits.words import problem_words

    tongue = language()
    return lambda problem: problem_words(problem, tongue, program)


def _explainer(program: Program) -> Callable[[Decision], str]:
    from benefits.words.sentences import sentences

    tongue = language()
    return lambda decision: sentences(decision, program, tongue)


def _run(request: Request) -> Summary:
    """The batch with a progress bar on a terminal; a request to end removes what was begun, as Ctrl-C does."""
    from benefits.columns.run import run_batch

    with ended_gently(), bar(tell(language(), "batch_progress")) as shown:
        if shown is None:
            return run_batch(request)
        return run_batch(request, lambda rows, thousandths: shown(thousandths, _WHOLE))


def _tell(request: Request, summary: Summary) -> int:
    """Say on standard error what came of it; the exit status."""
    from benefits.columns.refused import NORMALISED, REFUSED, beside

    tongue = language()
    joint = tell(tongue, "listing")

    def say(key: str, *places: str) -> None:
        click.echo(visible(tell(tongue, key, *places)), err=True)

    listed = (("batch_carried", summary.carried), ("batch_left_out", summary.left_out))
    for key, names in (*listed, ("batch_overridden", summary.overridden)):
        if names:
            say(key, joint.join(names))
    if summary.reasons:
        say("batch_not_columns", joint.join(reason.text(tongue) for reason in summary.reasons))
    say("batch_done", str(summary.rows), str(summary.answered), str(summary.refused))
    if summary.by_engine:
        say("batch_by_engine", str(summary.by_engine))
    if summary.refused:
        say("batch_refused", str(beside(request.output, REFUSED)))
    if summary.changed:
        say("batch_changed", str(summary.changed), str(beside(request.output, NORMALISED)))
    if summary.as_text:
        say("batch_as_text", str(summary.as_text))
    return SOME_REFUSED if summary.refused else 0
