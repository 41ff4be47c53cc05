"""Which decision needs which: the order to look at them in, and the circles that have none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benefits.feel.syntax import ContextLiteral, Filter, Name, Node, children
from benefits.model.check.report import Place, Report
from benefits.model.check.trees import free_names, too_deep
from benefits.model.program import (
    Allocate,
    Dated,
    Decision,
    DecisionTable,
    Each,
    Formula,
    Group,
    Lookup,
    Program,
    Rank,
    Split,
)

Needs = Mapping[str, tuple[str, ...]]
"""Each decision with the decisions that it reads, in the program's order."""


def formulas(decision: Decision) -> Iterator[Formula]:
    """Every formula of a decision or column; not those of its columns."""
    if decision.only_when is not None:
        yield decision.only_when
    for when, _ in decision.undetermined:
        yield when
    match decision.body:
        case Formula():
            yield decision.body
        case DecisionTable(columns, rules):
            yield from columns
            for rule in rules:
                yield from rule.tests
                if rule.result is not None:
                    yield rule.result
        case Dated(versions):
            yield from (formula for _, formula in versions)
        case Split(total, _, parts):
            yield total
            yield from (share for _, share in parts)
        case Lookup():
            yield decision.body.otherwise
        case Allocate():
            yield decision.body.total


class Reading:
    """Finds the program-level names that decisions take, rows and loops left out."""

    def __init__(self, program: Program) -> None:
        self.decisions = {decision.name: decision for decision in program.decisions}
        self.fields = {one.name: frozenset(field.name for field in one.fields) for one in program.inputs}
        self.keys = {one.name: one.by for one in program.parameters}

    def fields_of(self, node: Node) -> frozenset[str]:
        """The fields of the records that a list formula gives, as far as names and context literals tell."""
        while isinstance(node, Filter):
            node = node.base
        if isinstance(node, Name):
            return self.source_fields(node.name)
        return _context_keys(node)

    def source_fields(self, name: str) -> frozenset[str]:
        """The fields of a list input, or the columns of a table decision."""
        found: set[str] = set()
        seen: set[str] = set()
        while name not in seen:
            seen.add(name)
            if name in self.fields:
                return frozenset(found | self.fields[name])
            decision = self.decisions.get(name)
            if decision is None:
                break
            if not isinstance(decision.body, Each | Group):
                for formula in formulas(decision):
                    found |= _context_keys(formula.tree)
                break
            found |= {column.name for column in decision.body.columns}
            if isinstance(decision.body, Group):
                return frozenset(found | {decision.body.by})
            name = decision.body.source
        return frozenset(found)

    def names(self, decision: Decision, bound: frozenset[str] = frozenset()) -> set[str]:
        """The names that a decision or column takes from the program, parameters' keys included."""
        found: set[str] = set()
        for formula in formulas(decision):
            if not too_deep(formula.tree):
                found |= free_names(formula.tree, bound, self.fields_of)
        body = decision.body
        if isinstance(body, Lookup):
            found |= {body.table, body.on, *body.match} - bound
        if isinstance(body, Rank | Allocate):
            found |= ({*body.within, body.order} if isinstance(body, Rank) else {body.by}) - bound
        if isinstance(body, Each | Group):
            bound = bound | self.source_fields(body.source)
            found.add(body.source)
            for column in body.columns:
                found |= self.names(column, bound)
                bound = bound | {column.name}
        return found | {own for name in found for own in self.keys.get(name, ()) if own not in bound}


def needs(program: Program) -> Needs:
    """The decisions that each decision reads."""
    reading = Reading(program)
    order = list(reading.decisions)
    taken = {name: reading.names(decision) for name, decision in reading.decisions.items()}
    return {name: tuple(other for other in order if other in taken[name]) for name in order}


def ordered(graph: Needs) -> tuple[list[str], list[tuple[str, ...]]]:
    """The decisions, each after what it needs, and the circles found on the way, each once, in order."""
    done: dict[str, None] = {}
    circles: list[tuple[str, ...]] = []
    for start in graph:
        trail: dict[str, Iterator[str]] = {} if start in done else {start: iter(graph[start])}
        while trail:
            current = next(reversed(trail))
            following = next((name for name in trail[current] if name not in done), None)
            if following is None:
                done[current] = None
                del trail[current]
            elif following in trail:
                names = list(trail)
                circles.append(tuple(names[names.index(following) :]))
            else:
                trail[following] = iter(graph[following])
    return list(done), circles


def check_circles(program: Program, circles: list[tuple[str, ...]], report: Report) -> None:
    """A decision that needs itself, directly or through others, is refused with the way round."""
    decisions = {decision.name: decision for decision in program.decisions}
    for circle in circles:
        place = Place(f"decisions.{circle[0]}", decisions[circle[0]].at)
        report.add("circle", place, value=" → ".join((*circle, circle[0])))


def _context_keys(node: Node) -> frozenset[str]:
    """The keys of the records that a formula writes out."""
    level, found = [node], set[str]()
    while level:
        for one in level:
            if isinstance(one, ContextLiteral):
                found |= set(one.keys)
        level = [child for above in level for child in children(above)]
    return frozenset(found)
