"""DuckDB in this process: the embedded default."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis

from benefits.columns.backends import POSITION, Rows

if TYPE_CHECKING:
    import ibis.expr.types as ir

_BATCH = 32_768


class DuckDb:
    """A database in memory that spills beside the output when it must."""

    def __init__(self, scratch: Path) -> None:
        self.connection = ibis.duckdb.connect()
        self._raw: Any = self.connection.con
        for setting in ("preserve_insertion_order = true", f"temp_directory = {quoted(str(scratch))}"):
            self._raw.execute(f"SET {setting}")
        self._raw.execute("SET enable_progress_bar = false")

    def table(self, path: Path) -> ir.Table:
        made = self.connection.read_parquet(path, file_row_number=True)
        return made.rename({POSITION: "file_row_number"})

    def rows(self, expression: ir.Table) -> Rows:
        """The rows as they stand: a query without joins keeps the order of its file."""
        found = self._raw.sql(self.connection.compile(expression))
        reader = getattr(found, "to_arrow_reader", None) or found.fetch_arrow_reader  # its name before DuckDB 1.5
        for batch in reader(_BATCH):
            if batch.num_rows:
                yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))

    def copy(self, expression: ir.Table, path: Path) -> int:
        """The rows of the expression into a Parquet file, without passing through Python. Returns how many."""
        query = self.connection.compile(expression)
        done = self._raw.execute(f"COPY ({query}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION snappy)")
        return int(done.fetchone()[0])

    def close(self) -> None:
        self.connection.disconnect()


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
