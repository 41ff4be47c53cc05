"""Lists: literals, filters, `for`, `some` and `every`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benefits.feel import syntax
from benefits.feel.syntax import Node
from benefits.model.check.nulls import tested
from benefits.model.check.scope import Scope
from benefits.model.check.shapes import ANY, BOOLEAN, Shape, list_of

if TYPE_CHECKING:
    from benefits.model.check.expressions import Inference

LIST = Shape("list")


def shape_of(
    inference: Inference,
    node: syntax.Filter | syntax.For | syntax.Quantified | syntax.ListLiteral,
    scope: Scope,
    expected: Shape | None,
) -> Shape:
    """The shape of a list construct."""
    if isinstance(node, syntax.ListLiteral):
        return _literal(inference, node, scope, expected)
    if isinstance(node, syntax.Filter):
        return _filter(inference, node, scope)
    for iteration in node.iterations:
        if iteration.until is not None:
            inference.refuse(iteration, "..")
            return ANY
        domain = listed(inference, iteration.domain, scope)
        scope = scope.bind({iteration.name: domain.item})
    if isinstance(node, syntax.Quantified):
        inference.truth(node.condition, scope)
        return BOOLEAN
    item = expected.item if expected is not None and expected.kind == "list" else None
    return list_of(inference.shape(node.body, scope, item))


def listed(inference: Inference, node: Node, scope: Scope, expected: Shape | None = None) -> Shape:
    """The shape of a node that must be a list, else a list of `ANY`. Items of it may be null inside records only."""
    found = inference.raw(node, scope, expected)
    if found.kind == "list":
        return found
    inference.wrong(node, found, LIST)
    return list_of(ANY)


def _literal(inference: Inference, node: syntax.ListLiteral, scope: Scope, expected: Shape | None) -> Shape:
    item = expected.item if expected is not None and expected.kind == "list" else None
    shape = ANY
    for one in node.items:
        found = inference.shape(one, scope, item)
        shape = found if shape.kind == "any" else inference.joined(one, shape, found)
    return list_of(shape)


def _filter(inference: Inference, node: syntax.Filter, scope: Scope) -> Shape:
    """`list[condition]`: the same list type; fields that the condition tests for null are no longer optional."""
    found = listed(inference, node.base, scope)
    item = found.item
    inner = scope.bind({**dict(item.fields), "item": item})
    condition = inference.shape(node.condition, inner)
    if condition.kind == "number":
        return inference.refuse(node.condition, "[ ]")
    inference.accept(node.condition, condition, BOOLEAN)
    known = {name.removeprefix("item.") for name in tested(node.condition)[0]}
    fields = tuple((name, replace(field, optional=False) if name in known else field) for name, field in item.fields)
    optional = item.optional and "item" not in known
    return replace(found, of=replace(item, fields=fields, optional=optional))
