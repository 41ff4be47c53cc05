"""The page: complete in itself, the same bytes every time, and nothing of a register gets out as markup."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

import benefits
from benefits.impact.register import Asking, compare_register
from benefits.impact.report import page
from benefits.impact.summary import Question, Side, Summary, amount, plain_number, signed
from benefits.impact.totals import costs, main_output, outputs_of
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
    ],
)
def test_numbers_are_shown_with_their_thousands_apart(number: Fraction, plain: str, money: str, with_sign: str) -> None:
    assert (plain_number(number), amount(number), signed(number)) == (plain, money, with_sign)
