"""Sums, differences, products and quotients: kinds, units and figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benefits.feel import syntax
from benefits.feel.syntax import Node
from benefits.model.check import finite
from benefits.model.check.scope import Scope
from benefits.model.check.shapes import ANY, Shape, number, unit_words
from benefits.model.check.units import PURE, UnitError, over, times

if TYPE_CHECKING:
    from benefits.model.check.expressions import Inference

NUMBER = Shape("number", None)


def shape_of(inference: Inference, node: syntax.Negate | syntax.Binary, scope: Scope, expected: Shape | None) -> Shape:
    """The shape of `-a`, `a + b`, `a - b`, `a * b` or `a / b`."""
    if isinstance(node, syntax.Negate):
        found = numeric(inference, node.operand, scope, expected)
        return found if found.kind == "any" else replace(found, figures=finite.negated(found.figures))
    if node.operator == "+" and isinstance(node.left, syntax.Text) and isinstance(node.right, syntax.Text):
        return inference.refuse(node, "+")
    left = numeric(inference, node.left, scope, None)
    right = numeric(inference, node.right, scope, None)
    if "any" in (left.kind, right.kind):
        return ANY
    if node.operator in ("+", "-"):
        figures = finite.negated(right.figures) if node.operator == "-" else right.figures
        return summed(inference, node.right, left, replace(right, figures=figures))
    return _product(inference, node, left, right)


def numeric(inference: Inference, node: Node, scope: Scope, expected: Shape | None) -> Shape:
    """The shape of an operand that must be a number, else `ANY`."""
    found = inference.shape(node, scope, expected)
    return found if found.kind == "number" else inference.wrong(node, found, NUMBER)


def same_unit(inference: Inference, node: Node, left: Shape, right: Shape) -> bool:
    """Whether two numbers can stand in one sum or comparison; a problem at `node` when they cannot."""
    if left.unit is None or right.unit is None or left.unit == right.unit:
        return True
    value, expected = unit_words(right.unit), unit_words(left.unit)
    inference.report.add("unit_mismatch", inference.place, node, value=value, expected=expected)
    return False


def summed(inference: Inference, node: Node, left: Shape, right: Shape) -> Shape:
    """The sum of two numbers of one unit."""
    if not same_unit(inference, node, left, right):
        return ANY
    unit = right.unit if left.unit is None else left.unit
    return replace(number(unit, finite.added(left.figures, right.figures)), counted=left.counted or right.counted)


def _product(inference: Inference, node: syntax.Binary, left: Shape, right: Shape) -> Shape:
    """A product or quotient: units multiply or divide; a literal is pure; a count must first get its unit."""
    for part, found in ((node.left, left), (node.right, right)):
        if found.counted:
            inference.report.add("count_without_unit", inference.place, part)
            return ANY
    is_product = node.operator == "*"
    figures = (finite.multiplied if is_product else finite.divided)(left.figures, right.figures)
    if left.unit is None and right.unit is None:
        return number(None, figures)
    try:
        unit = (times if is_product else over)(left.unit or PURE, right.unit or PURE)
    except UnitError:
        inference.report.add("bad_unit", inference.place, node, value=unit_words(left.unit))
        return ANY
    return number(unit, figures)
