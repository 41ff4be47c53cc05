"""Walking formula trees without knowing them: their depth, and the names that a tree takes from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benefits.feel.syntax import Call, Filter, For, Name, Node, Path, Quantified, children

MAX_DEPTH = 32

Fields = Callable[[Node], frozenset[str]]
"""The field names of the records that a list formula gives, where they are known without types."""


def too_deep(node: Node) -> bool:
    """Whether the tree has more than `MAX_DEPTH` levels; it goes no further down than that."""
    level = [node]
    for _ in range(MAX_DEPTH):
        level = [child for above in level for child in children(above)]
        if not level:
            return False
    return True


def dotted(node: Node) -> str:
    """`a.b` for a path of one step from a name, else ""."""
    if isinstance(node, Path) and isinstance(node.base, Name):
        return f"{node.base.name}.{node.name}"
    return ""


def all_names(node: Node) -> Iterator[str]:
    """Every name, plain and dotted, that stands anywhere in the tree, of any depth; function names too."""
    level = [node]
    while level:
        for one in level:
            name = one.name if isinstance(one, Name) else dotted(one)
            if name:
                yield name
        level = [child for above in level for child in children(above)]


def named(node: Node, name: str) -> Node | None:
    """The first node of the tree that is this name."""
    level = [node]
    while level:
        for one in level:
            if isinstance(one, Name) and one.name == name:
                return one
        level = [child for above in level for child in children(above)]
    return None


def free_names(node: Node, bound: frozenset[str], fields_of: Fields) -> set[str]:
    """The names, plain and dotted, that the tree takes from outside; function names are none."""
    if isinstance(node, Name):
        return set() if node.name in bound else {node.name}
    if isinstance(node, Path):
        own = {dotted(node)} if isinstance(node.base, Name) and node.base.name not in bound else set()
        return own | free_names(node.base, bound, fields_of)
    if isinstance(node, Filter):
        inner = bound | {"item"} | fields_of(node.base)
        return free_names(node.base, bound, fields_of) | free_names(node.condition, inner, fields_of)
    if isinstance(node, For | Quantified):
        found: set[str] = set()
        for iteration in node.iterations:
            found |= free_names(iteration.domain, bound, fields_of)
            bound = bound | {iteration.name}
        return found | free_names(node.body if isinstance(node, For) else node.condition, bound, fields_of)
    parts = node.arguments if isinstance(node, Call) else tuple(children(node))
    return {name for part in parts for name in free_names(part, bound, fields_of)}
