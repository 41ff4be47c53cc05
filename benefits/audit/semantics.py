"""Every version of what rule files mean, and how to answer by it. An old version stays here for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from benefits.book import RuleBook
from benefits.engine.decision import Decision
from benefits.errors import Problem, RuleError

Question = Mapping[str, Any]
"""A stored question: `program`, `date`, `inputs`, `assume`, and `local` where local values were used."""


def check(semantics: str) -> None:
    """Raises `RuleError` `unknown_semantics` for a version that this package does not know."""
    if semantics not in _VERSIONS:
        raise RuleError([Problem("unknown_semantics", value=str(semantics)[:20], expected=", ".join(_VERSIONS))])


def answer(semantics: str, book: RuleBook, question: Question) -> Decision:
    """The answer of these rules to a stored question, by that version, which must be known; the errors are those of
    `RuleBook.decide`."""
    return _VERSIONS[semantics](book, question)


def _first(book: RuleBook, question: Question) -> Decision:
    decision = book.decide(question["program"], question["date"], question["inputs"], question["assume"])
    return decision.sourced(question.get("local", {}))


_VERSIONS: dict[str, Callable[[RuleBook, Question], Decision]] = {"1": _first}
