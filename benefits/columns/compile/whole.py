"""Whole numbers in columns with bounds proven when they are written, so that nothing can overflow unseen.

Up to 64 bits a number is an int64, up to 38 digits a decimal without decimals; beyond that there are no columns. Null
is unknown, and what is made of null is null.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from benefits.columns.compile.columns import NotColumnar
from benefits.columns.compile.functions import MOST_QUOTIENT, WIDE, exact_quotient
from benefits.model.program import Label

COMPARE = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""The comparison operators of the rule language."""

_MOST_64 = 2**63 - 1
_MOST_32 = 2**31 - 1
_MOST_WIDE = 10**38 - 1

_TOO_LARGE = Label("中间结果可能超过38位数字", "an intermediate figure may have more than 38 digits")


class TooLarge(NotColumnar):
    """With smaller inputs it might do."""


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A whole number: `low` and `high` are its bounds where it is not null; `const` its value if always the same.

    Of a column `base` times a known factor, `key` names the column and `factor` is known; two with the same of both are
    equal on every row. `needs`: columns without which the number is null.
    """

    expr: ir.Value | None
    low: int
    high: int
    const: int | None = None
    wide: bool = False
    key: str = ""
    factor: int = 1
    base: Whole | None = None
    needs: frozenset[str] = frozenset()

    def value(self, wide: bool) -> ir.Value:
        """The expression as an operand."""
        if self.const is not None:
            return _literal(self.const, wide)
        return self.expr.cast(WIDE) if wide and not self.wide else self.expr  # type: ignore[union-attr]

    def leaf(self, wide: bool) -> ir.Value:
        """The expression as what a branch gives: SQL must not take a small literal for a small type."""
        if self.const is None or wide:
            return self.value(wide)
        kind = "int32" if abs(self.const) <= _MOST_32 else "decimal(19, 0)"
        value = self.const if kind == "int32" else Decimal(self.const)
        return ibis.literal(value, kind).cast("int64")

    def same(self, other: Whole) -> bool:
        """Whether two are known to be equal on every row."""
        return self is other or (self.key != "" and (self.key, self.factor) == (other.key, other.factor))

    def divided(self, by: int) -> Whole | None:
        """The number over a factor that it is known to have."""
        if self.const is not None:
            return fixed(self.const // by) if self.const % by == 0 else None
        if self.base is None or self.factor % by:
            return None
        return times(fixed(self.factor // by), self.base)


def column(
    expr: ir.Value, low: int, high: int, key: str, wide: bool = False, needs: frozenset[str] = frozenset()
) -> Whole:
    """A column of whole numbers; `needs` are columns that it is made of and null without."""
    base = Whole(expr, low, high, wide=wide, key=key, needs=needs | {key})
    return replace(base, base=base)


def fixed(value: int) -> Whole:
    """A number known when the expression is written."""
    return Whole(None, value, value, value, wide=abs(value) > _MOST_64)


ONE = fixed(1)


def _literal(value: int, wide: bool) -> ir.Value:
    if wide or abs(value) > _MOST_64:
        return ibis.literal(Decimal(value), WIDE)
    return ibis.literal(value, "int64")


def _wide(low: int, high: int, *operands: Whole) -> bool:
    largest = max(-low, high)
    if largest > _MOST_WIDE:
        raise TooLarge(_TOO_LARGE)
    return largest > _MOST_64 or any(one.wide for one in operands)


def plus(a: Whole, b: Whole) -> Whole:
    if a.const is not None and b.const is not None:
        return fixed(a.const + b.const)
    if b.const == 0:
        return a
    if a.const == 0:
        return b
    low, high = a.low + b.low, a.high + b.high
    wide = _wide(low, high, a, b)
    return Whole(a.value(wide) + b.value(wide), low, high, wide=wide, needs=a.needs | b.needs)


def minus(a: Whole, b: Whole) -> Whole:
    if a.const is not None and b.const is not None:
        return fixed(a.const - b.const)
    if b.const == 0:
        return a
    low, high = a.low - b.high, a.high - b.low
    wide = _wide(low, high, a, b)
    return Whole(a.value(wide) - b.value(wide), low, high, wide=wide, needs=a.needs | b.needs)


def times(a: Whole, b: Whole) -> Whole:
    """The product. A product with the constant 0 stays null where the other is."""
    if a.const is not None and b.const is not None:
        return fixed(a.const * b.const)
    if a.const == 1:
        return b
    if b.const == 1:
        return a
    corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    low, high = min(corners), max(corners)
    wide = _wide(low, high, a, b)
    one, factor = (b, a.const) if a.const is not None else (a, b.const)
    made = Whole(a.value(wide) * b.value(wide), low, high, wide=wide, needs=a.needs | b.needs)
    if factor and one.base is not None:
        return replace(made, key=one.key, factor=one.factor * factor, base=one.base)
    return made


def negated(a: Whole) -> Whole:
    return minus(fixed(0), a)


def size(a: Whole) -> Whole:
    """The number without its sign."""
    if a.const is not None:
        return fixed(abs(a.const))
    if a.low >= 0:
        return a
    turned = negated(a)
    high = max(-a.low, a.high)
    expr = ibis.ifelse(compared("<", a, fixed(0)), turned.leaf(a.wide), a.leaf(a.wide))
    return Whole(expr, 0, high, wide=a.wide)


def quotient(a: Whole, b: Whole) -> Whole:
    """The whole part of `a / b` (positive), cut towards zero; int64 again where it fits."""
    if a.const is not None and b.const is not None:
        cut = abs(a.const) // b.const
        return fixed(cut if a.const >= 0 else -cut)
    if b.const == 1:
        return a
    low = -(-a.low // b.low) if a.low < 0 else a.low // b.high
    high = -(-a.high // b.high) if a.high < 0 else a.high // b.low
    wide = _wide(0, 0, a, b)
    if wide and max(-low, high) > MOST_QUOTIENT:
        raise TooLarge(_TOO_LARGE)
    return narrowed(Whole(exact_quotient(a.value(wide), b.value(wide), wide), low, high, wide=wide))


def remainder(a: Whole, b: Whole) -> Whole:
    """What `quotient` leaves, with the sign of `a`."""
    if a.const is not None and b.const is not None:
        rest = abs(a.const) % b.const
        return fixed(rest if a.const >= 0 else -rest)
    wide = _wide(0, 0, a, b)
    most = b.high - 1
    low, high = min(0, max(a.low, -most)), max(0, min(a.high, most))
    return Whole(a.value(wide) % b.value(wide), low, high, wide=wide)


def narrowed(a: Whole) -> Whole:
    """The same as int64 where its bounds allow."""
    if a.wide and a.const is None and max(-a.low, a.high) <= _MOST_64:
        return Whole(a.expr.cast("int64"), a.low, a.high)  # type: ignore[union-attr]
    return a


def compared(sign: str, a: Whole, b: Whole) -> ir.BooleanValue:
    """One comparison; at least one side is no constant."""
    wide = a.wide or b.wide
    left, right = a.value(wide), b.value(wide)
    found: ir.BooleanValue = COMPARE[sign](left, right)
    return found


def either(ways: Sequence[tuple[ir.BooleanValue, Whole | None]]) -> Whole:
    """The number of the first way whose condition holds; null where that way is None, or none holds."""
    real = [one for _, one in ways if one is not None]
    low, high = min(one.low for one in real), max(one.high for one in real)
    wide = _wide(low, high, *real)
    null = ibis.null(WIDE if wide else "int64")
    return Whole(ibis.cases(*((test, one.leaf(wide) if one else null) for test, one in ways)), low, high, wide=wide)
