"""Questions whose figure lies exactly half-way between two multiples before it is rounded.

Along one value the figure is, near a question, a straight line. Where that line meets a half is a congruence in whole
numbers; whether the question found still lies on the line is then looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd, lcm

from benefits.cases.probe import Probe, Rounded
from benefits.cases.question import Question, Slot

_HALF = Fraction(1, 2)
_POINTS = 3
"""So many points next to each other must lie on one line."""


def ties(probe: Probe, question: Question, slot: Slot) -> Iterator[Question]:
    """For every rounding that the question comes to and the value moves, a question with a tie, where there is one."""
    found: set[str] = set()
    for direction in (1, -1):
        for name, to, values in lines(probe, question, slot, direction):
            numbers = [value / to for value in values]
            if name in found or numbers[2] - numbers[1] != numbers[1] - numbers[0]:
                continue
            for tie in _along(probe, question, slot, name, meetings(numbers[0], numbers[1] - numbers[0]), direction):
                found.add(name)
                yield tie


def lines(
    probe: Probe, question: Question, slot: Slot, direction: int
) -> Iterator[tuple[str, Fraction, list[Fraction]]]:
    """Each rounding of the question, at its own value, one step and two steps on."""
    start = slot.step(question)
    if start is None or slot.spec.type.kind != "number" or probe.left < _POINTS:
        return
    ways = [probe.way(slot.at(question, start + direction * step)).roundings for step in range(_POINTS)]
    if len({len(way) for way in ways}) != 1:
        return
    for at_points in zip(*ways, strict=True):
        name, to, _ = at_points[0]
        values = [value for _, _, value in at_points if isinstance(value, Fraction)]
        if len(values) == _POINTS:
            yield name, to, values


def _along(
    probe: Probe, question: Question, slot: Slot, name: str, meeting: list[int], direction: int
) -> Iterator[Question]:
    """The first of the meetings that is a tie indeed."""
    start = slot.step(question) or 0
    for steps in meeting:
        asked = slot.at(question, start + direction * steps).because("tie", f"{slot.path} → {name}")
        if is_tie(probe.way(asked).roundings, name):
            yield asked
            return


def meetings(start: Fraction, slope: Fraction) -> list[int]:
    """The fewest steps forward, and back, after which `start + steps * slope` is a whole number and a half."""
    if slope == 0:
        return []
    common = lcm(start.denominator, slope.denominator, 2)
    moved, wanted = int(slope * common) % common, int((_HALF - start) * common) % common
    shared = gcd(moved, common)
    if shared == 0 or wanted % shared:
        return []
    period = common // shared
    first = wanted // shared * pow(moved // shared, -1, period) % period if period > 1 else 0
    return [first, first - period]


def is_tie(roundings: tuple[Rounded, ...], name: str) -> bool:
    """Whether a rounding of that decision was of a value half-way between two multiples."""
    return any(
        one == name and isinstance(value, Fraction) and (value / to) % 1 == _HALF for one, to, value in roundings
    )
