"""Names and paths in a formula: what they stand for, and whether a parameter has a value on every day it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benefits.feel import syntax
from benefits.feel.syntax import Node
from benefits.model.check.finite import Figures
from benefits.model.check.nulls import key, refuted
from benefits.model.check.periods import uncovered
from benefits.model.check.report import nearest
from benefits.model.check.scope import Scope, show_period
from benefits.model.check.shapes import ANY, Shape, list_of, number
from benefits.model.check.trees import dotted
from benefits.model.check.units import PURE
from benefits.model.program import Parameter

if TYPE_CHECKING:
    from benefits.model.check.expressions import Inference

DATE_PARTS = ("year", "month", "day")


def shape_of(inference: Inference, node: syntax.Name | syntax.Path, scope: Scope) -> Shape:
    """The shape of a name or path; not optional where it has been tested for null."""
    if isinstance(node, syntax.Name):
        found = resolve(inference, node, node.name, scope)
    else:
        found = _path(inference, node, scope)
    return replace(found, optional=False) if found.optional and is_given(inference, key(node), scope) else found


def is_given(inference: Inference, name: str, scope: Scope) -> bool:
    """Whether an optional name is known not to be null: it was tested, or its own condition for being so is false."""
    if name in scope.tested:
        return True
    asked = None if name in scope.rows else inference.names.inputs.get(name)
    return asked is not None and asked.optional_when is not None and refuted(asked.optional_when.tree, scope.tested)


def resolve(inference: Inference, node: Node | None, name: str, scope: Scope) -> Shape:
    """The shape of a name where it stands: a row's name first, then the program's."""
    names = inference.names
    if name in scope.rows:
        return scope.rows[name]
    if name not in names.shapes:
        valid = [*scope.rows, *names.shapes]
        inference.report.unknown(inference.place, node, name, valid)
        if not inference.report.is_full:
            names.used.add(nearest(name, valid))  # most likely meant, so not called unused as well
        return ANY
    names.used.add(name)
    decision = names.decisions.get(name)
    if decision is not None and decision.for_reading and scope.reader and scope.reader != name:
        inference.report.add("reading_used", inference.place, node, value=name)
    if name in names.parameters:
        _parameter(inference, node, names.parameters[name], scope)
    return names.shapes[name]


def _parameter(inference: Inference, node: Node | None, parameter: Parameter, scope: Scope) -> None:
    """A parameter where it is used: its keys are in scope, and it has a value on all the days of the place."""
    for own in parameter.by:
        found = resolve(inference, node, own, scope)
        if found.optional and not is_given(inference, own, scope):
            inference.report.add("untested_null", inference.place, node, value=own)
        if found.kind not in ("choice", "boolean", "number", "any"):
            inference.report.add("bad_key", inference.place, node, value=own, expected=parameter.name)
    missing = uncovered(inference.reaches.get(parameter.name, ()), scope.window)
    if missing is not None:
        case = (f"({missing.case})", f" ({missing.case})") if missing.case else ("", "")
        days = show_period(missing.period)
        inference.report.add(
            "periods_uncovered", inference.place, node, value=parameter.name, expected=days, detail={"case": case}
        )


def _path(inference: Inference, node: syntax.Path, scope: Scope) -> Shape:
    """`base.name`: a used program's decision, a part of a date, a record's field, or a column of a list of records."""
    names = inference.names
    if isinstance(node.base, syntax.Name) and node.base.name not in scope.rows:
        linked = dotted(node)
        if linked in names.shapes or (node.base.name in names.aliases and node.base.name not in names.shapes):
            return resolve(inference, node, linked, scope)
    base = inference.shape(node.base, scope)
    if base.kind == "date":
        if node.name in DATE_PARTS:
            return number(PURE, Figures(0))
        inference.report.unknown(inference.place, node, node.name, DATE_PARTS)
        return ANY
    rows = base.item if base.kind == "list" else base
    if rows.kind == "any" or (rows.kind == "record" and not rows.fields):
        return ANY
    if rows.kind != "record":
        return inference.wrong(node, base, Shape("record"))
    found = rows.field(node.name)
    if found is None:
        inference.report.unknown(inference.place, node, node.name, dict(rows.fields))
        return ANY
    return list_of(found) if base.kind == "list" else found
