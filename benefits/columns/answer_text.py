"""What the engine made of a row as a text, for the way from a worker of another machine: value for value.

An amount is `["d", "865.50"]`, a date `["@", "2019-07-01"]`, a list `["[", …]`, rows of a table objects; truth values,
whole numbers, texts and None stand as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date
from decimal import Decimal
from typing import Any

from benefits.columns.engine_rows import Answer, Change
from benefits.errors import Problem
from benefits.model.program import Label

Found = Answer | tuple[Problem, ...]


def to_text(found: Found, changes: Sequence[Change]) -> str:
    """The text of an answer or of the problems of a row, and of what was read otherwise than typed."""
    told: dict[str, object] = {"changes": [astuple(change) for change in changes]}
    if isinstance(found, Answer):
        told["outputs"] = _plain(found.outputs)
        told["undetermined"] = {name: [reason.zh, reason.en] for name, reason in found.undetermined.items()}
    else:
        told["problems"] = [astuple(problem) for problem in found]
    return json.dumps(told, ensure_ascii=False)


def from_text(text: str) -> tuple[Found, list[Change]]:
    """What `to_text` was given."""
    told = json.loads(text)
    changes = [Change(*change) for change in told["changes"]]
    if "outputs" in told:
        reasons = {name: Label(*pair) for name, pair in told["undetermined"].items()}
        outputs: dict[str, object] = _value(told["outputs"])
        return Answer(outputs, reasons), changes
    return tuple(_problem(parts) for parts in told["problems"]), changes


def _problem(parts: list[Any]) -> Problem:
    *plain, detail = parts
    return replace(Problem(*plain), detail=tuple(tuple(place) for place in detail))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _plain(cell) for name, cell in value.items()}
    if isinstance(value, list | tuple):
        return ["[", *(_plain(item) for item in value)]
    if isinstance(value, Decimal):
        return ["d", str(value)]
    return ["@", value.isoformat()] if isinstance(value, date) else value


def _value(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {name: _value(cell) for name, cell in plain.items()}
    if not isinstance(plain, list):
        return plain
    head, *items = plain
    if head == "d":
        return Decimal(items[0])
    return date.fromisoformat(items[0]) if head == "@" else [_value(item) for item in items]
