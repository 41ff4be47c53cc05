"""A fast reading of a case in generated code: takes what is surely right and leaves the rest to the careful reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from benefits.engine.case import ABSENT, MAX_TEXT
from benefits.engine.numbers import LITERAL
from benefits.model.program import Input, Program


class Unread(Exception):
    """Inputs that only the careful reader can read."""


def reading(program: Program, variables: Sequence[str], names: dict[str, object]) -> list[str]:
    """Lines that read the inputs `q` into variables as the generated code holds them.

    `n` counts what was given, `m` has a bit for each input that is absent. They return None wherever the careful
    reader must see. Raises `Unread` for lists and tables, and for values that a parameter or another input lists.
    """
    extended = {one.name for one in program.enumerations if one.extended_by}
    names |= {"ABSENT": ABSENT, "Decimal": Decimal, "date": date, "match": LITERAL.fullmatch}
    lines = ["    if type(q) is not dict: return None", "    n = m = 0", "    get = q.get"]
    for place, (spec, name) in enumerate(zip(program.inputs, variables, strict=True)):
        if spec.fields or spec.keys_of or spec.type.choices in extended:
            raise Unread(spec.name)
        mark = f"; m |= {1 << place}" if lacking(spec) else ""
        lines += [f"    v = get({spec.name!r})", f"    if v is None: {name} = {_absent(spec, place, names)}{mark}"]
        lines += ["    else:", "        n += 1", *_READERS[spec.type.kind](program, spec, place, names)]
        lines[-1] = lines[-1].replace(f"v{place} =", f"{name} =")
    return lines


def lacking(spec: Input) -> bool:
    """Whether the input is absent, not defaulted or empty, when it is not given."""
    return not spec.has_default and not spec.optional


def _absent(spec: Input, place: int, names: dict[str, object]) -> str:
    if not spec.has_default:
        return "None" if spec.optional else "ABSENT"
    value: object = spec.default
    if isinstance(value, Fraction):
        value = int(value * 10**spec.decimals)
    names[f"default{place}"] = value
    return f"default{place}"


def _choice(program: Program, spec: Input, place: int, names: dict[str, object]) -> list[str]:
    ids = next(one.ids() for one in program.enumerations if one.name == spec.type.choices)
    names[f"ids{place}"] = frozenset(ids)
    return [f"        if type(v) is not str or v not in ids{place}: return None", f"        v{place} = v"]


def _boolean(program: Program, spec: Input, place: int, names: dict[str, object]) -> list[str]:
    return ["        if v is not True and v is not False: return None", f"        v{place} = v"]


def _slowly(program: Program, spec: Input, place: int, names: dict[str, object]) -> list[str]:
    return ["        return None"]


def _date(program: Program, spec: Input, place: int, names: dict[str, object]) -> list[str]:
    return ["        if type(v) is not date: return None", f"        v{place} = v"]


def _text(program: Program, spec: Input, place: int, names: dict[str, object]) -> list[str]:
    if spec.pattern or spec.not_empty:
        return _slowly(program, spec, place, names)
    test = f"type(v) is not str or len(v) > {MAX_TEXT} or not v.isprintable()"
    return [f"        if {test}: return None", f"        v{place} = v"]


def _number(program: Program, spec: Input, place: int, names: dict[str, object]) -> list[str]:
    scale = 10**spec.decimals
    tests = [f"-{10**18 * scale} < x < {10**18 * scale}"]
    if spec.minimum is not None:
        tests.append(f"x >= {int(spec.minimum * scale)}")
    if spec.maximum is not None:
        tests.append(f"x <= {int(spec.maximum * scale)}")
    whole = "x = v" if scale == 1 else f"x = v * {scale}"
    return [
        "        t = type(v)",
        f"        if t is int: {whole}",
        "        elif t is str:",
        *_digits(spec.decimals),
        "        elif t is Decimal:",
        "            if not v.is_finite() or not -30 < v.adjusted() < 20: return None",
        "            x, r = v.as_integer_ratio()",
        f"            x, r = divmod(x * {scale}, r)",
        "            if r: return None",
        "        else: return None",
        f"        if not ({' and '.join(tests)}): return None",
        f"        v{place} = x",
    ]


def _digits(places: int) -> list[str]:
    """Lines that turn a text into a whole number over 10**places: first the usual form, then all others allowed."""
    plain = "w.isascii() and w.isdigit()"
    if places == 0:
        usual = [f"            if {plain} and len(w) < 19 and (w[0] != '0' or len(w) == 1): x = int(w)"]
        usual.insert(0, "            w = v")
    else:
        point = f"v[-{places + 1}:-{places}] == '.' and {places} < len(w) < {places + 19}"
        usual = [
            f"            w = v[:-{places + 1}] + v[-{places}:]",
            f"            if {point} and {plain} and (v[0] != '0' or v[1] == '.'): x = int(w)",
        ]
    return [
        *usual,
        "            else:",
        "                if len(v) > 30 or match(v) is None: return None",
        "                w, _, f = v.partition('.')",
        f"                if len(f) > {places}: return None",
        f"                x = int(w + (f + {'0' * places!r})[:{places}])",
    ]


_READERS: dict[str, Callable[[Program, Input, int, dict[str, object]], list[str]]] = {
    "choice": _choice,
    "boolean": _boolean,
    "date": _date,
    "text": _text,
    "number": _number,
    "month_day": _slowly,
}
