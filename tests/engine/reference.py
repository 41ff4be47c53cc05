"""A program's answer by the FEEL reference interpreter: its formulas by `benefits.feel.evaluate`, the rest by hand.

What FEEL makes null for a fault is here not determined, and what needs it too (rule language: evaluation by need)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from benefits import feel
from benefits.engine.case import Case
from benefits.feel.syntax import UnaryTests
from benefits.model.program import (
    Allocate,
    Dated,
    Decision,
    DecisionTable,
    Each,
    Formula,
    Group,
    Lookup,
    Parameter,
    Program,
    Rank,
    Rounding,
    Split,
)
from tests.engine.reference_functions import FUNCTIONS, divided, filtering, rounded

Row = dict[str, object]


class Undetermined(Exception):
    """There is no value."""


class Left(Undetermined):
    """The figure has no meaning in this case."""


class Scope(Mapping[str, object]):
    """The names of a row over those of the program; a value is made when it is asked for."""

    def __init__(self, reference: Reference, row: Row) -> None:
        self.reference, self.row = reference, row

    def __getitem__(self, name: str) -> object:
        if name in self.row:
            value = self.row[name]
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, Undetermined):
                    raise one
            return value
        return self.reference.name(name, self)

    def __iter__(self) -> Iterator[str]:
        return iter([*self.row, *self.reference.names])

    def __len__(self) -> int:
        return len(self.row) + len(self.reference.names)


class Reference:
    """One case of one program."""

    def __init__(self, program: Program, case: Case) -> None:
        self.program, self.case = program, case
        self.decisions = {one.name: one for one in program.decisions}
        self.parameters = {one.name: one for one in program.parameters}
        self.inputs = {one.name: one for one in program.inputs}
        self.done: dict[str, object] = {}
        self.columns: set[str] = set()
        self.names = [*self.decisions, *self.parameters, *self.inputs, *case.options, *FUNCTIONS, "date"]

    def name(self, name: str, scope: Scope) -> object:
        if name in self.decisions:
            value = self.decision(name)
            if isinstance(value, Undetermined):
                raise value
            return value
        if name in self.parameters:
            return self.parameter(name, scope)
        if name in self.inputs:
            value = self.case.values[name]
            fields = [field.name for field in self.inputs[name].fields]
            return [dict(zip(fields, row, strict=True)) for row in value] if fields else value  # type: ignore[attr-defined]
        if name in self.case.options:
            return self.case.options[name]
        if name == "date":
            return self.case.day
        return FUNCTIONS[name]

    def parameter(self, name: str, scope: Scope) -> object:
        parameter = self.parameters[name]
        for row in parameter.rows:
            if not row.period.covers(self.case.day):
                continue
            if all(own is None or own == scope[key] for own, key in zip(row.keys, parameter.by, strict=True)):
                if row.not_stated:
                    raise Undetermined
                return row.value
        return self.brought(parameter, scope)

    def brought(self, parameter: Parameter, scope: Scope) -> object:
        """The value that came with the case, with the row of the extension that the key names."""
        for enumeration in self.program.enumerations:
            extension = enumeration.extended_by
            for row in self.rows(extension.table) if extension and parameter.extended_by else []:
                if extension and row[extension.id] in [scope[key] for key in parameter.by]:
                    return row[parameter.extended_by]
        raise LookupError(parameter.name)

    def formula(self, formula: Formula, row: Row | None = None) -> object:
        problems: list[feel.Problem] = []
        value = feel.evaluate(formula.tree, Scope(self, row or {}), problems=problems)
        probes = {node.at for node in filtering(formula.tree)}
        if value is None or any(problem.at not in probes for problem in problems):
            raise Undetermined
        return value

    def decision(self, name: str) -> object:
        if name not in self.done:
            try:
                self.done[name] = self.figure(self.decisions[name], {})
            except Undetermined as reason:
                self.done[name] = reason
        return self.done[name]

    def figure(self, decision: Decision, row: Row) -> object:
        if decision.outside is not None and not decision.period.covers(self.case.day):
            raise Undetermined
        if decision.only_when is not None and self.formula(decision.only_when, row) is not True:
            raise Left
        for when, _ in decision.undetermined:
            if self.formula(when, row) is True:
                raise Undetermined
        value = self.body(decision, row)
        return self.round(value, decision.rounding) if decision.rounding else value

    def round(self, value: object, rounding: Rounding) -> Fraction:
        assert isinstance(value, Fraction)
        option = self.case.options[rounding.by] if rounding.by else ""
        return rounded(value, rounding.to, dict(rounding.modes)[option])

    def body(self, decision: Decision, row: Row) -> object:
        body = decision.body
        match body:
            case Formula():
                return self.formula(body, row)
            case DecisionTable():
                return self.table(body, row)
            case Dated():
                return self.formula(next(one for period, one in body.versions if period.covers(self.case.day)), row)
            case Each():
                return self.each(decision, body)
            case Group():
                return self.group(body)
            case Split():
                total = self.formula(body.total)
                names = [name for name, _ in body.parts]
                shares = [self.formula(share) for _, share in body.parts]
                return dict(zip(names, divided(total, body.to, shares), strict=True))  # type: ignore[arg-type]
            case Lookup():
                return self.lookup(body, row)
        raise TypeError(type(body).__name__)

    def table(self, table: DecisionTable, row: Row) -> object:
        columns = [self.formula(column, row) for column in table.columns]
        hits = [
            rule
            for rule in table.rules
            if all(self.cell(test, value, row) for test, value in zip(rule.tests, columns, strict=True))
        ]
        if table.collect:
            return [self.formula(rule.result, row) for rule in hits if rule.result]
        assert len(hits) == 1, "a unique table has one rule for every case"
        if hits[0].result is None:
            raise Undetermined
        return self.formula(hits[0].result, row)

    def cell(self, test: Formula, value: object, row: Row) -> bool:
        assert isinstance(test.tree, UnaryTests)
        answer = feel.evaluate_unary_tests(test.tree, value, Scope(self, row))
        assert answer is not None
        return answer

    # tables

    def rows(self, name: str) -> list[Row]:
        value = self.name(name, Scope(self, {}))
        assert isinstance(value, list)
        return [dict(row) for row in value]

    def each(self, decision: Decision, body: Each) -> list[Row]:
        rows = self.rows(body.source)
        for column in body.columns:
            if isinstance(column.body, Rank):
                rank(rows, column.body, column.name)
            elif isinstance(column.body, Allocate):
                self.allocate(decision, column, column.body, rows)
            else:
                for row in rows:
                    row[column.name] = self.kept(column, row)
        names = (*body.keep, *(column.name for column in body.columns))
        return [{name: row[name] for name in names} for row in rows]

    def kept(self, column: Decision, row: Row) -> object:
        try:
            return self.figure(column, row)
        except Undetermined as reason:
            return reason

    def allocate(self, decision: Decision, column: Decision, body: Allocate, rows: list[Row]) -> None:
        try:
            total, weights = self.formula(body.total) if rows else None, [row[body.by] for row in rows]
            if any(isinstance(weight, Undetermined) for weight in weights) or (rows and not any(weights)):
                raise Undetermined
            shares: list[object] = list(divided(total, body.to, weights)) if rows else []  # type: ignore[arg-type]
        except Undetermined as reason:
            shares = [reason] * len(rows)
            if not isinstance(reason, Left):
                self.columns.add(f"{decision.name}.{column.name}")
        for row, share in zip(rows, shares, strict=True):
            row[column.name] = share

    def group(self, body: Group) -> list[Row]:
        rows = self.rows(body.source)
        order = [id_ for one in self.program.enumerations for id_ in one.ids()]
        order += [id_ for members in self.case.members.values() for id_ in members]
        made: list[Row] = []
        for key in sorted({str(row[body.by]) for row in rows}, key=order.index):
            own = [row for row in rows if row[body.by] == key]
            scope: Row = {name: [row[name] for row in own] for name in rows[0]}
            line: Row = {body.by: key}
            for column in body.columns:
                line[column.name] = scope[column.name] = self.kept(column, scope)
            made.append(line)
        return made

    def lookup(self, body: Lookup, row: Row) -> object:
        for other in self.rows(body.table):
            alike = all(other[name] == row[name] for name in body.match)
            if alike and other[body.start] <= row[body.on] <= other[body.end]:  # type: ignore[operator]
                return other[body.value]
        return self.formula(body.otherwise, row)


def rank(rows: list[Row], body: Rank, name: str) -> None:
    """Each row's place: one more than the rows of its group that come before it."""
    for place, row in enumerate(rows):
        before = 0
        for other_place, other in enumerate(rows):
            alike = all(other[one] == row[one] for one in body.within)
            first = (other[body.order], other_place) < (row[body.order], place)
            before += alike and first
        row[name] = Fraction(before + 1)
