"""What is asked for can make a difference: two ways to fill the one hole that give different answers.

Leeway: the engine does not reason about values (`x - x`, a comparison that holds for all values allowed), and twelve
random values may all fall on one side of an edge. So it is asked of most holes, not of each.
"""

from __future__ import annotations

from random import Random

from benefits.engine.calculator import Calculator
from tests.engine.random_cases import filled, holes, question_day, some_inputs, some_options, without
from tests.engine.random_programs_test import random_program
from tests.engine.shared import result


def test_most_of_what_is_asked_for_matters() -> None:
    asked = matters = 0
    for seed in range(30):
        program, random = random_program(seed), Random(seed)
        if program is None:
            continue
        calculator = Calculator(program)
        for _ in range(6):
            day, full, chosen = (
                question_day(random),
                some_inputs(random, program.inputs, program),
                some_options(random, program),
            )
            able = list(holes(program, full))
            inputs = without(full, random.sample(able, min(len(able), 1)))
            if len(result(calculator, day, inputs, chosen).problems) != 1:
                continue
            answers = {
                repr(result(calculator, day, filled(random, program, inputs), chosen).outputs) for _ in range(12)
            }
            asked, matters = asked + 1, matters + (len(answers) > 1)
    assert asked >= 30
    assert matters >= 0.6 * asked, f"{matters} of {asked}"
