"""The reasons for not determining a figure, numbered for a column and named for the caller."""

from __future__ import annotations

from benefits.columns.compile.held import FIRST_REASON, Held, nothing
from benefits.model.program import Label


class Reasons:
    """Numbers reasons as they come, from `FIRST_REASON`; the same words have the same number."""

    def __init__(self) -> None:
        self._codes: dict[Label, int] = {}

    def code(self, reason: Label) -> int:
        """The reason's number."""
        return self._codes.setdefault(reason, len(self._codes) + FIRST_REASON)

    def ended(self, reason: Label) -> Held:
        """What has no value, for this reason."""
        return nothing(self.code(reason))

    def among(self, codes: frozenset[int]) -> dict[int, Label]:
        """The reasons of these numbers, in order."""
        return {code: reason for reason, code in self._codes.items() if code in codes}
