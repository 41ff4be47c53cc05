"""`benefits bundle show F`: which programs and files a bundle holds, with their digests."""

from __future__ import annotations

import json
from pathlib import Path

import click

from benefits.cli.messages import tell
from benefits.cli.options import Existing, form_option, language
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report
from benefits.errors import BenefitsError


@make_command("show", "help_bundle_show")
@click.argument("path", metavar="FILE", type=Existing(exists=True, dir_okay=False))
@form_option
def command(path: str, form: str) -> int:
    """The manifest in words, or as JSON."""
    from benefits.model.bundle import open_bundle

    tongue = language()
    try:
        bundle = open_bundle(Path(path))
    except BenefitsError as error:
        return report(error, tongue, form == "json")
    if form == "json":
        told = {"digest": bundle.digest, "files": dict(bundle.sources), "programs": dict(bundle.programs)}
        click.echo(json.dumps(told | {"semantics": bundle.semantics}, sort_keys=True))
        return 0
    from benefits.cli.printing import print_explanation
    from benefits.words import Explanation, Heading, Sentence, Table

    digest = tell(tongue, "column_digest")
    blocks = (
        Heading(tell(tongue, "bundle_title", Path(path).name), 1),
        Sentence(tell(tongue, "bundle_identity", bundle.digest, bundle.semantics)),
        Heading(tell(tongue, "bundle_programs")),
        Table((tell(tongue, "column_id"), digest), tuple(sorted(bundle.programs.items()))),
        Heading(tell(tongue, "bundle_files")),
        Table((tell(tongue, "column_file"), digest), tuple(bundle.sources.items())),
    )
    print_explanation(Explanation(tongue, blocks))
    return 0
