"""The value of a formula that is the same for every case on a day: figures of the text and what is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from benefits.feel import syntax
from benefits.feel.syntax import Node
from benefits.model.check.shapes import Shape
from benefits.model.check.trees import dotted
from benefits.model.program import Parameter, Value


@dataclass(frozen=True, slots=True)
class Situation:
    """A day and, where figures are keyed, the keys that hold. `shapes` tells of decisions with one possible value."""

    day: date
    parameters: Mapping[str, Parameter]
    shapes: Mapping[str, Shape]
    keys: Mapping[str, Value] = field(default_factory=dict)

    def value(self, node: Node) -> Value:
        """The constant that a formula is, None where it is none."""
        match node:
            case syntax.Number() | syntax.Boolean() | syntax.Text():
                return node.value
            case syntax.Name():
                return self._named(node.name)
            case syntax.Path():
                return self._named(dotted(node))
            case syntax.Negate():
                operand = self.value(node.operand)
                return -operand if isinstance(operand, Fraction) else None
            case syntax.Binary():
                return self._binary(node)
        return None

    def _named(self, name: str) -> Value:
        parameter = self.parameters.get(name)
        if parameter is not None:
            return self._figure(parameter)
        shape = self.shapes.get(name)
        values = shape.figures.values if shape is not None else None
        return next(iter(values)) if values is not None and len(values) == 1 else None

    def _figure(self, parameter: Parameter) -> Value:
        """A parameter's value; None where a key is not known, or the text states none."""
        if any(own not in self.keys for own in parameter.by):
            return None
        keys = tuple(self.keys[own] for own in parameter.by)
        return next((row.value for row in parameter.on(self.day) if row.matches(keys)), None)

    def _binary(self, node: syntax.Binary) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if not isinstance(left, Fraction) or not isinstance(right, Fraction):
            return None
        match node.operator:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "/" if right:
                return left / right
        return None
