"""Exact arithmetic, comparison and rounding of numbers in columns: whole numerators over denominators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm

import ibis
import ibis.expr.types as ir

from benefits.columns.compile import whole
from benefits.columns.compile.held import (
    MOST_FEW,
    Held,
    Why,
    boolean,
    constant,
    is_const,
    masked,
    nothing,
    number,
    scaled,
    strictly,
)
from benefits.columns.compile.whole import Whole, fixed
from benefits.engine import numbers
from benefits.engine.plain import functions

_ZERO = fixed(0)


def few(sign: str, left: Held, right: Held) -> frozenset[Fraction] | None:
    """The values of an operation whose operands have few."""
    if left.few is None or right.few is None or (sign == "/" and 0 in right.few):
        return None
    found = {functions.operate(sign, one, other) for one in left.few for other in right.few}
    return frozenset(found) if len(found) <= MOST_FEW else None  # type: ignore[arg-type]


def common(left: Held, right: Held) -> tuple[Whole, Whole, Whole]:
    """Both numerators over one denominator, and that."""
    a, b = left.den, right.den
    if a.const is not None and b.const is not None:
        den = lcm(a.const, b.const)
        return scaled(left, den), scaled(right, den), fixed(den)
    if a.same(b):
        return left.top(), right.top(), a
    return whole.times(left.top(), b), whole.times(right.top(), a), whole.times(a, b)


def arithmetic(sign: str, left: Held, right: Held, zero: int) -> Held:
    """`+ - * /`. `zero` is the number of the reason for a division by zero."""
    if is_const(left) and is_const(right) and not (sign == "/" and right.const == 0):
        return constant(functions.operate(sign, left.const, right.const))  # type: ignore[arg-type]
    why, known = strictly([left, right]), few(sign, left, right)
    if sign == "/":
        return quotient(left, right, why, known, zero)
    if sign == "*":
        return number(*product(left, right), why, known)
    a, b, den = common(left, right)
    return number(whole.plus(a, b) if sign == "+" else whole.minus(a, b), den, why, known)


def product(left: Held, right: Held) -> tuple[Whole, Whole]:
    """The product of two numbers; a column that is a factor above and below is left out."""
    for one, other in ((left, right), (right, left)):
        shared = other.top().key
        if shared and one.den.key == shared and shared in one.top().needs:
            num = whole.times(one.top(), fixed(other.top().factor))
            return num, whole.times(fixed(one.den.factor), other.den)
    return whole.times(left.top(), right.top()), whole.times(left.den, right.den)


def quotient(left: Held, right: Held, why: Why | None, known: frozenset[Fraction] | None, zero: int) -> Held:
    """The quotient, its denominator positive; where the divisor is 0 it is not determined."""
    over, by = right.den, right.top()
    if by.const == 0:
        found = nothing(zero)
        return replace(found, why=strictly([Held("null", why=why), found]))
    if by.low <= 0:
        if by.low <= 0 <= by.high:
            code = ibis.ifelse(whole.compared("=", by, _ZERO), ibis.literal(zero, "int16"), ibis.literal(0, "int16"))
            by_zero = Held("null", why=Why(code, frozenset([0, zero])))
            why = strictly([Held("null", why=why), by_zero])
        over, by = _positive(over, by)
    return settled(number(whole.times(left.top(), over), whole.times(left.den, by), why, known))


def settled(held: Held) -> Held:
    """A number of few known values over a known denominator."""
    if held.few is None or held.den.const is not None or not held.few:
        return held
    den = lcm(*(one.denominator for one in held.few))
    num = whole.quotient(whole.times(held.top(), fixed(den)), held.den)
    low, high = min(held.few) * den, max(held.few) * den
    return number(replace(num, low=int(low), high=int(high)), fixed(den), held.why, held.few)


def _positive(over: Whole, by: Whole) -> tuple[Whole, Whole]:
    """`over / by` with the sign above; both null where `by` is 0."""
    if by.const is not None:
        return whole.negated(over), whole.negated(by)
    above, below = whole.compared(">", by, _ZERO), whole.compared("<", by, _ZERO)
    if by.low < 0:
        over = whole.either([(above, over), (below, whole.negated(over))])
        by = whole.either([(above, by), (below, whole.negated(by))])
    else:
        by = whole.either([(above, by)])
    return over, replace(by, low=max(by.low, 1), high=max(by.high, 1))


def compare(sign: str, left: Held, right: Held) -> Held:
    """A comparison of two values of one kind, both of which must be known."""
    if is_const(left) and is_const(right):
        return constant(functions.operate(sign, left.const, right.const))  # type: ignore[arg-type]
    why = strictly([left, right])
    if "null" in (left.kind, right.kind):
        return masked(boolean(ibis.null("boolean")), why)
    if left.kind == "number":
        a, b, den = common(left, right)
        found = whole.compared(sign, a, b)
        if den.const is None and left.den.same(right.den) and not den.needs <= a.needs | b.needs:
            found = ibis.cases((den.value(den.wide).notnull(), found))  # the denominator, left out, may be unknown
        return boolean(found, why)
    first, second = left.value(), right.value()
    return boolean(whole.COMPARE[sign](first, second), why)


def certainly(sign: str, left: Held, right: Held) -> bool:
    """Whether the bounds of two numbers leave no other way."""
    if left.kind != "number" or right.kind != "number":
        return False
    (low, high), (least, most) = span(left), span(right)
    ways = {
        "<": high < least,
        "<=": high <= least,
        ">": low > most,
        ">=": low >= most,
        "!=": high < least or low > most,
    }
    return ways.get(sign, False)


def span(held: Held) -> tuple[Fraction, Fraction]:
    """The least and greatest that a number can be."""
    num, den = held.top(), held.den
    return (
        Fraction(num.low, den.low if num.low < 0 else den.high),
        Fraction(num.high, den.low if num.high > 0 else den.high),
    )


def extreme(name: str, several: Sequence[Held]) -> Held:
    """`min` or `max` of values, all of which must be known."""
    if all(is_const(one) for one in several):
        return constant(functions.call(name, [one.const for one in several]))  # type: ignore[arg-type]
    why = strictly(several)
    found = replace(several[0], why=None)
    for one in several[1:]:
        found = _better(name, found, replace(one, why=None))
    return masked(found, why) if why else found


def _better(name: str, left: Held, right: Held) -> Held:
    first, other = ("<=", ">") if name == "min" else (">=", "<")
    if left.kind != "number":
        a, b = left.value(), right.value()
        keep, change = (a <= b, a > b) if name == "min" else (a >= b, a < b)
        return Held(left.kind, ibis.cases((keep, a), (change, b)))
    x, y, den = common(left, right)
    keep, change = whole.compared(first, x, y), whole.compared(other, x, y)
    num = whole.either([(keep, x), (change, y)])
    pick = min if name == "min" else max
    num = replace(num, low=pick(x.low, y.low), high=pick(x.high, y.high))
    known = left.few | right.few if left.few is not None and right.few is not None else None
    return number(num, den, None, known)


def absolute(held: Held) -> Held:
    """The number without its sign."""
    if is_const(held):
        return constant(functions.call("abs", [held.const]))  # type: ignore[arg-type]
    known = frozenset(abs(one) for one in held.few) if held.few is not None else None
    return number(whole.size(held.top()), held.den, held.why, known)


# rounding


def rounded(held: Held, to: Fraction, mode: str) -> Held:
    """The multiple of `to` that the mode picks."""
    if is_const(held):
        return constant(numbers.round_to(held.const, to, mode))  # type: ignore[arg-type]
    top, bottom = lowest(held, to)
    known = frozenset(numbers.round_to(one, to, mode) for one in held.few) if held.few else None
    found = whole.narrowed(whole_of(top, bottom, mode))
    return number(whole.times(found, fixed(to.numerator)), fixed(to.denominator), held.why, known)


def lowest(held: Held, to: Fraction) -> tuple[Whole, Whole]:
    """The number in units of `to`, common factors of what is known left out."""
    factor = held.den.const or held.den.factor
    shared = gcd(to.denominator, factor)
    less = held.den.divided(shared)
    top = whole.times(held.top(), fixed(to.denominator // shared))
    return top, whole.times(less or held.den, fixed(to.numerator))


def whole_of(top: Whole, bottom: Whole, mode: str) -> Whole:
    """The whole number that the mode picks for `top / bottom` (positive)."""
    if bottom.const == 1:
        return top
    if mode == "half up":
        return whole.quotient(*_half(top, bottom))
    if mode == "half even":
        return _half_even(top, bottom)
    if mode == "down" or (mode == "floor" and top.low >= 0) or (mode == "ceiling" and top.high <= 0):
        return whole.quotient(top, bottom)
    rest = whole.minus(bottom, fixed(1))
    above = mode in ("up", "ceiling")
    below = mode in ("up", "floor")
    return whole.quotient(_shifted(top, rest if above else None, rest if below else None), bottom)


def _shifted(top: Whole, above: Whole | None, below: Whole | None) -> Whole:
    """`top` moved away from zero: by `above` where it is positive, by `below` where it is negative."""
    up = whole.plus(top, above) if above is not None else top
    if top.low >= 0:
        return up
    down = whole.minus(top, below) if below is not None else top
    if top.high <= 0:
        return down
    return whole.either([(whole.compared(">=", top, _ZERO), up), (whole.compared("<", top, _ZERO), down)])


def _half(top: Whole, bottom: Whole) -> tuple[Whole, Whole]:
    """`top` moved away from zero by half of `bottom`, both doubled where that is no whole number."""
    half = bottom.divided(2)
    if half is not None:
        return _shifted(top, half, half), bottom
    twice = whole.times(fixed(2), top)
    return _shifted(twice, bottom, bottom), whole.times(fixed(2), bottom)


def _half_even(top: Whole, bottom: Whole) -> Whole:
    cut, rest = whole.quotient(top, bottom), whole.remainder(top, bottom)
    twice = whole.times(fixed(2), whole.size(rest))
    odd = whole.compared("!=", whole.remainder(cut, fixed(2)), _ZERO)
    more = whole.compared(">", twice, bottom) | (whole.compared("=", twice, bottom) & odd)
    less = whole.compared("<", top, _ZERO)
    step = Whole(ibis.cases((more & less, _step(-1)), (more, _step(1)), else_=_step(0)), -1, 1)
    return whole.plus(cut, step)


def _step(value: int) -> ir.Value:
    return fixed(value).leaf(False)
