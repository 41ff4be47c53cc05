"""`benefits audit erase L ID --because TEXT`: remove what a person gave and got; the chain stays whole."""

from __future__ import annotations

from contextlib import closing

import click

from benefits.cli.messages import tell
from benefits.cli.options import Option, language
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report, visible
from benefits.cli.storing import now
from benefits.errors import BenefitsError


@make_command("erase", "help_audit_erase")
@click.argument("ledger")
@click.argument("id")
@click.option("--because", cls=Option, metavar="TEXT", required=True, help="help_erase_because")
@click.option("--by", cls=Option, metavar="NAME", default="", help="help_record_by")
def command(ledger: str, id: str, because: str, by: str) -> int:
    """There is no way back."""
    from benefits.audit.open import open_ledger

    try:
        with closing(open_ledger(ledger)) as opened:
            entry = opened.erase(id, by, because, now())
    except BenefitsError as error:
        return report(error, language(), as_json=False)
    click.echo(visible(tell(language(), "erased", id, str(entry.seq))))
    return 0
