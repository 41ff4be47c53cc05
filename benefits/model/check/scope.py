"""The names of a program with their shapes, and what of them a formula sees where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from benefits.feel.syntax import Node
from benefits.model.check.finite import Figures, either, exactly
from benefits.model.check.nulls import about, tested
from benefits.model.check.shapes import ANY, DATE, Shape, list_of, number, record, unit_of
from benefits.model.check.units import parse_unit
from benefits.model.program import Decision, Each, Enumeration, Group, Input, Parameter, Period, Program, Type

BUILTINS: Mapping[str, Shape] = MappingProxyType(
    {
        "date": DATE,
        "months_per_year": number(parse_unit("month/year"), exactly([Fraction(12)])),
    }
)

ALWAYS = Period()
SETTLED = Figures(0)
"""What is taken of a declared number that cannot be looked into, so that one fault is not reported twice."""


Facts = tuple[tuple[Node, bool], ...]
"""Conditions that were evaluated before, with what they gave."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a formula sees besides the program's names: row and loop names, names tested for null, facts, and its days.

    `reader` is the decision that the formula belongs to, "" for a check or property.
    """

    window: Period
    reader: str = ""
    rows: Mapping[str, Shape] = field(default_factory=dict)
    tested: frozenset[str] = frozenset()
    facts: Facts = ()

    def bind(self, names: Mapping[str, Shape]) -> Scope:
        """The scope inside a loop or row: these names hide others of the same name."""
        known = frozenset(one for one in self.tested if about(one).split(".")[0] not in names)
        return replace(self, rows={**self.rows, **names}, tested=known, facts=())

    def told(self, condition: Node, holds: bool) -> Scope:
        """The scope where a condition is known to hold, or not to."""
        known = tested(condition)[0 if holds else 1]
        return replace(self, tested=self.tested | known, facts=(*self.facts, (condition, holds)))

    def knowing(self, tested: Iterable[str]) -> Scope:
        """The scope where these are known not to be null."""
        return replace(self, tested=self.tested | frozenset(tested))


class Names:
    """The names of one linked program. `used` collects what formulas and declarations read."""

    def __init__(self, program: Program, library: Mapping[str, Program]) -> None:
        self.program = program
        self.used: set[str] = set()
        self.used_choices: set[str] = set()
        self.inputs = {one.name: one for one in program.inputs}
        self.parameters = {one.name: one for one in program.parameters}
        self.decisions = {one.name: one for one in program.decisions}
        self.interpretations = {one.name: one for one in program.interpretations}
        self.aliases = dict(program.uses)
        self.enumerations: dict[str, Enumeration] = {}
        for alias, name in program.uses:
            for one in library[name].enumerations if name in library else ():
                self.enumerations[f"{alias}.{one.name}"] = one
        self.enumerations.update((one.name, one) for one in program.enumerations)
        self.shapes: dict[str, Shape] = dict(BUILTINS)
        for interpretation in program.interpretations:
            ids = tuple(option.id for option in interpretation.options)
            self.shapes[interpretation.name] = Shape("choice", choices=interpretation.name, ids=ids)
        self.shapes.update((one.name, self.of_input(one)) for one in program.inputs)
        self.shapes.update((one.name, self.of_parameter(one)) for one in program.parameters)
        self.shapes.update((one.name, self.declared(one.type)) for one in program.decisions)

    def declared(self, declared: Type) -> Shape:
        """The shape of a declared type, its figures taken as settled."""
        if declared.kind == "number":
            return number(unit_of(declared), SETTLED)
        if declared.kind == "choice":
            self.used_choices.add(declared.choices)
            enumeration = self.enumerations.get(declared.choices)
            if enumeration is None:
                return ANY
            is_open = enumeration.extended_by is not None
            return Shape("choice", choices=declared.choices, ids=enumeration.ids(), open_ids=is_open)
        if declared.kind == "list":
            return list_of(self.declared(declared.of) if declared.of else ANY)
        if declared.kind == "record":
            return record({name: self.declared(inner) for name, inner in declared.fields})
        return Shape(declared.kind)

    def of_input(self, asked: Input) -> Shape:
        """The shape of an input or field."""
        if asked.fields:
            return list_of(record({one.name: self.of_input(one) for one in asked.fields}))
        shape = self.declared(asked.type)
        if shape.kind == "number":
            places = 0 if asked.type.whole else asked.decimals
            shape = replace(shape, figures=Figures(places, low=asked.minimum, high=asked.maximum))
        may_be_null = asked.optional or asked.optional_when is not None
        return replace(shape, optional=may_be_null and not asked.has_default)

    def of_parameter(self, parameter: Parameter) -> Shape:
        """The shape of a parameter: its figures are its rows' values, and those that come with a case."""
        shape = self.declared(parameter.type)
        if shape.kind != "number":
            return shape
        figures = exactly(row.value for row in parameter.rows if isinstance(row.value, Fraction))
        if parameter.extended_by:
            column = self.extension_column(parameter)
            figures = either(figures, self.of_input(column).figures if column else SETTLED)
        return replace(shape, figures=figures)

    def extension_column(self, parameter: Parameter) -> Input | None:
        """The input column with the parameter's values of members that come with the case."""
        for key in parameter.by:
            shape = self.key_shape(key)
            enumeration = self.enumerations.get(shape.choices) if shape else None
            if enumeration is not None and enumeration.extended_by is not None:
                table = self.inputs.get(enumeration.extended_by.table)
                columns = {one.name: one for one in table.fields} if table else {}
                return columns.get(parameter.extended_by)
        return None

    def key_shape(self, key: str) -> Shape | None:
        """The shape of a parameter's key as far as its name alone tells: the first thing of that name."""
        if key in self.inputs:
            return self.of_input(self.inputs[key])
        if key in self.interpretations:
            return self.shapes[key]
        if key in self.decisions:
            return self.declared(self.decisions[key].type)
        return next((self.of_input(one) for one in self._row_fields() if one.name == key), None) or next(
            (self.declared(one.type) for one in self._columns() if one.name == key), None
        )

    def _row_fields(self) -> Iterator[Input]:
        return (one for asked in self.program.inputs for one in asked.fields)

    def _columns(self) -> Iterator[Decision]:
        bodies = (decision.body for decision in self.program.decisions)
        return (column for body in bodies if isinstance(body, Each | Group) for column in body.columns)

    def window(self, period: Period = ALWAYS) -> Period:
        """The days of a period on which the program answers: those of its own period and of its date rule."""
        rule = self.program.date_rule
        own = self.program.period if rule is None else overlap(self.program.period, rule.period)
        return overlap(own, period)


def overlap(left: Period, right: Period) -> Period:
    """The days in both periods; `first` after `last` where there are none."""
    firsts = [one.first for one in (left, right) if one.first is not None]
    lasts = [one.last for one in (left, right) if one.last is not None]
    return Period(max(firsts, default=None), min(lasts, default=None))


def is_empty(period: Period) -> bool:
    """Whether the period has no day."""
    return period.first is not None and period.last is not None and period.first > period.last


def contains(outer: Period, inner: Period) -> bool:
    """Whether every day of `inner` is a day of `outer`."""
    starts = outer.first is None or (inner.first is not None and outer.first <= inner.first)
    return starts and (outer.last is None or (inner.last is not None and inner.last <= outer.last))


def show_day(day: date | None) -> str:
    """A day as a message shows it; `…` where the period is open."""
    return "…" if day is None else day.isoformat()


def show_period(period: Period) -> str:
    """A period as a message shows it."""
    return f"{show_day(period.first)}–{show_day(period.last)}"
