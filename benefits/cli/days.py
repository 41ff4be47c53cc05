"""A date on the command line: `YYYY-MM-DD` and nothing else, with a hint for the other ways that people write one."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from benefits.cli.messages import tell
from benefits.cli.options import language

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OTHERWISE = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?|([0-9]{4})([0-9]{2})([0-9]{2})"
)


def day_problem(text: str, tongue: str) -> str:
    """Why the text is no date, "" when it is one."""
    if _WRITTEN.fullmatch(text):
        return "" if _exists(text) else tell(tongue, "no_such_day", text)
    other = _OTHERWISE.fullmatch(text.strip())
    parts = [part for part in other.groups() if part] if other else []
    meant = "-".join(part.zfill(2) for part in parts)
    hint = tell(tongue, "day_hint", meant) if meant and _exists(meant) else ""
    return tell(tongue, "bad_day", text) + hint


def _exists(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class Day(click.ParamType[date]):
    """The parameter type of `--date`."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        problem = day_problem(str(value), language(ctx))
        if problem:
            raise click.UsageError(problem, ctx)
        return date.fromisoformat(str(value))
