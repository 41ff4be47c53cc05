"""Which optional names a condition has tested for null."""

from __future__ import annotations

from benefits.feel.syntax import Binary, Call, Name, Node, Null
from benefits.model.check.trees import dotted

Tested = tuple[frozenset[str], frozenset[str]]
"""What is known where the condition is true, and where it is false: `name` of one that is not null, `name = null`."""

_IS_NULL = " = null"

_NOTHING: Tested = (frozenset(), frozenset())


def key(node: Node) -> str:
    """What a test for null is remembered by: a name, or a path of one step; "" for anything else."""
    return node.name if isinstance(node, Name) else dotted(node)


def compared_with_null(node: Node) -> Node | None:
    """The other side of `… = null` or `… != null`."""
    if not isinstance(node, Binary) or node.operator not in ("=", "!="):
        return None
    if isinstance(node.right, Null):
        return node.left
    return node.right if isinstance(node.left, Null) else None


def about(fact: str) -> str:
    """The name that something known is about."""
    return fact.removesuffix(_IS_NULL)


def refuted(condition: Node, known: frozenset[str]) -> bool:
    """Whether the condition cannot hold where that is known: it says of a name the opposite."""
    opposites = (about(fact) if fact.endswith(_IS_NULL) else fact + _IS_NULL for fact in tested(condition)[0])
    return any(opposite in known for opposite in opposites)


def tested(node: Node) -> Tested:
    """What a condition tells of the names in it."""
    other = compared_with_null(node)
    if other is not None and isinstance(node, Binary):
        name = key(other)
        if not name:
            return _NOTHING
        is_null, is_not = frozenset([name + _IS_NULL]), frozenset([name])
        return (is_null, is_not) if node.operator == "=" else (is_not, is_null)
    if isinstance(node, Binary) and node.operator in ("and", "or"):
        left, right = tested(node.left), tested(node.right)
        if node.operator == "and":
            return left[0] | right[0], left[1] & right[1]
        return left[0] & right[0], left[1] | right[1]
    if isinstance(node, Call) and node.function == Name("not") and len(node.arguments) == 1:
        if_true, if_false = tested(node.arguments[0])
        return if_false, if_true
    return _NOTHING
