"""Evaluation by need with unknown values: which inputs still matter, and the answer when the absent ones do not.

An absent input is `Unknown`; it is carried only as far as it can make a difference (Kleene): `false and unknown` is
false, `0 * unknown` is 0, an `if` on an unknown condition whose branches agree has their value. Slow and plain: it
walks the formula trees. The compiled engine answers complete questions and must agree with it (see the tests).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial

from benefits.engine import functions
from benefits.engine.case import ABSENT, Case, out_of_force
from benefits.engine.numbers import round_to
from benefits.engine.outcome import Absent, NotDetermined, Unknown
from benefits.engine.trace import Trace
from benefits.errors import NotInForceError
from benefits.feel import syntax as s
from benefits.model.program import (
    Dated,
    Decision,
    DecisionTable,
    Formula,
    Label,
    Parameter,
    Period,
    Program,
    Row,
    TableRule,
)

Scope = dict[str, object]
"""The names of a row: its columns so far over its fields. The program's names lie behind it."""

Thunk = Callable[[], object]


_DEEPEST = 6
"""Decisions that may be waiting for one another before the rest is settled from below."""


class Later(Exception):
    """Too many decisions wait for one another: settle this one first."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


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


def stated(row: Row) -> object:
    """The row's value, or the reason why the text has none."""
    return NotDetermined(row.not_stated) if row.not_stated else row.value


class Evaluation:
    """One case of one program. `trace` collects what was evaluated."""

    def __init__(self, program: Program, case: Case) -> None:
        self.program = program
        self.case = case
        self.trace = Trace()
        self.depth = 0
        self.inputs = {spec.name: spec for spec in program.inputs}
        self.parameters = {parameter.name: parameter for parameter in program.parameters}
        self.decisions = {decision.name: decision for decision in program.decisions}
        self.enumerations = {enumeration.name: enumeration for enumeration in program.enumerations}

    # names

    def name(self, name: str, scope: Scope) -> object:
        if name in scope:
            return plain(scope[name])
        if name in self.decisions:
            return self.decision(name)
        if name in self.parameters:
            return self.parameter(self.parameters[name], scope)
        if name in self.case.values:
            return self.input(name)
        if name in self.case.options:
            return self.case.options[name]
        return functions.CONSTANTS.get(name, self.case.day)

    def input(self, name: str) -> object:
        value = self.case.values[name]
        if value is ABSENT:
            return Unknown([name])
        fields = [field.name for field in self.inputs[name].fields]
        if not fields:
            return value
        rows: list[tuple[object, ...]] = value  # type: ignore[assignment]
        return [self.record(name, place, fields, row) for place, row in enumerate(rows)]

    def record(self, name: str, place: int, fields: list[str], row: tuple[object, ...]) -> Scope:
        cells = zip(fields, row, strict=True)
        return {field: Unknown([f"{name}[{place}].{field}"]) if cell is ABSENT else cell for field, cell in cells}

    def parameter(self, parameter: Parameter, scope: Scope) -> object:
        rows = parameter.on(self.case.day)
        if rows and not parameter.extended_by and all(key is None for row in rows for key in row.keys):
            value: object = stated(rows[0])
        else:
            keys = [self.name(key, scope) for key in parameter.by]
            unknown = any(isinstance(key, Unknown) for key in keys)
            value = self.over_keys(parameter, rows, keys) if unknown else self.row_value(parameter, rows, keys)
        if not scope and not isinstance(value, Unknown):
            self.trace.parameters[parameter.name] = value
        return plain(value)

    def over_keys(self, parameter: Parameter, rows: tuple[Row, ...], keys: list[object]) -> object:
        """The value on which all rows agree that the known keys allow, else unknown."""
        allowed = [
            stated(row)
            for row in rows
            if all(isinstance(key, Unknown) or own in (None, key) for own, key in zip(row.keys, keys, strict=True))
        ]
        if parameter.extended_by or not allowed or any(value != allowed[0] for value in allowed):
            return Unknown.of(*keys)
        return allowed[0]

    def row_value(self, parameter: Parameter, rows: tuple[Row, ...], keys: list[object]) -> object:
        for row in rows:
            if row.matches(tuple(keys)):  # type: ignore[arg-type]
                return stated(row)
        if parameter.extended_by:
            return self.extension_value(parameter, keys)
        first = min((row.period.first for row in parameter.rows if row.period.first), default=None)
        last = max((row.period.last or date.max for row in parameter.rows), default=None)
        raise NotInForceError([out_of_force(parameter.name, self.case.day, Period(first, last))])

    def extension_value(self, parameter: Parameter, keys: list[object]) -> object:
        """The column `extended_by` of the row that brought the member which the key names."""
        for enumeration in self.enumerations.values():
            extension = enumeration.extended_by
            rows = self.input(extension.table) if extension else []
            for row in rows if isinstance(rows, list) else []:
                if extension and row[extension.id] in keys:
                    return row[parameter.extended_by]
        raise NotInForceError([out_of_force(parameter.name, self.case.day, Period())])

    # decisions

    def settled(self, thunk: Thunk) -> object:
        """The outcome of a thunk that asks for decisions, however long the chain behind them."""
        waiting: list[Thunk] = [thunk]
        while True:
            self.depth = 0
            try:
                found = outcome(waiting[-1])
            except Later as later:
                waiting.append(partial(self.decision, later.name))
                continue
            waiting.pop()
            if not waiting:
                return found

    def decision(self, name: str) -> object:
        kept = self.trace.decisions
        if name not in kept:
            if self.depth == _DEEPEST:
                raise Later(name)
            self.depth += 1
            kept[name] = outcome(lambda: self.compute(self.decisions[name], {}))
            self.depth -= 1
        return plain(kept[name])

    def compute(self, decision: Decision, scope: Scope) -> object:
        if decision.outside is not None and not decision.period.covers(self.case.day):
            raise NotDetermined(decision.outside)
        if decision.only_when is not None:
            return self.branch(
                self.formula(decision.only_when, scope),
                lambda: self.determined(decision, 0, scope),
                lambda: self.absent(decision.label),
            )
        return self.determined(decision, 0, scope)

    def absent(self, label: Label) -> object:
        raise Absent(label)

    def determined(self, decision: Decision, place: int, scope: Scope) -> object:
        """The body, unless one of the reasons from `place` on holds."""
        if place == len(decision.undetermined):
            return self.rounded(decision, self.body(decision, scope), scope)
        when, because = decision.undetermined[place]
        return self.branch(
            self.formula(when, scope),
            lambda: plain(NotDetermined(because)),
            lambda: self.determined(decision, place + 1, scope),
        )

    def rounded(self, decision: Decision, value: object, scope: Scope) -> object:
        rounding = decision.rounding
        if rounding is None or isinstance(value, Unknown):
            return value
        if not scope:
            self.trace.before[decision.name] = value
        option = self.case.options[rounding.by] if rounding.by else ""
        return round_to(value, rounding.to, rounding.mode(option))  # type: ignore[arg-type]

    def body(self, decision: Decision, scope: Scope) -> object:
        body = decision.body
        if isinstance(body, Formula):
            return self.formula(body, scope)
        if isinstance(body, DecisionTable):
            return self.collect(body, scope) if body.collect else self.table(body, scope)
        if isinstance(body, Dated):
            for period, formula in body.versions:
                if period.covers(self.case.day):
                    return self.formula(formula, scope)
            raise NotInForceError([out_of_force(decision.name, self.case.day, decision.period)])
        from benefits.engine import unknown_tables  # the table forms read this module's scalars

        return unknown_tables.table_body(self, decision, body)

    def branch(self, condition: object, then: Thunk, otherwise: Thunk) -> object:
        if not isinstance(condition, Unknown):
            return then() if condition else otherwise()
        first, second = outcome(then), outcome(otherwise)
        if not isinstance(first, Unknown) and not isinstance(second, Unknown) and first == second:
            return plain(first)
        return Unknown.of(condition, first, second)

    def table(self, table: DecisionTable, scope: Scope) -> object:
        values = [self.formula(column, scope) for column in table.columns]
        unsure: list[object] = []
        possible: list[object] = []
        for rule in table.rules:
            hit = self.matches(rule, values, scope)
            if hit is True:
                return self.result(rule, scope)
            if isinstance(hit, Unknown):
                unsure.append(hit)
                possible.append(outcome(lambda rule=rule: self.result(rule, scope)))  # type: ignore[misc]
        if all(not isinstance(value, Unknown) and value == possible[0] for value in possible):
            return plain(possible[0])
        return Unknown.of(*unsure, *possible)

    def collect(self, table: DecisionTable, scope: Scope) -> object:
        values = [self.formula(column, scope) for column in table.columns]
        hits = [(self.matches(rule, values, scope), rule) for rule in table.rules]
        if any(isinstance(hit, Unknown) for hit, _ in hits):
            return Unknown.of(*(hit for hit, _ in hits))
        results = [self.result(rule, scope) for hit, rule in hits if hit]
        return Unknown.of(*results) if any(isinstance(result, Unknown) for result in results) else results

    def matches(self, rule: TableRule, values: list[object], scope: Scope) -> object:
        hits = [self.tests(cell.tree, value, scope) for cell, value in zip(rule.tests, values, strict=True)]  # type: ignore[arg-type]
        return functions.kleene_and(hits)

    def result(self, rule: TableRule, scope: Scope) -> object:
        if rule.result is None:
            raise NotDetermined(rule.undetermined or Label("", ""))
        return self.formula(rule.result, scope)

    # formulas

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
