"""`benefits bundle`: the rules as one file that is known by its content: built, verified, shown."""

from __future__ import annotations

import click

from benefits.cli.lazy import Lazy
from benefits.cli.options import common

# The command and the module of `benefits.cli` that has it, in the order of the help.
_MODULES = {
    "build": "bundle.build",
    "verify": "bundle.verify",
    "show": "bundle.show",
}


@click.group("bundle", cls=Lazy, modules=_MODULES, help="help_bundle")
@common
def command() -> None:
    """The group; each command is a module of this package."""
