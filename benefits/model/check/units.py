"""The algebra of units: products of symbols with whole exponents, compared and never converted.

Why no unit library does this work: to a converting library yuan per year and yuan per month have the same dimension,
so it adds them after a silent conversion. A rule text that says one and means the other is the classic mistake of
this field (rural standards are printed per year, urban ones per month), and it must be refused, not repaired. Here
every symbol is a dimension of its own: `CNY/person/month` equals only itself, whatever the order it is written in,
and the way from a year to a month is the visible factor `months_per_year` (12, in `month/year`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

Unit = tuple[tuple[str, int], ...]
"""Symbols with their exponents (never 0), sorted by symbol."""

PURE: Unit = ()
MAX_EXPONENT = 64

_PARTS = re.compile(r"[*/]|[^*/]+")
_SYMBOL = re.compile(r"[A-Za-z%][A-Za-z0-9_%]{0,31}")


class UnitError(ValueError):
    """A text that is no unit, or an exponent beyond the limit."""


@lru_cache(maxsize=1024)
def parse_unit(text: str) -> Unit:
    """The unit that `text` writes: `CNY/person/month`, `CNY*visit`, `1/year`, `1`. Raises `UnitError`."""
    powers: list[tuple[str, int]] = []
    sign, symbol_next = 1, True
    for part in _PARTS.findall(text):
        if symbol_next == (part in "*/"):
            raise UnitError(text)
        if part in "*/":
            sign = 1 if part == "*" else -1
        elif part != "1":
            if not _SYMBOL.fullmatch(part):
                raise UnitError(text)
            powers.append((part, sign))
        symbol_next = not symbol_next
    if symbol_next:
        raise UnitError(text)
    return _collect(powers)


def times(left: Unit, right: Unit) -> Unit:
    """The unit of a product. Raises `UnitError` beyond the limit of exponents."""
    return _collect((*left, *right))


def over(left: Unit, right: Unit) -> Unit:
    """The unit of a quotient. Raises `UnitError` beyond the limit of exponents."""
    return _collect((*left, *((symbol, -power) for symbol, power in right)))


def show(unit: Unit) -> str:
    """The unit as rule files write it."""
    above = [symbol for symbol, power in unit for _ in range(power)]
    below = [symbol for symbol, power in unit for _ in range(-power)]
    return "/".join(["*".join(above) or "1", *below])


def _collect(powers: Iterable[tuple[str, int]]) -> Unit:
    total: dict[str, int] = {}
    for symbol, power in powers:
        total[symbol] = total.get(symbol, 0) + power
    if any(abs(power) > MAX_EXPONENT for power in total.values()):
        raise UnitError("an exponent is too large")
    return tuple(sorted((symbol, power) for symbol, power in total.items() if power))
