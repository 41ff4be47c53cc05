"""A case from a file: JSON or YAML, every number exact, everything else refused with a reason and never a traceback."""

from __future__ import annotations

import errno
import json
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from benefits.cli.messages import tell
from benefits.cli.options import language
from benefits.errors import InputError, Problem

STANDARD_INPUT = "-"
MIB = 1 << 20
_KEPT = (b"SQLite format 3\0", b"PRIVATE+KEY+")
_WHY = {
    errno.ENOENT: "no_such_file",
    errno.EISDIR: "is_folder",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "no_permission",
    errno.ENOSPC: "disk_full",
    errno.ENAMETOOLONG: "name_too_long",
}
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
        raise click.UsageError(tell(tongue, "cannot_open", name, why_not(error, tongue))) from None
    if len(content) > max_mib * MIB:
        refuse(name, tell(tongue, "too_large", str(max_mib)))
    if b"\0" in content:
        refuse(name, tell(tongue, "not_text"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(name, tell(tongue, "not_utf8"))


def write_file(name: str, content: bytes) -> None:
    """Write a file. One that cannot be written, or that `spare` keeps, is a usage error."""
    spare(name)
    try:
        Path(name).write_bytes(content)
    except (OSError, ValueError) as error:
        raise click.UsageError(tell(language(), "cannot_open", name, why_not(error, language()))) from None


def spare(name: str) -> None:
    """Refuse to write over what cannot be made again: a ledger (any database), a private key. A usage error."""
    path = Path(name)
    try:
        with path.open("rb") if path.is_file() else BytesIO() as file:
            kept = file.read(16).startswith(_KEPT)
    except (OSError, ValueError):
        return  # whoever writes it says why it cannot be
    if kept:
        raise click.UsageError(tell(language(), "is_there", name))


def write_whole(name: str, write: Callable[[Path], object]) -> None:
    """Have a file written beside its place, and put it there when it is whole. Errors are those of `write_file`."""
    from benefits.columns.files.atomic import Outputs

    spare(name)
    path = Path(name)
    try:
        with ended_gently(), Outputs(path.parent) as outputs:
            write(outputs.begin(path))
            outputs.commit([path])
    except OSError as error:
        raise click.UsageError(tell(language(), "cannot_open", name, why_not(error, language()))) from None


@contextmanager
def ended_gently() -> Iterator[None]:
    """A request to end is an interruption, so that what was begun is cleared away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def why_not(error: Exception, tongue: str) -> str:
    """Why a file cannot be opened or written, in words as far as there are some."""
    key = _WHY.get(getattr(error, "errno", None) or 0, "")
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
