"""What the shell may complete: programs, names and values for `--set`, options for `--assume`."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

from benefits.cli.options import language, open_book
from benefits.model.program import Program


def complete_program(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Programs whose id begins so; nothing when the rule files cannot be read."""
    from benefits.errors import BenefitsError

    try:
        book = open_book(context)
        found = [one for one in book.ids if one.startswith(incomplete)]
        return [CompletionItem(one, help=book.program(one).title.text(language(context))) for one in found]
    except BenefitsError:
        return []


def complete_setting(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """`name=` of every input, and its choices after the sign."""
    from benefits.words.inputs import choices_for

    program = _program(context)
    if program is None:
        return []
    offers = {
        spec.name: (spec.label, [(one.id, one.label) for one in choices_for(program, spec)]) for spec in program.inputs
    }
    tongue = language(context)
    return _pairs(
        (
            (name, label.text(tongue), [(id_, said.text(tongue)) for id_, said in ids])
            for name, (label, ids) in offers.items()
        ),
        incomplete,
    )


def complete_assumption(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """`name=option` of every open question."""
    program, tongue = _program(context), language(context)
    if program is None:
        return []
    return _pairs(
        (
            (one.name, one.question.text(tongue), [(option.id, option.label.text(tongue)) for option in one.options])
            for one in program.interpretations
        ),
        incomplete,
    )


def _pairs(offers: Iterable[tuple[str, str, list[tuple[str, str]]]], incomplete: str) -> list[CompletionItem]:
    """`name=` for the names that begin so; once there is a sign, `name=id`."""
    if "=" not in incomplete:
        return [CompletionItem(f"{name}=", help=said) for name, said, _ in offers if name.startswith(incomplete)]
    return [
        CompletionItem(f"{name}={id_}", help=said)
        for name, _, ids in offers
        for id_, said in ids
        if f"{name}={id_}".startswith(incomplete)
    ]


def _program(context: click.Context) -> Program | None:
    """The program named on the line; an option that still lacks its value leaves it among the loose arguments."""
    from benefits.errors import BenefitsError

    try:
        return open_book(context).program(str(context.params.get("program") or next(iter(context.args), "")))
    except BenefitsError:
        return None
