"""`benefits show PROGRAM`: a program in words, or as JSON."""

from __future__ import annotations

import json
from datetime import date

import click

from benefits.cli.completion import complete_program
from benefits.cli.days import Day
from benefits.cli.options import Option, form_option, language, open_book
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report
from benefits.errors import NotInForceError


@make_command("show")
@click.argument("program", shell_complete=complete_program)
@click.option("--date", "day", cls=Option, type=Day(), help="help_date")
@form_option
def command(program: str, day: date | None, form: str) -> int:
    """What the program asks, the figures in force, the steps, the open questions."""
    from benefits.engine.case import out_of_force
    from benefits.errors import BenefitsError

    try:
        found = open_book().program(program)
        if day is not None and found.undated is None and not found.period.covers(day):
            raise NotInForceError([out_of_force(found.id, day, found.period)])
    except BenefitsError as error:
        return report(error, language(), form == "json")
    if form == "json":
        from benefits.cli.program_json import program_json

        click.echo(json.dumps(program_json(found, day), ensure_ascii=False, sort_keys=True))
        return 0
    from benefits.cases import cliffs, deepest
    from benefits.cli.printing import print_explanation
    from benefits.words import Explanation, cliff_blocks, show

    told = show(found, day, language())
    falls = cliff_blocks(deepest(cliffs(found)), found, language())
    print_explanation(Explanation(told.language, (*told.blocks, *falls)))
    return 0
