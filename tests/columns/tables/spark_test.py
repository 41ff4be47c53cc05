"""The same settlements on Spark."""

from __future__ import annotations

from pathlib import Path

import pytest

from benefits.columns.tables.files import answer_files
from tests.columns.tables.files_test import ROWS, asked, parks, write

pytestmark = [
    pytest.mark.xdist_group("spark"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::UserWarning"),
]


def test_spark_gives_the_same_parks_and_refusals(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    often = tuple(f"42,qianfodong,2020-{1 + number // 28:02}-{1 + number % 28:02}" for number in range(60))
    write(tmp_path, "visits.csv", (*reversed(often), "A-1,beita,2020-05-01"))
    request = asked(tmp_path, "visits.csv", engine="spark")
    # The first 50 of the 60 visits at 30 yuan, and one at 60: 800000 × 1500/1560 and 60/1560.
    assert parks(answer_files(request), request) == [
        ["qianfodong", "60", "50", "1500", "769230.77"],
        ["beita", "1", "1", "60", "30769.23"],
    ]
    write(tmp_path, "visits.csv", (*ROWS, ",beita,2019-12-31", "é,no_such,2020-05-01"))
    answer_files(asked(tmp_path, "visits.csv", engine="spark"))
    lines = (tmp_path / "parks.jsonl.refused.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [(line.split(",")[0], line.rsplit(",", 1)[1]) for line in lines] == [
        ("5", "cell_required"),
        ("5", "check_failed"),
        ("6", "not_a_choice"),
    ]
