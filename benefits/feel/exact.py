"""Exact numbers: rounding, powers, roots, and numbers as text.

Only where the true result is irrational (roots, `exp`, `log`, powers with a fraction) is it computed to 34 significant
digits, half to even, in a decimal context of this module: the precision of the standard's decimals. This is the one
place where a result is not exact.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import isqrt

from benefits.feel.errors import MAX_EXPONENT, FeelLimitError
from benefits.feel.values import NullResult

MAX_BITS = 24_576  # of numerator and denominator: room for the largest decimal of the standard
MIN_SCALE, MAX_SCALE = -6111, 6176  # the exponents of the standard's decimals
DIGITS = 34

_ROUND = decimal.Context(prec=DIGITS, rounding=decimal.ROUND_HALF_EVEN, Emax=999_999, Emin=-999_999)
_WORK = decimal.Context(
    prec=DIGITS + 20,
    rounding=decimal.ROUND_HALF_EVEN,
    Emax=999_999,
    Emin=-999_999,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)


def bits(number: Fraction) -> int:
    """The size of a number."""
    return max(number.numerator.bit_length(), number.denominator.bit_length())


def bounded(number: Fraction) -> Fraction:
    """The number itself; `FeelLimitError` where it has grown beyond `MAX_BITS`."""
    if bits(number) > MAX_BITS:
        raise FeelLimitError("a number with more digits than can be calculated with")
    return number


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """`base ** exponent`: exact where the result is rational."""
    if base == 0 and exponent < 0:
        raise NullResult("division by zero")
    if exponent.denominator == 1:
        return _whole_power(base, exponent.numerator)
    if base < 0:
        raise NullResult("a power of a negative number with a fraction")
    root = _exact_root(base, exponent.denominator)
    if root is not None:
        return power(root, Fraction(exponent.numerator))
    return _decimal_result(lambda: _WORK.power(to_decimal(base), to_decimal(exponent)))


def _whole_power(base: Fraction, exponent: int) -> Fraction:
    if exponent == 0:
        return Fraction(1)
    if bits(base) == 1:  # 0, 1 or -1
        return base if exponent % 2 else abs(base)
    # Any other number gains at least its bits less one with each further factor.
    if abs(exponent) * (bits(base) - 1) > MAX_BITS:
        raise FeelLimitError("a power with more digits than can be calculated with")
    return bounded(base**exponent)


def square_root(number: Fraction) -> Fraction:
    """The square root of a number that is not negative."""
    if number < 0:
        raise NullResult("the root of a negative number")
    exact = _exact_root(number, 2)
    return _decimal_result(lambda: _WORK.sqrt(to_decimal(number))) if exact is None else exact


def exponential(number: Fraction) -> Fraction:
    """e to the power of the number."""
    return Fraction(1) if number == 0 else _decimal_result(lambda: _WORK.exp(to_decimal(number)))


def logarithm(number: Fraction) -> Fraction:
    """The natural logarithm of a positive number."""
    if number <= 0:
        raise NullResult("the logarithm of a number that is not positive")
    return Fraction(0) if number == 1 else _decimal_result(lambda: _WORK.ln(to_decimal(number)))


def to_decimal(number: Fraction) -> Decimal:
    """The number to 54 significant digits, for the functions whose result is irrational anyway."""
    return _WORK.divide(Decimal(number.numerator), Decimal(number.denominator))


def _decimal_result(compute: Callable[[], Decimal]) -> Fraction:
    try:
        result = _ROUND.plus(compute())
    except decimal.DecimalException as fault:
        raise NullResult("a result out of range") from fault
    if not result.is_finite() or (result and abs(result.adjusted()) > MAX_EXPONENT):
        raise NullResult("a result out of range")
    return Fraction(result)


def _exact_root(number: Fraction, degree: int) -> Fraction | None:
    """The root where it is rational."""
    if degree > 64:
        return None
    top, bottom = _whole_root(number.numerator, degree), _whole_root(number.denominator, degree)
    exact = top**degree == number.numerator and bottom**degree == number.denominator
    return Fraction(top, bottom) if exact else None


def _whole_root(number: int, degree: int) -> int:
    """The largest whole number whose power is not above `number`, by Newton's method from above."""
    if degree == 2:
        return isqrt(number)
    root = 1 << -(-number.bit_length() // degree)
    while True:
        better = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if better >= root:
            return root
        root = better


def rounded(number: Fraction, scale: int, mode: str) -> Fraction:
    """The number with `scale` decimals.

    `mode` is "floor", "ceiling", "up" (away from zero), "down" (towards zero), "half up" (half away from zero),
    "half down" (half towards zero) or "half even".
    """
    if not MIN_SCALE <= scale <= MAX_SCALE:
        raise NullResult(f"a scale outside {MIN_SCALE} to {MAX_SCALE}")
    unit = Fraction(10) ** -scale
    quotient, rest = divmod(abs(number) / unit, 1)
    if mode in ("floor", "ceiling"):
        away = rest > 0 and (number < 0) == (mode == "floor")
    elif mode in ("up", "down"):
        away = rest > 0 and mode == "up"
    else:
        half = Fraction(1, 2)
        tie = mode == "half up" or (mode == "half even" and quotient % 2 == 1)
        away = rest > half or (rest == half and tie)
    result = (quotient + away) * unit
    return bounded(-result if number < 0 else result)


def terminates(number: Fraction) -> int | None:
    """How many decimals the number needs; None where no number of decimals is enough."""
    twos = (number.denominator & -number.denominator).bit_length() - 1
    rest, fives = number.denominator >> twos, 0
    # Fives in large powers first: one by one, a long number would take seconds.
    for step in (1 << place for place in range(14, -1, -1)):
        quotient, remainder = divmod(rest, 5**step) if rest.bit_length() > 2 * step else (0, 1)
        if remainder == 0:
            rest, fives = quotient, fives + step
    return max(twos, fives) if rest == 1 else None


def text(number: Fraction) -> str:
    """The number as plain decimal text, without exponent; 34 significant digits where it does not end."""
    decimals = terminates(number)
    if decimals is None:
        number = Fraction(_ROUND.divide(Decimal(number.numerator), Decimal(number.denominator)))
        decimals = terminates(number) or 0
    digits = _plain(abs(number.numerator) * 10**decimals // number.denominator).rjust(decimals + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


def _plain(number: int) -> str:
    """The digits of a whole number; `str` refuses the longest, at a length that the process may change."""
    return "".join(map(str, Decimal(number).as_tuple().digits))
