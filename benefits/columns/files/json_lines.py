"""JSON lines: one object a line. A number is kept by its digits, as text; nothing passes through a float."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from benefits.columns.files.delimited import encoding_of
from benefits.columns.files.source import Row, refuse


class _Twice(ValueError):
    """A name that stands twice in one object."""


class JsonLinesSource:
    """The objects of a file; headings are all names that occur, in the order of their first line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._size = path.stat().st_size
        self._read = 0
        self._encoding = encoding_of(path)
        if not self._size:
            refuse(path, "empty")
        self.headings = tuple(dict.fromkeys(name for _, found in self._objects() for name in found))
        if not self.headings:
            refuse(path, "no_heading")

    def count(self) -> int | None:
        return None

    def progress(self) -> int:
        """How far the file has been read, in thousandths."""
        return 1000 * self._read // max(self._size, 1)

    def rows(self) -> Iterator[Row]:
        for number, found in self._objects():
            if found:
                yield number, [found.get(name) for name in self.headings]

    def close(self) -> None:
        """Every reading closes the file itself."""

    def _objects(self) -> Iterator[tuple[int, Mapping[str, object]]]:
        with self.path.open(encoding=self._encoding, newline="\n") as file:
            for number, line in enumerate(file, start=1):
                self._read += len(line)
                if line.strip():
                    yield number, self._object(number, line)
        self._read = 0

    def _object(self, number: int, line: str) -> Mapping[str, object]:
        try:
            found = json.loads(line, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_members)
        except _Twice as error:
            refuse(self.path, "json_twice", str(number), str(error)[:60])
        except (ValueError, RecursionError):
            refuse(self.path, "json", str(number))
        if not isinstance(found, dict):
            refuse(self.path, "json", str(number))
        if "\\u" in line:
            return {_whole(name): _whole(cell) if isinstance(cell, str) else cell for name, cell in found.items()}
        return found


def _whole(text: str) -> str:
    """The text, half of an escaped pair of characters replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return members


def json_value(text: str) -> object:
    """The value of a JSON text, its numbers as text. `ValueError` for what is none or names something twice."""
    try:
        found: object = json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_members)
    except RecursionError:
        raise ValueError(text[:60]) from None
    return found


class JsonLinesWriter:
    """One canonical object a line: names sorted, no white space."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", errors="replace", newline="\n")

    def write(self, members: Mapping[str, object]) -> None:
        self._file.write(json.dumps(members, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n")

    def close(self) -> None:
        self._file.close()
