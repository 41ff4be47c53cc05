"""How the second entry of citations is written, and how a program's own are read for comparison.

A line `program | document` opens a part; under it `clause | name name …` says what rests on that clause of that
document. A name is an interpretation, input, parameter or decision; `name.part` is its field or column, `name[2]` its
third row or rule where that one cites by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from benefits.model.program import Citation, DecisionTable, Each, Group, Program

Cited = dict[str, Citation]


def read(table: str) -> dict[str, Cited]:
    """Program → name → citation. A program may have several parts, one for each document."""
    found: dict[str, Cited] = {}
    program = document = ""
    for line in table.strip().splitlines():
        left, _, right = (part.strip() for part in line.partition("|"))
        if not line.strip():
            continue
        if not line.startswith(" "):
            program, document = left, right
            found.setdefault(program, {})
        else:
            found[program] |= dict.fromkeys(right.split(), Citation(document, left))
    return found


def citations(program: Program) -> Cited:
    """Name → citation of everything in the program's own file that cites; examples and used programs left out."""
    return {name: cite for name, cite in _all(program) if cite is not None}


def _all(program: Program) -> Iterator[tuple[str, Citation | None]]:
    yield from ((each.name, each.cite) for each in program.interpretations if "." not in each.name)
    for spec in program.inputs:
        yield spec.name, spec.cite
        yield from ((f"{spec.name}.{field.name}", field.cite) for field in spec.fields)
    for parameter in program.parameters:
        own = [(number, row.cite) for number, row in enumerate(parameter.rows) if not row.included]
        if "." not in parameter.name and own:
            yield parameter.name, own[0][1]
            yield from ((f"{parameter.name}[{number}]", cite) for number, cite in own if cite != own[0][1])
    for decision in program.decisions:
        if "." in decision.name:
            continue
        yield decision.name, decision.cite
        if isinstance(decision.body, Each | Group):
            for column in decision.body.columns:
                yield f"{decision.name}.{column.name}", column.cite
                if isinstance(column.body, DecisionTable):
                    yield from _rules(f"{decision.name}.{column.name}", column.body)
        if isinstance(decision.body, DecisionTable):
            yield from _rules(decision.name, decision.body)


def _rules(name: str, table: DecisionTable) -> Iterator[tuple[str, Citation | None]]:
    yield from ((f"{name}[{number}]", rule.cite) for number, rule in enumerate(table.rules))
