"""The engine against the oracle on random cases: answers, refusals, and what is asked for when inputs are missing.

BENEFITS_ORACLE_EXAMPLES (default 300) is the number of random cases per program: half of them complete, a quarter
incomplete, a quarter bad.
"""

from __future__ import annotations

import copy
import datetime
import functools
import importlib
import itertools
import os
import pathlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from . import dibao, orphan, retrenched_1960s, tekun
from .comparison import Outcome, differences
from .programs import PROGRAMS, Program
from .strategies import Case

EXAMPLES = int(os.environ.get("BENEFITS_ORACLE_EXAMPLES", "300"))
BY_NAME = {program.name: program for program in PROGRAMS}
each_program = pytest.mark.parametrize("program", PROGRAMS, ids=[program.name for program in PROGRAMS])


def random_cases(share: int) -> settings:
    """The same cases in every run; `share` is the part of the examples, 2 for a half."""
    return settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=max(1, EXAMPLES // share),
        suppress_health_check=list(HealthCheck),
    )


RULES = pathlib.Path(__file__).parents[2] / "rules"


@functools.cache
def benefits() -> Any:
    """The package under test."""
    return importlib.import_module("benefits")


@functools.cache
def book() -> Any:
    """The shipped rules, loaded once."""
    return benefits().load()


def problem_faults(problems: Any) -> tuple[str, ...]:
    """A problem has a code, a path, a value, what was expected and the nearest name."""
    if not problems:
        return ("the error lists no problem",)
    wanted = ("code", "path", "value", "expected", "nearest")
    return tuple(
        f"a problem has no {name}: {problem!r}" for problem in problems for name in wanted if not hasattr(problem, name)
    )


def ask(program: Program, case: Case) -> Outcome:
    """What the engine does with one case. Any other exception is a fault and is left to fail the test."""
    module = benefits()
    inputs = copy.deepcopy(case.inputs)
    try:
        decision = book().decide(program.name, case.date, inputs, case.assume)
    except module.NotInForceError as error:
        return Outcome("not_in_force", faults=base_faults(error))
    except module.MissingInputsError as error:
        faults = () if isinstance(error, module.InputError) else ("MissingInputsError is no InputError",)
        return Outcome("missing", missing=tuple(error.missing), faults=base_faults(error) + faults)
    except module.InputError as error:
        paths = tuple(str(problem.path) for problem in error.problems)
        return Outcome("refused", paths=paths, faults=base_faults(error) + problem_faults(error.problems))
    return Outcome("answered", outputs=decision.outputs, undetermined=frozenset(decision.undetermined))


def base_faults(error: Exception) -> tuple[str, ...]:
    """Every error is a BenefitsError."""
    return () if isinstance(error, benefits().BenefitsError) else (f"{type(error).__name__} is no BenefitsError",)


def hold(program: Program, case: Case) -> None:
    """Compare both sides on one case; skipped while, and only while, the program has no rule file."""
    if not (RULES / f"{program.name}.yaml").exists():
        pytest.skip(f"rules/{program.name}.yaml is not written yet")
    expected = program.answer(case.date, case.inputs, case.assume)
    found = differences(program, expected, ask(program, case))
    assert not found, "\n".join([f"{program.name} on {case.date}, assume {case.assume}", f"{case.inputs}", *found])


@each_program
@random_cases(2)
@given(data=st.data())
def test_complete_cases(program: Program, data: st.DataObject) -> None:
    """Answers to complete cases (and refusals of dates)."""
    hold(program, data.draw(program.cases.valid))


@each_program
@random_cases(4)
@given(data=st.data())
def test_incomplete_cases(program: Program, data: st.DataObject) -> None:
    """What is asked for, and answers that need no more."""
    hold(program, data.draw(program.cases.incomplete))


@each_program
@random_cases(4)
@given(data=st.data())
def test_bad_cases(program: Program, data: st.DataObject) -> None:
    """Refusals, every problem at its path, before anything is missing."""
    hold(program, data.draw(program.cases.bad))


@each_program
def test_every_single_fault(program: Program) -> None:
    """Every bad value there is, one at a time."""
    for case in program.cases.every_bad:
        hold(program, case)


EDGE_DATES = [
    datetime.date(*day)
    for day in [(2018, 12, 31), (2019, 1, 1), (2019, 5, 30), (2019, 6, 30), (2019, 7, 1), (2020, 2, 29), (2035, 1, 1)]
]


def small_cases() -> list[tuple[Program, Case]]:
    """Every case there is, at every edge, of the three programs that have no amounts to choose."""
    found = []
    for date in EDGE_DATES:
        for rounding, area, region in itertools.product(
            (None, "half_up", "ceiling"), dibao.AREAS, (*dibao.REGIONS, None)
        ):
            inputs: dict[str, Any] = {"area": area} if region is None else {"area": area, "region": region}
            found.append((BY_NAME[tekun.PROGRAM], Case(date, inputs, {"rounding": rounding} if rounding else None)))
        for placement, student in itertools.product(orphan.BASE_OLD, (True, False, None)):
            orphan_inputs = {"placement": placement, "adult_student_unemployed": student}
            found.append((BY_NAME[orphan.PROGRAM], Case(date, orphan_inputs, None)))
        for amount in (*retrenched_1960s.NEW_ALLOWANCE, *retrenched_1960s.NEW_ALLOWANCE.values(), 0, 404, 406):
            program = BY_NAME[retrenched_1960s.PROGRAM]
            found.append((program, Case(date, {"previous_allowance": str(amount)}, None)))
    return found


def test_every_small_case() -> None:
    """tekun, orphan and retrenched-1960s, in full."""
    for program, case in small_cases():
        hold(program, case)
