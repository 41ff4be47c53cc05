"""`benefits audit record L PROGRAM --date D`: compute and store in one step, and print the id."""

from __future__ import annotations

import json
from datetime import date

import click

from benefits.cli.calc import Question
from benefits.cli.options import command as make_command
from benefits.cli.options import form_option, language, open_book
from benefits.cli.question_options import question_options
from benefits.cli.refusal import report, visible
from benefits.cli.storing import envelope_options, store
from benefits.errors import BenefitsError


@make_command("record", "help_audit_record")
@click.argument("ledger")
@question_options
@envelope_options
@form_option
def command(
    ledger: str,
    program: str,
    day: date,
    files: tuple[str, ...],
    settings: tuple[str, ...],
    assume: tuple[str, ...],
    values: str | None,
    form: str,
    **envelope: str | None,
) -> int:
    """Print the id, or with `--format json` the whole entry."""
    question = Question()
    try:
        book = open_book()
        asked = question.answer(book, program, day, files, settings, assume, values)
        entry, id = store(ledger, book, asked, envelope)
    except BenefitsError as error:
        return report(error, language(), form == "json", question.program, question.case.locate)
    if form == "json":
        told = {"id": id, "seq": entry.seq, "hash": entry.hash.hex(), "digest": asked.decision.digest}
        click.echo(json.dumps(told, ensure_ascii=False, sort_keys=True))
    else:
        click.echo(visible(id))
    return 0
