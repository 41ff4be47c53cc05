"""What is asked for when inputs are missing, put down as one status per absent input."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .expected import Expected, settle

# Of an absent input: True, it matters; None, an engine may ask for it; False (or no entry), it cannot matter.
Status = Mapping[str, bool | None]


def asked(status: Status, calculate: Callable[[], Expected]) -> Expected:
    """The list of missing inputs if one of them matters, else the answer. `status` is in declared order."""
    must = [name for name, matters in status.items() if matters]
    leeway = [name for name, matters in status.items() if matters is None]
    return settle(list(status), must, leeway, calculate)


def absent(given: Mapping[str, object], matters: Status) -> dict[str, bool | None]:
    """`matters` of the inputs that are not given."""
    return {name: matters[name] for name, value in given.items() if value is None and name in matters}
