"""Every boundary case of every shipped program: compiled = plain = reference, and the answer is the reviewed one."""

from __future__ import annotations

import functools
import json

import pytest

from benefits.cases import MOST_CASES, Question, generate
from benefits.engine.case import ABSENT, Case, read_case
from benefits.errors import BenefitsError
from benefits.model.program import Program
from tests.cases.corpus import CORPUS, outcome, path
from tests.engine.random_programs_test import exact
from tests.engine.reference import Left, Reference, Undetermined
from tests.engine.shared import IDS, book, calculators, result

MOST_BYTES = 2 * 1024 * 1024
each_program = pytest.mark.parametrize("program", IDS)


@functools.cache
def cases(program: str) -> list[Question]:
    """The boundary cases of a shipped program, made once for all tests."""
    return generate(book().program(program))


@each_program
def test_the_answers_are_the_reviewed_ones(program: str) -> None:
    """After a change that is meant: `make corpus`, and read the difference."""
    reviewed = [json.loads(line) for line in path(program).read_text(encoding="utf-8").splitlines()]
    answered = [question.as_json() | {"outcome": outcome(book(), program, question)} for question in cases(program)]
    assert answered == reviewed


@each_program
def test_compiled_is_plain(program: str) -> None:
    fast, plain = calculators(program)
    for question in cases(program):
        asked = (question.day, question.inputs, question.assume)
        assert result(fast, *asked) == result(plain, *asked), question


@each_program
def test_the_reference_interpreter_agrees(program: str) -> None:
    """Value for value, and on what is not determined, wherever there is an answer."""
    made, compared = book().program(program), 0
    for question in cases(program):
        try:
            answer = book().decide(program, question.day, question.inputs, question.assume)
        except BenefitsError:
            continue
        case = complete(made, question)
        if case is None:
            continue
        compared += 1
        reference = Reference(made, case)
        expected = {output: reference.decision(name) for output, name in made.outputs}
        given = {output: value for output, value in expected.items() if not isinstance(value, Left)}
        assert exact(answer.outputs) == exact(given), question
        open_ones = {output for output, value in given.items() if isinstance(value, Undetermined)}
        assert set(answer.undetermined) == open_ones | reference.columns, question
    assert compared


def complete(program: Program, question: Question) -> Case | None:
    """The case as the reference takes it, null for what may be left out; None where it lacks something else."""
    case, problems = read_case(program, question.day, question.inputs, question.assume)
    assert not problems
    spare = {spec.name for spec in program.inputs if spec.optional_when is not None}
    values = {name: None if value is ABSENT and name in spare else value for name, value in case.values.items()}
    rows = [row for value in values.values() if isinstance(value, list) for row in value]
    lacks = any(value is ABSENT for value in values.values()) or any(ABSENT in row for row in rows)
    return None if lacks else Case(case.day, values, case.options, case.members)


@each_program
def test_the_cases_are_few_and_each_is_there_once(program: str) -> None:
    assert 0 < len(cases(program)) <= MOST_CASES
    assert len({question.key for question in cases(program)}) == len(cases(program))


def test_the_corpus_is_of_the_shipped_programs_and_can_be_read() -> None:
    files = sorted(CORPUS.rglob("*.jsonl"))
    assert files == sorted(path(program) for program in IDS)
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
