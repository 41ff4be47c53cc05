"""The answers along one value: exact at every point asked, and dense where they turn.

A program, a question and the value that varies come in; out come the points and where the way of the question changes.
Between two points next to each other an answer is a straight line, up to its rounding, or they are one unit apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from benefits.cases.edges import landmarks
from benefits.cases.probe import Probe
from benefits.cases.question import Question, Slot
from benefits.engine.calculator import Calculator, edges
from benefits.errors import BenefitsError
from benefits.model.program import Input, Label, Program, Type

DATE = "date"
_GRID = 128
_MOST_WAYS = 4000
_MOST_CHANGES = 80
_MOST_POINTS = 4000
FEW = 60
"""So many whole numbers are drawn as points."""

_FINE = 400
"""A line may be off by this part of the answers' whole range before a point is put in between."""

Answer = Mapping[str, object] | BenefitsError
"""The outputs, or why there are none."""


@dataclass(frozen=True, slots=True)
class QuestionDay(Slot):
    """The question's own date as the value that varies."""

    def value(self, question: Question) -> object:
        return question.day.isoformat()

    def step(self, question: Question) -> int | None:
        return question.day.toordinal()

    def holding(self, question: Question, value: object, kind: str) -> Question:
        return replace(question, day=date.fromisoformat(str(value)), kind=kind, path=DATE)


def slot_for(program: Program, name: str) -> Slot | None:
    """What varies: an input that is a number or a date, or the question's date; None where it cannot."""
    if name == DATE:
        return QuestionDay(Input(DATE, Label("", ""), None, Type("date")), DATE)
    found = next((spec for spec in program.inputs if spec.name == name), None)
    if found is None or found.fields or not Slot(found, name).on_a_grid:
        return None
    return Slot(found, name)


@dataclass(frozen=True, slots=True)
class Sweep:
    """The answers at `steps`, in order, counted in smallest units of the value.

    `changes` are steps after which the question goes another way through the program; the step after each is there too.
    """

    program: Program
    question: Question
    slot: Slot
    steps: tuple[int, ...]
    answers: tuple[Answer, ...]
    changes: tuple[int, ...]
    places: Mapping[int, int] = field(default_factory=dict)

    @property
    def few(self) -> bool:
        """Whether the value is a whole number with so few values that each was asked and stands for itself."""
        return self.slot.spec.type.whole and self.steps[-1] - self.steps[0] <= FEW

    def at(self, step: int) -> Answer:
        """The answer at a step that was asked."""
        return self.answers[self.places[step]]

    def value(self, step: int) -> Decimal | int | date:
        """A step as the value that it stands for."""
        return value_at(self.slot, step)


def value_at(slot: Slot, step: int) -> Decimal | int | date:
    if slot.spec.type.kind == "date":
        return date.fromordinal(step)
    return step if slot.spec.type.whole else Decimal(step).scaleb(-slot.spec.decimals)


def number(value: object) -> Fraction | None:
    """An output as a number, days as their count; None for what is drawn as bands."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Fraction(value)
    return Fraction(value.toordinal()) if isinstance(value, date) else None


def changes_between(program: Program, question: Question, slot: Slot, low: int, high: int) -> list[int]:
    """Steps from `low` to `high` after which the way changes, found between marks and on an even grid."""
    probe = Probe(program, _MOST_WAYS)
    found: set[int] = set()
    marks = _marks(program, question, slot, low, high)
    for left, right in pairwise(marks):
        waiting = [(left, right)]
        while waiting and len(found) < _MOST_CHANGES and probe.left > 0:
            left, right = waiting.pop()
            ways = [probe.way(slot.at(question, step)).turns for step in (left, right)]
            if ways[0] == ways[1]:
                continue
            if right - left == 1:
                found.add(left)
                continue
            middle = (left + right) // 2
            waiting += [(middle, right), (left, middle)]
    if isinstance(slot, QuestionDay):
        found |= {step for step in last_days(program) if low <= step < high}
    return sorted(found)


def last_days(program: Program) -> Iterator[int]:
    """The last day of every stretch of days with the same rules."""
    yield from (day.toordinal() - 1 for day in edges(program))
    if program.period.first is not None:
        yield program.period.first.toordinal() - 1
    if program.period.last is not None:
        yield program.period.last.toordinal()


def _marks(program: Program, question: Question, slot: Slot, low: int, high: int) -> list[int]:
    figures = [step for step in landmarks(program, question, slot) if low <= step <= high]
    grid = {low + (high - low) * place // _GRID for place in range(_GRID + 1)}
    near = {step + by for step in figures for by in (-1, 0, 1) if low <= step + by <= high}
    return sorted({*grid, *near})


def sweep(calculator: Calculator, question: Question, slot: Slot, low: int, high: int, outputs: Sequence[str]) -> Sweep:
    """The answers from step `low` to step `high`, dense enough to draw these outputs."""
    program = calculator.program
    changes = changes_between(program, question, slot, low, high)
    asked = {low + (high - low) * place // _GRID for place in range(_GRID + 1)}
    asked |= {step + by for step in changes for by in (-1, 0, 1, 2) if low <= step + by <= high}
    known = {step: answer_at(calculator, slot.at(question, step)) for step in sorted(asked)}
    for output in outputs:
        _refine(calculator, question, slot, output, known)
    steps = tuple(sorted(known))
    places = {step: place for place, step in enumerate(steps)}
    return Sweep(program, question, slot, steps, tuple(known[step] for step in steps), tuple(changes), places)


def answer_at(calculator: Calculator, question: Question) -> Answer:
    try:
        return calculator.outputs(question.day, question.inputs, question.assume)
    except BenefitsError as error:
        return error


def numbers_of(answers: Mapping[int, Answer], output: str) -> dict[int, Fraction]:
    """The steps at which the output is a number, with it."""
    found = ((step, number(answer.get(output))) for step, answer in answers.items() if isinstance(answer, Mapping))
    return {step: value for step, value in found if value is not None}


def _refine(calculator: Calculator, question: Question, slot: Slot, output: str, known: dict[int, Answer]) -> None:
    """Put points in where the output is no straight line: the steps of a rounding that can be seen, and curves."""
    drawn = numbers_of(known, output)
    if len(drawn) < 2:
        return
    allowed = (max(drawn.values()) - min(drawn.values())) / _FINE
    waiting = list(_gaps(sorted(known)))
    while waiting and len(known) < _MOST_POINTS:
        left, right = waiting.pop()
        middle = (left + right) // 2
        known[middle] = known.get(middle) or answer_at(calculator, slot.at(question, middle))
        ends = [_of(known[step], output) for step in (left, middle, right)]
        if _straight(ends, Fraction(middle - left, right - left), allowed):
            continue
        waiting += _gaps([left, middle, right])


def _gaps(steps: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((left, right) for left, right in pairwise(steps) if right - left > 1)


def _of(answer: Answer, output: str) -> object:
    return answer.get(output) if isinstance(answer, Mapping) else answer.code


def _straight(ends: Sequence[object], part: Fraction, allowed: Fraction) -> bool:
    """Whether the middle one lies on the line of the others; for what is no number, whether all three are alike."""
    left, middle, right = (number(end) for end in ends)
    if left is None or middle is None or right is None:
        return ends[0] == ends[1] == ends[2]
    return abs(left + (right - left) * part - middle) <= allowed
