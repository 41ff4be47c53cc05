"""What a file of rows looks like to the rest: headings, and rows of cells with the number that its user sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Protocol

from benefits.errors import InputError, Problem

ENDINGS = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".parquet", ".xlsx")
"""The kinds of file that are read; the last four and `.csv` are written too."""

Row = tuple[int, list[object]]
"""The row's number as its user sees it, and its cells in the order of the headings; None is an empty cell."""


Known = Callable[[str], bool]
"""Whether a text is a heading that the reader has been waiting for."""

_HEADING_ROWS = 10


@dataclass(frozen=True, slots=True)
class Faulty:
    """A cell that holds no value: an error of a spreadsheet's formula."""

    text: str


class Source(Protocol):
    """A file of rows that can be read through more than once. A row may be longer than the headings in CSV only."""

    path: Path
    headings: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """Every row that is not wholly empty, in order. `InputError` where the file ends being a table."""

    def count(self) -> int | None:
        """How many rows there are, where the file says so without being read."""

    def progress(self) -> int:
        """How far it has been read, in thousandths."""

    def close(self) -> None:
        """Let go of the file."""


# Why a file is refused, in both languages.
_WHY: dict[str, tuple[str, str]] = {
    "kind": (
        "文件名应以 .csv、.jsonl、.parquet 或 .xlsx 结尾",
        "the name must end in .csv, .jsonl, .parquet or .xlsx",
    ),
    "too_large": ("解开后超过 {0} MiB", "it unpacks to more than {0} MiB"),
    "old_excel": ("请在 Excel 中另存为 .xlsx", "save it as .xlsx in Excel"),
    "empty": ("文件是空的", "the file is empty"),
    "no_heading": ("没有写列名的行", "there is no row of headings"),
    "encoding": ("不是 UTF-8、UTF-16 或 GB18030 文本", "the text is not UTF-8, UTF-16 or GB18030"),
    "not_text": ("不是文本文件", "it is not a text file"),
    "quotes": ("第 {0} 行的引号没有闭合或格子过长", "a quote is not closed or a cell is too long at row {0}"),
    "json": ("第 {0} 行不是一个 JSON 对象", "line {0} is not a JSON object"),
    "json_twice": ("第 {0} 行“{1}”出现两次", "“{1}” stands twice in line {0}"),
    "parquet": ("不是完好的 Parquet 文件", "it is not a sound Parquet file"),
    "xlsx": ("不是完好的 .xlsx 文件", "it is not a sound .xlsx file"),
    "spark": ("Spark 读不了：{0}", "Spark cannot read it: {0}"),
    "no_sheet": ("没有名为“{0}”的工作表；有：{1}", "there is no sheet “{0}”; there are {1}"),
    "only_xlsx": ("只有 .xlsx 有工作表", "only .xlsx has sheets"),
    "sheet_full": (
        "行数超过一张工作表的 1048576 行；请改用 .csv 或 .parquet",
        "more rows than the 1048576 of a sheet; write .csv or .parquet instead",
    ),
    "cell_full": (
        "有一格超过 Excel 的 32767 个字符；请改用 .csv",
        "a cell is longer than the 32767 characters of Excel; write .csv instead",
    ),
    "too_fine": (
        "“{0}”的小数位多于 Parquet 列所能容纳；请改用 .csv",
        "“{0}” has more digits than its Parquet column holds; write .csv instead",
    ),
}


def refuse(path: Path, key: str, *places: str) -> NoReturn:
    """Refuse the file, for the reason of that key."""
    zh, en = _WHY[key]
    why = ("why", zh.format(*places), en.format(*places))
    raise InputError([Problem("bad_table", "", path.name, detail=(why,))])


def kind_of(path: Path, *, written: bool = False) -> str:
    """The ending of the name, one of `ENDINGS`. Refuses any other, and of a `written` file what is only read."""
    ending = path.suffix.lower()
    if ending in (".xls", ".et", ".ods"):
        refuse(path, "old_excel")
    if ending not in ENDINGS or (written and ending in (".tsv", ".txt")):
        refuse(path, "kind")
    return ending


def find_headings(path: Path, rows: Iterable[Row], known: Known) -> tuple[int, tuple[str, ...]]:
    """The number of the row of headings, and the headings.

    It is the one of the first rows in which the most headings are known, else the first; a title may stand above. A
    blank cell of it takes the text above, as where cells are merged; blank columns at the end are left off.
    """
    first = [row for row, _ in zip(rows, range(_HEADING_ROWS), strict=False)]
    if not first:
        refuse(path, "no_heading")
    scores = [sum(known(heading_text(cell)) for cell in cells) for _, cells in first]
    place = scores.index(max(scores))
    number, cells = first[place]
    found = [heading_text(cell) for cell in cells]
    for _, above in reversed(first[:place]):
        found = [text or heading_text(above[at] if at < len(above) else None) for at, text in enumerate(found)]
    while found and not found[-1]:
        found.pop()
    if not found:
        refuse(path, "no_heading")
    return number, tuple(found)


def heading_text(cell: object) -> str:
    """The first line of a heading, without blanks around it."""
    return str(cell if cell is not None else "").strip().split("\n")[0].strip()


def open_source(path: Path, sheet: str | None = None, known: Known = lambda text: False) -> Source:
    """The file's rows, by the ending of its name; `known` tells the row of headings from a title above it.

    Refuses what is no table; `OSError` where it cannot be opened.
    """
    ending = kind_of(path)
    if sheet is not None and ending != ".xlsx":
        refuse(path, "only_xlsx")
    if ending == ".xlsx":
        from benefits.columns.files.xlsx_source import XlsxSource

        return XlsxSource(path, sheet, known)
    if ending == ".parquet":
        from benefits.columns.files.parquet import ParquetSource

        return ParquetSource(path)
    if ending in (".jsonl", ".ndjson"):
        from benefits.columns.files.json_lines import JsonLinesSource

        return JsonLinesSource(path)
    from benefits.columns.files.delimited import DelimitedSource

    return DelimitedSource(path, known)
