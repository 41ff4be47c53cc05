"""Progress of long work on standard error, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_Item = TypeVar("_Item")


def tracked(items: Iterable[_Item], total: int | None, about: str) -> Iterator[_Item]:
    """The items as they come; a person at a terminal sees how many of the total (None: not known) are done."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, about, total=total, console=Console(file=sys.stderr), transient=True)


@contextmanager
def bar(about: str) -> Iterator[Callable[[int, int], object] | None]:
    """Takes how many of how many are done, and shows it to a person at a terminal; None where there is none."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as shown:
        task = shown.add_task(about, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
