"""`benefits audit prove L ID --checkpoint F`: a proof that a record is in the ledger, for somebody without it."""

from __future__ import annotations

from contextlib import closing

import click

from benefits.cli.audit.keys import checkpoint_of, keep_apart, public_keys, trusted_option
from benefits.cli.files import write_file
from benefits.cli.options import Option, language
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report
from benefits.errors import BenefitsError, DamagedLedgerError


@make_command("prove", "help_audit_prove")
@click.argument("ledger")
@click.argument("id")
@click.option("--checkpoint", cls=Option, required=True, metavar="FILE", help="help_audit_prove_checkpoint")
@click.option("--since", cls=Option, metavar="FILE", help="help_audit_since")
@trusted_option
@click.option("--out", cls=Option, metavar="FILE", type=click.Path(dir_okay=False), help="help_out_file")
def command(ledger: str, id: str, checkpoint: str, since: str | None, keys: tuple[str, ...], out: str | None) -> int:
    """Print the proof, or write it; status 6 where the ledger is not that of the checkpoint."""
    from benefits.audit.checkpoint import signatures
    from benefits.audit.open import open_ledger
    from benefits.audit.proof import prove

    for given in (ledger, checkpoint, *([since] if since is not None else [])):
        keep_apart(given, out)
    try:
        held = checkpoint_of(checkpoint)
        older = checkpoint_of(since) if since is not None else None
        if found := signatures(held, public_keys(keys)):
            raise DamagedLedgerError(found)
        with closing(open_ledger(ledger)) as opened:
            proof = prove(opened, id, held, older)
    except BenefitsError as error:
        return report(error, language(), as_json=False)
    if out is None:
        click.echo(str(proof), nl=False)
    else:
        write_file(out, str(proof).encode())
    return 0
