"""`benefits audit check-proof PROOF --checkpoint F`: whether a proof holds; no ledger is needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from benefits.cli.audit.keys import checkpoint_of, public_keys, trusted_option
from benefits.cli.files import read_text
from benefits.cli.messages import tell
from benefits.cli.options import Option, form_option, language
from benefits.cli.options import command as make_command
from benefits.cli.refusal import report, visible
from benefits.errors import BenefitsError, DamagedLedgerError

if TYPE_CHECKING:
    from benefits.audit.proof import Proof

_MAX_MIB = 256


@make_command("check-proof", "help_audit_check_proof")
@click.argument("proof")
@click.option("--checkpoint", cls=Option, required=True, metavar="FILE", help="help_audit_held")
@trusted_option
@form_option
def command(proof: str, checkpoint: str, keys: tuple[str, ...], form: str) -> int:
    """Tell what the proof proves; status 6 where it does not hold."""
    from benefits.audit.proof import check_proof, read_proof

    tongue = language()
    try:
        given = read_proof(read_text(proof, _MAX_MIB))
        if found := check_proof(given, checkpoint_of(checkpoint), public_keys(keys)):
            raise DamagedLedgerError(found)
        told = _told(given)
    except BenefitsError as error:
        return report(error, tongue, form == "json")
    if form == "json":
        click.echo(json.dumps(told, ensure_ascii=False, sort_keys=True))
        return 0
    content, within = given.content(), given.checkpoint
    place = (str(given.index + 1), str(within.size), within.origin)
    click.echo(visible(tell(tongue, "proof_holds", content["id"], *place)))
    for name in ("decided_at", "recorded_at", "by", "channel", "supersedes", "because"):
        if name in content:
            click.echo(visible(tell(tongue, f"history_{name}", str(content[name]))))
    for name in ("question", "outputs"):
        if name in told:
            shown = json.dumps(told[name], ensure_ascii=False, sort_keys=True)
            click.echo(visible(tell(tongue, f"proof_{name}", shown)))
    if given.payload is None:
        click.echo(tell(tongue, "proof_bare"))
    return 0


def _told(given: Proof) -> dict[str, object]:
    """What the proof proves, as a value. Raises `DamagedLedgerError` where what was recorded is no decision."""
    from benefits.audit.stored import stored_answer, stored_question

    content, within = given.content(), given.checkpoint
    told: dict[str, object] = {"entry": content, "origin": within.origin, "size": within.size}
    if given.payload is not None:
        told["question"] = stored_question(given.payload.question, content["id"])
        answer = stored_answer(given.payload.decision, content["id"])
        told |= {"outputs": answer.outputs, "digest": answer.digest}
    return told
