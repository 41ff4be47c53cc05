"""What is asked for can make a difference: two ways to fill the one hole that give different answers.

Leeway: the engine does not reason about values (`x - x`, a comparison that holds for all values allowed), and twelve
random values may all fall on one side of an edge. So it is asked of most holes, not of each.
"""

from __future__ import annotations

from datetime import date
from random import Random

from benefits.engine.calculator import Calculator
from tests.engine.random_cases import filled, holes, question_day, some_inputs, some_options, without
from tests.engine.random_programs_test import random_program
from tests.engine.shared import CITE, built, result


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


def test_a_figure_read_for_what_stays_open_is_no_step() -> None:
    """Where `more` does not matter it stays unknown, and the limit that it was compared with decided nothing."""
    text = f"""\
program: made/case
title: {{zh: 例, en: Example}}
basis: [state-council-649]
in_force: {{from: 2019-01-01}}

inputs:
  sure: {{label: {{zh: 确, en: Sure}}, type: boolean}}
  more: {{label: {{zh: 多, en: More}}, type: number, unit: CNY, decimals: 2}}

parameters:
  limit:
    label: {{zh: 限, en: Limit}}
    unit: CNY
    from: 2019-01-01
    values: [{{value: 5}}]
    {CITE}

decisions:
  above:
    label: {{zh: 超, en: Above}}
    type: boolean
    formula: more > limit
    {CITE}
  paid:
    label: {{zh: 付, en: Paid}}
    type: boolean
    formula: above or sure
    {CITE}

outputs: [paid]

examples:
  one: {{date: 2020-05-01, inputs: {{sure: true}}, outputs: {{paid: true}}}}
"""
    program = built(text)
    cases: tuple[tuple[dict[str, str], list[str]], ...] = (({}, []), ({"more": "7"}, ["limit"]))
    for given, told in cases:
        for calculator in (Calculator(program), Calculator(program, compiled=False)):
            answer = calculator.decide(date(2020, 5, 1), {"sure": True, **given})
            assert [step["name"] for step in answer.steps if step["kind"] == "parameter"] == told
