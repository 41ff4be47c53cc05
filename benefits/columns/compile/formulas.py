"""FEEL trees to expressions over columns, with what is unknown and what is not determined as the engine has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

import ibis
import ibis.expr.types as ir

from benefits.columns.compile import arithmetic
from benefits.columns.compile.calendar import Calendar, as_month_day, date_part
from benefits.columns.compile.columns import NotColumnar
from benefits.columns.compile.held import (
    MONTH_DAY,
    ZERO,
    Held,
    Why,
    boolean,
    constant,
    is_const,
    joined,
    masked,
    nothing,
    strictly,
)
from benefits.columns.compile.reasons import Reasons
from benefits.engine.calendar import DIVISION_BY_ZERO
from benefits.feel import syntax as s
from benefits.model.program import DecisionTable, Label, TableRule

_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
_LISTS = Label("公式用到列表或记录", "a formula works on a list or a record")


class Formulas(Calendar):
    """Compiles formulas. A subclass knows the program's names (`outer`)."""

    reasons: Reasons

    def outer(self, name: str) -> Held:
        """What a name stands for."""
        raise LookupError(name)

    def node(self, node: s.Node) -> Held:
        """A formula's value."""
        known = getattr(self, "on_" + type(node).__name__, None)
        if known is None:
            raise NotColumnar(_LISTS)
        held: Held = known(node)
        return held

    def on_Number(self, node: s.Number) -> Held:
        return constant(node.value)

    def on_Text(self, node: s.Text) -> Held:
        return constant(node.value)

    def on_Boolean(self, node: s.Boolean) -> Held:
        return constant(node.value)

    def on_Null(self, node: s.Null) -> Held:
        return constant(None)

    def on_Name(self, node: s.Name) -> Held:
        return self.asked if node.name == "?" and self.asked else self.outer(node.name)

    def on_Path(self, node: s.Path) -> Held:
        base = self.node(node.base)
        if base.kind == "null":
            return base
        if base.kind == "date":
            return date_part(base, node.name)
        if base.kind != "record":
            raise NotColumnar(_LISTS)
        return replace(dict(base.fields)[node.name], why=base.why)

    # operators

    def on_Negate(self, node: s.Negate) -> Held:
        return self.arithmetic("-", constant(ZERO), self.node(node.operand))

    def on_Binary(self, node: s.Binary) -> Held:
        left = self.node(node.left)
        if node.operator in ("and", "or"):
            return self.logic(node.operator == "or", left, lambda: self.node(node.right))
        right = self.node(node.right)
        if node.operator in _COMPARISONS:
            return self.compare(node.operator, left, right)
        return self.arithmetic(node.operator, left, right)

    def arithmetic(self, sign: str, left: Held, right: Held) -> Held:
        if "null" in (left.kind, right.kind):
            return self.unknown([left, right])
        return arithmetic.arithmetic(sign, left, right, self.reasons.code(DIVISION_BY_ZERO) if sign == "/" else 0)

    def unknown(self, values: Sequence[Held]) -> Held:
        """Made of something that is never known here."""
        why = strictly(values)
        if why is not None and why.const is not None:
            return nothing(why.const)
        return Held("null", why=why)

    def compare(self, sign: str, left: Held, right: Held) -> Held:
        for one, other in ((left, right), (right, left)):
            if one.const is None and other.gone is not None:
                return self.given(sign, other)
        if "null" in (left.kind, right.kind):
            return self.unknown([left, right])
        if MONTH_DAY in (left.kind, right.kind):
            left, right = as_month_day(left), as_month_day(right)
        return arithmetic.compare(sign, left, right)

    def given(self, sign: str, held: Held) -> Held:
        """Whether an optional input is given."""
        if isinstance(held.gone, bool):
            return constant(held.gone is (sign == "="))
        gone = held.gone
        return boolean(gone if sign == "=" else ~gone, held.why)  # type: ignore[operator]

    def logic(self, decided: bool, left: Held, right: Callable[[], Held]) -> Held:
        """`and`, `or`: the right side counts only where the left does not decide."""
        if is_const(left):
            return left if left.const is decided else right()
        if left.kind == "null":
            return self.unknown([left])
        other = right()
        if is_const(other) and left.why is None and other.const is not decided:
            return left
        test = left.value()
        goes_on, stops = (~test, test) if decided else (test, ~test)
        if left.why is None and other.why is None and other.kind != "null":
            return boolean(test | other.value() if decided else test & other.value())
        return self.after(left.why, joined([(stops, constant(decided)), (goes_on, other)]))

    def after(self, why: Why | None, held: Held) -> Held:
        """A value that counts only where the condition before it is determined."""
        if why is None:
            return held
        return masked(held, strictly([Held("null", why=why), held]))

    def on_Between(self, node: s.Between) -> Held:
        value, low, high = (self.node(part) for part in (node.value, node.low, node.high))
        return self.both([self.compare(">=", value, low), self.compare("<=", value, high)])

    def both(self, tests: Sequence[Held]) -> Held:
        return self.fold(tests, False)

    def either(self, tests: Sequence[Held]) -> Held:
        return self.fold(tests, True)

    def fold(self, tests: Sequence[Held], decided: bool) -> Held:
        """`and` or `or` of tests that are all evaluated."""
        why = strictly(tests)
        if why is not None and why.const is not None:
            return nothing(why.const)
        if why is None and any(test.const is decided for test in tests):
            return constant(decided)
        open_ = [test for test in tests if not is_const(test)]
        settled = [test for test in tests if is_const(test) and test.const is decided]
        if not open_:
            return constant(not decided)
        values = [test.value() for test in (*settled, *open_) if test.kind != "null"]
        values += [ibis.null("boolean") for test in open_ if test.kind == "null"]
        expr = reduce(lambda a, b: a | b if decided else a & b, values)
        return masked(boolean(expr), why)

    # branches

    def on_If(self, node: s.If) -> Held:
        return self.branch(
            self.node(node.condition),
            lambda: self.node(node.then),
            lambda: self.node(node.otherwise),
        )

    def branch(self, condition: Held, then: Callable[[], Held], otherwise: Callable[[], Held]) -> Held:
        """One of two, by a condition."""
        if is_const(condition):
            return then() if condition.const else otherwise()
        if condition.kind == "null":
            return self.unknown([condition])
        test = condition.value()
        made = joined([(test, then()), (~test, otherwise())])
        return self.after(condition.why, made)

    # tests

    def on_In(self, node: s.In) -> Held:
        return self.tests(node.tests, self.node(node.value))

    def tests(self, tests: s.UnaryTests, value: Held) -> Held:
        """Whether the value passes a cell's tests; without any, every value does."""
        if not tests.tests:
            return constant(True)
        hit = self.either([self.test(test, value) for test in tests.tests])
        return self.negated(hit) if tests.negated else hit

    def test(self, test: s.Node, value: Held) -> Held:
        if isinstance(test, s.ComparisonTest):
            return self.compare(test.operator, value, self.node(test.operand))
        if isinstance(test, s.RangeLiteral):
            ends = [(">" + "=" * test.low_included, test.low), ("<" + "=" * test.high_included, test.high)]
            return self.both([self.compare(sign, value, self.node(end)) for sign, end in ends if end])
        if isinstance(test, s.ListLiteral):
            return self.either([self.compare("=", value, self.node(item)) for item in test.items])
        outer, self.asked = self.asked, value
        found = self.node(test)
        self.asked = outer
        if found.kind == "boolean" and value.kind != "boolean":
            return joined([(self.known([value]), found)])
        return self.compare("=", value, found)

    def known(self, values: Sequence[Held]) -> ir.BooleanValue:
        """True where all the values are known, else null."""
        found = self.both([self.compare("=", value, value) for value in values])
        return found.value() if found.kind == "boolean" else ibis.null("boolean")

    asked: Held | None = None

    def negated(self, test: Held) -> Held:
        if is_const(test):
            return constant(not test.const)
        return test if test.kind == "null" else boolean(~test.value(), test.why)

    # decision tables

    def decision_table(self, table: DecisionTable) -> Held:
        """The result of the one rule that matches."""
        if table.collect:
            raise NotColumnar(_LISTS)
        values = [self.node(column.tree) for column in table.columns]
        hits = [self.hit(rule, values) for rule in table.rules]
        why = strictly([*values, *hits])
        ways: list[tuple[ir.BooleanValue, Held]] = []
        for hit, rule in zip(hits, table.rules, strict=True):
            if hit.const is False:
                continue
            result = self.result(rule)
            if is_const(hit) and not ways:
                return self.after(why, result)
            if hit.kind != "null":
                ways.append((hit.value(), result))
        return self.after(why, joined(ways)) if ways else self.unknown([*values, *hits])

    def hit(self, rule: TableRule, values: Sequence[Held]) -> Held:
        return self.both([self.tests(cell.tree, value) for cell, value in zip(rule.tests, values, strict=True)])  # type: ignore[arg-type]

    def result(self, rule: TableRule) -> Held:
        if rule.result is not None:
            return self.node(rule.result.tree)
        return self.reasons.ended(rule.undetermined or Label("", ""))

    # functions

    def on_Call(self, node: s.Call) -> Held:
        name = node.function.name if isinstance(node.function, s.Name) else ""
        own = getattr(self, "call_" + name.replace(" ", "_"), None)
        if own is None:
            raise NotColumnar(_LISTS)
        if name == "list contains":
            return self.contains(node)
        arguments = self.items(node.arguments)
        held: Held = own(*arguments)
        return held

    def items(self, arguments: Sequence[s.Node]) -> list[Held]:
        """The values of `f(a, b)` or `f([a, b])`."""
        if len(arguments) == 1 and isinstance(arguments[0], s.ListLiteral):
            arguments = arguments[0].items
        return [self.node(argument) for argument in arguments]

    def call_list_contains(self) -> Held:
        raise NotColumnar(_LISTS)

    def contains(self, node: s.Call) -> Held:
        listed, asked = node.arguments
        if not isinstance(listed, s.ListLiteral):
            raise NotColumnar(_LISTS)
        items, value = [self.node(item) for item in listed.items], self.node(asked)
        found = self.either([self.compare("=", item, value) for item in items])
        return found if is_const(found) else joined([(self.known(items), found)])

    def extreme(self, name: str, values: Sequence[Held]) -> Held:
        if not values or any(value.kind == "null" for value in values):
            return self.unknown(values)
        return arithmetic.extreme(name, values)

    def call_min(self, *values: Held) -> Held:
        return self.extreme("min", values)

    def call_max(self, *values: Held) -> Held:
        return self.extreme("max", values)

    def call_sum(self, *values: Held) -> Held:
        return reduce(lambda a, b: self.arithmetic("+", a, b), values, constant(ZERO))

    def call_abs(self, value: Held) -> Held:
        if value.kind == "null":
            return value
        return arithmetic.absolute(value)

    def call_not(self, value: Held) -> Held:
        return self.negated(value)

    def call_all(self, *values: Held) -> Held:
        return self.both(values)

    def call_any(self, *values: Held) -> Held:
        return self.either(values)
