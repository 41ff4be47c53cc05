"""An explanation on a colour terminal. Only this module knows rich, and only a terminal needs it."""

from __future__ import annotations

from typing import Literal, TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from benefits.words.blocks import Block, Explanation, Heading, Listing, Sentence, Table, stands_apart

_HEADINGS = {1: "bold cyan", 2: "bold", 3: "bold dim"}


def print_explanation(explanation: Explanation, stream: TextIO) -> None:
    """Write it to a terminal, wrapped to its width. Texts are never read as markup."""
    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)
    before: Block | None = None
    for block in explanation.blocks:
        if stands_apart(block, before):
            console.print()
        before = block
        console.print(_render(block))


def _render(block: Block) -> RenderableType:
    match block:
        case Heading(text=text, level=level):
            return Text(text, style=_HEADINGS[level])
        case Sentence(text=text):
            return Text(text)
        case Table():
            return _grid(block)
    return _listing(block)


def _grid(table: Table) -> RenderableType:
    grid = Grid(box=None, show_header=bool(table.columns), header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for place in range(len(table.columns) or len(table.rows[0])):
        heading = Text(table.columns[place]) if table.columns else ""
        pair_value = not table.columns and place == 1
        justify: Literal["left", "right"] = "right" if place in table.right else "left"
        grid.add_column(heading, justify=justify, style="bold" if pair_value else None, overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(cell) for cell in row))
    return Padding(grid, (0, 0, 0, 2))


def _listing(listing: Listing) -> RenderableType:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", style="dim")
    grid.add_column(overflow="fold")
    for number, item in enumerate(listing.items, start=1):
        body = [Text(item.head, style="bold" if listing.numbered else "", overflow="fold")]
        body += (Text(line, style="dim" if line.startswith("[") else "", overflow="fold") for line in item.lines)
        grid.add_row(f"{number}." if listing.numbered else "-", Group(*body))
    return grid
