"""FEEL trees to Python expressions over whole numbers.

`Formulas.node` returns how the value is held; what cannot stand in one expression (branches that compute, loops,
checks) is emitted as lines before it, in the order in which FEEL evaluates. Every rule here has its twin in the
evaluation with unknowns; the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from math import lcm

from benefits.engine.compiler.block import Block
from benefits.engine.compiler.calls import Calls, times
from benefits.engine.compiler.values import PAIR, VARIES, Held, constant
from benefits.engine.outcome import NotDetermined
from benefits.engine.plain import functions
from benefits.feel import syntax as s
from benefits.model.program import DecisionTable, Label, TableRule

Scope = Mapping[str, Held]

_COMPARE = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


_MOST = 16


def few(sign: str, left: Held, right: Held) -> tuple[Fraction, ...]:
    """The values of an operation whose operands have few."""
    if not left.few or not right.few or (sign == "/" and 0 in right.few):
        return ()
    found = {functions.operate(sign, one, other): None for one in left.few for other in right.few}
    return tuple(found) if len(found) <= _MOST else ()  # type: ignore[arg-type]


class Formulas(Calls):
    """Compiles formulas in a scope. A subclass knows the program's names (`outer`)."""

    block: Block
    names: dict[str, object]

    def outer(self, name: str, scope: Scope) -> Held:
        raise LookupError(name)

    def node(self, node: s.Node, scope: Scope) -> Held:
        held: Held = getattr(self, "on_" + type(node).__name__)(node, scope)
        return held

    # leaves

    def on_Number(self, node: s.Number, scope: Scope) -> Held:
        return constant(node.value, self.names)

    def on_Text(self, node: s.Text, scope: Scope) -> Held:
        return constant(node.value, self.names)

    def on_Boolean(self, node: s.Boolean, scope: Scope) -> Held:
        return constant(node.value, self.names)

    def on_Null(self, node: s.Null, scope: Scope) -> Held:
        return constant(None, self.names)

    def on_Name(self, node: s.Name, scope: Scope) -> Held:
        return self.read(scope[node.name]) if node.name in scope else self.outer(node.name, scope)

    def read(self, held: Held) -> Held:
        """Make sure of a value: a kept reason goes on its way."""
        if not held.ends:
            return held
        name = held.code if held.code.isidentifier() else self.block.assign(held.code)
        self.risky = True
        self.block.emit(f"if isinstance({name}, NotDetermined): again({name})")
        return replace(held, code=name, ends=False)

    # structure

    def on_Path(self, node: s.Path, scope: Scope) -> Held:
        base = self.node(node.base, scope)
        if base.kind == "date":
            return Held("number", f"{base.code}.{node.name}", 1, sign="+")
        if base.kind == "list":
            return self.field_of_items(base, node.name)
        return self.read(base.field(node.name))

    def on_ContextLiteral(self, node: s.ContextLiteral, scope: Scope) -> Held:
        fields = []
        for key, value in zip(node.keys, node.values, strict=True):
            held = self.node(value, scope)
            fields.append((key, held.at(self.block.assign(self.single(held)))))
        fields = [(key, replace(held, den=held.den if isinstance(held.den, int) else PAIR)) for key, held in fields]
        return Held("record", fields=tuple(fields))

    def on_ListLiteral(self, node: s.ListLiteral, scope: Scope) -> Held:
        return self.listed([self.node(item, scope) for item in node.items])

    # operators

    def on_Negate(self, node: s.Negate, scope: Scope) -> Held:
        held = self.node(node.operand, scope)
        if held.const is not VARIES:
            return constant(-held.const, self.names)  # type: ignore[operator]
        top, bottom = self.parts(held)
        return Held("number", f"(-{top})", bottom)

    def on_Binary(self, node: s.Binary, scope: Scope) -> Held:
        if node.operator in ("and", "or"):
            return self.logic(node, scope)
        left, right = self.node(node.left, scope), self.node(node.right, scope)
        if node.operator in _COMPARE:
            return self.compare(node.operator, left, right)
        return self.arithmetic(node.operator, left, right)

    def logic(self, node: s.Binary, scope: Scope) -> Held:
        left = self.node(node.left, scope)
        decided = node.operator == "or"
        if left.const is not VARIES:
            return left if left.const is decided else self.node(node.right, scope)
        with self.block.aside() as lines:
            right = self.node(node.right, scope)
        if not lines:
            return Held("boolean", f"({left.code} {node.operator} {right.code})")
        target = self.block.assign(left.code)
        with self.block.indented(f"if {'not ' if decided else ''}{target}:"):
            self.splice(lines)
            self.block.emit(f"{target} = {right.code}")
        return Held("boolean", target)

    def splice(self, lines: list[str], deeper: int = 1) -> None:
        """Put lines written aside where the block stands now, one step further in."""
        self.block.lines += ["    " * deeper + line for line in lines]

    def arithmetic(self, sign: str, left: Held, right: Held) -> Held:
        if left.const is not VARIES and right.const is not VARIES and not (sign == "/" and right.const == 0):
            return constant(functions.operate(sign, left.const, right.const), self.names)
        if sign == "*":
            return self.product(left, right)
        if sign == "/":
            return self.quotient(left, right)
        grows = "0" if sign == "+" and left.sign and right.sign else ""
        (a, b), den = self.common(left, right)
        return Held("number", f"({a} {sign} {b})", den, sign=grows, few=few(sign, left, right))

    def product(self, left: Held, right: Held) -> Held:
        (a, c), (b, d) = self.parts(left), self.parts(right)
        grows = "" if not (left.sign and right.sign) else "+" if left.sign == right.sign == "+" else "0"
        code = times(b, int(a)) if a.isdigit() else times(a, b)
        return Held("number", code, self.kept_product(c, d), sign=grows, few=few("*", left, right))

    def quotient(self, left: Held, right: Held) -> Held:
        (a, c), (b, d) = self.parts(left), self.parts(right)
        grows = left.sign if right.sign == "+" else ""
        if isinstance(right.const, Fraction) and right.const > 0 and isinstance(c, int):
            den = c * right.const.numerator
            return Held("number", times(a, right.const.denominator), den, sign=grows, few=few("/", left, right))
        top, bottom = times(a, d), times(b, c)
        may_turn = right.sign != "+"  # the sign is moved to the top, on names of our own
        top = self.block.assign(top) if may_turn or not top.isidentifier() else top
        bottom = self.block.assign(bottom) if may_turn or not bottom.isidentifier() else bottom
        if may_turn:
            self.risky = True
            self.block.emit(f"if not {bottom}: zero()")
            self.block.emit(f"if {bottom} < 0: {top}, {bottom} = -{top}, -{bottom}")
        return Held("number", top, bottom, sign=grows)

    def compare(self, sign: str, left: Held, right: Held) -> Held:
        if left.const is not VARIES and right.const is not VARIES:
            return constant(functions.operate(sign, left.const, right.const), self.names)
        if "null" in (left.kind, right.kind):
            value = right if left.kind == "null" else left
            return Held("boolean", f"({value.code} is {'not ' if sign == '!=' else ''}None)")
        if left.kind == right.kind == "number":
            (a, b), _ = self.common(left, right)
            return Held("boolean", f"({a} {_COMPARE[sign]} {b})")
        return Held("boolean", f"({left.code} {_COMPARE[sign]} {right.code})")

    def on_Between(self, node: s.Between, scope: Scope) -> Held:
        value = self.kept(self.node(node.value, scope))
        low, high = self.node(node.low, scope), self.node(node.high, scope)
        return self.both([self.compare(">=", value, low), self.compare("<=", value, high)])

    # branches

    def on_If(self, node: s.If, scope: Scope) -> Held:
        return self.branch(
            self.node(node.condition, scope),
            lambda: self.node(node.then, scope),
            lambda: self.node(node.otherwise, scope),
        )

    def branch(self, condition: Held, then: Callable[[], Held], otherwise: Callable[[], Held]) -> Held:
        if condition.const is not VARIES:
            return then() if condition.const else otherwise()
        test = condition.code
        with self.block.aside() as first_lines:
            first = then()
        with self.block.aside() as second_lines:
            second = otherwise()
        joined, first_code, second_code = self.join(first, second, first_lines, second_lines)
        if not first_lines and not second_lines:
            return joined.at(f"({first_code} if {test} else {second_code})")
        target = self.block.fresh()
        over = self.block.fresh() if joined.den == PAIR else ""
        for head, lines, code in ((f"if {test}:", first_lines, first_code), ("else:", second_lines, second_code)):
            with self.block.indented(head):
                self.splice(lines)
                self.block.emit(f"{target}, {over} = {code}" if over else f"{target} = {code}")
        return replace(joined, code=target, const=VARIES, den=over or joined.den)

    def join(
        self, first: Held, second: Held, first_lines: list[str], second_lines: list[str]
    ) -> tuple[Held, str, str]:
        """How either of two values is held, and the code of each in that form."""
        if first.kind == second.kind == "number":
            sign = "" if not (first.sign and second.sign) else "+" if first.sign == second.sign == "+" else "0"
            if isinstance(first.den, int) and isinstance(second.den, int):
                den = lcm(first.den, second.den)
                known = tuple(dict.fromkeys(first.few + second.few)) if first.few and second.few else ()
                return Held("number", den=den, sign=sign, few=known), self.scaled(first, den), self.scaled(second, den)
            return Held("number", den=PAIR, sign=sign), self.pair(first), self.pair(second)
        if first.kind == second.kind == "list":
            return self.join_lists(first, second)
        held = second if first.kind == "null" else first
        return replace(held, const=VARIES), first.code, second.code

    # tests

    def on_In(self, node: s.In, scope: Scope) -> Held:
        return self.tests(node.tests, self.node(node.value, scope), scope)

    def tests(self, tests: s.UnaryTests, value: Held, scope: Scope) -> Held:
        if not tests.tests:
            return constant(True, self.names)
        value = self.kept(value) if value.kind != "list" else value
        hit = self.either([self.test(test, value, scope) for test in tests.tests])
        return self.negated(hit) if tests.negated else hit

    def test(self, test: s.Node, value: Held, scope: Scope) -> Held:
        if isinstance(test, s.ComparisonTest):
            return self.compare(test.operator, value, self.node(test.operand, scope))
        if isinstance(test, s.RangeLiteral):
            ends = [(">" + "=" * test.low_included, test.low), ("<" + "=" * test.high_included, test.high)]
            return self.both([self.compare(sign, value, self.node(end, scope)) for sign, end in ends if end])
        found = self.node(test, {**scope, "?": value})
        if found.kind == "list" and value.kind != "list":
            return self.contains(found, value)
        return found if found.kind == "boolean" and value.kind != "boolean" else self.compare("=", value, found)

    def both(self, tests: list[Held]) -> Held:
        return self.fold(tests, "and")

    def either(self, tests: list[Held]) -> Held:
        return self.fold(tests, "or")

    def fold(self, tests: list[Held], word: str) -> Held:
        """`and` or `or` of tests that are all evaluated."""
        decided = word == "or"
        if any(test.const is decided for test in tests):
            return constant(decided, self.names)
        open_ = [test for test in tests if test.const is VARIES]
        if not open_:
            return constant(not decided, self.names)
        return Held("boolean", f"({f' {word} '.join(test.code for test in open_)})")

    def negated(self, test: Held) -> Held:
        if test.const is not VARIES:
            return constant(not test.const, self.names)
        return Held("boolean", f"(not {test.code})")

    # decision tables

    def decision_table(self, table: DecisionTable, scope: Scope, place: int | None) -> Held:
        """`place` is the decision's, if its step is to say which rule matched."""
        values = [self.kept(self.node(column.tree, scope)) for column in table.columns]
        return self.rules(list(enumerate(table.rules, 1)), values, scope, place)

    def rules(
        self, rules: list[tuple[int, TableRule]], values: list[Held], scope: Scope, place: int | None
    ) -> Held:
        """The result of the one rule that matches; the last needs no test, for the table covers its domain."""
        number, rule = rules[0]
        if len(rules) == 1:
            return self.result(rule, scope, number, place)
        return self.branch(
            self.hit(rule, values, scope),
            lambda: self.result(rule, scope, number, place),
            lambda: self.rules(rules[1:], values, scope, place),
        )

    def hit(self, rule: TableRule, values: list[Held], scope: Scope) -> Held:
        cells = [
            self.tests(cell.tree, value, scope)  # type: ignore[arg-type]
            for cell, value in zip(rule.tests, values, strict=True)
        ]
        return self.both(cells)

    def result(self, rule: TableRule, scope: Scope, number: int, place: int | None) -> Held:
        if place is not None:
            self.matched(place, str(number))
        if rule.result is not None:
            return self.node(rule.result.tree, scope)
        return self.reason(rule.undetermined or Label("", ""))

    def matched(self, place: int, code: str) -> None:
        """Keep which rule of a decision's table matched, for its step."""
        raise LookupError(place)

    def reason(self, because: Label, kind: type[NotDetermined] = NotDetermined) -> Held:
        """Always ends here, for this reason."""
        name = f"k{len(self.names)}"
        self.names[name] = kind(because)
        self.risky = True
        self.block.emit(f"again({name})")
        return Held("null", "None", const=VARIES)

    def collect(self, table: DecisionTable, scope: Scope, place: int | None) -> Held:
        values = [self.kept(self.node(column.tree, scope)) for column in table.columns]
        hits = [self.kept(self.hit(rule, values, scope)) for rule in table.rules]
        target = self.block.assign("[]", "list")
        if place is not None:
            numbered = [f"*(({number},) if {hit.code} else ())" for number, hit in enumerate(hits, 1)]
            self.matched(place, f"({', '.join(numbered)},)")
        item: Held | None = None
        for hit, rule in zip(hits, table.rules, strict=True):
            if hit.const is False:
                continue
            with self.block.indented(f"if {hit.code}:"):
                held = self.result(rule, scope, 0, None)
                self.block.emit(f"{target}.append({self.item_code(held)})")
            item = self.item_of(held)
        return Held("list", target, item=item)
