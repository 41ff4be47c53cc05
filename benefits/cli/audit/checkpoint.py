"""`benefits audit checkpoint L [--key K] [--out F]`: size and root of a ledger, to be deposited elsewhere."""

from __future__ import annotations

import os
from contextlib import closing

import click

from benefits.cli.audit.keys import checkpoint_of, origin_of, private_key, signing_options
from benefits.cli.files import write_file
from benefits.cli.options import Option, language
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report
from benefits.errors import BenefitsError, DamagedLedgerError


@make_command("checkpoint", "help_audit_checkpoint")
@click.argument("ledger")
@signing_options
@click.option("--out", cls=Option, metavar="FILE", type=click.Path(dir_okay=False), help="help_audit_checkpoint_out")
def command(ledger: str, key: str | None, origin: str | None, out: str | None) -> int:
    """Print the checkpoint, or write it. One that is there is only replaced by one that extends it."""
    from benefits.audit.checkpoint import check, make_checkpoint
    from benefits.audit.open import open_ledger

    try:
        signer = private_key(key)
        older = checkpoint_of(out) if out is not None and os.path.exists(out) else None
        with closing(open_ledger(ledger)) as opened:
            if older is not None and (found := check(opened, older)):
                raise DamagedLedgerError(found)
            made = make_checkpoint(opened, origin_of(ledger, origin, signer), signer)
    except BenefitsError as error:
        return report(error, language(), as_json=False)
    if out is None:
        click.echo(str(made), nl=False)
    else:
        write_file(out, str(made).encode())
    return 0
