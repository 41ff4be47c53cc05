"""Whether a program's figures of a large table can be made in columns, and what the figures of its rows depend on.

The shape: the table goes row by row into an `each`, whose rows go only into `group`s, whose columns are totals. What
comes after the first group is small and is the engine's. Then all rows that agree in what the formulas look at have
the same figures, so that the engine has to look at one of each kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benefits.engine.layout import children, every_formula, formulas, names
from benefits.feel import syntax as s
from benefits.model.program import Allocate, Check, Decision, Each, Group, Input, Label, Lookup, Program, Rank

TOTALS = frozenset(("sum", "count", "min", "max", "all", "any"))
"""The functions of a group's columns that can be had from how often each kind of row occurs."""

FREE = "text"
"""The kind of field of which a table may hold as many values as rows."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """`each` is the decision over `table`, `groups` the decisions over it, `checks` those of its rows.

    `carried` are the fields whose values decide a row's figures or are not free texts; `free` are texts that only say
    which rows belong together (a card number), or nothing at all. Of `carried` there should be few values.
    """

    table: Input
    each: Decision
    groups: tuple[Decision, ...]
    checks: tuple[Check, ...]
    carried: tuple[str, ...]
    free: tuple[str, ...]

    @property
    def columns(self) -> tuple[Decision, ...]:
        """The columns of the rows."""
        body = self.each.body
        return body.columns if isinstance(body, Each) else ()


def large_table(program: Program) -> str | None:
    """The table that a question of the program must give, which may be larger than memory; None when there is none."""
    needed = [spec.name for spec in program.inputs if spec.is_table and not spec.has_default and not spec.optional]
    return needed[0] if len(needed) == 1 else None


def shape_of(program: Program, name: str) -> TableShape | tuple[Label, ...]:
    """The shape of the program's work on its table `name`, or why that is not of this kind."""
    table = next(spec for spec in program.inputs if spec.name == name)
    eaches = [one for one in program.decisions if isinstance(one.body, Each) and one.body.source == name]
    if len(eaches) != 1:
        return (_label("不是恰由一项决定逐行使用该表", "not exactly one decision goes through the rows of the table"),)
    each = eaches[0]
    groups = [one for one in program.decisions if isinstance(one.body, Group) and one.body.source == each.name]
    reasons = (
        *_table_reasons(program, table),
        *_use_reasons(program, table, each, groups),
        *_column_reasons(table, each),
        *(reason for group in groups for reason in _group_reasons(program, table, each, group)),
    )
    if reasons:
        return tuple(dict.fromkeys(reasons))
    checks = tuple(check for check in program.checks if check.each == name)
    carried = _carried(program, table, each, groups, checks)
    fields = [field.name for field in table.fields]
    kept = tuple(name for name in fields if name in carried)
    return TableShape(table, each, tuple(groups), checks, kept, tuple(name for name in fields if name not in carried))


def depends(program: Program, column: Decision, row: Iterable[str]) -> tuple[str, ...]:
    """The names of the row (fields and earlier columns) that a column's cell can depend on."""
    known = set(row)
    spoken = {name for formula in formulas(column) for name in names(formula.tree)}
    if isinstance(column.body, Lookup):
        spoken |= {*column.body.match, column.body.on}
    if isinstance(column.body, Rank):
        spoken |= {*column.body.within, column.body.order}
    return tuple(sorted(row_names(program, spoken, known)))


def row_names(program: Program, spoken: set[str], known: set[str]) -> set[str]:
    """The names of the row among those spoken of, and among the keys of the parameters spoken of."""
    keys = {key for one in program.parameters if one.name in spoken - known for key in one.by}
    return (spoken | keys) & known


def _carried(
    program: Program, table: Input, each: Decision, groups: list[Decision], checks: tuple[Check, ...]
) -> set[str]:
    """The fields of which every value is looked at by the engine."""
    fields = {field.name: field for field in table.fields}
    body = each.body
    row = dict.fromkeys(fields)
    found = {group.body.by for group in groups if isinstance(group.body, Group)} & set(fields)
    for check in checks:
        found |= row_names(program, {*names(check.that.tree), *check.blames}, set(fields))
    for column in body.columns if isinstance(body, Each) else ():
        if isinstance(column.body, Rank):
            found.add(column.body.order)
        else:
            found |= set(depends(program, column, row)) & set(fields)
        row[column.name] = None
    return found | {name for name, one in fields.items() if one.type.kind != FREE or one.pattern or one.optional}


def _label(chinese: str, english: str) -> Label:
    return Label(chinese, english)


def _table_reasons(program: Program, table: Input) -> Iterator[Label]:
    if table.unique or table.no_overlap:
        yield _label("表的各行须互相比对", "the rows of the table must be held against one another")
    if any(one.extended_by and one.extended_by.table == table.name for one in program.enumerations):
        yield _label("表中的行增加可选值", "the rows of the table bring further choices")


def _use_reasons(program: Program, table: Input, each: Decision, groups: list[Decision]) -> Iterator[Label]:
    """Other uses of the table, or of its rows after the `each`, than those of the shape."""
    taken = {table.name, each.name}
    elsewhere = _label("还有别处使用整张表", "something else uses the whole table")
    for one in program.decisions:
        spoken = {name for formula in every_formula(one) for name in names(formula.tree)}
        source = one.body.source if isinstance(one.body, Each | Group) else ""
        if spoken & taken or (source in taken and one is not each and one not in groups):
            yield elsewhere
    for check in program.checks:
        if taken & set(names(check.that.tree)):
            yield elsewhere
    for rule in program.properties:
        if rule.always is not None and taken & set(names(rule.always.tree)):
            yield elsewhere
    if any(name == each.name for _, name in program.outputs):
        yield _label("结果就是逐行的表", "the rows themselves are the result")


def _column_reasons(table: Input, each: Decision) -> Iterator[Label]:
    fields = {field.name for field in table.fields}
    for column in each.body.columns if isinstance(each.body, Each) else ():
        if column.name in fields:
            yield _label("算出的列与表中的列同名", "a computed column has the name of a field")
        if isinstance(column.body, Allocate):
            yield _label("在逐行的表内分配", "an amount is allocated among the rows")
        if isinstance(column.body, Rank) and not {*column.body.within, column.body.order} <= fields:
            yield _label("按算出的列排序", "rows are ranked by a computed column")


def _group_reasons(program: Program, table: Input, each: Decision, group: Decision) -> Iterator[Label]:
    """A column of a group that looks at its lists by other ways than totals."""
    columns = each.body.columns if isinstance(each.body, Each) else ()
    row = {field.name for field in table.fields} | {column.name for column in columns}
    for formula in every_formula(group):
        if row_names(program, set(_bare(formula.tree)), row):
            yield _label("分组合计以外的用法", "a group's column is not made of totals")


def _bare(node: s.Node) -> Iterator[str]:
    """The names in a formula that do not stand alone as the argument of a total."""
    if isinstance(node, s.Call):
        total = isinstance(node.function, s.Name) and node.function.name in TOTALS and len(node.arguments) == 1
        for argument in node.arguments:
            if not (total and isinstance(argument, s.Name)):
                yield from _bare(argument)
    elif isinstance(node, s.Name):
        yield node.name
    else:
        for child in children(node):
            yield from _bare(child)
