"""What the reference needs besides FEEL, by hand and plainly: roundings, dates, shares.

Where the rule language differs from FEEL on purpose, it has its own function here: `sum` of an empty list is 0.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from math import floor

from benefits import feel
from benefits.engine.layout import children
from benefits.feel.syntax import Filter, Node


def rounded(value: Fraction, to: Fraction, mode: str) -> Fraction:
    """By the words of the format, with fractions."""
    steps = value / to
    below, above = floor(steps), -floor(-steps)
    nearer = below if steps - below < above - steps else above
    away, toward = (above, below) if value > 0 else (below, above)
    if mode in ("half up", "half even") and steps - below == above - steps:
        nearer = away if mode == "half up" else (below if below % 2 == 0 else above)
    picked = {"floor": below, "ceiling": above, "up": away, "down": toward}
    return picked.get(mode, nearer) * to


def anniversary(day: date, months: int) -> date:
    """The same day of the month so many months on, at most the month's last."""
    month = day.year * 12 + day.month - 1 + months
    if not 12 <= month < 120_000:
        raise feel.NullResult("outside the calendar")
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def days_on(day: date, days: Fraction) -> date:
    """So many days on, counted from the calendar's first day."""
    number = day.toordinal() + int(days)
    if not 1 <= number <= date.max.toordinal():
        raise feel.NullResult("outside the calendar")
    return date.fromordinal(number)


def completed_years(start: date, end: date) -> Fraction:
    """How many anniversaries have passed; before the start, the difference of the years."""
    if end.year < start.year:
        return Fraction(end.year - start.year)
    years = end.year - start.year
    return Fraction(years if anniversary(start, 12 * years) <= end else years - 1)


def _sum(values: object) -> object:
    listed = values if isinstance(values, list) else [values]
    if None in listed:
        raise feel.NullResult("an item without a value")
    return sum(listed, Fraction(0))


def filtering(node: Node, inside: bool = False) -> Iterator[Node]:
    """The nodes of filters' conditions. FEEL tries one on null when the list is empty; that problem is none."""
    if inside:
        yield node
    for child in children(node):
        yield from filtering(child, inside or (isinstance(node, Filter) and child is node.condition))


def function(name: str, body: Callable[..., object], *parameters: str) -> feel.Function:
    return feel.Function(name, parameters, body)


FUNCTIONS: dict[str, object] = {
    "completed years": function("completed years", completed_years, "a", "b"),
    "add years": function("add years", lambda day, n: anniversary(day, 12 * int(n)), "a", "b"),
    "add months": function("add months", lambda day, n: anniversary(day, int(n)), "a", "b"),
    "add days": function("add days", days_on, "a", "b"),
    "month day": function("month day", lambda day: f"{day.month:02}-{day.day:02}", "a"),
    "sum": function("sum", _sum, "a"),
    "months_per_year": Fraction(12),
}


def divided(total: Fraction, to: Fraction, weights: list[Fraction]) -> list[Fraction]:
    """Every share cut to the step, and a step each to the largest cut-off rests, the first of equals first."""
    exact = [total * weight / sum(weights) / to for weight in weights]
    parts = [floor(share) for share in exact]
    for _ in range(int(total / to) - sum(parts)):
        rests = [share - part for share, part in zip(exact, parts, strict=True)]
        parts[rests.index(max(rests))] += 1
    return [part * to for part in parts]
