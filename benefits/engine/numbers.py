"""Exact numbers in and out of text. The one door through which every number enters and leaves: no float passes it.

In: text by the literal grammar of the rule language, `int` or a finite `Decimal`. Out: canonical text, `Decimal` or
`int`. Inside: exact fractions, or a whole number over a known denominator.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from functools import cache
from math import gcd

WHOLE_DIGITS = 18
DECIMAL_DIGITS = 10
LITERAL = re.compile(rf"-?(0|[1-9][0-9]{{0,{WHOLE_DIGITS - 1}}})(\.[0-9]{{1,{DECIMAL_DIGITS}}})?")

# A context of our own: what the caller did to the global one changes nothing, and losing a digit is an error.
_EXACT = Context(prec=400, Emin=-999_999, Emax=999_999, traps=[Inexact, InvalidOperation])
_LIMIT = 10**WHOLE_DIGITS


class NotANumber(ValueError):
    """The value is not a number of the literal grammar. `code` is the problem's code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def exact(value: object) -> Fraction:
    """The exact number that a text, `int` or `Decimal` stands for; `NotANumber` with a code for anything else."""
    if isinstance(value, str):
        if len(value) > 64 or not LITERAL.fullmatch(value):
            raise NotANumber("bad_number")
        return Fraction(value)
    if isinstance(value, int) and not isinstance(value, bool):
        number = Fraction(value)
    elif isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > 60 or len(value.as_tuple().digits) > 60:
            raise NotANumber("bad_number")
        number = Fraction(*value.as_integer_ratio())
    else:
        raise NotANumber("float_input" if isinstance(value, float) else "wrong_type")
    if not -_LIMIT < number < _LIMIT:
        raise NotANumber("bad_number")
    return number


def decimals(number: Fraction) -> int:
    """How many decimals the number needs, or -1 when it is not a finite decimal."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else -1


def text(number: Fraction, places: int = 0) -> str:
    """Canonical text: at least `places` decimals, no more than needed; `n/d` when it is not a finite decimal."""
    needed = decimals(number)
    if needed < 0:
        return f"{number.numerator}/{number.denominator}"
    places = max(places, needed)
    return scaled_text(number.numerator * 10**places // number.denominator, places)


def scaled_text(whole: int, places: int) -> str:
    """`whole` / 10**places with exactly that many decimals."""
    if places == 0:
        return str(whole)
    digits = str(abs(whole)).rjust(places + 1, "0")
    return f"{'-' if whole < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def ratio_text(numerator: int, denominator: int, places: int = 0) -> str:
    """`text` of a fraction given as two whole numbers, the second positive."""
    common = gcd(numerator, denominator)
    return text(Fraction(numerator // common, denominator // common), places)


def decimal(whole: int, places: int) -> Decimal:
    """The `Decimal` of `whole` / 10**places, with that exponent, whatever the global context."""
    return multiply(whole, units(places))


multiply = _EXACT.multiply


@cache
def units(places: int) -> Decimal:
    """10**-places."""
    return Decimal((0, (1,), -places))


def round_to(number: Fraction, to: Fraction, mode: str) -> Fraction:
    """The multiple of `to` that the mode picks. Half up is away from zero, as FEEL's `round half up`."""
    return round_ratio(number.numerator * to.denominator, number.denominator * to.numerator, mode) * to


def round_ratio(numerator: int, denominator: int, mode: str) -> int:
    """The whole number that the mode picks for `numerator` / `denominator` (positive)."""
    if mode == "floor":
        return numerator // denominator
    if mode == "ceiling":
        return -(-numerator // denominator)
    sign, size = (-1, -numerator) if numerator < 0 else (1, numerator)
    whole, rest = divmod(size, denominator)
    if mode == "half up":
        whole += 2 * rest >= denominator
    elif mode == "half even":
        whole += 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1)
    elif mode == "up":
        whole += rest > 0
    return sign * whole


def largest_remainder(total: int, weights: list[int]) -> list[int]:
    """`total` units in proportion to whole weights: each share floored, then one unit each by largest cut-off fraction.

    Ties go in the order given. The weights' sum is positive; the parts add up to the total.
    """
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    cut = [total * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: -cut[place])
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts
