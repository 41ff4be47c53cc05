"""A batch on Spark writes the same files as one here."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from benefits.columns.answer_text import from_text, to_text
from benefits.columns.backends.spark import Spark
from benefits.columns.engine_rows import Answer, Change
from benefits.errors import InputError, Problem
from benefits.model.program import Label
from tests.columns.batches import JUNE, batch, changed, refused, write_csv
from tests.columns.run_test import random_rows

pytestmark = [
    pytest.mark.xdist_group("spark"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::UserWarning"),
]
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")


@needs_java
def test_the_same_files(tmp_path: Path) -> None:
    names, rows = random_rows("benxi/dibao", 150, 11)
    source = write_csv(tmp_path / "in.csv", [["id", *names], *([str(n), *row] for n, row in enumerate(rows))])
    one, other = tmp_path / "a.csv", tmp_path / "b.csv"
    here, there = batch(source, one, day=JUNE), batch(source, other, day=JUNE, engine="spark")
    assert (here.answered, here.refused, here.changed) == (there.answered, there.refused, there.changed)
    assert one.read_bytes() == other.read_bytes()
    assert refused(one) == refused(other) and changed(one) == changed(other)
    assert 0 < (there.by_engine or 0) < 150


@needs_java
def test_a_program_without_columns_and_a_typed_file(tmp_path: Path) -> None:
    services = '[{"item": "limb_aids", "cost": "1500.50", "paid_first": "100"}]'
    names = ("birth_date", "residence", "disability", "household_category", "household_test_waived", "services")
    child = ("2012-05-01", "registered", "limb", "none", "true", services)
    source = write_csv(tmp_path / "in.csv", [names, child, (*child[:5], "[")])
    one, other = tmp_path / "a.parquet", tmp_path / "b.parquet"
    batch(source, one, "xingan/child-rehabilitation")
    summary = batch(source, other, "xingan/child-rehabilitation", engine="spark")
    assert summary.reasons and refused(one) == refused(other)
    assert pq.read_table(one).to_pylist() == pq.read_table(other).to_pylist()


def test_without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError) as caught:
        Spark(None)
    assert (caught.value.code, caught.value.expected) == ("needs_extra", "Java 17")


def test_what_comes_back_from_a_worker() -> None:
    changes = [Change("x", "１", "1")]
    answer = Answer({"a": Decimal("1.50"), "b": None, "c": [{"d": True, "e": 3}], "f": "["}, {"b": Label("甲", "A")})
    assert from_text(to_text(answer, changes)) == (answer, changes)
    problems = (Problem("bad_number", "x", "y", detail=(("label", "甲", "A"),)),)
    assert from_text(to_text(problems, [])) == (problems, [])
