"""What an evaluation can end in besides a value: not determined, absent, or unknown for want of an input."""

from __future__ import annotations

from collections.abc import Iterable

from benefits.model.program import Label


class NotDetermined(Exception):
    """The text gives no answer for this case, for a reason. Travels as an exception; kept as a decision's result."""

    def __init__(self, reason: Label) -> None:
        super().__init__(reason.en)
        self.reason = reason

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.reason == other.reason

    def __hash__(self) -> int:
        return hash(self.reason)


class Absent(NotDetermined):
    """The figure has no meaning in this case; the answer leaves it out."""


class Unknown:
    """A value that waits for inputs; `needs` are their paths (`services[2].cost`)."""

    __slots__ = ("needs",)

    def __init__(self, needs: Iterable[str]) -> None:
        self.needs = frozenset(needs)

    @staticmethod
    def of(*values: object) -> Unknown:
        """Unknown for want of everything the unknown ones among the values need."""
        return Unknown(needs(list(values)))


def needs(value: object) -> frozenset[str]:
    """The inputs that a value waits for, anywhere in it."""
    if isinstance(value, Unknown):
        return value.needs
    if isinstance(value, list):
        return frozenset().union(*(needs(item) for item in value))
    if isinstance(value, dict):
        return frozenset().union(*(needs(cell) for cell in value.values()))
    return frozenset()
