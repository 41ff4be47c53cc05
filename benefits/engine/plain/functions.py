"""The functions and operators of the rule language over exact values, `Unknown` carried by Kleene's rules."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import chain
from typing import Any

from benefits.engine.calendar import DIVISION_BY_ZERO, EMPTY_LIST, add_days, add_months, completed_years, month_day
from benefits.engine.outcome import NotDetermined, Unknown


def first(values: list[object]) -> object:
    """The first item; an empty list has none."""
    if not values:
        raise NotDetermined(EMPTY_LIST)
    if isinstance(values[0], NotDetermined):
        raise values[0]
    return values[0]


def item_scope(item: object) -> dict[str, object]:
    """The names inside a filter: `item`, and its fields when it is a record (a field of that name comes first)."""
    return {"item": item, **item} if isinstance(item, dict) else {"item": item}


def whole(values: list[object]) -> object:
    """The list, or unknown when one of its values is; a value not determined makes the list so."""
    for value in values:
        if isinstance(value, NotDetermined):
            raise value
    return Unknown.of(*values) if any(isinstance(value, Unknown) for value in values) else values


def kleene_and(values: Iterable[object]) -> object:
    kept = list(values)
    if any(value is False for value in kept):
        return False
    return Unknown.of(*kept) if any(isinstance(value, Unknown) for value in kept) else True


def kleene_or(values: Iterable[object]) -> object:
    kept = list(values)
    if any(value is True for value in kept):
        return True
    return Unknown.of(*kept) if any(isinstance(value, Unknown) for value in kept) else False


_OPERATORS: dict[str, Callable[[Any, Any], object]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def operate(sign: str, left: object, right: object) -> object:
    """One arithmetic or comparison operator. A product with a known 0 is 0, whatever else is unknown."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        if (sign == "*" and (left == 0 or right == 0)) or (sign == "/" and left == 0):
            return Fraction(0)
        return Unknown.of(left, right)
    if sign == "/":
        if right == 0:
            raise NotDetermined(DIVISION_BY_ZERO)
        return left / right  # type: ignore[operator]
    return _OPERATORS[sign](left, right)


def call(name: str, arguments: Sequence[object]) -> object:
    """A function of the rule language by its FEEL name."""
    if name in ("all", "any"):
        values = flat(arguments)
        return values if isinstance(values, Unknown) else (kleene_and if name == "all" else kleene_or)(values)
    if name == "count":
        values = flat(arguments)
        return values if isinstance(values, Unknown) else Fraction(len(values))
    if any(isinstance(argument, Unknown) for argument in arguments):
        return Unknown.of(*arguments)
    return _FUNCTIONS[name](*arguments)


def flat(arguments: Sequence[object]) -> list[object] | Unknown:
    """The values of `f(list)` or `f(a, b, c)`; a value not determined goes on its way."""
    values: list[object] | object = arguments[0] if len(arguments) == 1 else list(arguments)
    if isinstance(values, Unknown):
        return values
    listed = values if isinstance(values, list) else [values]
    for value in listed:
        if isinstance(value, NotDetermined):
            raise value
    return listed


def _over(fold: Callable[[list[Any]], object]) -> Callable[..., object]:
    def folded(*arguments: object) -> object:
        values = flat(arguments)
        if not isinstance(values, Unknown):
            unknown = [value for value in values if isinstance(value, Unknown)]
            return Unknown.of(*unknown) if unknown else fold(values)
        return values

    return folded


def _extreme(pick: Callable[[list[Any]], object]) -> Callable[[list[Any]], object]:
    def picked(values: list[object]) -> object:
        if not values:
            raise NotDetermined(EMPTY_LIST)
        return pick(values)

    return picked


_FUNCTIONS: dict[str, Callable[..., object]] = {
    "min": _over(_extreme(min)),
    "max": _over(_extreme(max)),
    "sum": _over(lambda values: sum(values, Fraction(0))),
    "abs": lambda value: abs(value),
    "not": lambda value: not value,
    "list contains": lambda values, value: value in values,
    "concatenate": lambda *lists: list(chain.from_iterable(lists)),
    "completed years": lambda start, end: Fraction(completed_years(start, end)),
    "add years": lambda day, years: add_months(day, 12 * int(years)),
    "add months": lambda day, months: add_months(day, int(months)),
    "add days": lambda day, days: add_days(day, int(days)),
    "month day": month_day,
}

NAMES = (*_FUNCTIONS, "all", "any", "count")
