"""A register of millions under both sides: by columns in DuckDB, and by the engine where a row is not surely right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benefits.columns.backends import POSITION
from benefits.columns.backends.duckdb import DuckDb, quoted
from benefits.columns.by_columns import ByColumns
from benefits.columns.compile import Columns, NotColumnar, why_not
from benefits.columns.engine_rows import Asked, RowEngine
from benefits.columns.files.parquet import ParquetSource
from benefits.columns.files.source import Row, Source
from benefits.columns.headings import Layout
from benefits.columns.normalise import Normaliser
from benefits.columns.results import cell_text
from benefits.impact.answers import Answering, Answers, Refusal
from benefits.impact.compare import Comparison, Read
from benefits.impact.register import headings_of
from benefits.impact.totals import Output

if TYPE_CHECKING:
    import ibis.expr.types as ir

NUMBER = "row_number_"
"""The column of a register's copy that has a row's number as its user knows it."""

_PLACE = "file_row_number"
_BATCH = 50_000


def compare_by_columns(
    sides: Sequence[Asked],
    source: Source,
    layout: Layout,
    outputs: tuple[Output, ...],
    main: Output,
    follow: Callable[[Iterator[Row]], Iterable[Row]],
) -> Comparison | None:
    """The comparison of both sides, or None where the program, asked like this, cannot be columns."""
    if any(why_not(asked.program) for asked in sides):
        return None
    with TemporaryDirectory() as name:
        room = Path(name)
        if isinstance(source, ParquetSource):
            kept, columns, numbers, there = source, layout.headings, f"{_PLACE} + 1", layout
        else:
            copy = room / "register.parquet"
            if not _copied(follow(source.rows()), len(layout.headings), copy):
                return None
            columns, numbers = tuple(f"c{place}" for place in range(len(layout.headings))), NUMBER
            kept, there = ParquetSource(copy), Layout((*columns, NUMBER), (*layout.names, ""))
        try:
            before, after = (_side(asked, kept, there, outputs, room / str(place)) for place, asked in enumerate(sides))
        except NotColumnar:
            return None
        own = (f"cast({_named(column)} as varchar) as c{place}" for place, column in enumerate(columns))
        chosen = ", ".join((f"{_PLACE} as row", f"{numbers} as number", *own))
        carried = f"select {chosen} from read_parquet({quoted(str(kept.path))}, file_row_number = true)"
        return Comparison(outputs, main, before, after, headings_of(layout), carried, _reader(sides[1], layout))


def _reader(asked: Asked, layout: Layout) -> Read:
    """Cells of inputs as they are read, others as they are."""
    read, specs = Normaliser(asked.program).read, {spec.name: spec for spec in asked.program.inputs}

    def told(place: int, cell: object) -> object:
        name = layout.names[place]
        value = asked.settings.get(name)
        if value is None and name in specs:
            value = read(specs[name], cell).value
        return cell if value is None else cell_text(value)

    return told


def _named(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _side(asked: Asked, source: ParquetSource, layout: Layout, outputs: tuple[Output, ...], room: Path) -> Answers:
    """The sure rows in a file, the others answered by the engine."""
    room.mkdir()
    backend = DuckDb(room)
    try:
        made = ByColumns(backend, asked, source, layout, room / "inputs.parquet")
        table, sure = made.compiled.table, room / "sure.parquet"
        chosen = {f"o{place}": _value(made.compiled, output) for place, output in enumerate(outputs)}
        backend.copy(table.filter(made.sure).select(row=table[POSITION], ok=True, **chosen), sure)
        engine = Answering(RowEngine(asked, layout), outputs)
        for position, cells in made.unsure():
            engine.add(position, cells)
    finally:
        backend.close()
    found = engine.answers()
    return Answers(found.table, _numbered(found.refused, source), sure)


def _value(compiled: Columns, output: Output) -> ir.Value:
    value = compiled.outputs[output.name].value
    return value if output.kind in ("number", "boolean") else value.cast("string")


def _numbered(refused: tuple[Refusal, ...], source: ParquetSource) -> tuple[Refusal, ...]:
    """The refusals with the rows' own numbers, in place of their places from 0."""
    import pyarrow.parquet as pq

    if NUMBER not in source.headings:
        return tuple(replace(each, row=each.row + 1) for each in refused)
    numbers = pq.read_table(source.path, columns=[NUMBER]).column(0)
    return tuple(replace(each, row=numbers[each.row].as_py()) for each in refused)


def _copied(rows: Iterable[Row], width: int, path: Path) -> bool:
    """The register as Parquet: cells as text, and the rows' numbers. False where a row is wider than the headings."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = [*(f"c{place}" for place in range(width)), NUMBER]
    schema = pa.schema([(name, pa.int64() if name == NUMBER else pa.string()) for name in names])
    pending = iter(rows)
    with pq.ParquetWriter(path, schema, compression="snappy") as writer:
        while batch := list(islice(pending, _BATCH)):
            if any(len(cells) > width for _, cells in batch):
                return False
            columns = [pa.array([_text(cells[place]) for _, cells in batch], pa.string()) for place in range(width)]
            numbers = pa.array([number for number, _ in batch], pa.int64())
            writer.write_table(pa.Table.from_arrays([*columns, numbers], schema=schema))
    return True


def _text(cell: object) -> str | None:
    return None if cell is None else cell_text(cell)
