"""Names inside formulas and decisions replaced, scope by scope.

A name that a loop, a filter, a record or the rows of a table bind is not the program's name and stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from benefits.feel import syntax as s
from benefits.model.program import (
    Allocate,
    Body,
    Dated,
    Decision,
    DecisionTable,
    Each,
    Formula,
    Group,
    Lookup,
    Mark,
    Split,
    TableRule,
)

Change = Callable[[s.Node, Formula], s.Node | None]
"""Given a name, or a path of a name, in a formula: what stands there instead, or None where it stays."""

_Node = TypeVar("_Node", bound=s.Node)
Bound = frozenset[str]


class Renaming:
    """Applies a change to formulas. `fields` has the names of the fields of every list and table of the program.

    `tables` renames the sources of tables and the interpretations that roundings go by. With `at`, everything is
    marked as standing there, because its own place is in another file.
    """

    def __init__(
        self,
        change: Change,
        fields: Mapping[str, Bound],
        tables: Callable[[str], str] = lambda name: name,
        at: Mark | None = None,
    ) -> None:
        self._change = change
        self._fields = fields
        self._tables = tables
        self._at = at
        self._written: dict[int, tuple[str, str]] = {}

    # Decisions

    def decision(self, decision: Decision, bound: Bound = frozenset()) -> Decision:
        """The decision (or column) with its formulas changed; its own name stays."""
        rounding = decision.rounding
        if rounding is not None and rounding.by:
            rounding = replace(rounding, by=self._tables(rounding.by))
        return replace(
            decision,
            body=self._body(decision.body, bound),
            only_when=self._optional(decision.only_when, bound),
            undetermined=tuple((self.formula(when, bound), because) for when, because in decision.undetermined),
            rounding=rounding,
            at=self._at or decision.at,
        )

    def _body(self, body: Body, bound: Bound) -> Body:
        match body:
            case Formula():
                return self.formula(body, bound)
            case DecisionTable():
                columns = tuple(self.formula(column, bound) for column in body.columns)
                return replace(body, columns=columns, rules=tuple(self._rule(rule, bound) for rule in body.rules))
            case Dated():
                return Dated(tuple((period, self.formula(formula, bound)) for period, formula in body.versions))
            case Each() | Group():
                made = self._columns(body.columns, bound | self._fields.get(body.source, frozenset()))
                return replace(body, source=self._tables(body.source), columns=made)
            case Split():
                parts = tuple((name, self.formula(share, bound)) for name, share in body.parts)
                return replace(body, total=self.formula(body.total, bound), parts=parts)
            case Lookup():
                otherwise = self.formula(body.otherwise, bound)
                return replace(body, table=self._tables(body.table), otherwise=otherwise)
            case Allocate():
                # The total is the program's, not a row's.
                return replace(body, total=self.formula(body.total, frozenset()))
        return body

    def _columns(self, columns: tuple[Decision, ...], bound: Bound) -> tuple[Decision, ...]:
        changed: list[Decision] = []
        for column in columns:
            changed.append(self.decision(column, bound))
            bound |= {column.name}
        return tuple(changed)

    def _rule(self, rule: TableRule, bound: Bound) -> TableRule:
        tests = tuple(self.formula(test, bound) for test in rule.tests)
        return replace(rule, tests=tests, result=self._optional(rule.result, bound), at=self._at or rule.at)

    # Formulas

    def _optional(self, formula: Formula | None, bound: Bound) -> Formula | None:
        return None if formula is None else self.formula(formula, bound)

    def formula(self, formula: Formula, bound: Bound = frozenset()) -> Formula:
        """The formula with its names changed; `bound` are those that the rows around it bind."""
        self._written.clear()
        tree = self._node(formula.tree, formula, bound)
        if self._at is not None:
            return Formula(self._text(formula.text), tree, self._at)
        return replace(formula, tree=tree)

    def _text(self, text: str) -> str:
        """The formula's text with the new names where the old ones stood, for people to read."""
        for at, (old, new) in sorted(self._written.items(), reverse=True):
            if text.startswith(old, at):
                text = text[:at] + new + text[at + len(old) :]
        return text

    def _node(self, node: _Node, formula: Formula, bound: Bound) -> _Node:
        changed: Any = self._node_or_other(node, formula, bound)
        return changed  # type: ignore[no-any-return]

    def _node_or_other(self, node: s.Node, formula: Formula, bound: Bound) -> s.Node:
        name = node.base if isinstance(node, s.Path) else node
        if isinstance(name, s.Name):
            other = None if name.name in bound else self._change(node, formula)
            if isinstance(other, s.Name) and name is node:
                self._written[node.at] = (name.name, other.name)
            if other is not None or name is node:
                return other or node
        match node:
            case s.For() | s.Quantified():
                return self._loop(node, formula, bound)
            case s.FunctionLiteral():
                return replace(node, body=self._node(node.body, formula, bound | set(node.parameters)))
            case s.ContextLiteral():
                values: list[s.Node] = []
                for key, value in zip(node.keys, node.values, strict=True):
                    values.append(self._node(value, formula, bound))
                    bound |= {key}
                return replace(node, values=tuple(values))
            case s.Filter():
                inside = bound | self._row(node.base) | {"item"}
                base = self._node(node.base, formula, bound)
                return replace(node, base=base, condition=self._node(node.condition, formula, inside))
            case s.Call(function=s.Name()):
                return replace(node, arguments=tuple(self._node(each, formula, bound) for each in node.arguments))
        return self._below(node, formula, bound)

    def _loop(self, node: s.For | s.Quantified, formula: Formula, bound: Bound) -> s.Node:
        iterations: list[s.Iteration] = []
        for iteration in node.iterations:
            iterations.append(self._below(iteration, formula, bound))
            bound |= {iteration.name}
        if isinstance(node, s.For):
            return replace(node, iterations=tuple(iterations), body=self._node(node.body, formula, bound))
        return replace(node, iterations=tuple(iterations), condition=self._node(node.condition, formula, bound))

    def _below(self, node: _Node, formula: Formula, bound: Bound) -> _Node:
        """The node with everything below it changed."""
        changes: dict[str, Any] = {}
        for name in type(node).__dataclass_fields__:
            value = getattr(node, name)
            if isinstance(value, s.Node):
                changes[name] = self._node(value, formula, bound)
            elif isinstance(value, tuple) and any(isinstance(item, s.Node) for item in value):
                changes[name] = tuple(
                    self._node(item, formula, bound) if isinstance(item, s.Node) else item for item in value
                )
        return replace(node, **changes) if changes else node

    def _row(self, base: s.Node) -> Bound:
        """The fields of the rows that a filter goes over, where they are a list or table of the program."""
        while isinstance(base, s.Filter):
            base = base.base
        return self._fields.get(base.name, frozenset()) if isinstance(base, s.Name) else frozenset()
