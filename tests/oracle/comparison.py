"""Holding what the engine did against what the oracle expects, as a list of differences (empty when they agree)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .expected import Expected
from .programs import Program


@dataclass(frozen=True)
class Outcome:
    """What the engine did: the kind of answer, and the parts that the oracle has an opinion on."""

    kind: str
    outputs: Mapping[str, Any] = field(default_factory=dict)
    undetermined: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def plain(value: Any) -> Any:
    """A value of the engine as the oracle writes it: numbers as Fraction. A float is never right."""
    if isinstance(value, float):
        return f"a float: {value!r}"
    if value is None or isinstance(value, bool | str | datetime.date):
        return value
    if isinstance(value, int | Decimal):
        return Fraction(value)
    if isinstance(value, Mapping):
        return {str(key): plain(cell) for key, cell in value.items()}
    if isinstance(value, Iterable):
        return [plain(row) for row in value]
    return f"a {type(value).__name__}: {value!r}"


def same(expected: Any, got: Any) -> bool:
    """Equal by value and kind (True is no 1); of a record only the columns that the catalogue names."""
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(key in got and same(cell, got[key]) for key, cell in expected.items())
    if isinstance(expected, list):
        return isinstance(got, list) and len(got) == len(expected) and all(map(same, expected, got))
    return type(expected) is type(got) and bool(expected == got)


def differences(program: Program, expected: Expected, outcome: Outcome) -> list[str]:
    """Every way in which the engine's outcome is not the expected one."""
    if expected.kind == "answered" and outcome.kind == "missing" and expected.missing_leeway:
        return [*outcome.faults, *missing_differences(program, expected, outcome)]
    if expected.kind != outcome.kind:
        return [f"kind: expected {expected.kind}, got {outcome.kind} {outcome.missing or outcome.paths}"]
    found = list(outcome.faults)
    if expected.kind == "answered":
        found += output_differences(program, expected, outcome)
    elif expected.kind == "missing":
        found += missing_differences(program, expected, outcome)
    elif expected.kind == "refused":
        found += refusal_differences(expected, outcome)
    return found


def output_differences(program: Program, expected: Expected, outcome: Outcome) -> list[str]:
    """Outputs of the catalogue only; the engine may give more."""
    found = []
    got = {name: plain(value) for name, value in outcome.outputs.items() if name in program.outputs}
    if set(got) != set(expected.outputs):
        found.append(f"output names: expected {sorted(expected.outputs)}, got {sorted(got)}")
    for name, value in expected.outputs.items():
        if name in got and not same(value, got[name]):
            found.append(f"{name}: expected {value}, got {got[name]}")
    named = {name for name in outcome.undetermined if name.split(".")[0] in program.outputs}
    if named - expected.undetermined_leeway != expected.undetermined:
        found.append(f"undetermined: expected {sorted(expected.undetermined)}, got {sorted(named)}")
    return found


def missing_differences(program: Program, expected: Expected, outcome: Outcome) -> list[str]:
    """Everything that matters is asked, in declared order, once; nothing else but what the leeway allows."""
    found = []
    got = outcome.missing
    if not set(expected.missing) <= set(got):
        found.append(f"missing: expected {expected.missing}, got {got}")
    unneeded = set(got) - set(expected.missing) - expected.missing_leeway
    if unneeded:
        found.append(f"missing lists what is given or cannot matter: {sorted(unneeded)}")
    elif list(got) != sorted(set(got), key=program.rank):
        found.append(f"missing is not in declared order, or names something twice: {got}")
    if not got:
        found.append("missing is empty")
    return found


def refusal_differences(expected: Expected, outcome: Outcome) -> list[str]:
    """Every bad input is reported at its path."""
    found = [
        f"no problem at {path}; got {outcome.paths}" for path in sorted(expected.refused_paths - set(outcome.paths))
    ]
    for group in expected.refused_any:
        if not group & set(outcome.paths):
            found.append(f"no problem at any of {sorted(group)}; got {outcome.paths}")
    return found
