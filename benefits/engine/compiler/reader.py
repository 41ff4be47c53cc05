"""A fast reading of a case in generated code: takes what is surely right and leaves the rest to the careful reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from benefits.engine.case import ABSENT, MAX_TEXT
from benefits.engine.compiler.calls import times
from benefits.engine.numbers import LITERAL
from benefits.model.program import Input, Program


class Unread(Exception):
    """Inputs that only the careful reader can read."""


def reading(
    program: Program, variables: Sequence[str], given: frozenset[str], names: dict[str, object]
) -> list[str]:
    """Lines that read inputs `q` of one shape (just the names in `given`) into variables as the generated code holds
    them. They return None wherever the careful reader must see.

    Raises `Unread` for lists and tables, and for values that a parameter or another input lists.
    """
    extended = {one.name for one in program.enumerations if one.extended_by}
    names |= {"ABSENT": ABSENT, "Decimal": Decimal, "date": date, "match": LITERAL.fullmatch}
    lines = [f"    if type(q) is not dict or len(q) != {len(given)}: return None", "    try:"]
    for place, (spec, name) in enumerate(zip(program.inputs, variables, strict=True)):
        if spec.fields or spec.keys_of or spec.type.choices in extended:
            raise Unread(spec.name)
        if spec.name in given:
            read = _READERS[spec.type.kind](program, spec, name, names)
            lines += [f"        v = q[{spec.name!r}]", *(f"        {line}" for line in read)]
        else:
            names[f"other{place}"] = _other(spec)
            lines.append(f"        {name} = other{place}")
    return [*lines, "    except (KeyError, TypeError): return None"]


def _other(spec: Input) -> object:
    """What stands for an input that is not given."""
    if not spec.has_default:
        return None if spec.optional else ABSENT
    return int(spec.default * 10**spec.decimals) if isinstance(spec.default, Fraction) else spec.default


def _choice(program: Program, spec: Input, name: str, names: dict[str, object]) -> list[str]:
    ids = next(one.ids() for one in program.enumerations if one.name == spec.type.choices)
    names[f"ids_{name}"] = frozenset(ids)
    return [f"if v not in ids_{name}: return None", f"{name} = v"]


def _boolean(program: Program, spec: Input, name: str, names: dict[str, object]) -> list[str]:
    return ["if v is not True and v is not False: return None", f"{name} = v"]


def _date(program: Program, spec: Input, name: str, names: dict[str, object]) -> list[str]:
    return ["if type(v) is not date: return None", f"{name} = v"]


def _text(program: Program, spec: Input, name: str, names: dict[str, object]) -> list[str]:
    if spec.pattern or spec.not_empty:
        raise Unread(spec.name)
    return [f"if type(v) is not str or len(v) > {MAX_TEXT} or not v.isprintable(): return None", f"{name} = v"]


def _number(program: Program, spec: Input, name: str, names: dict[str, object]) -> list[str]:
    scale = 10**spec.decimals
    low, high = (-_LIMIT if spec.minimum is None else spec.minimum), (_LIMIT if spec.maximum is None else spec.maximum)
    return [
        "t = type(v)",
        f"if t is int: {name} = {times('v', scale)}",
        "elif t is str:",
        *(f"    {line}" for line in _digits(spec.decimals, name)),
        "elif t is Decimal:",
        "    if not v.is_finite() or not -30 < v.adjusted() < 20: return None",
        f"    {name}, r = v.as_integer_ratio()",
        f"    {name}, r = divmod({name} * {scale}, r)",
        "    if r: return None",
        "else: return None",
        f"if not {int(low * scale)} <= {name} <= {int(high * scale)}: return None",
    ]


def _digits(places: int, name: str) -> list[str]:
    """Lines that turn a text into a whole number over 10**places: first the usual form, then all others allowed."""
    plain = "w.isascii() and w.isdigit()"
    usual = ["w = v", f"if {plain} and len(w) < 19 and (w[0] != '0' or len(w) == 1): {name} = int(w)"]
    if places:
        point = f"v[-{places + 1}:-{places}] == '.' and {places} < len(w) < {places + 19}"
        usual = [
            f"w = v[:-{places + 1}] + v[-{places}:]",
            f"if {point} and {plain} and (v[0] != '0' or v[1] == '.'): {name} = int(w)",
        ]
    return [
        *usual,
        "else:",
        "    if len(v) > 30 or match(v) is None: return None",
        "    w, _, f = v.partition('.')",
        f"    if len(f) > {places}: return None",
        f"    {name} = int(w + (f + {'0' * places!r})[:{places}])",
    ]


_LIMIT = 10**18 - 1

_READERS: dict[str, Callable[[Program, Input, str, dict[str, object]], list[str]]] = {
    "choice": _choice,
    "boolean": _boolean,
    "date": _date,
    "text": _text,
    "number": _number,
}
