"""The workbook of a form: what stands in it, what its cells check, and the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from benefits.columns.template import Column, Form, Sheet, workbook

MONEY = Column(
    "家庭月收入",
    "元/月 · 必填",
    "number",
    "needed",
    "household_income\n数",
    "数",
    "应填数",
    first=Decimal(0),
    number_format="0.00",
)
AREA = Column("城乡类别", "必填", "choice", "needed", "area", "选一项", "应选", choices=("城市", "农村, 镇"))
OWN = Column("编号", "", "text", "own", "自用", "自用", "自用", number_format="@")
FORM = Form("低保", (Sheet("填写", (OWN, AREA, MONEY)),), "说明", (("# 低保",), ("a", "b", "=c")), "选项", 5)


def opened(form: Form = FORM) -> Workbook:
    return load_workbook(BytesIO(workbook(form)))


def checked(book: Workbook, cell: str) -> DataValidation:
    found: DataValidation = next(one for one in book.worksheets[0].data_validations.dataValidation if cell in one.sqref)
    return found


def asked(column: Column) -> DataValidation:
    return checked(opened(replace(FORM, sheets=(Sheet("填写", (column,)),))), "A2")


def test_headings_have_units_notes_and_stay_in_view() -> None:
    page = opened().worksheets[0]
    assert [cell.value for cell in page[1]] == ["编号", "城乡类别\n必填", "家庭月收入\n元/月 · 必填"]
    assert page["C1"].comment is not None and page["C1"].comment.text == "household_income\n数"
    assert (page.freeze_panes, page.print_title_rows) == ("B2", "$1:$1")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)


def test_choices_are_a_list_on_a_hidden_sheet_so_that_commas_do_no_harm() -> None:
    book = opened()
    assert book.sheetnames == ["填写", "说明", "选项"]
    assert book["选项"].sheet_state == "hidden"
    assert [cell.value for cell in book["选项"]["A"]] == ["城市", "农村, 镇"]
    check = checked(book, "B6")
    assert (check.type, check.formula1, check.errorStyle) == ("list", "'选项'!$A$1:$A$2", "stop")
    assert (check.promptTitle, check.prompt, check.error) == ("城乡类别", "选一项", "应选")


def test_a_list_stands_once_and_one_that_may_grow_only_warns() -> None:
    columns = (
        AREA,
        replace(AREA, heading="另一"),
        replace(AREA, choices=(Decimal("37.5"), Decimal(60)), open_ended=True),
    )
    book = opened(replace(FORM, sheets=(Sheet("填写", columns),)))
    assert book["选项"].max_column == 2
    assert [cell.value for cell in book["选项"]["B"]] == [37.5, 60]
    assert checked(book, "C2").errorStyle == "warning"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (Decimal(0), None, ("greaterThanOrEqual", "0", None)),
        (None, Decimal("0.5"), ("lessThanOrEqual", "0.5", None)),
        (Decimal(1), Decimal(50), ("between", "1", "50")),
        (None, None, ("between", "-1000000000000", "1000000000000")),
    ],
)
def test_numbers_are_checked_against_their_stated_ends(
    first: Decimal | None, last: Decimal | None, expected: tuple[str, str, str | None]
) -> None:
    check = asked(replace(MONEY, first=first, last=last))
    assert check.type == "decimal"
    assert (check.operator or "between", check.formula1, check.formula2) == expected


def test_whole_numbers_and_days_are_checked_as_such() -> None:
    """Day 43647 of a spreadsheet is 1 July 2019; day 61 is 1 March 1900, from which on its count is right."""
    assert asked(replace(MONEY, whole=True)).type == "whole"
    day = replace(MONEY, kind="date", first=date(2019, 7, 1), last=None)
    check = asked(day)
    assert (check.type, check.operator, check.formula1) == ("date", "greaterThanOrEqual", "43647")
    assert asked(replace(day, first=None)).formula1 == "61"
    assert asked(replace(day, first=date(1800, 1, 1))).formula1 == "61"


def test_text_has_a_message_but_no_check() -> None:
    check = asked(OWN)
    assert (check.type, check.prompt) == (None, "自用")


def test_rows_are_ready_to_be_filled_in() -> None:
    page = opened().worksheets[0]
    assert page.max_row == 6
    assert [page.cell(6, column).number_format for column in (1, 2, 3)] == ["@", "General", "0.00"]
    shaded = opened(replace(FORM, sheets=(Sheet("填写", (replace(AREA, part="sometimes"), AREA)),))).worksheets[0]
    assert shaded["A2"].fill.fgColor.rgb == "00FFF2CC"
    assert shaded["B2"].fill.patternType is None


def test_notes_are_texts_whatever_they_begin_with() -> None:
    page = opened()["说明"]
    assert page["A1"].value == "低保"
    assert (page["C2"].value, page["C2"].data_type) == ("=c", "s")


def test_long_messages_and_titles_are_cut_to_what_a_spreadsheet_holds() -> None:
    check = asked(replace(AREA, heading="长" * 40, prompt="说" * 300, fault="错" * 300))
    assert (len(str(check.promptTitle)), len(str(check.prompt)), len(str(check.error))) == (32, 255, 255)
    book = opened(replace(FORM, sheets=(Sheet("a/b:c*[d]?\\" + "长" * 40, (OWN,)),)))
    assert book.sheetnames[0] == "abcd" + "长" * 27


def test_the_same_form_gives_the_same_bytes() -> None:
    first = workbook(FORM)
    assert workbook(FORM) == first
    with ZipFile(BytesIO(first)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(2020, 1, 1, 0, 0, 0)}
    assert opened().properties.modified == datetime(2020, 1, 1)
