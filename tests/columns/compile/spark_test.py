"""The same expressions on Spark: a table for every program, against the engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benefits.columns.backends.spark import Spark
from benefits.columns.compile import prepare
from tests.columns.compile import asked
from tests.engine.shared import book

pytestmark = [
    pytest.mark.xdist_group("spark"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::UserWarning"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]
ROWS = 60


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    backend = Spark(None)
    prepare(backend.connection)
    yield backend
    backend.close()


@pytest.mark.parametrize("id_", asked.columnar())
def test_spark_answers_as_the_engine(id_: str, spark: Spark, tmp_path: Path) -> None:
    program, random = book().program(id_), Random(id_)
    rows = asked.examples(program)[: ROWS // 2]
    rows += [asked.some_row(random, program, random.choice([0, 0.1])) for _ in range(ROWS - len(rows))]
    cells = asked.as_text(program, rows)
    cells = cells.append_column("place", pa.array(range(len(cells)), pa.int64()))
    pq.write_table(cells, tmp_path / "rows.parquet")
    found = asked.compare(program, cells, connection=spark.connection, table=spark.table(tmp_path / "rows.parquet"))
    assert found.sure > 0
