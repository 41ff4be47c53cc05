"""The reviewed corpus of boundary cases (`tests/corpus`), asked of a changed program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, cast

from benefits.book import RuleBook
from benefits.cases import Question
from benefits.engine.calculator import Calculator
from benefits.engine.decision import Decision
from tests.cases.corpus import outcome, path


class _Book:
    """A book of one program, whose text and checked form need not be the shipped ones."""

    def __init__(self, calculator: Calculator) -> None:
        self._calculator = calculator

    def decide(
        self, program: str, date: object, inputs: Mapping[str, object], assume: Mapping[str, str] | None = None
    ) -> Decision:
        return self._calculator.decide(date, inputs, assume)


@cache
def _lines(program: str) -> tuple[Any, ...]:
    file = path(program)
    return tuple(map(json.loads, file.read_text(encoding="utf-8").splitlines())) if file.exists() else ()


def corpus_differs(calculator: Calculator) -> bool:
    """Whether any boundary case of the program has another answer than the reviewed one."""
    program, book = calculator.program.id, cast(RuleBook, _Book(calculator))
    for line in _lines(program):
        question = Question(date.fromisoformat(line["date"]), line["inputs"], line["assume"])
        if outcome(book, program, question) != line["outcome"]:
            return True
    return False
