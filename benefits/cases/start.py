"""The questions to start from: a program's own answered examples, completed, so that every value can be varied."""

from __future__ import annotations

from collections.abc import Mapping

from benefits.cases.probe import Probe
from benefits.cases.question import Question, choices
from benefits.engine import numbers
from benefits.model.program import Example, Input, Program


def starts(probe: Probe) -> list[Question]:
    """The answered examples in their order, the first of them first."""
    answered = [
        example
        for example in probe.program.examples
        if not (example.missing or example.refused or example.not_in_force)
    ]
    return [completed(probe, asked(probe.program, example)) for example in answered]


def asked(program: Program, example: Example) -> Question:
    """An example's question, its texts typed as JSON has them."""
    return Question(example.date, _typed(program.inputs, example.inputs), dict(example.assume))


def _typed(specs: tuple[Input, ...], texts: Mapping[str, object]) -> dict[str, object]:
    known = {spec.name: spec for spec in specs}
    return {name: _value(known[name], value) if name in known else value for name, value in texts.items()}


def _value(spec: Input, value: object) -> object:
    if spec.fields and isinstance(value, list | tuple):
        return [_typed(spec.fields, row) if isinstance(row, Mapping) else row for row in value]
    if spec.type.kind == "boolean" and isinstance(value, str):
        return {"true": True, "false": False}.get(value, value)
    if spec.type.kind == "number" and isinstance(value, str):
        number = numbers.exact(value)
        return int(number) if spec.type.whole else numbers.text(number)
    return value


def completed(probe: Probe, question: Question) -> Question:
    """The question with a first value for what it leaves out and need not, unless it is refused then."""
    inputs = dict(question.inputs)
    for spec in probe.program.inputs:
        optional = spec.optional or spec.has_default or spec.optional_when is not None
        if not optional and inputs.get(spec.name) is None:
            inputs[spec.name] = [] if spec.fields else first_value(probe.program, spec, question)
    whole = Question(question.day, inputs, question.assume)
    return question if probe.way(whole).refused else whole


def first_value(program: Program, spec: Input, question: Question) -> object:
    """The first choice, the least number, the day of the question."""
    listed = choices(program, spec)
    if listed:
        return listed[0]
    if spec.type.kind == "number":
        least = spec.minimum if spec.minimum is not None else 0
        return int(least) if spec.type.whole else numbers.text(numbers.exact(0) + least)
    return question.day.isoformat() if spec.type.kind == "date" else "a"


def first_row(program: Program, spec: Input, question: Question) -> dict[str, object]:
    """A row of a list or table, every field that must be given at its first value."""
    return {one.name: first_value(program, one, question) for one in spec.fields if not one.optional}
