"""What is known of a number before anything is calculated: how many decimals it can have, its few values, its bounds.

A number put out must be a finite decimal. Yuan per year divided by twelve is one only if the year's figures allow it;
so the possible values of parameters and of what is made of them are followed as sets as long as they are few, and
the number of decimals where they are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce

MAX_VALUES = 32
MAX_PAIRS = 256
MAX_BITS = 512
MAX_PLACES = 100


@dataclass(frozen=True, slots=True)
class Figures:
    """`places`: at most so many decimals (None: perhaps no finite decimal). `values`: all there can be, where few.

    `low` and `high` are bounds that hold for certain, both included; None where none is known.
    """

    places: int | None
    values: frozenset[Fraction] | None = None
    low: Fraction | None = None
    high: Fraction | None = None


UNKNOWN = Figures(None)
COUNT = Figures(0, low=Fraction(0))


def decimal_places(value: Fraction) -> int | None:
    """The decimals that `value` needs, None where no number of them is enough."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def show_number(value: Fraction) -> str:
    """The number as a decimal where it is a finite one, else as a fraction."""
    places = decimal_places(value)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value) * 10**places).rjust(places + 1, "0")
    shown = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{shown}" if value < 0 else shown


def exactly(values: Iterable[Fraction]) -> Figures:
    """One of these values; nothing is known of none at all, of too many only decimals and bounds."""
    known = frozenset(values)
    if not known or any(_large(value) for value in known):
        return UNKNOWN
    places = _most(decimal_places(value) for value in known)
    return Figures(places, known if len(known) <= MAX_VALUES else None, min(known), max(known))


def either(left: Figures, right: Figures) -> Figures:
    """A number that is one or the other."""
    if left.values is not None and right.values is not None:
        return exactly(left.values | right.values)
    low = None if left.low is None or right.low is None else min(left.low, right.low)
    high = None if left.high is None or right.high is None else max(left.high, right.high)
    return Figures(_most((left.places, right.places)), None, low, high)


def any_of(figures: Iterable[Figures]) -> Figures:
    """A number that is one of several; nothing is known of none."""
    several = list(figures)
    return reduce(either, several) if several else UNKNOWN


def negated(figures: Figures) -> Figures:
    """The number with the other sign."""
    values = None if figures.values is None else frozenset(-value for value in figures.values)
    low = None if figures.high is None else -figures.high
    high = None if figures.low is None else -figures.low
    return Figures(figures.places, values, low, high)


def absolute(figures: Figures) -> Figures:
    """The number without its sign."""
    if figures.values is not None:
        return exactly(abs(value) for value in figures.values)
    return Figures(figures.places, low=Fraction(0))


def added(left: Figures, right: Figures) -> Figures:
    """The sum."""
    if known := _pairs(left, right, lambda a, b: a + b):
        return known
    low = None if left.low is None or right.low is None else left.low + right.low
    high = None if left.high is None or right.high is None else left.high + right.high
    return _bounded(Figures(_most((left.places, right.places)), None, low, high))


def multiplied(left: Figures, right: Figures) -> Figures:
    """The product."""
    if known := _pairs(left, right, lambda a, b: a * b):
        return known
    places = None if left.places is None or right.places is None else left.places + right.places
    low = high = None
    if left.low is not None and right.low is not None and left.low >= 0 and right.low >= 0:
        low = left.low * right.low
        high = None if left.high is None or right.high is None else left.high * right.high
    return _bounded(Figures(places, None, low, high))


def divided(left: Figures, right: Figures) -> Figures:
    """The quotient. A divisor of zero gives no number, so it adds no possible value."""
    if right.values is not None:
        return multiplied(left, exactly(1 / value for value in right.values if value))
    positive = left.low is not None and left.low >= 0 and right.low is not None and right.low >= 0
    return Figures(None, low=Fraction(0) if positive else None)


def summed(item: Figures) -> Figures:
    """The sum of any number of such numbers."""
    return Figures(item.places, low=Fraction(0) if item.low is not None and item.low >= 0 else None)


def least(figures: Iterable[Figures], largest: bool = False) -> Figures:
    """The smallest (or largest) of several: one of them, and bounded by each."""
    several = list(figures)
    one = any_of(several)
    if largest:
        return replace(one, low=max((each.low for each in several if each.low is not None), default=None))
    return replace(one, high=min((each.high for each in several if each.high is not None), default=None))


def rounded(figures: Figures, to: Fraction) -> Figures:
    """The number brought to a multiple of `to`, in any mode."""
    low = None if figures.low is None else figures.low // to * to
    high = None if figures.high is None else -(-figures.high // to) * to
    return Figures(decimal_places(to), None, low, high)


def _pairs(left: Figures, right: Figures, operation: Callable[[Fraction, Fraction], Fraction]) -> Figures | None:
    """Every value of an operation on two numbers of few values; None where they are too many."""
    if left.values is None or right.values is None or len(left.values) * len(right.values) > MAX_PAIRS:
        return None
    return exactly(operation(a, b) for a in left.values for b in right.values)


def _bounded(figures: Figures) -> Figures:
    """The same without what has grown beyond the limits."""
    places = figures.places if figures.places is None or figures.places <= MAX_PLACES else None
    low = None if figures.low is None or _large(figures.low) else figures.low
    high = None if figures.high is None or _large(figures.high) else figures.high
    return Figures(places, figures.values, low, high)


def _large(value: Fraction) -> bool:
    return value.numerator.bit_length() > MAX_BITS or value.denominator.bit_length() > MAX_BITS


def _most(places: Iterable[int | None]) -> int | None:
    known = list(places)
    return None if None in known else max(place for place in known if place is not None)
