"""`benefits calc PROGRAM --date D`: the answer to one case."""

from __future__ import annotations

from datetime import date

import click

from benefits.cli import cases
from benefits.cli.completion import complete_assumption, complete_program, complete_setting
from benefits.cli.days import Day
from benefits.cli.local import local_values, values_option
from benefits.cli.options import Option, form_option, language, open_book
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report
from benefits.errors import BenefitsError


@make_command("calc")
@click.argument("program", shell_complete=complete_program)
@click.option("--date", "day", cls=Option, type=Day(), required=True, help="help_date")
@click.option("--input", "files", cls=Option, multiple=True, metavar="FILE", type=click.Path(), help="help_input")
@click.option(
    "--set",
    "settings",
    cls=Option,
    multiple=True,
    metavar="NAME=VALUE",
    shell_complete=complete_setting,
    help="help_set",
)
@click.option(
    "--assume",
    cls=Option,
    multiple=True,
    metavar="NAME=OPTION",
    shell_complete=complete_assumption,
    help="help_assume",
)
@values_option
@form_option
def command(
    program: str,
    day: date,
    files: tuple[str, ...],
    settings: tuple[str, ...],
    assume: tuple[str, ...],
    values: str | None,
    form: str,
) -> int:
    """Print the answer and return the exit status."""
    found, case = None, cases.Case()
    try:
        book = open_book()
        found = book.program(program)
        case = cases.read(found, files, settings)
        decision = book.decide(program, day, case.inputs, cases.pairs(assume), local_values(book, values))
    except BenefitsError as error:
        return report(error, language(), form == "json", found, case.locate)
    if form == "json":
        click.echo(decision.to_json())
        return 0
    from benefits.cli.printing import print_explanation
    from benefits.words import explain

    print_explanation(explain(decision, found, language()))
    return 0
