"""The changes of one rule file, found on its parsed values; the file's text says where each stands.

Texts for people (labels, reasons, questions) and the examples are left alone: the first change no answer, the second
are what notices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from benefits.model import yaml_text
from benefits.model.yaml_text import Path, Place, Plain, Reading
from tests.mutants.formulas import formula_changes

DROPPED = "(dropped)"
_TEXTS = frozenset(
    (
        "program", "title", "summary", "uses", "examples", "label", "help", "note", "question", "because", "message",
        "outside", "not_stated", "when_zero", "undated", "gap", "pattern", "type", "of", "kind", "external",
        "for_reading", "extended_by", "keys_of", "includes", "published",
    )
)
_FORMULAS = frozenset(
    (
        "formula", "only_when", "that", "always", "total", "otherwise", "when", "result", "columns", "parts",
    )
)
_FLAGS = frozenset(("optional", "required", "collect", "not_empty", "recorded"))
_NUMBERS = frozenset(("min", "max", "decimals", "min_rows", "max_rows"))
_MEMBERS = frozenset(("choices", "options"))
_NAMES = frozenset(("basis", "by", "within", "match", "keep", "outputs", "at", "unique"))
_ROWS = frozenset(("values", "rules", "versions", "undetermined"))
_MODES: Mapping[str, tuple[str, ...]] = {
    "half up": ("half even", "down", "up"),
    "half even": ("half up", "down"),
    "up": ("half up", "down"),
    "down": ("half up", "up"),
    "ceiling": ("half up", "floor"),
    "floor": ("half up", "ceiling"),
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Change:
    """`path` as `path_text` writes it; `before` and `after` are what stood and what is put there. `sets` are the values
    to put and the paths to drop (None), in the parsed file."""

    program: str
    path: str
    line: int
    column: int
    before: str
    after: str
    sets: tuple[tuple[Path, Plain | None], ...]

    @property
    def shown(self) -> str:
        return f"{self.before} → {self.after}"

    @property
    def cites(self) -> bool:
        """Whether it is about a citation alone, so that it can change no figure."""
        return ".cite." in self.path or self.path.startswith("basis")

    def applied(self, reading: Reading) -> Reading:
        """The file's content with the change; every other value is the same object, and so are the places."""
        value: Any = reading.value
        for path, new in self.sets:
            value = _with(value, path, new)
        return replace(reading, value=value, places=_Places(reading.places))


class _Places(dict[Path, Place]):
    """The places of the unchanged file. Behind a dropped row others stand in its place; what is nowhere is the file."""

    def __missing__(self, path: Path) -> Place:
        return self[()]


def _with(value: Any, path: Path, new: Plain | None) -> Any:
    if not path:
        return new
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1 and new is None:
        del copy[path[0]]
    elif len(path) == 1 and isinstance(copy, dict) and path[0] not in copy:
        copy[path[0]] = new
    else:
        copy[path[0]] = _with(copy[path[0]], path[1:], new)
    return copy


def changes(reading: Reading, clauses: Mapping[str, tuple[str, ...]]) -> list[Change]:
    """Every change of a program's file, in the file's order. `clauses`: the known documents, each with clauses."""
    return list(_Finder(reading, clauses).all())


class _Finder:
    def __init__(self, reading: Reading, clauses: Mapping[str, tuple[str, ...]]) -> None:
        self.reading = reading
        self.clauses = clauses
        self.program = str(reading.value.get("program", ""))
        self.members = _alternatives(reading.value)

    def all(self) -> Iterator[Change]:
        for key, value in self.reading.value.items():
            yield from self.at((key,), value)

    def at(self, path: Path, value: Plain) -> Iterator[Change]:
        key = _key(path)
        if key in _TEXTS:
            return
        if key == "cite" and isinstance(value, dict):
            yield from self.citation(path, value)
        elif key in _FORMULAS and self.is_formula(path, value):
            yield from self.formulas(path, value)
        elif isinstance(value, str):
            yield from self.scalar(path, key, value)
        else:
            yield from self.collection(path, key, value)

    def is_formula(self, path: Path, value: Plain) -> bool:
        """`columns` and `parts` of a table or split are formulas; `columns` of an each or group are declarations."""
        items = value if isinstance(value, list) else value.values() if isinstance(value, dict) else [value]
        return all(isinstance(item, str) for item in items)

    def formulas(self, path: Path, value: Plain) -> Iterator[Change]:
        if not isinstance(value, str):
            for part, each in value.items() if isinstance(value, dict) else enumerate(value):
                yield from self.formulas((*path, part), each)
            return
        lines = yaml_text.lines(self.reading, path)
        for offset, before, after, text in formula_changes(value, self.members):
            start, mark = max((entry for entry in lines if entry[0] <= offset), key=lambda entry: entry[0])
            where = (mark.line, mark.column + offset - start)
            yield Change(self.program, f"{yaml_text.path_text(path)}@{offset}", *where, before, after, ((path, text),))

    def change(self, path: Path, before: str, after: str, *sets: tuple[Path, Plain | None]) -> Change:
        place = self.reading.places[path]
        mark = place.value if sets and sets[0][1] is not None else place.key
        return Change(self.program, yaml_text.path_text(path), mark.line, mark.column, before, after, sets)

    def put(self, path: Path, before: str, after: str) -> Change:
        return self.change(path, before, after, (path, after))

    def citation(self, path: Path, cite: dict[str, Plain]) -> Iterator[Change]:
        document, clause = str(cite["document"]), str(cite["clause"])
        others = [each for each in self.clauses if each != document]
        if others:
            yield self.put((*path, "document"), document, others[0])
        known = [each for each in self.clauses.get(document, ()) if each != clause]
        yield self.put((*path, "clause"), clause, known[0] if known else clause + "1")

    def scalar(self, path: Path, key: str, value: str) -> Iterator[Change]:
        if _DAY.fullmatch(value):
            day = date.fromisoformat(value)
            yield from (self.put(path, value, str(day + timedelta(step))) for step in (1, -1))
        elif key in ("day", "value") and _MONTH_DAY.fullmatch(value):
            day = date.fromisoformat(f"2019-{value}")
            yield from (self.put(path, value, (day + timedelta(step)).isoformat()[5:]) for step in (1, -1))
        elif key in _NUMBERS | {"value", "default"} and _DECIMAL.fullmatch(value):
            yield from (self.put(path, value, other) for other in _neighbours(value))
        elif key == "value" and re.fullmatch(r"[0-9]+/[0-9]+", value):
            over, under = value.split("/")
            yield self.put(path, value, f"{int(over) + 1}/{under}")
            yield self.put(path, value, f"{over}/{int(under) + 1}")
        elif key == "to":
            yield from (self.put(path, value, other) for other in (_times_ten(value), _by_ten(value)))
        elif key == "unit":
            yield self.put(path, value, _other_unit(value))
        elif key in _FLAGS and value == "true":
            yield self.change(path, value, DROPPED, (path, None))
        elif value in _MODES:
            yield from (self.put(path, value, other) for other in _MODES[value])
        elif key == "optional":
            yield from self.formulas(path, value)
        elif key in ("falls", "rises"):
            other = "rises" if key == "falls" else "falls"
            yield self.change(path, key, other, ((*path[:-1], other), value), (path, None))
        elif key in ("default", "value"):
            yield from self.other_value(path, value)

    def other_value(self, path: Path, value: str) -> Iterator[Change]:
        """A choice or a truth value as a default or a parameter's value; all other options of an interpretation."""
        if path[0] == "interpretations":
            options: Any = self.reading.value["interpretations"]
            yield from (self.put(path, value, one) for one in options[path[1]]["options"] if one != value)
        elif value in ("true", "false"):
            yield self.put(path, value, "false" if value == "true" else "true")
        elif value in self.members:
            yield from (self.put(path, value, one) for one in self.members[value][:1])

    def collection(self, path: Path, key: str, value: Any) -> Iterator[Change]:
        members = key in _MEMBERS or (path[0] == "enumerations" and key == "values")
        if members or (key in _NAMES and isinstance(value, list)):
            if len(value) > 1:
                names = value if members else range(len(value))
                for part in names:
                    said = str(part if members else value[part])
                    yield self.change((*path, part), said, DROPPED, ((*path, part), None))
            return
        if key in _ROWS and isinstance(value, list):
            yield from self.rows(path, value)
        for part, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from self.at((*path, part), each)

    def rows(self, path: Path, rows: list[Any]) -> Iterator[Change]:
        """Each row dropped, and its result changed for that of the next row that has another."""
        for number, row in enumerate(rows):
            if len(rows) > 1 or path[-1] == "undetermined":
                new = ((*path, number), None) if len(rows) > 1 else (path, None)
                yield self.change((*path, number), "row", DROPPED, new)
            for key in ("result", "value"):
                others = [n for n in range(number + 1, len(rows)) if rows[n].get(key) not in (None, row.get(key))]
                if key in row and others:
                    mine, its = str(row[key]), str(rows[others[0]][key])
                    at = (*path, number, key)
                    yield self.change(at, mine, f"{its} (swapped)", (at, its), ((*path, others[0], key), mine))


def _key(path: Path) -> str:
    """The last key of a path; a list's items go by the list's."""
    return next(str(part) for part in reversed(path) if isinstance(part, str))


def _alternatives(value: Mapping[str, Plain]) -> dict[str, tuple[str, ...]]:
    """For each id of a choice or option of the file, the other ids of its list, the next one first."""
    found: dict[str, tuple[str, ...]] = {}
    for path, each in _mappings((), dict(value)):
        if path[-1:] in (("choices",), ("options",)) or (path[:1] == ("enumerations",) and path[-1] == "values"):
            ids = list(each)
            for place, one in enumerate(ids):
                found.setdefault(one, tuple(ids[place + 1 :] + ids[:place]))
    return found


def _mappings(path: Path, value: Plain) -> Iterator[tuple[Path, dict[str, Plain]]]:
    if isinstance(value, dict):
        yield path, value
    if isinstance(value, dict | list):
        for part, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _mappings((*path, part), each)


def _neighbours(value: str) -> tuple[str, str]:
    """One more and one less in the last place that is written."""
    places = len(value.partition(".")[2])
    number = int(value.replace(".", ""))
    return _written(number + 1, places), _written(number - 1, places)


def _written(number: int, places: int) -> str:
    digits = str(abs(number)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if number < 0 else text


def _times_ten(value: str) -> str:
    places = len(value.partition(".")[2])
    return _written(int(value.replace(".", "")), places - 1) if places else f"{value}0"


def _by_ten(value: str) -> str:
    places = len(value.partition(".")[2])
    return _written(int(value.replace(".", "")), places + 1)


def _other_unit(unit: str) -> str:
    """Month for year, or one part less, or a unit where there was none."""
    for one, other in (("month", "year"), ("year", "month")):
        if one in unit.split("/"):
            return unit.replace(one, other)
    if "/" in unit:
        return unit.rpartition("/")[0]
    return "person" if unit == "1" else "1"
