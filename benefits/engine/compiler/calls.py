"""Forms of numbers and lists in generated code, and the functions of the rule language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import lcm

from benefits.engine.compiler.block import Block
from benefits.engine.compiler.values import PAIR, VARIES, Held, constant
from benefits.engine.plain import functions
from benefits.feel import syntax as s


class NotCompiled(Exception):
    """A form that the compiler has no words for; the plain evaluator answers instead."""


def times(code: str, factor: int | str) -> str:
    """A product, left out where the factor is 1; a product of two written numbers is worked out."""
    if factor == 1:
        return code
    if isinstance(factor, int) and code.lstrip("-").isdigit():
        return str(int(code) * factor)
    return f"({code} * {factor})"


class Calls:
    """What formulas are put together from. `risky` is set once the code may end in a `NotDetermined`."""

    block: Block
    names: dict[str, object]
    risky: bool = False

    def node(self, node: s.Node, scope: Mapping[str, Held]) -> Held:
        raise NotCompiled(type(node).__name__)

    # forms of a number

    def kept(self, held: Held) -> Held:
        """The value under a name, so that its code may be written more than once."""
        if held.const is not VARIES or held.kind in ("record", "table", "null"):
            return held
        code = held.code if held.code.isidentifier() else self.block.assign(held.code)
        return replace(held, code=code)

    def parts(self, held: Held) -> tuple[str, int | str]:
        """Numerator code and denominator."""
        if held.den == PAIR:
            name = held.code if held.code.isidentifier() else self.block.assign(held.code)
            return f"{name}[0]", f"{name}[1]"
        return held.code, held.den

    def scaled(self, held: Held, den: int) -> str:
        """The numerator over a larger known denominator."""
        return times(held.code, den // held.den)  # type: ignore[operator]

    def pair(self, held: Held) -> str:
        return held.code if held.den == PAIR else f"({held.code}, {held.den})"

    def single(self, held: Held) -> str:
        """The value as one expression: a number with an open denominator becomes a pair."""
        return held.code if held.kind != "number" or isinstance(held.den, int) else self.pair(held)

    def common(self, left: Held, right: Held) -> tuple[tuple[str, str], int | str]:
        """Both numerators over one denominator."""
        if isinstance(left.den, int) and isinstance(right.den, int):
            den = lcm(left.den, right.den)
            return (self.scaled(left, den), self.scaled(right, den)), den
        (a, c), (b, d) = self.parts(left), self.parts(right)
        if c == d:
            return (a, b), c
        return (times(a, d), times(b, c)), self.kept_product(c, d)

    def kept_product(self, left: int | str, right: int | str) -> int | str:
        """The product of two denominators, as a number or under a name."""
        if isinstance(left, int) and isinstance(right, int):
            return left * right
        if left == 1 or right == 1:
            return right if left == 1 else left
        return self.block.assign(f"{left} * {right}")

    # lists

    def item_of(self, held: Held) -> Held:
        """How a value is held as an item of a list."""
        if held.kind == "record":
            fields = [(name, replace(self.item_of(field), code="")) for name, field in held.fields]
            return Held("record", fields=tuple(fields))
        den = PAIR if held.kind == "number" else 1
        return Held(held.kind, "", den, item=held.item, fields=held.fields)

    def item_code(self, held: Held) -> str:
        if held.kind == "record":
            return "(" + "".join(self.item_code(field) + ", " for _, field in held.fields) + ")"
        return self.pair(held) if held.kind == "number" else held.code

    def listed(self, items: list[Held]) -> Held:
        """A list of values."""
        if not items:
            return Held("list", "[]")
        if items[0].kind == "number" and all(isinstance(item.den, int) for item in items):
            den = lcm(*(item.den for item in items))  # type: ignore[arg-type]
            codes = [self.scaled(item, den) for item in items]
            return Held("list", f"[{', '.join(codes)}]", item=Held("number", den=den))
        codes = [self.item_code(item) for item in items]
        return Held("list", f"[{', '.join(codes)}]", item=self.item_of(items[0]))

    def join_lists(self, first: Held, second: Held) -> tuple[Held, str, str]:
        item = first.item or second.item
        doubtful = first.doubtful or second.doubtful
        if first.item and second.item and first.item.kind == "number" and first.item.den != second.item.den:
            item = Held("number", den=PAIR)
            return Held("list", item=item, doubtful=doubtful), self.pairs(first), self.pairs(second)
        return Held("list", item=item, doubtful=doubtful), first.code, second.code

    def pairs(self, held: Held) -> str:
        """A list's numbers as pairs."""
        if held.item is None or held.item.den == PAIR:
            return held.code
        return f"[(x, {held.item.den}) for x in {held.code}]"

    def certain(self, held: Held) -> Held:
        """A list none of whose items is a kept reason."""
        if not held.doubtful:
            return held
        self.risky = True
        return replace(held, code=self.block.assign(f"all_sure({held.code})", "list"), doubtful=False)

    def contains(self, held: Held, value: Held) -> Held:
        held = self.certain(held)
        if held.item is None:
            return constant(False, self.names)
        if value.kind != "number":
            return Held("boolean", f"({value.code} in {held.code})")
        (top, bottom) = self.parts(self.kept(value))
        if isinstance(held.item.den, int):
            return Held("boolean", f"any(x * {bottom} == {top} * {held.item.den} for x in {held.code})")
        return Held("boolean", f"any(x[0] * {bottom} == {top} * x[1] for x in {held.code})")

    # loops

    def loop(self, domain: Held, name: str, body: Callable[[Held], None]) -> None:
        """`for` over a list or the rows of a table; the body gets how the item is held."""
        if domain.kind == "table":
            place = self.block.fresh("row")
            columns = [(field, self.kept_list(held)) for field, held in domain.fields]
            fields = tuple((field, self.cell(held, place)) for field, held in columns)
            length = columns[0][1].code
            with self.block.indented(f"for {place} in range(len({length})):"):
                body(Held("record", place, fields=fields))
            return
        held = self.certain(domain)
        item = self.block.fresh("item")
        with self.block.indented(f"for {item} in {held.code}:"):
            body(self.unpacked(held.item or Held("null"), item))

    def kept_list(self, held: Held) -> Held:
        return held if held.code.isidentifier() else replace(held, code=self.block.assign(held.code, "list"))

    def cell(self, column: Held, place: str) -> Held:
        """One cell of a column."""
        item = column.item or Held("null")
        return replace(item, code=f"{column.code}[{place}]", ends=column.doubtful)

    def unpacked(self, item: Held, code: str) -> Held:
        if item.kind != "record":
            return replace(item, code=code)
        fields = tuple((name, replace(held, code=f"{code}[{at}]")) for at, (name, held) in enumerate(item.fields))
        return replace(item, code=code, fields=fields)

    def on_For(self, node: s.For, scope: Mapping[str, Held]) -> Held:
        target = self.block.assign("[]", "list")
        found: list[Held] = []

        def innermost(inner: Mapping[str, Held]) -> None:
            held = self.node(node.body, inner)
            found.append(held)
            self.block.emit(f"{target}.append({self.item_code(held)})")

        self.loops(node.iterations, scope, innermost)
        return Held("list", target, item=self.item_of(found[0]))

    def on_Quantified(self, node: s.Quantified, scope: Mapping[str, Held]) -> Held:
        target = self.block.assign("[]", "list")

        def innermost(inner: Mapping[str, Held]) -> None:
            self.block.emit(f"{target}.append({self.node(node.condition, inner).code})")

        self.loops(node.iterations, scope, innermost)
        return Held("boolean", f"{'any' if node.kind == 'some' else 'all'}({target})")

    def loops(
        self,
        iterations: tuple[s.Iteration, ...],
        scope: Mapping[str, Held],
        innermost: Callable[[Mapping[str, Held]], None],
    ) -> None:
        if not iterations:
            innermost(scope)
            return
        first = iterations[0]
        if first.until is not None:
            raise NotCompiled("for over a range")
        domain = self.node(first.domain, scope)
        self.loop(domain, first.name, lambda item: self.loops(iterations[1:], {**scope, first.name: item}, innermost))

    def on_Filter(self, node: s.Filter, scope: Mapping[str, Held]) -> Held:
        base = self.node(node.base, scope)
        if isinstance(node.condition, s.Number):
            return self.first(base)
        chosen = self.block.assign("[]", "list")

        def test(item: Held) -> None:
            inner = {**scope, "item": item, **dict(item.fields)}
            hit = self.node(node.condition, inner)
            with self.block.indented(f"if {hit.code}:"):
                self.block.emit(f"{chosen}.append({item.code})")

        if base.kind == "table":
            base = replace(base, fields=tuple((name, self.kept_list(held)) for name, held in base.fields))
            self.loop(base, "item", test)
            columns = []
            for name, held in base.fields:
                code = self.block.assign(f"[{held.code}[x] for x in {chosen}]", "list")
                columns.append((name, replace(held, code=code)))
            return replace(base, fields=tuple(columns))
        self.loop(base, "item", test)
        return replace(base, code=chosen, doubtful=False)

    def first(self, base: Held) -> Held:
        self.risky = True
        if base.kind == "table":
            columns = [(name, self.kept_list(held)) for name, held in base.fields]
            self.block.emit(f"not_empty({columns[0][1].code})")
            return Held("record", fields=tuple((name, self.cell(held, "0")) for name, held in columns))
        held = self.certain(base)
        name = self.block.assign(f"not_empty({held.code})[0]")
        return self.unpacked(held.item or Held("null"), name)

    # functions

    def on_Call(self, node: s.Call, scope: Mapping[str, Held]) -> Held:
        name: str = node.function.name  # type: ignore[attr-defined]
        arguments = [self.node(argument, scope) for argument in node.arguments]
        if name in ("min", "max"):
            return self.extreme(name, arguments)
        held: Held = getattr(self, "call_" + name.replace(" ", "_"))(*arguments)
        return held

    def field_of_items(self, base: Held, name: str) -> Held:
        """One field of every record of a list."""
        if base.item is None:
            return Held("list", "[]")
        names = [field for field, _ in base.item.fields]
        code = f"[x[{names.index(name)}] for x in {self.certain(base).code}]"
        return Held("list", code, item=base.item.field(name))

    def as_list(self, arguments: tuple[Held, ...] | list[Held]) -> Held:
        """The values of `f(list)` or `f(a, b)` as one list."""
        if len(arguments) == 1 and arguments[0].kind in ("list", "table"):
            return self.certain(arguments[0])
        return self.listed(list(arguments))

    def extreme(self, name: str, arguments: list[Held]) -> Held:
        if all(argument.const is not VARIES for argument in arguments):
            return constant(functions.call(name, [argument.const for argument in arguments]), self.names)
        many = len(arguments) > 1
        held = self.as_list(arguments)
        item = held.item or Held("number", den=1)
        code = held.code if many else f"not_empty({held.code})"
        self.risky = self.risky or not many
        signs = {argument.sign for argument in arguments}
        sign = "" if not many else "0" if ("" not in signs or (name == "max" and signs & {"0", "+"})) else ""
        if item.den == PAIR:
            return Held("number", self.block.assign(f"extreme_pair({held.code}, {name == 'max'})"), PAIR, sign=sign)
        call = f"{name}({code[1:-1]})" if many else self.block.assign(f"{name}({code})")
        return Held(item.kind, call, item.den, sign=sign)

    def call_sum(self, *arguments: Held) -> Held:
        held = self.as_list(arguments)
        if held.item is None:
            return constant(functions.call("sum", [[]]), self.names)
        if held.item.den == PAIR:
            return Held("number", self.block.assign(f"sum_pairs({held.code})"), PAIR)
        return Held("number", f"sum({held.code})", held.item.den)

    def call_count(self, *arguments: Held) -> Held:
        held = self.as_list(arguments)
        if held.kind == "table":
            held = held.fields[0][1]
        return Held("number", f"len({held.code})", 1, sign="0")

    def call_abs(self, value: Held) -> Held:
        top, bottom = self.parts(value)
        return Held("number", f"abs({top})", bottom, sign="0")

    def call_not(self, value: Held) -> Held:
        if value.const is not VARIES:
            return constant(not value.const, self.names)
        return Held("boolean", f"(not {value.code})")

    def call_all(self, *arguments: Held) -> Held:
        return Held("boolean", f"all({self.as_list(arguments).code})")

    def call_any(self, *arguments: Held) -> Held:
        return Held("boolean", f"any({self.as_list(arguments).code})")

    def call_list_contains(self, values: Held, value: Held) -> Held:
        return self.contains(values, value)

    def call_concatenate(self, *lists: Held) -> Held:
        joined = lists[0]
        for other in lists[1:]:
            held, first, second = self.join_lists(joined, other)
            joined = held.at(f"({first} + {second})")
        return joined

    def call_completed_years(self, start: Held, end: Held) -> Held:
        self.risky = True
        return Held("number", self.block.assign(f"completed_years({start.code}, {end.code})"), 1)

    def call_add_years(self, day: Held, years: Held) -> Held:
        return self.shifted(day, years, 12)

    def call_add_months(self, day: Held, months: Held) -> Held:
        return self.shifted(day, months, 1)

    def shifted(self, day: Held, count: Held, months: int) -> Held:
        self.risky = True
        top, bottom = self.parts(self.kept(count))
        return Held("date", self.block.assign(f"add_months({day.code}, whole_months({top}, {bottom}, {months}))"))

    def call_add_days(self, day: Held, count: Held) -> Held:
        self.risky = True
        top, bottom = self.parts(self.kept(count))
        return Held("date", self.block.assign(f"add_days({day.code}, whole_months({top}, {bottom}, 1))"))

    def call_month_day(self, day: Held) -> Held:
        return Held("text", f"month_day({day.code})")
