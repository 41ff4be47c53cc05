"""`plot`: the answer as one input varies, on the terminal and as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benefits.impact import pictures
from tests.cli.conftest import Cli

DIBAO = ("plot", "benxi/dibao", "--over", "household_income")
THREE = (*DIBAO, "--date", "2019-07-01", "--set", "area=urban", "--set", "household_size=3")


def test_the_terminal_has_a_chart_and_the_thresholds(cli: Cli) -> None:
    outcome = cli(*THREE, lang="zh")
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == "城乡最低生活保障"
    assert "适用日期 2019年7月1日；城乡类别 城市；共同生活的家庭人口 3 人" in lines
    assert lines[-1].split() == [
        *("1866.00", "元/月", "1865.99", "元/月", "1866.00", "元/月"),
        *("0.01", "元/月", "0.00", "元/月", "转折"),
    ]
    assert any("┊" in line for line in lines)


def test_what_comes_from_an_example_is_said(cli: Cli) -> None:
    outcome = cli(*DIBAO)
    assert outcome.status == 0
    assert outcome.err.startswith("Not given, so taken from an example: date ")


def test_a_cliff_is_told_with_its_loss(cli: Cli) -> None:
    asked = ("plot", "chaoyang/dibao-backstop", "--over", "annual_income_per_person", "--output", "allowance")
    assert "drops by 400 yuan per month" in cli(*asked).out
    assert "骤降 400 元/月" in cli(*asked, lang="zh").out


def test_an_svg_names_thresholds_and_can_be_read_by_everybody(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "dibao.svg"
    outcome = cli(*THREE, "--output", "allowance", "--output", "low_income_household", "--out", str(out), lang="zh")
    assert (outcome.status, outcome.out) == (0, "")
    found = {one.text for one in ElementTree.parse(out).iter("{http://www.w3.org/2000/svg}text")}
    assert {
        "城乡最低生活保障",
        "保障金",
        "低收入家庭",
        "1,866 元/月",
        "2,239.20 元/月",
        "家庭月收入（元/月）",
        "是",
        "否",
    } <= found
    before = out.read_bytes()
    cli(*THREE, "--output", "allowance", "--output", "low_income_household", "--out", str(out), lang="zh")
    assert out.read_bytes() == before


def test_a_png_without_a_chinese_font_is_in_english(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "chinese_font", lambda: "")
    out = tmp_path / "dibao.png"
    outcome = cli(*THREE, "--out", str(out), lang="zh")
    assert outcome.status == 0
    assert "没有中文字体" in outcome.err
    assert out.read_bytes().startswith(b"\x89PNG")


def test_a_long_list_of_documents_fits_the_picture(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "subsidy.svg"
    question = ("xingan/training-subsidy", "--over", "attendance_rate")
    assert cli("plot", *question, "--out", str(out)).status == 0
    told = [one.text or "" for one in ElementTree.parse(out).iter("{http://www.w3.org/2000/svg}text")]
    assert any(line.startswith("Basis: Measures of Xing'an") for line in told)
    assert max(map(len, told)) <= 116


def test_undetermined_and_not_in_force_are_gaps_that_are_said(cli: Cli) -> None:
    told = cli("plot", "benxi/dibao", "--over", "date", "--output", "low_income_line", lang="zh").out
    assert "不在施行期间" in told
    assert "未确定：文件只规定了新标准执行后的低收入线" in told


def test_an_output_that_does_not_turn(cli: Cli) -> None:
    told = cli(*THREE, "--to", "100", "--output", "allowance").out
    assert "No threshold: 1866.00 yuan per month at 0.00 yuan per month, 1766.00 yuan per month" in told


def test_of_many_thresholds_the_first_are_listed(cli: Cli) -> None:
    told = cli("plot", "xingan/startup-loan", "--over", "staff", "--output", "required_hires", "--to", "400").out
    assert told.splitlines()[-1].startswith("the first 40 of ")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--over", "area"), "area cannot vary; choose from household_size, household_income, date"),
        (("--over", "household_incom"), "did you mean household_income?"),
        (("--output", "allowanse"), "did you mean allowance?"),
        (("--output", "allowance", "--output", "allowance"), "--output is given twice"),
        (("--from", "10", "--to", "10"), "the start 10 is not before the end 10"),
        (("--from", "1.234"), "1.234 is no value of it"),
        (("--from", "１００"), "１００ is no value of it"),
        (("--to", "1e5"), "1e5 is no value of it"),
        (("--out", "x.pdf"), "x.pdf should end in .svg or .png"),
        (("--over", "date", "--from", "2019-02-30"), "there is no such day as 2019-02-30"),
        (("--set", "area"), "area should read name=value"),
    ],
)
def test_usage_errors(cli: Cli, more: tuple[str, ...], message: str) -> None:
    outcome = cli(*DIBAO, *more)
    assert (outcome.status, outcome.out) == (2, "")
    assert message in outcome.err


@pytest.mark.parametrize(
    ("more", "status", "message"),
    [
        (("--set", "household_size=0"), 3, "household_size"),
        (("--set", "nothing=1"), 3, "nothing"),
        (("--assume", "nothing=1"), 3, "nothing"),
        (("--date", "2018-12-31"), 5, "not in force"),
    ],
)
def test_refusals(cli: Cli, more: tuple[str, ...], status: int, message: str) -> None:
    outcome = cli(*DIBAO, *more)
    assert (outcome.status, outcome.out) == (status, "")
    assert message in outcome.err


def test_ends_beyond_the_usual_range(cli: Cli) -> None:
    assert cli(*THREE, "--from", "500000").status == 0
    assert cli(*THREE, "--from", "-500", "--to", "-100").status == 3, "no income is negative"


def test_a_library_that_is_not_installed_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plotext", None)
    outcome = cli(*THREE)
    assert outcome.status == 3
    assert "benefits[columns]" in outcome.err


def test_a_picture_that_cannot_be_written(cli: Cli, tmp_path: Path) -> None:
    outcome = cli(*THREE, "--out", str(tmp_path / "none" / "x.svg"))
    assert outcome.status == 2
    assert "cannot open" in outcome.err
