"""Where the way of a question changes along one value: found by exact bisection on the grid of its smallest unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from benefits.cases.probe import Probe
from benefits.cases.question import Question, Slot
from benefits.model.program import Dated, Period, Program

_LARGEST = 10**10
"""Where a number has no end stated: ten thousand million of its unit, far beyond the figures of any document."""

_YEARS_BEFORE, _YEARS_AFTER = 110, 20
_MOST_CHANGES = 12
_MOST_FIGURES = 8


def changes(probe: Probe, question: Question, slot: Slot) -> list[int]:
    """Steps after which the way differs from the next step's, in order, at most a dozen.

    Between two values with the same way nothing is looked for; the figures of the program are among those looked at.
    """
    found: list[int] = []
    marks = landmarks(probe.program, question, slot)
    for low, high in pairwise(marks):
        waiting = [(low, high)]
        while waiting and len(found) < _MOST_CHANGES and probe.left > 0:
            low, high = waiting.pop()
            first, last = (probe.way(slot.at(question, step)).turns for step in (low, high))
            if first == last:
                continue
            if high - low == 1:
                found.append(low)
                continue
            middle = (low + high) // 2
            waiting += [(middle, high), (low, middle)]
    return found


def landmarks(program: Program, question: Question, slot: Slot) -> list[int]:
    """The steps between which to look: the ends of what the input accepts, its own value, the program's figures."""
    own = slot.step(question)
    if slot.spec.type.kind == "date":
        year = question.day.year
        ends = (date(max(year - _YEARS_BEFORE, 1), 1, 1), date(min(year + _YEARS_AFTER, 9999), 12, 31))
        low, high = (end.toordinal() for end in ends)
        marks = {question.day.toordinal(), *(day.toordinal() for day in days(program))}
    else:
        unit = 10**slot.spec.decimals
        lowest, highest = slot.spec.minimum, slot.spec.maximum
        low = -_LARGEST * unit if lowest is None else _up(lowest * unit)
        high = _LARGEST * unit if highest is None else int(highest * unit)
        marks = {0, *(int(figure * unit) for figure in figures(program))}
    kept = {mark for mark in marks if low <= mark <= high}
    return sorted({low, high, *kept, *([own] if own is not None and low <= own <= high else [])})


def _up(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)


def figures(program: Program) -> list[Fraction]:
    """Numbers of the program's parameters, the first of them."""
    values = (row.value for one in program.parameters for row in one.rows)
    return list(dict.fromkeys(value for value in values if isinstance(value, Fraction)))[:_MOST_FIGURES]


def days(program: Program) -> list[date]:
    """Days that are values of the program's parameters."""
    values = (row.value for one in program.parameters for row in one.rows)
    return list(dict.fromkeys(value for value in values if isinstance(value, date)))[:_MOST_FIGURES]


def periods(program: Program) -> Iterator[Period]:
    """Every period of the program: its own, its figures', its decisions', its date's."""
    yield program.period
    if program.date_rule is not None:
        yield program.date_rule.period
    for parameter in program.parameters:
        yield from (row.period for row in parameter.rows)
    for decision in program.decisions:
        yield decision.period
        if isinstance(decision.body, Dated):
            yield from (period for period, _ in decision.body.versions)


def bounds(slot: Slot) -> list[int]:
    """Steps at, inside and outside of the stated ends of a number."""
    if slot.spec.type.kind != "number" or slot.spec.keys_of:
        return []
    unit, found = 10**slot.spec.decimals, []
    if slot.spec.minimum is not None:
        low = _up(slot.spec.minimum * unit)
        found += [low - 1, low, low + 1]
    if slot.spec.maximum is not None:
        high = int(slot.spec.maximum * unit)
        found += [high - 1, high, high + 1]
    return found
