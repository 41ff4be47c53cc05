"""Forms that the random programs do not have: lists of records, and figures of rows with conditions of their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benefits.engine.calculator import Calculator
from tests.engine.shared import CITE, built, kinds

WHY = "{zh: 因, en: Because}"
FORMS = f"""program: made/case
title: {{zh: 例, en: Case}}
basis: [state-council-649]
in_force: {{from: 2019-01-01}}
enumerations:
  rule: {{label: {WHY}, values: {{decline: {WHY}, cap: {WHY}}}}}
inputs:
  amount: {{label: {WHY}, type: number, unit: 1, decimals: 2}}
  people: {{label: {WHY}, type: integer, unit: 1, min: 1}}
  members:
    label: {WHY}
    type: list
    fields:
      pay: {{label: {WHY}, type: number, unit: 1, decimals: 2, min: 0}}
      age: {{label: {WHY}, type: integer, unit: year, min: 0}}
parameters:
  adult: {{label: {WHY}, unit: year, values: [{{from: 2019-01-01, value: 18}}], {CITE}}}
decisions:
  shares:
    label: {WHY}
    unit: 1
    formula: sum(for m in members return m.pay / people) + min(for m in members return m.pay / people)
    round: {{to: 0.01, mode: half up, because: {WHY}}}
    {CITE}
  lines:
    label: {WHY}
    each: members
    keep: [age]
    columns:
      kept:
        label: {WHY}
        unit: 1
        undetermined: [{{when: age < adult, because: {WHY}}}, {{when: pay = 0, because: {WHY}}}]
        formula: pay / people
        round: {{to: 0.1, mode: down, because: {WHY}}}
    {CITE}
  rules:
    label: {WHY}
    type: list
    of: choice
    choices: rule
    table:
      columns: [amount, people]
      collect: true
      rules:
        - {{when: ['< 0', '-'], result: '"decline"'}}
        - {{when: ['-', '> 1'], result: '"cap"'}}
    {CITE}
outputs: [shares, lines, rules]
examples:
  before: {{date: 2018-12-31, inputs: {{}}, not_in_force: true}}
"""


@pytest.mark.parametrize("compiled", [True, False])
def test_rows_with_conditions_and_lists_of_fractions(compiled: bool) -> None:
    """10/3 + 5/3 + 0 and the least, 0: 5. An adult's 10/3 is cut to 3.3; a child, and one without pay, has none."""
    members: list[dict[str, Any]] = [{"pay": 10, "age": 18}, {"pay": 5, "age": 17}, {"pay": 0, "age": 40}]
    calculator = Calculator(built(FORMS), compiled)
    for _ in range(2):
        answer = calculator.decide(date(2019, 1, 1), {"amount": -1, "people": 3, "members": members})
        assert kinds(answer.outputs["lines"]) == kinds(
            [{"age": 18, "kept": Decimal("3.3")}, {"age": 17, "kept": None}, {"age": 40, "kept": None}]
        )
        assert answer.outputs["rules"] == ["decline", "cap"]
        assert str(answer.outputs["shares"]) == "5.00"


def test_both_ways_alike() -> None:
    compiled, plain = Calculator(built(FORMS)), Calculator(built(FORMS), compiled=False)
    for members in ([], [{"pay": "0.01", "age": 18}], [{"pay": 1, "age": 1}] * 201):
        inputs = {"amount": "0", "people": 1, "members": members}
        assert compiled.decide("2020-01-01", inputs).to_bytes() == plain.decide("2020-01-01", inputs).to_bytes()
