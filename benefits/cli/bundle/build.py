"""`benefits bundle build [PROGRAM…] --out F`: programs with all that they use and cite, as one file."""

from __future__ import annotations

import click

from benefits.cli.completion import complete_program
from benefits.cli.files import write_file
from benefits.cli.messages import tell
from benefits.cli.options import Option, language, open_book
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report
from benefits.errors import BenefitsError


@make_command("build", "help_bundle_build")
@click.argument("programs", nargs=-1, metavar="[PROGRAM]…", shell_complete=complete_program)
@click.option("--out", cls=Option, required=True, metavar="FILE", type=click.Path(dir_okay=False), help="help_out_file")
@click.option("--change", "changes", cls=Option, multiple=True, metavar="CHANGE", help="help_bundle_change")
def command(programs: tuple[str, ...], out: str, changes: tuple[str, ...]) -> int:
    """Write the bundle and tell its digest."""
    from benefits.model.bundle import parse_bundle, write_bundle

    tongue = language()
    try:
        made = write_bundle(_files(programs, changes))
        bundle = parse_bundle(made, out)
    except BenefitsError as error:
        return report(error, tongue, as_json=False)
    write_file(out, made)
    click.echo(tell(tongue, "bundle_built", out, str(len(bundle.programs)), str(len(bundle.files)), bundle.digest))
    return 0


def _files(programs: tuple[str, ...], changes: tuple[str, ...]) -> dict[str, bytes]:
    """The rule files behind the programs, after the changes."""
    if not changes:
        return open_book().files(*programs)
    from benefits.model.change import apply_changes, parse_change
    from benefits.model.store import load_texts

    return load_texts(apply_changes(open_book().files(), map(parse_change, changes))).files(*programs)
