"""Rows answered by the engine, one by one: the answer, or every problem in the engine's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from benefits.columns.headings import DAY, DAY_LABEL, Layout
from benefits.columns.normalise import Normaliser, too_wide
from benefits.columns.results import cell_text
from benefits.engine.calculator import Calculator
from benefits.engine.decision import Decision
from benefits.errors import BenefitsError, Problem
from benefits.local import decide_with
from benefits.model.local_values import LocalValues
from benefits.model.program import Input, Label, Program

FEW_ROWS = 20_000
"""Up to so many rows the engine has answered before a database is ready."""

Explain = Callable[[Decision], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every row: `day` where the row has none, `settings` over the row's own values.

    `day` None: every row must have its own. `options` are the chosen readings, `values` an office's local values.
    """

    program: Program
    day: date | None
    settings: Mapping[str, object]
    options: Mapping[str, str]
    values: LocalValues | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that was read as something else than was typed: the input, and both as text."""

    name: str
    typed: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A row's answer; `undetermined` has a reason for every output (or `table.column`) that is None in `outputs`."""

    outputs: Mapping[str, object]
    undetermined: Mapping[str, Label]
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A row as read: its inputs, its date, what was read otherwise than typed, and what is wrong with its cells."""

    inputs: dict[str, object]
    day: object
    changes: Sequence[Change]
    problems: Sequence[Problem]


class RowEngine:
    """Answers rows of cells laid out as the layout says. `explain` makes the sentences of an answer."""

    def __init__(self, asked: Asked, layout: Layout, explain: Explain | None = None) -> None:
        self.asked = asked
        self._calculator = Calculator(asked.program)
        self._normaliser = Normaliser(asked.program)
        self._options = {**self._calculator.defaults, **asked.options}
        self._assume = dict(asked.options) if self._options != self._calculator.defaults else None
        self._explain = explain
        self._width = len(layout.headings)
        specs = {spec.name: spec for spec in asked.program.inputs}
        wanted = [(place, name) for place, name in enumerate(layout.names) if name and name not in asked.settings]
        self._day_place = next((place for place, name in wanted if name == DAY and name not in specs), None)
        self._columns: list[tuple[int, Input]] = [(place, specs[name]) for place, name in wanted if name in specs]

    def take(self, cells: Sequence[object]) -> Taken:
        """The row's cells as the engine takes them."""
        inputs: dict[str, object] = dict(self.asked.settings)
        changes: list[Change] = []
        problems: list[Problem] = []
        if len(cells) > self._width:
            problems.append(too_wide(cells, self._width))
        read = self._normaliser.read
        for place, spec in self._columns:
            reading = read(spec, cells[place])
            if reading.problem is not None:
                problems.append(reading.problem)
            elif reading.value is not None:
                inputs[spec.name] = reading.value
                if reading.noted:
                    changes.append(Change(spec.name, cell_text(cells[place]), cell_text(reading.value)))
        return Taken(inputs, self._day(cells, changes, problems), changes, problems)

    def _day(self, cells: Sequence[object], changes: list[Change], problems: list[Problem]) -> object:
        if self._day_place is not None:
            raw = cells[self._day_place]
            reading = self._normaliser.day(raw)
            if reading.problem is not None:
                problems.append(reading.problem)
            if reading.value is not None:
                if reading.noted:
                    changes.append(Change(DAY, cell_text(raw), cell_text(reading.value)))
                return reading.value
        if self.asked.day is None and not problems:
            words = ("label", DAY_LABEL.zh, DAY_LABEL.en)
            problems.append(Problem("missing_input", DAY, expected="YYYY-MM-DD", detail=(words,)))
        return self.asked.day

    def answer(self, taken: Taken) -> Answer | tuple[Problem, ...]:
        """The answer, or every problem of the row."""
        if taken.problems:
            return tuple(taken.problems)
        try:
            return self._answered(taken.day, taken.inputs)
        except BenefitsError as error:
            return error.problems

    def _answered(self, day: object, inputs: Mapping[str, object]) -> Answer:
        if self.asked.values is None and self._explain is None:
            outputs = self._calculator.outputs(day, inputs, self._assume)
            if not _lacking(outputs):
                return Answer(outputs, {})
        decision = self._decision(day, inputs)
        explanation = self._explain(decision) if self._explain is not None else ""
        return Answer(decision.outputs, decision.undetermined, explanation)

    def _decision(self, day: object, inputs: Mapping[str, object]) -> Decision:
        if self.asked.values is not None:
            return decide_with(self._calculator, day, inputs, self._assume, self.asked.values)
        return self._calculator.decide(day, inputs, self._assume)


def _lacking(value: object) -> bool:
    """Whether there is a value that was not determined, anywhere in it."""
    if isinstance(value, Mapping):
        return any(_lacking(one) for one in value.values())
    if isinstance(value, list | tuple):
        return any(_lacking(one) for one in value)
    return value is None
