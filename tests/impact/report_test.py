"""The page: complete in itself, the same bytes every time, and nothing of a register gets out as markup."""

from __future__ import annotations

import csv
import json
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest

import benefits
from benefits.impact.register import Asking, compare_register
from benefits.impact.report import page
from benefits.impact.sheets import write_csv, write_workbook
from benefits.impact.summary import Question, Side, Summary, amount, plain_number, signed
from benefits.impact.totals import costs, main_output, outputs_of
from benefits.words.blocks import Table
from tests.impact.roll import write_roll

JUNE, JULY = date(2019, 6, 30), date(2019, 7, 1)


class Page(HTMLParser):
    """The elements, attributes and texts of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attributes if name in ("src", "href", "xlink:href", "action")]
        self.links += [name for name, _ in attributes if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def summary(path: Path, language: str = "zh") -> Summary:
    dibao = benefits.load().program("benxi/dibao")
    found = compare_register((dibao, JUNE), (dibao, JULY), Asking({}, {}), path)
    return Summary(Question(Side(dibao, JUNE), Side(dibao, JULY), (), path.name), found, language)


def test_the_page_tells_the_sums_and_draws_them(tmp_path: Path) -> None:
    made = summary(write_roll(tmp_path / "roll.csv"))
    shown = Page(page(made, made.comparison.headings.index("area")))
    assert {"+935.00", "+11,220.00", "测算对比：城乡最低生活保障", "本政办发〔2019〕25号 一(一)1"} <= set(shown.texts)
    assert shown.tags.count("svg") == 3
    assert "Enters" not in shown.texts


def test_the_page_needs_nothing_but_itself(tmp_path: Path) -> None:
    shown = Page(page(summary(write_roll(tmp_path / "roll.csv"), "en")))
    assert not {"script", "link", "iframe", "img", "object", "form", "base"} & set(shown.tags)
    assert all(link.startswith("#") for link in shown.links)
    assert "Enters" in shown.texts


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path) -> None:
    path = write_roll(tmp_path / "roll.csv")
    assert page(summary(path)) == page(summary(path))


def test_a_workbook_does_not_tell_when_it_was_made(tmp_path: Path) -> None:
    write_workbook(tmp_path / "out.xlsx", summary(write_roll(tmp_path / "roll.csv")))
    with ZipFile(tmp_path / "out.xlsx") as parts:
        assert {info.date_time for info in parts.infolist()} == {(2020, 1, 1, 0, 0, 0)}
        assert parts.read("docProps/core.xml").count(b"2020-01-01T00:00:00Z") == 2


def test_where_no_row_has_two_answers_nothing_is_said_to_be_the_same(tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    path.write_text("area,household_size,household_income\nrural,0,5000\n")
    shown = Page(page(summary(path)))
    assert "没有一行两边都有答案。" in shown.texts and "两边没有不同。" not in shown.texts


def test_refused_cells_are_told_in_the_words_of_the_register(tmp_path: Path) -> None:
    path = tmp_path / "roll.jsonl"
    rows = ({"area": "城镇", "household_size": 1, "household_income": -5}, {"area": "城市", "household_size": 51})
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    told = list(summary(path).refusals())
    assert told[0] == (1, "城乡类别", "城镇", "城镇 不在可选值内；可选：城市、农村")
    assert told[1] == (1, "家庭月收入", "-5", "-5 超出范围，应为不小于 0 元/月")


def test_lists_are_told_as_a_register_has_them(tmp_path: Path) -> None:
    """The gap is 12000 while the child is seven, and nothing from the eighth birthday on, 2019-06-05."""
    path = tmp_path / "children.jsonl"
    services = [{"item": "autism_training", "cost": 16000, "paid_first": 4000}, {"item": "hearing_aid"}]
    child = {"birth_date": "2011-06-05", "residence": "registered", "disability": "autism"}
    cases = [child | {"household_category": "dibao", "services": services[:1]}, child | {"services": services}]
    path.write_text("\n".join(map(json.dumps, cases)))
    program = benefits.load().program("xingan/child-rehabilitation")
    days = date(2019, 6, 4), date(2019, 6, 5)
    found = compare_register((program, days[0]), (program, days[1]), Asking({}, {}), path)
    made = Summary(Question(Side(program, days[0]), Side(program, days[1])), found, "zh")
    write_csv(tmp_path / "rows.csv", made)
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["康复服务"] == '[{"cost":"16000","item":"autism_training","paid_first":"4000"}]'
    assert (row["不符合的条件 之前"], row["不符合的条件 之后"]) == ("", "年龄")
    assert [row[f"补助合计（元） {side}"] for side in ("之前", "之后", "差额")] == ["12000.00", "0.00", "-12000.00"]
    assert "康复服务第 2 行服务项目" in {column for _, column, *_ in made.refusals()}
    (outputs,) = (part.blocks[1] for part in made.parts() if part.name == "outputs")
    assert isinstance(outputs, Table)
    assert [line[-1] for line in outputs.rows] == ["", "", "", "-12,000.00", "+12,000.00"]


def test_what_a_register_holds_is_text(tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    path.write_text("<b>x</b>,area,household_size,household_income\n<script>alert(1)</script>,rural,1,0\n")
    made = page(summary(path))
    assert b"<script" not in made and b"<b>x" not in made
    assert "<script>alert(1)</script>" in Page(made).texts


def test_a_comparison_without_a_difference_is_a_page_too(tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    path.write_text("area,household_size,household_income\nrural,1,5000\n")
    dibao = benefits.load().program("benxi/dibao")
    found = compare_register((dibao, JULY), (dibao, JULY), Asking({}, {}), path)
    shown = Page(page(Summary(Question(Side(dibao, JULY), Side(dibao, JULY)), found, "zh")))
    assert "两边没有不同。" in shown.texts and "svg" not in shown.tags


@pytest.mark.parametrize(
    ("program", "adding", "main"),
    [
        ("benxi/dibao", ["allowance"], "allowance"),  # a standard per person of a household of several does not add up
        ("benxi/orphan", ["base", "supplement", "total"], "total"),  # a case is one orphan
        ("benxi/tekun", ["base_standard", "standard"], "standard"),
        ("benxi/freight-licence", [], "licence_required"),
        ("benxi/electricity-price-cut", ["estimated_saving"], "estimated_saving"),  # and no price per kWh
        ("chaoyang/agenda-status", [], "status"),
        ("xingan/training-subsidy", ["attendance_part", "outcome_part", "total"], "total"),  # per head: a whole class
    ],
)
def test_only_amounts_of_a_case_add_up(program: str, adding: list[str], main: str) -> None:
    outputs = outputs_of(benefits.load().program(program))
    assert [output.name for output in outputs if output.adds_up] == adding
    assert main_output(outputs).name == main


def test_a_year_is_twelve_months_and_a_yearly_amount_is_not_divided() -> None:
    five, sixty = Fraction(5), Fraction(60)
    assert list(costs("CNY/month", five)) == [("month", five), ("year", sixty)]
    assert list(costs("CNY/person/month", five)) == [("month", five), ("year", sixty)]
    assert list(costs("CNY/year", five)) == [("year", five)]
    assert list(costs("CNY", five)) == [("once", five)]


@pytest.mark.parametrize(
    ("number", "plain", "money", "with_sign"),
    [
        (Fraction(0), "0", "0.00", "0.00"),
        (Fraction(1234567), "1,234,567", "1,234,567.00", "+1,234,567.00"),
        (Fraction(-12345, 10), "-1,234.5", "-1,234.50", "-1,234.50"),
        (Fraction(1, 1000), "0.001", "0.001", "+0.001"),
        (Fraction(10_000, 3), "≈3,333.33", "≈3,333.33", "≈+3,333.33"),
        (Fraction(274, 3), "≈91.33", "≈91.33", "≈+91.33"),
        (Fraction(-10_000, 3), "≈-3,333.33", "≈-3,333.33", "≈-3,333.33"),
    ],
)
def test_numbers_are_shown_with_their_thousands_apart(number: Fraction, plain: str, money: str, with_sign: str) -> None:
    assert (plain_number(number), amount(number), signed(number)) == (plain, money, with_sign)
