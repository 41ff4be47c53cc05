"""Questions whose external inputs come from a local values file, and only those that matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from benefits.engine.calculator import Calculator
from benefits.engine.case import read_day
from benefits.engine.decision import Decision
from benefits.errors import InputError, MissingInputsError, Problem
from benefits.model.limits import MAX_FILE_BYTES
from benefits.model.local_values import LocalValue, LocalValues, parse


def read(path: Path) -> LocalValues:
    """The values of a file. `InputError`, also where it cannot be opened."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError:
        raise InputError([Problem("unreadable_file", "", path.name, file=path.name, line=1, column=1)]) from None
    return parse(content, path.name)


def decide_with(
    calculator: Calculator,
    date: object,
    inputs: Mapping[str, object],
    assume: Mapping[str, str] | None,
    values: LocalValues,
) -> Decision:
    """The answer, its missing external inputs taken from the values; its steps say which and from where.

    What is given wins, and a value that no question waits for is not taken. The errors are those of a question; one of
    a value that was taken stands at its place in the file.
    """
    given, day = inputs, read_day(date)
    taken: dict[str, LocalValue] = {}
    while True:
        try:
            decision = calculator.decide(date, given, assume)
        except MissingInputsError as error:
            if isinstance(day, Problem):
                raise
            given, found = values.fill(calculator.program, day, given, error.missing)
            if not found:
                raise
            taken |= found
        except InputError as error:
            raise InputError([_placed(problem, values, taken) for problem in error.problems]) from None
        else:
            return decision.sourced({name: values.told(one) for name, one in taken.items()})


def _placed(problem: Problem, values: LocalValues, taken: Mapping[str, LocalValue]) -> Problem:
    """A problem with a value that was taken, at its place in the file."""
    one = taken.get(problem.path)
    return problem if one is None else replace(problem, file=values.file, line=one.at.line, column=one.at.column)
