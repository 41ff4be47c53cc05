"""`benefits cases PROGRAM`: the boundary cases of a program, or its cliffs, as text or JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from benefits.cli.completion import complete_program
from benefits.cli.messages import tell
from benefits.cli.options import Option, form_option, language, open_book
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits.cases import Question
    from benefits.model.program import Program


@make_command("cases")
@click.argument("program", shell_complete=complete_program)
@click.option("--cliffs", "only_cliffs", cls=Option, is_flag=True, help="help_cliffs")
@form_option
def command(program: str, only_cliffs: bool, form: str) -> int:
    """Made from the rule file alone; always the same for the same file."""
    try:
        found = open_book().program(program)
    except BenefitsError as error:
        return report(error, language(), form == "json")
    (_cliffs if only_cliffs else _cases)(found, form, language())
    return 0


def _line(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _cases(program: Program, form: str, tongue: str) -> None:
    from benefits.cases import generate

    questions = generate(program)
    if form == "json":
        for question in questions:
            _line(question.as_json())
        return
    from benefits.cli.printing import print_explanation
    from benefits.words import Explanation, Sentence, Table

    columns = tuple(tell(tongue, f"column_{name}") for name in ("why", "date", "inputs", "assume"))
    table = Table(columns, tuple(_row(one, tongue) for one in questions))
    print_explanation(Explanation(tongue, (table if questions else Sentence(tell(tongue, "none_found")),)))


def _row(question: Question, tongue: str) -> tuple[str, ...]:
    """Why the case is there, and what it gives, in the form of `--set` and `--assume`."""
    why = tell(tongue, f"case_{question.kind}", question.path)
    given = (f"{name}={_text(value)}" for name, value in question.inputs.items())
    assumed = (f"{name}={option}" for name, option in question.assume.items())
    return why, question.day.isoformat(), " ".join(given), " ".join(assumed)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cliffs(program: Program, form: str, tongue: str) -> None:
    from benefits.cases import cliffs

    found = cliffs(program)
    if form == "json":
        for cliff in found:
            _line(cliff.as_json())
        return
    from benefits.cli.printing import print_explanation
    from benefits.words import Explanation, Sentence, cliff_blocks

    blocks = tuple(cliff_blocks(found, program, tongue)) or (Sentence(tell(tongue, "none_found")),)
    print_explanation(Explanation(tongue, blocks))
