"""The check of a linked program: everything that can be known to be wrong before a case is calculated.

In goes a linked `Program`, with the programs and documents that its names may point to; out come problems, all of them
at once, each with line, column, path and, for an unknown name, the nearest one there is. The check knows the values of
the file and no case: it gives no answer, opens no file, and changes nothing.

`units` and `finite` are the algebras, `shapes` the types, `scope` and `report` what is seen and said; `expressions`
with `arithmetic`, `comparisons`, `lists`, `calls` and `lookup` find the type of a formula; `decisions`, `rows` and
`tables` (with `regions`, `coverage`, `constants`) look at decisions, `periods` at time lines, `graph` at circles,
`declarations` and `usage` at the rest.
"""

from __future__ import annotations

from collections.abc import Mapping

from benefits.errors import Problem
from benefits.model.check import declarations, graph, usage
from benefits.model.check.decisions import check_decision
from benefits.model.check.expressions import Inference
from benefits.model.check.periods import Reach, check_parameter
from benefits.model.check.report import Place, Report
from benefits.model.check.scope import Names
from benefits.model.check.shapes import Shape
from benefits.model.documents import Document
from benefits.model.program import Program

__all__ = ["check", "infer"]


def check(program: Program, library: Mapping[str, Program], documents: Mapping[str, Document]) -> list[Problem]:
    """Everything wrong with a linked program, in the order of its file; an empty list when it may be used.

    `library` has the programs that it uses, by id; `documents` the known documents, by id.
    """
    report = Report(program.path)
    if usage.within_limits(program, report):
        _check(program, library, documents, report)
    return report.problems


def infer(program: Program, library: Mapping[str, Program]) -> Mapping[str, Shape]:
    """The shape of every name of a linked program, faults passed over."""
    return _check(program, library, {}, Report(program.path, silent=True)).shapes


def _check(
    program: Program, library: Mapping[str, Program], documents: Mapping[str, Document], report: Report
) -> Names:
    names = Names(program, library)
    declarations.check_documents(program, documents, report)
    declarations.check_uses(names, library, report)
    declarations.check_types(names, report)
    declarations.check_interpretations(names, report)
    declarations.check_enumerations(names, report)
    silent = Report(program.path, silent=True)
    reaches: dict[str, tuple[Reach, ...]] = {}
    for parameter in program.parameters:
        named_here = declarations.is_own(parameter.name) or any(row.included for row in parameter.rows)
        own = report if named_here else silent
        reaches[parameter.name] = check_parameter(parameter, names, own)
    _check_decisions(names, reaches, report, silent)
    declarations.check_outputs(names, report)
    for asked in program.inputs:
        place = Place(f"inputs.{asked.name}.optional", asked.at)
        declarations.check_condition(Inference(names, reaches, report, place), asked)
    for check in program.checks:
        place = Place(f"checks.{check.name}", check.at)
        declarations.check_check(Inference(names, reaches, report, place), check)
    for prop in program.properties:
        place = Place(f"properties.{prop.name}", prop.at)
        declarations.check_property(Inference(names, reaches, report, place), prop)
    for example in program.examples:
        declarations.check_example(names, example, report)
    usage.check_unused(names, report)
    return names


def _check_decisions(names: Names, reaches: Mapping[str, tuple[Reach, ...]], report: Report, silent: Report) -> None:
    """The decisions, each after what it needs. Those of used programs are looked into but were checked at home."""
    order, circles = graph.ordered(graph.needs(names.program))
    graph.check_circles(names.program, circles, report)
    for name in order:
        decision = names.decisions[name]
        own = report if declarations.is_own(name) else silent
        place = Place(f"decisions.{name}", decision.at)
        names.shapes[name] = check_decision(Inference(names, reaches, own, place), decision)
