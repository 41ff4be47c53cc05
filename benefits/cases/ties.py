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
    start = slot.step(question)
    if start is None or slot.spec.type.kind != "number" or probe.left < _POINTS:
        return
    lines = [probe.way(slot.at(question, start + step)).roundings for step in range(_POINTS)]
    if len({len(line) for line in lines}) != 1:
        return
    for place, (name, to, _) in enumerate(lines[0]):
        values = [line[place][2] for line in lines]
        numbers = [value / to for value in values if isinstance(value, Fraction)]
        if len(numbers) < len(values) or numbers[2] - numbers[1] != numbers[1] - numbers[0]:
            continue
        for steps in meetings(numbers[0], numbers[1] - numbers[0]):
            asked = slot.at(question, start + steps, "tie").because("tie", f"{slot.path} → {name}")
            if is_tie(probe.way(asked).roundings, name):
                yield asked
                break


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
