"""What is known where a decision's body is reached: its `only_when` holds, and none of its `undetermined` conditions.

A table then need not cover the cases that were turned away before it. Only what one column alone decides is used: a
condition is evaluated with that column's value and everything else unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from benefits.feel import syntax
from benefits.feel.syntax import Name, Node
from benefits.model.check.constants import Situation
from benefits.model.check.nulls import compared_with_null, key
from benefits.model.check.regions import on_line
from benefits.model.check.scope import Facts
from benefits.model.program import Value

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def impossible(
    facts: Facts, name: str, value: Value, kind: str, points: Mapping[Node, Fraction], situation: Situation
) -> bool:
    """Whether a column called `name` cannot have the value (on its line, if ordered) under the facts.

    `points` are the places where the column's regions are cut; a bound elsewhere would cut a region and says nothing.
    """
    if not name:
        return False
    column = _Column(name, value, kind, frozenset(points.values()), situation)
    return any(column.truth(condition) is (not holds) for condition, holds in facts)


class _Column:
    """One column with one value."""

    def __init__(self, name: str, value: Value, kind: str, cuts: frozenset[Fraction], situation: Situation) -> None:
        self.name = name
        self.value = value
        self.kind = kind
        self.cuts = cuts
        self.situation = situation

    def truth(self, node: Node) -> bool | None:
        """Whether a condition holds; None where the column alone does not decide."""
        if isinstance(node, Name | syntax.Path) and key(node) == self.name:
            return self.value if isinstance(self.value, bool) else None
        if isinstance(node, syntax.Call) and node.function == Name("not") and len(node.arguments) == 1:
            inner = self.truth(node.arguments[0])
            return None if inner is None else not inner
        if isinstance(node, syntax.In) and key(node.value) == self.name and not node.tests.negated:
            return self._any([self._compared("=", test) for test in node.tests.tests])
        if not isinstance(node, syntax.Binary):
            return None
        if node.operator == "or":
            return self._any([self.truth(node.left), self.truth(node.right)])
        if node.operator == "and":
            sides = (self.truth(node.left), self.truth(node.right))
            return False if False in sides else None if None in sides else True
        return self._comparison(node)

    @staticmethod
    def _any(parts: list[bool | None]) -> bool | None:
        return True if True in parts else None if None in parts else False

    def _comparison(self, node: syntax.Binary) -> bool | None:
        other = compared_with_null(node)
        if other is not None:
            return (self.value is None) == (node.operator == "=") if key(other) == self.name else None
        if key(node.left) == self.name:
            return self._compared(node.operator, node.right)
        if key(node.right) == self.name and node.operator in _MIRRORED:
            return self._compared(_MIRRORED[node.operator], node.left)
        return None

    def _compared(self, operator: str, node: Node) -> bool | None:
        """The column's value compared with a constant."""
        other = self.situation.value(node)
        if other is None or self.value is None:
            return None
        if self.kind in ("choice", "boolean"):
            return compares(operator, self.value, other)
        point = on_line(other, self.kind)
        return compares(operator, self.value, point) if point is not None and point in self.cuts else None


def compares(operator: str, value: Value, other: Value) -> bool:
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
