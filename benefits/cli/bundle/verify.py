"""`benefits bundle verify F`: every file against its digest, and the rules themselves checked."""

from __future__ import annotations

import json
from pathlib import Path

import click

from benefits.cli.messages import tell
from benefits.cli.options import Existing, form_option, language
from benefits.cli.options import command as make_command
from benefits.cli.refusal import MISMATCH, report
from benefits.errors import BenefitsError


@make_command("verify", "help_bundle_verify")
@click.argument("path", metavar="FILE", type=Existing(exists=True, dir_okay=False))
@form_option
def command(path: str, form: str) -> int:
    """Status 6 for a bundle that is not sound."""
    from benefits.model.bundle import check_programs, open_bundle

    tongue = language()
    try:
        bundle = open_bundle(Path(path))
        check_programs(bundle, Path(path).name)
    except BenefitsError as error:
        report(error, tongue, form == "json")
        return MISMATCH
    if form == "json":
        click.echo(json.dumps({"digest": bundle.digest, "sound": True}, sort_keys=True))
        return 0
    click.echo(tell(tongue, "bundle_sound", str(len(bundle.programs)), str(len(bundle.files)), bundle.digest))
    return 0
