"""What the tests of the engine share: the shipped programs, both calculators, and one way to look at a result."""

from __future__ import annotations

import copy
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from benefits.book import RuleBook, load
from benefits.engine.calculator import Calculator
from benefits.engine.compiler.function import Generated, generate
from benefits.engine.decision import Decision
from benefits.errors import BenefitsError
from benefits.model.assemble import assemble
from benefits.model.program import Program

RULES = Path(__file__).parents[2] / "rules"
CITE = "cite: {document: state-council-649, clause: 一}"


def examples(count: int) -> settings:
    """The same random cases in every run."""
    return settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=count,
        suppress_health_check=list(HealthCheck),
    )


@functools.cache
def book() -> RuleBook:
    """The shipped rules."""
    return load(RULES)


IDS = book().ids


@functools.cache
def calculators(program: str) -> tuple[Calculator, Calculator]:
    """Of a shipped program: the one that answers by compiled code where it can, and the one that never does."""
    return Calculator(book().program(program)), Calculator(book().program(program), compiled=False)


@functools.cache
def document() -> bytes:
    """A document for made programs to cite."""
    return (RULES / "documents" / "state-council-649.yaml").read_bytes()


def built(text: str, id_: str = "made/case") -> Program:
    """The checked program of a rule file's text."""
    programs, _, problems = assemble({"documents/state-council-649.yaml": document(), f"{id_}.yaml": text.encode()})
    if problems:
        raise ValueError("\n".join(problem.located("en") for problem in problems))
    return programs[id_]


def compiled(
    program: Program, day: date, options: Mapping[str, str], kind: str, direct: bool = False
) -> Generated | None:
    """The generated function for complete cases, or None where the compiler has no words for the program.

    `direct`: one that also reads the inputs as the caller gives them.
    """
    given = frozenset(spec.name for spec in program.inputs) if direct else None
    return generate(program, day, options, frozenset(), kind, given)


@dataclass(frozen=True)
class Result:
    """An answer's bytes and outputs, or the class of the error with its problems."""

    wire: bytes = b""
    outputs: Mapping[str, object] | None = None
    error: str = ""
    problems: tuple[object, ...] = ()


def result(calculator: Calculator, day: object, inputs: Mapping[str, Any], assume: Any = None) -> Result:
    """What the calculator does with a question. An error that is none of the toolkit's own is left to fail the test."""
    try:
        decision: Decision = calculator.decide(day, copy.deepcopy(inputs), assume)
    except BenefitsError as error:
        return Result(error=type(error).__name__, problems=error.problems)
    return Result(decision.to_bytes(), decision.outputs)


def outputs(calculator: Calculator, day: object, inputs: Mapping[str, Any], assume: Any = None) -> Result:
    """The same for `Calculator.outputs`, which gives no bytes."""
    try:
        found = calculator.outputs(day, copy.deepcopy(inputs), assume)
    except BenefitsError as error:
        return Result(error=type(error).__name__, problems=error.problems)
    return Result(outputs=found)


def kinds(value: object) -> object:
    """A value with the types spelled out, so that 1, True and Decimal('1') differ, and 1.0 and 1.00 too."""
    if isinstance(value, Mapping):
        return {key: kinds(cell) for key, cell in value.items()}
    if isinstance(value, list | tuple):
        return [kinds(item) for item in value]
    return type(value).__name__, str(value)
