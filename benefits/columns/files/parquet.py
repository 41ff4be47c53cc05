"""Parquet: typed columns in, typed columns out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benefits.columns.files.source import Row, refuse

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 16_384
_CODEC = "snappy"


class ParquetSource:
    """The rows of a Parquet file, numbered from 1."""

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet as pq
        from pyarrow.lib import ArrowException

        self.path = path
        self._done = 0
        try:
            self._file = pq.ParquetFile(path)
        except ArrowException:
            refuse(path, "parquet")
        self.schema: pa.Schema = self._file.schema_arrow
        self.headings = tuple(self.schema.names)
        if not self.headings:
            refuse(path, "no_heading")

    def count(self) -> int | None:
        found: int = self._file.metadata.num_rows
        return found

    @property
    def types(self) -> dict[str, pa.DataType]:
        """The Arrow type of every column."""
        return {field.name: field.type for field in self.schema}

    def floats(self) -> dict[str, str]:
        """The columns of binary fractions, and of what kind each is."""
        from pyarrow import types

        return {field.name: str(field.type) for field in self.schema if types.is_floating(field.type)}

    def progress(self) -> int:
        """How far the file has been read, in thousandths."""
        return 1000 * self._done // max(self.count() or 0, 1)

    def close(self) -> None:
        self._file.close()

    def rows(self) -> Iterator[Row]:
        from pyarrow.lib import ArrowException

        number = 0
        try:
            for batch in self._file.iter_batches(_BATCH):
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, list(cells)
                self._done = number
        except ArrowException:
            refuse(self.path, "parquet")


class ParquetWriter:
    """Rows into a Parquet file of these columns."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        import pyarrow.parquet as pq

        self._path, self._schema = path, schema
        self._writer = pq.ParquetWriter(path, schema, compression=_CODEC)
        self._rows: list[Sequence[object]] = []

    def write(self, cells: Sequence[object]) -> None:
        self._rows.append(cells)
        if len(self._rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        arrays = []
        for place, field in enumerate(self._schema):
            try:
                arrays.append(pa.array([row[place] for row in self._rows], field.type))
            except (pa.ArrowInvalid, OverflowError):
                refuse(self._path, "too_fine", field.name)
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []

    def close(self) -> None:
        if self._rows:
            self._flush()
        self._writer.close()
