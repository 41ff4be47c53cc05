"""A text table as Parquet, so that an engine can read it as fast as any: the columns of inputs alone, as text.

A cell that is no text is written as none that any text of an input could be; a row that has one is the engine's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from benefits.columns.files.source import Row

_BATCH = 65_536
NO_TEXT = "\ufffe"
"""Stands for a cell that is no text. It is no character, so no input takes it."""


def spool(path: Path, rows: Iterable[Row], places: Sequence[int], width: int) -> int:
    """Write the cells at these places as the columns `c0`, `c1` … of a Parquet file. Returns the number of rows.

    A last column, `wide`, says of rows with more than `width` cells that they are.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = [f"c{number}" for number in range(len(places))]
    schema = pa.schema([*((name, pa.string()) for name in names), ("wide", pa.bool_())])
    count = 0
    waiting: list[list[str | None]] = [[] for _ in places]
    wide: list[bool] = []
    with pq.ParquetWriter(path, schema, compression="snappy") as writer:

        def flush() -> None:
            arrays = [pa.array(column, pa.string()) for column in waiting]
            writer.write_table(pa.Table.from_arrays([*arrays, pa.array(wide, pa.bool_())], schema=schema))
            for column in waiting:
                column.clear()
            wide.clear()

        for _, cells in rows:
            for column, place in zip(waiting, places, strict=True):
                cell = cells[place]
                column.append(cell if cell is None or isinstance(cell, str) else NO_TEXT)
            wide.append(len(cells) > width)
            count += 1
            if len(wide) >= _BATCH:
                flush()
        flush()
    return count
