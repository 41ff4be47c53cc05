"""`benefits audit diff-bundles A B`: what changed between two editions, in the words of the rules."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benefits.cli.messages import tell
from benefits.cli.options import Option, form_option, language
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits.model.store import Library

_DIGEST = "sha256:"


@make_command("diff-bundles", "help_audit_diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--ledger", cls=Option, metavar="LEDGER", help="help_diff_ledger")
@form_option
def command(old: str, new: str, ledger: str | None, form: str) -> int:
    """A and B are bundles or folders, or with `--ledger` digests of rules that it stores."""
    from benefits.model.editions import compare

    tongue = language()
    try:
        changes = compare(_library(old, ledger, tongue), _library(new, ledger, tongue))
    except BenefitsError as error:
        return report(error, tongue, form == "json")
    if form == "json":
        from benefits.cli.audit.edition_json import as_json

        click.echo(json.dumps(as_json(changes), ensure_ascii=False, sort_keys=True))
        return 0
    from benefits.cli.printing import print_explanation
    from benefits.words.edition_words import edition_words

    print_explanation(edition_words(changes, tongue))
    return 0


def _library(name: str, ledger: str | None, tongue: str) -> Library:
    """An edition by its name."""
    from benefits.audit.open import open_ledger
    from benefits.model.store import load, load_texts

    if name.startswith(_DIGEST):
        if ledger is None:
            raise click.UsageError(tell(tongue, "digest_needs_ledger", name))
        with closing(open_ledger(ledger)) as opened:
            return load_texts(opened.files(name))
    if not Path(name).exists():
        raise click.UsageError(tell(tongue, "no_such_path", name))
    return load(Path(name))
