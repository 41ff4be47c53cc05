"""What the compiler knows of a value: how it stands in columns, and why it may have none.

Null is unknown. A value that may be not determined has a `Why` beside it: 0 where it is determined, else the number of
the reason, and then the value is null; null where even that is unknown. What is not known to be determined never
becomes a value by the logic of unknowns (`null and false`), since the engine ends there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

import ibis
import ibis.expr.types as ir

from benefits.columns.compile import whole
from benefits.columns.compile.columns import NotColumnar
from benefits.columns.compile.whole import ONE, Whole, fixed
from benefits.model.program import Label, Value

DETERMINED = 0
ENGINE = -1
"""In place of a reason: the engine stops here with an error of its own, if it comes here."""
ABSENT = 1
"""In place of a reason: the figure has no meaning in this case."""
FIRST_REASON = 2

MOST_FEW = 16
MONTH_DAY = "month_day"

MIXED = Label("一个数据有不同的类型", "one figure has different types")


class _Varies:
    """The one value of `VARIES`."""


VARIES = _Varies()


@dataclass(frozen=True, slots=True, eq=False)
class Why:
    """The number of the reason on each row; `const` if always the same; `codes`: all that it can be."""

    expr: ir.IntegerValue | None
    codes: frozenset[int]
    const: int | None = None

    def value(self) -> ir.Value:
        return ibis.literal(self.const, "int16") if self.const is not None else self.expr

    def known(self) -> ir.BooleanValue:
        """Whether the value is determined (null where unknown)."""
        return self.value() == ibis.literal(DETERMINED, "int16")


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A value. `kind`: number, boolean, text, date, month_day, record, or null (never a value).

    A number is `num` over `den` (positive), and `few` are all values it can have where they are few and known. Others
    stand in `expr`, or in `const` when always the same. Months and days are the number month * 100 + day. `gone`: where
    an optional input is not given.
    """

    kind: str
    expr: ir.Value | None = None
    const: object = VARIES
    num: Whole | None = None
    den: Whole = ONE
    few: frozenset[Fraction] | None = None
    why: Why | None = None
    gone: ir.BooleanValue | bool | None = None
    fields: tuple[tuple[str, Held], ...] = ()

    def value(self) -> ir.Value:
        """The expression of what is no number."""
        return self.expr if self.const is VARIES else ibis.literal(self.const)

    def top(self) -> Whole:
        if self.num is None:
            raise NotColumnar(MIXED)
        return self.num


def constant(value: Value) -> Held:
    """A value known when the expression is written."""
    if isinstance(value, Fraction):
        few = frozenset([value])
        return Held("number", const=value, num=fixed(value.numerator), den=fixed(value.denominator), few=few)
    if value is None:
        return Held("null", const=None, gone=True)
    return Held("boolean" if isinstance(value, bool) else "text" if isinstance(value, str) else "date", const=value)


ZERO = Fraction(0)


def boolean(expr: ir.Value, why: Why | None = None) -> Held:
    return Held("boolean", expr, why=why)


def number(num: Whole, den: Whole = ONE, why: Why | None = None, few: frozenset[Fraction] | None = None) -> Held:
    """A number over its denominator; a constant where both are known."""
    if num.const is not None and den.const is not None and why is None:
        return constant(Fraction(num.const, den.const))
    return Held("number", num=num, den=den, why=why, few=few)


def nothing(code: int) -> Held:
    """Never a value, always for this reason."""
    return Held("null", why=Why(None, frozenset([code]), code))


def is_const(held: Held) -> bool:
    return held.const is not VARIES and held.why is None


# reasons


def strictly(values: Iterable[Held]) -> Why | None:
    """Why what is made of all these is not determined: the reason of the first that is not."""
    found: Why | None = None
    for why in reversed([one.why for one in values if one.why is not None]):
        if found is None or why.const is not None:
            found = why
        else:
            expr = ibis.ifelse(why.known(), found.value(), why.value())
            found = Why(expr, why.codes | found.codes)
    return found


def masked(held: Held, why: Why | None) -> Held:
    """The value only where it is determined by this account, which replaces its own."""
    if why is None or held.kind == "null":
        return replace(held, why=why) if why is not None else held
    if why.const is not None:
        return Held("null", why=why)
    return replace(only_where(held, why.known()), why=why)


def only_where(held: Held, test: ir.BooleanValue) -> Held:
    """The value where the test holds, else null."""
    if held.kind == "number":
        return replace(held, num=whole.either([(test, held.top())]), const=VARIES, gone=None)
    if held.kind == "record":
        return replace(held, fields=tuple((name, only_where(one, test)) for name, one in held.fields))
    return replace(held, expr=ibis.cases((test, held.value())), const=VARIES, gone=None)


# ways


Ways = Sequence[tuple[ir.BooleanValue, Held]]


def joined(ways: Ways) -> Held:
    """The value of the first way whose condition holds; null where none does."""
    whys = [one.why for _, one in ways if one.why is not None]
    why = None
    if whys:
        zero = ibis.literal(DETERMINED, "int16")
        expr = ibis.cases(*((test, one.why.value() if one.why else zero) for test, one in ways))
        codes = frozenset().union(*(one.codes for one in whys))
        why = Why(expr, codes)
    real = [(test, one) for test, one in ways if one.kind != "null"]
    if not real:
        return Held("null", why=why) if why else Held("null", gone=True)
    value = _value(ways, [one for _, one in real])
    return replace(value, why=why)


def _value(ways: Ways, real: list[Held]) -> Held:
    kind = real[0].kind
    if any(one.kind != kind for one in real):
        raise NotColumnar(MIXED)
    if kind == "number":
        return _number(ways, real)
    if kind == "record":
        names = [name for name, _ in real[0].fields]
        fields = [(name, joined([(test, _part(one, name)) for test, one in ways])) for name in names]
        return Held("record", fields=tuple(fields))
    pairs = [(test, one.value() if one.kind != "null" else ibis.null(real[0].value().type())) for test, one in ways]
    return Held(kind, ibis.cases(*pairs))


def _part(held: Held, name: str) -> Held:
    return Held("null") if held.kind == "null" else replace(dict(held.fields)[name], why=None)


def _number(ways: Ways, real: list[Held]) -> Held:
    few = _few(one.few for one in real)
    dens = [one.den.const for one in real]
    if all(den is not None for den in dens):
        den = lcm(*(den for den in dens if den is not None))
        tops = [(test, None if one.kind == "null" else scaled(one, den)) for test, one in ways]
        return Held("number", num=whole.either(tops), den=fixed(den), few=few)
    num = whole.either([(test, None if one.kind == "null" else one.top()) for test, one in ways])
    over = whole.either([(test, None if one.kind == "null" else one.den) for test, one in ways])
    return Held("number", num=num, den=over, few=few)


def _few(several: Iterable[frozenset[Fraction] | None]) -> frozenset[Fraction] | None:
    found: frozenset[Fraction] = frozenset()
    for one in several:
        if one is None:
            return None
        found |= one
    return found if len(found) <= MOST_FEW else None


def scaled(held: Held, den: int) -> Whole:
    """The numerator over a larger known denominator."""
    return whole.times(held.top(), fixed(den // (held.den.const or den)))
