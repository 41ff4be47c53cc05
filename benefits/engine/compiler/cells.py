"""Tables, lists and records of a compiled answer, turned into JSON values and into Python values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from benefits.engine import numbers
from benefits.engine.compiler.runtime import decimal
from benefits.engine.compiler.values import PAIR, Held
from benefits.engine.decision import canonical
from benefits.engine.outcome import NotDetermined
from benefits.engine.steps import ROWS_SHOWN, Step, label
from benefits.model.program import Type


@dataclass(frozen=True, slots=True)
class Dress:
    """How one column's (or item's, or field's) held values look outside. `den` is a number or `PAIR`."""

    name: str
    kind: str
    den: int | str
    places: int
    whole: bool

    def ratio(self, value: Any) -> tuple[int, int]:
        return (value[0], value[1]) if self.den == PAIR else (value, int(self.den))

    def json(self, value: object) -> object:
        if self.kind == "number" and value is not None and not isinstance(value, NotDetermined):
            top, bottom = self.ratio(value)
            return top // bottom if self.whole else numbers.ratio_text(top, bottom, self.places)
        if isinstance(value, NotDetermined):
            return None
        return value.isoformat() if isinstance(value, date) else value

    def native(self, value: object) -> object:
        if self.kind == "number" and value is not None and not isinstance(value, NotDetermined):
            top, bottom = self.ratio(value)
            return top // bottom if self.whole else decimal(top, bottom, self.places)
        return None if isinstance(value, NotDetermined) else value


Dresses = tuple[Dress, ...]


def dress(item: Held | None, places: int, name: str = "", whole: bool = False) -> Dresses:
    """For a list's items: one dress, or one per field of a record."""
    if item is None:
        return (Dress(name, "null", 1, places, whole),)
    if item.kind == "record":
        return tuple(Dress(field, held.kind, held.den, places, False) for field, held in item.fields)
    return (Dress(name, item.kind, item.den, places, whole),)


def record(held: Held, places: int) -> Dresses:
    return tuple(Dress(name, one.kind, one.den, places, False) for name, one in held.fields)


def table(held: Held, type_: Type, places: dict[str, int], wholes: bool) -> Dresses:
    """`wholes`: whole numbers as whole numbers (outputs), else as text (steps)."""
    types = dict(type_.of.fields) if type_.of else {}
    found = []
    for name, column in held.fields:
        item = column.item or Held("null")
        found.append(Dress(name, item.kind, item.den, places.get(name, 0), wholes and types[name].whole))
    return tuple(found)


def rows(columns: Sequence[Sequence[object]], dresses: Dresses, native: bool) -> list[dict[str, object]]:
    """A table's rows as dicts."""
    done = [
        [(one.native if native else one.json)(value) for value in column]
        for one, column in zip(dresses, columns, strict=True)
    ]
    names = [one.name for one in dresses]
    return [dict(zip(names, row, strict=True)) for row in zip(*done, strict=True)]


def items(values: Sequence[Any], dresses: Dresses, native: bool) -> list[object]:
    """A list's items; records as dicts."""
    if len(dresses) == 1 and not dresses[0].name:
        return [(dresses[0].native if native else dresses[0].json)(value) for value in values]
    return [
        {one.name: (one.native if native else one.json)(cell) for one, cell in zip(dresses, value, strict=True)}
        for value in values
    ]


def list_wire(values: Sequence[object], dresses: Dresses) -> bytes:
    return canonical(items(values, dresses, False))


def record_wire(values: Sequence[object], dresses: Dresses) -> bytes:
    return canonical({one.name: one.json(value) for one, value in zip(dresses, values, strict=True)})


def record_native(values: Sequence[object], dresses: Dresses) -> dict[str, object]:
    return {one.name: one.native(value) for one, value in zip(dresses, values, strict=True)}


def rows_step(columns: Any, dresses: Dresses, step: Step, failed: Step) -> bytes:
    """The step of a table: its rows when they are few."""
    if isinstance(columns, NotDetermined):
        return canonical(failed | {"result": None, "undetermined": label(columns.reason)})
    count = len(columns[0])
    shown = {"result": rows(columns, dresses, False)} if count <= ROWS_SHOWN else {}
    return canonical(step | {"rows": count} | shown)
