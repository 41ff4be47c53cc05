"""What generated code calls. Small functions over whole numbers, lists and dates; nothing here knows a program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from math import gcd, lcm
from typing import NoReturn

from benefits.engine import numbers
from benefits.engine.calendar import (
    DIVISION_BY_ZERO,
    EMPTY_LIST,
    add_days,
    add_months,
    completed_years,
    month_day,
)
from benefits.engine.outcome import NotDetermined
from benefits.errors import Problem, RuleError

Pair = tuple[int, int]


class NeedsMore(Exception):
    """An input was read that was not given: the case is for the evaluation with unknowns."""


def again(reason: NotDetermined) -> NoReturn:
    """Send a kept reason on its way, as a fresh exception."""
    raise type(reason)(reason.reason)


def sure(value: object) -> object:
    """The value, unless it is a kept reason."""
    if isinstance(value, NotDetermined):
        again(value)
    return value


def all_sure(values: list[object]) -> list[object]:
    """The list, unless an item is a kept reason."""
    for value in values:
        if isinstance(value, NotDetermined):
            again(value)
    return values


def zero() -> NoReturn:
    raise NotDetermined(DIVISION_BY_ZERO)


def reduced(numerator: int, denominator: int) -> Pair:
    """Lowest terms, the denominator positive (it is not zero)."""
    common = gcd(numerator, denominator)
    if denominator < 0:
        common = -common
    return numerator // common, denominator // common


def sum_pairs(pairs: Iterable[Pair]) -> Pair:
    top, bottom = 0, 1
    for numerator, denominator in pairs:
        common = lcm(bottom, denominator)
        top = top * (common // bottom) + numerator * (common // denominator)
        bottom = common
    return top, bottom


def extreme_pair(pairs: list[Pair], greatest: bool) -> Pair:
    if not pairs:
        raise NotDetermined(EMPTY_LIST)
    best = pairs[0]
    for pair in pairs[1:]:
        difference = pair[0] * best[1] - best[0] * pair[1]
        if (difference > 0) is greatest and difference != 0:
            best = pair
    return best


def not_empty(values: list[int]) -> list[int]:
    if not values:
        raise NotDetermined(EMPTY_LIST)
    return values


def whole_months(numerator: int, denominator: int, months: int) -> int:
    """A number of years or months as whole months, cut like the plain evaluator's."""
    cut = abs(numerator) // denominator
    return months * (cut if numerator >= 0 else -cut)


def divide(total: Pair, unit: Pair, weights: Sequence[Pair]) -> list[int]:
    """`total` by largest remainder over the weights, in units of `unit`."""
    units, rest = divmod(total[0] * unit[1], total[1] * unit[0])
    if rest:
        words = f"{numbers.ratio_text(*total)} / {numbers.ratio_text(*unit)}"
        raise RuleError([Problem("total_not_whole", value=words)])
    common = lcm(*(bottom for _, bottom in weights))
    return numbers.largest_remainder(units, [top * (common // bottom) for top, bottom in weights])


def rank(within: Sequence[Sequence[object]], order: Sequence[object]) -> list[int]:
    """1, 2, 3 … in the order of `order` among the rows that agree in all of `within`; ties in the order given."""
    ranks = [0] * len(order)
    seen: dict[object, int] = {}
    keys = list(zip(*within, strict=True)) if len(within) > 1 else within[0]
    for place in sorted(range(len(order)), key=order.__getitem__):  # type: ignore[arg-type]
        count = seen[keys[place]] = seen.get(keys[place], 0) + 1
        ranks[place] = count
    return ranks


Spans = dict[object, list[tuple[date, date, object]]]


def spans(
    keys: Sequence[Sequence[object]], starts: Sequence[date], ends: Sequence[date], values: Sequence[object]
) -> Spans:
    """The rows of a look-up table by what they match."""
    found: Spans = {}
    for *key, start, end, value in zip(*keys, starts, ends, values, strict=True):
        found.setdefault(tuple(key), []).append((start, end, value))
    return found


def posted(table: Spans, key: object, day: date) -> object:
    """The value of the row that matches and covers the day, or None."""
    for start, end, value in table.get(key, ()):
        if start <= day <= end:
            return value
    return None


def grouped(keys: Sequence[object], order: Sequence[object] | None) -> dict[object, list[int]]:
    """The places of each key's rows, the keys in `order` (by first occurrence without one)."""
    found: dict[object, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return found if order is None else {key: found[key] for key in order if key in found}


def decimal(numerator: int, denominator: int, places: int) -> Decimal:
    """The `Decimal` of a finite fraction, with at least `places` decimals and no more than it needs."""
    whole, needed = finite(numerator, denominator, places)
    return numbers.decimal(whole, needed)


def short(whole: int, places: int) -> Decimal:
    """The `Decimal` of whole / 10**places with no more decimals than needed."""
    while places and whole % 10 == 0:
        whole, places = whole // 10, places - 1
    return numbers.decimal(whole, places)


def finite(numerator: int, denominator: int, places: int) -> Pair:
    """A finite fraction as a whole number over 10**k: the whole number and the least k that is not below `places`."""
    common = gcd(numerator, denominator)
    top, bottom = numerator // common, denominator // common
    while _TENS[places] % bottom:
        places += 1
    return top * (_TENS[places] // bottom), places


_TENS = [10**places for places in range(400)]
_LARGEST = 10**40


def brief(whole: int, places: int) -> bytes:
    """`"12.5"`: whole / 10**places as JSON text with no more decimals than needed."""
    while places and whole % 10 == 0:
        whole, places = whole // 10, places - 1
    return fixed(whole, places)


def fixed(whole: int, places: int) -> bytes:
    """`"12.50"`: whole / 10**places as JSON text with exactly so many decimals."""
    if places == 2 and whole >= 0:
        return b'"%d.%02d"' % divmod(whole, 100)
    return b'"%b"' % numbers.scaled_text(whole, places).encode()


def ratio(numerator: int, denominator: int, places: int) -> bytes:
    """A fraction as JSON text: with at least `places` decimals, or `"n/d"` where no decimals will do."""
    common = gcd(numerator, denominator)
    top, bottom = numerator // common, denominator // common
    if bottom == 1 and places == 0:
        return b'"%d"' % top
    if _LARGEST % bottom:
        return b'"%d/%d"' % (top, bottom)
    while _TENS[places] % bottom:
        places += 1
    return fixed(top * (_TENS[places] // bottom), places)


__all__ = [
    "NeedsMore",
    "NotDetermined",
    "add_days",
    "add_months",
    "again",
    "all_sure",
    "brief",
    "completed_years",
    "decimal",
    "divide",
    "extreme_pair",
    "fixed",
    "grouped",
    "month_day",
    "not_empty",
    "posted",
    "rank",
    "ratio",
    "reduced",
    "round_ratio",
    "short",
    "spans",
    "sum_pairs",
    "sure",
    "whole_months",
    "zero",
]

round_ratio = numbers.round_ratio
