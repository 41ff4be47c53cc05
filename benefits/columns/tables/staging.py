"""The rows of a file where a backend can have them: a Parquet file as it is, any other written once as text.

Cells that a file holds as something else than text go through the reader of typed cells, so that a card number that
Excel has shortened is refused and not believed. What no column of text can hold is refused in the engine's words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from benefits.columns.engine_rows import Change
from benefits.columns.files.parquet import ParquetSource
from benefits.columns.files.source import Row, Source
from benefits.columns.headings import Layout
from benefits.columns.normalise import Normaliser, too_wide
from benefits.engine.case import MAX_PROBLEMS
from benefits.model.program import Input, Program

if TYPE_CHECKING:
    import pyarrow as pa

    from benefits.errors import Problem

ROW = "number of the row in the file"
_BATCH = 65_536

Refuse = Callable[[Mapping[str, object]], Sequence["Problem"]]
"""What the engine says of one row of the table; the paths are those of its fields."""


@dataclass(slots=True)
class Staged:
    """`path`: a Parquet file; `columns`: field → column of it; `position`: its column of row numbers, "" for none.

    `problems`: row of the file → what is wrong with cells that could not be staged.
    """

    path: Path
    columns: Mapping[str, str]
    position: str = ""
    problems: dict[int, list[Problem]] = field(default_factory=dict)


def typed(source: Source, layout: Layout, table: Input) -> Staged | None:
    """The file itself, where it is Parquet and every column is of a type that holds the field's values exactly."""
    if not isinstance(source, ParquetSource):
        return None
    fields = {one.name: one for one in table.fields}
    columns = {name: heading for heading, name in zip(layout.headings, layout.names, strict=True) if name}
    if all(_exact(fields[name], source.types[heading]) for name, heading in columns.items()):
        return Staged(source.path, columns)
    return None


def _exact(spec: Input, kind: pa.DataType) -> bool:
    import pyarrow.types as types

    if types.is_string(kind) or types.is_large_string(kind):
        return True
    wanted = {
        "text": (types.is_integer,),
        "number": (types.is_integer, types.is_decimal),
        "date": (types.is_date32,),
        "boolean": (types.is_boolean,),
    }
    return any(holds(kind) for holds in wanted.get(spec.type.kind, ()))


def staged(source: Source, layout: Layout, program: Program, table: Input, path: Path, refuse: Refuse) -> Staged:
    """The rows of the file written to `path` as text, with their numbers."""
    import pyarrow
    import pyarrow.parquet

    fields = {one.name: one for one in table.fields}
    places = [(place, fields[name]) for place, name in enumerate(layout.names) if name]
    schema = pyarrow.schema([(spec.name, pyarrow.string()) for _, spec in places] + [(ROW, pyarrow.int64())])
    found = Staged(path, {spec.name: spec.name for _, spec in places}, ROW)
    reader = _Reader(Normaliser(program), places, len(layout.headings), refuse, found)
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        rows: list[list[object]] = []
        for row in source.rows():
            rows.append(reader.read(row))
            if len(rows) == _BATCH:
                writer.write_batch(_batch(rows, schema))
                rows = []
        writer.write_batch(_batch(rows, schema))
    return found


def _batch(rows: list[list[object]], schema: pa.Schema) -> pa.RecordBatch:
    import pyarrow

    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    return pyarrow.record_batch(
        [pyarrow.array(column, one.type) for column, one in zip(columns, schema, strict=True)], schema
    )


@dataclass(slots=True)
class _Reader:
    """Makes rows of text of the rows of a file."""

    normaliser: Normaliser
    places: Sequence[tuple[int, Input]]
    width: int
    refuse: Refuse
    found: Staged

    def read(self, row: Row) -> list[object]:
        number, cells = row
        texts = [
            cell if cell is None or type(cell) is str else self.text(number, cells, place, spec)
            for place, spec in self.places
            for cell in (cells[place],)
        ]
        if len(cells) > self.width:
            self.note(number, too_wide(cells, self.width))
        return [*texts, number]

    def text(self, number: int, cells: Sequence[object], place: int, spec: Input) -> str | None:
        """A typed cell as text, or what is wrong with it among the problems."""
        cell = cells[place]
        if isinstance(cell, date) and spec.type.kind == "date":
            return cell.isoformat()
        reading = self.normaliser.read(spec, cell)
        if reading.problem is not None:
            self.note(number, reading.problem)
            return None
        value = reading.value
        if isinstance(value, str):
            return value
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and spec.type.kind == "number":
            return format(value, "f") if isinstance(value, Decimal) else str(value)
        if isinstance(value, bool) and spec.type.kind == "boolean":
            return str(value).lower()
        given = {one.name: cells[at] for at, one in self.places if cells[at] is not None}
        for problem in self.refuse(given):
            if problem.path == spec.name:
                self.note(number, problem)
        return None

    def note(self, number: int, problem: Problem) -> None:
        if len(self.found.problems) < MAX_PROBLEMS:
            self.found.problems.setdefault(number, []).append(problem)


class RowReader:
    """Reads the rows of a file for the engine itself, with what was read as something else and what cannot be read."""

    def __init__(self, normaliser: Normaliser, table: Input, layout: Layout) -> None:
        fields = {one.name: one for one in table.fields}
        self._normaliser = normaliser
        self._places = [(place, fields[name]) for place, name in enumerate(layout.names) if name]
        self._width = len(layout.headings)
        self.changes: list[tuple[int, Change]] = []
        self.problems: dict[int, list[Problem]] = {}

    def read(self, number: int, cells: Sequence[object]) -> dict[str, object]:
        """The row as the engine takes it."""
        found: dict[str, object] = {}
        wrong = []
        if len(cells) > self._width:
            wrong.append(too_wide(cells, self._width))
        for place, spec in self._places:
            reading = self._normaliser.read(spec, cells[place])
            if reading.problem is not None:
                wrong.append(reading.problem)
            elif reading.value is not None:
                found[spec.name] = reading.value
                if reading.noted:
                    self.changes.append((number, Change(spec.name, str(cells[place]), str(reading.value))))
        if wrong:
            self.problems[number] = wrong
        return found
