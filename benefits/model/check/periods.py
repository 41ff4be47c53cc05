"""The time lines of parameters, decisions and versions: every day has one value, or the file says that it has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from benefits.model.check.finite import show_number
from benefits.model.check.report import Place, Report, nearest
from benefits.model.check.scope import Names, contains, is_empty, overlap, show_day, show_period
from benefits.model.check.shapes import Shape
from benefits.model.program import Parameter, Period, Row, Value

MAX_CASES = 10_000  # combinations of a parameter's keys
MAX_COMPARISONS = 1_000_000  # of combinations with rows

Keys = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """The days from the first to the last value of a parameter for one combination of its keys."""

    case: str
    period: Period


def next_day(day: date) -> date:
    """The day after; the last day there is has none, so itself."""
    return day if day == date.max else day + timedelta(days=1)


def day_before(day: date) -> date:
    """The day before; the first day there is has none, so itself."""
    return day if day == date.min else day - timedelta(days=1)


def key_values(parameter: Parameter, index: int, shape: Shape | None) -> tuple[Value, ...]:
    """The values that a key can have: an enumeration's members, true and false, or what the rows list."""
    if shape is not None and shape.kind == "choice":
        return shape.ids
    if shape is not None and shape.kind == "boolean":
        return (True, False)
    listed = dict.fromkeys(row.keys[index] for row in parameter.rows if row.keys[index] is not None)
    return tuple(listed) or (None,)


def show_case(parameter: Parameter, keys: Keys) -> str:
    """A combination of keys as a message names it."""
    named = (f"{name}: {_shown(key)}" for name, key in zip(parameter.by, keys, strict=True) if key is not None)
    return ", ".join(named)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return show_number(value) if isinstance(value, Fraction) else str(value)


def check_parameter(parameter: Parameter, names: Names, report: Report) -> tuple[Reach, ...]:
    """The rows of one parameter: known keys, every combination, each day once, no gap that is not declared.

    Returns how far the values reach for the combination that starts last and for the one that ends first.
    """
    place = Place(f"parameters.{parameter.name}", parameter.at)
    shapes = [names.key_shape(key) for key in parameter.by]
    for key, shape in zip(parameter.by, shapes, strict=True):
        if shape is None and "." not in parameter.name:  # of a used program's, the formula that names it tells
            report.unknown(place.below("by"), None, key, names.shapes)
    _check_rows(parameter, shapes, place, names, report)
    domains = [key_values(parameter, index, shape) for index, shape in enumerate(shapes)]
    cases = prod(len(domain) for domain in domains)
    if max(cases, len(parameter.rows)) > MAX_CASES or cases * len(parameter.rows) > MAX_COMPARISONS:
        report.add("too_many", place, value=parameter.name, expected=f"{MAX_CASES}, {MAX_COMPARISONS}")
        return ()
    return _check_cases(parameter, domains, place, report)


def _check_rows(
    parameter: Parameter, shapes: Sequence[Shape | None], place: Place, names: Names, report: Report
) -> None:
    """What can be said of each row alone: its period and its keys."""
    undated = names.program.undated is not None and names.program.date_rule is None
    for index, row in enumerate(parameter.rows):
        spot = place.below(parameter.row_path(index), row.at)
        if is_empty(row.period):
            report.add("reversed_period", spot, value=show_period(row.period))
        if row.period.first is None and not row.included and not undated:
            report.add("missing_period", spot)
        for key, shape in zip(row.keys, shapes, strict=True):
            if key is not None and shape is not None and shape.kind == "choice" and key not in shape.ids:
                valid = ", ".join(shape.ids)
                report.add("unknown_key", spot, value=str(key), expected=valid, nearest=nearest(str(key), shape.ids))
            elif key is not None and shape is not None and shape.kind == "boolean" and not isinstance(key, bool):
                report.add("unknown_key", spot, value=str(key), expected="true, false")


def _check_cases(
    parameter: Parameter, domains: Sequence[tuple[Value, ...]], place: Place, report: Report
) -> tuple[Reach, ...]:
    """Each combination of keys: that it has rows, and that they follow one another."""
    indexed = list(enumerate(parameter.rows))
    reaches: list[Reach] = []
    for keys in product(*domains):
        rows = [(index, row) for index, row in indexed if row.matches(keys)]
        if not rows:
            report.add("missing_keys", place.below("values"), value=show_case(parameter, keys))
            continue
        _check_sequence(parameter, keys, rows, place, report)
        first = min(row.period.first or date.min for _, row in rows)
        last = max(row.period.last or date.max for _, row in rows)
        reaches.append(Reach(show_case(parameter, keys), Period(first, last)))
    if not reaches:
        return ()
    latest = max(reaches, key=lambda reach: reach.period.first or date.min)
    soonest = min(reaches, key=lambda reach: reach.period.last or date.max)
    return tuple(dict.fromkeys(map(_opened, (latest, soonest))))


def _opened(reach: Reach) -> Reach:
    """The reach with the ends of time written as open."""
    first, last = reach.period.first, reach.period.last
    return Reach(reach.case, Period(None if first == date.min else first, None if last == date.max else last))


def _check_sequence(
    parameter: Parameter, keys: Keys, rows: list[tuple[int, Row]], place: Place, report: Report
) -> None:
    """The rows of one combination: in order, no day twice, no day left out unless the parameter declares a gap."""
    detail = {"case": _case_words(show_case(parameter, keys))}
    for (_, earlier), (index, later) in pairwise(rows):
        if (earlier.period.first or date.min) > (later.period.first or date.min):
            spot = place.below(parameter.row_path(index), later.at)
            report.add("periods_unordered", spot, value=show_day(later.period.first), detail=detail)
    ordered = sorted(rows, key=lambda pair: pair[1].period.first or date.min)
    for (_, earlier), (index, later) in pairwise(ordered):
        spot = place.below(parameter.row_path(index), later.at)
        common = overlap(earlier.period, later.period)
        if not is_empty(common):
            report.add("periods_overlap", spot, value=show_period(common), detail=detail)
        elif earlier.period.last and later.period.first and not _gap_declared(parameter):
            expected = next_day(earlier.period.last)
            if expected < later.period.first:
                missing = Period(expected, day_before(later.period.first))
                report.add("periods_gap", spot, value=show_period(missing), detail=detail)


def _gap_declared(parameter: Parameter) -> bool:
    """Whether the file says that between two periods there is no value."""
    return parameter.gap is not None


def _case_words(case: str) -> tuple[str, str]:
    return (f"({case})", f" ({case})") if case else ("", "")


def uncovered(reaches: tuple[Reach, ...], window: Period) -> Reach | None:
    """The combination of keys, if any, whose values do not reach over the whole window, with the days that lack one."""
    if is_empty(window):
        return None
    for reach in reaches:
        if not contains(reach.period, window):
            before = reach.period.first is not None and (window.first is None or window.first < reach.period.first)
            if before and reach.period.first is not None:
                return Reach(reach.case, Period(window.first, day_before(reach.period.first)))
            last = reach.period.last or date.max
            return Reach(reach.case, Period(next_day(last), window.last))
    return None


def days_of_change(figures: Sequence[Parameter], window: Period) -> list[date]:
    """The first day of the window and each later day of it on which one of the figures changes."""
    changes = {row.period.first for parameter in figures for row in parameter.rows}
    changes |= {next_day(row.period.last) for parameter in figures for row in parameter.rows if row.period.last}
    inside = {day for day in changes if day is not None and window.covers(day)}
    start = window.first or min(inside, default=date.min)
    return sorted(inside | {start})


def check_versions(versions: tuple[tuple[Period, object], ...], whole: Period, place: Place, report: Report) -> None:
    """The versions of a decision follow one another and cover its own period."""
    periods = [period for period, _ in versions]
    for period in periods:
        if is_empty(period):
            report.add("reversed_period", place, value=show_period(period))
    for earlier, later in pairwise(periods):
        if later.first is None or earlier.last is None or later.first <= earlier.last:
            report.add("periods_overlap", place, value=show_period(overlap(earlier, later)), detail=_NO_CASE)
        elif next_day(earlier.last) < later.first:
            missing = Period(next_day(earlier.last), day_before(later.first))
            report.add("periods_gap", place, value=show_period(missing), detail=_NO_CASE)
    covered = Period(periods[0].first, periods[-1].last) if periods else Period(date.max, date.min)
    if not is_empty(whole) and not contains(covered, whole):
        report.add("periods_gap", place, value=show_period(whole), expected=show_period(covered), detail=_NO_CASE)


_NO_CASE: Mapping[str, tuple[str, str]] = {"case": ("", "")}
