"""Functions of numbers. All are exact but `sqrt`, `log` and `exp` of what has no rational result (see `exact`)."""

from __future__ import annotations

from fractions import Fraction

from benefits.feel import exact
from benefits.feel.builtins.registry import Body, Library, number, single, truncated
from benefits.feel.run import Run
from benefits.feel.values import DaysTime, NullResult, YearsMonths

LIBRARY = Library()


def _rounding(mode: str) -> Body:
    def rounding(run: Run, value: object, *scale: object) -> object:
        return exact.rounded(number(value), truncated(scale[0]) if scale else 0, mode)

    return rounding


for _name in ("round up", "round down", "round half up", "round half down"):
    LIBRARY.define(_name, "n", "scale")(_rounding(_name.removeprefix("round ")))
for _name in ("floor", "ceiling"):
    LIBRARY.define(_name, "n", "scale?")(_rounding(_name))
LIBRARY.define("decimal", "n", "scale")(_rounding("half even"))


@LIBRARY.define("abs", "n")
def _abs(run: Run, value: object) -> object:
    value = single(value)
    if isinstance(value, YearsMonths):
        return YearsMonths(abs(value.months))
    return DaysTime(abs(value.seconds)) if isinstance(value, DaysTime) else abs(number(value))


@LIBRARY.define("modulo", "dividend", "divisor")
def _modulo(run: Run, dividend: object, divisor: object) -> object:
    """`dividend - divisor * floor(dividend / divisor)`: the sign is the divisor's."""
    if number(divisor) == 0:
        raise NullResult("division by zero")
    return exact.bounded(number(dividend) % number(divisor))


@LIBRARY.define("sqrt", "number")
def _sqrt(run: Run, value: object) -> object:
    return exact.square_root(number(value))


@LIBRARY.define("log", "number")
def _log(run: Run, value: object) -> object:
    return exact.logarithm(number(value))


@LIBRARY.define("exp", "number")
def _exp(run: Run, value: object) -> object:
    return exact.exponential(number(value))


def _parity(value: object) -> Fraction:
    rest = number(value) % 2
    if rest.denominator != 1:
        raise NullResult("only a whole number is odd or even")
    return rest


@LIBRARY.define("odd", "number")
def _odd(run: Run, value: object) -> object:
    return _parity(value) == 1


@LIBRARY.define("even", "number")
def _even(run: Run, value: object) -> object:
    return _parity(value) == 0
