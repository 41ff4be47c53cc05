"""Excel files read as Excel shows them: numbers by fifteen significant digits, dates as dates, errors as errors."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from benefits.columns.files.source import Faulty, Known, Row, find_headings, refuse

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_SHOWN = ".15g"  # Excel keeps and shows fifteen significant digits of the binary number in the file
_MOST_MIB = 2048
_MIB = 1 << 20


class XlsxSource:
    """The rows of one sheet: of the named one, else of the first that is not hidden."""

    def __init__(self, path: Path, sheet: str | None, known: Known, book: Workbook | None = None) -> None:
        self.path = path
        self._book = book if book is not None else _open(path)
        self._done = 0
        self.titles: tuple[str, ...] = tuple(one.title for one in self._book.worksheets)
        shown = [one.title for one in self._book.worksheets if one.sheet_state == "visible"]
        if sheet is not None and sheet not in self.titles:
            refuse(path, "no_sheet", sheet, "、".join(self.titles))
        if not self.titles:
            refuse(path, "xlsx")
        self._title = sheet if sheet is not None else (shown or list(self.titles))[0]
        self._heading, self.headings = find_headings(path, self._every_row(), known)

    def count(self) -> int | None:
        return None

    def progress(self) -> int:
        """How far the sheet has been read, in thousandths, as far as it says how long it is."""
        last = self._book[self._title].max_row or 0
        return min(1000, 1000 * self._done // max(last, 1))

    def rows(self) -> Iterator[Row]:
        width = len(self.headings)
        for number, cells in self._every_row():
            if number > self._heading:
                cells = cells[:width]
                if any(cell is not None for cell in cells):
                    yield number, cells + [None] * (width - len(cells))

    def other(self, title: str, known: Known) -> XlsxSource:
        """Another sheet of the same file."""
        return XlsxSource(self.path, title, known, self._book)

    def close(self) -> None:
        self._book.close()

    def _every_row(self) -> Iterator[Row]:
        """Every row that is not wholly empty."""
        sheet = self._book[self._title]
        rows = iter(sheet.iter_rows())
        number = 0
        while True:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # what openpyxl leaves out of a sheet is nothing that is read here
                    found: Iterable[Any] | None = next(rows, None)
            except (ValueError, KeyError, IndexError, SyntaxError, BadZipFile, EOFError):
                refuse(self.path, "xlsx")
            if found is None:
                return
            number += 1
            self._done = number
            cells = [_value(cell) for cell in found]
            if any(cell is not None for cell in cells):
                yield number, cells


def _open(path: Path) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > _MOST_MIB * _MIB:
                refuse(path, "too_large", str(_MOST_MIB))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book: Workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (BadZipFile, InvalidFileException, ValueError, KeyError, SyntaxError, EOFError):
        refuse(path, "xlsx")
    for sheet in book.worksheets:
        sheet.reset_dimensions()
    return book


def _value(cell: Any) -> object:
    """The cell's exact value; None when it is empty."""
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "e":
        return Faulty(str(value))
    if isinstance(value, bool | str | int):
        return value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value
    return Decimal(format(value, _SHOWN)) if isinstance(value, float) else str(value)
