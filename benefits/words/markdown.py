"""An explanation as Markdown (CommonMark with tables), for the documentation. Texts are never read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benefits.words.blocks import Block, Explanation, Heading, Listing, Sentence, Table

_MARKUP = re.compile(r"([\\`*_\[\]<>{}|#~$])")
# What a line may not begin with: the marks of lists and definitions.
_OPENING = re.compile(r"^([-+:=]|[0-9]+(?=[.)](?:\s|$)))")
_INDENT = "\u2003"  # a wide space: Markdown would take plain ones away


def markdown(explanation: Explanation, level: int = 1) -> str:
    """The whole text, ending with a line break; its title is a heading of that level."""
    parts = ("\n".join(_lines(block, level)) for block in explanation.blocks)
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """The text on one line, so that Markdown shows every character as it stands."""
    flat = " ".join(text.splitlines())
    body = flat.lstrip(" ")
    return _INDENT * (len(flat) - len(body)) + _opened(_MARKUP.sub(r"\\\1", body))


def _opened(text: str) -> str:
    found = _OPENING.match(text)
    if found is None:
        return text
    mark = found[1]
    return f"{mark}\\{text[len(mark) :]}" if mark[0].isdigit() else f"\\{text}"


def _lines(block: Block, level: int) -> Iterator[str]:
    match block:
        case Heading(text=text, level=below):
            yield f"{'#' * (level + below - 1)} {escape(text)}"
        case Sentence(text=text):
            yield escape(text)
        case Table():
            yield from _table(block)
        case Listing():
            yield from _listing(block)


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        return
    columns = table.columns or tuple("" for _ in table.rows[0])
    yield _row(columns)
    yield _row(tuple("---:" if place in table.right else "---" for place in range(len(columns))), raw=True)
    for row in table.rows:
        yield _row(row)


def _row(cells: tuple[str, ...], raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else escape(cell) for cell in cells) + " |"


def _listing(listing: Listing) -> Iterator[str]:
    for number, item in enumerate(listing.items, start=1):
        mark = f"{number}. " if listing.numbered else "- "
        told = [escape(line) for line in (*item.head.split("\n"), *item.lines)]
        joint = "\\\n" + " " * len(mark)
        yield mark + joint.join(told)
