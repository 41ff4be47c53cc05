"""How often each kind of row occurs in a large table: the one thing that is asked of all its rows.

A rank that formulas only hold against figures of the text (`visit_number <= counted_visits_cap`) matters only by the
side of the figure on which it lies; then one rank stands for all on that side. Where the first such figure is never
reached within a group, nothing has to be put in order, which is most of the table and most of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from benefits.columns.tables.shape import TableShape, row_names
from benefits.engine.layout import children, every_formula, formulas, names
from benefits.feel import syntax as s
from benefits.model.program import Decision, Lookup, Program, Rank

if TYPE_CHECKING:
    import ibis

Cuts = tuple[int, ...] | None
"""The ranks from 2 on at which something begins to differ; None: every rank may differ from every other."""

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_COUNTED = "count"


def cuts(program: Program, shape: TableShape, column: Decision, value: Callable[[s.Node], object]) -> Cuts:
    """Where a rank's formulas can tell one rank from the next; `value` evaluates a node without names of the row."""
    row = {field.name for field in shape.table.fields} | {one.name for one in shape.columns}
    found: set[int] = set()
    for sign, operand in _uses(program, shape, column, row):
        if operand is None:
            return None
        limit = value(operand)
        if not isinstance(limit, Fraction):
            return None
        found |= {floor(limit) + 1} if sign in ("<=", ">", "=", "!=") else set()
        found |= {ceil(limit)} if sign in ("<", ">=", "=", "!=") else set()
    return tuple(sorted(cut for cut in found if cut > 1))


def _uses(program: Program, shape: TableShape, column: Decision, row: set[str]) -> Iterator[tuple[str, s.Node | None]]:
    """Every use of the rank: a comparison's sign with the other side, or no node where it is used in another way."""
    keys = {parameter.name for parameter in program.parameters if column.name in parameter.by}
    for other in shape.columns:
        if isinstance(other.body, Lookup) and column.name in (*other.body.match, other.body.on):
            yield "", None
        for formula in formulas(other):
            if keys & set(names(formula.tree)):
                yield "", None
            yield from _comparisons(program, formula.tree, column.name, row)
    for group in shape.groups:
        for formula in every_formula(group):
            if column.name in set(_not_counted(formula.tree)):
                yield "", None


def _comparisons(program: Program, node: s.Node, rank: str, row: set[str]) -> Iterator[tuple[str, s.Node | None]]:
    if isinstance(node, s.Name) and node.name == rank:
        yield "", None
    elif isinstance(node, s.Binary) and node.operator in _TURNED:
        for sign, own, other in (
            (node.operator, node.left, node.right),
            (_TURNED[node.operator], node.right, node.left),
        ):
            if isinstance(own, s.Name) and own.name == rank and not row_names(program, set(names(other)), row):
                yield sign, other
                return
        yield from _comparisons(program, node.left, rank, row)
        yield from _comparisons(program, node.right, rank, row)
    else:
        for child in children(node):
            yield from _comparisons(program, child, rank, row)


def _not_counted(node: s.Node) -> Iterator[str]:
    """The names in a group's formula but those of which it only asks how many there are."""
    if isinstance(node, s.Name):
        yield node.name
    elif not (isinstance(node, s.Call) and isinstance(node.function, s.Name) and node.function.name == _COUNTED):
        for child in children(node):
            yield from _not_counted(child)


def sieve(shape: TableShape, known: Mapping[str, Cuts]) -> tuple[str, int] | None:
    """A free field, and in how many rows a text of it must stand for the rank of any of them to matter."""
    ranks = [column.body for column in shape.columns if isinstance(column.body, Rank)]
    limits = next(iter(known.values()), None) if len(ranks) == 1 else None
    free = [name for name in ranks[0].within if name in shape.free] if limits else []
    return (free[0], limits[0]) if limits and free else None


def count_kinds(
    shape: TableShape,
    rows: ibis.Table,
    position: str,
    known: Mapping[str, Cuts],
    often: list[object] | None = None,
) -> dict[tuple[object, ...], tuple[int, int]]:
    """Kind of row (its carried fields, then its ranks) → how many there are, and where the first of them stands.

    `rows`: the accepted rows, a column for every field of the table under its name, and `position`. `often`: the texts
    that `sieve` asks for, where known.
    """
    ranks = {column.name: column.body for column in shape.columns if isinstance(column.body, Rank)}
    found: dict[tuple[object, ...], tuple[int, int]] = {}
    for part in _parts(shape, rows, position, ranks, known, often):
        kinds = part.group_by([*shape.carried, *ranks]).aggregate(
            **{_NUMBER: part.count(), _FIRST: part[position].min()}
        )
        for row in kinds.to_pyarrow().to_pylist():
            *key, number, first = row.values()
            more, earlier = found.get(tuple(key), (0, first))
            found[tuple(key)] = (number + more, min(first, earlier))
    return found


_NUMBER, _FIRST = "number of rows", "first row"


def _parts(
    shape: TableShape,
    rows: ibis.Table,
    position: str,
    ranks: Mapping[str, Rank],
    known: Mapping[str, Cuts],
    often: list[object] | None,
) -> tuple[ibis.Table, ...]:
    """The rows with their ranks, in one part or in two that are ranked in different ways."""
    import ibis

    optional = {one.name for one in shape.table.fields if one.optional}
    if len(ranks) == 1:
        ((name, body),) = ranks.items()
        limits = known[name]
        if limits and body.within and not optional & set(body.within):
            some, wanted = rows, sieve(shape, known)
            if often is not None and wanted:
                texts = ibis.memtable({wanted[0]: often}, schema={wanted[0]: "string"})
                some = rows.semi_join(texts, wanted[0])
            groups = some.group_by(body.within).aggregate(**{_NUMBER: some.count()})
            busy = ibis.memtable(groups.filter(groups[_NUMBER] >= limits[0]).select(*body.within).to_pyarrow())
            few = rows.anti_join(busy, body.within)
            many = rows.semi_join(busy, body.within)
            return _with_rank(few, name, body, (), position), _with_rank(many, name, body, limits, position)
    for name, body in ranks.items():
        rows = _with_rank(rows, name, body, known[name], position)
    return (rows,)


def _with_rank(rows: ibis.Table, name: str, body: Rank, limits: Cuts, position: str) -> ibis.Table:
    """The rows with a column more: the first rank of those that make no difference to the row's own."""
    import ibis

    if limits == ():
        return rows.mutate(**{name: ibis.literal(1, "int64")})
    rank = ibis.row_number().over(group_by=list(body.within), order_by=[body.order, position]) + 1
    if limits is None:
        return rows.mutate(**{name: rank})
    ranked = rows.mutate(**{name: rank})
    starts = (1, *limits)
    steps = [(ranked[name] < end, ibis.literal(start, "int64")) for start, end in zip(starts, limits, strict=False)]
    return ranked.mutate(**{name: ibis.cases(*steps, else_=ibis.literal(starts[-1], "int64"))})
