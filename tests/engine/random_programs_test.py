"""Random checked programs: compiled = plain = the FEEL reference interpreter."""

from __future__ import annotations

import functools
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from benefits.engine.calculator import Calculator
from benefits.engine.case import read_case
from benefits.errors import MissingInputsError
from benefits.model.program import Program
from tests.engine.random_cases import filled, holes, path, question_day, some_inputs, some_options, without
from tests.engine.random_rules import Rules
from tests.engine.reference import Left, Reference, Undetermined
from tests.engine.shared import built, compiled, examples, kinds, outputs, result

SEEDS = st.integers(0, 2**32)
CASES = 5


@functools.lru_cache(maxsize=4)
def random_program(seed: int) -> Program | None:
    """A random program, or None where the checker finds something to say (an input that is never asked for, …)."""
    try:
        return built(Rules(Random(seed)).text)
    except ValueError:
        return None


def test_most_random_programs_pass_the_checker_and_are_compiled() -> None:
    programs = [random_program(seed) for seed in range(40)]
    good = [program for program in programs if program is not None]
    assert len(good) >= 34
    for program in good:
        options = {one.name: one.default for one in program.interpretations}
        for kind in ("answer", "outputs_only", "accept"):
            assert compiled(program, program.period.first, options, kind) is not None  # type: ignore[arg-type]


def exact(value: object) -> object:
    """Numbers as fractions; what is not determined as None."""
    if isinstance(value, Undetermined):
        return None
    if isinstance(value, dict):
        return {name: exact(cell) for name, cell in value.items()}
    if isinstance(value, list):
        return [exact(item) for item in value]
    return Fraction(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


@examples(70)
@given(seed=SEEDS, cases=st.integers(0, 2**32))
def test_complete_cases(seed: int, cases: int) -> None:
    program, random = random_program(seed), Random(cases)
    assume(program is not None)
    assert program is not None
    fast, plain = Calculator(program), Calculator(program, compiled=False)
    for _ in range(CASES):
        day, inputs, chosen = (
            question_day(random),
            some_inputs(random, program.inputs, program),
            some_options(random, program),
        )
        case, problems = read_case(program, day, inputs, chosen)
        assert not problems
        reference = Reference(program, case)
        expected = {output: reference.decision(name) for output, name in program.outputs}
        answer = fast.decide(day, inputs, chosen)
        assert answer.to_bytes() == plain.decide(day, inputs, chosen).to_bytes()
        assert answer.to_bytes() == fast.decide(day, inputs, chosen).to_bytes()
        for calculator in (fast, fast, plain):
            assert kinds(outputs(calculator, day, inputs, chosen).outputs) == kinds(answer.outputs)
        assert exact(answer.outputs) == exact({k: v for k, v in expected.items() if not isinstance(v, Left)})
        without_value = {k for k, v in expected.items() if isinstance(v, Undetermined) and not isinstance(v, Left)}
        assert set(answer.undetermined) == without_value | reference.columns


@examples(40)
@given(seed=SEEDS, cases=st.integers(0, 2**32))
def test_incomplete_cases(seed: int, cases: int) -> None:
    """What is called missing is missing; an answer that needs no more stays when the rest is given.

    Leeway: a figure that is `0 * unknown`, or decided by one side of an `and`, is given without the other side, which
    may turn out not to be determined (a division by zero). Then the full answer has None there.
    """
    program, random = random_program(seed), Random(cases)
    assume(program is not None)
    assert program is not None
    fast, plain = Calculator(program), Calculator(program, compiled=False)
    for _ in range(CASES):
        day, full, chosen = (
            question_day(random),
            some_inputs(random, program.inputs, program),
            some_options(random, program),
        )
        able = list(holes(program, full))
        dropped = random.sample(able, min(len(able), random.choice([1, 1, 2, 3])))
        inputs = without(full, dropped)
        found = result(fast, day, inputs, chosen)
        assert found == result(plain, day, inputs, chosen) == result(fast, day, inputs, chosen)
        assert outputs(fast, day, inputs, chosen).problems == found.problems
        if found.error:
            assert found.error == MissingInputsError.__name__
            missing = [problem.path for problem in found.problems]  # type: ignore[attr-defined]
            assert set(missing) <= {path(hole) for hole in dropped}
            assert len(set(missing)) == len(missing)
            continue
        for _ in range(3):
            later = fast.decide(day, filled(random, program, inputs), chosen)
            assert found.outputs is not None
            for name, value in later.outputs.items():
                assert value is None or value == found.outputs[name]
