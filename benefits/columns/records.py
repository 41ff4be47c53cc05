"""Lists of a workbook: the records of a list input stand on a sheet of their own, each with its row's number.

The sheet is named by the list's name or label; its first column is headed like a column of the first sheet and says to
which row a record belongs. A record that belongs to no row, or to two, is refused with the whole file: the answer of
some row would lack it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from benefits.columns.files.source import Row
from benefits.columns.files.xlsx_source import XlsxSource
from benefits.columns.headings import Layout, expecting, known_headings, plain, read_headings
from benefits.columns.normalise import bad_cell
from benefits.columns.results import cell_text
from benefits.errors import InputError, Problem
from benefits.model.program import Input, Program

MAX_TITLE = 31
"""Excel keeps so many characters of a sheet's name."""


class WithRecords:
    """The first sheet of a workbook, each row followed by its records of every list that has a sheet."""

    def __init__(self, main: XlsxSource, sheets: Mapping[str, tuple[int, Mapping[str, list[object]]]]) -> None:
        self.path: Path = main.path
        self._main, self._sheets = main, sheets
        self.headings = (*main.headings, *sheets)

    def count(self) -> int | None:
        return None

    def progress(self) -> int:
        """How far the first sheet has been read, in thousandths."""
        return self._main.progress()

    def close(self) -> None:
        self._main.close()

    def rows(self) -> Iterator[Row]:
        for number, cells in self._main.rows():
            found = [records.get(_key(cells[place])) for place, records in self._sheets.values()]
            yield number, [*cells, *found]


def with_records(program: Program, main: XlsxSource, layout: Layout) -> tuple[WithRecords, Layout] | None:
    """The workbook with its lists and the layout of both, or None where no list has a sheet."""
    sheets: dict[str, tuple[int, dict[str, list[object]]]] = {}
    names: list[str] = []
    for spec in program.inputs:
        titles = {plain(text[:MAX_TITLE]) for text in (spec.name, spec.label.zh, spec.label.en)}
        title = next((title for title in main.titles if plain(title) in titles), None)
        if spec.fields and title is not None and spec.name not in layout.names and title not in main.headings:
            sheets[title] = _records(main, title, spec)
            names.append(spec.name)
    if not sheets:
        return None
    found = WithRecords(main, sheets)
    return found, Layout(found.headings, (*layout.names, *names))


def _records(main: XlsxSource, title: str, spec: Input) -> tuple[int, dict[str, list[object]]]:
    """Where the first sheet has the key of this one, and the records by key."""
    keys = {plain(heading): place for place, heading in enumerate(main.headings)}
    known = known_headings(spec.fields)
    sheet = main.other(title, lambda text: expecting(known)(text) or plain(text) in keys)
    first = plain(sheet.headings[0])
    if first not in keys:
        why = ("why", "第一列应与首表的一列同名，写明属于哪一行", "its first column is to be one of the first sheet's")
        raise InputError([Problem("bad_table", title, title, detail=(why,))])
    layout = read_headings(sheet.headings[1:], known)
    place = keys[first]
    rows: dict[str, list[object]] = {}
    lines: dict[str, int] = {}
    for number, cells in sheet.rows():
        key = _key(cells[0])
        rows.setdefault(key, []).append(
            {name: cell for name, cell in zip(layout.names, cells[1:], strict=True) if name and cell is not None}
        )
        lines.setdefault(key, number)
    seen: dict[str, int] = {}
    for _, cells in main.rows():
        seen[_key(cells[place])] = seen.get(_key(cells[place]), 0) + 1
    wrong = [
        bad_cell(f"{title} {line}", key, "no_such_row" if key not in seen else "two_rows")
        for key, line in lines.items()
        if not key or seen.get(key, 0) != 1
    ]
    if wrong:
        raise InputError(wrong)
    return place, rows


def _key(cell: object) -> str:
    return cell_text(cell).strip()
