"""Decision tables: the types of their cells and results, and the regions that their rules must cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from benefits.feel import syntax
from benefits.feel.syntax import Node
from benefits.model.check.comparisons import unary_test
from benefits.model.check.cover import check_cover, tests_of
from benefits.model.check.nulls import key
from benefits.model.check.scope import Scope
from benefits.model.check.shapes import ANY, Shape, join, list_of
from benefits.model.check.trees import too_deep
from benefits.model.program import DecisionTable, Formula, TableRule

if TYPE_CHECKING:
    from benefits.model.check.expressions import Inference

MAX_RULES = 500
MAX_COLUMNS = 20


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
        check_cover(inference, table, columns, scope)
    result = reduce(join, results) if results else item
    return list_of(result) if table.collect else result


def _cells(table: DecisionTable) -> Iterator[Formula]:
    yield from table.columns
    for rule in table.rules:
        yield from rule.tests


def _deep(formula: Formula) -> bool:
    return too_deep(formula.tree)


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
