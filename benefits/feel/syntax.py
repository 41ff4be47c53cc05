"""The syntax tree of FEEL (DMN 1.5, clause 10.3).

Every node is a frozen value. `at` is the offset of the node's first character in the source text; it takes no part in
comparison, so two trees are equal when they mean the same text. `position` turns an offset into line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Node:
    """The base of all nodes. It compares, hashes and shows every kind, so that importing the kinds stays cheap."""

    at: int = field(default=0, compare=False, kw_only=True)

    def _content(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in type(self).__slots__ if name != "at")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash((type(self), self._content()))

    def __repr__(self) -> str:
        parts: list[str] = []
        for name in type(self).__slots__:  # a loop, since a comprehension would take a second frame for each level
            if name != "at":
                parts.append(f"{name}={getattr(self, name)!r}")
        return f"{type(self).__name__}({', '.join(parts)})"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Number(Node):
    """A number literal."""

    value: Fraction


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Text(Node):
    """A string literal, its escapes resolved."""

    value: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Boolean(Node):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Null(Node):
    """`null`."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class AtLiteral(Node):
    """`@"2019-07-01"`: a date, time, date-time or duration, by the form of its text."""

    text: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Name(Node):
    """A variable or function name, spaces inside it folded to one."""

    name: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Path(Node):
    """`base.name`."""

    base: Node
    name: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Filter(Node):
    """`base[condition]`: an index (a number) or a test over `item` and its fields."""

    base: Node
    condition: Node


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Call(Node):
    """`function(a, b)` or `function(x: a, y: b)`; `names` is empty for positional arguments."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Negate(Node):
    """`-operand`."""

    operand: Node


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Binary(Node):
    """`operator` is one of `+ - * / **`, `= != < <= > >=`, `and or`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Between(Node):
    """`value between low and high`, both ends included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class In(Node):
    """`value in test` or `value in (test, test)`; the tests are unary tests."""

    value: Node
    tests: UnaryTests


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class InstanceOf(Node):
    """`value instance of type`."""

    value: Node
    type: TypeName


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class TypeName(Node):
    """`number`, `list<string>`, `context<a: number>`, `function<number> -> string`, `range<date>`."""

    name: str
    arguments: tuple[TypeName, ...] = ()
    fields: tuple[str, ...] = ()
    result: TypeName | None = None


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class If(Node):
    """`if condition then then else otherwise`."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Iteration(Node):
    """`name in domain`; with `until` the domain is the numbers or dates `domain..until`."""

    name: str
    domain: Node
    until: Node | None = None


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class For(Node):
    """`for … return body`, a list."""

    iterations: tuple[Iteration, ...]
    body: Node


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Quantified(Node):
    """`some` or `every` (`kind`) over iterations, `satisfies` a condition."""

    kind: str
    iterations: tuple[Iteration, ...]
    condition: Node


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ListLiteral(Node):
    """`[a, b]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ContextLiteral(Node):
    """`{key: value}`; a value sees the entries before it."""

    keys: tuple[str, ...]
    values: tuple[Node, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class RangeLiteral(Node):
    """`[low..high]`, `(low..high)` and the mixed forms; `(< 5)` and `(>= 5)` have only one end (the other is None)."""

    low: Node | None
    high: Node | None
    low_included: bool
    high_included: bool


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class FunctionLiteral(Node):
    """`function(a, b: number) body`."""

    parameters: tuple[str, ...]
    types: tuple[TypeName | None, ...]
    body: Node


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ComparisonTest(Node):
    """A unary test `< 5`, `>= x`, `= "a"`, `!= null`."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class UnaryTests(Node):
    """The content of a decision table's cell. Empty `tests` is `-` (anything); `negated` is `not(…)`.

    A test is a `ComparisonTest`, or any expression: a range, a list, a value, or a condition over `?`.
    """

    tests: tuple[Node, ...]
    negated: bool = False


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of the character at `offset`."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below `node`, in the order of the text."""
    for name in type(node).__slots__:
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Node))
