"""`diff`: what is printed, which report is written, what is refused."""

from __future__ import annotations

import csv
import os
import signal
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from benefits.model.change import apply_changes, parse_change
from benefits.model.store import load
from tests.cli.conftest import Cli
from tests.impact.roll import write_roll

DAYS = ("--from", "2019-06-30", "--to", "2019-07-01")
CHANGE = ("--date", "2019-07-01", "--change", "benxi/dibao.urban_standard=650@2019-07-01")


@pytest.fixture
def roll(tmp_path: Path) -> str:
    return str(write_roll(tmp_path / "roll.csv"))


def lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def test_two_days_are_compared_and_refused_rows_make_status_3(cli: Cli, roll: str) -> None:
    """Four enter with 407 yuan, four gain 528: 935 a month, twelve times that a year."""
    outcome = cli("diff", "benxi/dibao", "--input", roll, *DAYS)
    assert (outcome.status, outcome.err) == (3, "")
    told = lines(outcome.out)
    assert ["Enters", "4", "0.00", "407.00", "+407.00"] in told
    assert ["Gains", "4", "2,878.50", "3,406.50", "+528.00"] in told
    assert ["Total", "10", "2,878.50", "3,813.50", "+935.00"] in told
    assert ["Month", "2,878.50", "yuan", "3,813.50", "yuan", "+935.00", "yuan"] in told
    assert ["Year", "34,542.00", "yuan", "45,762.00", "yuan", "+11,220.00", "yuan"] in told
    assert [
        "12",
        "Household",
        "size",
        "0",
        "0",
        "is",
        "out",
        "of",
        "range,",
        "expected",
        "1",
        "to",
        "50",
        "people",
    ] in told


def test_the_figures_that_differ_are_told_with_their_clause(cli: Cli, roll: str) -> None:
    told = cli("diff", "benxi/dibao", "--input", roll, *DAYS, lang="zh").out
    assert "农村低保标准（按年）" in told
    (line,) = [line for line in told.splitlines() if "4452" in line]
    assert "5004 元/人·年" in line and line.endswith("本政办发〔2019〕25号 一(一)2")


def test_a_change_is_told_in_words(cli: Cli) -> None:
    case = ("--set", "area=urban", "--set", "household_size=3", "--set", "household_income=1000.50")
    outcome = cli("diff", "benxi/dibao", *case, *CHANGE, lang="zh")
    assert outcome.status == 0
    assert "城市低保标准：622 元/人·月 → 650 元/人·月，自2019年7月1日起" in outcome.out
    assert "拟议改动 1" in outcome.out
    assert ["增加", "1", "865.50", "949.50", "+84.00"] in lines(outcome.out)


def test_a_change_and_two_days_go_together(cli: Cli) -> None:
    """From 583 to 650 for one person without income."""
    case = (
        "--set",
        "area=urban",
        "--set",
        "region=district",
        "--set",
        "household_size=1",
        "--set",
        "household_income=0",
    )
    outcome = cli("diff", "benxi/dibao", *case, *DAYS, "--change", "benxi/dibao.urban_standard=650@2019-07-01")
    assert ["Gains", "1", "583.00", "650.00", "+67.00"] in lines(outcome.out)


def test_two_editions_are_compared(cli: Cli, tmp_path: Path) -> None:
    changed = apply_changes(load(None).files(), [parse_change("benxi/dibao.rural_standard=6000@2019-07-01")])
    for path, content in changed.items():
        file = tmp_path / "edition" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    case = ("--set", "area=rural", "--set", "household_size=2", "--set", "household_income=0")
    edition = str(tmp_path / "edition")
    there = cli("diff", "benxi/dibao", *case, "--date", "2019-07-01", "--against", edition)
    assert ["Gains", "1", "834.00", "1,000.00", "+166.00"] in lines(there.out)
    back = cli("diff", "benxi/dibao", *case, "--date", "2019-07-01", "--rules", edition, "--against", edition)
    assert "The two sides do not differ." in back.out


def test_totals_by_a_column(cli: Cli, roll: str) -> None:
    told = lines(cli("diff", "benxi/dibao", "--input", roll, *DAYS, "--by", "area").out)
    assert ["Rural", "1", "2", "1", "+368.00"] in told
    assert ["Urban", "3", "2", "1", "+567.00"] in told
    outcome = cli("diff", "benxi/dibao", "--input", roll, *DAYS, "--by", "county")
    assert outcome.status == 2 and "Urban or rural, Region" in outcome.err


def test_the_workbook_has_every_row_with_exact_numbers(cli: Cli, roll: str, tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    assert cli("diff", "benxi/dibao", "--input", roll, *DAYS, "--by", "area", "--out", str(out), lang="zh").status == 3
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["结果", "按城乡类别", "变动的行", "被拒的行"]
    rows = list(book["变动的行"].iter_rows(values_only=True))
    place = rows[0].index("保障金（元/月） 差额")
    gains = {row[1]: row[place] for row in rows[1:]}
    assert (gains["甲"], gains["癸"]) == (117, 0)
    assert sum(Decimal(str(each)) for each in gains.values()) == 935
    assert [row[0] for row in book["被拒的行"].iter_rows(min_row=2, values_only=True)] == [12, 13]
    summary = [row for row in book["结果"].iter_rows(values_only=True) if row[0] in ("合计", "每年")]
    assert summary == [("合计", 10, 2878.5, 3813.5, 935), ("每年", None, 34542, 45762, 11220)]


def test_the_csv_has_the_rows_that_change(cli: Cli, roll: str, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    cli("diff", "benxi/dibao", "--input", roll, *DAYS, "--out", str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["Row"] == "2" and rows[0]["姓名"] == "甲"
    assert [row for row in rows[0] if "Allowance" in row and "Difference" in row]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("--date", "2019-07-01"), 2),
        (("--from", "2019-06-30"), 2),
        (("--from", "2019-07-01", "--to", "2019-07-01"), 2),
        ((*DAYS, "--date", "2019-07-01"), 2),
        ((*DAYS, "--out", "report.doc"), 2),
        ((*DAYS, "--out", "no/such/folder/report.html"), 2),
        ((*DAYS, "--input", "a.csv", "--input", "b.csv"), 2),
        ((*DAYS, "--input", "missing.csv"), 2),
        ((*DAYS, "--against", "missing"), 2),
        ((*DAYS, "--output", "alowance"), 3),
        (("--from", "2018-06-30", "--to", "2019-07-01", "--set", "area=rural"), 5),
        (("--change", "benxi/dibao.rural_standard=12@2019-07-01"), 3),
        ((*DAYS, "--change", "rural_standard=1"), 4),
        ((*DAYS, "--change", "benxi/dibao.rural_standrd=1"), 4),
        ((*DAYS, "--change", "benxi/dibo.rural_standard=1"), 2),
    ],
)
def test_what_will_not_do_is_refused_in_words(cli: Cli, arguments: tuple[str, ...], status: int) -> None:
    outcome = cli("diff", "benxi/dibao", *arguments)
    assert (outcome.status, outcome.out) == (status, "")
    assert outcome.err and "Traceback" not in outcome.err


def test_a_file_that_is_no_table_is_refused(cli: Cli, tmp_path: Path) -> None:
    bad = tmp_path / "roll.csv"
    bad.write_bytes(b"")
    assert cli("diff", "benxi/dibao", "--input", str(bad), *DAYS).status == 3
    bad.write_bytes(b"\0\1\2")
    assert cli("diff", "benxi/dibao", "--input", str(bad), *DAYS).status == 3


def test_a_report_that_is_ended_while_it_is_written_leaves_nothing(
    cli: Cli, roll: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from benefits.impact import report

    monkeypatch.setattr(report, "page", lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    assert cli("diff", "benxi/dibao", "--input", roll, *DAYS, "--out", str(tmp_path / "report.html")).status == 130
    assert [path.name for path in tmp_path.iterdir()] == ["roll.csv"]


def test_a_folder_or_an_old_spreadsheet_is_no_register(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "roll.csv").mkdir()
    told = cli("diff", "benxi/dibao", "--input", str(tmp_path / "roll.csv"), *DAYS)
    assert told.status == 2 and "is a folder" in told.err
    old = tmp_path / "roll.xls"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    told = cli("diff", "benxi/dibao", "--input", str(old), *DAYS)
    assert told.status == 3 and ".xlsx" in told.err and "mapping" not in told.err


def test_a_refused_comparison_leaves_an_old_report_alone(cli: Cli, roll: str, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    out.write_text("old")
    assert cli("diff", "benxi/dibao", "--input", roll, *DAYS, "--output", "x", "--out", str(out)).status == 3
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html", "roll.csv"]


def test_a_change_in_vain_says_why(cli: Cli) -> None:
    """Orphans have nothing to do with the dibao standard; and on the day before a change nothing has changed."""
    orphan = ("--set", "placement=institutional", "--set", "adult_student_unemployed=false")
    told = cli("diff", "benxi/orphan", *orphan, *CHANGE).out
    assert "The two sides do not differ." in told and "does not use the changed figures" in told
    late = ("--date", "2020-06-30", "--change", "benxi/dibao.urban_standard=650@2020-07-01")
    told = cli("diff", "benxi/tekun", "--set", "area=urban", *late).out
    assert "outside the days of the changes" in told and "does not use" not in told


def test_what_is_open_on_one_side_is_no_gain(cli: Cli) -> None:
    """Nobody was a low-income household before July 2019, because the notice has no line for it until then."""
    outcome = cli(
        "diff",
        "benxi/dibao",
        "--set",
        "area=rural",
        "--set",
        "household_size=1",
        "--set",
        "household_income=400",
        *DAYS,
        "--output",
        "low_income_household",
    )
    assert ["One", "side", "open", "1"] in lines(outcome.out)
