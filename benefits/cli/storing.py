"""`--ledger L`: an answer is stored before it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from benefits.cli.messages import tell
from benefits.cli.options import AnyCommand, Option, language

if TYPE_CHECKING:
    from benefits import Decision, RuleBook
    from benefits.audit.entry import Entry

_TEXTS = {"id": "ID", "by": "NAME", "channel": "TEXT", "supersedes": "ID", "because": "TEXT"}


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer with what was asked, as `RuleBook.decide` took it."""

    decision: Decision
    inputs: Mapping[str, object]
    assume: Mapping[str, str]
    with_local: bool


def envelope_options(command: AnyCommand) -> AnyCommand:
    """`--id`, `--by`, `--channel`, `--supersedes` and `--because`, each a text or None."""
    for name, shown in reversed(_TEXTS.items()):
        command = click.option(f"--{name}", cls=Option, metavar=shown, help=f"help_record_{name}")(command)
    return command


def ledger_option(command: AnyCommand) -> AnyCommand:
    """`--ledger L` with the options of the envelope."""
    return click.option("--ledger", cls=Option, metavar="LEDGER", help="help_ledger")(envelope_options(command))


def check_envelope(ledger: str | None, envelope: Mapping[str, str | None]) -> None:
    """Refuse what is said of a record when there is no ledger."""
    given = [name for name, value in envelope.items() if value is not None]
    if ledger is None and given:
        raise click.UsageError(tell(language(), "needs_ledger", f"--{given[0]}"))


def now() -> str:
    """The time as entries have it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def store(ledger: str, book: RuleBook, asked: Asked, envelope: Mapping[str, str | None]) -> tuple[Entry, str]:
    """Store an answer; its entry and its id. Raises `LedgerError`."""
    from uuid import uuid4

    from benefits.audit.entry import Envelope
    from benefits.audit.open import open_ledger
    from benefits.audit.record import question, record, rules_of

    told = {name: value for name, value in envelope.items() if value is not None}
    at = now()
    made = Envelope(**({"id": str(uuid4()), "decided_at": at} | told))
    decision = asked.decision
    asking = question(decision, asked.inputs, asked.assume, asked.with_local)
    draft = record(decision, asking, made, rules_of(book, decision.program))
    with closing(open_ledger(ledger, create=True)) as opened:
        (entry,) = opened.append([draft], at)
    return entry, made.id
