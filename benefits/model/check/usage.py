"""What is declared and read by nothing, declared twice, or declared too often."""

from __future__ import annotations

from collections.abc import Iterator

from benefits.feel.syntax import children
from benefits.model.check.declarations import is_own
from benefits.model.check.graph import Reading, formulas
from benefits.model.check.report import Place, Report
from benefits.model.check.scope import Names
from benefits.model.check.trees import free_names, too_deep
from benefits.model.program import Each, Formula, Group, Mark, Program

MOST = {
    "interpretations": 100,
    "enumerations": 100,
    "inputs": 200,
    "parameters": 500,
    "decisions": 500,
    "outputs": 200,
    "checks": 200,
    "properties": 200,
    "examples": 2000,
}
"""How many of each a program may have."""

MAX_NODES = 20_000  # names, values and operations in all its formulas


def within_limits(program: Program, report: Report) -> bool:
    """Whether the program is small enough to be looked at; a problem when it is not."""
    for part, most in MOST.items():
        if len(getattr(program, part)) > most:
            report.add("too_many", Place(part, Mark(1, 1)), value=part, expected=str(most))
    if report.count == 0 and sum(map(_size, _formulas(program))) > MAX_NODES:
        report.add("too_many", Place("decisions", Mark(1, 1)), value="formula", expected=str(MAX_NODES))
    return report.count == 0


def _formulas(program: Program) -> Iterator[Formula]:
    for decision in program.decisions:
        columns = decision.body.columns if isinstance(decision.body, Each | Group) else ()
        for one in (decision, *columns):
            yield from formulas(one)
    yield from (asked.optional_when for asked in program.inputs if asked.optional_when is not None)
    yield from (check.that for check in program.checks)
    yield from (prop.always for prop in program.properties if prop.always is not None)


def _size(formula: Formula) -> int:
    """The nodes of a formula."""
    level, size = [formula.tree], 0
    while level:
        size += len(level)
        level = [child for above in level for child in children(above)]
    return size


def declared(program: Program) -> Iterator[tuple[str, Place]]:
    """The names that formulas can read, with where they are declared."""
    for part in ("interpretations", "inputs", "parameters", "decisions"):
        for one in getattr(program, part):
            yield one.name, Place(f"{part}.{one.name}", one.at)


def check_unused(names: Names, report: Report) -> None:
    """Inputs, parameters, decisions and interpretations with a choice that nothing reads; checks that read no input."""
    program = names.program
    silent = {one.name for one in program.interpretations if one.recorded or len(one.options) < 2}
    for parameter in program.parameters:
        if parameter.name in names.used:
            names.used.update(parameter.by)
    for name, place in declared(program):
        if is_own(name) and name not in names.used and name not in silent:
            report.add("unused", place, value=name)
    for enumeration in program.enumerations:
        if is_own(enumeration.name) and enumeration.name not in names.used_choices:
            report.add("unused", Place(f"enumerations.{enumeration.name}", enumeration.at), value=enumeration.name)
    reading = Reading(program)
    for check in program.checks:
        if not check.each and not too_deep(check.that.tree):
            read = free_names(check.that.tree, frozenset(), reading.fields_of)
            if not any(name in names.inputs or name in names.decisions or name == "date" for name in read):
                report.add("unused", Place(f"checks.{check.name}", check.at), value=check.name)
