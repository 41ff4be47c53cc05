"""What differs between two editions of the rules: programs and documents, part by part, as values.

Where a part stands in its file, and how a formula is spaced, is no difference; a figure is followed day by day, so that
a row cut in two is none either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from benefits.model.documents import Document
from benefits.model.program import Entity, Formula, Mark, Parameter, Period, Program, Row, Value
from benefits.model.store import Library

Keys = tuple[Value, ...]
PARTS = ("inputs", "enumerations", "interpretations", "parameters", "decisions", "checks", "properties", "examples")
_HEAD = ("title", "summary", "basis", "period", "undated", "date_rule", "uses", "outputs")


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of a program that was added (`old` is None), removed (`new` is None) or changed.

    `part` is one of `PARTS`; or `program` for what stands at the head of the file and its outputs, with an empty name.
    """

    part: str
    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that differs from `period.first` to `period.last`, for these keys; none: for all that there are.

    `old` or `new` is None where an edition has no row for those days.
    """

    keys: tuple[Keys, ...]
    period: Period
    old: Row | None
    new: Row | None


@dataclass(frozen=True, slots=True)
class ProgramChange:
    """A program that was added, removed, or changed: in `parts` of its own, or only `through` programs that it uses."""

    id: str
    old: Program | None
    new: Program | None
    parts: tuple[PartChange, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document's record that was added, removed or changed."""

    id: str
    old: Document | None
    new: Document | None


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """Everything that differs, in the order of ids."""

    programs: tuple[ProgramChange, ...]
    documents: tuple[DocumentChange, ...]


def compare(old: Library, new: Library) -> EditionChanges:
    """What differs between two editions."""
    programs = []
    for id in sorted({*old.ids, *new.ids}):
        before, after = (library.program(id) if id in library.ids else None for library in (old, new))
        if before is None or after is None:
            programs.append(ProgramChange(id, before, after))
        elif before.bundle != after.bundle:
            programs.append(_program(before, after))
    used = {each.id for each in programs if each.parts or each.old is None or each.new is None}
    told = [each for each in programs if each.id in used or used.intersection(each.through)]
    documents = [
        DocumentChange(id, old.documents.get(id), new.documents.get(id))
        for id in sorted({*old.documents, *new.documents})
        if not same(old.documents.get(id), new.documents.get(id))
    ]
    return EditionChanges(tuple(told), tuple(documents))


def _program(old: Program, new: Program) -> ProgramChange:
    parts = []
    if any(not same(getattr(old, name), getattr(new, name)) for name in _HEAD):
        parts.append(PartChange("program", "", old, new))
    for part in PARTS:
        before, after = (_own(getattr(program, part)) for program in (old, new))
        for name in [*after, *(name for name in before if name not in after)]:
            if not same(before.get(name), after.get(name)):
                parts.append(PartChange(part, name, before.get(name), after.get(name)))
    return ProgramChange(new.id, old, new, tuple(parts), () if parts else _used(new))


def _own(parts: Iterable[Any]) -> dict[str, Any]:
    """By name; without what comes from used programs, which is told there."""
    return {part.name: part for part in parts if "." not in part.name}


def _used(program: Program) -> tuple[str, ...]:
    """The other programs among the files behind it."""
    files = (path.removesuffix(".yaml") for path in program.sources if not path.startswith("documents/"))
    return tuple(id for id in files if id != program.id)


def same(one: object, other: object) -> bool:
    """Whether two values of the rules say the same, wherever they stand."""
    return _said(one) == _said(other)


def _said(value: object) -> object:
    if isinstance(value, Formula):
        return " ".join(value.text.split())
    if isinstance(value, Mark):
        return None
    if isinstance(value, Entity):
        return (type(value).__name__, *(_said(getattr(value, name)) for name in type(value).__slots__))
    if isinstance(value, tuple | list):
        return [_said(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _said(item) for key, item in value.items()}
    return value


def figure_changes(old: Parameter | None, new: Parameter | None) -> tuple[FigureChange, ...]:
    """The days on which a figure differs, in order. Keys whose figure differs alike are told together."""
    both = [each for each in (old, new) if each is not None]
    width = len(both[-1].by)
    rows = [row for each in both for row in each.rows if len(row.keys) == width]
    domains = [
        list(dict.fromkeys(row.keys[place] for row in rows if row.keys[place] is not None)) for place in range(width)
    ]
    known = dict.fromkeys(keys for row in rows for keys in _expanded(row.keys, domains))
    days = _edges(rows)
    alike: dict[tuple[object, ...], list[Keys]] = {}
    told: dict[tuple[object, ...], list[tuple[Period, Row | None, Row | None]]] = {}
    for keys in known:
        spans = _spans(keys, days, old, new)
        key = tuple((period.first, period.last, _figure(one), _figure(other)) for period, one, other in spans)
        alike.setdefault(key, []).append(keys)
        told.setdefault(key, spans)
    whole = len(alike) == 1 or width == 0
    return tuple(
        FigureChange(() if whole else tuple(alike[key]), *span) for key, spans in told.items() for span in spans
    )


def _expanded(keys: Keys, domains: Sequence[Sequence[Value]]) -> Iterable[Keys]:
    """The keys with every value that stands for `any`."""
    return product(*([key] if key is not None else domain or [None] for key, domain in zip(keys, domains, strict=True)))


def _edges(rows: Iterable[Row]) -> list[date | None]:
    """The first days of all spans in which no row begins or ends; None is the beginning of time."""
    days = {row.period.first for row in rows if row.period.first and row.period.first > date.min}
    days |= {row.period.last + timedelta(1) for row in rows if row.period.last and row.period.last < date.max}
    return [None, *sorted(days)]


def _spans(
    keys: Keys, days: Sequence[date | None], old: Parameter | None, new: Parameter | None
) -> list[tuple[Period, Row | None, Row | None]]:
    """The spans in which the editions differ, with their rows; neighbours that differ alike are one."""
    found: list[tuple[Period, Row | None, Row | None]] = []
    for first, after in zip(days, [*days[1:], None], strict=True):
        one, other = (_on(each, keys, first or date.min) for each in (old, new))
        if _figure(one) == _figure(other):
            continue
        last = after - timedelta(1) if after is not None else None
        if found:
            period, *before = found[-1]
            joins = period.last is not None and first is not None and period.last + timedelta(1) == first
            if joins and list(map(_figure, before)) == [_figure(one), _figure(other)]:
                found[-1] = (Period(period.first, last), before[0], before[1])
                continue
        found.append((Period(first, last), one, other))
    return found


def _on(parameter: Parameter | None, keys: Keys, day: date) -> Row | None:
    rows = parameter.on(day) if parameter is not None else ()
    return next((row for row in rows if len(row.keys) == len(keys) and row.matches(keys)), None)


def _figure(row: Row | None) -> tuple[object, ...] | None:
    return None if row is None else (row.value, row.not_stated, row.cite)
