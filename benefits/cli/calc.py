"""`benefits calc PROGRAM --date D`: the answer to one case, stored before it is shown if there is a ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from benefits.cli import cases
from benefits.cli.local import local_values
from benefits.cli.messages import tell
from benefits.cli.options import command as make_command
from benefits.cli.options import form_option, language, open_book
from benefits.cli.question_options import question_options
from benefits.cli.refusal import report, visible
from benefits.cli.storing import Asked, check_envelope, ledger_option, store
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits import RuleBook
    from benefits.model.program import Program


class Question:
    """The question of a command line. What is known of it when it is refused tells how to word the refusal."""

    def __init__(self) -> None:
        self.case = cases.Case()
        self.program: Program | None = None

    def answer(
        self,
        book: RuleBook,
        program: str,
        day: date,
        files: tuple[str, ...],
        settings: tuple[str, ...],
        assume: tuple[str, ...],
        values: str | None,
    ) -> Asked:
        """Its answer. Raises `BenefitsError`."""
        self.program = book.program(program)
        self.case = cases.read(self.program, files, settings)
        chosen, local = cases.pairs(assume), local_values(book, values)
        decision = book.decide(program, day, self.case.inputs, chosen, local)
        return Asked(decision, self.case.inputs, chosen, local is not None)


@make_command("calc")
@question_options
@ledger_option
@form_option
def command(
    program: str,
    day: date,
    files: tuple[str, ...],
    settings: tuple[str, ...],
    assume: tuple[str, ...],
    values: str | None,
    ledger: str | None,
    form: str,
    **envelope: str | None,
) -> int:
    """Print the answer and return the exit status."""
    question = Question()
    check_envelope(ledger, envelope)
    try:
        book = open_book()
        asked = question.answer(book, program, day, files, settings, assume, values)
        stored = store(ledger, book, asked, envelope) if ledger is not None else None
    except BenefitsError as error:
        return report(error, language(), form == "json", question.program, question.case.locate)
    if stored is not None:
        entry, id = stored
        click.echo(visible(tell(language(), "recorded", id, str(entry.seq))), err=True)
    if form == "json":
        click.echo(asked.decision.to_json())
        return 0
    from benefits.cli.printing import print_explanation
    from benefits.words import explain

    print_explanation(explain(asked.decision, book.program(program), language()))
    return 0
