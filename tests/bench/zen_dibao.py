"""Dibao on the zen engine: the same six expressions in one expression node, evaluated in its own decimals.

The numbers that a rule file keeps in time lines stand in the expressions as constants, so zen does less here: it
looks up no date, checks no input, cites no clause.

There are two ways to ask. `engine.evaluate(key, …)` over a loader compiles the graph once and is the way that zen's
documentation recommends for speed. A held `create_decision(…)` is the way of its first example, and about twenty
times slower in the 2.1 Python binding: a known regression (gorules/zen issue 441). Targets are set against the fast
way; the slow one is printed beside it because it is what most callers will have written.
"""

from __future__ import annotations

import json
from typing import Any

from tests.bench.households import Household

EXPRESSIONS = (
    ("standard", "area == 'urban' ? 622 : 5004 / 12"),
    ("income_per_person", "round(household_income / household_size, 2)"),
    ("eligible", "household_income / household_size < $.standard"),
    ("allowance", "$.eligible ? round($.standard * household_size - household_income, 2) : 0"),
    ("low_income_line", "$.standard * 1.2"),
    ("low_income_household", "not($.eligible) and household_income / household_size <= $.low_income_line"),
)
OUTPUTS = tuple(name for name, _ in EXPRESSIONS)


def graph() -> str:
    """The decision graph in zen's JSON form: input → expressions → output."""
    rows = [{"id": name, "key": name, "value": value} for name, value in EXPRESSIONS]
    nodes: list[dict[str, Any]] = [
        {"id": "in", "name": "household", "type": "inputNode", "content": {}},
        {"id": "dibao", "name": "dibao", "type": "expressionNode", "content": {"expressions": rows}},
        {"id": "out", "name": "answer", "type": "outputNode", "content": {}},
    ]
    edges = [
        {"id": "e1", "type": "edge", "sourceId": "in", "targetId": "dibao"},
        {"id": "e2", "type": "edge", "sourceId": "dibao", "targetId": "out"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def context(household: Household) -> dict[str, object]:
    """One household as zen takes it fastest: a dict of numbers; its decimals read the float's shortest form."""
    return {
        "area": household.area,
        "household_size": household.household_size,
        "household_income": float(household.household_income),
    }


class Zen:
    """The graph loaded once, as a service would hold it."""

    def __init__(self) -> None:
        import zen

        content = json.loads(graph())
        self._engine = zen.ZenEngine({"loader": {"type": "static", "content": {"dibao": content}}})
        self._held = zen.ZenEngine().create_decision(graph())

    def traced(self, question: dict[str, object]) -> Any:
        """The six results with zen's own trace, which is what it has in place of steps."""
        return self._engine.evaluate("dibao", question, {"trace": True})["result"]

    def plain(self, question: dict[str, object]) -> Any:
        """The six results without the trace."""
        return self._engine.evaluate("dibao", question)["result"]

    def held_traced(self, question: dict[str, object]) -> Any:
        """As `traced`, asked of a held decision."""
        return self._held.evaluate(question, {"trace": True})["result"]

    def held_plain(self, question: dict[str, object]) -> Any:
        """As `plain`, asked of a held decision."""
        return self._held.evaluate(question)["result"]
