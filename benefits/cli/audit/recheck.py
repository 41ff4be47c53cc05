"""`benefits audit recheck L --rules NEW`: which stored decisions other rules would change, and by how much."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benefits.cli.days import Day
from benefits.cli.extras import wanting
from benefits.cli.files import write_file, write_whole
from benefits.cli.messages import tell
from benefits.cli.options import Option, form_option, language, open_book
from benefits.cli.options import command as make_command
from benefits.cli.progress import tracked
from benefits.cli.refusal import report
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits import RuleBook
    from benefits.audit.recheck import Rechecked, Totals

_ENDINGS = (".csv", ".xlsx", ".json")


@make_command("recheck", "help_audit_recheck")
@click.argument("ledger")
@click.option("--from", "first", cls=Option, type=Day(), help="help_recheck_from")
@click.option("--to", "last", cls=Option, type=Day(), help="help_recheck_to")
@click.option("--program", cls=Option, default="", help="help_recheck_program")
@click.option("--out", cls=Option, metavar="FILE", type=click.Path(dir_okay=False), help="help_recheck_out")
@form_option
def command(ledger: str, first: date | None, last: date | None, program: str, out: str | None, form: str) -> int:
    """The rules are those of `--rules`, else the shipped ones. A difference is an answer here: the status is 0."""
    from benefits.audit.open import open_ledger
    from benefits.audit.recheck import CHANGED, REFUSED, Totals, recheck

    tongue = language()
    if out is not None and Path(out).suffix not in _ENDINGS:
        raise click.UsageError(tell(tongue, "recheck_ending", out, ", ".join(_ENDINGS)))
    totals, found = Totals(), []
    try:
        book = open_book()
        if program:
            book.program(program)
        with closing(open_ledger(ledger)) as opened:
            records = recheck(opened, book, first, last, program)
            for one in tracked(records, opened.head().size, tell(tongue, "rechecking")):
                totals.add(one)
                if one.outcome in (CHANGED, REFUSED):
                    found.append(one)
        _give(found, totals, book, tongue, out, form)
    except BenefitsError as error:
        return report(error, tongue, form == "json")
    return 0


def _give(found: list[Rechecked], totals: Totals, book: RuleBook, tongue: str, out: str | None, form: str) -> None:
    """To a file, and the totals to standard output; without a file, everything there."""
    from benefits.cli.audit import recheck_words

    told = recheck_words.RecheckWords(book, tongue)
    as_json = b""
    if form == "json" or (out is not None and out.endswith(".json")):
        as_json = json.dumps(recheck_words.as_json(found, totals), ensure_ascii=False, sort_keys=True).encode()
    if out is not None and out.endswith(".json"):
        write_file(out, as_json + b"\n")
    elif out is not None:
        with wanting("audit recheck"):
            write_whole(out, lambda part: told.write(part, found, totals))
    if form == "json":
        click.echo(as_json.decode())
        return
    from benefits.cli.printing import print_explanation

    print_explanation(told.sheet(found, totals, listed=out is None))
