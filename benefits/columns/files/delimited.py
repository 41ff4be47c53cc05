"""CSV as office programs write it: UTF-8 with or without its mark, UTF-16, or GB18030; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

from benefits.columns.files.source import Known, Row, find_headings, refuse

_CHUNK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ",;\t"
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])\s*")


class DelimitedSource:
    """The records of a CSV file. Their numbers are those of a spreadsheet's rows, blank lines counted."""

    def __init__(self, path: Path, known: Known) -> None:
        self.path = path
        self._size = path.stat().st_size
        self._encoding = encoding_of(path)
        self._delimiter, self._skipped = self._form()
        self._raw: BinaryIO | None = None
        records = self._records()
        self._heading, self.headings = find_headings(path, records, known)
        records.close()

    def count(self) -> int | None:
        return None

    def progress(self) -> int:
        """How far the file has been read, in thousandths."""
        at = self._raw.tell() if self._raw is not None and not self._raw.closed else self._size
        return 1000 * at // max(self._size, 1)

    def rows(self) -> Iterator[Row]:
        width = len(self.headings)
        for number, cells in self._records():
            if number > self._heading:
                while len(cells) > width and cells[-1] is None:
                    cells.pop()
                cells += [None] * (width - len(cells))
                yield number, cells

    def close(self) -> None:
        if self._raw is not None:
            self._raw.close()

    def _records(self) -> Generator[Row, None, None]:
        """Every record that is not wholly empty, an empty cell None."""
        with self._open() as text:
            reader = csv.reader(text, delimiter=self._delimiter, strict=True)
            number = self._skipped
            while True:
                number += 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    refuse(self.path, "quotes", str(number))
                if any(cells):
                    yield number, [cell or None for cell in cells]

    def _open(self) -> TextIO:
        self._raw = self.path.open("rb")
        text = io.TextIOWrapper(self._raw, self._encoding, newline="")
        for _ in range(self._skipped):
            text.readline()
        return text

    def _form(self) -> tuple[str, int]:
        """The delimiter, and how many lines stand before the table: Excel's own `sep=;` is one."""
        self._skipped = 0
        with self._open() as text:
            line = ""
            while not line.strip():
                line = text.readline(_CHUNK)
                if not line:
                    refuse(self.path, "empty")
        stated = _SEPARATOR_LINE.fullmatch(line)
        if stated:
            return stated[1], 1
        plain = _QUOTED.sub("", line)
        return max(_DELIMITERS, key=plain.count), 0


def encoding_of(path: Path) -> str:
    """The encoding of a text file: by its mark, else UTF-8 where all of it is that, else GB18030. Refuses the rest."""
    with path.open("rb") as file:
        start = file.read(4)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return _readable(path, name) or refuse(path, "encoding")
    return _readable(path, "utf-8") or _readable(path, "gb18030") or refuse(path, "encoding")


def _readable(path: Path, encoding: str) -> str:
    """The encoding's name if all of the file can be read by it, else ""."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                if "\0" in decoder.decode(chunk):
                    refuse(path, "not_text")
            decoder.decode(b"", final=True)
        except UnicodeError:
            return ""
    return encoding


class DelimitedWriter:
    """CSV in UTF-8 with its mark, so that Excel knows the encoding.

    A text that a spreadsheet would take for a formula gets an apostrophe before it (`guarded`).
    """

    def __init__(self, path: Path, headings: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._writer.writerow([guarded(heading) for heading in headings])

    def write(self, cells: Sequence[str]) -> None:
        self._writer.writerow(cells)

    def close(self) -> None:
        self._file.close()


_FORMULA = re.compile(r"[=+\-@\t\r]")
_PLAIN = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*%?")


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula; numbers stay numbers."""
    if text and _FORMULA.match(text) and not _PLAIN.fullmatch(text):
        return "'" + text
    return text
