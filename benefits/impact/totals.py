"""What adds up, and to what: the unit of a figure says whether amounts of many rows have a sum, and per what time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from benefits.model.program import Decision, Label, Program
from benefits.model.sums import adds_up, parts

MONTHS = 12
CLASSES = ("enters", "gains", "unchanged", "loses", "leaves", "changes", "unclear")
"""What becomes of an output: from nothing to something, more, the same, less, from something to nothing.

`changes`: from one choice to another; `unclear`: it is determined on one side only."""


@dataclass(frozen=True, slots=True)
class Output:
    """An output that both sides have. `kind`: number, boolean, other. `by_person`: adds up as each row is a person."""

    name: str
    label: Label
    unit: str
    kind: str
    choices: str = ""
    adds_up: bool = False
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """The rows of one class: how many, and of numbers the sums before and after (None where nothing adds up)."""

    count: int = 0
    before: Fraction | None = None
    after: Fraction | None = None

    @property
    def difference(self) -> Fraction | None:
        return None if self.before is None or self.after is None else self.after - self.before

    def __add__(self, other: Tally) -> Tally:
        """Both classes' rows as one."""
        before, after = (
            None if one is None or two is None else one + two
            for one, two in ((self.before, other.before), (self.after, other.after))
        )
        return Tally(self.count + other.count, before, after)


def outputs_of(program: Program) -> tuple[Output, ...]:
    """The program's outputs with what can be done with them."""
    decisions = {decision.name: decision for decision in program.decisions}
    return tuple(_output(program, name, decisions[decision]) for name, decision in program.outputs)


def _output(program: Program, name: str, decision: Decision) -> Output:
    kind = decision.type.kind if decision.type.kind in ("number", "boolean") else "other"
    unit = decision.type.unit
    adds = kind == "number" and adds_up(program, unit, decision.for_reading)
    by_person = adds and "person" in parts(unit)[1]
    choices = decision.type.choices or (decision.type.of.choices if decision.type.of is not None else "")
    return Output(name, decision.label, unit, kind, choices, adds, by_person)


def main_output(outputs: tuple[Output, ...]) -> Output:
    """The figure that a report is about: the last that adds up, else the first truth value, else the first output."""
    money = [output for output in outputs if output.adds_up]
    flags = [output for output in outputs if output.kind == "boolean"]
    return (money[-1:] or flags[:1] or list(outputs[:1]))[0]


def costs(unit: str, amount: Fraction) -> Iterator[tuple[str, Fraction]]:
    """The sum of amounts of a unit per `month` and `year`; `once` where the unit names no time.

    An amount per year is not divided: documents that set one pay it by the year.
    """
    _, below = parts(unit)
    if "month" in below:
        yield "month", amount
        yield "year", amount * MONTHS
    else:
        yield ("year" if "year" in below else "once"), amount
