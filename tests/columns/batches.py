"""Batches in a folder: files written for a test, run, and read back by other readers than our own."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import benefits
from benefits.columns.engine_rows import Asked
from benefits.columns.run import Request, Summary, run_batch
from benefits.words import problem_words

BOOK = benefits.load()
JULY = datetime.date(2019, 7, 1)
JUNE = datetime.date(2019, 6, 30)
HEADINGS = ("编号", "城乡类别", "所在地区", "共同生活的家庭人口", "家庭月收入")
URBAN = ("001", "urban", "district", "3", "1000.50")
RURAL = ("002", "rural", "county", "2", "834")
# allowance: (622 - 333.5) * 3 = 865.50; the two of 834 have 417 each, exactly the rural standard 5004 / 12
URBAN_ALLOWANCE = "865.50"
BY_ROWS, BY_COLUMNS = 10**9, 0


def batch(
    source: Path,
    output: Path,
    program: str = "benxi/dibao",
    day: datetime.date | None = JULY,
    few: int = BY_ROWS,
    settings: Mapping[str, object] | None = None,
    assume: Mapping[str, str] | None = None,
    language: str = "zh",
    **further: Any,
) -> Summary:
    """One batch with the words of the command line."""
    found = BOOK.program(program)
    values = further.pop("values", None)
    asked = Asked(found, day, settings or {}, assume or {}, values)
    say = lambda problem: problem_words(problem, language, found)  # noqa: E731
    return run_batch(Request(asked, source, output, language, say, few=few, **further))


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """A CSV as a program writes it."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV that was written."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def refused(output: Path) -> list[dict[str, str]]:
    """The lines of the report of refused rows."""
    path = output.with_name(output.name + ".refused.csv")
    return read_csv(path) if path.exists() else []


def changed(output: Path) -> list[tuple[str, ...]]:
    """The lines of the report of cells read otherwise than typed."""
    path = output.with_name(output.name + ".normalised.csv")
    return [tuple(row.values()) for row in read_csv(path)] if path.exists() else []
