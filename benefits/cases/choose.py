"""A bounded list out of many candidates: first what shows a turn that none before shows, then the rest in turn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from benefits.cases.probe import Probe, Turn
from benefits.cases.question import Question

_WANTED = frozenset(("base", "day", "option", "choice", "rows"))
"""Kinds of which every one is wanted, whichever way it goes."""


def chosen(probe: Probe, candidates: Sequence[Question], most: int) -> list[Question]:
    """At most `most` candidates in their own order; every question once."""
    first: dict[str, Question] = {}
    for question in candidates:
        first.setdefault(question.key, question)
    once = list(first.values())
    seen: set[Turn] = set()
    telling: list[Question] = []
    for question in once:
        turns = set(probe.way(question).turns)
        if turns - seen or question.kind in _WANTED:
            telling.append(question)
            seen |= turns
    kept = {id(question) for question in _taking_turns(telling)[:most]}
    rest = [question for question in once if id(question) not in kept]
    kept |= {id(question) for question in _taking_turns(rest)[: most - len(kept)]}
    return [question for question in once if id(question) in kept]


def _taking_turns(questions: Sequence[Question]) -> list[Question]:
    """One of each kind and place after the other, in order, so that a cut takes from the longest."""
    groups: dict[tuple[str, str], list[Question]] = {}
    for question in questions:
        groups.setdefault((question.kind, question.path), []).append(question)
    return [question for row in zip_longest(*groups.values()) for question in row if question is not None]
