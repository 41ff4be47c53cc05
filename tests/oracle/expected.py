"""What one case must give, and the few sums that several programs share. Fractions and whole numbers only."""

from __future__ import annotations

import calendar
import datetime
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

FEN = Fraction(1, 100)
YUAN = Fraction(1)
Kind = Literal["answered", "not_in_force", "refused", "missing"]


@dataclass(frozen=True)
class Expected:
    """The right outcome of one case.

    `missing` are the names that matter for certain. `missing_leeway` are names that an engine may ask for as well,
    because only an analysis by cases (or a product with zero) shows that they cannot matter. With kind "answered" and
    a leeway, the engine may answer, or ask for names of the leeway.
    `refused_paths` are paths that must each be among the reported problems; of every group in `refused_any` at least
    one must be (a problem between two fields can fairly be put at either).
    `undetermined_leeway` are names that may stand in the not-determined list without being in `undetermined`.
    """

    kind: Kind
    outputs: dict[str, object] = field(default_factory=dict)
    undetermined: frozenset[str] = frozenset()
    undetermined_leeway: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    missing_leeway: frozenset[str] = frozenset()
    refused_paths: frozenset[str] = frozenset()
    refused_any: tuple[frozenset[str], ...] = ()


NOT_IN_FORCE = Expected("not_in_force")


def answered(outputs: dict[str, object], undetermined: Sequence[str] = ()) -> Expected:
    """An answer; `undetermined` names the outputs that are None because the text has no rule."""
    return Expected("answered", outputs=outputs, undetermined=frozenset(undetermined))


def settle(
    order: Sequence[str], must: Iterable[str], leeway: Iterable[str], answer: Callable[[], Expected]
) -> Expected:
    """The names that matter for certain, in the declared `order`; when there are none, the answer. Both with the names
    that an engine may ask for as well."""
    asked = set(must)
    missing = tuple(name for name in order if name in asked)
    allowed = frozenset(leeway) - asked
    if missing:
        return Expected("missing", missing=missing, missing_leeway=allowed)
    return replace(answer(), missing_leeway=allowed)


def half_up(value: Fraction, step: Fraction) -> Fraction:
    """`value` to a multiple of `step`, halves away from zero (Conventions: to fen, to yuan)."""
    steps = math.floor(abs(value) / step + Fraction(1, 2))
    return steps * step if value >= 0 else -steps * step


def ceiling(value: Fraction, step: Fraction) -> Fraction:
    """`value` up to the next multiple of `step`."""
    return math.ceil(value / step) * step


def to_fen(value: Fraction) -> Fraction:
    """`value` to 0.01 yuan, half up."""
    return half_up(value, FEN)


def largest_remainder(total: Fraction, weights: Sequence[Fraction]) -> list[Fraction]:
    """`total` (whole fen) split by `weights`: every share floored to fen, then the remaining fen one each in order of
    the largest cut-off fraction, ties in the listed order. The parts add up to `total`."""
    whole = sum(weights, Fraction(0))
    shares_fen = [total / FEN * weight / whole for weight in weights]
    parts_fen = [math.floor(share) for share in shares_fen]
    left = int(total / FEN) - sum(parts_fen)
    by_cut_off = sorted(range(len(weights)), key=lambda row: (parts_fen[row] - shares_fen[row], row))
    for row in by_cut_off[:left]:
        parts_fen[row] += 1
    return [part * FEN for part in parts_fen]


def as_tuple(day: datetime.date) -> tuple[int, int, int]:
    """A date as (year, month, day), so that years beyond 9999 can be compared too."""
    return (day.year, day.month, day.day)


def anniversary(day: datetime.date, years: int) -> tuple[int, int, int]:
    """`day` plus whole years; 29 February in a year without one is 28 February (Conventions)."""
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return (year, 2, 28)
    return (year, day.month, day.day)


def completed_years(birth: datetime.date, day: datetime.date) -> int:
    """Age in completed years on `day`; negative when born after it."""
    years = day.year - birth.year
    return years if anniversary(birth, years) <= as_tuple(day) else years - 1
