"""Inputs that may be left out in some cases, that are always asked, and one that is called `item`."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benefits.engine.calculator import Calculator
from benefits.errors import MissingInputsError
from tests.engine.shared import CITE, built

DAY = date(2020, 5, 1)
TEXT = f"""\
program: made/case
title: {{zh: 例, en: Example}}
basis: [state-council-649]
in_force: {{from: 2019-01-01}}

inputs:
  ticket: {{label: {{zh: 门票, en: Ticket}}, type: boolean, required: true}}
  per_month: {{label: {{zh: 月, en: Month}}, type: number, unit: CNY/month, decimals: 2, optional: per_year != null}}
  per_year: {{label: {{zh: 年, en: Year}}, type: number, unit: CNY/year, decimals: 2, optional: true}}
  item: {{label: {{zh: 项, en: Item}}, type: number, unit: CNY/month, decimals: 2, optional: ticket}}
  rows:
    label: {{zh: 行, en: Rows}}
    type: list
    default: []
    fields:
      pay: {{label: {{zh: 酬, en: Pay}}, type: number, unit: CNY/month, decimals: 2}}

decisions:
  standard:
    label: {{zh: 标准, en: Standard}}
    unit: CNY/month
    formula: if per_year != null then per_year / months_per_year else per_month
    round: {{to: 0.01, mode: half up, because: {{zh: 到分, en: to the fen}}}}
    {CITE}
  own:
    label: {{zh: 自有, en: Own}}
    unit: CNY/month
    formula: if item != null then item else standard
    {CITE}
  above:
    label: {{zh: 以上, en: Above}}
    unit: CNY/month
    formula: sum(rows[item.pay > standard].pay) + own
    {CITE}

outputs: [standard, above]

examples:
  one: {{date: 2020-05-01, inputs: {{}}, missing: [ticket, per_month, item]}}
"""
PROGRAM = built(TEXT)
ROWS = [{"pay": 100}, {"pay": 200}]


@pytest.fixture(params=[True, False], ids=["compiled", "plain"])
def calculator(request: pytest.FixtureRequest) -> Calculator:
    return Calculator(PROGRAM, compiled=request.param)


@pytest.mark.parametrize(
    ("inputs", "standard", "above"),
    [
        ({"ticket": True, "per_month": 150}, 150, 350),
        ({"ticket": True, "per_year": 1200, "item": 5}, 100, 205),
        ({"ticket": False, "per_year": 1800, "item": 5}, 150, 205),
        ({"ticket": True, "per_month": 250}, 250, 250),
        ({"ticket": True, "per_month": 250, "per_year": 1200}, 100, 300),
    ],
)
def test_answers(calculator: Calculator, inputs: dict[str, Any], standard: int, above: int) -> None:
    for _ in range(2):
        found = calculator.decide(DAY, {**inputs, "rows": ROWS}).outputs
        assert found == {"standard": standard, "above": above}


@pytest.mark.parametrize(
    ("inputs", "missing"),
    [
        ({}, ("ticket", "per_month", "item")),
        ({"ticket": True}, ("per_month",)),
        ({"ticket": False}, ("per_month", "item")),
        ({"ticket": False, "per_year": 1}, ("item",)),
        ({"per_month": 1, "item": 1}, ("ticket",)),
        ({"per_year": 1}, ("ticket", "item")),
    ],
)
def test_what_is_asked(calculator: Calculator, inputs: dict[str, Any], missing: tuple[str, ...]) -> None:
    with pytest.raises(MissingInputsError) as caught:
        calculator.decide(DAY, inputs)
    assert caught.value.missing == missing
