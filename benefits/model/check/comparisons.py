"""Comparisons, `and`/`or`, `between`, `in`, and the unary tests of table cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benefits.feel import syntax
from benefits.feel.syntax import Node
from benefits.model.check.arithmetic import same_unit
from benefits.model.check.nulls import compared_with_null, key, tested
from benefits.model.check.scope import Scope
from benefits.model.check.shapes import BOOLEAN, Shape
from benefits.model.check.trees import all_names

if TYPE_CHECKING:
    from benefits.model.check.expressions import Inference

ORDERED = ("number", "date", "month_day", "any")


def shape_of(inference: Inference, node: syntax.Binary | syntax.Between | syntax.In, scope: Scope) -> Shape:
    """The shape of a comparison or connective: true or false, its operands checked."""
    if isinstance(node, syntax.In):
        value = inference.shape(node.value, scope)
        for one in node.tests.tests:
            unary_test(inference, one, value, scope)
    elif isinstance(node, syntax.Between):
        value = inference.shape(node.value, scope)
        _bound(inference, node.low, value, scope)
        _bound(inference, node.high, value, scope)
    elif node.operator in ("and", "or"):
        inference.truth(node.left, scope)
        if_true, if_false = tested(node.left)
        inference.truth(node.right, scope.knowing(if_true if node.operator == "and" else if_false))
    elif (other := compared_with_null(node)) is not None:
        _null_test(inference, other, scope)
    elif node.operator in ("=", "!="):
        _equality(inference, node.left, node.right, scope)
    else:
        _bound(inference, node.right, inference.shape(node.left, scope), scope, node.left)
    return BOOLEAN


def unary_test(inference: Inference, test: Node, value: Shape, scope: Scope, nullable: bool = False) -> None:
    """One unary test on a value: a bound, a range, a list of values, a value, or a condition over `?`."""
    if isinstance(test, syntax.ComparisonTest):
        if isinstance(test.operand, syntax.Null):
            _null_cell(inference, test.operand, nullable)
        elif test.operator in ("=", "!="):
            _fits(inference, test.operand, value, scope)
        else:
            _bound(inference, test.operand, value, scope)
    elif isinstance(test, syntax.RangeLiteral):
        for end in (test.low, test.high):
            if end is not None:
                _bound(inference, end, value, scope)
    elif isinstance(test, syntax.Null):
        _null_cell(inference, test, nullable)
    elif isinstance(test, syntax.ListLiteral):
        for item in test.items:
            unary_test(inference, item, value, scope, nullable)
    elif "?" in all_names(test):
        inference.truth(test, scope.bind({"?": value}))
    else:
        _fits(inference, test, value, scope)


def _null_cell(inference: Inference, node: Node, nullable: bool) -> None:
    if not nullable:
        inference.report.add("null_value", inference.place, node)


def _null_test(inference: Inference, other: Node, scope: Scope) -> None:
    """`x = null`: only what can be null is worth the question."""
    found = inference.raw(other, replace(scope, tested=frozenset()))
    if not found.optional and found.kind != "any":
        inference.report.add("null_value", inference.place, other, value=key(other))


def _equality(inference: Inference, left: Node, right: Node, scope: Scope) -> None:
    """`a = b`: the same kind, unit and enumeration; a text must be an id of what it is compared with."""
    if isinstance(left, syntax.Text):
        left, right = right, left
    _fits(inference, right, inference.shape(left, scope), scope)


def _fits(inference: Inference, node: Node, value: Shape, scope: Scope) -> None:
    """Something compared for equality with a value. A list as the value's test may also hold it as a member."""
    if isinstance(node, syntax.Text) and value.kind in ("text", "literal"):
        inference.report.add("text_compared", inference.place, node, value=node.value)
        return
    found = inference.shape(node, scope, value)
    if found.kind == "list" and value.kind != "list":
        found = found.item
    if found.kind == "number" and value.kind == "number":
        same_unit(inference, node, value, found)
    else:
        inference.accept(node, found, value)


def _bound(inference: Inference, node: Node, value: Shape, scope: Scope, left: Node | None = None) -> None:
    """Something that a value is compared with by order: a number, date, or month and day, as the value is."""
    found = inference.shape(node, scope)
    if value.kind not in ORDERED:
        inference.wrong(left or node, value, Shape("number"))
    elif found.kind == "number" and value.kind == "number":
        same_unit(inference, node, value, found)
    else:
        inference.accept(node, found, value)
