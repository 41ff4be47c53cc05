"""Which heading means which input, and which file is refused for its headings."""

from __future__ import annotations

import pytest

from benefits.columns.headings import plain, questions, read_headings
from benefits.errors import InputError
from tests.columns.batches import BOOK

KNOWN = questions(BOOK.program("benxi/dibao"))
ALL = ("area", "region", "household_size", "household_income")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("household_income", "household_income"),
        ("家庭月收入", "household_income"),
        ("家庭月收入（元/月）", "household_income"),
        ("家庭月收入 (元)", "household_income"),
        ("家庭月收入\n元/月", "household_income"),
        (" 家庭月收入 ", "household_income"),
        ("ＨＯＵＳＥＨＯＬＤ＿ＩＮＣＯＭＥ", "household_income"),
        ("适用日期", "date"),
        ("Date", "date"),
        ("姓名", ""),
        ("", ""),
    ],
)
def test_a_heading_is_a_name_or_a_label(heading: str, name: str) -> None:
    assert read_headings([heading], KNOWN, ALL).names == (name,)


def test_a_blank_heading_has_the_letters_of_its_column() -> None:
    assert read_headings(["a", "", *map(str, range(24)), ""], KNOWN).headings[1::25] == ("(B)", "(AA)")


@pytest.mark.parametrize("headings", [("area", "城乡类别"), ("姓名", "姓名")])
def test_a_column_that_stands_twice(headings: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        read_headings(headings, KNOWN, ALL)
    assert [problem.code for problem in caught.value.problems] == ["bad_column"]


def test_a_slip_of_an_input_that_nothing_else_gives() -> None:
    with pytest.raises(InputError) as caught:
        read_headings(["家庭收入"], KNOWN)
    assert (caught.value.code, caught.value.nearest) == ("bad_column", "家庭月收入")
    assert read_headings(["家庭收入"], KNOWN, ALL).names == ("",)
    assert read_headings(["家庭收入"], KNOWN, keep=["家庭收入"]).names == ("",)
    assert read_headings(["家庭收入", "家庭月收入"], KNOWN).names == ("", "household_income")


def test_every_label_of_every_program_is_clear_or_refused() -> None:
    for program in BOOK.ids:
        found = BOOK.program(program)
        known = questions(found)
        for spec in found.inputs:
            assert known[plain(spec.name)] == [spec.name]
            assert spec.name in known[plain(spec.label.zh)]
