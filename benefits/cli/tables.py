"""One table of a case from a CSV file: the first line names the columns, every cell is text."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterator

from benefits.cli.files import MAX_TABLE_MIB, read_text, refuse
from benefits.cli.messages import tell
from benefits.cli.options import language
from benefits.engine.case import MAX_TEXT
from benefits.model.program import Input

_FLAGS = {"true": True, "false": False}


class TableFile:
    """The rows of a CSV file, and the line that each begins on."""

    def __init__(self, name: str, rows: list[dict[str, object]], lines: array[int]) -> None:
        self.name = name
        self.rows = rows
        self._lines = lines

    def line(self, row: int) -> int:
        """The line of the file, from 1, on which the row, from 0, begins; 0 when there is no such row."""
        return self._lines[row] if row < len(self._lines) else 0


def read_table(spec: Input, name: str) -> TableFile:
    """The rows of the table or list input in a CSV file.

    Headings are field names or labels; an empty cell is not given.
    """
    text = read_text(name, MAX_TABLE_MIB)
    tongue = language()
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, object]] = []
    starts = array("L")
    fields = None
    for start, cells in _records(name, lines):
        if fields is None:
            fields = _fields(spec, cells, name)
        elif len(cells) != len(fields):
            refuse(name, tell(tongue, "row_length", str(start), str(len(cells)), str(len(fields))), spec.name)
        else:
            rows.append({field.name: _cell(field, cell) for field, cell in zip(fields, cells, strict=True)})
            starts.append(start)
    if fields is None:
        refuse(name, tell(tongue, "no_heading"), spec.name)
    return TableFile(name, rows, starts)


def _records(name: str, lines: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on; empty lines are passed over."""
    before = 0
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            refuse(name, tell(language(), "bad_csv", str(before + 1)))
        if cells:
            yield before + 1, cells
        before = lines.line_num  # type: ignore[attr-defined]


def _fields(spec: Input, headings: list[str], name: str) -> list[Input]:
    """The field of each column."""
    known: dict[str, Input] = {}
    for field in spec.fields:
        known |= {key: field for key in (field.label.en.casefold(), field.label.zh, field.name)}
    found: list[Input] = []
    for heading in headings:
        field = known.get(heading.strip(), known.get(heading.strip().casefold()))  # type: ignore[assignment]
        if field is None:
            listed = ", ".join(f"{one.name} {one.label.text(language())}" for one in spec.fields)
            refuse(name, tell(language(), "bad_heading", heading[:60] or "“”", listed), spec.name)
        if field in found:
            refuse(name, tell(language(), "named_twice", heading[:60]), spec.name)
        found.append(field)
    return found


def _cell(field: Input, cell: str) -> object:
    if cell == "":
        return None
    if field.type.kind == "boolean":
        return _FLAGS.get(cell, cell[:MAX_TEXT])
    return cell
