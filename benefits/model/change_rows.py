"""The rows of a figure in the text of a rule file, rewritten for a changed value: the one in force ends the day before.

Every edit stands at the place where the reading found the row, so nothing else of the file moves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NoReturn

from benefits.errors import Problem, RuleError
from benefits.model import limits
from benefits.model.format import CiteShape, LabelShape, ParameterShape, RowShape
from benefits.model.program import Mark
from benefits.model.yaml_text import Path, Reading

Keys = tuple[str | None, ...]
Edit = tuple[int, int, str]

_BETWEEN = re.compile(r"(?:[\s,]|(?<=\s)#[^\n]*)*")
_PLAIN = re.compile(rf"{limits.OPTION}|{limits.NUMBER}|{limits.FRACTION}|{limits.DATE}", re.ASCII)
_NOT_PLAIN = frozenset(("null", "Null", "NULL"))
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A parameter in its file. `domains`: the values of each key, and whether there can be no others.

    `change` is the change as it was written, for messages; `home` the figure whose rows it includes, or "".
    """

    change: str
    spec: ParameterShape
    domains: tuple[tuple[tuple[str, ...], bool], ...]
    home: str

    def first(self, row: RowShape) -> date | None:
        return row.first if row.first is not None else self.spec.first

    def last(self, row: RowShape) -> date | None:
        return row.last if row.last is not None else self.spec.last

    def keys(self, row: RowShape) -> Keys:
        return tuple(row.__pydantic_extra__.get(key) for key in self.spec.by)

    def covers(self, row: RowShape, day: date) -> bool:
        first, last = self.first(row), self.last(row)
        return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What was rewritten: for which keys (`*`: any), the value that stood there, and the days of the new one."""

    keys: tuple[str, ...]
    before: str | None
    first: date | None
    last: date | None


def rewritten(
    reading: Reading, figure: Figure, keys: Sequence[str], day: date | None, value: str, cite: str
) -> tuple[str, Rewrite]:
    """The text of the file with the value put in, and what that replaced.

    `cite` is the new row's citation as it stands in a file. Raises `RuleError` (`ambiguous_change`).
    """
    wanted: Keys = tuple(None if key == "*" else key for key in keys) or (None,) * len(figure.spec.by)
    rows = list(enumerate(figure.spec.values))
    fitting = [(index, row) for index, row in rows if _meets(figure.keys(row), wanted)]
    if figure.home and (not fitting or not any(wanted)):
        meant = figure.change.replace(_head(figure), figure.home, 1)
        raise RuleError([Problem("ambiguous_change", "", figure.change, meant)])
    found = [(index, row) for index, row in fitting if day is None or figure.covers(row, day)]
    if len(found) > 1 or (not found and (day is None or None in wanted)):
        _choose(figure, [row for _, row in found or fitting or rows], wanted, day, value)
    editor = _Editor(reading, figure, ("parameters", _head(figure).partition(".")[2], "values"))
    if not found and day is not None:
        rewrite = editor.add(fitting, wanted, day, value, cite)
    else:
        rewrite = editor.replace(found[0][0], wanted, day, value, cite)
    return editor.text(), rewrite


def _head(figure: Figure) -> str:
    return re.split(r"[\[=]", figure.change, maxsplit=1)[0]


def _meets(own: Keys, wanted: Keys) -> bool:
    return all(one is None or other is None or one == other for one, other in zip(own, wanted, strict=True))


def _shown(keys: Keys) -> tuple[str, ...]:
    return tuple(key if key is not None else "*" for key in keys)


def _choose(figure: Figure, rows: Sequence[RowShape], wanted: Keys, day: date | None, value: str) -> NoReturn:
    """Refuses, with the changes that could have been meant."""
    head = _head(figure)
    choices = []
    for row in rows:
        keys = tuple(other or own for own, other in zip(figure.keys(row), wanted, strict=True))
        named = f"[{','.join(_shown(keys))}]" if any(keys) else ""
        start = day or figure.first(row)
        choices.append(f"{head}{named}={value}{'@' + start.isoformat() if start else ''}")
    listed = "; ".join(dict.fromkeys(choices[:_MOST_TOLD]))
    raise RuleError([Problem("ambiguous_change", "", figure.change, listed)])


class _Editor:
    """The edits of one change, gathered and made at once."""

    def __init__(self, reading: Reading, figure: Figure, path: Path) -> None:
        self.reading = reading
        self.figure = figure
        self.path = path
        self.edits: list[Edit] = []

    def text(self) -> str:
        text = self.reading.text
        for start, end, new in sorted(self.edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def replace(self, index: int, wanted: Keys, day: date | None, value: str, cite: str) -> Rewrite:
        """Puts the value into a row: all of it, from a day on, or for some of its keys."""
        row = self.figure.spec.values[index]
        own, first, last = self.figure.keys(row), self.figure.first(row), self.figure.last(row)
        keys = tuple(other if one is None else one for one, other in zip(own, wanted, strict=True))
        start = first if day is None else day
        if keys == own and start == first:
            self._value(index, value, cite)
        else:
            new = [self._row(keys, start, last, f"value: {quoted(value)}, cite: {cite}")]
            new += [self._row(others, start, last, _content(row)) for others in self._others(own, keys)]
            if day is None or day == first:
                place = self.reading.places[(*self.path, index)]
                self.edits.append((place.start, self._end((*self.path, index)), self._joined(new)))
            else:
                self._until(index, _day_before(day))
                self._after(index, new)
        return Rewrite(_shown(keys), row.value, start, last)

    def add(self, fitting: list[tuple[int, RowShape]], wanted: Keys, day: date, value: str, cite: str) -> Rewrite:
        """A row where there is none on the day: until the next one begins."""
        starts = [(start, index) for index, row in fitting if (start := self.figure.first(row)) and start > day]
        following = min(starts, default=None)
        last = _day_before(following[0]) if following else None
        new = self._row(wanted, day, last, f"value: {quoted(value)}, cite: {cite}")
        if following:
            place = self.reading.places[(*self.path, following[1])]
            self.edits.append((place.start, place.start, new + self._joint()))
        else:
            self._after(fitting[-1][0] if fitting else len(self.figure.spec.values) - 1, [new])
        return Rewrite(_shown(wanted), None, day, last)

    def _others(self, own: Keys, keys: Keys) -> list[Keys]:
        """What is left of a row for any keys when some are taken out of it."""
        left: list[Keys] = []
        for place, (one, taken) in enumerate(zip(own, keys, strict=True)):
            if one is None and taken is not None:
                values, closed = self.figure.domains[place]
                if not closed:
                    row = next(row for row in self.figure.spec.values if self.figure.keys(row) == own)
                    _choose(self.figure, [row], own, None, self.figure.change.partition("=")[2].partition("@")[0])
                rest = (value for value in values if value != taken)
                left += [(*keys[:place], value, *own[place + 1 :]) for value in rest]
        return left

    def _row(self, keys: Keys, first: date | None, last: date | None, content: str) -> str:
        named = [f"{key}: {quoted(value)}" for key, value in zip(self.figure.spec.by, keys, strict=True) if value]
        named += [f"from: {first.isoformat()}"] if first else []
        named += [f"until: {last.isoformat()}"] if last else []
        return "{" + ", ".join([*named, content]) + "}"

    def _value(self, index: int, value: str, cite: str) -> None:
        """Another value, and its citation, in a row that stays."""
        path = (*self.path, index)
        stated = (*path, "value") in self.reading.places
        old = (*path, "value" if stated else "not_stated")
        start = self.reading.places[old].start if stated else self._offset(self.reading.places[old].key)
        new = quoted(value) if stated else f"value: {quoted(value)}"
        end = self._end(old)
        kept = self.reading.text[start:end]
        self.edits.append((start, end, new + kept[len(kept.rstrip()) :]))
        if (*path, "cite") in self.reading.places:
            own = (*path, "cite")
            self.edits.append((self._offset(self.reading.places[own].key), self._end(own), f"cite: {cite}"))
        else:
            at = end if self._flow(path) else self._line_end(end)
            self.edits.append((at, at, f"{self._separator(path, old)}cite: {cite}"))

    def _until(self, index: int, day: date) -> None:
        """The row's last day."""
        path = (*self.path, index)
        place = self.reading.places.get((*path, "until"))
        if place is not None:
            self.edits.append((place.start, place.end, day.isoformat()))
            return
        old = (*path, "value") if (*path, "value") in self.reading.places else (*path, "not_stated")
        at = self._offset(self.reading.places[old].key)
        self.edits.append((at, at, f"until: {day.isoformat()}{self._separator(path, old)}"))

    def _after(self, index: int, new: Sequence[str]) -> None:
        end = self._end((*self.path, index))
        at = end if self._flow(self.path) else self._line_end(end)
        self.edits.append((at, at, self._joint() + self._joined(new)))

    def _separator(self, path: Path, key: Path) -> str:
        """What stands between two keys of a row."""
        return ", " if self._flow(path) else "\n" + " " * (self.reading.places[key].key.column - 1)

    def _joint(self) -> str:
        """What stands between two rows."""
        dash = " " * (self.reading.places[self.path].value.column - 1) + "- "
        return ", " if self._flow(self.path) else f"\n{dash}"

    def _joined(self, rows: Sequence[str]) -> str:
        return self._joint().join(rows)

    def _flow(self, path: Path) -> bool:
        return self.reading.text[self.reading.places[path].start] in "{["

    def _offset(self, mark: Mark) -> int:
        return self.reading.line_starts[mark.line - 1] + mark.column - 1

    def _line_end(self, offset: int) -> int:
        found = self.reading.text.find("\n", offset)
        return len(self.reading.text) if found < 0 else found

    def _end(self, path: Path) -> int:
        """The offset behind a value; a collection's own place ends behind its first sign."""
        place = self.reading.places[path]
        inside = [each for each in self.reading.places if len(each) == len(path) + 1 and each[: len(path)] == path]
        end = max((self._end(each) for each in inside), default=place.end)
        if self._flow(path) and place.style == "{":
            end = (_BETWEEN.match(self.reading.text, end) or re.match("", "")).end() + 1  # type: ignore[union-attr]
        return end


def quoted(value: str) -> str:
    """The text as a YAML value that reads back as itself."""
    if _PLAIN.fullmatch(value) and value not in _NOT_PLAIN:
        return value
    return "'" + value.replace("'", "''") + "'"


def _content(row: RowShape) -> str:
    """The value of a row, or why it has none, and its own citation."""
    stated = f"value: {quoted(row.value)}" if row.value is not None else f"not_stated: {_label(row.not_stated)}"
    return f"{stated}, cite: {_cite(row.cite)}" if row.cite is not None else stated


def _label(label: LabelShape | None) -> str:
    return "" if label is None else f"{{zh: {quoted(label.zh)}, en: {quoted(label.en)}}}"


def _cite(cite: CiteShape) -> str:
    return f"{{document: {quoted(cite.document)}, clause: {quoted(cite.clause)}}}"


def _day_before(day: date) -> date:
    return day - timedelta(days=1)
