"""Keys and checkpoints, read from the files that the audit commands are given."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from benefits.cli.files import read_text
from benefits.cli.messages import tell
from benefits.cli.options import AnyCommand, Option, language

if TYPE_CHECKING:
    from benefits.audit.checkpoint import Checkpoint
    from benefits.audit.note import PrivateKey, PublicKey

_MAX_MIB = 1


def trusted_option(command: AnyCommand) -> AnyCommand:
    """`--key FILE`, public keys, given to the command as `keys`."""
    return click.option("--key", "keys", cls=Option, multiple=True, metavar="FILE", help="help_audit_key")(command)


def signing_options(command: AnyCommand) -> AnyCommand:
    """`--key FILE`, a private key, and `--origin NAME`, whose ledger it is."""
    origin = click.option("--origin", cls=Option, metavar="NAME", help="help_audit_origin")
    return click.option("--key", cls=Option, metavar="FILE", help="help_audit_sign")(origin(command))


def keep_apart(given: str, out: str | None) -> None:
    """Refuse to write over what the command reads: the ledger itself, a checkpoint. A usage error."""
    try:
        same = out is not None and os.path.samefile(given, out)
    except (OSError, ValueError):
        same = False
    if same:
        raise click.UsageError(tell(language(), "is_there", str(out)))


def public_keys(names: tuple[str, ...]) -> list[PublicKey]:
    """The keys of these files. Raises `InputError`."""
    from benefits.audit.note import read_public

    return [read_public(read_text(name, _MAX_MIB)) for name in names]


def private_key(name: str | None) -> PrivateKey | None:
    """The key of the file, if there is one. Raises `InputError`."""
    from benefits.audit.note import read_private

    return read_private(read_text(name, _MAX_MIB)) if name is not None else None


def checkpoint_of(name: str) -> Checkpoint:
    """The checkpoint in a file. Raises `InputError`."""
    from benefits.audit.checkpoint import read_checkpoint

    return read_checkpoint(read_text(name, _MAX_MIB))


def origin_of(ledger: str, origin: str | None, key: PrivateKey | None) -> str:
    """Whose ledger it is: as said, else as the key is called, else as its file or database is."""
    return origin or (key.name if key is not None else PurePath(urlsplit(ledger).path).name or ledger)
