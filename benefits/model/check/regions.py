"""The domain of a decision table's column, cut into regions inside which every cell says the same.

Numbers lie on the grid of their decimals (a count on whole numbers, yuan with two decimals on fen), dates and
month-days on days; so `<= 30` and `>= 31` leave a gap for tonnes and none for visits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from benefits.model.check.finite import show_number
from benefits.model.check.shapes import Shape
from benefits.model.program import Value

LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Region:
    """One value stands for all of the region; `words` say which they are (after the column's name)."""

    sample: Value
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """The line that an ordered column's values lie on: its grid (None: dense), its ends, and how a point is shown."""

    step: Fraction | None
    low: Fraction | None
    high: Fraction | None
    show: Callable[[Fraction], str]


def on_line(value: Value, kind: str) -> Fraction | None:
    """A number, date or month-day as a point of its column's line; None for anything else."""
    if kind == "number" and isinstance(value, Fraction):
        return value
    if kind == "date" and isinstance(value, date):
        return Fraction(value.toordinal())
    if kind == "month_day" and isinstance(value, str):
        month, _, day = value.partition("-")
        return Fraction(date(LEAP_YEAR, int(month), int(day)).toordinal())
    return None


def line_of(shape: Shape) -> Line:
    """The line of an ordered column."""
    if shape.kind == "number":
        places = shape.figures.places
        step = None if places is None else Fraction(1, 10**places)
        return Line(step, shape.figures.low, shape.figures.high, show_number)
    if shape.kind == "date":
        return Line(Fraction(1), Fraction(1), Fraction(date.max.toordinal()), _show_date)
    first, last = date(LEAP_YEAR, 1, 1), date(LEAP_YEAR, 12, 31)
    return Line(Fraction(1), Fraction(first.toordinal()), Fraction(last.toordinal()), _show_month_day)


def _show_date(point: Fraction) -> str:
    return date.fromordinal(int(point)).isoformat()


def _show_month_day(point: Fraction) -> str:
    return _show_date(point)[5:]


def along(line: Line, cuts: Iterable[Fraction]) -> list[Region]:
    """The points where cells change, and what lies between them, as far as the line has values there."""
    points = sorted(set(cuts))
    regions: list[Region] = []
    for below, above in zip([None, *points], [*points, None], strict=True):
        sample = _between(line, below, above)
        if sample is not None:
            regions.append(Region(sample, _words(line, below, above)))
        if above is not None and _has(line, above):
            regions.append(Region(above, f"= {line.show(above)}"))
    return regions


def _has(line: Line, point: Fraction) -> bool:
    on_grid = line.step is None or (point / line.step).denominator == 1
    return on_grid and (line.low is None or line.low <= point) and (line.high is None or point <= line.high)


def _between(line: Line, below: Fraction | None, above: Fraction | None) -> Fraction | None:
    """A value of the line strictly between two points, None where there is none."""
    low, high = line.low, line.high
    if below is not None and (low is None or low <= below):
        low = None if line.step is None else (below // line.step + 1) * line.step
    if above is not None and (high is None or high >= above):
        high = None if line.step is None else (-(-above // line.step) - 1) * line.step
    if line.step is not None and low is not None:
        low = -(-low // line.step) * line.step
    if low is not None and high is not None:
        return low if low <= high else None
    if low is not None:
        return _inside(low, above)
    if high is not None:
        return high if below is None or below < high else None
    if below is not None and above is not None:
        return (below + above) / 2
    return below + 1 if below is not None else above - 1 if above is not None else Fraction(0)


def _inside(low: Fraction, above: Fraction | None) -> Fraction | None:
    return low if above is None or low < above else None


def _words(line: Line, below: Fraction | None, above: Fraction | None) -> str:
    if below is not None and above is not None:
        return f"in ({line.show(below)}..{line.show(above)})"
    if below is not None:
        return f"> {line.show(below)}"
    return f"< {line.show(above)}" if above is not None else "-"
