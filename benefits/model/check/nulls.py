"""Which optional names a condition has tested for null."""

from __future__ import annotations

from benefits.feel.syntax import Binary, Call, Name, Node, Null
from benefits.model.check.trees import dotted

Tested = tuple[frozenset[str], frozenset[str]]
"""The names known not to be null where the condition is true, and where it is false."""

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


def tested(node: Node) -> Tested:
    """What a condition tells of the names in it."""
    other = compared_with_null(node)
    if other is not None and isinstance(node, Binary):
        known = frozenset([key(other)] if key(other) else [])
        return (frozenset(), known) if node.operator == "=" else (known, frozenset())
    if isinstance(node, Binary) and node.operator in ("and", "or"):
        left, right = tested(node.left), tested(node.right)
        if node.operator == "and":
            return left[0] | right[0], left[1] & right[1]
        return left[0] & right[0], left[1] | right[1]
    if isinstance(node, Call) and node.function == Name("not") and len(node.arguments) == 1:
        if_true, if_false = tested(node.arguments[0])
        return if_false, if_true
    return _NOTHING
