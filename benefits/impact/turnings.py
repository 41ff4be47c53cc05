"""What can be seen along a sweep: stretches that are one line or one value, and the places where an answer turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from benefits.errors import BenefitsError
from benefits.impact.sweep import Answer, Sweep, number
from benefits.model.program import Decision, Program
from benefits.model.program import Label as Reason

_VISIBLE = 250
"""A difference is visible when it is more than this part of the answers' whole range."""

_BEND = 40
"""A bend counts when, over a tenth of the sweep, it moves the answer by this part of its range."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is no answer: not determined, not applicable in the case, or refused."""

    kind: str
    reason: Reason | BenefitsError | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Steps from `first` to `last` over which the output is one line (`points`), one value, or nothing."""

    first: int
    last: int
    points: tuple[tuple[int, Fraction], ...] = ()
    value: object = None


@dataclass(frozen=True, slots=True)
class Turning:
    """Between step `before` and the next one the output turns: `jump`, `bend`, or `change` of what is no number.

    `old` and `new` are the answers at `before` and at the step after it; `at` is the threshold itself, which is one of
    the two or, where a line bends, the step after. `cliff`: a fall of money as money rises.
    """

    output: str
    kind: str
    before: int
    old: object
    new: object
    at: int
    cliff: bool = False

    @property
    def after(self) -> int:
        return self.before + 1


def decision_of(program: Program, output: str) -> Decision:
    """The decision behind an output."""
    name = dict(program.outputs)[output]
    return next(one for one in program.decisions if one.name == name)


def shown(answer: Answer, output: str) -> object:
    """What the answer says of the output: its value, or a `Nothing` with the kind alone."""
    if isinstance(answer, BenefitsError):
        return Nothing(answer.code)
    if output not in answer:
        return Nothing("absent")
    value = answer[output]
    return Nothing("undetermined") if value is None else value


def stretches(sweep: Sweep, output: str) -> list[Stretch]:
    """The output from end to end; the next stretch begins at the next step or at the same place."""
    seen = _Seen(sweep, output)
    found: list[Stretch] = []
    run = [sweep.steps[0]]
    for left, right in pairwise(sweep.steps):
        if seen.broken(left, right):
            found.append(seen.stretch(run))
            run = []
        run.append(right)
    return [*found, seen.stretch(run)]


def turnings(sweep: Sweep, output: str) -> list[Turning]:
    """Where the output jumps, bends or changes, in order."""
    seen = _Seen(sweep, output)
    found = {left: turning for left, right in pairwise(sweep.steps) if (turning := seen.turning(left, right))}
    bends = seen.kinks() if sweep.few else filter(None, map(seen.bend, _runs(sweep.changes)))
    for bend in bends:
        if not any(step in found for step in (bend.before, bend.at)):
            found[bend.before] = bend
    return [found[step] for step in sorted(found)]


def _runs(steps: tuple[int, ...]) -> Iterator[list[int]]:
    """Steps next to each other together: a threshold is passed in two, to equal and to above."""
    run: list[int] = []
    for step in steps:
        if run and step != run[-1] + 1:
            yield run
            run = []
        run.append(step)
    if run:
        yield run


class _Seen:
    """One output of a sweep, with the scale on which its differences are seen."""

    def __init__(self, sweep: Sweep, output: str) -> None:
        self.sweep, self.output = sweep, output
        self.program = sweep.program
        self.decision = decision_of(sweep.program, output)
        drawn = [value for step in sweep.steps if (value := self.number(step)) is not None]
        self.at = {step: run[0] + 1 for run in _runs(sweep.changes) if len(run) == 2 for step in run}
        self.range = max(drawn) - min(drawn) if drawn else Fraction(0)

    def value(self, step: int) -> object:
        return shown(self.sweep.at(step), self.output)

    def number(self, step: int) -> Fraction | None:
        return number(self.value(step))

    def broken(self, left: int, right: int) -> bool:
        """Whether the line does not go on from one point to the next."""
        one, other = self.number(left), self.number(right)
        if one is None or other is None:
            return self.value(left) != self.value(right)
        return self.jumps(left, right)

    def jumps(self, left: int, right: int) -> bool:
        """Whether the answer moves by more in this step than in those around it, and than a rounding explains."""
        one, other = self.number(left), self.number(right)
        if right - left != 1 or one is None or other is None:
            return False
        moved = abs(other - one)
        slopes = [self.slope(*pair) for pair in self.around(left)]
        if not slopes:
            return False
        usual = max(slopes)
        to = self.decision.rounding.to if self.decision.rounding is not None else Fraction(0)
        return moved > usual + to or (moved > 2 * usual and moved * _VISIBLE > self.range)

    def around(self, left: int) -> Iterator[tuple[int, int]]:
        """The pairs of steps before and after the one that begins here, where there is a number at both ends."""
        place = self.sweep.places[left]
        for first in (place - 1, place + 1):
            if 0 <= first < len(self.sweep.steps) - 1:
                pair = self.sweep.steps[first], self.sweep.steps[first + 1]
                if all(self.number(step) is not None for step in pair):
                    yield pair

    def slope(self, left: int, right: int) -> Fraction:
        return abs(self.rise(left, right))

    def rise(self, left: int, right: int) -> Fraction:
        one, other = self.number(left), self.number(right)
        return (other - one) / (right - left) if one is not None and other is not None else Fraction(0)

    def turning(self, left: int, right: int) -> Turning | None:
        if right - left != 1 or not self.broken(left, right):
            return None
        old, new = self.value(left), self.value(right)
        one, other = number(old), number(new)
        if one is None or other is None:
            return Turning(self.output, "change", left, old, new, self.at.get(left, right))
        return Turning(self.output, "jump", left, old, new, self.at.get(left, right), self.falls(one, other))

    def falls(self, old: Fraction, new: Fraction) -> bool:
        """Whether money is lost by more than the unit of money gained."""
        spec = self.sweep.slot.spec
        money = all("CNY" in unit for unit in (spec.type.unit, self.decision.type.unit))
        return money and old - new > Fraction(1, 10**spec.decimals)

    def bend(self, run: list[int]) -> Turning | None:
        """A bend at the threshold in the middle of the run, if the lines on its sides can be told apart."""
        steps, places = self.sweep.steps, self.sweep.places
        left, right = run[0], run[-1] + 1
        before, after = places[left] - 2, places[right] + 2
        if before < 0 or after >= len(steps):
            return None
        if any(self.number(step) is None for step in (steps[before], left, right, steps[after])):
            return None
        turn = abs(self.rise(right, steps[after]) - self.rise(steps[before], left))
        width = Fraction(steps[-1] - steps[0], 10)
        if turn * width * _BEND <= self.range:
            return None
        return Turning(self.output, "bend", run[0], self.value(run[0]), self.value(run[0] + 1), run[0] + 1)

    def kinks(self) -> Iterator[Turning]:
        """Of few whole numbers those at which the answer does not go on as before, and by more than by rounding."""
        to = self.decision.rounding.to if self.decision.rounding is not None else Fraction(0)
        for (before, step), (_, after) in pairwise(pairwise(self.sweep.steps)):
            if all(self.number(one) is not None for one in (before, step, after)):
                turn = abs(self.rise(before, step) - self.rise(step, after))
                if turn > 2 * to or turn * _VISIBLE > self.range:
                    yield Turning(self.output, "bend", before, self.value(before), self.value(step), step)

    def stretch(self, run: list[int]) -> Stretch:
        points = tuple((step, value) for step in run if (value := self.number(step)) is not None)
        return Stretch(run[0], run[-1], points, None if points else self.reasoned(run[0]))

    def reasoned(self, step: int) -> object:
        """The value; what is not determined with its reason, what is refused with its error."""
        value, answer = self.value(step), self.sweep.at(step)
        if not isinstance(value, Nothing):
            return value
        return Nothing(value.kind, answer) if isinstance(answer, BenefitsError) else value
