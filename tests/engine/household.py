"""The made program with an input of every kind, a good case of it, and the problems of a changed one."""

from __future__ import annotations

import copy
import functools
from datetime import date
from pathlib import Path
from typing import Any

from benefits.engine.case import Case, read_case
from benefits.errors import Problem
from benefits.model.program import Program
from tests.engine.shared import built

DAY = date(2020, 5, 1)
VISIT: dict[str, Any] = {"who": "a", "spot": "lake", "date": "2020-04-01"}
PRICE: dict[str, Any] = {"spot": "lake", "price": "1", "from": "2020-01-01", "until": "2020-01-31"}
EXTRA: dict[str, Any] = {"spot": "cave", "name": "洞", "price": "5"}
GOOD: dict[str, Any] = {
    "household_size": 3,
    "income": "100.50",
    "grade": "2.5",
    "area": "urban",
    "flag": True,
    "born": "1990-02-28",
    "note": "hello",
    "visits": [VISIT],
}


@functools.cache
def program() -> Program:
    return built(Path(__file__).with_name("household.yaml").read_text(encoding="utf-8"), "made/household")


def read(inputs: Any, day: object = DAY, assume: Any = None) -> tuple[Case, list[Problem]]:
    return read_case(program(), day, inputs, assume)


def changed(**values: Any) -> dict[str, Any]:
    return copy.deepcopy(GOOD) | values


def problems(**values: Any) -> list[tuple[str, str, str, str, str]]:
    """Of the good case with other values: code, path, value, expected, nearest of each problem."""
    found = read(changed(**values))[1]
    return [(one.code, one.path, one.value, one.expected, one.nearest) for one in found]
