"""Whether the rules of a decision table catch every case once: the case that none catches, or that two do.

Columns are looked at one after the other; what counts is only which rules are still possible, so the walk goes over
sets of rules and not over the product of the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_VISITS = 20_000


@dataclass(frozen=True, slots=True)
class Part:
    """A region of one column: its words, and the rules (as bits) whose cell holds there."""

    words: str
    rules: int


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a case that no rule catches, and of one that several do with those rules; "" and () when none."""

    gap: str = ""
    overlap: str = ""
    rules: tuple[int, ...] = ()
    exceeded: bool = False


def examine(columns: Sequence[Sequence[Part]], rules: int) -> Found:
    """The first gap and the first overlap of a table of so many `rules`."""
    everything = (1 << rules) - 1
    gap = overlap = ""
    twice = 0
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[int, int, tuple[str, ...]]] = [(0, everything, ())]
    while stack and not (gap and overlap):
        depth, possible, case = stack.pop()
        if (depth, possible) in seen:
            continue
        seen.add((depth, possible))
        if len(seen) > MAX_VISITS:
            break
        if not possible:
            gap = gap or _case(case)
        elif depth == len(columns):
            if possible.bit_count() > 1 and not overlap:
                overlap, twice = _case(case), possible
        else:
            following = {possible & part.rules: part.words for part in reversed(columns[depth])}
            stack.extend((depth + 1, left, (*case, words)) for left, words in following.items())
    exceeded = len(seen) > MAX_VISITS and not gap and not overlap
    return Found(gap, overlap, tuple(index for index in range(rules) if twice >> index & 1), exceeded)


def _case(words: tuple[str, ...]) -> str:
    return ", ".join(word for word in words if word) or "-"
