"""A whole program in columns: inputs, decisions stage by stage, outputs, and which rows are sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import reduce

import ibis
import ibis.expr.types as ir

from benefits.columns.compile import arithmetic, inputs, whole
from benefits.columns.compile.calendar import FIRST_YEAR, LAST_YEAR, month_day
from benefits.columns.compile.columns import Columns, NotColumnar, OutputColumn
from benefits.columns.compile.decisions import Decisions
from benefits.columns.compile.held import DETERMINED, Held, boolean, constant, is_const
from benefits.columns.compile.outputs import dressed
from benefits.columns.compile.reasons import Reasons
from benefits.columns.compile.stages import Stages
from benefits.engine import calendar
from benefits.engine.layout import every_formula
from benefits.feel import syntax as s
from benefits.model.program import Decision, Each, Group, Input, Label, Program

_LIST = Label("输入有列表或表格", "an input is a list or a table")
_YEAR = Label("日期的年份太早或太晚", "the date's year is too early or too late")
_DAY = "date"


class Compiler(Decisions):
    """Compiles one program for one table."""

    def __init__(
        self, program: Program, table: ir.Table, day: date | str, options: Mapping[str, str], largest: int
    ) -> None:
        self.program = program
        self.largest = largest
        self.options = {one.name: one.default for one in program.interpretations} | dict(options)
        self.reasons = Reasons()
        self.stages = Stages(table)
        self.inputs = {spec.name: spec for spec in program.inputs}
        self.parameters = {parameter.name: parameter for parameter in program.parameters}
        self.decisions = {decision.name: decision for decision in program.decisions}
        self.demands: list[ir.BooleanValue] = []
        self.absent: dict[str, Held] = {}
        self.question = day

    # what is read

    def start(self, columns: Mapping[str, str]) -> None:
        """Read the day and the inputs into columns of their own."""
        table, read = self.stages.table, {}
        if isinstance(self.question, date):
            if not FIRST_YEAR <= self.question.year <= LAST_YEAR:
                raise NotColumnar(_YEAR)
            self.day = constant(self.question)
        else:
            self.stages.keep(_DAY, Held("date", inputs.day(table[self.question])))
        for spec in self.program.inputs:
            if spec.name in columns:
                read[spec.name] = one = inputs.read(self.program, spec, table[columns[spec.name]], self.largest)
                self.stages.column(f"{spec.name}:given", one.given)
                self.stages.column(f"{spec.name}:read", one.value)
            else:
                self.absent_input(spec)
        self.stages.grow()
        for name, one in read.items():
            self.given_input(self.inputs[name], one)
        self.stages.grow()

    def given_input(self, spec: Input, found: inputs.Read) -> None:
        """Keep an input as the engine would have it, from what was read (`name:read`) and whether it was given."""
        given, value = self.stages.read(f"{spec.name}:given"), self.stages.read(f"{spec.name}:read")
        self.stages.column(f"{spec.name}:fine", ~given | value.notnull())
        low, high = found.low, found.high
        default = constant(spec.default) if spec.has_default else None  # type: ignore[arg-type]
        if default is not None and default.kind == "number":
            least = int(spec.default * 10**spec.decimals)
            value = ibis.cases((given, value), (~given, ibis.literal(least, "int64")))
            low, high = min(low, least), max(high, least)
        elif default is not None:
            value = ibis.cases((given, value), (~given, default.value()))
        free = (spec.optional or spec.optional_when is not None) and default is None
        if spec.type.kind == "number":
            num, den = whole.Whole(value, low, high), whole.fixed(10**spec.decimals)
            held = Held("number", num=num, den=den, gone=~given if free else None)
        else:
            kind = {"choice": "text"}.get(spec.type.kind, spec.type.kind)
            held = Held(kind, value, gone=~given if free else None)
        self.stages.keep(spec.name, held)

    def absent_input(self, spec: Input) -> None:
        """Keep what an input is that no row has."""
        if spec.has_default:
            self.absent[spec.name] = constant(None if isinstance(spec.default, tuple) else spec.default)
        elif spec.optional:
            self.absent[spec.name] = constant(None)
        elif spec.required:
            self.demands.append(ibis.literal(False))
            self.absent[spec.name] = Held("null")
        else:
            self.absent[spec.name] = Held("null", gone=True if spec.optional_when else None)

    def outer(self, name: str) -> Held:
        if name in self.inputs and self.inputs[name].fields:
            raise NotColumnar(_LIST)
        if name in self.decisions or name in self.inputs:
            held = self.absent[name] if name in self.absent else self.stages.found(name)
            return self.lacking(self.inputs[name], held) if name in self.inputs else held
        if name in self.parameters:
            return self.parameter(self.parameters[name])
        if name in self.options:
            return constant(self.options[name])
        if name in calendar.CONSTANTS:
            return constant(calendar.CONSTANTS[name])  # type: ignore[arg-type]
        return self.today()

    def lacking(self, spec: Input, held: Held) -> Held:
        """An input that need not be given where a condition holds: there it is null, elsewhere unknown."""
        if spec.optional_when is None or held.const is None or held.gone is None:
            return held
        free = self.node(spec.optional_when.tree)
        if isinstance(held.gone, bool):
            return constant(None) if is_const(free) and free.const else replace(held, gone=_only(free), why=free.why)
        gone = self.logic(False, boolean(held.gone), lambda: replace(boolean(_only(free)), why=free.why))
        return replace(held, gone=gone.value(), why=gone.why)

    def today(self) -> Held:
        return self.day if isinstance(self.question, date) else self.stages.found(_DAY)

    # the order

    def order(self) -> list[list[Decision]]:
        """The decisions that outputs, checks and properties ask for, each after those it asks for."""
        trees = [check.that.tree for check in self.program.checks]
        trees += [one.always.tree for one in self.program.properties if one.always]
        wanted = self.behind(trees) | {name for _, name in self.program.outputs}
        wanted |= self.behind(spec.optional_when.tree for spec in self.program.inputs if spec.optional_when)
        levels: dict[str, int] = {}
        waiting = [name for name in wanted if name in self.decisions]
        while waiting:
            name = waiting[-1]
            behind = self.needed(self.decisions[name])
            missing = [other for other in behind if other not in levels]
            if missing:
                waiting += missing
                continue
            levels[name] = 1 + max((levels[other] for other in behind), default=-1)
            waiting.pop()
        found: list[list[Decision]] = [[] for _ in range(1 + max(levels.values(), default=-1))]
        for decision in self.program.decisions:
            if decision.name in levels:
                found[levels[decision.name]].append(decision)
        return found

    def needed(self, decision: Decision) -> list[str]:
        if isinstance(decision.body, Each | Group):
            return []  # its formulas speak of its own columns; it will be refused
        names = self.behind(formula.tree for formula in every_formula(decision))
        return sorted(name for name in names if name in self.decisions)

    # which rows are sure

    def in_force(self) -> None:
        """The program's own period, and the one day of a year on which it may be asked."""
        if not isinstance(self.question, date):
            self.demands.append(self.today().value().notnull())
        if self.program.undated is None:
            self.demand(self.covers(self.program.period))
        rule = self.program.date_rule
        if rule is None:
            return
        self.demand(self.covers(rule.period))
        day, wanted = self.today(), int(rule.month_day[:2]) * 100 + int(rule.month_day[3:])
        if isinstance(day.const, date):
            self.demand(constant(day.const.month * 100 + day.const.day == wanted))
        else:
            self.demand(boolean(month_day(day.value()) == wanted))

    def demand(self, held: Held) -> None:
        """Only rows for which this is true, or not determined, are sure."""
        if is_const(held):
            if held.const is not True:
                self.demands.append(ibis.literal(False))
            return
        ways = [held.value()] if held.kind == "boolean" else []
        if held.why is not None:
            ways.append(held.why.value() > ibis.literal(DETERMINED, "int16"))
        self.demands.append(reduce(lambda a, b: a | b, ways) if ways else ibis.literal(False))

    def hold(self, tree: s.Node) -> None:
        """A check or property: every part must be true or not determined, if bounds do not say so already."""
        if isinstance(tree, s.Binary) and tree.operator == "and":
            self.hold(tree.left)
            self.hold(tree.right)
        elif not (isinstance(tree, s.Binary) and self.proven(tree)):
            self.demand(self.node(tree))

    def proven(self, tree: s.Binary) -> bool:
        if tree.operator in ("and", "or", "+", "-", "*", "/"):
            return False
        left, right = self.node(tree.left), self.node(tree.right)
        return arithmetic.certainly(tree.operator, left, right)

    def compile(self, columns: Mapping[str, str]) -> Columns:
        self.start(columns)
        if not isinstance(self.question, date):
            self.day = self.stages.found(_DAY)
        for level in self.order():
            for decision in level:
                self.stages.keep(decision.name, self.decision(decision))
            self.stages.grow()
            if not isinstance(self.question, date):
                self.day = self.stages.found(_DAY)
        self.in_force()
        for check in self.program.checks:
            self.hold(check.that.tree)
        for one in self.program.properties:
            if one.always is not None:
                self.hold(one.always.tree)
        return self.finished(columns)

    def finished(self, columns: Mapping[str, str]) -> Columns:
        """The outputs and `sure` as columns of the last table."""
        found: dict[str, OutputColumn] = {}
        for spec in self.program.inputs:
            if spec.name in columns:
                self.demands.append(self.stages.read(f"{spec.name}:fine"))
                if spec.required and not spec.has_default:
                    self.demands.append(self.stages.read(f"{spec.name}:given"))
        for output, name in self.program.outputs:
            held = self.stages.found(name)
            found[output] = one = dressed(self.decisions[name], held, self.reasons)
            self.demands.append(_answered(held))
            self.stages.column(f"{output}=", one.value)
            if one.reason is not None:
                self.stages.column(f"{output}=!", one.reason)
        sure = reduce(lambda a, b: a & b, self.demands, ibis.literal(True))
        self.stages.column("sure", ibis.coalesce(sure, ibis.literal(False)))
        self.stages.grow()
        read = self.stages.read
        ready = {
            output: replace(
                one, value=read(f"{output}="), reason=one.reason if one.reason is None else read(f"{output}=!")
            )
            for output, one in found.items()
        }
        return Columns(self.stages.table, read("sure"), ready)


def _only(held: Held) -> ir.BooleanValue:
    """True where a condition holds, else null."""
    if is_const(held):
        return ibis.literal(True) if held.const else ibis.null("boolean")
    return ibis.cases((held.value(), True)) if held.kind == "boolean" else ibis.null("boolean")


def _answered(held: Held) -> ir.BooleanValue:
    """Whether the row has a value, or a reason for having none."""
    if held.kind == "null":
        known = ibis.literal(False)
    elif held.kind == "number":
        known = ibis.literal(True) if held.num and held.num.const is not None else held.top().expr.notnull()  # type: ignore[union-attr]
    else:
        known = ibis.literal(True) if is_const(held) else held.value().notnull()
    if held.why is None:
        return known
    return known | (held.why.value() > ibis.literal(DETERMINED, "int16"))


def compile_program(
    program: Program, table: ir.Table, columns: Mapping[str, str], day: date | str, options: Mapping[str, str]
) -> Columns:
    """The program's answers for every row of `table`.

    `columns`: input → the column that holds it (text by the literal grammar, or typed: integers, decimals, boolean,
    date); inputs not in it are absent. `day`: the question's date, or the name of a column of dates. `options`: chosen
    interpretations. Raises `NotColumnar` with the reasons.
    """
    for largest in inputs.LARGEST[:-1]:
        try:
            return Compiler(program, table, day, options, largest).compile(columns)
        except whole.TooLarge:
            continue
    return Compiler(program, table, day, options, inputs.LARGEST[-1]).compile(columns)


def why_not(program: Program) -> tuple[Label, ...]:
    """Why the program cannot be columns, whatever the table; empty when it can."""
    names = [spec.name for spec in program.inputs if not spec.fields]
    table = ibis.table(dict.fromkeys([*names, ""], "string"), name="cases")
    try:
        compile_program(program, table, {name: name for name in names}, "", {})
    except NotColumnar as error:
        return error.reasons
    return ()
