"""A case from a file: JSON or YAML, every number exact, everything else refused with a reason and never a traceback."""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import click

from benefits.cli.messages import tell
from benefits.cli.options import language
from benefits.errors import InputError, Problem

STANDARD_INPUT = "-"
MIB = 1 << 20
MAX_CASE_MIB = 1
MAX_TABLE_MIB = 64
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,10})?")


class Unreadable:
    """A JSON number outside the grammar of numbers; the engine refuses it and shows it by its text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text


class _Refused(ValueError):
    """A JSON document that says what it may not say; the message is for people."""


def refuse(name: str, why: str, path: str = "") -> NoReturn:
    """Refuse a file; `why` is in the language of the command line."""
    raise InputError([Problem("bad_document", path, called(name), why)])


def called(name: str) -> str:
    """The file's name for messages."""
    return tell(language(), "stdin") if name == STANDARD_INPUT else name


def read_text(name: str, max_mib: int) -> str:
    """The text of a file, or of standard input for `-`. A file that cannot be opened is a usage error."""
    tongue = language()
    try:
        if name == STANDARD_INPUT:
            content = sys.stdin.buffer.read(max_mib * MIB + 1) if sys.stdin is not None else b""
        else:
            with Path(name).open("rb") as file:
                content = file.read(max_mib * MIB + 1)
    except (OSError, ValueError) as error:
        raise click.UsageError(tell(tongue, "cannot_open", name, _why(error, tongue))) from None
    if len(content) > max_mib * MIB:
        refuse(name, tell(tongue, "too_large", str(max_mib)))
    if b"\0" in content:
        refuse(name, tell(tongue, "not_text"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(name, tell(tongue, "not_utf8"))


def write_file(name: str, content: bytes) -> None:
    """Write a file. One that cannot be written is a usage error."""
    try:
        Path(name).write_bytes(content)
    except (OSError, ValueError) as error:
        raise click.UsageError(tell(language(), "cannot_open", name, _why(error, language()))) from None


def _why(error: Exception, tongue: str) -> str:
    known = ((FileNotFoundError, "no_such_file"), (IsADirectoryError, "is_folder"), (PermissionError, "no_permission"))
    key = next((key for kind, key in known if isinstance(error, kind)), "")
    return tell(tongue, key) if key else str(getattr(error, "strerror", None) or error)


def read_case(name: str, max_mib: int) -> dict[str, object]:
    """Names and values of a JSON or YAML file; by its ending, and for other names by its first character."""
    text = read_text(name, max_mib)
    looks_json = text.lstrip()[:1] in ("{", "[")
    yaml = name.lower().endswith((".yaml", ".yml")) or (not name.lower().endswith(".json") and not looks_json)
    value = yaml_value(name, text) if yaml else json_value(name, text)
    if not isinstance(value, dict):
        refuse(name, tell(language(), "not_mapping"))
    return value


def json_value(name: str, text: str, path: str = "") -> object:
    """The value of a JSON text: numbers exact, duplicate keys and NaN refused. `name` is what messages call it."""
    try:
        return json.loads(
            text, parse_float=_number, parse_int=_number, parse_constant=_not_finite, object_pairs_hook=_members
        )
    except json.JSONDecodeError as error:
        refuse(name, tell(language(), "not_json", str(error.lineno), str(error.colno)), path)
    except _Refused as error:
        refuse(name, str(error), path)
    except RecursionError:
        refuse(name, tell(language(), "too_deep"), path)


def _number(text: str) -> object:
    if not _NUMBER.fullmatch(text):
        return Unreadable(text)
    return Decimal(text) if "." in text else int(text)


def _not_finite(text: str) -> NoReturn:
    raise _Refused(tell(language(), "not_finite", text))


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _Refused(tell(language(), "twice_in_json", name[:60]))
            seen.add(name)
    return members


def yaml_value(name: str, text: str) -> object:
    """The value of a YAML text, by the strict reading of rule files.

    Every scalar is text, but for a plain `true` or `false`.
    """
    from benefits.model.yaml_text import read

    reading, problems = read(text.encode("utf-8", "surrogatepass"), called(name))
    if reading is None:
        raise InputError(problems)
    flags = {"true": True, "false": False}

    def typed(value: object, path: tuple[str | int, ...]) -> object:
        if isinstance(value, dict):
            return {key: typed(item, (*path, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [typed(item, (*path, place)) for place, item in enumerate(value)]
        plain = isinstance(value, str) and value in flags and reading.places[path].style == ""
        return flags[str(value)] if plain else value

    return typed(reading.value, ())
