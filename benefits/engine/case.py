"""From what a caller gives to a case: every value typed, exact and normalised, or every problem named at once.

Accepted values of a case: numbers as `Fraction`, whole counts too; choices as ids; dates; texts; booleans; a list or
table as a list of tuples in the order of its fields. `ABSENT` stands for what was not given and has no default.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from fractions import Fraction

from benefits.engine.numbers import NotANumber, decimals, exact, text
from benefits.errors import InputError, NotInForceError, Problem
from benefits.model.program import Enumeration, Input, Period, Program

MAX_TEXT = 4096
MAX_PROBLEMS = 1000


class _Absent:
    """The one value of `ABSENT`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()


@dataclass(frozen=True, slots=True)
class Case:
    """One accepted question. `values` has an entry for every input; `options` one for every interpretation.

    `members` lists the ids of each enumeration that is extended by this case's own table, the document's first.
    """

    day: date
    values: dict[str, object]
    options: dict[str, str]
    members: dict[str, tuple[str, ...]]


def read_case(
    program: Program, day: object, inputs: Mapping[str, object], assume: Mapping[str, str] | None = None
) -> tuple[Case, list[Problem]]:
    """Read a question: the case, in which a bad value is absent, and every problem with its values.

    Raises `NotInForceError` first, and `InputError` for a date that is none.
    """
    reader = _reader(program, day)
    return reader.read(inputs, assume), reader.problems


def read_apart(
    program: Program, day: object, inputs: Mapping[str, object], assume: Mapping[str, str] | None = None
) -> tuple[Case, list[Problem], Callable[[Input, object], object]]:
    """`read_case` of a question whose large table stands elsewhere, and what reads a single cell of that table.

    The cell's reader gives the accepted value, or `ABSENT` for one that is refused or lacking.
    """
    reader = _reader(program, day)
    case = reader.read(inputs, assume)
    problems = list(reader.problems)

    def read(field: Input, value: object) -> object:
        accepted = reader.value(field, value, field.name)
        reader.problems.clear()
        return accepted

    return case, problems, read


def _reader(program: Program, day: object) -> _Reader:
    when = read_day(day)
    if not isinstance(when, date):
        raise InputError([when])
    if program.undated is None and not program.period.covers(when):
        raise NotInForceError([out_of_force(program.id, when, program.period)])
    return _Reader(program, when)


def out_of_force(path: str, when: date, period: Period) -> Problem:
    first, last = period.first or "…", period.last or "…"
    return Problem("not_in_force", path=path, value=str(when), expected=f"{first} – {last}")


def read_day(value: object, path: str = "date") -> date | Problem:
    """A date from a `date` or its text `YYYY-MM-DD`, or the problem with it."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    return Problem("bad_date", path=path, value=shown(value), expected="YYYY-MM-DD")


def shown(value: object) -> str:
    """The value for a message: short, whatever it is."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 200:
        return f"int ({value.bit_length()} bits)"
    if isinstance(value, list | tuple | dict | set):
        return f"{type(value).__name__} ({len(value)})"
    words = value if isinstance(value, str) else str(value) if isinstance(value, int | date) else repr(value)
    return words if len(words) <= 60 else words[:57] + "…"


def nearest(name: str, names: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    """The closest of the names, or ""."""
    return next(iter(get_close_matches(name[:100], list(names), n=1)), "")


class _Reader:
    """Reads one case; collects problems instead of stopping at the first."""

    def __init__(self, program: Program, day: date) -> None:
        self.program = program
        self.day = day
        self.problems: list[Problem] = []
        self.enumerations = {enumeration.name: enumeration for enumeration in program.enumerations}
        self.members: dict[str, dict[str, str]] = {}

    def add(self, code: str, path: str, value: object, expected: str = "", near: str = "") -> None:
        self.problems.append(Problem(code, path, shown(value), expected, near))

    def read(self, inputs: Mapping[str, object], assume: Mapping[str, str] | None) -> Case:
        self.check_day()
        options = self.options(assume)
        if not isinstance(inputs, Mapping):
            self.add("wrong_type", "inputs", inputs, "mapping")
            inputs = {}
        self.unknown_names(inputs, [spec.name for spec in self.program.inputs], "")
        values: dict[str, object] = {}
        extensions = {e.extended_by.table: e for e in self.program.enumerations if e.extended_by}
        for spec in sorted(self.program.inputs, key=lambda spec: spec.name not in extensions):
            values[spec.name] = self.value(spec, inputs.get(spec.name), spec.name)
            if spec.name in extensions:
                self.extend(extensions[spec.name], spec, values[spec.name])
        members = {name: tuple(dict.fromkeys(ids.values())) for name, ids in self.members.items()}
        return Case(self.day, {spec.name: values[spec.name] for spec in self.program.inputs}, options, members)

    def check_day(self) -> None:
        rule = self.program.date_rule
        if rule and not (self.day.isoformat()[5:] == rule.month_day and rule.period.covers(self.day)):
            first, last = rule.period.first, rule.period.last or "…"
            self.add("date_not_the_day", "date", self.day, f"{rule.month_day} ({first} – {last})")

    def options(self, assume: Mapping[str, object] | None) -> dict[str, str]:
        known = {interpretation.name: interpretation for interpretation in self.program.interpretations}
        chosen = {name: interpretation.default for name, interpretation in known.items()}
        if assume is not None and not isinstance(assume, Mapping):
            self.add("wrong_type", "assume", assume, "mapping")
            return chosen
        for name, option in (assume or {}).items():
            if name not in known:
                self.add("unknown_interpretation", str(name)[:100], name, near=nearest(str(name), known))
                continue
            ids = [choice.id for choice in known[name].options]
            if option not in ids:
                near = nearest(option, ids) if isinstance(option, str) else ""
                self.add("unknown_option", name, option, ", ".join(ids), near)
            else:
                chosen[name] = option
        return chosen

    def unknown_names(self, given: Mapping[str, object], known: list[str], prefix: str) -> None:
        for name in given:
            if name not in known:
                near = nearest(str(name), known)
                self.add("unknown_input", f"{prefix}{str(name)[:100]}", name, ", ".join(known), near)

    def value(self, spec: Input, given: object, path: str) -> object:
        """The accepted value, or ABSENT (also after a problem)."""
        if given is None:
            if spec.has_default:
                return [] if spec.default == () else spec.default
            return None if spec.optional else ABSENT
        return getattr(self, f"read_{spec.type.kind}")(spec, given, path)

    def read_number(self, spec: Input, given: object, path: str) -> object:
        unit = f" {spec.type.unit}" if spec.type.unit not in ("", "1") else ""
        try:
            number = exact(given)
        except NotANumber as error:
            wanted = "text, int or Decimal" if error.code in ("float_input", "wrong_type") else "1234.56"
            self.add(error.code, path, given, wanted + unit)
            return ABSENT
        places = decimals(number)
        if not 0 <= places <= spec.decimals:
            self.add("too_many_decimals", path, given, f"≤ {spec.decimals}")
            return ABSENT
        low, high = spec.minimum, spec.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            ends = (text(low) if low is not None else "…", text(high) if high is not None else "…")
            self.add("out_of_range", path, given, f"{ends[0]} – {ends[1]}{unit}")
            return ABSENT
        if spec.keys_of and number not in (keys := self.parameter_keys(spec.keys_of, spec.name)):
            self.add("not_a_key", path, given, ", ".join(text(key) for key in keys))
            return ABSENT
        return number

    def parameter_keys(self, name: str, key: str) -> list[Fraction]:
        parameter = next(parameter for parameter in self.program.parameters if parameter.name == name)
        place = parameter.by.index(key)
        return list(dict.fromkeys(row.keys[place] for row in parameter.rows if isinstance(row.keys[place], Fraction)))  # type: ignore[misc]

    def read_boolean(self, spec: Input, given: object, path: str) -> object:
        if isinstance(given, bool):
            return given
        self.add("wrong_type", path, given, "true | false")
        return ABSENT

    def read_date(self, spec: Input, given: object, path: str) -> object:
        day = read_day(given, path)
        if isinstance(day, Problem):
            self.problems.append(day)
            return ABSENT
        return day

    def read_text(self, spec: Input, given: object, path: str) -> object:
        if not isinstance(given, str):
            self.add("wrong_type", path, given, "text")
        elif len(given) > MAX_TEXT or not given.isprintable():
            self.add("bad_text", path, given, f"≤ {MAX_TEXT}")
        elif spec.not_empty and not given.strip():
            self.add("bad_text", path, given, "not empty")
        elif spec.pattern and not re.fullmatch(spec.pattern, given, re.ASCII):
            self.add("bad_text", path, given, spec.pattern)
        else:
            return given
        return ABSENT

    def read_choice(self, spec: Input, given: object, path: str) -> object:
        if not isinstance(given, str):
            self.add("wrong_type", path, given, "text")
            return ABSENT
        members = self.ids(spec.type.choices)
        found = members.get(given)
        if found is None:
            listed = list(dict.fromkeys(members.values()))
            self.add("not_a_choice", path, given, ", ".join(listed), nearest(given, list(members)))
            return ABSENT
        return found

    def ids(self, name: str) -> dict[str, str]:
        """What may be written for each member: its id and, where the enumeration may be extended, its Chinese name."""
        if name not in self.members:
            enumeration = self.enumerations[name]
            self.members[name] = {choice.id: choice.id for choice in enumeration.values}
            if enumeration.extended_by:
                self.members[name] |= {choice.label.zh: choice.id for choice in enumeration.values}
        return self.members[name]

    def extend(self, enumeration: Enumeration, spec: Input, rows: object) -> None:
        """Add the members that this case's own table brings; an id or name that another member has is a problem."""
        members = self.ids(enumeration.name)
        names = [field.name for field in spec.fields]
        extension = enumeration.extended_by
        if extension is None or not isinstance(rows, list):
            return
        for place, row in enumerate(rows):
            id_, name = row[names.index(extension.id)], row[names.index(extension.name)]
            taken = [(extension.id, id_)] if id_ in members else []
            taken += [(extension.name, name)] if name in members else []
            for column, value in taken:
                if value is not ABSENT:
                    self.add("duplicate_row", f"{spec.name}[{place}].{column}", value, members[value])
            if not taken and ABSENT not in (id_, name):
                members |= {id_: id_, name: id_}
        self.members[enumeration.name] = members

    def read_list(self, spec: Input, given: object, path: str) -> object:
        if not isinstance(given, list | tuple):
            self.add("wrong_type", path, given, "list")
            return ABSENT
        if len(given) > spec.max_rows:
            self.add("too_many_rows", path, len(given), f"≤ {spec.max_rows}")
            return ABSENT
        if len(given) < spec.min_rows:
            self.add("too_few_rows", path, len(given), f"≥ {spec.min_rows}")
            return ABSENT
        rows = []
        for place, row in enumerate(given):
            rows.append(self.row(spec, row, f"{path}[{place}]"))
            if len(self.problems) >= MAX_PROBLEMS:
                return ABSENT
        self.unique(spec, rows, path)
        self.no_overlap(spec, rows, path)
        return rows

    def row(self, spec: Input, given: object, path: str) -> tuple[object, ...]:
        if not isinstance(given, Mapping):
            self.add("wrong_type", path, given, "mapping")
            return tuple(ABSENT for _ in spec.fields)
        names = [field.name for field in spec.fields]
        if not given.keys() <= set(names):
            self.unknown_names(given, names, path + ".")
        cells = []
        for field in spec.fields:
            cell = given.get(field.name)
            if cell is None and spec.is_table and not field.has_default and not field.optional:
                self.add("cell_required", f"{path}.{field.name}", "")
            cells.append(self.value(field, cell, f"{path}.{field.name}"))
        return tuple(cells)

    def unique(self, spec: Input, rows: list[tuple[object, ...]], path: str) -> None:
        if not spec.unique:
            return
        places = [place for place, field in enumerate(spec.fields) if field.name in spec.unique]
        seen: dict[tuple[object, ...], int] = {}
        for number, row in enumerate(rows):
            key = tuple(row[place] for place in places)
            if ABSENT in key:
                continue
            if key in seen:
                value = ", ".join(map(str, key))
                self.add("duplicate_row", f"{path}[{number}].{spec.unique[0]}", value, f"{path}[{seen[key]}]")
            seen.setdefault(key, number)

    def no_overlap(self, spec: Input, rows: list[tuple[object, ...]], path: str) -> None:
        if spec.no_overlap is None:
            return
        names = [field.name for field in spec.fields]
        start, end = names.index(spec.no_overlap.start), names.index(spec.no_overlap.end)
        groups: dict[tuple[object, ...], list[tuple[date, date, int]]] = {}
        for number, row in enumerate(rows):
            first, last = row[start], row[end]
            if not isinstance(first, date) or not isinstance(last, date):
                continue
            if first > last:
                self.add("reversed_days", f"{path}[{number}].{names[start]}", f"{first} – {last}")
                continue
            key = tuple(row[names.index(name)] for name in spec.no_overlap.by)
            if ABSENT not in key:
                groups.setdefault(key, []).append((first, last, number))
        for other, number, first, last in _overlaps(groups):
            self.add("overlapping_rows", f"{path}[{number}].{names[start]}", f"{first} – {last}", f"{path}[{other}]")


def _overlaps(groups: dict[tuple[object, ...], list[tuple[date, date, int]]]) -> Iterator[tuple[int, int, date, date]]:
    for spans in groups.values():
        ordered = sorted(spans)
        latest = ordered[0]
        for span in ordered[1:]:
            if span[0] <= latest[1]:
                yield latest[2], span[2], span[0], span[1]
            latest = max(latest, span, key=lambda one: one[1])
