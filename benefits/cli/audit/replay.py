"""`benefits audit replay L ID|--all`: stored decisions computed again from the rules stored with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from benefits.cli.messages import tell
from benefits.cli.options import Option, form_option, language
from benefits.cli.options import command as make_command
from benefits.cli.progress import tracked
from benefits.cli.refusal import MISMATCH, report, visible
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits.audit.replay import Difference, Replayed

_OUTCOMES = ("same", "differs", "cannot", "erased")
_MOST_SHOWN = 200


@make_command("replay", "help_audit_replay")
@click.argument("ledger")
@click.argument("id", required=False)
@click.option("--all", "everything", cls=Option, is_flag=True, help="help_audit_all")
@form_option
def command(ledger: str, id: str | None, everything: bool, form: str) -> int:
    """Tell what is not the same; status 6 when something differs or cannot be computed again."""
    from benefits.audit.open import open_ledger
    from benefits.audit.replay import SAME, replay

    tongue = language()
    if everything == (id is not None):
        raise click.UsageError(tell(tongue, "id_or_all"))
    counts: Counter[str] = Counter()
    told: list[dict[str, object]] = []
    try:
        with closing(open_ledger(ledger)) as opened:
            for one in tracked(replay(opened, id), opened.head().size, tell(tongue, "replaying")):
                counts[one.outcome] += 1
                if form == "json" and one.outcome != SAME:
                    told.append(_as_json(one))
                elif form == "text" and (id is not None or one.outcome != SAME):
                    for line in _lines(one, tongue):
                        click.echo(visible(line))
    except BenefitsError as error:
        return report(error, tongue, form == "json")
    if form == "json":
        summary = {name: counts[name] for name in _OUTCOMES}
        click.echo(json.dumps({"records": told, "summary": summary}, ensure_ascii=False, sort_keys=True))
    elif id is None:
        click.echo(tell(tongue, "replayed", str(counts.total()), *(str(counts[name]) for name in _OUTCOMES)))
    return MISMATCH if counts["differs"] or counts["cannot"] else 0


def _lines(one: Replayed, tongue: str) -> Iterator[str]:
    """A record in words: what came of it, and why or where."""
    words = tell(tongue, f"replay_{one.outcome}", one.because, one.at)
    yield tell(tongue, "replay_line", one.id, one.program, words)
    for problem in one.problems:
        yield "  " + problem.located(tongue)
    if one.difference is not None:
        yield from _difference(one.difference, tongue)


def _difference(found: Difference, tongue: str) -> Iterator[str]:
    name = tell(tongue, "audit_labelled", found.label.get(tongue, found.step), found.step) if found.step else ""
    where = [part for part in (name, found.member) if part]
    yield "  " + tell(tongue, "replay_first", " · ".join(where) or tell(tongue, "whole_answer"))
    for key, value in (("replay_stored", found.stored), ("replay_found", found.recomputed)):
        yield "  " + tell(tongue, key, value[:_MOST_SHOWN] + "…" * (len(value) > _MOST_SHOWN) or "–")


def _as_json(one: Replayed) -> dict[str, object]:
    problems = [{"code": each.code, "zh": each.located("zh"), "en": each.located("en")} for each in one.problems]
    told = asdict(one) | {"problems": problems}
    return {name: value for name, value in told.items() if value not in (None, "", [])}
