"""Where a program is built: its file's values and places, the names in it, and what was found wrong so far."""

from __future__ import annotations

from datetime import date

from benefits.errors import Problem
from benefits.feel.errors import FeelSyntaxError
from benefits.feel.parser import parse, parse_unary_tests
from benefits.feel.syntax import Null
from benefits.model import yaml_text
from benefits.model.format import CiteShape, LabelShape
from benefits.model.literals import LiteralError, read_literal
from benefits.model.program import Choice, Citation, Enumeration, Formula, Label, Mark, Period, Value
from benefits.model.rule_file import place_of
from benefits.model.yaml_text import Path, Reading

PROFILE_FUNCTIONS = ("completed years", "add years", "add months", "add days", "month day")
"""The functions that rule files have beyond FEEL's own; the parser must know names with spaces."""


def label(shape: LabelShape) -> Label:
    return Label(shape.zh, shape.en)


def label_or_none(shape: LabelShape | None) -> Label | None:
    return None if shape is None else label(shape)


def citation(shape: CiteShape) -> Citation:
    return Citation(shape.document, shape.clause)


def citation_or_none(shape: CiteShape | None) -> Citation | None:
    return None if shape is None else citation(shape)


def choices(values: dict[str, LabelShape]) -> tuple[Choice, ...]:
    return tuple(Choice(name, label(value)) for name, value in values.items())


class Site:
    """One file under construction. `enumerations` grows by the choices written inline."""

    def __init__(self, reading: Reading, file: str) -> None:
        self.reading = reading
        self.file = file
        self.problems: list[Problem] = []
        self.names: tuple[str, ...] = PROFILE_FUNCTIONS
        self.enumerations: dict[str, Enumeration] = {}

    def mark(self, path: Path, key: bool = True) -> Mark:
        return place_of(self.reading, path, key)

    def add(
        self, code: str, path: Path, value: str = "", expected: str = "", nearest: str = "", key: bool = False
    ) -> None:
        """Notes a problem at the value of a path, or at its key."""
        mark = self.mark(path, key)
        text = yaml_text.path_text(path)
        self.problems.append(Problem(code, text, value[:80], expected, nearest, self.file, mark.line, mark.column))

    def formula(self, path: Path, text: str, cell: bool = False) -> Formula:
        """The formula (or, of a table's cell, the unary tests) at a path; a text that is not FEEL is noted."""
        first, *further = yaml_text.lines(self.reading, path)
        formula = Formula(text, Null(), first[1], tuple(further))
        try:
            tree = parse_unary_tests(text, self.names) if cell else parse(text, self.names)
        except FeelSyntaxError as error:
            mark = formula.place(error.offset)
            where = yaml_text.path_text(path)
            found, expected = error.found, error.expected
            self.problems.append(
                Problem("formula_syntax", where, found, expected, "", self.file, mark.line, mark.column)
            )
            return formula
        return Formula(text, tree, first[1], tuple(further))

    def formula_or_none(self, path: Path, text: str | None) -> Formula | None:
        return None if text is None else self.formula(path, text)

    def period(self, path: Path, first: date | None, last: date | None) -> Period:
        """The period of the mapping at a path, noted when it ends before it begins."""
        if first is not None and last is not None and last < first:
            self.add("reversed_period", (*path, "until"), f"{first.isoformat()}…{last.isoformat()}")
        return Period(first, last)

    def literal(self, path: Path, kind: str, text: str) -> Value:
        """The literal at a path; the text itself, and a problem, when it is none."""
        try:
            return read_literal(kind, text)
        except LiteralError as error:
            self.add("bad_literal", path, text, error.expected)
            return text

    def enumeration_of(self, path: Path, name: str, of: LabelShape, given: str | dict[str, LabelShape] | None) -> str:
        """The name of the enumeration that `choices` speaks of; written inline it becomes one called `name`."""
        if given is None:
            return ""
        if isinstance(given, str):
            return given
        at = (*path, "choices")
        if name in self.enumerations:
            self.add("duplicate_name", at, name, f"enumerations.{name}", key=True)
        self.enumerations[name] = Enumeration(name, label(of), choices(given), None, self.mark(at))
        return name
