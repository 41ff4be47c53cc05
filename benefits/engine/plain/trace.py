"""What an evaluation leaves behind for the steps: values by name, whose order is the program's."""

from __future__ import annotations

from dataclasses import dataclass, field

from benefits.model.program import Label


@dataclass(slots=True)
class Trace:
    """`parameters` and `decisions`: what was evaluated, `NotDetermined` kept as a value. `before`: values before
    rounding. `rules`: which rules of a decision table matched, from 1. `columns`: whole columns (`decision`, `column`)
    that are not determined, with the reason.
    """

    parameters: dict[str, object] = field(default_factory=dict)
    decisions: dict[str, object] = field(default_factory=dict)
    before: dict[str, object] = field(default_factory=dict)
    rules: dict[str, tuple[int, ...]] = field(default_factory=dict)
    columns: dict[tuple[str, str], Label] = field(default_factory=dict)
