"""Columns = engine for random checked programs: every form of formula, table, date, rounding and reason."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

from benefits.columns.compile import why_not
from benefits.engine.layout import record_type
from benefits.model.program import Program
from tests.columns.compile import asked
from tests.engine.random_cases import some_options
from tests.engine.random_programs_test import random_program

SEEDS = range(25)
ROWS = 60


@cache
def columnar(seed: int) -> tuple[Program, ...]:
    """A random program with those of its outputs that are columns; none, or it alone."""
    program = random_program(seed)
    if program is None:
        return ()
    kinds = {one.name: record_type(program, one).kind for one in program.decisions}
    outputs = [(output, name) for output, name in program.outputs if kinds[name] not in ("list", "record")]
    parts = [replace(program, outputs=(one,), properties=()) for one in outputs]
    good = [part.outputs[0] for part in parts if not why_not(part)]
    return (replace(program, outputs=tuple(good), properties=()),) if good else ()


def test_random_programs() -> None:
    sure = rows = 0
    for seed in SEEDS:
        for program in columnar(seed):
            random = Random(seed)
            cells = [asked.some_row(random, program, random.choice([0, 0, 0.1])) for _ in range(ROWS)]
            found = asked.compare(program, asked.as_text(program, cells), options=some_options(random, program))
            sure, rows = sure + found.sure, rows + found.answered
    assert sure >= 0.8 * rows > ROWS * 10, (sure, rows)
