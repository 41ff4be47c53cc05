"""The table forms (each, group, split, rank, lookup, allocate) for the evaluation with unknowns."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm

from benefits.engine.numbers import largest_remainder
from benefits.engine.outcome import Absent, NotDetermined, Unknown
from benefits.engine.plain.formulas import Formulas, Scope
from benefits.engine.plain.functions import flat
from benefits.errors import Problem, RuleError
from benefits.model.program import Allocate, Body, Decision, Each, Group, Lookup, Rank, Split


def table_body(evaluation: Formulas, decision: Decision, body: Body) -> object:
    if isinstance(body, Each):
        return _each(evaluation, decision, body)
    if isinstance(body, Group):
        return _group(evaluation, body)
    if isinstance(body, Split):
        return _split(evaluation, body)
    raise RuleError([Problem("check_failed", detail=(("message", type(body).__name__, type(body).__name__),))])


def _each(evaluation: Formulas, decision: Decision, body: Each) -> object:
    source = evaluation.name(body.source, {})
    if isinstance(source, Unknown):
        return source
    rows: list[Scope] = [dict(row) for row in source]  # type: ignore[attr-defined]
    for column in body.columns:
        cells = _column(evaluation, decision, column, rows)
        if isinstance(cells, Unknown):
            return cells
        for row, cell in zip(rows, cells, strict=True):
            row[column.name] = cell
    names = (*body.keep, *(column.name for column in body.columns))
    return [{name: row[name] for name in names} for row in rows]


def _column(evaluation: Formulas, decision: Decision, column: Decision, rows: list[Scope]) -> list[object] | Unknown:
    if isinstance(column.body, Rank):
        return _rank(column.body, rows)
    if isinstance(column.body, Allocate):
        return _allocate(evaluation, decision, column, column.body, rows)
    return [cell(evaluation, column, row) for row in rows]


def cell(evaluation: Formulas, column: Decision, row: Scope) -> object:
    """A column's value in one row, or the reason why it has none, as a value."""
    try:
        if isinstance(column.body, Lookup):
            return evaluation.rounded(column, _lookup(evaluation, column.body, row), row)
        return evaluation.compute(column, row)
    except NotDetermined as reason:
        return reason


def _rank(body: Rank, rows: list[Scope]) -> list[object] | Unknown:
    names = (*body.within, body.order)
    unknown = [row[name] for row in rows for name in names if isinstance(row[name], Unknown)]
    if unknown:
        return Unknown.of(*unknown)
    ranks: list[object] = [None] * len(rows)
    seen: dict[tuple[object, ...], int] = {}
    for place in sorted(range(len(rows)), key=lambda place: rows[place][body.order]):  # type: ignore[arg-type, return-value]
        group = tuple(rows[place][name] for name in body.within)
        seen[group] = seen.get(group, 0) + 1
        ranks[place] = Fraction(seen[group])
    return ranks


def _lookup(evaluation: Formulas, body: Lookup, row: Scope) -> object:
    table = evaluation.name(body.table, {})
    keys, day = [row[name] for name in body.match], row[body.on]
    if isinstance(table, Unknown) or any(isinstance(key, Unknown) for key in (*keys, day)):
        return Unknown.of(table, *keys, day)
    for other in table:  # type: ignore[attr-defined]
        if [other[name] for name in body.match] == keys and other[body.start] <= day <= other[body.end]:
            return other[body.value]
    return evaluation.formula(body.otherwise, row)


def _allocate(
    evaluation: Formulas, decision: Decision, column: Decision, body: Allocate, rows: list[Scope]
) -> list[object] | Unknown:
    if not rows:
        return []
    try:
        total = evaluation.formula(body.total, {})
        weights = flat([[row[body.by] for row in rows]])
        unknown = [value for value in (total, *weights) if isinstance(value, Unknown)]  # type: ignore[misc]
        if unknown:
            return Unknown.of(*unknown)
        if sum(weights) == 0:  # type: ignore[arg-type]
            raise NotDetermined(body.when_zero)
    except NotDetermined as reason:
        if not isinstance(reason, Absent):
            evaluation.trace.columns[decision.name, column.name] = reason.reason
        return [reason] * len(rows)
    return list(divide(total, body.to, weights))  # type: ignore[arg-type]


def divide(total: Fraction, to: Fraction, weights: list[Fraction]) -> list[Fraction]:
    """`total`, a multiple of `to`, in proportion to the weights by largest remainder."""
    units = total / to
    if units.denominator != 1:
        words = f"{total} / {to}"
        raise RuleError([Problem("total_not_whole", value=words)])
    common = lcm(*(weight.denominator for weight in weights))
    shares = largest_remainder(units.numerator, [int(weight * common) for weight in weights])
    return [share * to for share in shares]


def _group(evaluation: Formulas, body: Group) -> object:
    source = evaluation.name(body.source, {})
    if isinstance(source, Unknown):
        return source
    return grouped(evaluation, body, source, lambda name, rows: [row[name] for row in rows])  # type: ignore[arg-type]


def grouped(
    evaluation: Formulas, body: Group, rows: list[Scope], gather: Callable[[str, list[Scope]], list[object]]
) -> object:
    """The table of a group over `rows`; `gather` makes the list that a name of the source stands for in a group."""
    unknown = [row[body.by] for row in rows if isinstance(row[body.by], Unknown)]
    if unknown:
        return Unknown.of(*unknown)
    members: dict[object, list[Scope]] = {}
    for row in rows:
        members.setdefault(row[body.by], []).append(row)
    order = group_order(evaluation, body, list(members))
    made = []
    for key in order:
        lists: Scope = {name: gather(name, members[key]) for name in rows[0]}
        made_row: Scope = {body.by: key}
        for column in body.columns:
            made_row[column.name] = lists[column.name] = cell(evaluation, column, lists)
        made.append(made_row)
    return made


def group_order(evaluation: Formulas, body: Group, keys: list[object]) -> list[object]:
    """The enumeration's order, the case's own members last as given; for other types the order of first occurrence."""
    for members in evaluation.case.members.values():
        if set(keys) <= set(members):
            return [member for member in members if member in set(keys)]
    for enumeration in evaluation.program.enumerations:
        if set(keys) <= set(enumeration.ids()):
            return [id_ for id_ in enumeration.ids() if id_ in set(keys)]
    return keys


def _split(evaluation: Formulas, body: Split) -> object:
    total = evaluation.formula(body.total, {})
    shares = [evaluation.formula(share, {}) for _, share in body.parts]
    if any(isinstance(value, Unknown) for value in (total, *shares)):
        return Unknown.of(total, *shares)
    parts = divide(total, body.to, shares)  # type: ignore[arg-type]
    return dict(zip((name for name, _ in body.parts), parts, strict=True))
