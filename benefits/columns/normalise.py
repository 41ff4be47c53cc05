"""A cell as a person typed it, and the value that the engine takes.

`2019/7/1`, `1,000.50`, full-width digits, a number with 元 behind it, a choice by its label: what can be read in one
way only is read so. Where the reading differs from what was typed it is noted, and the note goes into a report.
Everything else is left as it is, and the engine says what is wrong with it. Identifiers are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from benefits.columns.files.json_lines import json_value
from benefits.columns.files.source import Faulty
from benefits.engine.numbers import LITERAL
from benefits.errors import Problem
from benefits.model.program import Input, Program, Type

EXACT_DIGITS = 15
"""A spreadsheet keeps fifteen significant digits; of a longer number the rest is lost."""

_THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_SIGNS = re.compile(r"^(?:CNY|RMB|[¥￥])\s*|\s*(?:元|圆|块)整?$", re.IGNORECASE)
_PER_CENT = re.compile(r"(-?[0-9]{1,15})(?:\.([0-9]{1,8}))?\s*%")
_DAY = re.compile(r"([0-9]{4})\s*([-/.年])\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:[ T]0{1,2}:00(?::00)?)?")
_DAY_DIGITS = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_DASHES = str.maketrans("−–—。", "---.")
_TRUE = frozenset(("true", "是", "yes", "y", "1", "有", "√", "✓"))
_FALSE = frozenset(("false", "否", "no", "n", "0", "无", "×", "✗"))
_PROPER = frozenset(("true", "false", "是", "否", "yes", "no"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell's value; `noted` when it is not what was typed; or what is wrong with the cell itself."""

    value: object
    noted: bool = False
    problem: Problem | None = None


NOTHING = Reading(None)


class Normaliser:
    """Reads the cells of one program's inputs. `words` of a yes-or-no and the labels of choices are known to it."""

    def __init__(self, program: Program) -> None:
        self._choices = {one.name: labels_of(program, one.name) for one in program.enumerations}
        self._ids = {one.name: frozenset(choice.id for choice in one.values) for one in program.enumerations}

    def read(self, spec: Input, raw: object) -> Reading:
        """The value of a cell of that input."""
        if raw is None or (isinstance(raw, str) and not (raw if spec.type.kind == "text" else raw.strip())):
            return NOTHING
        if isinstance(raw, datetime):  # how Parquet may keep a day
            raw = raw.date() if raw.time() == time() else str(raw)
        if isinstance(raw, Faulty):
            return Reading(None, problem=bad_cell(spec.name, raw.text, "error"))
        kind: Callable[[Input, object], Reading] = getattr(self, f"_{spec.type.kind}", _as_it_is)
        return kind(spec, raw)

    def day(self, raw: object) -> Reading:
        """The question's date."""
        return self.read(_QUESTION_DAY, raw)

    def _number(self, spec: Input, raw: object) -> Reading:
        if not isinstance(raw, str) or LITERAL.fullmatch(raw):
            return Reading(raw)
        text = _narrow(raw).translate(_DASHES)
        if "CNY" in spec.type.unit and "CNY_" not in spec.type.unit:
            text = _SIGNS.sub("", text)
        if _THOUSANDS.fullmatch(text):
            text = text.replace(",", "")
        per_cent = _PER_CENT.fullmatch(text)
        if per_cent and spec.type.unit in ("1", "percent"):
            text = _share(*per_cent.groups()) if spec.type.unit == "1" else text.rstrip("% ")
        return Reading(text, True) if LITERAL.fullmatch(text) else Reading(raw)

    def _boolean(self, spec: Input, raw: object) -> Reading:
        if isinstance(raw, bool):
            return Reading(raw)
        text = _narrow(raw).casefold() if isinstance(raw, str) else str(raw)
        if text not in _TRUE and text not in _FALSE:
            return Reading(raw)
        return Reading(text in _TRUE, not (isinstance(raw, str) and raw.casefold() in _PROPER))

    def _date(self, spec: Input, raw: object) -> Reading:
        if isinstance(raw, date):
            return Reading(raw)
        text = _narrow(raw).translate(_DASHES) if isinstance(raw, str) else str(raw)
        found = _DAY.fullmatch(text)
        parts = (found[1], found[3], found[4]) if found else None
        if parts is None and (digits := _DAY_DIGITS.fullmatch(text)):
            parts = (digits[1], digits[2], digits[3])
        if parts is None:
            return Reading(raw)
        try:
            day = date(*(int(part) for part in parts))
        except ValueError:
            return Reading(raw)
        return Reading(day, day.isoformat() != raw)

    def _choice(self, spec: Input, raw: object) -> Reading:
        if not isinstance(raw, str) or raw in self._ids.get(spec.type.choices, ()):
            return Reading(raw)
        labels = self._choices.get(spec.type.choices, {})
        if raw in labels:
            return Reading(labels[raw])
        text = _narrow(raw)
        known = {**{_narrow(label).casefold(): id_ for label, id_ in labels.items()}}
        known |= {id_.casefold(): id_ for id_ in self._ids.get(spec.type.choices, ())}
        return Reading(known[text.casefold()], True) if text.casefold() in known else Reading(raw)

    def _text(self, spec: Input, raw: object) -> Reading:
        if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
            return Reading(raw)
        digits = str(raw) if isinstance(raw, int) else format(raw, "f")
        if len(digits.strip("-").replace(".", "")) > EXACT_DIGITS:
            return Reading(None, problem=bad_cell(spec.name, digits, "digits"))
        return Reading(digits, True)

    def _list(self, spec: Input, raw: object) -> Reading:
        if isinstance(raw, str):
            try:
                raw = json_value(raw)
            except ValueError:
                return Reading(None, problem=bad_cell(spec.name, str(raw)[:60], "json"))
        if not isinstance(raw, list):
            return Reading(raw)
        fields = {field.name: field for field in spec.fields}
        rows: list[object] = []
        noted = False
        for place, row in enumerate(raw):
            if not isinstance(row, Mapping):
                rows.append(row)
                continue
            cells: dict[str, object] = {}
            for name, cell in row.items():
                reading = self.read(fields[name], cell) if name in fields else Reading(cell)
                if reading.problem is not None:
                    path = f"{spec.name}[{place}].{name}"
                    return Reading(None, problem=bad_cell(path, reading.problem.value, "error"))
                cells[name] = reading.value
                noted = noted or reading.noted
            rows.append(cells)
        return Reading(rows, noted)


_QUESTION_DAY = Input("date", label=None, help=None, type=Type("date"))  # type: ignore[arg-type]

# What is wrong with a cell by itself, in both languages.
_WHY: dict[str, tuple[str, str]] = {
    "error": ("这一格是公式的错误值", "the cell is the error of a formula"),
    "digits": (
        "超过 15 位的号码在 Excel 里须存为文本，否则末几位已丢失",
        "a number of more than 15 digits must be kept as text in Excel; its last digits are lost",
    ),
    "json": ("清单应写成 JSON", "a list is written as JSON"),
    "wide": (
        "这一行的格子比列名多；带逗号的数请加引号",
        "the row has more cells than there are headings; quote a number that has commas",
    ),
    "no_such_row": ("首表里没有这一行", "the first sheet has no such row"),
    "two_rows": ("首表里有两行是这个编号", "two rows of the first sheet have this number"),
}


def bad_cell(path: str, value: str, why: str, *places: str) -> Problem:
    """The problem of a cell, for the reason of that key."""
    zh, en = _WHY[why]
    return Problem("bad_cell", path, value[:60], detail=(("why", zh.format(*places), en.format(*places)),))


def too_wide(cells: Sequence[object], width: int) -> Problem:
    """The problem of a row with more cells than there are headings."""
    return bad_cell("", ", ".join(str(cell) for cell in cells[width:]), "wide")


def _as_it_is(spec: Input, raw: object) -> Reading:
    return Reading(raw)


def _narrow(text: str) -> str:
    """Full-width characters made plain, without blanks around the text."""
    return unicodedata.normalize("NFKC", text).strip()


def _share(whole: str, fraction: str | None) -> str:
    """The number that so many per cent are, without zeros at its end."""
    fraction = fraction or ""
    places = len(fraction) + 2
    digits = (whole.lstrip("-") + fraction).rjust(places + 1, "0")
    number = f"{digits[:-places].lstrip('0') or '0'}.{digits[-places:]}".rstrip("0").rstrip(".")
    return ("-" if whole.startswith("-") and number != "0" else "") + number


def labels_of(program: Program, enumeration: str) -> dict[str, str]:
    """Label → id of an enumeration's members, in both languages.

    What two members are called, or what is the id of one, is left out.
    """
    values = next((one.values for one in program.enumerations if one.name == enumeration), ())
    found: dict[str, str] = {}
    unclear = {choice.id for choice in values}
    for choice in values:
        for label in {choice.label.zh, choice.label.en}:
            if found.setdefault(label, choice.id) != choice.id:
                unclear.add(label)
    return {label: id_ for label, id_ in found.items() if label not in unclear}
