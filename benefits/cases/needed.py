"""Which inputs an answer can do without, and with which choice elsewhere, as the boundary cases show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from benefits.cases.generate import generate
from benefits.cases.question import Question, Slot, choices
from benefits.engine.calculator import Calculator
from benefits.errors import BenefitsError, MissingInputsError
from benefits.model.program import Input, Program

_MOST_CASES = 12
"""In so many cases in which an input matters is every choice elsewhere tried."""

_MOST_CHOICES = 24


@dataclass(frozen=True, slots=True)
class Spare:
    """An input is not needed where input `other` has one of `values`; with no `other`, in no case looked at."""

    other: str = ""
    values: tuple[object, ...] = ()


def spared(program: Program, day: date | None = None) -> dict[str, Spare]:
    """The inputs that some answers can do without, defaults and optional ones apart; with a day, on that day.

    Told from cases, not proved; an input that is left out and does matter is asked for, never guessed.
    """
    calculator = Calculator(program)
    asked = [one if day is None else replace(one, day=day) for one in generate(program)]
    answered = [one for one in asked if _answer(calculator, one) == "answered"]
    found: dict[str, dict[str, Spare]] = {}
    for spec in program.inputs:
        if spec.has_default or spec.optional or spec.required:
            continue
        given = [one for one in answered if spec.name in one.inputs]
        cases = [one for one in given if _matters(calculator, one, spec)]
        if given and not cases:
            found[spec.name] = {"": Spare()}
        else:
            found[spec.name] = {one.other: one for one in _spares(calculator, spec, cases[:_MOST_CASES])}
    kept = {
        name: [one for other, one in spares.items() if name not in found.get(other, ())]
        for name, spares in found.items()
    }
    return {name: spares[0] for name, spares in kept.items() if spares}


def _answer(calculator: Calculator, question: Question) -> str:
    try:
        calculator.outputs(question.day, question.inputs, question.assume)
    except MissingInputsError:
        return "missing"
    except BenefitsError:
        return "refused"
    return "answered"


def _matters(calculator: Calculator, question: Question, spec: Input) -> bool:
    inputs = {name: value for name, value in question.inputs.items() if name != spec.name}
    return _answer(calculator, replace(question, inputs=inputs)) == "missing"


def _spares(calculator: Calculator, spec: Input, cases: Sequence[Question]) -> Iterator[Spare]:
    """Choices that decide it; a yes-or-no counts only where the input always matters with the other answer."""
    for other in calculator.program.inputs:
        listed = choices(calculator.program, other)
        if other is spec or other.fields or not 0 < len(listed) <= _MOST_CHOICES:
            continue
        told = {value: _ways(calculator, spec, Slot(other, other.name), value, cases) for value in listed}
        without = tuple(value for value, ways in told.items() if ways == {False})
        exactly = all(ways == {True} for value, ways in told.items() if value not in without)
        if 0 < len(without) < len(listed) and (exactly or other.type.kind == "choice"):
            yield Spare(other.name, without)


def _ways(calculator: Calculator, spec: Input, other: Slot, value: object, cases: Sequence[Question]) -> set[bool]:
    """Whether the input matters with that value elsewhere, in each of the cases that are answered then."""
    changed = (other.holding(one, value, "choice") for one in cases if other.name in one.inputs)
    return {_matters(calculator, one, spec) for one in changed if _answer(calculator, one) == "answered"}
