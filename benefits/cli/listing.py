"""`benefits list`: the programs of the rule book."""

from __future__ import annotations

import json

import click

from benefits.cli.messages import tell
from benefits.cli.options import command as make_command
from benefits.cli.options import form_option, language, open_book
from benefits.cli.refusal import report
from benefits.errors import BenefitsError


@make_command("list")
@form_option
def command(form: str) -> int:
    """Id, title and period of every program."""
    tongue = language()
    try:
        book = open_book()
        programs = [book.program(program) for program in book.ids]
    except BenefitsError as error:
        return report(error, tongue, form == "json")
    if form == "json":
        listed = [
            {
                "id": program.id,
                "title": {"zh": program.title.zh, "en": program.title.en},
                "from": program.period.first and program.period.first.isoformat(),
                "until": program.period.last and program.period.last.isoformat(),
            }
            for program in programs
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, sort_keys=True))
        return 0
    from benefits.cli.printing import print_explanation
    from benefits.words import Explanation, Table, force_words

    rows = tuple((program.id, program.title.text(tongue), force_words(program, tongue)) for program in programs)
    headings = tuple(tell(tongue, key) for key in ("column_id", "column_title", "column_force"))
    print_explanation(Explanation(tongue, (Table(headings, rows),)))
    return 0
