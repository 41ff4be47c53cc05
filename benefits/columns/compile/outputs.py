"""An output as the caller has it: exact decimals, whole numbers, texts, dates, and the key of the reason."""

from __future__ import annotations

from math import lcm

import ibis
import ibis.expr.types as ir

from benefits.columns.compile import whole
from benefits.columns.compile.columns import NotColumnar, OutputColumn
from benefits.columns.compile.functions import MOST_PLACES, NARROW_DIGITS, WIDE_DIGITS, decimals
from benefits.columns.compile.held import MONTH_DAY, Held
from benefits.columns.compile.reasons import Reasons
from benefits.columns.compile.whole import Whole, fixed
from benefits.engine.steps import places
from benefits.model.program import Decision, Label

_KIND = Label("结果不是单个的数、日期、选项或真假", "a result is no single number, date, choice or yes or no")
_ENDLESS = Label("结果可能不是有限小数", "a result may be no finite decimal")


def dressed(decision: Decision, held: Held, reasons: Reasons) -> OutputColumn:
    """The output that a decision gives."""
    keys, reason = _reason(held, reasons)
    if held.kind in ("record", MONTH_DAY):
        raise NotColumnar(_KIND)
    if decision.type.kind == "number":
        value, most = _number(decision, held, places(decision))
        return OutputColumn(value, reason, keys, most)
    if held.kind == "null":
        if decision.type.kind in ("list", "record"):
            raise NotColumnar(_KIND)
        kind = {"boolean": "boolean", "date": "date"}.get(decision.type.kind, "string")
        return OutputColumn(ibis.null(kind), reason, keys)
    return OutputColumn(held.value(), reason, keys)


def _reason(held: Held, reasons: Reasons) -> tuple[dict[str, Label], ir.StringValue | None]:
    why = held.why
    known = reasons.among(why.codes) if why else {}
    if why is None or not known:
        return {}, None
    if why.const is not None:
        return {f"k{why.const}": known[why.const]}, ibis.literal(f"k{why.const}")
    expr = ibis.cases(*((why.expr == ibis.literal(code, "int16"), f"k{code}") for code in known))
    return {f"k{code}": label for code, label in known.items()}, expr


def _number(decision: Decision, held: Held, least: int) -> tuple[ir.Value, int]:
    """The value, and how many decimals it has."""
    if held.kind == "null":
        return ibis.null("int64" if decision.type.whole else f"decimal({NARROW_DIGITS}, {least})"), least
    num, most = _places(held, 0 if decision.type.whole else least)
    if decision.type.whole:
        if most or num.wide:
            raise NotColumnar(_ENDLESS)
        return num.leaf(False), 0
    return _decimal(num, most), most


def _places(held: Held, least: int) -> tuple[Whole, int]:
    """The number as a whole number of 10**-places, and those places."""
    den = held.den.const
    if held.few is not None:
        den = lcm(*(one.denominator for one in held.few))
    if den is None:
        raise NotColumnar(_ENDLESS)
    most = least
    while 10**most % den:
        most += 1
        if most > MOST_PLACES:
            raise NotColumnar(_ENDLESS)
    scale, over = 10**most, held.den
    if over.const is not None and scale % over.const == 0:
        return whole.times(held.top(), fixed(scale // over.const)), most
    return whole.quotient(whole.times(held.top(), fixed(scale)), over), most  # exact, by the few values


def _decimal(num: Whole, most: int) -> ir.Value:
    if not most:
        kind = "decimal(38, 0)" if num.wide else f"decimal({NARROW_DIGITS}, 0)"
        return num.leaf(num.wide).cast(kind)
    wide = num.wide or max(-num.low, num.high) >= 10 ** (NARROW_DIGITS - most)
    if max(-num.low, num.high) >= 10 ** (WIDE_DIGITS - most):
        raise NotColumnar(_ENDLESS)
    return decimals(num.leaf(wide), most, wide)
