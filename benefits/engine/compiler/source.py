"""A program, on a day, with chosen interpretations, as the text of a Python function.

What is in force on the day and the options are constants of the text, so one function serves all days between two
edges. Decisions that every answer needs are computed once, in order; the others stand in functions of their own and
are computed when something first asks for them. Only names and whole numbers made here get into the text: every string
of a rule file is passed in by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from math import lcm

from benefits.engine import calendar, numbers
from benefits.engine.compiler import runtime
from benefits.engine.compiler.block import Block
from benefits.engine.compiler.calls import NotCompiled, times
from benefits.engine.compiler.sure import Sure
from benefits.engine.compiler.tables import Tables
from benefits.engine.compiler.values import PAIR, VARIES, Held, constant, held_input
from benefits.engine.layout import every_formula, names, tables
from benefits.engine.outcome import Absent, NotDetermined
from benefits.model.program import (
    Allocate,
    Dated,
    Decision,
    DecisionTable,
    Each,
    Formula,
    Group,
    Input,
    Parameter,
    Program,
    Row,
    Split,
)

_MAX_KEYS = 20_000
_FEW = 16

RUNTIME: dict[str, object] = {name: getattr(runtime, name) for name in runtime.__all__} | {"Absent": Absent}


class Source(Tables):
    """Writes the computing part of the function; `traced` also keeps what the steps need."""

    def __init__(
        self, program: Program, day: date, options: Mapping[str, str], absent: frozenset[str], traced: bool
    ) -> None:
        self.program, self.day, self.options, self.absent, self.traced = program, day, options, absent, traced
        self.names: dict[str, object] = {"U": UNSET}
        self.block = Block()
        self.functions: list[str] = []
        self.known: dict[str, Held] = {}
        self.lazy: dict[str, Held] = {}
        self.kept_names: dict[str, None] = {}
        self.always: set[str] = set()
        self.sometimes: set[str] = set()
        self.inputs = {spec.name: spec for spec in program.inputs}
        self.input_names = {spec.name: f"i_{place}" for place, spec in enumerate(program.inputs)}
        self.parameters = {parameter.name: parameter for parameter in program.parameters}
        self.decisions = {decision.name: decision for decision in program.decisions}
        self.place = {name: place for place, name in enumerate([*self.decisions, *self.parameters])}
        self.fields = tables(program)
        self.input_tables: dict[str, Held] = {}
        self.reasons: dict[tuple[str, str], str] = {}
        self.extensions: dict[str, str] = {}
        self.befores: dict[str, tuple[str, int | str]] = {}
        self.tabled: set[str] = set()

    # inputs

    def start(self) -> None:
        """Tables of the case as columns, and what extends the enumerations."""
        if any(spec.required and spec.name in self.absent for spec in self.program.inputs):
            raise NotCompiled("an input that is always asked for is absent")
        for spec in self.program.inputs:
            if not spec.fields:
                continue
            name = self.input_names[spec.name]
            if spec.name in self.absent:
                raise NotCompiled(spec.name)
            columns = []
            for place, field in enumerate(spec.fields):
                code = self.block.assign(f"[r[{place}] for r in {name}]", "list")
                item = held_input(field.type, "", field.decimals, field.minimum)
                columns.append((field.name, Held("list", code, item=item)))
            self.input_tables[spec.name] = Held("table", name, fields=tuple(columns))
        for place, decision in enumerate(self.program.decisions):
            for column in getattr(decision.body, "columns", ()):
                if isinstance(column, Decision) and isinstance(column.body, Allocate):
                    name = self.reasons[decision.name, column.name] = f"r_{place}_{len(self.reasons)}"
                    self.kept_names[name] = None

    def input(self, spec: Input) -> Held:
        if spec.fields:
            return self.input_tables[spec.name]
        name = self.input_names[spec.name]
        if spec.name in self.absent:
            return self.lacking(spec)
        return held_input(spec.type, name, spec.decimals, None if spec.optional else spec.minimum)

    def lacking(self, spec: Input) -> Held:
        """An absent input: the case is not for compiled code, but where the input need not be given it is null."""
        if spec.optional_when is None:
            self.block.emit("raise NeedsMore")
            return held_input(spec.type, self.input_names[spec.name], spec.decimals)
        test = self.node(spec.optional_when.tree, {})
        if test.const is not True:
            self.block.emit(f"if not {test.code}: raise NeedsMore")
        return constant(None, self.names)

    # names

    def outer(self, name: str, scope: Mapping[str, Held]) -> Held:
        if name in self.decisions:
            return self.read(self.decision(self.decisions[name]))
        if name in self.parameters:
            return self.parameter(self.parameters[name], scope)
        if name in self.inputs:
            return self.input(self.inputs[name])
        if name in self.options:
            return constant(self.options[name], self.names)
        if name in calendar.CONSTANTS:
            return constant(calendar.CONSTANTS[name], self.names)
        return Held("date", "day")

    def table(self, name: str) -> Held:
        return self.input_tables[name] if name in self.input_tables else self.outer(name, {})

    def order(self, source: str, by: str) -> str:
        choices = self.fields[source][by].choices
        enumeration = next((one for one in self.program.enumerations if one.name == choices), None)
        if enumeration is None:
            return "None"
        name = f"k{len(self.names)}"
        self.names[name] = enumeration.name if enumeration.extended_by else enumeration.ids()
        return f"members[{name}]" if enumeration.extended_by else name

    # parameters

    def parameter(self, parameter: Parameter, scope: Mapping[str, Held]) -> Held:
        rows = parameter.on(self.day)
        if not rows:
            raise NotCompiled(parameter.name)
        if all(key is None for row in rows for key in row.keys) and not parameter.extended_by:
            self.mark(parameter, "True", scope)
            return self.stated(rows[0])
        keys = [scope[key] if key in scope else self.outer(key, scope) for key in parameter.by]
        keys = [self.kept(self.read(key)) for key in keys]
        code = keys[0].code if len(keys) == 1 else f"({', '.join(key.code for key in keys)})"
        self.mark(parameter, code, scope)
        return self.looked_up(parameter, rows, code, keys)

    def stated(self, row: Row) -> Held:
        return self.reason(row.not_stated) if row.not_stated else constant(row.value, self.names)

    def matched(self, place: int, code: str) -> None:
        name = f"q_{place}"
        self.kept_names[name] = None
        self.tabled.add(name)
        self.block.emit(f"{name} = {code}")

    def mark(self, parameter: Parameter, code: str, scope: Mapping[str, Held]) -> None:
        """Keep that (and with which keys) a parameter was used, for the steps."""
        if not self.traced or scope:
            return
        name = f"p_{self.place[parameter.name]}"
        self.kept_names[name] = None
        if self.block.sheltered == 0 and not self.risky:
            self.always.add(parameter.name)
        self.sometimes.add(parameter.name)
        self.block.emit(f"{name} = {code}")

    def keys(self, parameter: Parameter) -> list[list[object]]:
        """The values each key can have, written as the generated code holds them."""
        return [self.key_values(parameter, place, name) for place, name in enumerate(parameter.by)]

    def key_values(self, parameter: Parameter, place: int, name: str) -> list[object]:
        listed = dict.fromkeys(row.keys[place] for row in parameter.rows if row.keys[place] is not None)
        if any(isinstance(key, bool) for key in listed):
            return [False, True]
        if any(isinstance(key, Fraction) for key in listed):
            return list(listed)
        ids = [one.ids() for one in self.program.enumerations if set(listed) <= set(one.ids())]
        return list(dict.fromkeys(id_ for one in ids for id_ in one)) if ids else list(listed)

    def key_code(self, keys: tuple[object, ...], parameter: Parameter) -> object:
        """A key as the generated code meets it: a number as its numerator over the input's decimals."""
        held = []
        for name, key in zip(parameter.by, keys, strict=True):
            scale = 10 ** self.inputs[name].decimals if name in self.inputs else 1
            held.append(int(key * scale) if isinstance(key, Fraction) else key)
        return held[0] if len(held) == 1 else tuple(held)

    def chosen(self, parameter: Parameter) -> dict[object, Row]:
        """The row in force for every combination of keys that has one."""
        rows, keys, found = parameter.on(self.day), self.keys(parameter), {}
        count = 1
        for values in keys:
            count *= len(values)
        if count > _MAX_KEYS:
            raise NotCompiled(parameter.name)
        for combination in product(*keys):
            row = next((row for row in rows if row.matches(combination)), None)  # type: ignore[arg-type]
            if row is not None:
                found[self.key_code(combination, parameter)] = row
        return found

    def looked_up(self, parameter: Parameter, rows: tuple[Row, ...], code: str, keys: list[Held]) -> Held:
        chosen = self.chosen(parameter)
        count = 1
        for values in self.keys(parameter):
            count *= len(values)
        if len(chosen) < count:
            raise NotCompiled(parameter.name)
        ends = any(row.not_stated for row in chosen.values())
        figures = [row.value for row in chosen.values() if isinstance(row.value, Fraction)]
        den = lcm(*(figure.denominator for figure in figures)) if parameter.type.kind == "number" else 1
        if parameter.extended_by:
            den = lcm(den, self.extension_den(parameter))
        name = f"k{len(self.names)}"
        self.names[name] = {key: _entry(row, den) for key, row in chosen.items()}
        look = f"{name}.get({code})" if parameter.extended_by else f"{name}[{code}]"
        held = self.block.assign(look)
        if parameter.extended_by:
            extension, factor = self.extension(parameter, den)
            inner = " or ".join(f"{extension}.get({key.code})" for key in keys)
            with self.block.indented(f"if {held} is None:"):
                self.block.emit(f"{held} = ({inner} or 0) * {factor}")
        kind = held_input(parameter.type, held, 0).kind
        sign = "0" if figures and min(figures) >= 0 else ""
        known = () if parameter.extended_by or len(set(figures)) > _FEW else tuple(dict.fromkeys(figures))
        sign = sign if kind == "number" else ""
        return self.read(Held(kind, held, den, ends=ends, sign=sign, few=known))

    def extension_table(self, parameter: Parameter) -> tuple[Input, str]:
        for enumeration in self.program.enumerations:
            if enumeration.extended_by:
                spec = self.inputs[enumeration.extended_by.table]
                if parameter.extended_by in [field.name for field in spec.fields]:
                    return spec, enumeration.extended_by.id
        raise NotCompiled(parameter.name)

    def extension_den(self, parameter: Parameter) -> int:
        spec, _ = self.extension_table(parameter)
        places: int = next(field.decimals for field in spec.fields if field.name == parameter.extended_by)
        return int(10**places)

    def extension(self, parameter: Parameter, den: int) -> tuple[str, int]:
        """A dict from the case's own members to their value in this parameter."""
        spec, id_ = self.extension_table(parameter)
        table = self.input_tables[spec.name]
        name = f"x_{self.place[parameter.name]}"
        if name not in self.extensions:
            code = f"dict(zip({table.field(id_).code}, {table.field(parameter.extended_by).code}))"
            self.extensions[name] = f"    {name} = {code}"
        return name, den // self.extension_den(parameter)

    # decisions

    def decision(self, decision: Decision) -> Held:
        """Where a decision's value is; computed on the way if it may not have been."""
        if decision.name in self.known:
            return self.known[decision.name]
        if decision.name not in self.lazy:
            for one in self.from_below(decision):
                self.lazy[one.name] = self.apart(one)
        place = self.place[decision.name]
        self.block.emit(f"if d_{place} is U: f_{place}()")
        return self.lazy[decision.name]

    def from_below(self, decision: Decision) -> list[Decision]:
        """The decision and those behind it that have no code yet, in an order in which each finds its own ready."""
        order: list[Decision] = []
        seen = {*self.known, *self.lazy}
        waiting = [(decision, False)]
        while waiting:
            one, ready = waiting.pop()
            if ready:
                order.append(one)
            elif one.name not in seen:
                seen.add(one.name)
                waiting.append((one, True))
                behind = [name for formula in every_formula(one) for name in names(formula.tree)]
                behind += [one.body.source] if isinstance(one.body, Each | Group) else []
                waiting += [(self.decisions[name], False) for name in behind if name in self.decisions]
        return order

    def apart(self, decision: Decision) -> Held:
        """A decision as a function of its own."""
        outer, self.block = self.block, self.block.inner(2)
        risky, self.risky = self.risky, False
        held = self.lines(decision)
        lines, self.block, self.risky = self.block.lines, outer, risky
        self.functions += [f"    def f_{self.place[decision.name]}():", "        nonlocal NONLOCAL", *lines]
        return held

    def strictly(self, decision: Decision) -> None:
        """Compute a decision here and now, after those it surely needs."""
        if decision.name in self.known:
            return
        if decision.name in self.lazy:
            self.known[decision.name] = self.decision(decision)
            return
        for name in self.sure_names(decision):
            if name in self.decisions:
                self.strictly(self.decisions[name])
                if self.known[name].ends:
                    break
        self.risky = False
        self.known[decision.name] = self.lines(decision)

    def sure_names(self, decision: Decision) -> dict[str, None]:
        """The names that the decision surely needs, in order, up to the first thing that may end it."""
        if decision.outside is not None and not decision.period.covers(self.day):
            return {}
        body, found = decision.body, Sure(self.parameters)
        if decision.only_when or decision.undetermined:
            found.walk((decision.only_when or decision.undetermined[0][0]).tree)
        elif isinstance(body, Formula):
            found.walk(body.tree)
        elif isinstance(body, Dated):
            found.walk_all([one.tree for period, one in body.versions if period.covers(self.day)])
        elif isinstance(body, DecisionTable):
            found.walk_all([column.tree for column in body.columns])
        elif isinstance(body, Split):
            found.walk_all([body.total.tree, *(share.tree for _, share in body.parts)])
        elif isinstance(body, Each | Group):
            found.names[body.source] = None
        return found.names

    def lines(self, decision: Decision) -> Held:
        """Write the lines that compute a decision and keep it under its names."""
        place = self.place[decision.name]
        self.kept_names[f"d_{place}"] = None
        with self.block.aside(shelter=False) as lines:
            held = self.dated_value(decision)
            top, bottom = self.parts(held) if held.kind == "number" else (held.code, 1)
            if not isinstance(bottom, int):
                self.kept_names[f"e_{place}"] = None
                self.block.emit(f"e_{place} = {bottom}")
                bottom = f"e_{place}"
            self.block.emit(f"d_{place} = {top}")
        if not self.risky:
            self.splice(lines, 0)
        else:
            with self.block.indented("try:"):
                self.splice(lines)
            with self.block.indented("except NotDetermined as reason:"):
                self.block.emit(f"d_{place} = reason")
        kept = held.at(f"d_{place}") if self.risky else replace(held, code=f"d_{place}")
        kind = decision.type.kind if held.kind == "null" else held.kind
        fields = tuple((name, one.at(f"d_{place}[{at}]")) for at, (name, one) in enumerate(held.fields))
        kind = {"choice": "text", "month_day": "text"}.get(kind, kind)
        return replace(kept, kind=kind, den=bottom, ends=self.risky, fields=fields)

    def dated_value(self, decision: Decision) -> Held:
        if decision.outside is not None and not decision.period.covers(self.day):
            return self.reason(decision.outside)
        return self.value(decision, {})

    def value(self, decision: Decision, scope: Mapping[str, Held]) -> Held:
        if decision.only_when is None:
            return self.determined(decision, 0, scope)
        return self.branch(
            self.node(decision.only_when.tree, scope),
            lambda: self.determined(decision, 0, scope),
            lambda: self.reason(decision.label, Absent),
        )

    def determined(self, decision: Decision, place: int, scope: Mapping[str, Held]) -> Held:
        if place == len(decision.undetermined):
            return self.rounded(decision, self.body(decision, scope), scope)
        when, because = decision.undetermined[place]
        return self.branch(
            self.node(when.tree, scope),
            lambda: self.reason(because),
            lambda: self.determined(decision, place + 1, scope),
        )

    def body(self, decision: Decision, scope: Mapping[str, Held]) -> Held:
        body = decision.body
        if isinstance(body, Formula):
            return self.node(body.tree, scope)
        if isinstance(body, DecisionTable):
            place = self.place[decision.name] if self.traced and not scope else None
            return self.collect(body, scope, place) if body.collect else self.decision_table(body, scope, place)
        if isinstance(body, Dated):
            for period, formula in body.versions:
                if period.covers(self.day):
                    return self.node(formula.tree, scope)
            raise NotCompiled(decision.name)
        if isinstance(body, Each):
            return self.each(decision, body)
        if isinstance(body, Group):
            return self.group(body)
        if isinstance(body, Split):
            return self.split(decision, body)
        raise NotCompiled(decision.name)

    def rounded(self, decision: Decision, held: Held, scope: Mapping[str, Held]) -> Held:
        rounding = decision.rounding
        if rounding is None or held.kind == "null":
            return held
        mode = rounding.mode(self.options[rounding.by] if rounding.by else "")
        top, bottom = self.parts(held)
        if self.traced and not scope:
            top, bottom = self.before(decision, top, bottom)
        if isinstance(held.const, Fraction):
            return constant(numbers.round_to(held.const, rounding.to, mode), self.names)
        step = rounding.to
        down = bottom * step.numerator if isinstance(bottom, int) else times(bottom, step.numerator)
        code = self.whole_of(times(top, step.denominator), str(down), mode, held.sign != "")
        return Held("number", times(code, step.numerator), step.denominator, sign="0" if held.sign else "")

    def before(self, decision: Decision, top: str, bottom: int | str) -> tuple[str, int | str]:
        """Keep the value before rounding, for the step."""
        place = self.place[decision.name]
        if not self.block.sheltered and top.isidentifier() and str(bottom).replace("_", "").isalnum():
            self.befores[decision.name] = (top, bottom)
            return top, bottom
        self.befores[decision.name] = (f"b_{place}", f"c_{place}")
        self.kept_names[f"b_{place}"] = self.kept_names[f"c_{place}"] = None
        self.block.emit(f"b_{place} = {top}")
        self.block.emit(f"c_{place} = {bottom}")
        return f"b_{place}", bottom if isinstance(bottom, int) else f"c_{place}"

    def whole_of(self, top: str, bottom: str, mode: str, not_negative: bool) -> str:
        if mode == "half up":
            kept = bottom if bottom.isalnum() else self.block.assign(bottom)
            up = top if top.isidentifier() else self.block.assign(top)
            code = f"((2 * {up} + {kept}) // (2 * {kept}))"
            if not not_negative:
                code = f"({code} if {up} >= 0 else -((2 * -{up} + {kept}) // (2 * {kept})))"
            return code
        return f'round_ratio({top}, {bottom}, "{mode}")'


class _Unset:
    __slots__ = ()


UNSET = _Unset()


def _entry(row: Row, den: int) -> object:
    if row.not_stated:
        return NotDetermined(row.not_stated)
    return int(row.value * den) if isinstance(row.value, Fraction) else row.value


__all__ = ["PAIR", "RUNTIME", "UNSET", "VARIES", "Source"]
