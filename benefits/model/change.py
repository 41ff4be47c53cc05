"""A proposed change of one figure, put into the text of the rules: `benxi/dibao.urban_standard=650@2020-07-01`.

The rules change as texts, so that everything (periods, units, what other programs use) is checked again by the ordinary
road, and the digests tell the changed rules from the real ones. A changed figure cites no document of an authority: it
cites the record `proposed-change`, which is made along with it. Comments, order and all other lines are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from benefits.errors import Problem, RuleError, UnknownProgramError
from benefits.model import limits
from benefits.model.change_rows import Figure, Rewrite, rewritten
from benefits.model.files import DOCUMENTS
from benefits.model.format_file import ProgramShape
from benefits.model.format_words import nearest
from benefits.model.literals import LiteralError, read_date, read_literal
from benefits.model.program import Label, Parameter, Program, Value
from benefits.model.rule_file import read_document, read_program
from benefits.model.store import Library, load, load_texts
from benefits.model.yaml_text import Reading, normalise

FORM = "benxi/dibao.urban_standard=650@2020-07-01, benxi/dibao.urban_standard[district]=600@2019-03-01"
RECORD = "proposed-change"
"""The document that changed figures cite."""

ANY = "*"
_RECORD_FILE = f"{DOCUMENTS}/{RECORD}.yaml"
_RECORD_HEAD = f"""\
document: {RECORD}
title: {{zh: 拟议改动, en: Proposed change}}
issuer: {{zh: 未经发布, en: Not issued}}
clauses:
"""
_CHANGE = re.compile(
    rf"(?P<program>{limits.PROGRAM_ID})\.(?P<parameter>{limits.NAME}(\.{limits.NAME})*)"
    r"(\[(?P<keys>[^\[\]]+)\])?=(?P<value>[^@]+)(@(?P<day>[0-9-]+))?",
    re.ASCII,
)
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One figure made another: from `day` on, or for the whole period of the one row that it names.

    `keys` are those of the figure in their order, `*` for any, none at all for any of all; `value` is written as the
    rule file writes it, in the unit that the document prints.
    """

    program: str
    parameter: str
    keys: tuple[str, ...]
    value: str
    day: date | None = None

    def __str__(self) -> str:
        keys = f"[{','.join(self.keys)}]" if self.keys else ""
        day = f"@{self.day.isoformat()}" if self.day else ""
        return f"{self.program}.{self.parameter}{keys}={self.value}{day}"


@dataclass(frozen=True, slots=True)
class Applied:
    """What a change did: the figure's label and unit as printed, its keys, and the value before and from `first` on.

    `before` is None where there was no value; `last` is the day on which the row that was replaced ended.
    """

    change: Change
    title: Label
    label: Label
    unit: str
    by: tuple[str, ...]
    keys: tuple[str, ...]
    before: Value
    after: Value
    first: date | None
    last: date | None


def parse_change(text: str) -> Change:
    """The change that a text states. Raises `RuleError` (`bad_change`)."""
    found = _CHANGE.fullmatch(text.strip())
    if found is None or not text.isprintable():
        raise RuleError([Problem("bad_change", "", text[:80], FORM)])
    keys = tuple(key.strip() for key in found["keys"].split(",")) if found["keys"] else ()
    try:
        day = read_date(found["day"]) if found["day"] else None
    except LiteralError as error:
        raise RuleError([Problem("bad_date", text[:80], found["day"], error.expected)]) from None
    return Change(found["program"], found["parameter"], keys, found["value"].strip(), day)


def apply_changes(texts: Mapping[str, bytes], changes: Iterable[Change]) -> dict[str, bytes]:
    """The texts of a folder of rules with the changes made, one after the other.

    Raises `RuleError` where a change does not fit, or `UnknownProgramError`.
    """
    return applied(texts, changes)[0]


def applied(texts: Mapping[str, bytes], changes: Iterable[Change]) -> tuple[dict[str, bytes], tuple[Applied, ...]]:
    """The changed texts, and what each change did."""
    changed, done = dict(texts), []
    for change in changes:
        place = _place(texts, changed, change)
        cite = _recorded(changed, change)
        text, rewrite = rewritten(place.reading, place.figure, change.keys, change.day, change.value, cite)
        changed[f"{change.program}.yaml"] = text.encode("utf-8")
        done.append(_told(change, place, rewrite))
    return changed, tuple(done)


def load_changed(path: Path | None, changes: Iterable[Change]) -> tuple[Library, tuple[Applied, ...]]:
    """The library of a folder or bundle (of the shipped rules without a path) with the changes, and what they did.

    Raises `RuleError` with every problem of the changed rules.
    """
    changed, done = applied(load(path).files(), changes)
    return load_texts(changed), done


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a change belongs: the program as it was, the file as it now is, and the figure in it."""

    program: Program
    parameter: Parameter
    reading: Reading
    shape: ProgramShape
    figure: Figure


def _refuse(change: Change, code: str, value: str, expected: str = "", near: str = "") -> NoReturn:
    raise RuleError([Problem(code, str(change)[:120], value[:80], expected, near)])


def _place(texts: Mapping[str, bytes], changed: Mapping[str, bytes], change: Change) -> _Place:
    file = f"{change.program}.yaml"
    if file not in texts:
        ids = [path.removesuffix(".yaml") for path in texts if not path.startswith(f"{DOCUMENTS}/")]
        near, shown = nearest(change.program, ids), ", ".join(ids[:20])
        raise UnknownProgramError([Problem("unknown_program", str(change), change.program, shown, near)])
    program = _program(texts, change.program)
    reading, shape, problems = read_program(changed[file], file)
    if reading is None or shape is None:
        raise RuleError(problems)
    spec = shape.parameters.get(change.parameter)
    if spec is None or not spec.values:
        near = _used(program, shape, change) or nearest(change.parameter, list(shape.parameters))
        _refuse(change, "unknown_figure", change.parameter, change.program, near)
    parameter = next(each for each in program.parameters if each.name == change.parameter)
    if spec.literal_kind not in ("text", "choice"):
        try:
            read_literal(spec.literal_kind, change.value)
        except LiteralError as error:
            _refuse(change, "bad_literal", change.value, error.expected)
    members = next((one for one in program.enumerations if one.name == parameter.type.choices), None)
    if members is not None and members.extended_by is None and change.value not in members.ids():
        _refuse(
            change, "not_a_choice", change.value, ", ".join(members.ids()), nearest(change.value, list(members.ids()))
        )
    domains = tuple(_domain(program, parameter, place) for place in range(len(spec.by)))
    _check_keys(change, spec.by, domains)
    home = _used(program, shape, change) if spec.includes else ""
    return _Place(program, parameter, reading, shape, Figure(str(change), spec, domains, home))


def _program(texts: Mapping[str, bytes], id: str) -> Program:
    """The program, linked; only the files that it needs are read. Raises `RuleError` where they are not right."""
    from benefits.model.assemble import assemble

    wanted = {path: text for path, text in texts.items() if path.startswith(f"{DOCUMENTS}/")}
    waiting = [id]
    while waiting:
        file = f"{waiting.pop()}.yaml"
        if file in texts and file not in wanted:
            wanted[file] = texts[file]
            _, shape, _ = read_program(texts[file], file)
            waiting += list(shape.uses.values()) if shape is not None else []
    programs, _, problems = assemble(wanted)
    if id not in programs:
        raise RuleError(problems)
    return programs[id]


def _used(program: Program, shape: ProgramShape, change: Change) -> str:
    """Where a figure of a used program is at home: `benxi/dibao.urban_standard`, or ""."""
    spec = shape.parameters.get(change.parameter)
    name = spec.includes if spec is not None and spec.includes else change.parameter
    alias, _, rest = name.partition(".")
    uses = dict(program.uses)
    return f"{uses[alias]}.{rest}" if rest and alias in uses else ""


def _domain(program: Program, parameter: Parameter, place: int) -> tuple[tuple[str, ...], bool]:
    """The values of a key as texts, and whether there can be no others."""
    name = parameter.by[place]
    kinds = {field.name: field.type for spec in program.inputs for field in (*spec.fields, spec)}
    kinds = {decision.name: decision.type for decision in program.decisions} | kinds
    kind = kinds.get(name)
    if kind is not None and kind.kind == "boolean":
        return ("true", "false"), True
    members = next((one for one in program.enumerations if kind is not None and one.name == kind.choices), None)
    if members is not None:
        return members.ids(), members.extended_by is None
    listed = dict.fromkeys(str(row.keys[place]) for row in parameter.rows if row.keys[place] is not None)
    return tuple(listed), False


def _check_keys(change: Change, by: list[str], domains: tuple[tuple[tuple[str, ...], bool], ...]) -> None:
    if change.keys and len(change.keys) != len(by):
        form = f"{change.program}.{change.parameter}{'[' + ','.join(by) + ']' if by else ''}={change.value}"
        _refuse(change, "bad_change", str(change), form)
    for key, (values, _) in zip(change.keys, domains, strict=False):
        if key != ANY and key not in values:
            _refuse(change, "unknown_key", key, ", ".join(values[:_MOST_TOLD]), nearest(key, list(values)))


def _told(change: Change, place: _Place, rewrite: Rewrite) -> Applied:
    spec, parameter = place.figure.spec, place.parameter

    def value(text: str | None) -> Value:
        return None if text is None else read_literal(spec.literal_kind, text)

    return Applied(
        change=change,
        title=place.program.title,
        label=parameter.label,
        unit=parameter.printed_in or parameter.type.unit,
        by=tuple(spec.by),
        keys=rewrite.keys,
        before=value(rewrite.before),
        after=value(change.value),
        first=rewrite.first,
        last=rewrite.last,
    )


def _recorded(changed: dict[str, bytes], change: Change) -> str:
    """Notes the change in the record of changes; returns the citation of its clause."""
    content = normalise(changed[_RECORD_FILE]) if _RECORD_FILE in changed else _RECORD_HEAD
    number = 1
    if _RECORD_FILE in changed:
        _, record, problems = read_document(changed[_RECORD_FILE], _RECORD_FILE)
        if record is None:
            raise RuleError(problems)
        number += len(record.clauses)
    gist = "'" + str(change).replace("'", "''") + "'"
    clause = f"  '{number}':\n    gist: {{zh: {gist}, en: {gist}}}\n"
    changed[_RECORD_FILE] = (content.rstrip("\n") + "\n" + clause).encode("utf-8")
    return f"{{document: {RECORD}, clause: '{number}'}}"
