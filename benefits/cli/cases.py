"""The case that a command line states: its files, then `--set`, typed by the program's inputs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from benefits.cli.files import MAX_CASE_MIB, MAX_TABLE_MIB, STANDARD_INPUT, Unreadable, json_value, read_case, read_text
from benefits.cli.messages import tell
from benefits.cli.options import language
from benefits.model.program import Input, Program

if TYPE_CHECKING:
    from benefits.cli.tables import TableFile

_TABLE = re.compile(r"([a-z][a-z0-9_]*)=(.+)", re.DOTALL)
_ROW = re.compile(r"([a-z][a-z0-9_]*)\[([0-9]+)\]")


@dataclass
class Case:
    """Inputs by name, and the CSV files that tables came from."""

    inputs: dict[str, object] = field(default_factory=dict)
    tables: dict[str, TableFile] = field(default_factory=dict)

    def locate(self, path: str) -> str:
        """`visits.csv line 3018` for the path of a row that came from a file, else ""."""
        found = _ROW.match(path)
        table = self.tables.get(found[1]) if found else None
        line = table.line(int(found[2])) if found and table else 0
        return tell(language(), "file_line", table.name, str(line)) if table and line else ""


def pairs(given: Iterable[str]) -> dict[str, str]:
    """`name=value` texts as a mapping. A text of another form or a name given twice is a usage error."""
    found: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name:
            raise click.UsageError(tell(language(), "not_name_value", text[:80]))
        if name in found:
            raise click.UsageError(tell(language(), "named_twice", name))
        found[name] = value
    return found


def read(program: Program, files: Iterable[str], settings: Iterable[str]) -> Case:
    """The case of `--input` and `--set`; `--set` wins over a file, and a later file over an earlier one is refused."""
    case = Case()
    specs = {spec.name: spec for spec in program.inputs}
    sources = list(files)
    chosen = pairs(settings)
    if sum(source == STANDARD_INPUT or source.endswith(f"={STANDARD_INPUT}") for source in sources) > 1:
        raise click.UsageError(tell(language(), "stdin_twice"))
    largest = MAX_TABLE_MIB if any(spec.fields for spec in program.inputs) else MAX_CASE_MIB
    for source in sources:
        found = _TABLE.fullmatch(source)
        content = _table(case, specs, found[1], found[2]) if found else read_case(source, largest)
        for name, value in content.items():
            if name in case.inputs:
                raise click.UsageError(tell(language(), "named_twice", name))
            case.inputs[name] = _as_number(specs.get(name), value)
    for name, text in chosen.items():
        case.tables.pop(name, None)
        case.inputs[name] = typed(specs.get(name), name, text)
    return case


def _as_number(spec: Input | None, value: object) -> object:
    """A number with a point, or outside the grammar, as its text where a number is wanted, to be shown as written."""
    if spec is None or spec.is_table:
        return value
    if isinstance(value, list) and spec.fields:
        fields = {field.name: field for field in spec.fields}
        return [
            {name: _as_number(fields.get(name), cell) for name, cell in row.items()} if isinstance(row, dict) else row
            for row in value
        ]
    return str(value) if isinstance(value, Unreadable | Decimal) and spec.type.kind == "number" else value


def _table(case: Case, specs: dict[str, Input], name: str, file: str) -> dict[str, object]:
    """One table or list from a file of its own."""
    spec = specs.get(name)
    if spec is None or not spec.fields:
        raise click.UsageError(tell(language(), "no_such_table", name))
    if file.lower().endswith(".json"):
        return {name: json_value(file, read_text(file, MAX_TABLE_MIB), name)}
    from benefits.cli.tables import read_table

    case.tables[name] = read_table(spec, file)
    return {name: case.tables[name].rows}


def typed(spec: Input | None, name: str, text: str) -> object:
    """The value of `--set name=text`: `true` and `false` for a yes-or-no, JSON for a list, `null` for not given."""
    if spec is None:
        return text
    if text == "null":
        return None
    if spec.type.kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    return json_value(f"--set {name}", text, name) if spec.fields else text
