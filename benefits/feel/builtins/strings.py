"""Functions of strings, counted in Unicode code points. Those with regular expressions are in `patterns`."""

from __future__ import annotations

from fractions import Fraction

from benefits.feel.builtins.registry import Library, items, text, truncated
from benefits.feel.run import Run
from benefits.feel.values import NullResult, shown

LIBRARY = Library()


@LIBRARY.define("substring", "string", "start position", "length?")
def _substring(run: Run, value: object, start: object, *length: object) -> object:
    """The position counts from 1, or backwards from -1."""
    string, position = text(value), truncated(start)
    if not 1 <= abs(position) <= len(string):
        raise NullResult(f"no position {shown(position)} in a string of {len(string)}")
    begin = position - 1 if position > 0 else len(string) + position
    if not length:
        return string[begin:]
    count = truncated(length[0])
    if count < 1:
        raise NullResult("a length below 1")
    return string[begin : begin + count]


@LIBRARY.define("string length", "string")
def _string_length(run: Run, value: object) -> object:
    return Fraction(len(text(value)))


@LIBRARY.define("upper case", "string")
def _upper_case(run: Run, value: object) -> object:
    return text(value).upper()


@LIBRARY.define("lower case", "string")
def _lower_case(run: Run, value: object) -> object:
    return text(value).lower()


@LIBRARY.define("substring before", "string", "match")
def _substring_before(run: Run, value: object, match: object) -> object:
    before, found, _ = _partition(text(value), text(match))
    return before if found else ""


@LIBRARY.define("substring after", "string", "match")
def _substring_after(run: Run, value: object, match: object) -> object:
    return _partition(text(value), text(match))[2]


def _partition(string: str, match: str) -> tuple[str, bool, str]:
    """Before the first match, whether there is one, after it; the empty string matches at the beginning."""
    at = string.find(match)
    return (string[:at], True, string[at + len(match) :]) if at >= 0 else ("", False, "")


@LIBRARY.define("contains", "string", "match")
def _contains(run: Run, value: object, match: object) -> object:
    return text(match) in text(value)


@LIBRARY.define("starts with", "string", "match")
def _starts_with(run: Run, value: object, match: object) -> object:
    return text(value).startswith(text(match))


@LIBRARY.define("ends with", "string", "match")
def _ends_with(run: Run, value: object, match: object) -> object:
    return text(value).endswith(text(match))


@LIBRARY.define("string join", "list", "delimiter?")
def _string_join(run: Run, values: object, delimiter: object = None) -> object:
    """Nulls among the items are left out."""
    parts = [text(item) for item in items(values) if item is not None]
    joint = "" if delimiter is None else text(delimiter)
    run.spend((sum(map(len, parts)) + len(joint) * len(parts)) // 64)
    return joint.join(parts)
