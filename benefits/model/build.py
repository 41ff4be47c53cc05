"""A rule file's shape to a Program: formulas parsed, literals turned to values, periods and types filled in.

What comes out stands for this file alone: what it uses of other programs is put in by `benefits.model.link`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from benefits.errors import Problem
from benefits.feel.names import OPERAND_KEYWORDS, STOP_WORDS
from benefits.model import limits
from benefits.model.build_decisions import Decisions
from benefits.model.documents import Clause, Document
from benefits.model.format import AskedShape, FieldShape, InputShape, ParameterShape, RowShape
from benefits.model.format_file import DocumentShape, ExampleShape, ProgramShape
from benefits.model.format_words import nearest
from benefits.model.literals import read_literal
from benefits.model.program import (
    Check,
    DateRule,
    Enumeration,
    Example,
    Extension,
    Input,
    Interpretation,
    NoOverlap,
    Parameter,
    Period,
    Program,
    Property,
    Row,
    Type,
    Value,
)
from benefits.model.rule_file import place_of
from benefits.model.site import PROFILE_FUNCTIONS, Site, choices, citation, citation_or_none, label, label_or_none
from benefits.model.yaml_text import Path, Reading

# What a formula may say without declaring it; a program's own names must be others.
BUILTIN_NAMES = ("date", "months_per_year", "item")
KEYWORDS = OPERAND_KEYWORDS | STOP_WORDS | {"not"}


def build_document(reading: Reading, shape: DocumentShape) -> Document:
    """The record of a document."""
    clauses = (
        Clause(name, label(one.gist), label_or_none(one.not_encoded), place_of(reading, ("clauses", name), key=True))
        for name, one in shape.clauses.items()
    )
    return Document(
        id=shape.document,
        title=label(shape.title),
        number=shape.number,
        issuer=label(shape.issuer),
        issued=shape.issued,
        effective=shape.effective,
        until=shape.until,
        repeals=tuple(shape.repeals),
        clauses=tuple(clauses),
    )


def build_program(reading: Reading, shape: ProgramShape, file: str) -> tuple[Program, list[Problem]]:
    """The program of a rule file, not yet linked, and everything that was found wrong with it."""
    site = Site(reading, file)
    site.names = (*PROFILE_FUNCTIONS, *_declared(shape))
    _check_names(site, shape)
    _enumerations(site, shape)
    inputs = tuple(_input(site, ("inputs", name), name, spec) for name, spec in shape.inputs.items())
    period = site.period(("in_force",), shape.in_force.first, shape.in_force.last)
    figures = Decisions(site, {spec.name: spec for spec in inputs})
    decisions = figures.build(shape.decisions)
    key_kinds = _key_kinds(inputs, figures)
    program = Program(
        id=shape.program,
        title=label(shape.title),
        summary=label_or_none(shape.summary),
        basis=tuple(shape.basis),
        period=period,
        undated=label_or_none(shape.in_force.undated),
        date_rule=_date_rule(site, shape),
        uses=tuple(shape.uses.items()),
        interpretations=_interpretations(site, shape),
        enumerations=(),
        inputs=inputs,
        parameters=tuple(_parameter(site, name, spec, key_kinds) for name, spec in shape.parameters.items()),
        decisions=decisions,
        outputs=tuple(shape.outputs),
        checks=_checks(site, shape),
        properties=_properties(site, shape),
        examples=tuple(_example(site, name, spec) for name, spec in shape.examples.items()),
        path=file,
    )
    _check_defaults(site, inputs)
    return replace(program, enumerations=tuple(site.enumerations.values())), site.problems


def _declared(shape: ProgramShape) -> Iterable[str]:
    """Every name that a formula of the file could speak of."""
    yield from BUILTIN_NAMES
    for group in (shape.uses, shape.interpretations, shape.inputs, shape.parameters, shape.decisions):
        yield from group
    for spec in shape.inputs.values():
        yield from spec.fields or ()
    for decision in shape.decisions.values():
        yield from decision.columns or ()


def _check_names(site: Site, shape: ProgramShape) -> None:
    """A name means one thing: no two of the program are the same, and none is a word of the language.

    Fields and columns have their own rows to live in, but no alias may be called as one of them is.
    """
    seen = dict.fromkeys((*KEYWORDS, *BUILTIN_NAMES), "FEEL")
    groups: tuple[tuple[str, Iterable[str]], ...] = (
        ("uses", shape.uses),
        ("interpretations", shape.interpretations),
        ("inputs", shape.inputs),
        ("parameters", shape.parameters),
        ("decisions", shape.decisions),
    )
    for group, names in groups:
        for name in names:
            # An input may be called `item`: inside a filter, `item` is the filter's.
            if name in seen and (group, name) != ("inputs", "item"):
                site.add("duplicate_name", (group, name), name, seen[name], key=True)
            seen.setdefault(name, f"{group}.{name}")
    inside: list[tuple[Path, Iterable[str]]] = []
    inside += [(("inputs", name, "fields"), spec.fields or ()) for name, spec in shape.inputs.items()]
    inside += [(("decisions", name, "columns"), spec.columns or ()) for name, spec in shape.decisions.items()]
    for path, names in inside:
        for name in names:
            if name in KEYWORDS or name in shape.uses:
                site.add("duplicate_name", (*path, name), name, seen[name], key=True)


def _enumerations(site: Site, shape: ProgramShape) -> None:
    for name, spec in shape.enumerations.items():
        more = spec.extended_by
        extension = None if more is None else Extension(more.table, more.id, more.name)
        at = site.mark(("enumerations", name))
        site.enumerations[name] = Enumeration(
            name, label(spec.label), choices(spec.values or {}), extension, at, spec.includes or ""
        )


def _check_defaults(site: Site, inputs: tuple[Input, ...]) -> None:
    """The default of a choice is among its values. What takes values of used programs is looked at after linking."""
    for spec in inputs:
        for path, each in ((("inputs", spec.name), spec), *_fields_of(spec)):
            options = site.enumerations.get(each.type.choices)
            if options is not None and not options.includes and each.has_default and each.default not in options.ids():
                ids, value = list(options.ids()), str(each.default)
                site.add("not_a_choice", (*path, "default"), value, ", ".join(ids), nearest(value, ids))


def _fields_of(spec: Input) -> Iterable[tuple[Path, Input]]:
    return ((("inputs", spec.name, "fields", field.name), field) for field in spec.fields)


def _input(site: Site, path: Path, name: str, spec: FieldShape | InputShape, prefix: str = "") -> Input:
    enumeration = site.enumeration_of(path, f"{prefix}{name}", spec.label, spec.choices)
    rows = spec if isinstance(spec, InputShape) else None
    fields = rows.fields or {} if rows is not None else {}
    inner = tuple(_input(site, (*path, "fields", key), key, each, f"{name}.") for key, each in fields.items())
    overlap = rows.no_overlap if rows is not None else None
    most = {"list": limits.MAX_LIST_ROWS, "table": limits.MAX_TABLE_ROWS}.get(spec.type, 0)
    return Input(
        name=name,
        label=label(spec.label),
        help=label_or_none(spec.help),
        type=_input_type(spec, enumeration, inner),
        decimals=spec.decimals,
        minimum=spec.min,
        maximum=spec.max,
        has_default=spec.default is not None,
        default=spec.default if spec.default in (None, ()) else read_literal(spec.type, str(spec.default)),
        optional=spec.optional is True,
        external=spec.external,
        keys_of=spec.keys_of or "",
        not_empty=spec.not_empty,
        pattern=spec.pattern or "",
        is_table=spec.type == "table",
        fields=inner,
        min_rows=rows.min_rows if rows is not None else 0,
        max_rows=rows.max_rows if rows is not None and rows.max_rows is not None else most,
        unique=tuple(rows.unique) if rows is not None else (),
        no_overlap=None if overlap is None else NoOverlap(tuple(overlap.by), overlap.first, overlap.last),
        cite=citation_or_none(spec.cite),
        at=site.mark(path),
        required=rows is not None and rows.required,
        optional_when=site.formula((*path, "optional"), spec.optional) if isinstance(spec.optional, str) else None,
    )


def _input_type(spec: AskedShape, enumeration: str, fields: tuple[Input, ...]) -> Type:
    if spec.type in ("list", "table"):
        return Type("list", of=Type("record", fields=tuple((field.name, field.type) for field in fields)))
    if spec.type in ("number", "integer"):
        return Type("number", unit=spec.unit, whole=spec.type == "integer")
    return Type(spec.type, choices=enumeration)


def _key_kinds(inputs: tuple[Input, ...], figures: Decisions) -> dict[str, str]:
    """How a row's keys are read: the kind of the thing of that name; a choice is its id."""
    kinds: dict[str, str] = {}
    for spec in inputs:
        for name, kind in ((spec.name, spec.type.kind), *((field.name, field.type.kind) for field in spec.fields)):
            kinds.setdefault(name, kind)
    return kinds | {name: kind for name, kind in figures.kinds.items() if name not in kinds}


def _parameter(site: Site, name: str, spec: ParameterShape, key_kinds: dict[str, str]) -> Parameter:
    path = ("parameters", name)
    enumeration = site.enumeration_of(path, name, spec.label, spec.choices)
    kind = spec.type or "number"
    rows = tuple(_row(site, (*path, "values", number), spec, row, key_kinds) for number, row in enumerate(spec.values))
    return Parameter(
        name=name,
        label=label(spec.label),
        type=Type(kind, unit=spec.unit or "", choices=enumeration),
        by=tuple(spec.by),
        rows=rows,
        extended_by=spec.extended_by or "",
        printed_in=spec.printed_in or "",
        at=site.mark(path),
        gap=label_or_none(spec.gap),
        includes=spec.includes or "",
    )


def _row(site: Site, path: Path, spec: ParameterShape, row: RowShape, key_kinds: dict[str, str]) -> Row:
    first = row.first if row.first is not None else spec.first
    last = row.last if row.last is not None else spec.last
    given = row.__pydantic_extra__
    keys: list[Value] = []
    for key in spec.by:
        kind = key_kinds.get(key, "")
        kind = kind if kind in ("boolean", "number") else "text"
        keys.append(site.literal((*path, key), kind, given[key]) if key in given else None)
    value = None if row.value is None else read_literal(spec.literal_kind, row.value)
    if spec.printed_in is not None and value is not None and not isinstance(value, str | bool | date):
        value = value * 10_000
    return Row(
        keys=tuple(keys),
        period=Period(first, last),
        value=value,
        not_stated=label_or_none(row.not_stated),
        cite=citation(row.cite or spec.cite),
        at=site.mark(path),
    )


def _date_rule(site: Site, shape: ProgramShape) -> DateRule | None:
    rule = shape.date
    if rule is None:
        return None
    return DateRule(label(rule.label), rule.day, site.period(("date",), rule.first, rule.last))


def _interpretations(site: Site, shape: ProgramShape) -> tuple[Interpretation, ...]:
    return tuple(
        Interpretation(
            name=name,
            question=label(spec.question),
            options=choices(spec.options),
            default=spec.default,
            recorded=spec.recorded,
            cite=citation_or_none(spec.cite),
            at=site.mark(("interpretations", name)),
        )
        for name, spec in shape.interpretations.items()
    )


def _checks(site: Site, shape: ProgramShape) -> tuple[Check, ...]:
    return tuple(
        Check(
            name=name,
            each=spec.each or "",
            that=site.formula(("checks", name, "that"), spec.that),
            blames=tuple(spec.at),
            message=label(spec.message),
            at=site.mark(("checks", name)),
        )
        for name, spec in shape.checks.items()
    )


def _properties(site: Site, shape: ProgramShape) -> tuple[Property, ...]:
    return tuple(
        Property(
            name=name,
            label=label(spec.label),
            always=site.formula_or_none(("properties", name, "always"), spec.always),
            output=spec.falls or spec.rises or "",
            direction="falls" if spec.falls else "rises" if spec.rises else "",
            along=spec.along or "",
            at=site.mark(("properties", name)),
        )
        for name, spec in shape.properties.items()
    )


def _example(site: Site, name: str, spec: ExampleShape) -> Example:
    return Example(
        name=name,
        published=spec.published,
        date=spec.date,
        inputs=spec.inputs,
        assume=spec.assume,
        outputs=spec.outputs or {},
        undetermined=tuple(spec.undetermined or ()),
        missing=tuple(spec.missing or ()),
        refused=tuple(spec.refused or ()),
        not_in_force=spec.not_in_force or False,
        cite=citation_or_none(spec.cite),
        at=site.mark(("examples", name)),
    )
