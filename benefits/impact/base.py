"""The question that a sweep varies, and how far it goes: what is not given comes from the program's own examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median_low

from benefits.cases.edges import landmarks
from benefits.cases.probe import Probe
from benefits.cases.question import Question, Slot
from benefits.cases.start import first_value, starts
from benefits.engine.calculator import Calculator
from benefits.errors import MissingInputsError
from benefits.impact.sweep import QuestionDay, answer_at, changes_between, last_days
from benefits.model.program import Program

_WAYS_FOR_EXAMPLES = 400
_MOST_EXAMPLES = 12
_LOOKS = 48
_FAR = 100
"""A threshold so many times as far out as the middle one is left out of the range."""

_ROUND = tuple(Decimal(nice) for nice in ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10"))
_YEAR, _FEWEST = 365, 8


@dataclass(frozen=True, slots=True)
class Base:
    """The question, and what of it was taken from an example; `day_taken`: its date too."""

    question: Question
    taken: Mapping[str, object]
    day_taken: bool


def base(
    calculator: Calculator,
    slot: Slot,
    given: Mapping[str, object],
    day: date | None,
    assume: Mapping[str, str],
    outputs: Sequence[str],
) -> Base | None:
    """The latest example's question along which an output varies, what is given put in its place.

    Only what an answer needs is taken. None where there is no example and no date either. Raises `InputError` for what
    is given and wrong, `MissingInputsError` for what no example has.
    """
    examples = starts(Probe(calculator.program, _WAYS_FOR_EXAMPLES))[:_MOST_EXAMPLES]
    examples.sort(key=lambda one: one.day, reverse=True)
    if not examples and day is not None:
        examples = [Question(day, {})]
    first: Base | None = None
    for example in examples:
        found = _completed(calculator, slot, given, Question(day or example.day, example.inputs, assume), day is None)
        if first is None:
            first = found
        if _varies(calculator, slot, found.question, outputs):
            return found
    return first


def _completed(calculator: Calculator, slot: Slot, given: Mapping[str, object], example: Question, dated: bool) -> Base:
    inputs = dict(given)
    if not isinstance(slot, QuestionDay) and slot.name not in inputs:
        inputs[slot.name] = example.inputs.get(slot.name) or first_value(calculator.program, slot.spec, example)
    taken: dict[str, object] = {}
    question = Question(example.day, inputs, example.assume)
    missing = _missing(calculator, slot, question)
    while missing is not None:
        names = {name.partition("[")[0].partition(".")[0] for name in missing.missing}
        more = {name: example.inputs[name] for name in names if name in example.inputs and name not in inputs}
        if not more:
            raise missing
        taken |= more
        inputs |= more
        question = Question(example.day, inputs, example.assume)
        missing = _missing(calculator, slot, question)
    order = [spec.name for spec in calculator.program.inputs]
    return Base(question, {name: taken[name] for name in order if name in taken}, dated)


def _missing(calculator: Calculator, slot: Slot, question: Question) -> MissingInputsError | None:
    """What is missing somewhere along the value."""
    for step in _looks(calculator.program, slot, question):
        answer = answer_at(calculator, slot.at(question, step))
        if isinstance(answer, MissingInputsError):
            return answer
    return None


def _varies(calculator: Calculator, slot: Slot, question: Question, outputs: Sequence[str]) -> bool:
    answers = [answer_at(calculator, slot.at(question, step)) for step in _looks(calculator.program, slot, question)]
    told = [tuple(answer.get(one) for one in outputs) for answer in answers if isinstance(answer, Mapping)]
    return len(set(told)) > 1


def _looks(program: Program, slot: Slot, question: Question) -> list[int]:
    """A few steps over all that the value may be, and around the program's figures."""
    low, high = domain(program, slot, question)
    own = slot.step(question)
    marks = {*stops(program, slot, question), *([own] if own is not None else [])}
    marks |= {mark * by for mark in list(marks) for by in (2, 3, 5)} if slot.spec.type.kind == "number" else set()
    return sorted(mark for mark in marks if low <= mark <= high)[:_LOOKS]


def stops(program: Program, slot: Slot, question: Question) -> list[int]:
    """Steps that the rule file itself suggests."""
    if isinstance(slot, QuestionDay):
        return [day + by for day in last_days(program) for by in (0, 1)] or [question.day.toordinal()]
    return landmarks(program, question, slot)


def domain(program: Program, slot: Slot, question: Question) -> tuple[int, int]:
    """The first and the last step that the value may be."""
    if isinstance(slot, QuestionDay):
        days = sorted(stops(program, slot, question))
        return max(days[0] - 2 * _YEAR, 1), min(days[-1] + 5 * _YEAR, date.max.toordinal())
    marks = landmarks(program, question, slot)
    return marks[0], marks[-1]


def reach(program: Program, slot: Slot, question: Question) -> tuple[int, int]:
    """The steps between which to draw: around the thresholds, from the value's least on where that is not far."""
    low, high = domain(program, slot, question)
    turns = sorted(changes_between(program, question, slot, low, high))
    own = slot.step(question)
    if slot.spec.type.kind == "date":
        turns = turns or [own or low]
        span = max(turns[-1] - turns[0], _YEAR)
        return max(low, turns[0] - span // 4), min(high, turns[-1] + span // 4)
    if slot.spec.minimum is not None and slot.spec.maximum is not None:
        return low, high
    far = [turn for turn in turns if abs(turn) <= _FAR * max(abs(median_low(turns)), 10**slot.spec.decimals)]
    ends = far or ([own] if own else [10**slot.spec.decimals * 100])
    last = _round_up(max(*(abs(end) for end in ends), _FEWEST) * 13 // 10)
    first = low if slot.spec.minimum is not None else (-last if min(ends) < 0 else 0)
    if slot.spec.minimum is not None and last <= first:
        last = first + _round_up(abs(first) or 100)
    return first, min(high, last)


def _round_up(step: int) -> int:
    power = 10 ** (len(str(step)) - 1)
    return next(int(nice * power) for nice in _ROUND if nice * power >= step)


def scalars(program: Program) -> Iterator[str]:
    """The outputs that can be drawn: all but lists."""
    known = {decision.name: decision for decision in program.decisions}
    yield from (output for output, name in program.outputs if known[name].type.kind != "list")
