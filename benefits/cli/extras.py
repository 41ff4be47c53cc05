"""Libraries that not every installation has: what is said where one is wanted and not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from benefits.errors import InputError, Problem

_LIBRARIES = frozenset(("matplotlib", "numpy", "openpyxl", "plotext"))


@contextmanager
def wanting(command: str, extra: str) -> Iterator[None]:
    """Inside, an optional library that is not installed is an `InputError` that names the extra to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise InputError([Problem("needs_extra", "", f"benefits {command}", f"benefits[{extra}]")]) from None
