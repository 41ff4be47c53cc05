"""Which branch of a formula was taken: the part of the language that conditions use, over the values of one step.

Nothing is decided here. A step's result comes from the engine; this only picks the words to explain it with. The answer
is `UNCLEAR` for anything beyond plain comparisons, and both branches are then told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from benefits.feel import syntax
from benefits.feel.syntax import Node
from benefits.words.values import is_number


class _Unclear:
    """The one value of `UNCLEAR`."""

    __slots__ = ()


UNCLEAR = _Unclear()

_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
_COMPUTE: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
}


def dotted(node: Node) -> str:
    """`a.b` of a name or a path of names, "" for anything else."""
    if isinstance(node, syntax.Name):
        return node.name
    if isinstance(node, syntax.Path):
        base = dotted(node.base)
        return f"{base}.{node.name}" if base else ""
    return ""


def truth(node: Node, values: Mapping[str, object]) -> object:
    """The value of a condition, or `UNCLEAR`. `values` are a step's: name → bool, exact text or None."""
    match node:
        case syntax.Boolean() | syntax.Text() | syntax.Number():
            return node.value
        case syntax.Null():
            return None
        case syntax.Name() | syntax.Path():
            return _given(values.get(dotted(node), UNCLEAR))
        case syntax.Binary(operator="and" | "or"):
            return _joined(node.operator == "or", truth(node.left, values), truth(node.right, values))
        case syntax.Binary():
            return _compared(node.operator, truth(node.left, values), truth(node.right, values))
        case syntax.Call(function=syntax.Name(name="not"), arguments=(inner,)):
            value = truth(inner, values)
            return not value if isinstance(value, bool) else UNCLEAR
        case syntax.Call(function=syntax.Name(name="month day"), arguments=(inner,)):
            day = truth(inner, values)
            return day[-len("12-31") :] if isinstance(day, str) else UNCLEAR
        case syntax.In(tests=syntax.UnaryTests(tests=(syntax.RangeLiteral() as span,), negated=False)):
            return _within(truth(node.value, values), span, values)
    return UNCLEAR


def _within(value: object, span: syntax.RangeLiteral, values: Mapping[str, object]) -> object:
    """Whether a value lies in a range; an end that is not there does not limit it."""
    sides = (
        (">=" if span.low_included else ">", span.low),
        ("<=" if span.high_included else "<", span.high),
    )
    held: object = True
    for operator, end in sides:
        if end is not None:
            held = _joined(False, held, _compared(operator, value, truth(end, values)))
    return held


def _given(value: object) -> object:
    if isinstance(value, str) and is_number(value):
        return Fraction(value)
    return value if value is None or isinstance(value, bool | str) else UNCLEAR


def _joined(wins: bool, left: object, right: object) -> object:
    """`or` (wins: true) and `and` (wins: false): one side that wins is enough."""
    if left is wins or right is wins:
        return wins
    return not wins if isinstance(left, bool) and isinstance(right, bool) else UNCLEAR


def _compared(operator: str, left: object, right: object) -> object:
    if isinstance(left, _Unclear) or isinstance(right, _Unclear):
        return UNCLEAR
    if operator in ("=", "!="):
        return (left == right) is (operator == "=")
    if isinstance(left, str) and isinstance(right, str) and operator in _COMPARE:
        order = (left > right) - (left < right)
        return _COMPARE[operator](Fraction(order), Fraction(0))
    if not isinstance(left, Fraction) or not isinstance(right, Fraction):
        return UNCLEAR
    if operator in _COMPARE:
        return _COMPARE[operator](left, right)
    if operator == "/":
        return left / right if right else UNCLEAR
    return _COMPUTE[operator](left, right) if operator in _COMPUTE else UNCLEAR
