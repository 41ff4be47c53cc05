"""An explanation as plain text for a file, a pipe or a simple terminal. A Chinese character takes two columns."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from benefits.words.blocks import Block, Explanation, Heading, Listing, Sentence, Table, stands_apart

_GAP = "  "


def plain(explanation: Explanation) -> str:
    """The whole text, ending with a line break."""
    lines: list[str] = []
    before: Block | None = None
    for block in explanation.blocks:
        if stands_apart(block, before):
            lines.append("")
        before = block
        lines += (line.rstrip() for line in _lines(block))
    return "\n".join(lines) + "\n"


def width(text: str) -> int:
    """Columns that the text takes: two for wide characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(one) else 1 + (east_asian_width(one) in "WF") for one in text)


def _pad(text: str, columns: int, right: bool) -> str:
    space = " " * (columns - width(text))
    return space + text if right else text + space


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield text
            if level <= 2:
                yield ("=" if level == 1 else "-") * width(text)
        case Sentence(text=text):
            yield text
        case Table():
            yield from _table(block)
        case Listing():
            yield from _listing(block)


def _table(table: Table) -> Iterator[str]:
    rows = (table.columns, *table.rows) if table.columns else table.rows
    if not rows:
        return
    widths = [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = (_pad(cell, widths[place], place in table.right) for place, cell in enumerate(row))
        yield _GAP + _GAP.join(cells)
        if number == 0 and table.columns:
            yield _GAP + _GAP.join("-" * columns for columns in widths)


def _listing(listing: Listing) -> Iterator[str]:
    for number, item in enumerate(listing.items, start=1):
        mark = f"{number}. " if listing.numbered else "- "
        indent = " " * len(mark)
        head, *rest = item.head.split("\n")
        yield mark + head
        for line in (*rest, *item.lines):
            yield indent + line
