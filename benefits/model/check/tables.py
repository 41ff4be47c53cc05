"""Decision tables: the types of their cells and results, and the regions that their rules must cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import reduce
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from benefits.feel import syntax
from benefits.feel.syntax import Node
from benefits.model.check.comparisons import unary_test
from benefits.model.check.constants import Situation
from benefits.model.check.coverage import Part, examine
from benefits.model.check.nulls import key
from benefits.model.check.periods import key_values, next_day
from benefits.model.check.regions import Region, along, line_of, on_line
from benefits.model.check.scope import Scope
from benefits.model.check.shapes import ANY, Shape, join, list_of
from benefits.model.check.trees import all_names, too_deep
from benefits.model.program import DecisionTable, Formula, Parameter, Period, TableRule, Value

if TYPE_CHECKING:
    from benefits.model.check.expressions import Inference

MAX_SITUATIONS = 512
MAX_RULES = 500
MAX_COLUMNS = 20


class Unchecked(Exception):
    """A table whose cover cannot be worked out; `at` is the formula that is the reason."""

    def __init__(self, at: Formula) -> None:
        super().__init__(at.text)
        self.at = at


def shape_of(inference: Inference, table: DecisionTable, scope: Scope, wanted: Shape) -> Shape:
    """The shape of a table's result, its cells and results checked; unless it collects, its cover too."""
    if len(table.rules) > MAX_RULES or len(table.columns) > MAX_COLUMNS or any(map(_deep, _cells(table))):
        inference.report.add("too_many", inference.place, value="table", expected=f"{MAX_RULES} × {MAX_COLUMNS}")
        return ANY
    before = inference.report.count
    columns = [inference.of(column).raw(column.tree, scope) for column in table.columns]
    item = wanted.item if table.collect else wanted
    results: list[Shape] = []
    for rule in table.rules:
        _check_cells(inference, rule, columns, scope)
        if rule.result is not None:
            inner = scope.knowing(_tested(table.columns, rule))
            results.append(inference.formula(rule.result, inner, item))
    if not table.collect and not inference.report.silent and inference.report.count == before:
        _check_cover(inference, table, columns, scope)
    result = reduce(join, results) if results else item
    return list_of(result) if table.collect else result


def _cells(table: DecisionTable) -> Iterator[Formula]:
    yield from table.columns
    for rule in table.rules:
        yield from rule.tests


def _deep(formula: Formula) -> bool:
    return too_deep(formula.tree)


def tests_of(cell: Formula) -> tuple[tuple[Node, ...], bool]:
    """The tests of a cell, and whether they are negated. No tests: anything."""
    if isinstance(cell.tree, syntax.UnaryTests):
        return cell.tree.tests, cell.tree.negated
    return (cell.tree,), False


def _check_cells(inference: Inference, rule: TableRule, columns: Sequence[Shape], scope: Scope) -> None:
    for cell, shape in zip(rule.tests, columns, strict=True):
        for test in tests_of(cell)[0]:
            unary_test(inference.of(cell), test, replace(shape, optional=False), scope, nullable=shape.optional)


def _is_null(test: Node) -> bool:
    if isinstance(test, syntax.ComparisonTest):
        return test.operator == "=" and isinstance(test.operand, syntax.Null)
    return isinstance(test, syntax.Null)


def _tested(columns: Sequence[Formula], rule: TableRule) -> Iterator[str]:
    """The columns that are not null where the rule holds."""
    for column, cell in zip(columns, rule.tests, strict=True):
        tests, negated = tests_of(cell)
        if key(column.tree) and tests and any(map(_is_null, tests)) == negated:
            yield key(column.tree)


def _check_cover(inference: Inference, table: DecisionTable, columns: Sequence[Shape], scope: Scope) -> None:
    """Reports the first case, day by day, that falls through or meets two rules."""
    try:
        for situation in _situations(inference, table, scope.window):
            parts = [_parts(table, index, shape, situation) for index, shape in enumerate(columns)]
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
            values = key_values(parameter, index, names.key_shape(parameter, own))
            domains[own] = tuple(dict.fromkeys((*domains.get(own, ()), *values)))
    days = _days(figures, window)
    if len(days) * prod(map(len, domains.values())) > MAX_SITUATIONS:
        raise Unchecked(table.columns[0])
    for day in days:
        for keys in product(*domains.values()):
            situation = Situation(day, names.parameters, names.shapes, dict(zip(domains, keys, strict=True)))
            if all(situation.value(syntax.Name(parameter.name)) is not None for parameter in figures):
                yield situation


def _days(figures: Sequence[Parameter], window: Period) -> list[date]:
    """The first day of the window and each later day of it on which one of the figures changes."""
    changes = {row.period.first for parameter in figures for row in parameter.rows}
    changes |= {next_day(row.period.last) for parameter in figures for row in parameter.rows if row.period.last}
    inside = {day for day in changes if day is not None and window.covers(day)}
    start = window.first or min(inside, default=date.min)
    return sorted(inside | {start})


def _parts(table: DecisionTable, index: int, shape: Shape, situation: Situation) -> list[Part]:
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
    parts: list[Part] = []
    for region in regions:
        holding = sum(1 << rule for rule, cell in enumerate(cells) if _holds(cell, region.sample, situation, points))
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


def _holds(cell: Formula, value: Value, situation: Situation, points: dict[Node, Fraction]) -> bool:
    """Whether a cell holds for the value."""
    tests, negated = tests_of(cell)
    return not tests or any(_passes(cell, test, value, situation, points) for test in tests) != negated


def _passes(cell: Formula, test: Node, value: Value, situation: Situation, points: dict[Node, Fraction]) -> bool:
    if isinstance(test, syntax.ListLiteral):
        return any(_passes(cell, item, value, situation, points) for item in test.items)
    if isinstance(test, syntax.ComparisonTest):
        if isinstance(test.operand, syntax.Null):
            return (value is None) == (test.operator == "=")
        if value is None:
            return test.operator == "!="
        return _compares(test.operator, value, _operand(cell, test.operand, situation, points))
    if isinstance(test, syntax.Null) or value is None:
        return isinstance(test, syntax.Null) and value is None
    if isinstance(test, syntax.RangeLiteral):
        ends = ((test.low, ">=" if test.low_included else ">"), (test.high, "<=" if test.high_included else "<"))
        known = [(operator, _operand(cell, end, situation, points)) for end, operator in ends if end is not None]
        return all(_compares(operator, value, end) for operator, end in known)
    return _compares("=", value, _operand(cell, test, situation, points))


def _operand(cell: Formula, node: Node, situation: Situation, points: dict[Node, Fraction]) -> Value:
    found = points.get(node)
    known = situation.value(node) if found is None else found
    if known is None:
        raise Unchecked(cell)
    return known


def _compares(operator: str, value: Value, other: Value) -> bool:
    if operator in ("=", "!="):
        return (value == other) == (operator == "=")
    if not isinstance(value, Fraction) or not isinstance(other, Fraction):
        return False
    match operator:
        case "<":
            return value < other
        case "<=":
            return value <= other
        case ">":
            return value > other
    return value >= other
