"""`benefits audit`: decisions stored in a ledger, verified, replayed and re-examined. A group of its own commands."""

from __future__ import annotations

import click

from benefits.cli.lazy import Lazy
from benefits.cli.options import common

# The command and the module of `benefits.cli` that has it, in the order of the help.
_MODULES = {
    "record": "audit.record",
    "verify": "audit.verify",
    "erase": "audit.erase",
    "replay": "audit.replay",
    "recheck": "audit.recheck",
    "history": "audit.history",
    "explain": "audit.explain",
    "diff-bundles": "audit.diff_bundles",
    "checkpoint": "audit.checkpoint",
    "keygen": "audit.keygen",
    "prove": "audit.prove",
    "check-proof": "audit.check_proof",
    "export": "audit.export",
    "import": "audit.take_in",
}


@click.group("audit", cls=Lazy, modules=_MODULES, help="help_audit")
@common
def command() -> None:
    """The group; each command is a module of this package."""
