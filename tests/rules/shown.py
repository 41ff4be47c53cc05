"""Defaults and units of a program by name, as they are compared with those typed in a second time."""

from __future__ import annotations

from benefits.model.program import Program


def defaults(program: Program) -> dict[str, str]:
    """Interpretation → the option taken."""
    return {each.name: each.default for each in program.interpretations}


def units(program: Program) -> dict[str, str]:
    """Input, `input.field` or decision → its unit."""
    found = {each.name: each.type.unit for each in program.decisions}
    for spec in program.inputs:
        found[spec.name] = spec.type.unit
        found |= {f"{spec.name}.{field.name}": field.type.unit for field in spec.fields}
    return found
