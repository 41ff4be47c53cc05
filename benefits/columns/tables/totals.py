"""The engine's evaluation of a question whose large table is known by its kinds of rows and how often each occurs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial

from benefits.columns.tables.kinds import Cuts, cuts
from benefits.columns.tables.shape import TableShape, depends
from benefits.engine.case import Case
from benefits.engine.outcome import Unknown
from benefits.engine.plain import functions
from benefits.engine.plain.evaluation import Evaluation
from benefits.engine.plain.formulas import Scope, outcome
from benefits.engine.plain.tables import cell, grouped
from benefits.feel import syntax as s
from benefits.model.program import Decision, Group, Program, Rank

Kinds = Mapping[tuple[object, ...], tuple[int, int]]
"""Values of the carried fields, then the ranks → how many rows there are of the kind, and where the first stands."""

_TIMES = ""
"""The name in a row that no column can have: how often a row of its kind occurs."""


class Counted(list[object]):
    """A list in which the value at a place stands for `times[place]` rows."""

    def __init__(self, values: list[object], times: list[int]) -> None:
        super().__init__(values)
        self.times = times


class Totals(Evaluation):
    """An evaluation in which the rows of one table are made, and totalled, by kinds of row."""

    def __init__(self, program: Program, case: Case, shape: TableShape, count: Callable[[], Kinds]) -> None:
        super().__init__(program, case)
        self.shape = shape
        self.count = count
        self.groups = {group.name for group in shape.groups}
        self.tables: dict[str, object] = {}

    def input(self, name: str) -> object:
        if name not in self.tables:
            self.tables[name] = super().input(name)
        return self.tables[name]

    def body(self, decision: Decision, scope: Scope) -> object:
        if not scope and decision.name == self.shape.each.name:
            return self.rows()
        if not scope and decision.name in self.groups and isinstance(decision.body, Group):
            return grouped(self, decision.body, self.decision(self.shape.each.name), gather)  # type: ignore[arg-type]
        return super().body(decision, scope)

    def rows(self) -> list[Scope]:
        """One row of each kind with all its columns, in the order in which the first ones stand in the table."""
        kinds = sorted(self.count().items(), key=lambda kind: kind[1][1])
        names = (*self.shape.carried, *(one.name for one in self.shape.columns if isinstance(one.body, Rank)))
        rows: list[Scope] = [dict(zip(names, key, strict=True)) | {_TIMES: number} for key, (number, _) in kinds]
        for column in self.shape.columns:
            if isinstance(column.body, Rank):
                continue
            seen: dict[tuple[object, ...], object] = {}
            needed = depends(self.program, column, rows[0] if rows else ())
            for row in rows:
                key = tuple(row[name] for name in needed)
                if key not in seen:
                    seen[key] = cell(self, column, row)
                row[column.name] = seen[key]
        kept = {*getattr(self.shape.each.body, "keep", ()), *(column.name for column in self.shape.columns), _TIMES}
        return [{name: value for name, value in row.items() if name in kept} for row in rows]

    def cuts(self) -> dict[str, Cuts]:
        """For each rank, the ranks at which something begins to differ."""
        ranks = [column for column in self.shape.columns if isinstance(column.body, Rank)]
        return {rank.name: cuts(self.program, self.shape, rank, self.free) for rank in ranks}

    def free(self, node: s.Node) -> object:
        """The value of a node that speaks of no name of a row."""
        return outcome(partial(self.node, node, {}))

    def on_Call(self, node: s.Call, scope: Scope) -> object:
        arguments = [self.node(argument, scope) for argument in node.arguments]
        name = node.function.name  # type: ignore[attr-defined]
        if len(arguments) == 1 and isinstance(arguments[0], Counted) and name in ("sum", "count"):
            return total(name, arguments[0])
        return functions.call(name, arguments)


def gather(name: str, rows: list[Scope]) -> list[object]:
    """The list of a column's values in a group."""
    return Counted([row[name] for row in rows], [row[_TIMES] for row in rows])  # type: ignore[misc]


def total(name: str, values: Counted) -> object:
    """`sum` or `count` of a column over all the rows that its values stand for."""
    listed = functions.flat([values])
    if name == "count" or isinstance(listed, Unknown):
        return listed if isinstance(listed, Unknown) else Fraction(sum(values.times))
    unknown = [value for value in listed if isinstance(value, Unknown)]
    if unknown:
        return Unknown.of(*unknown)
    products = (value * times for value, times in zip(listed, values.times, strict=True))  # type: ignore[operator]
    return sum(products, Fraction(0))
