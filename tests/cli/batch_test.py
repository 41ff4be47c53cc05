"""`benefits batch`: its exit status, what it says, and what is left when it is stopped."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

HEADINGS = "编号,area,region,household_size,household_income"
GOOD, WRONG = "1,urban,district,3,1000.50", "2,urbn,district,0,1000.50"
DAY = ("--date", "2019-07-01")


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    path = tmp_path / "roll" / "roll.csv"
    path.parent.mkdir()
    path.write_text("\n".join((HEADINGS, GOOD, WRONG, "")), encoding="utf-8")
    return path


def test_answers_and_refusals(cli: Cli, roll: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    outcome = cli("batch", "benxi/dibao", str(roll), str(output), *DAY)
    assert (outcome.status, outcome.out) == (3, "")
    assert "2 rows: 1 answered, 1 refused." in outcome.err
    assert "carried through: 编号" in outcome.err
    assert "865.50" in output.read_text(encoding="utf-8-sig")
    report = (tmp_path / "out.csv.refused.csv").read_text(encoding="utf-8-sig").splitlines()
    assert report[1:] == [
        '3,area,urbn,"urbn is not one of city, countryside; did you mean city?",city,not_a_choice',
        '3,household_size,0,"0 is out of range, expected 1 to 50 people",,out_of_range',
    ] or [line.rpartition(",")[2] for line in report[1:]] == ["not_a_choice", "out_of_range"]
    roll.write_text(f"{HEADINGS}\n{GOOD}\n", encoding="utf-8")
    outcome = cli("batch", "benxi/dibao", str(roll), str(output), *DAY, lang="zh")
    assert outcome.status == 0 and "1 行：1 行有结果，0 行未通过。" in outcome.err
    assert not (tmp_path / "out.csv.refused.csv").exists()


def test_the_sentences_of_a_row(cli: Cli, roll: Path, tmp_path: Path) -> None:
    cli("batch", "benxi/dibao", str(roll), str(tmp_path / "out.csv"), *DAY, "--explain", lang="zh")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "理由" in text.splitlines()[0]
    assert "(622 元/人·月 − 333.50 元/人·月) × 3 人 = 865.50 元/月" in text


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("nowhere.csv", "out.csv", *DAY), 2, "there is no such file"),
        ((".", "out.csv", *DAY), 2, "cannot open .: it is a folder"),
        (("roll.csv", ".", *DAY), 2, "it is a folder"),
        (("roll.csv", f"{'x' * 250}.csv", *DAY), 1, "cannot be written: the name is too long"),
        (("roll.csv", "nowhere/out.csv", *DAY), 2, "there is no folder"),
        (("roll.csv", "out.doc", *DAY), 3, "must end in"),
        (("roll.csv", "out.xls", *DAY), 3, "save it as .xlsx"),
        (("roll.csv", "out.tsv", *DAY), 3, "out.tsv: the name must end in"),
        (("roll.csv", "../roll/roll.csv", *DAY), 2, "would overwrite"),
        (("roll.csv", "out.csv"), 3, "--date"),
        (("roll.csv", "out.csv", "--date", "2018-12-31"), 5, "not in force"),
        (("roll.csv", "out.csv", *DAY, "--set", "aera=urban"), 3, "area"),
        (("roll.csv", "out.csv", *DAY, "--assume", "low_income_edge=x"), 3, "inclusive"),
        (("roll.csv", "out.csv", *DAY, "--engine", "pandas"), 2, "not one of"),
        (("roll.csv", "out.csv", *DAY, "--sheet", "一"), 3, "only .xlsx"),
    ],
)
def test_refused_at_once(
    cli: Cli, roll: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], status: int, told: str
) -> None:
    monkeypatch.chdir(roll.parent)
    outcome = cli("batch", "benxi/dibao", *arguments)
    assert (outcome.status, outcome.out) == (status, "")
    assert told in outcome.err
    assert [path.name for path in roll.parent.iterdir()] == ["roll.csv"]


def test_a_file_that_may_not_be_read(cli: Cli, roll: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *how: Any, **further: Any) -> Any:
        if path == roll:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *how, **further)

    monkeypatch.setattr(Path, "open", refuse)
    outcome = cli("batch", "benxi/dibao", str(roll), str(roll.parent / "out.csv"), *DAY, lang="zh")
    assert outcome.status == 2
    assert f"打不开 {roll}：没有权限" in outcome.err


SETTLEMENT = ("--date", "2020-12-31", "--set", "gross_sales=1200000")


@pytest.fixture
def visits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "visits.csv"
    path.write_text("cardholder,spot,date,景区\n42,fenghuangshan,2020-07-01,x\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (("--explain",), "--explain"),
        (("--values", "visits.csv"), "--values"),
        (("--table", "ticket_prices=."), "folder"),
        (("--master", "local[1]"), "--engine spark"),
    ],
)
def test_options_that_a_table_does_not_take(cli: Cli, visits: Path, option: tuple[str, ...], told: str) -> None:
    asked = ("chaoyang/tourism-settlement", "visits.csv", "out.csv", *SETTLEMENT, "--keep", "景区", *option)
    outcome = cli("batch", *asked)
    assert (outcome.status, outcome.out) == (2, "")
    assert told in outcome.err
    assert [path.name for path in visits.parent.iterdir()] == ["visits.csv"]


def test_headings_and_columns_of_ones_own_of_a_table(cli: Cli, visits: Path) -> None:
    asked = ("batch", "chaoyang/tourism-settlement", "visits.csv", "out.csv", *SETTLEMENT)
    outcome = cli(*asked)
    assert outcome.status == 3 and "there is a column “spot” already" in outcome.err
    outcome = cli(*asked, "--keep", "景区", "--headings", "names")
    assert outcome.status == 0
    first, row = Path("out.csv").read_text(encoding="utf-8-sig").splitlines()
    # the one park that was visited has all 800000 for the parks
    assert first == "spot,visits,counted_visits,theoretical_revenue,amount,undetermined"
    assert row == "fenghuangshan,1,1,60,800000.00,"


@pytest.mark.parametrize(
    ("option", "told"),
    [(("--table", "roll=roll.csv"), "--table"), (("--master", "local[1]"), "--engine spark")],
)
def test_options_without_effect_are_usage_errors(cli: Cli, roll: Path, option: tuple[str, ...], told: str) -> None:
    outcome = cli("batch", "benxi/dibao", str(roll), str(roll.parent / "out.csv"), *DAY, *option)
    assert (outcome.status, outcome.out) == (2, "")
    assert told in outcome.err


def start(folder: Path, rows: int) -> subprocess.Popen[bytes]:
    """The command in a process of its own, on many rows."""
    lines = (f"{n},urban,district,3,1000.50" for n in range(rows))
    (folder / "roll.csv").write_text("\n".join((HEADINGS, *lines, "")), encoding="utf-8")
    command = [sys.executable, "-m", "benefits.cli", "batch", "benxi/dibao", "roll.csv", "out.csv", *DAY, "--explain"]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, env={**os.environ, "LANG": "C.UTF-8"})


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_work_leaves_nothing_half_written(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "out.csv").write_text("before", encoding="utf-8")
    child = start(tmp_path, 200_000)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".out.*.part.csv")) and time.monotonic() < deadline:
        time.sleep(0.05)
    child.send_signal(number)
    _, told = child.communicate(timeout=60)
    assert child.returncode == 130, told.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "roll.csv"]
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "before"


def test_two_at_once(tmp_path: Path) -> None:
    children = [start(tmp_path, 300) for _ in range(2)]
    for child in children:
        child.communicate(timeout=60)
    assert [child.returncode for child in children] == [0, 0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "roll.csv"]
    assert len((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()) == 301
