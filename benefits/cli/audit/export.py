"""`benefits audit export L`: a ledger as lines of JSON, or with `--kit` as an archive that replays anywhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from benefits.cli.audit.keys import keep_apart, origin_of, private_key, signing_options
from benefits.cli.files import write_whole
from benefits.cli.messages import tell
from benefits.cli.options import Option, language
from benefits.cli.options import command as make_command
from benefits.cli.progress import bar, tracked
from benefits.cli.refusal import report
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits.audit.ledger import Ledger


@make_command("export", "help_audit_export")
@click.argument("ledger")
@click.option("--out", cls=Option, metavar="FILE", type=click.Path(dir_okay=False), help="help_out_file")
@click.option("--kit", cls=Option, metavar="FILE", type=click.Path(dir_okay=False), help="help_audit_kit")
@signing_options
def command(ledger: str, out: str | None, kit: str | None, key: str | None, origin: str | None) -> int:
    """Print the lines, or write them or the kit to a file, whole or not at all."""
    from benefits.audit.open import open_ledger

    if kit is not None and out is not None:
        raise click.UsageError(tell(language(), "kit_or_out"))
    keep_apart(ledger, kit or out)
    try:
        with closing(open_ledger(ledger)) as opened:
            if kit is not None:
                _write(kit, lambda file: _kit(file, opened, ledger, key, origin))
            elif out is not None:
                _write(out, lambda file: _lines(file, opened))
            else:
                _lines(sys.stdout.buffer, opened)
    except BenefitsError as error:
        return report(error, language(), as_json=False)
    return 0


def _lines(file: IO[bytes], ledger: Ledger) -> None:
    from benefits.audit.exchange import export

    total = 1 + len(ledger.bundles()) + ledger.head().size
    for line in tracked(export(ledger), total, tell(language(), "exporting")):
        file.write(line)


def _kit(file: IO[bytes], ledger: Ledger, name: str, key: str | None, origin: str | None) -> None:
    from benefits.audit.checkpoint import make_checkpoint
    from benefits.audit.kit import write_kit

    signer = private_key(key)
    checkpoint = make_checkpoint(ledger, origin_of(name, origin, signer), signer)
    with bar(tell(language(), "exporting")) as progress:
        write_kit(ledger, file, checkpoint, progress)


def _write(name: str, write: Callable[[IO[bytes]], None]) -> None:
    def into(part: Path) -> None:
        with part.open("wb") as file:
            write(file)

    write_whole(name, into)
