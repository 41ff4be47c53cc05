"""What the rows of a table look like: the fields of an input's rows and of the tables that decisions make of them."""

from __future__ import annotations

from collections.abc import Mapping

from benefits.feel import syntax as s
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
    Lookup,
    Program,
    Split,
    Type,
)

Fields = dict[str, Type]


def tables(program: Program) -> dict[str, Fields]:
    """Every list or table input and every each- or group-decision, by name, with its fields in order."""
    known: dict[str, Fields] = {spec.name: input_fields(spec) for spec in program.inputs if spec.fields}
    waiting = [decision for decision in program.decisions if isinstance(decision.body, Each | Group)]
    while waiting:
        ready = [decision for decision in waiting if decision.body.source in known]  # type: ignore[union-attr]
        for decision in ready:
            known[decision.name] = _made(decision.body, known)
        if not ready:
            break
        waiting = [decision for decision in waiting if decision.name not in known]
    return known


def input_fields(spec: Input) -> Fields:
    return {field.name: field.type for field in spec.fields}


def _made(body: Body, known: Mapping[str, Fields]) -> Fields:
    if isinstance(body, Group):
        return {body.by: known[body.source][body.by]} | {column.name: column.type for column in body.columns}
    if isinstance(body, Each):
        source = known[body.source]
        return {name: source[name] for name in body.keep} | {column.name: column.type for column in body.columns}
    return {}


def record_type(program: Program, decision: Decision) -> Type:
    """The type of what a decision gives, tables and splits spelled out."""
    if isinstance(decision.body, Each | Group):
        fields = tables(program)[decision.name]
        return Type("list", of=Type("record", fields=tuple(fields.items())))
    if isinstance(decision.body, Split):
        part = Type("number", unit=decision.type.unit)
        return Type("record", fields=tuple((name, part) for name, _ in decision.body.parts))
    return decision.type


def formulas(decision: Decision) -> tuple[Formula, ...]:
    """Every formula that stands in a decision outside its columns."""
    own = [decision.only_when] if decision.only_when else []
    own += [when for when, _ in decision.undetermined]
    body = decision.body
    if isinstance(body, Formula):
        own.append(body)
    elif isinstance(body, Dated):
        own += [formula for _, formula in body.versions]
    elif isinstance(body, DecisionTable):
        own += body.columns
        for rule in body.rules:
            own += [*rule.tests, *([rule.result] if rule.result else [])]
    elif isinstance(body, Split):
        own += [body.total, *(share for _, share in body.parts)]
    elif isinstance(body, Allocate):
        own.append(body.total)
    elif isinstance(body, Lookup):
        own.append(body.otherwise)
    return tuple(own)


def every_formula(decision: Decision) -> tuple[Formula, ...]:
    """Every formula of a decision, those of its columns too."""
    columns = decision.body.columns if isinstance(decision.body, Each | Group) else ()
    return formulas(decision) + tuple(formula for column in columns for formula in formulas(column))


def children(node: s.Node) -> tuple[s.Node, ...]:
    """The nodes directly below a node."""
    found: list[s.Node] = []
    for name in type(node).__dataclass_fields__:
        value = getattr(node, name)
        if isinstance(value, s.Node):
            found.append(value)
        elif isinstance(value, tuple):
            found += [item for item in value if isinstance(item, s.Node)]
    return tuple(found)


def names(node: s.Node, inside_rows: bool = True) -> dict[str, None]:
    """The names a formula speaks of, in order; not those bound in it, nor, if so asked, those in loops and filters."""
    if isinstance(node, s.Name):
        return {node.name: None}
    below = children(node)
    if isinstance(node, s.Call):
        below = node.arguments
    if not inside_rows and isinstance(node, s.Filter):
        below = (node.base,)
    bound: set[str] = set()
    if isinstance(node, s.For | s.Quantified):
        bound = {iteration.name for iteration in node.iterations}
        below = below if inside_rows else tuple(iteration.domain for iteration in node.iterations)
    found: dict[str, None] = {}
    for child in below:
        found |= names(child, inside_rows)
    return {name: None for name in found if name not in bound and name != "?"}
