"""The functions of the profile: what they take and what they give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING

from benefits.feel import syntax
from benefits.feel.names import BUILTIN_NAMES
from benefits.feel.syntax import Node
from benefits.model.check import finite
from benefits.model.check.arithmetic import numeric, same_unit, summed
from benefits.model.check.comparisons import unary_test
from benefits.model.check.lists import listed
from benefits.model.check.report import nearest
from benefits.model.check.scope import Scope
from benefits.model.check.shapes import ANY, BOOLEAN, DATE, MONTH_DAY, Shape, number
from benefits.model.check.units import parse_unit

if TYPE_CHECKING:
    from benefits.model.check.expressions import Inference

YEARS = number(parse_unit("year"), finite.Figures(0))
MONTHS = number(parse_unit("month"), finite.Figures(0))
DAYS = number(parse_unit("day"), finite.Figures(0))

Rule = Callable[["Inference", syntax.Call, Scope, "Shape | None"], Shape]


def shape_of(inference: Inference, node: syntax.Call, scope: Scope, expected: Shape | None) -> Shape:
    """The shape of a call. Unknown functions, those outside the profile and wrong numbers of arguments are refused."""
    if not isinstance(node.function, syntax.Name) or node.names:
        return inference.refuse(node)
    name = node.function.name
    if name not in FUNCTIONS:
        if name in BUILTIN_NAMES:
            return inference.refuse(node, name)
        inference.report.add(
            "unknown_name", inference.place, node, value=name, nearest=nearest(name, FUNCTIONS),
            detail={"what": ("函数", "function")},
        )  # fmt: skip
        return ANY
    least, most, rule = FUNCTIONS[name]
    if not least <= len(node.arguments) <= most:
        expected_count = str(least) if least == most else f"{least}…"
        inference.report.add("wrong_arguments", inference.place, node, value=name, expected=expected_count)
        return ANY
    return rule(inference, node, scope, expected)


def _dates(*kinds: Shape, gives: Shape) -> Rule:
    """A function of fixed argument types."""

    def rule(inference: Inference, node: syntax.Call, scope: Scope, expected: Shape | None) -> Shape:
        for argument, kind in zip(node.arguments, kinds, strict=True):
            found = inference.fit(argument, scope, kind)
            if kind.kind == "number" and found.kind == "number" and found.figures.places != 0:
                inference.report.add("not_whole", inference.place, argument)
        return gives

    return rule


def _shapes(inference: Inference, node: syntax.Call, scope: Scope) -> tuple[list[tuple[Node, Shape]], bool]:
    """The values of `f(list)` or `f(a, b)`, each with its node, and whether they are the items of a list."""
    found = [(argument, inference.shape(argument, scope)) for argument in node.arguments]
    if len(found) == 1 and found[0][1].kind == "list":
        return [(found[0][0], found[0][1].item)], True
    return found, False


def _all_numbers(inference: Inference, found: list[tuple[Node, Shape]]) -> bool:
    """Whether all are numbers; a problem at each that is not."""
    for node, shape in found:
        if shape.kind != "number":
            inference.wrong(node, shape, number(None))
    return all(shape.kind == "number" for _, shape in found)


def _extreme(inference: Inference, node: syntax.Call, scope: Scope, expected: Shape | None) -> Shape:
    """`min` and `max`: of numbers of one unit, or of dates."""
    found, _ = _shapes(inference, node, scope)
    if found[0][1].kind == "date":
        for argument, shape in found:
            inference.accept(argument, shape, DATE)
        return DATE
    if not _all_numbers(inference, found):
        return ANY
    wanted = number(next((shape.unit for _, shape in found if shape.unit is not None), None))
    if not all(same_unit(inference, argument, wanted, shape) for argument, shape in found):
        return ANY
    figures = finite.least([shape.figures for _, shape in found], largest=node.function == syntax.Name("max"))
    return replace(wanted, figures=figures, counted=any(shape.counted for _, shape in found))


def _sum(inference: Inference, node: syntax.Call, scope: Scope, expected: Shape | None) -> Shape:
    """`sum`: of a list, or of numbers of one unit."""
    found, is_list = _shapes(inference, node, scope)
    if not _all_numbers(inference, found):
        return ANY
    total = found[0][1]
    if is_list:
        return replace(total, figures=finite.summed(total.figures))
    for argument, shape in found[1:]:
        if total.kind == "number":
            total = summed(inference, argument, total, shape)
    return total


def _abs(inference: Inference, node: syntax.Call, scope: Scope, expected: Shape | None) -> Shape:
    found = numeric(inference, node.arguments[0], scope, expected)
    return found if found.kind == "any" else replace(found, figures=finite.absolute(found.figures))


def _count(inference: Inference, node: syntax.Call, scope: Scope, expected: Shape | None) -> Shape:
    """`count`: how many rows; null cells count too, so none needs a test."""
    listed(inference, node.arguments[0], scope)
    return replace(number(None, finite.COUNT), counted=True)


def _truths(inference: Inference, node: syntax.Call, scope: Scope, expected: Shape | None) -> Shape:
    """`all` and `any`: of a list of conditions, or of conditions."""
    for argument, shape in _shapes(inference, node, scope)[0]:
        inference.accept(argument, shape, BOOLEAN)
    return BOOLEAN


def _contains(inference: Inference, node: syntax.Call, scope: Scope, expected: Shape | None) -> Shape:
    values, value = node.arguments
    if isinstance(values, syntax.ListLiteral):  # the listed texts are choices of the value's enumeration
        unary_test(inference, values, inference.shape(value, scope), scope)
        return BOOLEAN
    inference.fit(value, scope, listed(inference, values, scope).item)
    return BOOLEAN


def _concatenate(inference: Inference, node: syntax.Call, scope: Scope, expected: Shape | None) -> Shape:
    """`concatenate`: lists of one type."""
    shapes = [listed(inference, argument, scope, expected) for argument in node.arguments]
    pairs = list(zip(node.arguments, shapes, strict=True))
    return reduce(lambda left, pair: inference.joined(pair[0], left, pair[1]), pairs[1:], shapes[0])


MANY = 64

FUNCTIONS: Mapping[str, tuple[int, int, Rule]] = MappingProxyType(
    {
        "min": (1, MANY, _extreme),
        "max": (1, MANY, _extreme),
        "sum": (1, MANY, _sum),
        "count": (1, 1, _count),
        "abs": (1, 1, _abs),
        "all": (1, MANY, _truths),
        "any": (1, MANY, _truths),
        "not": (1, 1, _dates(BOOLEAN, gives=BOOLEAN)),
        "list contains": (2, 2, _contains),
        "concatenate": (1, MANY, _concatenate),
        "completed years": (2, 2, _dates(DATE, DATE, gives=YEARS)),
        "add years": (2, 2, _dates(DATE, YEARS, gives=DATE)),
        "add months": (2, 2, _dates(DATE, MONTHS, gives=DATE)),
        "add days": (2, 2, _dates(DATE, DAYS, gives=DATE)),
        "month day": (1, 1, _dates(DATE, gives=MONTH_DAY)),
    }
)
"""Each function: the fewest and most arguments, and its rule."""
