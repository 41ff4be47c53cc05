"""`benefits audit keygen NAME --out F`: a key pair that signs checkpoints."""

from __future__ import annotations

import os

import click

from benefits.cli.files import why_not, write_file
from benefits.cli.messages import tell
from benefits.cli.options import Option, language
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report
from benefits.errors import BenefitsError


@make_command("keygen", "help_audit_keygen")
@click.argument("name")
@click.option("--out", cls=Option, required=True, metavar="FILE", help="help_audit_keygen_out")
def command(name: str, out: str) -> int:
    """Write the private key to FILE, which must be new, and the public one to FILE.pub."""
    from benefits.audit.note import new_key

    tongue = language()
    try:
        key = new_key(name)
    except BenefitsError as error:
        return report(error, tongue, as_json=False)
    try:
        # Nobody but its owner may ever read it, and no key is written over.
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise click.UsageError(tell(tongue, "is_there", out)) from None
    except (OSError, ValueError) as error:
        raise click.UsageError(tell(tongue, "cannot_open", out, why_not(error, tongue))) from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(key.text() + "\n")
    write_file(out + ".pub", f"{key.public}\n".encode())
    click.echo(str(key.public))
    return 0
