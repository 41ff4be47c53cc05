"""The table growing column by column: every decision has columns of its own, so that no expression repeats another."""

from __future__ import annotations

from dataclasses import replace

import ibis.expr.operations as ops
import ibis.expr.types as ir

from benefits.columns.compile import whole
from benefits.columns.compile.columns import NotColumnar
from benefits.columns.compile.held import Held, Why
from benefits.columns.compile.whole import Whole
from benefits.model.program import Label

MOST_NODES = 7_000
"""Beyond this a query has more than some 200 kB of text, and is slower to plan than the engine to answer."""

_LONG = Label("算式展开后过长", "the expressions grow too long")


def _length(node: ops.Node, known: dict[ops.Node, int]) -> int:
    """How many nodes an expression has when it is written out, what is shared counted every time."""
    if isinstance(node, ops.Field):
        return 1
    if node not in known:
        known[node] = 1 + sum(_length(child, known) for child in node.__children__)
    return known[node]


class Stages:
    """`keep` names a value's columns, `grow` puts what was kept into the table, `found` reads it from there."""

    def __init__(self, table: ir.Table) -> None:
        self.table = table
        self._prefix = "_"
        while any(name.startswith(self._prefix) for name in table.columns):
            self._prefix += "_"
        self._waiting: dict[str, ir.Value] = {}
        self._length = 0
        self._lengths: dict[ops.Node, int] = {}
        self._kept: dict[str, Held] = {}

    def column(self, name: str, value: ir.Value) -> str:
        """Have one more column at the next growth; gives its whole name."""
        name = self._prefix + name
        self._length += _length(value.op(), self._lengths)
        if self._length > MOST_NODES:
            raise NotColumnar(_LONG)
        self._waiting[name] = value
        return name

    def keep(self, name: str, held: Held) -> None:
        """Have a value ready under a name from the next growth on."""
        self._kept[name] = self._columns(name, held)

    def _columns(self, name: str, held: Held) -> Held:
        if held.fields:
            fields = tuple((part, self._columns(f"{name}.{part}", one)) for part, one in held.fields)
            return replace(held, fields=fields, why=self._why(name, held.why))
        if held.kind == "number":
            num = self._whole(name, held.top())
            held = replace(held, num=num, den=self._den(name, held.den))
        elif held.expr is not None:
            self.column(name, held.expr)
        if held.gone is not None and not isinstance(held.gone, bool):
            self.column(f"{name}?", held.gone)
        return replace(held, why=self._why(name, held.why))

    def _whole(self, name: str, number: Whole) -> Whole:
        if number.const is None and number.expr is not None:
            self.column(name, number.expr)
        return number

    def _den(self, name: str, den: Whole) -> Whole:
        return den if den.const is not None or den.base is not None else self._whole(f"{name}/", den)

    def _why(self, name: str, why: Why | None) -> Why | None:
        if why is not None and why.expr is not None:
            self.column(f"{name}!", why.expr)
        return why

    def grow(self) -> None:
        """Put the columns that wait into the table."""
        if self._waiting:
            self.table = self.table.mutate(**self._waiting)
            self._waiting = {}

    def found(self, name: str) -> Held:
        """A kept value as columns of the table as it is now."""
        return self._found(name, self._kept[name])

    def _found(self, name: str, held: Held) -> Held:
        if held.why is not None and held.why.expr is not None:
            held = replace(held, why=replace(held.why, expr=self.read(f"{name}!")))
        if held.fields:
            return replace(held, fields=tuple((part, self._found(f"{name}.{part}", one)) for part, one in held.fields))
        if held.gone is not None and not isinstance(held.gone, bool):
            held = replace(held, gone=self.read(f"{name}?"))
        if held.kind == "number":
            return replace(held, num=self._read_whole(name, held.top()), den=self._read_den(name, held.den))
        return held if held.expr is None else replace(held, expr=self.read(name))

    def _read_whole(self, name: str, number: Whole) -> Whole:
        if number.const is not None or number.expr is None:
            return number
        return whole.column(self.read(name), number.low, number.high, self._prefix + name, number.wide, number.needs)

    def _read_den(self, name: str, den: Whole) -> Whole:
        if den.const is not None:
            return den
        if den.base is None:
            return self._read_whole(f"{name}/", den)
        base = den.base
        fresh = whole.column(self.table[base.key], base.low, base.high, base.key, base.wide, base.needs)
        return whole.times(whole.fixed(den.factor), fresh)

    def read(self, name: str) -> ir.Value:
        """A column of this name."""
        return self.table[self._prefix + name]

    def __contains__(self, name: str) -> bool:
        return name in self._kept
