"""What an explanation is made of: a few kinds of block, as values.

A renderer turns them into text, colour or a page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the title of the whole, 2 a part, 3 a part of a part."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings; no headings: pairs of a label and what it says.

    `right` has the places of the columns of numbers.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: what it is about, and the lines that belong to it."""

    head: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Item, ...]
    numbered: bool = False


Block = Heading | Sentence | Table | Listing


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision or a program in the words of one language (`zh` or `en`)."""

    language: str
    blocks: tuple[Block, ...]


def stands_apart(block: Block, before: Block | None) -> bool:
    """Whether an empty line comes first; `before` is the block above, None at the top."""
    if before is None:
        return False
    return isinstance(block, Heading) or (isinstance(block, Sentence) and isinstance(before, Table | Listing))
