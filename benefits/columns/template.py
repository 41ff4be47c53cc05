"""A spreadsheet to be filled in: headings with notes, drop-down lists, checked cells, and a sheet of explanations.

A `Form` says what is asked, in the words of people; out comes the workbook, the same bytes for the same form.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from benefits.columns.files.xlsx import save

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_LARGEST = Decimal(10**12)
"""Beyond this a spreadsheet cannot hold an amount to the fen."""

_MOST_TITLE, _MOST_PROMPT, _MOST_SHEET_NAME = 32, 255, 31
_NARROWEST, _WIDEST = 12, 34
_NOTE_WIDTHS, _ROW_HEIGHT = (32, 44, 60), 16
_NAVY, _LINE = "1F3864", "BFBFBF"
_FILLS = {"sometimes": "FFF2CC", "optional": "EDEDED"}
_HEADINGS = {"needed": _NAVY, "sometimes": "7F6000", "optional": "595959", "own": "595959"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind`: text, number, date or choice; `part`: own, needed, sometimes or optional.

    `heading` is what the reader of the filled sheet looks for; `remark` stands below it in the same cell. `note` is the
    heading's comment, `prompt` is shown while a cell is filled, `fault` when it holds what it may not. `first` and
    `last` are the least and the greatest number or day; `open_ended` lets other choices through after a warning.
    """

    heading: str
    remark: str
    kind: str
    part: str
    note: str
    prompt: str
    fault: str
    choices: tuple[str | Decimal, ...] = ()
    open_ended: bool = False
    whole: bool = False
    first: Decimal | date | None = None
    last: Decimal | date | None = None
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be filled in."""

    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Sheets to fill in, and `notes`: the title of the last sheet and its lines, each the cells from the left.

    A line of one cell that begins with `# ` is a heading.
    """

    title: str
    sheets: tuple[Sheet, ...]
    notes_title: str
    notes: tuple[tuple[str, ...], ...]
    lists_title: str
    rows: int


def workbook(form: Form) -> bytes:
    """The form as an xlsx file. No clock goes into it."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    lists = _Lists()
    for sheet in form.sheets:
        _fill(book.create_sheet(_sheet_name(sheet.title)), sheet, form, lists)
    _notes(book, form)
    lists.write(book, form.lists_title)
    book.properties.creator = "benefits"
    book.properties.title = form.title
    out = io.BytesIO()
    save(book, out)
    return out.getvalue()


class _Lists:
    """The lists to choose from, each a column of one hidden sheet; the same list stands there once."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str | Decimal, ...], int] = {}
        self.sheet_name = ""

    def place(self, choices: tuple[str | Decimal, ...]) -> tuple[int, int]:
        """The column of the list, from 1, and its last row."""
        return self._columns.setdefault(choices, len(self._columns) + 1), len(choices)

    def write(self, book: Workbook, title: str) -> None:
        if not self._columns:
            return
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden"
        for choices, column in self._columns.items():
            for row, choice in enumerate(choices, start=1):
                sheet.cell(row, column, choice)


def _fill(page: Worksheet, sheet: Sheet, form: Form, lists: _Lists) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    line = Side(style="thin", color=_LINE)
    border = Border(left=line, right=line, top=line, bottom=line)
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        head = page.cell(1, number, "\n".join(filter(None, (column.heading, column.remark))))
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=_HEADINGS[column.part])
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        head.border = border
        head.comment = _comment(column.note)
        page.column_dimensions[letter].width = _width(column)
        shade = PatternFill("solid", fgColor=_FILLS[column.part]) if column.part in _FILLS else PatternFill()
        for row in range(2, form.rows + 2):
            cell = page.cell(row, number)
            cell.number_format = column.number_format
            cell.border, cell.fill = border, shade
        checked = _checked(column, lists, form.lists_title)
        checked.add(f"{letter}2:{letter}{form.rows + 1}")
        page.add_data_validation(checked)
    page.row_dimensions[1].height = 48
    page.freeze_panes = "B2"
    _print_setup(page, form.title)


def _print_setup(page: Worksheet, title: str) -> None:
    """A4 across, as many pages down as it takes, the heading on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    for part, text in ((page.oddHeader, title.replace("&", "&&")), (page.oddFooter, "&P / &N")):
        if part is not None:
            part.center.text = text


def _comment(text: str) -> Comment:
    from openpyxl.comments import Comment

    lines = sum(1 + _text_width(line) // 48 for line in text.splitlines())
    return Comment(text, "benefits", height=24 + 18 * lines, width=340)


def _checked(column: Column, lists: _Lists, lists_title: str) -> DataValidation:
    """The cells' check, with its messages; what cannot be checked has the message alone."""
    from openpyxl.worksheet.datavalidation import DataValidation

    checked = DataValidation(allow_blank=True, showInputMessage=True, showErrorMessage=True)
    checked.promptTitle = checked.errorTitle = column.heading[:_MOST_TITLE]
    checked.prompt, checked.error = column.prompt[:_MOST_PROMPT], column.fault[:_MOST_PROMPT]
    if column.choices:
        from openpyxl.utils import get_column_letter, quote_sheetname

        place, last = lists.place(column.choices)
        letter = get_column_letter(place)
        checked.type = "list"
        checked.formula1 = f"{quote_sheetname(lists_title)}!${letter}$1:${letter}${last}"
        checked.errorStyle = "warning" if column.open_ended else "stop"
    elif column.kind in ("number", "date"):
        checked.type = "date" if column.kind == "date" else "whole" if column.whole else "decimal"
        _set_ends(checked, column)
    return checked


def _set_ends(checked: DataValidation, column: Column) -> None:
    first, last = column.first, column.last
    if first is None and last is None:
        first, last = (date(1900, 3, 1), date(9999, 12, 31)) if column.kind == "date" else (-_LARGEST, _LARGEST)
    if first is not None and last is not None:
        checked.operator, checked.formula1, checked.formula2 = "between", _bound(first), _bound(last)
    elif first is not None:
        checked.operator, checked.formula1 = "greaterThanOrEqual", _bound(first)
    elif last is not None:
        checked.operator, checked.formula1 = "lessThanOrEqual", _bound(last)


def _bound(value: Decimal | date) -> str:
    """A number, or a day as the count that spreadsheets keep; theirs is right from March 1900."""
    if isinstance(value, date):
        return str((max(value, date(1900, 3, 1)) - date(1899, 12, 30)).days)
    return format(value, "f")


def _notes(book: Workbook, form: Form) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    page = book.create_sheet(_sheet_name(form.notes_title))
    below = Border(bottom=Side(style="hair", color=_LINE))
    for row, cells in enumerate(form.notes, start=1):
        heading = len(cells) == 1 and cells[0].startswith("# ")
        for number, text in enumerate(cells, start=1):
            cell = page.cell(row, number, text.removeprefix("# ") if heading else text)
            cell.data_type = "s"
            cell.alignment = Alignment(vertical="bottom" if heading else "top", wrap_text=len(cells) > 1)
            if heading:
                cell.font = Font(bold=True, color=_NAVY, size=16 if row == 1 else 12)
            elif len(cells) > 1:
                cell.border = below
        page.row_dimensions[row].height = (30 if row == 1 else 26) if heading else _ROW_HEIGHT * _lines(cells)
    for letter, columns in zip("ABC", _NOTE_WIDTHS, strict=True):
        page.column_dimensions[letter].width = columns
    page.sheet_view.showGridLines = False
    _print_setup(page, form.title)
    page.print_title_rows = None


def _lines(cells: tuple[str, ...]) -> int:
    """How many lines the tallest of the cells takes; a single one runs on over the others' columns."""
    if len(cells) == 1:
        return 1
    widths = zip(cells, _NOTE_WIDTHS, strict=False)
    return max(sum(1 + _text_width(line) // width for line in text.split("\n")) for text, width in widths)


def _sheet_name(title: str) -> str:
    return "".join(one for one in title if one not in "[]:*?/\\'")[:_MOST_SHEET_NAME]


def _width(column: Column) -> int:
    texts: Sequence[str] = (column.heading, column.remark, *map(str, column.choices))
    return min(max(_NARROWEST, *(_text_width(text) + 3 for text in texts)), _WIDEST)


def _text_width(text: str) -> int:
    return sum(1 + (east_asian_width(one) in "WF") for one in text)
