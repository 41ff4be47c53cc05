"""Excel files written with exact numbers, texts that stay texts, and a heading row that stays in view.

`openpyxl` would send every number through a float of sixteen digits, in which 9.95 is 9.949999999999999; a number is
therefore handed to it as the digits that are to stand in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from benefits.columns.files.source import refuse

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as MadeCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
EXACT_DIGITS = 15
"""Excel keeps fifteen significant digits; a longer number is written as text."""

MONEY = "0.00"
FINE_MONEY = "0.00########"
GENERAL = "General"
_TEXT = "@"
_DATE = "yyyy-mm-dd"
_MADE = datetime(2020, 1, 1)
_SAMPLED = 200
_WIDEST = 60
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_")

Cell = Decimal | int | str | bool | date | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its heading, and how Excel shows its numbers (`GENERAL`, `MONEY`, `FINE_MONEY`, `0.0%`)."""

    heading: str
    number_format: str = GENERAL


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: `rows` of cells in the order of `columns`; `title` at most 31 characters are kept.

    A cell is an exact number, a text (never a formula), a truth value, a date, or None for an empty one. The lines
    `above` stand over the row of headings.
    """

    title: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Cell]]
    above: Sequence[str] = field(default=())


def write_sheets(path: Path, sheets: Sequence[Sheet]) -> int:
    """Write an Excel file of these sheets. Returns how many numbers were written as text for being too long.

    Rows are written as they come; a sheet is never held in memory. Refuses (`InputError`) more rows than a sheet
    holds and a text longer than a cell holds.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    as_text = 0
    for number, sheet in enumerate(sheets, start=1):
        filler = _Filler(book, path, sheet.title or f"Sheet{number}", sheet.columns, sheet.above)
        for row in sheet.rows:
            filler.write(row)
        as_text += filler.end()
    save(book, path)
    return as_text


class SheetWriter:
    """A file of one sheet, row by row."""

    def __init__(self, path: Path, title: str, columns: Sequence[SheetColumn]) -> None:
        from openpyxl import Workbook

        self._path = path
        self._book = Workbook(write_only=True)
        self._filler = _Filler(self._book, path, title, columns, ())

    def write(self, row: Sequence[Cell]) -> None:
        """The next row."""
        self._filler.write(row)

    def close(self) -> int:
        """Save the file. Returns how many numbers were written as text for being too long."""
        as_text = self._filler.end()
        save(self._book, self._path)
        return as_text


def save(book: Workbook, file: Path | IO[bytes]) -> None:
    """Write the workbook as a file that does not depend on when it is made."""
    from openpyxl.writer.excel import ExcelWriter
    from openpyxl.xml.functions import tostring

    with TemporaryFile() as written:
        ExcelWriter(book, ZipFile(written, "w")).save()
        book.properties.created = book.properties.modified = _MADE
        with ZipFile(written) as parts, ZipFile(file, "w") as kept:
            for part in parts.infolist():
                info = ZipInfo(part.filename, _MADE.timetuple()[:6])
                info.compress_type, info.file_size = ZIP_DEFLATED, part.file_size
                core = part.filename == "docProps/core.xml"
                source = BytesIO(tostring(book.properties.to_tree())) if core else parts.open(part)
                with source, kept.open(info, "w") as target:
                    copyfileobj(source, target)


class _Filler:
    """Fills one sheet; its first rows wait until they have shown how wide the columns must be."""

    def __init__(
        self, book: Workbook, path: Path, title: str, columns: Sequence[SheetColumn], above: Sequence[str]
    ) -> None:
        self.target: WriteOnlyWorksheet = book.create_sheet(_NOT_IN_TITLE.sub(" ", title).strip("'")[:31])
        self.path, self.columns, self.above = path, columns, above
        self.maker = _Cells(self.target, path)
        self.formats = [column.number_format for column in columns]
        self.waiting: list[Sequence[Cell]] | None = []
        self.written = len(above) + 1

    def write(self, row: Sequence[Cell]) -> None:
        self.written += 1
        if self.written > MAX_ROWS:
            refuse(self.path, "sheet_full")
        if self.waiting is None:
            self.append(row)
        else:
            self.waiting.append(row)
            if len(self.waiting) >= _SAMPLED:
                self.start()

    def start(self) -> None:
        """The heading row in view and the widths, which must come before any row; then the rows that waited."""
        from openpyxl.utils import get_column_letter

        waiting, self.waiting = self.waiting or [], None
        self.target.freeze_panes = f"A{len(self.above) + 2}"
        for place, column in enumerate(self.columns):
            widest = max(_widths(column.heading, (row[place] for row in waiting)))
            dimension = self.target.column_dimensions[get_column_letter(place + 1)]  # type: ignore[attr-defined]
            dimension.width = min(widest, _WIDEST) + 2
        for line in self.above:
            self.target.append([self.maker.text(line)])
        self.target.append([self.maker.heading(column.heading) for column in self.columns])
        for row in waiting:
            self.append(row)

    def append(self, row: Sequence[Cell]) -> None:
        cell = self.maker.cell
        self.target.append([cell(value, form) for value, form in zip(row, self.formats, strict=True)])

    def end(self) -> int:
        if self.waiting is not None:
            self.start()
        return self.maker.as_text


def _widths(heading: str, cells: Iterable[Cell]) -> Iterator[int]:
    yield 6
    for value in (heading, *cells):
        for line in str(value if value is not None else "").split("\n"):
            yield sum(2 if east_asian_width(one) in "WF" else 1 for one in line)


class _Cells:
    """Makes the cells of one sheet."""

    def __init__(self, target: WriteOnlyWorksheet, path: Path) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        self.target, self.path = target, path
        self.make, self.bold = WriteOnlyCell, Font(bold=True)
        self.as_text = 0

    def cell(self, value: Cell, number_format: str) -> MadeCell | None:
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bool):
            return self.make(self.target, value)
        if isinstance(value, int | Decimal):
            return self.number(value, number_format)
        made = self.make(self.target, value)  # type: ignore[arg-type]
        made.number_format = _DATE
        return made

    def number(self, value: int | Decimal, number_format: str) -> MadeCell:
        digits = str(value) if isinstance(value, int) else format(value, "f")
        if len(digits.replace(".", "").strip("-0")) > EXACT_DIGITS:
            self.as_text += 1
            return self.text(digits)
        made = self.make(self.target, digits)
        made.data_type = "n"
        made.number_format = number_format
        return made

    def text(self, value: str) -> MadeCell:
        """A text that stays one, whatever it begins with."""
        if len(value) > MAX_TEXT:
            refuse(self.path, "cell_full")
        made = self.make(self.target, _NOT_IN_XML.sub(_escaped, value))
        made.data_type = "s"
        made.number_format = _TEXT
        return made

    def heading(self, value: str) -> MadeCell:
        made = self.text(value)
        made.font = self.bold
        return made


def _escaped(found: re.Match[str]) -> str:
    """A character that XML lacks, as Excel escapes it; of a text that looks like such an escape, its first stroke."""
    text = found[0]
    return f"_x{ord(text):04X}_" if len(text) == 1 else f"_x005F{text}"
