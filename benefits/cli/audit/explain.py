"""`benefits audit explain L ID`: a stored decision as the sheet that `calc` printed, with the labels of its rules."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING

import click

from benefits.cli.messages import tell
from benefits.cli.options import command as make_command
from benefits.cli.options import form_option, language
from benefits.cli.refusal import report, visible
from benefits.errors import BenefitsError, DamagedLedgerError, Problem

if TYPE_CHECKING:
    from benefits.audit.ledger import Ledger
    from benefits.model.program import Program


@make_command("explain", "help_audit_explain")
@click.argument("ledger")
@click.argument("id")
@form_option
def command(ledger: str, id: str, form: str) -> int:
    """Nothing is computed: the steps are those that were stored. With `--format json` the stored bytes themselves."""
    from benefits.audit.open import open_ledger
    from benefits.audit.stored import body_of, check_payload, in_order, stored_answer, stored_record

    tongue = language()
    try:
        with closing(open_ledger(ledger)) as opened:
            entry, payload = opened.find(id)
            known = stored_record(entry)
            if payload is None or known is None:
                return _tell_erased(opened, body_of(entry), tongue)
            check_payload(known, payload)
            answer = stored_answer(payload.decision, id)
            program = _program(opened, known.bundle, answer.program)
            later = opened.superseded_by(id)
    except BenefitsError as error:
        return report(error, tongue, form == "json")
    if later:
        click.echo(visible(tell(tongue, "explain_superseded", id, later)), err=True)
    if form == "json":
        click.echo(payload.decision.decode())
        return 0
    from benefits.cli.printing import print_explanation
    from benefits.words import explain

    try:
        sheet = explain(in_order(answer, program) if program else answer, program, tongue)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        # It was stored like this, but by something else than this package.
        return report(DamagedLedgerError([Problem("bad_record", value=id)]), tongue, as_json=False)
    print_explanation(sheet)
    return 0


def _program(ledger: Ledger, bundle: str, program: str) -> Program | None:
    """The program as its stored rules say it; without them the sheet has fewer labels."""
    from benefits.audit.stored import Books

    try:
        return Books(ledger).book(bundle).program(program)
    except BenefitsError:
        return None


def _tell_erased(ledger: Ledger, said: Mapping[str, object], tongue: str) -> int:
    """Say that there is nothing left to explain, and why."""
    from benefits.audit.stored import erasure_body

    told = said if "erases" in said else erasure_body(ledger, str(said.get("id")))
    places = (said.get("erases", said.get("id")), told.get("recorded_at"), told.get("because"))
    click.echo(visible(tell(tongue, "explain_erased", *map(str, places))), err=True)
    return 3
