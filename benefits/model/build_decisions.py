"""Decisions and their columns: bodies, types, periods and rounding, from shape to Program values."""

from __future__ import annotations

from benefits.model.format_decisions import (
    AllocateShape,
    ColumnShape,
    DecisionShape,
    FigureShape,
    LookupShape,
    RecordFieldShape,
    RoundShape,
    TableShape,
    VersionShape,
)
from benefits.model.program import (
    Allocate,
    Body,
    Dated,
    Decision,
    DecisionTable,
    Each,
    Formula,
    Group,
    Input,
    Label,
    Lookup,
    Period,
    Rank,
    Rounding,
    Split,
    TableRule,
    Type,
)
from benefits.model.site import Site, citation, citation_or_none, label, label_or_none
from benefits.model.yaml_text import Path


class Decisions:
    """Builds the decisions of one file. `kinds` has the kind of every decision and column, for the keys of rows."""

    def __init__(self, site: Site, inputs: dict[str, Input]) -> None:
        self.site = site
        self.inputs = inputs
        self.kinds: dict[str, str] = {}
        self._shapes: dict[str, DecisionShape] = {}
        self._columns: dict[str, tuple[Decision, ...]] = {}

    def build(self, shapes: dict[str, DecisionShape]) -> tuple[Decision, ...]:
        """All decisions, in the order of the file."""
        self._shapes = shapes
        for name, spec in shapes.items():
            columns = spec.columns or {}
            path = ("decisions", name, "columns")
            self._columns[name] = tuple(self._column((*path, key), name, key, each) for key, each in columns.items())
        decisions = tuple(self._decision(name, spec) for name, spec in shapes.items())
        for decision in decisions:
            self.kinds.setdefault(decision.name, decision.type.kind)
        for column in (each for columns in self._columns.values() for each in columns):
            self.kinds.setdefault(column.name, column.type.kind)
        return decisions

    def _decision(self, name: str, spec: DecisionShape) -> Decision:
        path: Path = ("decisions", name)
        body = self._body(path, name, spec)
        return Decision(
            name=name,
            label=label(spec.label),
            type=self._type(path, name, spec, body),
            body=body,
            period=Period(spec.first, spec.last),
            outside=label_or_none(spec.outside),
            only_when=self.site.formula_or_none((*path, "only_when"), spec.only_when),
            undetermined=self._undetermined(path, spec),
            rounding=_rounding(spec.round),
            kind=spec.kind or "",
            for_reading=spec.for_reading,
            note=label_or_none(spec.note),
            cite=citation(spec.cite),
            at=self.site.mark(path),
            fields=_field_labels(spec),
        )

    def _column(self, path: Path, owner: str, name: str, spec: ColumnShape) -> Decision:
        body = self._column_body(path, spec)
        return Decision(
            name=name,
            label=label(spec.label),
            type=self._figure_type(path, f"{owner}.{name}", spec),
            body=body,
            undetermined=self._undetermined(path, spec),
            rounding=_rounding(spec.round),
            note=label_or_none(spec.note),
            cite=citation_or_none(spec.cite),
            at=self.site.mark(path),
            fields=_field_labels(spec),
        )

    def _undetermined(self, path: Path, spec: FigureShape) -> tuple[tuple[Formula, Label], ...]:
        return tuple(
            (self.site.formula((*path, "undetermined", number, "when"), each.when), label(each.because))
            for number, each in enumerate(spec.undetermined)
        )

    # Bodies

    def _body(self, path: Path, name: str, spec: DecisionShape) -> Body:
        if spec.versions is not None:
            return self._versions((*path, "versions"), spec.versions)
        if spec.each is not None:
            columns = self._columns[name]
            keep = spec.keep if spec.keep is not None else self._all_fields(spec.each, columns)
            return Each(spec.each, tuple(keep), columns)
        if spec.group is not None:
            return Group(spec.group, spec.by or "", self._columns[name])
        if spec.split is not None:
            split, inside = spec.split, (*path, "split")
            total = self.site.formula((*inside, "total"), split.total)
            shares = split.parts.items()
            parts = tuple((part, self.site.formula((*inside, "parts", part), text)) for part, text in shares)
            return Split(total, split.to, parts)
        return self._simple_body(path, spec)

    def _column_body(self, path: Path, spec: ColumnShape) -> Body:
        if spec.rank is not None:
            return Rank(tuple(spec.rank.within), spec.rank.order)
        if spec.lookup is not None:
            return self._lookup((*path, "lookup"), spec.lookup)
        if spec.allocate is not None:
            return self._allocate((*path, "allocate"), spec.allocate)
        return self._simple_body(path, spec)

    def _simple_body(self, path: Path, spec: FigureShape) -> Body:
        if spec.table is not None:
            return self._table((*path, "table"), spec.table)
        return self.site.formula((*path, "formula"), spec.formula or "")

    def _versions(self, path: Path, versions: list[VersionShape]) -> Dated:
        return Dated(
            tuple(
                (
                    Period(each.first, each.last),
                    self.site.formula((*path, number, "formula"), each.formula),
                )
                for number, each in enumerate(versions)
            )
        )

    def _table(self, path: Path, spec: TableShape) -> DecisionTable:
        rules = []
        for number, rule in enumerate(spec.rules):
            at = (*path, "rules", number)
            cells = enumerate(rule.when)
            rules.append(
                TableRule(
                    tests=tuple(self.site.formula((*at, "when", place), cell, cell=True) for place, cell in cells),
                    result=self.site.formula_or_none((*at, "result"), rule.result),
                    undetermined=label_or_none(rule.undetermined),
                    cite=citation_or_none(rule.cite),
                    at=self.site.mark(at),
                )
            )
        columns = enumerate(spec.columns)
        return DecisionTable(
            columns=tuple(self.site.formula((*path, "columns", place), text) for place, text in columns),
            rules=tuple(rules),
            collect=spec.collect,
        )

    def _lookup(self, path: Path, spec: LookupShape) -> Lookup:
        return Lookup(
            table=spec.table,
            match=tuple(spec.match),
            on=spec.on,
            start=spec.first,
            end=spec.last,
            value=spec.value,
            otherwise=self.site.formula((*path, "otherwise"), spec.otherwise),
        )

    def _allocate(self, path: Path, spec: AllocateShape) -> Allocate:
        total = self.site.formula((*path, "total"), spec.total)
        return Allocate(total, spec.by, spec.to, label(spec.when_zero))

    # Types

    def _type(self, path: Path, name: str, spec: DecisionShape, body: Body) -> Type:
        if isinstance(body, Each | Group):
            fields = self._fields(name, frozenset())
            return Type("list", of=Type("record", fields=tuple(fields.items())))
        if isinstance(body, Split):
            part = Type("number", unit=spec.unit or "")
            return Type("record", unit=part.unit, fields=tuple((each, part) for each, _ in body.parts))
        return self._figure_type(path, name, spec)

    def _figure_type(self, path: Path, name: str, spec: FigureShape) -> Type:
        enumeration = self.site.enumeration_of(path, name, spec.label, spec.choices)
        if spec.type is None or spec.type == "integer":
            return Type("number", unit=spec.unit or "1", whole=spec.type == "integer")
        if spec.type != "list":
            return Type(spec.type, choices=enumeration)
        if spec.of == "record":
            return Type("list", of=self._record(path, name, spec.fields or {}))
        unit = spec.unit or "1" if spec.of == "number" else ""
        return Type("list", of=Type(spec.of or "", unit=unit, choices=enumeration))

    def _record(self, path: Path, name: str, shapes: dict[str, RecordFieldShape]) -> Type:
        """The type of records with these fields; choices written at a field make an enumeration `list.field`."""
        fields = []
        for field, spec in shapes.items():
            choices = self.site.enumeration_of((*path, "fields", field), f"{name}.{field}", spec.label, spec.choices)
            if spec.type is None or spec.type == "integer":
                fields.append((field, Type("number", unit=spec.unit or "1", whole=spec.type == "integer")))
            else:
                fields.append((field, Type(spec.type, choices=choices)))
        return Type("record", fields=tuple(fields))

    def _fields(self, name: str, above: frozenset[str]) -> dict[str, Type]:
        """The fields of the rows of a list, a table or a decision that makes one; none when there is no such thing."""
        if name in self.inputs:
            return {field.name: field.type for field in self.inputs[name].fields}
        spec = self._shapes.get(name)
        if spec is None or name in above or (spec.each is None and spec.group is None):
            return {}
        columns = {column.name: column.type for column in self._columns[name]}
        source = self._fields(spec.each or spec.group or "", above | {name})
        if spec.group is not None:
            kept = [spec.by or ""]
        else:
            kept = spec.keep if spec.keep is not None else [field for field in source if field not in columns]
        return {field: source[field] for field in kept if field in source} | columns

    def _all_fields(self, source: str, columns: tuple[Decision, ...]) -> list[str]:
        """What a table keeps that does not say what: every field of its source that no column replaces."""
        new = {column.name for column in columns}
        return [field for field in self._fields(source, frozenset()) if field not in new]


def _rounding(spec: RoundShape | None) -> Rounding | None:
    if spec is None:
        return None
    modes = tuple((spec.modes or {}).items()) if spec.by is not None else (("", spec.mode or ""),)
    return Rounding(spec.to, modes, spec.by or "", label(spec.because))


def _field_labels(spec: FigureShape) -> tuple[tuple[str, Label], ...]:
    return tuple((name, label(field.label)) for name, field in (spec.fields or {}).items())
