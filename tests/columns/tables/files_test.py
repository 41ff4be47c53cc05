"""A settlement from file to file: every kind of file, few rows and many, refusals, and what else can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from benefits.columns.files.source import open_source
from benefits.columns.tables import files
from benefits.columns.tables.files import TableRequest, TableSummary, answer_files
from benefits.errors import InputError, MissingInputsError
from tests.engine.shared import book

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

COLUMNS = ("spot", "visits", "counted_visits", "theoretical_revenue", "amount")
ROWS = ("42,凤凰山景区,2020/7/1", "42,niaohuashi,2020-07-02", "A-1,北方紫陶之都,2020-11-01")
ANSWER = [["fenghuangshan", "1", "1", "60", "228571.43"], ["niaohuashi", "1", "1", "90", "342857.14"]]
ANSWER += [["zitaozhidu", "1", "1", "60", "228571.43"]]  # 800000 × 60/210, 90/210, 60/210


@pytest.fixture(params=["few", "many"])
def rows_in_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways: the engine for a table of few rows, and columns."""
    monkeypatch.setattr(files, "FEW_ROWS", 20_000 if request.param == "few" else 0)
    return str(request.param)


def asked(folder: Path, name: str, **other: Any) -> TableRequest:
    request = TableRequest(
        program=book().program("chaoyang/tourism-settlement"),
        name="visits",
        day=date(2020, 12, 31),
        settings={"gross_sales": "1200000"},
        options={},
        input=folder / name,
        tables={},
        output=folder / "parks.jsonl",
        language="en",
        say=lambda problem: problem.code,
    )
    return replace(request, **other)


def parks(summary: TableSummary, request: TableRequest) -> list[list[str]]:
    """What the written file holds."""
    assert summary.answered is not None and summary.result == "spots"
    return [[str(row[name]) for name in COLUMNS] for row in written(request)]


def written(request: TableRequest) -> list[dict[str, object]]:
    """The rows of the written file by their headings."""
    source = open_source(request.output)
    return [dict(zip(source.headings, cells, strict=True)) for _, cells in source.rows()]


def write(folder: Path, name: str, rows: tuple[str, ...] = ROWS) -> None:
    """The rows in a file of that kind; in xlsx and Parquet with typed cells."""
    cells = [row.split(",") for row in rows]
    if name.endswith(".csv"):
        (folder / name).write_text("\n".join(("卡号,景区,入园日期", *rows, "")), encoding="gb18030")
    elif name.endswith(".xlsx"):
        book_ = openpyxl.Workbook()
        sheet = book_.active
        assert sheet is not None
        sheet.append(["Cardholder", "Park", "Date of visit"])
        for holder, spot, day in cells:
            typed = date.fromisoformat(day.replace("/7/1", "-07-01"))
            sheet.append([int(holder) if holder == "42" else holder, spot, typed])
        book_.save(folder / name)
    else:
        days = [date.fromisoformat(day.replace("/7/1", "-07-01")) for _, _, day in cells]
        table: Mapping[str, Any] = {"cardholder": [holder for holder, _, _ in cells], "date": days}
        pyarrow.parquet.write_table(
            pyarrow.table({**table, "spot": [spot for _, spot, _ in cells], "own": [1, 2, 3]}), folder / name
        )


@pytest.mark.parametrize("name", ["visits.csv", "visits.xlsx", "visits.parquet"])
def test_any_file_gives_the_same_parks(name: str, tmp_path: Path, rows_in_engine: str) -> None:
    write(tmp_path, name)
    request = asked(tmp_path, name)
    assert parks(answer_files(request), request) == ANSWER
    assert {path.name for path in tmp_path.iterdir()} - {"parks.jsonl.normalised.csv"} == {name, "parks.jsonl"}


def test_what_was_read_otherwise_is_told_with_its_row(tmp_path: Path, rows_in_engine: str) -> None:
    write(tmp_path, "visits.csv")
    summary = answer_files(asked(tmp_path, "visits.csv"))
    assert summary.changed == 1
    told = (tmp_path / "parks.jsonl.normalised.csv").read_text(encoding="utf-8-sig").splitlines()
    assert told[1:] == ["2,入园日期,2020/7/1,2020-07-01"]


def test_a_refused_row_refuses_the_table_and_keeps_the_old_result(tmp_path: Path, rows_in_engine: str) -> None:
    write(tmp_path, "visits.csv", (*ROWS, "42,no_such,2020-07-01", ",beita,2019-12-31", "1,beita,2020-02-30,9"))
    (tmp_path / "parks.jsonl").write_text("old", encoding="utf-8")
    summary = answer_files(asked(tmp_path, "visits.csv"))
    assert summary.answered is None and summary.refused == 3
    lines = (tmp_path / "parks.jsonl.refused.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [(line.split(",")[0], line.rsplit(",", 1)[1]) for line in lines[1:]] == [
        ("5", "not_a_choice"),
        ("6", "cell_required"),
        ("6", "check_failed"),
        ("7", "bad_cell"),
        ("7", "bad_date"),
    ]
    assert (tmp_path / "parks.jsonl").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(("wrong", "listed", "more"), [(999, 999, False), (1200, 1000, True)])
def test_the_first_thousand_refused_rows_are_not_told_as_all(
    wrong: int, listed: int, more: bool, tmp_path: Path, rows_in_engine: str
) -> None:
    write(tmp_path, "visits.csv", tuple(f"{n},凤凰山景区,2021-07-01" for n in range(wrong)))
    summary = answer_files(asked(tmp_path, "visits.csv"))
    assert (summary.answered, summary.refused, summary.more) == (None, listed, more)


def test_small_tables_are_files_too(tmp_path: Path, rows_in_engine: str) -> None:
    write(tmp_path, "visits.csv", ("42,新景区,2020-07-01", "42,nvshengong,2020-07-01"))
    (tmp_path / "more.csv").write_text("代号,名称,票价\nnew_spot,新景区,30\n", encoding="utf-8")
    (tmp_path / "prices.csv").write_text("spot,price,from,until\nnvshengong,10,2020/1/1,2020/12/31\n", encoding="utf-8")
    tables = {"extra_spots": tmp_path / "more.csv", "ticket_prices": tmp_path / "prices.csv"}
    request = asked(tmp_path, "visits.csv", tables=tables)
    assert parks(answer_files(request), request) == [
        ["nvshengong", "1", "1", "10", "200000.00"],
        ["new_spot", "1", "1", "30", "600000.00"],
    ]


def test_undetermined_cells_say_why(tmp_path: Path, rows_in_engine: str) -> None:
    write(tmp_path, "visits.csv", ("42,nvshengong,2020-07-01",))
    request = asked(tmp_path, "visits.csv")
    summary = answer_files(request)
    assert summary.answered is not None and set(summary.answered.undetermined) == {"spots.amount"}
    (row,) = written(request)
    assert [row[name] for name in ("spot", "theoretical_revenue", "amount")] == ["nvshengong", None, None]
    assert str(row["undetermined"]).startswith("Amount: the document gives no price")


def test_a_table_without_rows_has_no_parks(tmp_path: Path, rows_in_engine: str) -> None:
    write(tmp_path, "visits.csv", ())
    request = asked(tmp_path, "visits.csv")
    summary = answer_files(request)
    assert summary.answered is not None and summary.answered.outputs["spots"] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"settings": {}}, "missing_input"),
        ({"settings": {"gross_sales": "-1"}}, "out_of_range"),
        ({"day": date(2020, 12, 30)}, "date_not_the_day"),
        ({"options": {"seasonal_price": "no"}}, "unknown_option"),
        ({"tables": {"no_such": Path("x.csv")}}, "unknown_input"),
    ],
)
def test_what_is_wrong_beside_the_table_is_raised(
    change: dict[str, Any], code: str, tmp_path: Path, rows_in_engine: str
) -> None:
    write(tmp_path, "visits.csv")
    with pytest.raises(InputError) as raised:
        answer_files(asked(tmp_path, "visits.csv", **change))
    assert raised.value.code == code
    assert isinstance(raised.value, MissingInputsError) is (code == "missing_input")
    assert [path.name for path in tmp_path.iterdir()] == ["visits.csv"]


def test_a_file_without_a_column_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text("卡号,景区\n42,beita\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        answer_files(asked(tmp_path, "visits.csv"))
    assert [(one.code, one.path) for one in raised.value.problems] == [("bad_column", "date")]


def test_a_card_number_that_excel_shortened_is_refused(tmp_path: Path, rows_in_engine: str) -> None:
    table = openpyxl.Workbook()
    sheet = table.active
    assert sheet is not None
    sheet.append(["cardholder", "spot", "date"])
    sheet.append([1234567890123456789, "beita", date(2020, 5, 1)])
    table.save(tmp_path / "visits.xlsx")
    summary = answer_files(asked(tmp_path, "visits.xlsx"))
    assert summary.refused == 1


def test_a_column_of_binary_fractions_or_truths_is_no_card_number(tmp_path: Path, rows_in_engine: str) -> None:
    for cell in (1.5, True):
        columns = {"cardholder": [cell], "spot": ["beita"], "date": [date(2020, 5, 1)]}
        pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "visits.parquet")
        assert answer_files(asked(tmp_path, "visits.parquet")).refused == 1
