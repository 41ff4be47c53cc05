"""Lines of Python being written, with their indentation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Block:
    """A function body under construction. Fresh names never clash: they are numbered across the whole body."""

    def __init__(self, depth: int = 1) -> None:
        self.lines: list[str] = []
        self.depth = depth
        self.sheltered = 0
        self._count = 0

    def inner(self, depth: int) -> Block:
        """A block for a function inside this one: its lines run only if somebody calls it."""
        block = Block(depth)
        block._count, block.sheltered = self._count + 1000, 1
        self._count += 2000
        return block

    def emit(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    def fresh(self, prefix: str = "t") -> str:
        self._count += 1
        return f"{prefix}_{self._count}"

    def assign(self, code: str, prefix: str = "t") -> str:
        """Keep an expression's value under a fresh name."""
        name = self.fresh(prefix)
        self.emit(f"{name} = {code}")
        return name

    @contextmanager
    def indented(self, head: str) -> Iterator[None]:
        self.emit(head)
        self.depth += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            self.emit("pass")
        self.depth -= 1

    @contextmanager
    def aside(self, shelter: bool = True) -> Iterator[list[str]]:
        """Collect lines without putting them in; the caller does. `shelter`: they may be passed over at run time."""
        kept, self.lines = self.lines, []
        self.sheltered += shelter
        yield self.lines
        self.sheltered -= shelter
        self.lines = kept
