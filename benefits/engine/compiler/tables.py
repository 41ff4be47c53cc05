"""The table forms in generated code. A table is a tuple of columns, each a list; a cell that is not determined holds
its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from benefits.engine.compiler.calls import NotCompiled
from benefits.engine.compiler.formulas import Formulas
from benefits.engine.compiler.values import PAIR, Held
from benefits.engine.outcome import NotDetermined
from benefits.model.program import Allocate, Decision, Each, Group, Lookup, Rank, Split

Columns = dict[str, Held]


class Tables(Formulas):
    """Compiles each, group and split. A subclass knows the program's tables (`table`) and decision rules (`value`)."""

    reasons: dict[tuple[str, str], str]

    def table(self, name: str) -> Held:
        raise LookupError(name)

    def value(self, decision: Decision, scope: Mapping[str, Held]) -> Held:
        raise LookupError(decision.name)

    def order(self, source: str, by: str) -> str:
        """Code for the members of the enumeration of a table's field, or `None`."""
        raise LookupError(source)

    def kept_columns(self, held: Held) -> Columns:
        return {name: self.kept_list(column) for name, column in held.fields}

    def made(self, columns: Mapping[str, Held]) -> Held:
        """A table of finished columns, as one tuple."""
        name = self.block.assign("(" + "".join(column.code + ", " for column in columns.values()) + ")", "table")
        fields = tuple((key, column.at(f"{name}[{at}]")) for at, (key, column) in enumerate(columns.items()))
        return Held("table", name, fields=fields)

    def each(self, decision: Decision, body: Each) -> Held:
        columns = self.kept_columns(self.table(body.source))
        for column in body.columns:
            columns[column.name] = self.column(decision, column, columns)
        names = (*body.keep, *(column.name for column in body.columns))
        return self.made({name: columns[name] for name in names})

    def column(self, decision: Decision, column: Decision, columns: Columns) -> Held:
        if isinstance(column.body, Rank):
            return self.rank(column.body, columns)
        if isinstance(column.body, Allocate):
            return self.allocate(decision, column, column.body, columns)
        found = None
        if isinstance(column.body, Lookup):
            found = self.posted_prices(column.body)
        target = self.block.assign("[]", "list")
        cells: list[Held] = []

        def row(held: Held) -> None:
            scope = dict(held.fields)
            cells.append(self.cell_into(target, lambda: self.cell_value(column, scope, found)))

        self.loop(Held("table", fields=tuple(columns.items())), "row", row)
        return self.column_of(target, cells[0])

    def cell_into(self, target: str, compute: Callable[[], Held]) -> Held:
        """Append one computed cell to a column; a reason why it is not determined is kept in its place."""
        before, self.risky = self.risky, False
        with self.block.aside() as lines:
            held = compute()
            self.block.emit(f"{target}.append({self.single(held)})")
        risky, self.risky = self.risky, before
        if not risky:
            self.splice(lines, 0)
            return held
        with self.block.indented("try:"):
            self.splice(lines)
        with self.block.indented("except NotDetermined as reason:"):
            self.block.emit(f"{target}.append(reason)")
        return replace(held, ends=True)

    def column_of(self, target: str, cell: Held) -> Held:
        return Held("list", target, item=self.in_column(cell), doubtful=cell.ends)

    def in_column(self, cell: Held) -> Held:
        """How a cell is held in its column: numbers over a known denominator stay plain."""
        if cell.kind == "number" and isinstance(cell.den, int):
            return Held("number", den=cell.den)
        return self.item_of(cell)

    def cell_value(self, column: Decision, scope: Mapping[str, Held], found: tuple[str, Held] | None) -> Held:
        if found is not None and isinstance(column.body, Lookup):
            return self.lookup(column.body, scope, found)
        return self.value(column, scope)

    def rank(self, body: Rank, columns: Columns) -> Held:
        if any(columns[name].doubtful for name in (*body.within, body.order)):
            raise NotCompiled("rank over figures that may not be determined")
        within = ", ".join(columns[name].code for name in body.within)
        target = self.block.assign(f"rank([{within}], {columns[body.order].code})", "list")
        return Held("list", target, item=Held("number", den=1, sign="+"))

    def posted_prices(self, body: Lookup) -> tuple[str, Held]:
        table = self.kept_columns(self.table(body.table))
        keys = ", ".join(table[name].code for name in body.match)
        value = table[body.value]
        rest = f"{table[body.start].code}, {table[body.end].code}, {value.code}"
        return self.block.assign(f"spans([{keys}], {rest})"), value.item or Held("null")

    def lookup(self, body: Lookup, scope: Mapping[str, Held], found: tuple[str, Held]) -> Held:
        keys = "".join(self.read(scope[name]).code + ", " for name in body.match)
        table, item = found
        posted = self.block.assign(f"posted({table}, ({keys}), {self.read(scope[body.on]).code})")
        with self.block.aside() as lines:
            otherwise = self.node(body.otherwise.tree, scope)
        held, own, other = self.join(replace(item, code=posted), otherwise, [], lines)
        with self.block.indented(f"if {posted} is None:"):
            self.splice(lines)
            self.block.emit(f"{posted} = {other}")
        if own != posted:
            with self.block.indented("else:"):
                self.block.emit(f"{posted} = {own}")
        return held.at(posted)

    def allocate(self, decision: Decision, column: Decision, body: Allocate, columns: Columns) -> Held:
        weights = columns[body.by]
        target = self.block.assign("[]", "list")
        reason = self.reasons[decision.name, column.name]
        with self.block.indented(f"if {weights.code}:"):
            with self.block.indented("try:"):
                total = self.node(body.total.tree, {})
                sure = self.kept_list(self.certain(weights))
                item = sure.item or Held("number")
                nothing = f"not any(x[0] for x in {sure.code})" if item.den == PAIR else f"not any({sure.code})"
                name = f"k{len(self.names)}"
                self.names[name] = NotDetermined(body.when_zero)
                self.block.emit(f"if {nothing}: again({name})")
                shares = self.shares(total, body.to.as_integer_ratio(), self.pairs(sure))
                self.block.emit(f"{target} = {shares}")
            with self.block.indented("except NotDetermined as reason:"):
                self.block.emit(f"{target} = [reason] * len({weights.code})")
                self.block.emit(f"if not isinstance(reason, Absent): {reason} = reason.reason")
        return Held("list", target, item=Held("number", den=body.to.denominator), doubtful=True)

    def shares(self, total: Held, unit: tuple[int, int], weights: str) -> str:
        call = f"divide({self.pair(total)}, {unit}, {weights})"
        return call if unit[0] == 1 else f"[x * {unit[0]} for x in {call}]"

    def group(self, body: Group) -> Held:
        source = self.kept_columns(self.table(body.source))
        places = self.block.fresh("places")
        groups = self.block.assign(f"grouped({source[body.by].code}, {self.order(body.source, body.by)})")
        targets = {column.name: self.block.assign("[]", "list") for column in body.columns}
        cells: dict[str, list[Held]] = {column.name: [] for column in body.columns}
        keys = self.block.assign(f"list({groups})", "list")
        with self.block.indented(f"for {places} in {groups}.values():"):
            lists = {name: held.at(f"[{held.code}[x] for x in {places}]") for name, held in source.items()}
            for column in body.columns:
                target = targets[column.name]
                cell = self.cell_into(target, lambda column=column: self.value(column, lists))  # type: ignore[misc]
                cells[column.name].append(cell)
                lists[column.name] = replace(self.in_column(cell), code=f"{target}[-1]", ends=cell.ends)
        made = {column.name: self.column_of(targets[column.name], cells[column.name][0]) for column in body.columns}
        return self.made({body.by: source[body.by].at(keys), **made})

    def split(self, decision: Decision, body: Split) -> Held:
        total = self.node(body.total.tree, {})
        shares = [self.pair(self.node(share.tree, {})) for _, share in body.parts]
        name = self.block.assign(self.shares(total, body.to.as_integer_ratio(), f"[{', '.join(shares)}]"), "parts")
        den = body.to.denominator
        fields = tuple((part, Held("number", f"{name}[{at}]", den)) for at, (part, _) in enumerate(body.parts))
        return Held("record", name, fields=fields)
