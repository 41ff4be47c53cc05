"""`not`, `is`, `all` and `any`."""

from __future__ import annotations

from benefits.feel.builtins.registry import Library, gathered, single
from benefits.feel.comparison import negated, same, ternary
from benefits.feel.run import Run
from benefits.feel.values import NullResult

LIBRARY = Library()


@LIBRARY.define("not", "negand")
def _not(run: Run, value: object) -> object:
    return negated(ternary(single(value)))


@LIBRARY.define("is", "value1", "value2")
def _is(run: Run, left: object, right: object) -> object:
    return same(run, left, right)


def _decided(values: list[object], by: bool) -> bool:
    """`by` where one of the values is it, its opposite where all are that."""
    answers = [ternary(value) for value in values]
    if by in answers:
        return by
    if None in answers:
        raise NullResult("an item is not a boolean")
    return not by


@LIBRARY.define("all", "list*")
def _all(run: Run, *values: object) -> object:
    return _decided(gathered(values), False)


@LIBRARY.define("any", "list*")
def _any(run: Run, *values: object) -> object:
    return _decided(gathered(values), True)
