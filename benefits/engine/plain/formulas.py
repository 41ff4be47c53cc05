"""FEEL trees evaluated by need with unknown values, each kind of node by its own small function.

What a name means is the subclass's business; a test table, a branch and a loop are told here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial

from benefits.engine.case import Case
from benefits.engine.outcome import NotDetermined, Unknown, needs
from benefits.engine.plain import functions
from benefits.engine.plain.trace import Trace
from benefits.feel import syntax as s
from benefits.model.program import Decision, DecisionTable, Formula, Label, Program, TableRule

Scope = dict[str, object]
"""The names of a row: its columns so far over its fields. The program's names lie behind it."""

Thunk = Callable[[], object]


def outcome(thunk: Thunk) -> object:
    """The thunk's value, or the `NotDetermined` it ends in, as a value."""
    try:
        return thunk()
    except NotDetermined as reason:
        return reason


def plain(value: object) -> object:
    """The value; a `NotDetermined` kept as a value goes on its way again."""
    if isinstance(value, NotDetermined):
        raise value
    return value


class Formulas:
    """Evaluates formulas of one case. A subclass says what names mean and how decisions are made."""

    program: Program
    case: Case
    trace: Trace

    def name(self, name: str, scope: Scope) -> object:
        """The value a name has here, `Unknown` for want of inputs; `NotDetermined` where the text has none."""
        raise LookupError(name)

    def compute(self, decision: Decision, scope: Scope) -> object:
        """A decision's or column's value."""
        raise LookupError(decision.name)

    def rounded(self, decision: Decision, value: object, scope: Scope) -> object:
        """The value as the decision's rounding leaves it."""
        raise LookupError(decision.name)

    # branches and decision tables

    def branch(self, condition: object, then: Thunk, otherwise: Thunk) -> object:
        if not isinstance(condition, Unknown):
            return then() if condition else otherwise()
        first, second = outcome(then), outcome(otherwise)
        if not isinstance(first, Unknown) and not isinstance(second, Unknown) and first == second:
            return plain(first)
        return Unknown.of(condition, first, second)

    def table(self, table: DecisionTable, scope: Scope, name: str) -> object:
        values = [self.formula(column, scope) for column in table.columns]
        unsure: list[object] = []
        possible: list[object] = []
        for place, rule in enumerate(table.rules, 1):
            hit = self.matches(rule, values, scope)
            if hit is True:
                self.hit(name, place)
                return self.result(rule, scope)
            if isinstance(hit, Unknown):
                unsure.append(hit)
                possible.append(outcome(partial(self.result, rule, scope)))
        if all(not isinstance(value, Unknown) and value == possible[0] for value in possible):
            return plain(possible[0])
        return Unknown.of(*unsure, *possible)

    def collect(self, table: DecisionTable, scope: Scope, name: str) -> object:
        values = [self.formula(column, scope) for column in table.columns]
        hits = [self.matches(rule, values, scope) for rule in table.rules]
        ways = [partial(self.result, rule, scope) for rule in table.rules]
        if any(isinstance(hit, Unknown) for hit in hits):
            return Unknown.of(*hits, *(outcome(way) for hit, way in zip(hits, ways, strict=True) if hit is not False))
        self.hit(name, *(place for place, hit in enumerate(hits, 1) if hit))
        results = [way() for hit, way in zip(hits, ways, strict=True) if hit]
        waiting = needs(results)
        return Unknown(waiting) if waiting else results

    def hit(self, name: str, *rules: int) -> None:
        """Keep which rules (from 1) of a decision's table gave its value; columns have no name of their own here."""
        if name:
            self.trace.rules[name] = rules

    def matches(self, rule: TableRule, values: list[object], scope: Scope) -> object:
        hits = [self.tests(cell.tree, value, scope) for cell, value in zip(rule.tests, values, strict=True)]  # type: ignore[arg-type]
        return functions.kleene_and(hits)

    def result(self, rule: TableRule, scope: Scope) -> object:
        if rule.result is None:
            raise NotDetermined(rule.undetermined or Label("", ""))
        return self.formula(rule.result, scope)

    # nodes

    def formula(self, formula: Formula, scope: Scope) -> object:
        return self.node(formula.tree, scope)

    def node(self, node: s.Node, scope: Scope) -> object:
        return getattr(self, "on_" + type(node).__name__)(node, scope)

    def on_Number(self, node: s.Number, scope: Scope) -> object:
        return node.value

    def on_Text(self, node: s.Text, scope: Scope) -> object:
        return node.value

    def on_Boolean(self, node: s.Boolean, scope: Scope) -> object:
        return node.value

    def on_Null(self, node: s.Null, scope: Scope) -> object:
        return None

    def on_Name(self, node: s.Name, scope: Scope) -> object:
        return self.name(node.name, scope)

    def on_Path(self, node: s.Path, scope: Scope) -> object:
        base = self.node(node.base, scope)
        if isinstance(base, Unknown):
            return base
        if isinstance(base, date):
            return Fraction(getattr(base, node.name))
        if isinstance(base, list):
            return [row[node.name] for row in base]
        return plain(base[node.name])  # type: ignore[index]

    def on_Filter(self, node: s.Filter, scope: Scope) -> object:
        rows = self.node(node.base, scope)
        if isinstance(rows, Unknown):
            return rows
        if isinstance(node.condition, s.Number):
            return functions.first(rows)  # type: ignore[arg-type]
        tests = [self.node(node.condition, scope | functions.item_scope(row)) for row in rows]  # type: ignore[attr-defined]
        if any(isinstance(test, Unknown) for test in tests):
            return Unknown.of(*tests)
        return [row for row, test in zip(rows, tests, strict=True) if test is True]  # type: ignore[call-overload]

    def on_Call(self, node: s.Call, scope: Scope) -> object:
        name = node.function.name  # type: ignore[attr-defined]
        return functions.call(name, [self.node(argument, scope) for argument in node.arguments])

    def on_Negate(self, node: s.Negate, scope: Scope) -> object:
        value = self.node(node.operand, scope)
        return value if isinstance(value, Unknown) else -value  # type: ignore[operator]

    def on_Binary(self, node: s.Binary, scope: Scope) -> object:
        left = self.node(node.left, scope)
        if node.operator in ("and", "or"):
            decided = node.operator == "or"
            if left is decided:
                return left
            if not isinstance(left, Unknown):
                return self.node(node.right, scope)
            right = outcome(lambda: self.node(node.right, scope))
            return right if right is decided else Unknown.of(left, right)
        return functions.operate(node.operator, left, self.node(node.right, scope))

    def on_Between(self, node: s.Between, scope: Scope) -> object:
        value, low, high = (self.node(part, scope) for part in (node.value, node.low, node.high))
        return functions.kleene_and([functions.operate(">=", value, low), functions.operate("<=", value, high)])

    def on_In(self, node: s.In, scope: Scope) -> object:
        return self.tests(node.tests, self.node(node.value, scope), scope)

    def on_If(self, node: s.If, scope: Scope) -> object:
        return self.branch(
            self.node(node.condition, scope),
            lambda: self.node(node.then, scope),
            lambda: self.node(node.otherwise, scope),
        )

    def on_ListLiteral(self, node: s.ListLiteral, scope: Scope) -> object:
        return functions.whole([self.node(item, scope) for item in node.items])

    def on_ContextLiteral(self, node: s.ContextLiteral, scope: Scope) -> object:
        return {key: self.node(value, scope) for key, value in zip(node.keys, node.values, strict=True)}

    def on_For(self, node: s.For, scope: Scope) -> object:
        return self.loop(node.iterations, scope, lambda inner: self.node(node.body, inner))

    def on_Quantified(self, node: s.Quantified, scope: Scope) -> object:
        tests = self.loop(node.iterations, scope, lambda inner: self.node(node.condition, inner), keep=True)
        if isinstance(tests, Unknown):
            return tests
        return (functions.kleene_or if node.kind == "some" else functions.kleene_and)(tests)  # type: ignore[arg-type]

    def loop(
        self, iterations: tuple[s.Iteration, ...], scope: Scope, body: Callable[[Scope], object], keep: bool = False
    ) -> object:
        """The body's values in order; unknown when one is, unless `keep`."""
        scopes = [scope]
        for iteration in iterations:
            wider = []
            for outer in scopes:
                domain = self.node(iteration.domain, outer)
                if isinstance(domain, Unknown):
                    return domain
                wider += [outer | {iteration.name: item} for item in domain]  # type: ignore[attr-defined]
            scopes = wider
        values = [body(inner) for inner in scopes]
        return values if keep else functions.whole(values)

    def tests(self, tests: s.UnaryTests, value: object, scope: Scope) -> object:
        if not tests.tests:
            return True
        hits = [self.test(test, value, scope) for test in tests.tests]
        hit = functions.kleene_or(hits)
        return hit if isinstance(hit, Unknown) else hit is not tests.negated

    def test(self, test: s.Node, value: object, scope: Scope) -> object:
        if isinstance(test, s.ComparisonTest):
            return functions.operate(test.operator, value, self.node(test.operand, scope))
        if isinstance(test, s.RangeLiteral):
            return self.in_range(test, value, scope)
        found = self.node(test, scope | {"?": value})
        if isinstance(found, Unknown) or isinstance(value, Unknown):
            return Unknown.of(found, value)
        if isinstance(found, list) and not isinstance(value, list):
            return functions.kleene_or([functions.operate("=", value, item) for item in found])
        return found if isinstance(found, bool) and not isinstance(value, bool) else found == value

    def in_range(self, test: s.RangeLiteral, value: object, scope: Scope) -> object:
        hits = []
        if test.low is not None:
            low = self.node(test.low, scope)
            hits.append(functions.operate(">=" if test.low_included else ">", value, low))
        if test.high is not None:
            high = self.node(test.high, scope)
            hits.append(functions.operate("<=" if test.high_included else "<", value, high))
        return functions.kleene_and(hits)
