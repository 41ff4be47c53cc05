"""Cliffs: where one more smallest unit of a money input takes more than that unit of a money output away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from benefits.cases.generate import Threshold, thresholds
from benefits.cases.question import Question, Slot
from benefits.engine import numbers
from benefits.engine.calculator import Calculator
from benefits.errors import BenefitsError
from benefits.model.program import Decision, Program, Split

_MOST = 40


@dataclass(frozen=True, slots=True)
class Cliff:
    """From `below` to `above`, one unit of the value at `path` more, the output falls from `before` to `after`."""

    slot: Slot
    below: Question
    above: Question
    output: str
    before: Fraction
    after: Fraction

    @property
    def path(self) -> str:
        return self.slot.path

    @property
    def loss(self) -> Fraction:
        return self.before - self.after

    def as_json(self) -> dict[str, object]:
        return {
            "path": self.path,
            "below": self.below.as_json(),
            "above": self.above.as_json(),
            "output": self.output,
            "before": numbers.text(self.before),
            "after": numbers.text(self.after),
        }


def cliffs(program: Program) -> list[Cliff]:
    """The cliffs at the program's thresholds, the deepest of each input, output and pair of values, deepest first."""
    outputs = {output: one for output, one in _decisions(program) if _is_money(one.type.unit)}
    inputs = [field for spec in program.inputs for field in (spec, *spec.fields)]
    if not outputs or not any(_is_money(spec.type.unit) for spec in inputs):
        return []
    calculator = Calculator(program)
    found: dict[tuple[object, ...], Cliff] = {}
    for threshold in thresholds(program, lambda spec: _is_money(spec.type.unit)):
        for cliff in _at(calculator, threshold, outputs):
            place = (cliff.slot.name, cliff.slot.spec.name, cliff.output, cliff.slot.value(cliff.below))
            if place not in found or found[place].loss < cliff.loss:
                found[place] = cliff
    return sorted(found.values(), key=lambda cliff: -cliff.loss)[:_MOST]


def deepest(found: Sequence[Cliff]) -> list[Cliff]:
    """Of each input or field and each output the first, which is the deepest."""
    kept: dict[tuple[str, str, str], Cliff] = {}
    for cliff in found:
        kept.setdefault((cliff.slot.name, cliff.slot.spec.name, cliff.output), cliff)
    return list(kept.values())


def _decisions(program: Program) -> Iterator[tuple[str, Decision]]:
    known = {decision.name: decision for decision in program.decisions}
    for output, name in program.outputs:
        if known[name].type.kind == "number" and not isinstance(known[name].body, Split):
            yield output, known[name]


def _is_money(unit: str) -> bool:
    return unit == "CNY" or unit.startswith("CNY/")


def _at(calculator: Calculator, threshold: Threshold, outputs: Mapping[str, Decision]) -> Iterator[Cliff]:
    """The outputs that fall by more than the unit, and by more than a rounding of their own can."""
    before, after = (_answer(calculator, question) for question in (threshold.below, threshold.above))
    unit = Fraction(1, 10**threshold.slot.spec.decimals)
    for output, decision in outputs.items():
        high, low = before.get(output), after.get(output)
        rounding = decision.rounding.to if decision.rounding is not None else Fraction(0)
        if not isinstance(high, int | Decimal) or not isinstance(low, int | Decimal):
            continue
        cliff = Cliff(threshold.slot, threshold.below, threshold.above, output, Fraction(high), Fraction(low))
        if cliff.loss > max(unit, rounding):
            yield cliff


def _answer(calculator: Calculator, question: Question) -> Mapping[str, object]:
    """The outputs, or none where the question is refused."""
    try:
        return calculator.outputs(question.day, question.inputs, question.assume)
    except BenefitsError:
        return {}
