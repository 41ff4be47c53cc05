"""The cover of a decision table: the regions of its columns, in every situation that its cells' figures make.

A cell's bounds are figures of the text, so the regions change with the day and with the keys of those figures; each
such situation is looked at on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from benefits.feel import syntax
from benefits.feel.syntax import Node
from benefits.model.check.constants import Situation
from benefits.model.check.coverage import Part, examine
from benefits.model.check.facts import compares, impossible
from benefits.model.check.nulls import key
from benefits.model.check.periods import days_of_change, key_values
from benefits.model.check.regions import Region, along, line_of, on_line
from benefits.model.check.scope import Scope
from benefits.model.check.shapes import Shape
from benefits.model.check.trees import all_names
from benefits.model.program import DecisionTable, Formula, Period, Value

if TYPE_CHECKING:
    from benefits.model.check.expressions import Inference

MAX_SITUATIONS = 256
MAX_WORK = 200_000  # of rules looked at in regions

Tests = list[list[tuple[str, Value]]]
"""Alternatives; each has comparisons that must all hold."""


class Unchecked(Exception):
    """A table whose cover cannot be worked out; `at` is the formula that is the reason."""

    def __init__(self, at: Formula) -> None:
        super().__init__(at.text)
        self.at = at


def tests_of(cell: Formula) -> tuple[tuple[Node, ...], bool]:
    """The tests of a cell, and whether they are negated. No tests: anything."""
    if isinstance(cell.tree, syntax.UnaryTests):
        return cell.tree.tests, cell.tree.negated
    return (cell.tree,), False


def check_cover(inference: Inference, table: DecisionTable, columns: Sequence[Shape], scope: Scope) -> None:
    """Reports the first case, day by day, that falls through or meets two rules."""
    work = 0
    try:
        for situation in _situations(inference, table, scope.window):
            parts = [_parts(table, index, shape, situation, scope) for index, shape in enumerate(columns)]
            work += sum(len(part) for part in parts) * len(table.rules)
            if work > MAX_WORK:
                raise Unchecked(table.columns[0])
            found = examine(parts, len(table.rules))
            if found.exceeded:
                raise Unchecked(table.columns[0])
            if found.gap:
                inference.report.add("table_gap", inference.place, value=found.gap)
            if found.overlap:
                first, second = (table.rules[index] for index in found.rules[:2])
                place = inference.place.below(f"table.rules[{found.rules[1]}]", second.at)
                inference.report.add("table_overlap", place, value=found.overlap, expected=str(first.at.line))
            if found.gap or found.overlap:
                return
    except Unchecked as unchecked:
        inner = inference.of(unchecked.at)
        inner.report.add("table_unchecked", inner.place, value=unchecked.at.text)


def _situations(inference: Inference, table: DecisionTable, window: Period) -> Iterator[Situation]:
    """The days on which a figure in the cells changes, with every combination of those figures' keys."""
    names = inference.names
    used = {name for rule in table.rules for cell in rule.tests for name in all_names(cell.tree)}
    figures = [names.parameters[name] for name in sorted(used) if name in names.parameters]
    domains: dict[str, tuple[Value, ...]] = {}
    for parameter in figures:
        for index, own in enumerate(parameter.by):
            values = key_values(parameter, index, names.key_shape(own))
            domains[own] = tuple(dict.fromkeys((*domains.get(own, ()), *values)))
    days = days_of_change(figures, window)
    if len(days) * prod(map(len, domains.values())) > MAX_SITUATIONS:
        raise Unchecked(table.columns[0])
    for day in days:
        for keys in product(*domains.values()):
            situation = Situation(day, names.parameters, names.shapes, dict(zip(domains, keys, strict=True)))
            if all(situation.value(syntax.Name(parameter.name)) is not None for parameter in figures):
                yield situation


def _parts(table: DecisionTable, index: int, shape: Shape, situation: Situation, scope: Scope) -> list[Part]:
    """The regions of one column with the rules that hold in each."""
    column = table.columns[index]
    cells = [rule.tests[index] for rule in table.rules]
    points: dict[Node, Fraction] = {}
    if shape.kind in ("number", "date", "month_day"):
        regions = _ordered_regions(cells, shape, situation, points)
    elif shape.kind in ("choice", "boolean"):
        regions = [Region(value, _choice_words(value)) for value in _choice_values(column, shape, situation)]
    else:
        raise Unchecked(column)
    if shape.optional:
        regions.append(Region(None, "= null"))
    ready = [_ready(cell, situation, points) for cell in cells]
    parts: list[Part] = []
    for region in regions:
        if impossible(scope.facts, key(column.tree), region.sample, shape.kind, points, situation):
            continue
        holding = sum(1 << rule for rule, (tests, negated) in enumerate(ready) if _holds(tests, negated, region.sample))
        parts.append(Part("" if region.words == "-" else f"{column.text} {region.words}", holding))
    return parts


def _choice_values(column: Formula, shape: Shape, situation: Situation) -> tuple[Value, ...]:
    name = key(column.tree)
    if name in situation.keys:
        return (situation.keys[name],)
    if shape.kind == "boolean":
        return (True, False)
    return (*shape.ids, "…") if shape.open_ids else shape.ids


def _choice_words(value: Value) -> str:
    return f'= "{value}"' if isinstance(value, str) else f"= {str(value).lower()}"


def _ordered_regions(
    cells: Sequence[Formula], shape: Shape, situation: Situation, points: dict[Node, Fraction]
) -> list[Region]:
    """The regions of a number, date or month-day; `points` gets where each bound in the cells lies.

    One bound that is not the same for every case has only a below, an at and an above; several have no known order.
    """
    unknown: dict[Node, Formula] = {}
    for cell in cells:
        for bound in _bounds(tests_of(cell)[0], cell):
            point = on_line(situation.value(bound), shape.kind)
            if point is None:
                unknown[bound] = cell
            else:
                points[bound] = point
    if not unknown:
        return along(line_of(shape), points.values())
    if len(unknown) > 1 or points:
        raise Unchecked(next(iter(unknown.values())))
    bound, cell = unknown.popitem()
    points[bound] = Fraction(0)
    name = key(bound) or cell.text
    return [Region(Fraction(side), f"{sign} {name}") for side, sign in ((-1, "<"), (0, "="), (1, ">"))]


def _bounds(tests: Sequence[Node], cell: Formula) -> Iterator[Node]:
    """The formulas that a column's value is compared with."""
    for test in tests:
        if isinstance(test, syntax.ComparisonTest):
            yield from () if isinstance(test.operand, syntax.Null) else (test.operand,)
        elif isinstance(test, syntax.RangeLiteral):
            yield from (end for end in (test.low, test.high) if end is not None)
        elif isinstance(test, syntax.ListLiteral):
            yield from _bounds(test.items, cell)
        elif any(name == "?" for name in all_names(test)):
            raise Unchecked(cell)
        elif not isinstance(test, syntax.Null):
            yield test


def _ready(cell: Formula, situation: Situation, points: Mapping[Node, Fraction]) -> tuple[Tests, bool]:
    """A cell's tests with the bounds put in, and whether they are negated."""
    tests, negated = tests_of(cell)
    return [ready for test in tests for ready in _tests(cell, test, situation, points)], negated


def _tests(cell: Formula, test: Node, situation: Situation, points: Mapping[Node, Fraction]) -> Tests:
    if isinstance(test, syntax.ListLiteral):
        return [ready for item in test.items for ready in _tests(cell, item, situation, points)]
    if isinstance(test, syntax.RangeLiteral):
        ends = ((">=" if test.low_included else ">", test.low), ("<=" if test.high_included else "<", test.high))
    elif isinstance(test, syntax.ComparisonTest):
        ends = ((test.operator, test.operand), ("", None))
    else:
        ends = (("=", test), ("", None))
    return [[(sign, _operand(cell, end, situation, points)) for sign, end in ends if end is not None]]


def _operand(cell: Formula, node: Node, situation: Situation, points: Mapping[Node, Fraction]) -> Value:
    """The value of a bound; None for null."""
    if isinstance(node, syntax.Null):
        return None
    found = points.get(node)
    known = situation.value(node) if found is None else found
    if known is None:
        raise Unchecked(cell)
    return known


def _holds(tests: Tests, negated: bool, value: Value) -> bool:
    """Whether a cell holds for the value. A cell without tests always does."""
    return not tests or any(all(compares(sign, value, end) for sign, end in test) for test in tests) != negated
