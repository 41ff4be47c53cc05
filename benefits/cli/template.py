"""`benefits template PROGRAM FILE.xlsx`: a spreadsheet to be filled in, and answered by `benefits batch`."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import click

from benefits.cli.completion import complete_program
from benefits.cli.days import Day
from benefits.cli.extras import wanting
from benefits.cli.messages import tell
from benefits.cli.options import Option, language, open_book
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report
from benefits.errors import BenefitsError, NotInForceError

_ROWS = 200
_MOST_ROWS = 10_000


@make_command("template")
@click.argument("program", shell_complete=complete_program)
@click.argument("file", type=click.Path())
@click.option("--date", "day", cls=Option, type=Day(), help="help_template_date")
@click.option("--rows", cls=Option, default=str(_ROWS), metavar="N", help="help_rows")
def command(program: str, file: str, day: date | None, rows: str) -> int:
    """Write the template; a file that is there already may have been filled in, so it is left alone."""
    tongue = language()
    if not file.lower().endswith(".xlsx"):
        raise click.UsageError(tell(tongue, "not_xlsx", file))
    if not (rows.isascii() and rows.isdecimal() and 1 <= int(rows[:9]) <= _MOST_ROWS):
        raise click.UsageError(tell(tongue, "rows_range", "1", str(_MOST_ROWS)))
    from benefits.engine.case import out_of_force

    try:
        found = open_book().program(program)
        if day is not None and found.undated is None and not found.period.covers(day):
            raise NotInForceError([out_of_force(found.id, day, found.period)])
    except BenefitsError as error:
        return report(error, tongue, as_json=False)
    from benefits.cli.forms import form_of
    from benefits.columns.template import workbook

    form = form_of(found, day, int(rows), tongue, _batch_words(program, file, day))
    with wanting("template"):
        content = workbook(form)
    try:
        with Path(file).open("xb") as out:
            out.write(content)
    except FileExistsError:
        raise click.UsageError(tell(tongue, "file_exists", file)) from None
    columns = sum(len(sheet.columns) for sheet in form.sheets)
    click.echo(tell(tongue, "template_made", file, str(columns), rows), err=True)
    return 0


def _batch_words(program: str, file: str, day: date | None) -> str:
    """The command that answers the filled sheet; its output stands beside it."""
    name = Path(file).name
    dated = ["--date", day.isoformat()] if day else []
    return shlex.join(["benefits", "batch", program, name, f"{Path(name).stem}-out.xlsx", *dated])
