"""Decisions in columns: their period, when they have a meaning, why they may not be determined, body and rounding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from math import lcm

import ibis

from benefits.columns.compile import arithmetic, whole
from benefits.columns.compile.columns import NotColumnar
from benefits.columns.compile.figures import Figures
from benefits.columns.compile.held import ABSENT, ENGINE, Held, Why, masked, nothing, number, strictly
from benefits.columns.compile.whole import Whole, fixed
from benefits.model.program import Dated, Decision, DecisionTable, Formula, Label, Split

_ROWS = Label("要逐行计算列表或表格", "a list or a table is worked through row by row")
_SHARE = Label("分配的份额可能为负或不为定数", "a share of a division may be negative or has no known denominator")


class Decisions(Figures):
    """Compiles decisions. `options` has the chosen option of every interpretation."""

    options: Mapping[str, str]

    def decision(self, decision: Decision) -> Held:
        """The decision's value on each row."""
        if decision.outside is None:
            return self.meant(decision)
        outside = decision.outside
        inside = self.covers(decision.period)
        return self.branch(inside, lambda: self.meant(decision), lambda: self.reasons.ended(outside))

    def meant(self, decision: Decision) -> Held:
        if decision.only_when is None:
            return self.determined(decision, 0)
        return self.branch(
            self.node(decision.only_when.tree), lambda: self.determined(decision, 0), lambda: nothing(ABSENT)
        )

    def determined(self, decision: Decision, place: int) -> Held:
        if place == len(decision.undetermined):
            return self.rounded(decision, self.body(decision))
        when, because = decision.undetermined[place]
        return self.branch(
            self.node(when.tree),
            lambda: self.reasons.ended(because),
            lambda: self.determined(decision, place + 1),
        )

    def body(self, decision: Decision) -> Held:
        body = decision.body
        if isinstance(body, Formula):
            return self.node(body.tree)
        if isinstance(body, DecisionTable):
            return self.decision_table(body)
        if isinstance(body, Dated):
            return self.dated(body)
        if isinstance(body, Split):
            return self.split(body)
        raise NotColumnar(_ROWS)

    def rounded(self, decision: Decision, held: Held) -> Held:
        rounding = decision.rounding
        if rounding is None or held.kind != "number":
            return held
        mode = rounding.mode(self.options[rounding.by] if rounding.by else "")
        return arithmetic.rounded(held, rounding.to, mode)

    def split(self, body: Split) -> Held:
        """Shares cut to units of `to`, then one unit each by the largest cut-off fraction, ties in order."""
        total, shares = self.node(body.total.tree), [self.node(share.tree) for _, share in body.parts]
        values = [total, *shares]
        if any(one.kind == "null" for one in values):
            return self.unknown(values)
        if any(one.den.const is None or one.top().low < 0 for one in values):
            raise NotColumnar(_SHARE)
        den = lcm(*(share.den.const or 1 for share in shares))
        weights = [whole.times(share.top(), fixed(den // (share.den.const or 1))) for share in shares]
        all_ = reduce(whole.plus, weights)
        units = arithmetic.arithmetic("/", replace(total, why=None), _exactly(body.to), 0)
        over = units.den
        count = whole.quotient(units.top(), over)
        parts = largest_remainder(count, weights, all_)
        why = self.stopped(whole.remainder(units.top(), over), all_, strictly(values))
        fields = [
            (name, number(whole.times(part, fixed(body.to.numerator)), fixed(body.to.denominator)))
            for (name, _), part in zip(body.parts, parts, strict=True)
        ]
        held = Held("record", fields=tuple(fields))
        return masked(held, why) if why is not None else held

    def stopped(self, rest: Whole, weight: Whole, why: Why | None) -> Why | None:
        """Where the engine refuses: a total that is no multiple of the unit, or no shares at all."""
        bad = [whole.compared("!=", rest, fixed(0))] if rest.const is None else []
        bad += [whole.compared("=", weight, fixed(0))] if weight.low <= 0 and weight.const is None else []
        if rest.const or weight.const == 0:
            return nothing(ENGINE).why
        if not bad:
            return why
        code = ibis.ifelse(reduce(lambda a, b: a | b, bad), ibis.literal(ENGINE, "int16"), ibis.literal(0, "int16"))
        return strictly([Held("null", why=why), Held("null", why=Why(code, frozenset([0, ENGINE])))])


def _exactly(value: Fraction) -> Held:
    return Held("number", const=value, num=fixed(value.numerator), den=fixed(value.denominator))


def largest_remainder(count: Whole, weights: list[Whole], sum_: Whole) -> list[Whole]:
    """`count` units in proportion to the weights, whose sum is positive where it matters."""
    safe = sum_ if sum_.low > 0 else replace(whole.either([(whole.compared(">", sum_, fixed(0)), sum_)]), low=1)
    tops = [whole.times(count, weight) for weight in weights]
    parts = [whole.quotient(top, safe) for top in tops]
    cuts = [whole.remainder(top, safe) for top in tops]
    rest = whole.minus(count, reduce(whole.plus, parts))
    found = []
    for place, (part, cut) in enumerate(zip(parts, cuts, strict=True)):
        before = [_one_if(">=", other, cut) for other in cuts[:place]]
        before += [_one_if(">", other, cut) for other in cuts[place + 1 :]]
        rank = reduce(whole.plus, before, fixed(0))
        extra = _one_if("<", rank, replace(rest, low=0, high=len(cuts)) if rest.const is None else rest)
        found.append(whole.plus(part, extra))
    return found


def _one_if(sign: str, left: Whole, right: Whole) -> Whole:
    if left.const is not None and right.const is not None:
        return fixed(int(whole.COMPARE[sign](left.const, right.const)))
    test = whole.compared(sign, left, right)
    return Whole(ibis.ifelse(test, fixed(1).leaf(False), fixed(0).leaf(False)), 0, 1)
