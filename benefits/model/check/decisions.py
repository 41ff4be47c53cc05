"""Decisions and columns: what they declare against what their formulas give."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import reduce

from benefits.model.check import finite, rows, tables
from benefits.model.check.constants import Situation
from benefits.model.check.expressions import Inference
from benefits.model.check.periods import check_versions, days_of_change
from benefits.model.check.scope import Scope, contains, is_empty, overlap, show_period
from benefits.model.check.shapes import ANY, BOOLEAN, Shape, join, number, record
from benefits.model.check.trees import all_names
from benefits.model.program import (
    Allocate,
    Dated,
    Decision,
    DecisionTable,
    Each,
    Formula,
    Group,
    Lookup,
    Rank,
    Split,
)

MODES = ("half up", "half even", "up", "down", "ceiling", "floor")
MAX_DAYS = 500  # on which constant shares are added up


def check_decision(inference: Inference, decision: Decision) -> Shape:
    """The shape of a decision as others see it; everything wrong with it is reported."""
    names, report, place = inference.names, inference.report, inference.place
    whole = names.window()
    window = overlap(whole, decision.period)
    if is_empty(window):
        report.add("reversed_period", place, value=show_period(decision.period))
    if not contains(decision.period, whole) and decision.outside is None:
        report.add("missing_outside", place, value=show_period(decision.period))
    if decision.cite is None and "." not in decision.name:
        report.add("missing_citation", place)
    return figure(inference, decision, Scope(window, reader=decision.name))


def figure(inference: Inference, decision: Decision, scope: Scope) -> Shape:
    """The shape of a decision or column: its conditions, its body, its rounding."""
    if decision.only_when is not None:
        inference.formula(decision.only_when, scope, BOOLEAN)
        scope = scope.told(decision.only_when.tree, True)
    for when, _ in decision.undetermined:
        inference.formula(when, scope, BOOLEAN)
        scope = scope.told(when.tree, False)
    wanted = inference.names.declared(decision.type)
    found = _body(inference, decision, scope, wanted)
    if decision.rounding is not None:
        found = _rounded(inference, decision, found)
    if isinstance(decision.body, Each | Group | Split):
        return found
    if found.kind == "any":
        return wanted
    if decision.type.whole and found.kind == "number" and found.figures.places != 0:
        inference.report.add("not_whole", _whole_place(inference, decision).place)
    return replace(wanted, figures=found.figures) if found.kind == "number" else found


def _whole_place(inference: Inference, decision: Decision) -> Inference:
    return inference.of(decision.body) if isinstance(decision.body, Formula) else inference


def _body(inference: Inference, decision: Decision, scope: Scope, wanted: Shape) -> Shape:
    match decision.body:
        case Formula():
            return inference.formula(decision.body, scope, wanted)
        case DecisionTable():
            return tables.shape_of(inference, decision.body, scope, wanted)
        case Dated(versions):
            check_versions(versions, scope.window, inference.place, inference.report)
            shapes = [
                inference.formula(formula, replace(scope, window=overlap(scope.window, period)), wanted)
                for period, formula in versions
            ]
            return reduce(join, shapes) if shapes else ANY
        case Each():
            return rows.each(inference, decision.body, scope, figure)
        case Group():
            return rows.group(inference, decision.body, scope, figure)
        case Split():
            return _split(inference, decision.body, scope, wanted)
        case Rank():
            return rows.rank(inference, decision.body, scope, wanted)
        case Lookup():
            return rows.lookup(inference, decision.body, scope, wanted)
        case Allocate():
            return rows.allocate(inference, decision.body, scope, wanted)


def _split(inference: Inference, body: Split, scope: Scope, wanted: Shape) -> Shape:
    """A split: a total and pure shares that, where they are constant, make up the whole."""
    place = inference.place.below("split")
    declared = wanted if wanted.kind == "number" else None
    total = inference.at(place).formula(body.total, scope, declared or number(None))
    for name, share in body.parts:
        inference.at(place.below(f"parts.{name}")).formula(share, scope, number(()))
    _check_shares(inference, body, scope)
    part = rows.parts_of(inference.at(place), total, body.to, declared or number(None))
    return record({name: part for name, _ in body.parts})


def _check_shares(inference: Inference, body: Split, scope: Scope) -> None:
    """On each day on which a figure changes: shares that are the same for every case add up to 1."""
    names = inference.names
    used = {name for _, share in body.parts for name in all_names(share.tree)}
    days = days_of_change([names.parameters[name] for name in used if name in names.parameters], scope.window)
    for day in days[:MAX_DAYS]:
        situation = Situation(day, names.parameters, names.shapes)
        shares = [situation.value(share.tree) for _, share in body.parts]
        known = [share for share in shares if isinstance(share, Fraction)]
        if len(known) == len(shares) and sum(known) != 1:
            place = inference.place.below("split.parts")
            shown = finite.show_number(sum(known, Fraction(0)))
            inference.report.add("bad_shares", place, value=shown, expected=day.isoformat())
            return


def _rounded(inference: Inference, decision: Decision, found: Shape) -> Shape:
    """The rounding of a decision: a positive step, a mode that is one, an interpretation's options all served."""
    rounding, place = decision.rounding, inference.place.below("round")
    if rounding is None:
        return found
    for _, mode in rounding.modes:
        if mode not in MODES:
            inference.report.add("bad_mode", place, value=mode, expected=", ".join(MODES))
    if rounding.by:
        interpretation = inference.names.interpretations.get(rounding.by)
        if interpretation is None:
            inference.report.unknown(place, None, rounding.by, inference.names.interpretations)
        else:
            inference.names.used.add(rounding.by)
            options = [option.id for option in interpretation.options]
            served = [option for option, _ in rounding.modes]
            for option in sorted(set(options) ^ set(served)):
                inference.report.add("bad_mode", place, value=option, expected=", ".join(options))
    if rounding.to <= 0:
        inference.report.add("bad_step", place, value=finite.show_number(rounding.to))
        return ANY
    if found.kind != "number":
        inference.at(place).wrong(None, found, number(None))
        return found
    return replace(found, figures=finite.rounded(found.figures, rounding.to))
