"""Tables made row by row (`each`), group by group (`group`), and the columns that look at more than their own row."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from benefits.model.check import finite
from benefits.model.check.lookup import resolve
from benefits.model.check.scope import Scope
from benefits.model.check.shapes import ANY, DATE, Shape, join, list_of, misfit, number, record
from benefits.model.program import Allocate, Decision, Each, Group, Lookup, Rank

if TYPE_CHECKING:
    from benefits.model.check.expressions import Inference

Figure = Callable[["Inference", Decision, Scope], Shape]
"""How one column is looked at: by the same rule as a decision."""


def each(inference: Inference, body: Each, scope: Scope, figure: Figure) -> Shape:
    """The table of an `each`: the kept fields, then the columns; a column sees those before it."""
    fields = _source(inference, body.source, scope)
    if fields is None:
        return ANY
    kept: dict[str, Shape] = {}
    for name in body.keep:
        if name in fields:
            kept[name] = fields[name]
        else:
            inference.report.unknown(inference.place.below("keep"), None, name, fields)
    columns = _columns(inference, body.columns, scope.bind(fields), figure)
    return list_of(record(kept | columns))


def group(inference: Inference, body: Group, scope: Scope, figure: Figure) -> Shape:
    """The table of a `group`: the value grouped by, then the columns, made of lists of the source's columns."""
    fields = _source(inference, body.source, scope)
    if fields is None:
        return ANY
    if body.by not in fields:
        inference.report.unknown(inference.place.below("by"), None, body.by, fields)
    lists = {name: list_of(shape) for name, shape in fields.items()}
    columns = _columns(inference, body.columns, scope.bind(lists), figure)
    return list_of(record({body.by: fields.get(body.by, ANY)} | columns))


def _source(inference: Inference, name: str, scope: Scope) -> dict[str, Shape] | None:
    """The fields of the rows of a list or table; None, with a problem, when it is none."""
    found = resolve(inference, None, name, scope)
    if found.kind == "list" and found.item.kind == "record":
        return dict(found.item.fields)
    if found.item.kind != "any" or found.kind != "list":
        inference.wrong(None, found, Shape("list"))
    return None


def _columns(inference: Inference, columns: tuple[Decision, ...], scope: Scope, figure: Figure) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    for column in columns:
        inner = inference.at(inference.place.below(f"columns.{column.name}", column.at))
        found[column.name] = figure(inner, column, scope)
        scope = scope.bind({column.name: found[column.name]})
    return found


def rank(inference: Inference, body: Rank, scope: Scope, wanted: Shape) -> Shape:
    """A rank: a whole number in the column's own unit; its order must be a number or date."""
    for name in (*body.within, body.order):
        if name not in scope.rows:
            inference.report.unknown(inference.place.below("rank"), None, name, scope.rows)
    order = scope.rows.get(body.order, ANY)
    if order.kind not in ("number", "date", "any"):
        inference.wrong(None, order, DATE)
    return inference.accept(None, number(None, finite.COUNT), wanted)


def lookup(inference: Inference, body: Lookup, scope: Scope, wanted: Shape) -> Shape:
    """A look-up: names of the table and of the row, days that are dates, a value that fits the column."""
    place = inference.place.below("lookup")
    otherwise = inference.formula(body.otherwise, scope, wanted)
    table = inference.names.inputs.get(body.table)
    if table is None or not table.fields:
        tables = [one.name for one in inference.names.inputs.values() if one.fields]
        inference.report.unknown(place, None, body.table, tables)
        return otherwise
    inference.names.used.add(body.table)
    fields = dict(inference.names.shapes[body.table].item.fields)
    for name in (*body.match, body.start, body.end, body.value):
        if name not in fields:
            inference.report.unknown(place, None, name, fields)
    for name in body.match:
        own = resolve(inference.at(place), None, name, scope)
        if name in fields and misfit(own, fields[name]) and misfit(fields[name], own):
            inference.wrong(None, own, fields[name])
    on = resolve(inference.at(place), None, body.on, scope)
    for day in (on, fields.get(body.start, ANY), fields.get(body.end, ANY)):
        if misfit(day, DATE):
            inference.wrong(None, day, DATE)
    found = inference.accept(None, fields.get(body.value, ANY), wanted)
    return join(found, otherwise) if found.kind == otherwise.kind else otherwise


def allocate(inference: Inference, body: Allocate, scope: Scope, wanted: Shape) -> Shape:
    """An allocation: a total in the column's unit, shared by a column of numbers, in multiples of `to`."""
    place = inference.place.below("allocate")
    total = inference.formula(body.total, scope, wanted)
    by = scope.rows.get(body.by)
    if by is None:
        inference.report.unknown(place, None, body.by, scope.rows)
    elif by.kind not in ("number", "any"):
        inference.wrong(None, by, number(None))
    return parts_of(inference.at(place), total, body.to, wanted)


def parts_of(inference: Inference, total: Shape, to: Fraction, wanted: Shape) -> Shape:
    """The shape of the parts that a total is divided into; the total itself must be a multiple of `to`."""
    if to <= 0:
        inference.report.add("bad_step", inference.place, value=finite.show_number(to))
        return ANY
    if total.kind != "number":
        return ANY
    places, most = total.figures.places, finite.decimal_places(to)
    if places is None or (most is not None and places > most):
        inference.report.add("total_too_fine", inference.place, expected=finite.show_number(to))
    low = Fraction(0) if total.figures.low is not None and total.figures.low >= 0 else None
    return number(total.unit if wanted.unit is None else wanted.unit, finite.Figures(most, low=low))
