"""Checked programs to JSON and back, value for value.

Only the classes registered here can come out, each built from its own fields: nothing in a text can name code. A
dataclass is `["Class", field, …]`, a tuple `["", …]`, a list `["[", …]`, a fraction `["/", numerator, denominator]` in
hexadecimal, a date `["@", "YYYY-MM-DD"]`, a mapping an object; texts, whole numbers, truth values and None stand as
they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from benefits.feel import syntax
from benefits.model import documents, program


def _classes() -> dict[str, type]:
    found: dict[str, type] = {}
    for module in (syntax, program, documents):
        for name, value in vars(module).items():
            if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__:
                found[name] = value
    return found


_CLASSES = _classes()
# A field that only keywords set comes last, so that the others can be given by position.
_ORDER = {
    name: tuple(each.name for each in sorted(fields(kind), key=lambda each: bool(each.kw_only)))
    for name, kind in _CLASSES.items()
}
_KEYWORDS = {name: tuple(each.name for each in fields(kind) if each.kw_only) for name, kind in _CLASSES.items()}


class DamagedTextError(ValueError):
    """A text that `encode` did not make."""


def encode(value: object) -> str:
    """The JSON text of a value made of registered dataclasses, tuples, lists, mappings and scalars.

    Raises `TypeError` for anything else, floats among it.
    """
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> object:
    if value is None or isinstance(value, str | int):
        return value
    parts: list[object]
    if isinstance(value, tuple | list):
        parts = ["" if isinstance(value, tuple) else "["]
        for item in value:
            parts.append(_plain(item))
        return parts
    if isinstance(value, Fraction):
        return ["/", f"{value.numerator:x}", f"{value.denominator:x}"]
    if isinstance(value, date):
        return ["@", value.isoformat()]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    name = type(value).__name__
    if _CLASSES.get(name) is not type(value):
        raise TypeError(f"{name} has no place in a program")
    parts = [name]
    for field in _ORDER[name]:
        parts.append(_plain(getattr(value, field)))
    return parts


def decode(text: str) -> Any:
    """The value of a text that `encode` made. Raises `DamagedTextError`."""
    try:
        return _value(json.loads(text))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError) as error:
        raise DamagedTextError(str(error)) from error


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        head = plain[0]
        made = _MAKERS.get(head)
        if made is not None:
            return made(plain)
        count = len(_KEYWORDS[head])
        values = [item if item.__class__ is str else _value(item) for item in plain[1:]]
        if len(values) != len(_ORDER[head]):
            raise DamagedTextError(f"{head} has {len(values)} fields")
        if not count:
            return _CLASSES[head](*values)
        return _CLASSES[head](*values[:-count], **dict(zip(_KEYWORDS[head], values[-count:], strict=True)))
    if isinstance(plain, dict):
        return {key: _value(item) for key, item in plain.items()}
    if isinstance(plain, float):
        raise DamagedTextError("a float")
    return plain


_MAKERS: dict[str, Callable[[list[Any]], Any]] = {
    "": lambda plain: tuple([_value(item) for item in plain[1:]]),
    "[": lambda plain: [_value(item) for item in plain[1:]],
    "/": lambda plain: Fraction(int(plain[1], 16), int(plain[2], 16)),
    "@": lambda plain: date.fromisoformat(plain[1]),
}
