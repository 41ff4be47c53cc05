"""One evaluation: what it may still spend, the clock it was given, and the reasons of its nulls."""

from __future__ import annotations

from collections.abc import Mapping

from benefits.feel.errors import FeelLimitError
from benefits.feel.syntax import TypeName
from benefits.feel.values import MAX_VALUE_DEPTH, DateTime, Problem

MAX_STEPS = 300_000  # nodes evaluated, and items of lists and characters of texts made, per evaluation
MAX_DEPTH = 280  # levels of evaluation inside one another
MAX_CHARACTERS = 1_000_000  # of one text
MAX_PROBLEMS = 1_000


class Run:
    """The budget, clock, types and problems of one evaluation. Nothing of it outlives the evaluation."""

    __slots__ = ("_problems", "depth", "now", "steps_left", "types")

    def __init__(
        self,
        problems: list[Problem] | None = None,
        now: DateTime | None = None,
        types: Mapping[str, TypeName] | None = None,
    ) -> None:
        self.steps_left = MAX_STEPS
        self.depth = 0
        self.now = now
        self.types = types or {}
        self._problems = problems

    def spend(self, steps: int) -> None:
        """Pays for work before it is done; `FeelLimitError` when the budget is spent."""
        self.steps_left -= steps
        if self.steps_left < 0:
            raise FeelLimitError(f"a calculation of more than {MAX_STEPS} steps")

    def spend_on(self, value: object) -> None:
        """Pays for a text or list that has been made."""
        if isinstance(value, str):
            if len(value) > MAX_CHARACTERS:
                raise FeelLimitError(f"a text of more than {MAX_CHARACTERS} characters")
            self.spend(len(value) // 64)
        elif isinstance(value, list):
            self.spend(len(value))

    def check_depth(self, depth: int) -> None:
        """Refuses values nested more deeply than the readers of values go."""
        if depth > MAX_VALUE_DEPTH:
            raise FeelLimitError(f"a value nested more than {MAX_VALUE_DEPTH} levels deep")

    def note(self, at: int, reason: str) -> None:
        """Keeps the reason of a null where the caller asked for reasons."""
        if self._problems is not None and len(self._problems) < MAX_PROBLEMS:
            self._problems.append(Problem(at, reason))
