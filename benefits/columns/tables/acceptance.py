"""Reading the rows of a large table as the engine would: every different value once, free texts by their characters.

Values that decide something are few (parks, days); each is read by the engine itself. Of a free text (a card number)
there may be as many as rows: one made of ordinary characters is surely right, and only the others are read one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from benefits.columns.tables.shape import TableShape
from benefits.engine.case import ABSENT, MAX_PROBLEMS, MAX_TEXT
from benefits.engine.numbers import DECIMAL_DIGITS
from benefits.model.program import Input

if TYPE_CHECKING:
    import ibis

_ODD = "[^!-~À-ɏА-я一-鿕！-～]"
"""A character outside blocks in which every one is printable, or a blank."""

_BATCH = 100_000
_WIDE = Context(prec=40)

Reader = Callable[[Input, object, int], object]
"""The accepted value of a cell of a field, or `ABSENT`; the number is the place of the first row that has it."""

Broken = Callable[[dict[str, object]], bool]
"""Whether a row with these values of its carried fields violates a check."""


@dataclass(slots=True)
class Accepted:
    """What was found: how many rows, and for each field the accepted value of each raw one that was read.

    `odd`: the carried values of kinds of rows that are refused, those that stand first, at most `MAX_PROBLEMS`.
    `bad`: refused free texts by field, at most as many. `often`: the texts of a free field that stand in as many rows
    as were asked for, or more; None when that was not asked.
    """

    number: int = 0
    values: dict[str, dict[object, object]] = field(default_factory=dict)
    odd: list[tuple[object, ...]] = field(default_factory=list)
    bad: dict[str, list[object]] = field(default_factory=dict)
    often: list[object] | None = None

    @property
    def right(self) -> bool:
        """Whether no row is refused."""
        return not self.odd and not any(self.bad.values())


def accept(
    shape: TableShape,
    rows: ibis.Table,
    position: str,
    read: Reader,
    broken: Broken,
    often: tuple[str, int] | None = None,
) -> Accepted:
    """Read all rows. `rows` has a column for each field of the table under its name, and `position`.

    `often`: a free field, and in how many rows a text of it must stand to be listed.
    """
    found = Accepted(values={name: {} for name in shape.carried})
    fields = {one.name: one for one in shape.table.fields}
    kinds = rows.group_by(list(shape.carried)).aggregate(**{_NUMBER: rows.count(), _FIRST: rows[position].min()})
    for row in kinds.order_by(_FIRST).to_pyarrow().to_pylist():
        raw = tuple(row[name] for name in shape.carried)
        found.number += row[_NUMBER]
        for name, value in zip(shape.carried, raw, strict=True):
            if value not in found.values[name]:
                found.values[name][value] = read(fields[name], value, row[_FIRST])
        values = {name: found.values[name][value] for name, value in zip(shape.carried, raw, strict=True)}
        if (ABSENT in values.values() or broken(values)) and len(found.odd) < MAX_PROBLEMS:
            found.odd.append(raw)
    for name in shape.free:
        least = often[1] if often and often[0] == name else None
        _read_free(found, rows, position, fields[name], read, least)
    return found


def _read_free(found: Accepted, rows: ibis.Table, position: str, spec: Input, read: Reader, least: int | None) -> None:
    """Have the engine read the texts of a free field that are not surely right; list those of at least `least` rows."""
    groups = rows.group_by(spec.name).aggregate(**{_NUMBER: rows.count(), _FIRST: rows[position].min()})
    groups = groups.mutate(**{_SURE: _sure(groups[spec.name])})
    wanted = ~groups[_SURE] if least is None else ~groups[_SURE] | (groups[_NUMBER] >= least)
    changed = found.values.setdefault(spec.name, {})
    bad = found.bad.setdefault(spec.name, [])
    often: list[object] = []
    for batch in groups.filter(wanted).order_by(_FIRST).to_pyarrow().to_batches(_BATCH):
        for row in batch.to_pylist():
            value = row[spec.name]
            if least is not None and row[_NUMBER] >= least:
                often.append(value)
            accepted = value if row[_SURE] else read(spec, value, row[_FIRST])
            if accepted is ABSENT:
                bad.append(value)
                if len(bad) == MAX_PROBLEMS:
                    return
            elif accepted != value:
                changed[value] = accepted
    if least is not None and not changed:
        found.often = often


_NUMBER, _FIRST, _SURE = "number of rows", "first row", "surely right"


def _sure(column: ibis.Value) -> ibis.BooleanValue:
    """Whether a free text is surely accepted as it stands."""
    text = column.cast("string")
    plain: ibis.BooleanValue = (text.length() > 0) & (text.length() <= MAX_TEXT) & ~text.re_search(_ODD)
    return plain.fill_null(False)


def refused_rows(
    shape: TableShape, rows: ibis.Table, position: str, found: Accepted
) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows that are refused, each with its place, in their order: the first of them, `MAX_PROBLEMS` at most."""
    import ibis

    wanted = []
    if found.odd:
        raw = [dict(zip(shape.carried, kind, strict=True)) for kind in found.odd]
        odd = _memory(raw, {name: rows[name].type() for name in shape.carried})
        wanted.append(rows.semi_join(odd, [rows[name].identical_to(odd[name]) for name in shape.carried]))
    for name, values in found.bad.items():
        texts = [value for value in values if value is not None]
        tests = [rows[name].isin(texts)] if texts else []
        tests += [rows[name].isnull()] if None in values else []
        if tests:
            wanted.append(rows.filter(reduce(or_, tests)))
    if wanted:
        names = [position, *(one.name for one in shape.table.fields)]
        union = ibis.union(*(part.select(*names) for part in wanted), distinct=True) if len(wanted) > 1 else wanted[0]
        for row in union.order_by(position).limit(MAX_PROBLEMS).to_pyarrow().to_pylist():
            yield row[position], {name: row[name] for name in names[1:]}


def canonical(shape: TableShape, rows: ibis.Table, position: str, found: Accepted) -> ibis.Table:
    """The accepted rows with the accepted values: choices as ids, dates as dates, numbers as they count."""
    kept = {one.name: one.name for one in shape.table.fields}
    free = set(shape.free)
    for number, (name, values) in enumerate(found.values.items()):
        if all(_same(raw, value) for raw, value in values.items()):
            continue
        raw_name, told = f"raw_{number}", f"accepted_{number}"
        pairs = [{raw_name: raw, told: _stored(value)} for raw, value in values.items() if raw is not None]
        known = _memory(pairs, {raw_name: rows[name].type(), told: _type(list(values.values()))})
        rows = rows.left_join(known, rows[name] == known[raw_name])
        if name in free:
            rows = rows.mutate(**{told: rows[told].coalesce(rows[name].cast("string"))})
        kept[name] = told
    texts = {name: rows[own].cast("string") if name in free else rows[own] for name, own in kept.items()}
    return rows.select(**texts, **{position: rows[position]})


def engine_value(value: object) -> object:
    """A canonical value of a column as the engine holds it."""
    return Fraction(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _same(raw: object, value: object) -> bool:
    """Whether a column may keep its raw value for the accepted one."""
    if isinstance(raw, bool) or isinstance(value, bool) or isinstance(raw, float):
        return raw is value
    return raw == value


def _stored(value: object) -> object:
    if not isinstance(value, Fraction):
        return value
    return Decimal(value.numerator * 10**DECIMAL_DIGITS // value.denominator).scaleb(-DECIMAL_DIGITS, _WIDE)


def _type(values: list[object]) -> str:
    """The type of a column of accepted values."""
    kinds = {type(value) for value in values if value is not None}
    for kind, name in ((Fraction, f"decimal(38, {DECIMAL_DIGITS})"), (date, "date"), (bool, "boolean")):
        if kind in kinds:
            return name
    return "string"


def _memory(rows: list[dict[str, object]], types: Mapping[str, object]) -> ibis.Table:
    """A small table of ours as the backend sees it."""
    import ibis
    import pyarrow

    schema = ibis.schema(dict(types))
    return ibis.memtable(pyarrow.Table.from_pylist(rows, schema=schema.to_pyarrow()), schema=schema)
