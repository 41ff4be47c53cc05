"""The engines that run the expressions: DuckDB inside the process, Spark on one machine or on many.

Each gives the same few things: a table over a Parquet file whose rows know their place, and the rows of an expression
in that order, batch by batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.sql import SQLBackend

    from benefits.columns.engine_rows import Asked
    from benefits.columns.headings import Layout

POSITION = "row_position_"
"""The column with a row's place in its file, from 0."""

Rows = Iterator[list[tuple[object, ...]]]
"""Rows, some thousands at a time."""

Work = Callable[[Sequence[object]], str]
"""What is made of one row's cells, as text."""


class Backend(Protocol):
    """A running engine. `connection` is Ibis' own."""

    connection: SQLBackend

    def table(self, path: Path) -> ir.Table:
        """The Parquet file with the column `POSITION`."""

    def rows(self, expression: ir.Table) -> Rows:
        """The rows of the expression in the order of `POSITION`, its first column."""

    def close(self) -> None: ...


@runtime_checkable
class Remote(Backend, Protocol):
    """An engine that may run on other machines, and has rows answered where they are."""

    def work(self, asked: Asked, layout: Layout, places: Sequence[int]) -> Work:
        """What answers a row whose cells stand at these places of the layout; "" for one that is not whole there."""

    def answered(self, expression: ir.Table, work: Work) -> Rows:
        """The work done on every row of the expression, after its `POSITION`: places and texts, in order."""
