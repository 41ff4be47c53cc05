"""Spark, in this process's own machine or on a cluster named by its master: for registries that outgrow one machine.

Only the answers come back, in the order of the file. The rows that are not sure are answered by the engine where they
are, in Arrow batches.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benefits.columns.answer_text import to_text
from benefits.columns.backends import POSITION, Rows, Work
from benefits.columns.engine_rows import Asked, RowEngine
from benefits.columns.files.source import refuse
from benefits.columns.files.spool import NO_TEXT
from benefits.columns.headings import Layout
from benefits.errors import InputError, Problem
from benefits.model.codec import decode, encode
from benefits.model.local_values import LocalValues

if TYPE_CHECKING:
    import ibis.expr.types as ir

_BATCH = 10_000
LOCAL = "local[2]"
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",  # what does not fit is an error, never another number
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "1",
}
_SETTINGS_OF_ONE_MACHINE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.codegen.wholeStage": "false",  # long expressions outgrow a Java method, and their compilation pays late
}


class Spark:
    """A Spark session. Refuses (`InputError`) where there is no Java to run it."""

    def __init__(self, master: str | None) -> None:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
            raise InputError([Problem("needs_extra", "", "--engine spark", "Java 17")])
        import ibis

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder: Any = SparkSession.builder
        builder = builder.appName("benefits").master(master or LOCAL)
        self._room: TemporaryDirectory[str] | None = None
        own = {}
        if (master or LOCAL).startswith("local"):
            self._room = TemporaryDirectory(prefix="benefits-")  # or Spark makes a folder where the user stands
            own = _SETTINGS_OF_ONE_MACHINE | {"spark.sql.warehouse.dir": self._room.name}
        for name, value in (_SETTINGS | own).items():
            builder = builder.config(name, value)
        try:
            self._session = builder.getOrCreate()
        except (PySparkException, Py4JError) as error:
            words = ("why", "没有启动", "it did not start")
            raise InputError([Problem("bad_table", "", f"Spark {master or LOCAL}", detail=(words,))]) from error
        self._session.sparkContext.setLogLevel("OFF")  # what fails is raised, and told in our words
        self.connection = ibis.pyspark.connect(self._session)
        self._views = 0

    def table(self, path: Path) -> ir.Table:
        from pyspark.errors import PySparkException

        try:
            frame = self._session.read.parquet(str(path.resolve()))
        except PySparkException as error:
            refuse(path, "spark", str(error.getCondition()))
        columns = [_quoted(name) for name in frame.columns]
        frame = frame.selectExpr(*columns, f"_metadata.row_index AS {POSITION}")
        self._views += 1
        frame.createOrReplaceTempView(f"benefits_rows_{self._views}")
        return self.connection.table(f"benefits_rows_{self._views}")

    def rows(self, expression: ir.Table) -> Rows:
        return _batches(self._frame(expression).orderBy(POSITION))

    def work(self, asked: Asked, layout: Layout, places: Sequence[int]) -> Work:
        settings, options = tuple(asked.settings.items()), tuple(asked.options.items())
        return _Work(encode(asked.program), asked.day, settings, options, asked.values, layout, tuple(places))

    def answered(self, expression: ir.Table, work: Work) -> Rows:
        def whole(batches: Iterator[Any]) -> Iterator[Any]:
            import pyarrow as pa

            for batch in batches:
                places, *columns = (column.to_pylist() for column in batch.columns)
                texts = [work(cells) for cells in zip(*columns, strict=True)] if columns else [work(())] * len(places)
                yield pa.RecordBatch.from_arrays([pa.array(places, pa.int64()), pa.array(texts)], [POSITION, "answer"])

        frame = self._frame(expression).mapInArrow(whole, f"{POSITION} bigint, answer string")
        return _batches(frame.orderBy(POSITION))

    def _frame(self, expression: ir.Table) -> Any:
        return self._session.sql(self.connection.compile(expression))

    def close(self) -> None:
        self._session.stop()
        if self._room is not None:
            self._room.cleanup()


def _batches(frame: Any) -> Rows:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        rows = frame.toLocalIterator()
        while batch := [tuple(row) for row in islice(rows, _BATCH)]:
            yield batch
    except (PySparkException, Py4JError) as error:
        words = ("why", "计算中断", "the work was broken off")
        raise InputError([Problem("bad_table", "", "Spark", detail=(words,))]) from error


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


@dataclass(frozen=True)
class _Work:
    """Answers one row's cells, given at `places` of the layout, as text; "" for a row that is not whole here."""

    program: str
    day: object
    settings: tuple[tuple[str, object], ...]
    options: tuple[tuple[str, str], ...]
    values: LocalValues | None
    layout: Layout
    places: tuple[int, ...]

    def __call__(self, values: Sequence[object]) -> str:
        if NO_TEXT in values:
            return ""
        cells: list[object] = [None] * len(self.layout.headings)
        for place, value in zip(self.places, values, strict=True):
            cells[place] = None if value == "" else value
        engine = _engine(self.program, repr((self.day, self.settings, self.options, self.layout, self.values)), self)
        taken = engine.take(cells)
        return to_text(engine.answer(taken), taken.changes)


_ENGINES: dict[tuple[str, str], RowEngine] = {}


def _engine(program: str, asked: str, work: _Work) -> RowEngine:
    """The engine of this process for that work."""
    if (program, asked) not in _ENGINES:
        _ENGINES.clear()
        question = Asked(decode(program), work.day, dict(work.settings), dict(work.options), work.values)  # type: ignore[arg-type]
        _ENGINES[program, asked] = RowEngine(question, work.layout)
    return _ENGINES[program, asked]
