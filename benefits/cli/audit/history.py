"""`benefits audit history L ID`: what a record corrected and what corrected it, with the reasons."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from benefits.cli.messages import tell
from benefits.cli.options import command as make_command
from benefits.cli.options import form_option, language
from benefits.cli.refusal import report
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits.audit.history import Event
    from benefits.words import Item

_KEYS = ("decided_at", "recorded_at", "by", "channel", "supersedes", "because", "superseded_by")


@make_command("history", "help_audit_history")
@click.argument("ledger")
@click.argument("id")
@form_option
def command(ledger: str, id: str, form: str) -> int:
    """The chain of corrections, oldest first, and what was erased."""
    from benefits.audit.history import history
    from benefits.audit.open import open_ledger

    tongue = language()
    try:
        with closing(open_ledger(ledger)) as opened:
            events = history(opened, id)
    except BenefitsError as error:
        return report(error, tongue, form == "json")
    if form == "json":
        told = [{name: value for name, value in asdict(event).items() if value != ""} for event in events]
        click.echo(json.dumps(told, ensure_ascii=False, sort_keys=True))
        return 0
    from benefits.cli.printing import print_explanation
    from benefits.words import Explanation, Heading, Listing

    title = Heading(tell(tongue, "history_title", id), 1)
    print_explanation(Explanation(tongue, (title, Listing(tuple(_item(event, tongue) for event in events), True))))
    return 0


def _item(event: Event, tongue: str) -> Item:
    from benefits.words import Item

    head = tell(
        tongue, "history_erasure" if event.kind == "erasure" else "history_record", event.id, event.program, event.date
    )
    lines = (tell(tongue, f"history_{key}", getattr(event, key)) for key in _KEYS if getattr(event, key))
    return Item(head, tuple(lines))
