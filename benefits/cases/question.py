"""A question as a value, and the places in it that can be varied one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from benefits.engine import numbers
from benefits.model.program import Input, Program

Inputs = Mapping[str, object]
"""Values as JSON has them: numbers as text, whole numbers as `int`, dates as text, rows as dicts."""

ROWS_VARIED = 2
"""In a list or table the first rows are varied; the others have the same fields."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `kind` says why the question is in the list, and `path` which value makes it what it is."""

    day: date
    inputs: Inputs
    assume: Mapping[str, str] = field(default_factory=dict)
    kind: str = "base"
    path: str = ""

    def as_json(self) -> dict[str, object]:
        return {"date": self.day.isoformat(), "inputs": self.inputs, "assume": self.assume}

    @property
    def key(self) -> str:
        """The same for the same question, whatever it is there for."""
        return json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True)

    def because(self, kind: str, path: str) -> Question:
        return replace(self, kind=kind, path=path)


@dataclass(frozen=True, slots=True)
class Slot:
    """One value of a question: an input, or a field of a row of one (then `place` is the row's)."""

    spec: Input
    name: str
    place: int = -1

    @property
    def path(self) -> str:
        return self.name if self.place < 0 else f"{self.name}[{self.place}].{self.spec.name}"

    @property
    def on_a_grid(self) -> bool:
        """Whether the values are steps of one smallest unit: numbers at their decimals, and days."""
        return (self.spec.type.kind == "number" and not self.spec.keys_of) or self.spec.type.kind == "date"

    def value(self, question: Question) -> object:
        found = question.inputs.get(self.name)
        if self.place < 0:
            return found
        return found[self.place].get(self.spec.name) if isinstance(found, list) and self.place < len(found) else None

    def step(self, question: Question) -> int | None:
        """The value as a number of smallest units; None where there is none."""
        value = self.value(question)
        if value is None or not self.on_a_grid:
            return None
        if self.spec.type.kind == "date":
            return date.fromisoformat(str(value)).toordinal()
        return int(numbers.exact(value) * 10**self.spec.decimals)

    def at(self, question: Question, step: int, kind: str = "threshold") -> Question:
        return self.holding(question, self.shown(step), kind)

    def shown(self, step: int) -> object:
        """A number of smallest units as the question holds it."""
        if self.spec.type.kind == "date":
            return date.fromordinal(step).isoformat()
        return step if self.spec.type.whole else numbers.text(Fraction(step, 10**self.spec.decimals))

    def holding(self, question: Question, value: object, kind: str) -> Question:
        """The question with this value here and no other change."""
        inputs = dict(question.inputs)
        if self.place < 0:
            inputs[self.name] = value
        else:
            rows = inputs[self.name]
            listed = list(rows) if isinstance(rows, list) else []
            listed[self.place] = {**listed[self.place], self.spec.name: value}
            inputs[self.name] = listed
        return Question(question.day, inputs, question.assume, kind, self.path)


def slots(program: Program, question: Question) -> Iterator[Slot]:
    """Every value that the question has, in the order in which the program asks."""
    for spec in program.inputs:
        if not spec.fields:
            yield Slot(spec, spec.name)
            continue
        rows = question.inputs.get(spec.name)
        for place in range(min(len(rows), ROWS_VARIED) if isinstance(rows, list) else 0):
            yield from (Slot(one, spec.name, place) for one in spec.fields)


def choices(program: Program, spec: Input) -> tuple[object, ...]:
    """The values of an input that has few: its choices, yes and no, or the keys of a parameter."""
    if spec.type.kind == "boolean":
        return (True, False)
    if spec.type.kind == "choice":
        return next(one.ids() for one in program.enumerations if one.name == spec.type.choices)
    if spec.keys_of:
        parameter = next(one for one in program.parameters if one.name == spec.keys_of)
        place = parameter.by.index(spec.name)
        keys = {row.keys[place] for row in parameter.rows}
        return tuple(numbers.text(key) for key in sorted(key for key in keys if isinstance(key, Fraction)))
    return ()
