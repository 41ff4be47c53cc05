"""A local values file: what other documents set for one place, entered once, dated and cited.

A rule file asks for such values as `external` inputs; here stand those of an office. A name is an input's, or
`program.input` for one program alone, which wins. In comes the text of the file, out go values; nothing is computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from benefits.errors import InputError, Problem
from benefits.model.format import LabelShape
from benefits.model.format_words import Day, Shape, Text, nearest
from benefits.model.program import Input, Label, Mark, Period, Program
from benefits.model.rule_file import place_of, read_shape
from benefits.model.yaml_text import Reading

_FLAGS = {"true": True, "false": False}


class LocalValueShape(Shape):
    first: Day = Field(alias="from")
    last: Day | None = Field(None, alias="until")
    value: Text
    cite: Text


class LocalValuesShape(Shape):
    """A local values file."""

    place: LabelShape
    values: dict[Text, Annotated[list[LocalValueShape], Field(min_length=1)]]


@dataclass(frozen=True, slots=True)
class LocalValue:
    """One value with its days and where it stands: `cite` in words, `at` in the file."""

    period: Period
    value: str
    cite: str
    at: Mark


@dataclass(frozen=True, slots=True)
class LocalValues:
    """A file's values by name, each name's in the order of their days."""

    file: str
    place: Label
    values: Mapping[str, tuple[LocalValue, ...]]
    marks: Mapping[str, Mark]

    def value(self, program: str, name: str, day: date) -> LocalValue | None:
        """The value of that input on that day, or None: the nearest one is never taken."""
        for key in (f"{program}.{name}", name):
            for one in self.values.get(key, ()):
                if one.period.covers(day):
                    return one
        return None

    def fill(
        self, program: Program, day: date, inputs: Mapping[str, object], names: Iterable[str] | None = None
    ) -> tuple[dict[str, object], dict[str, LocalValue]]:
        """The inputs with what the file says of those not given, and what it said, by name.

        Only `external` inputs are filled, and of them only those among `names` if these are given.
        """
        wanted = None if names is None else set(names)
        filled, sources = dict(inputs), dict[str, LocalValue]()
        for spec in external(program):
            if filled.get(spec.name) is not None or (wanted is not None and spec.name not in wanted):
                continue
            found = self.value(program.id, spec.name, day)
            if found is not None:
                filled[spec.name] = _FLAGS.get(found.value, found.value) if _is_flag(spec) else found.value
                sources[spec.name] = found
        return filled, sources

    def unknown(self, programs: Iterable[Program]) -> list[Problem]:
        """Names that are no external input of the programs, each with the nearest there is."""
        known: set[str] = set()
        for program in programs:
            names = {spec.name for spec in external(program)}
            known |= names | {f"{program.id}.{name}" for name in names}
        wrong = [name for name in self.marks if name not in known]
        places = [(self.file, self.marks[name].line, self.marks[name].column) for name in wrong]
        return [
            Problem("unknown_input", f"values.{name}", name[:80], "", nearest(name, sorted(known)), *place)
            for name, place in zip(wrong, places, strict=True)
        ]

    def told(self, one: LocalValue) -> dict[str, object]:
        """Where a value comes from, as an answer's step says it."""
        step: dict[str, object] = {"cite": one.cite, "place": {"zh": self.place.zh, "en": self.place.en}}
        days = {"from": one.period.first, "until": one.period.last}
        return step | {"period": {key: day.isoformat() for key, day in days.items() if day is not None}}


def external(program: Program) -> tuple[Input, ...]:
    """The inputs of a program that other documents set, lists and tables apart."""
    return tuple(spec for spec in program.inputs if spec.external and not spec.fields)


def parse(content: bytes, file: str) -> LocalValues:
    """The values of a file. Raises `InputError` with every problem, each at its line and column."""
    reading, shape, problems = read_shape(content, file, LocalValuesShape)
    if reading is None or shape is None:
        raise InputError(problems)
    values = {}
    for name, rows in shape.values.items():
        listed = [
            LocalValue(Period(row.first, row.last), row.value, row.cite, place_of(reading, ("values", name, number)))
            for number, row in enumerate(rows)
        ]
        problems += _periods(reading, file, name, listed)
        values[name] = tuple(listed)
    if problems:
        raise InputError(problems)
    marks = {name: place_of(reading, ("values", name), key=True) for name in values}
    return LocalValues(file, Label(shape.place.zh, shape.place.en), values, marks)


def _is_flag(spec: Input) -> bool:
    return spec.type.kind == "boolean"


def _periods(reading: Reading, file: str, name: str, rows: list[LocalValue]) -> list[Problem]:
    """Rows whose days run backwards, stand out of order, or share a day with the row before."""
    found = []
    before: Period | None = None
    for number, row in enumerate(rows):
        code = _fault(row.period, before)
        if code:
            mark = place_of(reading, ("values", name, number))
            detail = (("case", "", ""),) if code.startswith("periods") else ()
            value = f"{row.period.first} – {row.period.last or '…'}"
            path = f"values.{name}[{number}]"
            found.append(Problem(code, path, value, "", "", file, mark.line, mark.column, detail))
        before = row.period
    return found


def _fault(period: Period, before: Period | None) -> str:
    if period.first is not None and period.last is not None and period.last < period.first:
        return "reversed_period"
    if before is None or before.first is None or period.first is None:
        return ""
    if period.first <= before.first:
        return "periods_unordered"
    return "periods_overlap" if before.covers(period.first) else ""
