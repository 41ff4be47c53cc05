"""`benefits audit verify L [--checkpoint F]`: is the ledger what was stored in it? Status 6 if not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from benefits.cli.audit.keys import checkpoint_of, public_keys, trusted_option
from benefits.cli.messages import tell
from benefits.cli.options import Option, form_option, language
from benefits.cli.options import command as make_command
from benefits.cli.progress import bar
from benefits.cli.refusal import MISMATCH, report, visible
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits.audit.verify import Report
    from benefits.audit.walk import Finding

_MOST_TOLD = 100


@make_command("verify", "help_audit_verify")
@click.argument("ledger")
@click.option("--checkpoint", cls=Option, metavar="FILE", help="help_audit_held")
@trusted_option
@form_option
def command(ledger: str, checkpoint: str | None, keys: tuple[str, ...], form: str) -> int:
    """Tell what does not hold together, with the entry where it shows."""
    from benefits.audit.verify import verify

    tongue = language()
    if keys and checkpoint is None:
        raise click.UsageError(tell(tongue, "key_needs_checkpoint"))
    try:
        held = checkpoint_of(checkpoint) if checkpoint is not None else None
        with bar(tell(tongue, "verifying")) as progress:
            found = verify(ledger, held, public_keys(keys), progress, os.cpu_count() or 1)
    except BenefitsError as error:
        return report(error, tongue, form == "json")
    if form == "json":
        click.echo(json.dumps(_as_json(found), ensure_ascii=False, sort_keys=True))
    else:
        for line in _lines(found, held is not None, tongue):
            click.echo(visible(line))
    return MISMATCH if found.mismatches else 0


def _lines(found: Report, held: bool, tongue: str) -> Iterator[str]:
    for one in found.findings[:_MOST_TOLD]:
        yield _line(one, tongue)
    if len(found.findings) > _MOST_TOLD:
        yield tell(tongue, "problems", str(len(found.findings)))
    count, records = str(found.head.size), str(found.records)
    if found.mismatches:
        yield tell(tongue, "audit_mismatch", count, str(len(found.mismatches)))
        return
    yield tell(tongue, "audit_sound", count, records, found.head.hash.hex())
    yield tell(tongue, "audit_held" if held else "audit_not_held")


def _line(one: Finding, tongue: str) -> str:
    """The finding behind the entry where it is."""
    words = one.problem.message(tongue)
    if not one.first:
        return words
    place = str(one.first) if one.first == one.last else f"{one.first}–{one.last}"
    if one.id:
        return tell(tongue, "audit_at_id", place, one.id, words)
    return tell(tongue, "audit_at", place, words)


def _as_json(found: Report) -> dict[str, object]:
    findings = [
        {
            "code": one.code,
            "first": one.first,
            "id": one.id,
            "last": one.last,
            "message": {"zh": one.problem.message("zh"), "en": one.problem.message("en")},
            "mismatch": not one.is_note,
        }
        for one in found.findings
    ]
    head = {"hash": found.head.hash.hex(), "size": found.head.size}
    return {"findings": findings, "head": head, "records": found.records, "sound": not found.mismatches}
