"""`benefits audit import FILE L`: a new ledger from the lines of an export, all of them or none."""

from __future__ import annotations

import os
from contextlib import closing

import click

from benefits.cli.files import why_not
from benefits.cli.messages import tell
from benefits.cli.options import command as make_command
from benefits.cli.options import language
from benefits.cli.progress import bar
from benefits.cli.refusal import report
from benefits.errors import BenefitsError


@make_command("import", "help_audit_import")
@click.argument("export")
@click.argument("ledger")
def command(export: str, ledger: str) -> int:
    """Tell how many entries were taken in."""
    from benefits.audit.exchange import import_lines, lines_of
    from benefits.audit.open import open_ledger

    tongue = language()
    was_there = os.path.lexists(ledger)
    try:
        with (
            open(export, "rb") as source,
            closing(open_ledger(ledger, create=True)) as opened,
            bar(tell(tongue, "importing")) as progress,
        ):
            head = import_lines(opened, lines_of(source), progress)
    except (OSError, ValueError) as error:
        raise click.UsageError(tell(tongue, "cannot_open", export, why_not(error, tongue))) from None
    except BenefitsError as error:
        if not was_there and os.path.isfile(ledger):
            os.remove(ledger)
        return report(error, tongue, as_json=False)
    click.echo(tell(tongue, "imported", str(head.size), head.hash.hex()))
    return 0
