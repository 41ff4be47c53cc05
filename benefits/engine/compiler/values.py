"""What the compiler knows of a value while it writes code: how it is held at run time, and its value when constant.

A number is held as whole numbers: a numerator over a denominator. The denominator is mostly known when the code is
written (2 decimals: 100), so that sums and comparisons are plain integer arithmetic; after a division by something
that varies it is a variable of its own. No fraction objects, no rounding, no float.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from benefits.model.program import Type


class _Varies:
    """The one value of `VARIES`."""

    __slots__ = ()


VARIES = _Varies()

_LARGEST = 10**40

PAIR = "pair"
"""The denominator of a number held as a tuple (numerator, denominator), as the items of some lists are."""


@dataclass(frozen=True, slots=True)
class Held:
    """A value in the generated code.

    `kind`: number, boolean, text, date, null, list, record, table. `code` is a Python expression that may be written
    once; `den` the denominator of a number, `item` how a list's items are held, `fields` a record's fields or a
    table's columns (each a list). `const` is the value if it is always the same; `few` all values a number can have,
    when they are few and known; `sign` is "+" when it is surely positive, "0" when surely not negative. `ends`: at
    run time there may be a `NotDetermined` in its place; `doubtful`: in place of an item of the list or column.
    """

    kind: str
    code: str = ""
    den: int | str = 1
    const: object = VARIES
    item: Held | None = None
    fields: tuple[tuple[str, Held], ...] = field(default=())
    doubtful: bool = False
    ends: bool = False
    sign: str = ""
    few: tuple[Fraction, ...] = ()

    def field(self, name: str) -> Held:
        return dict(self.fields)[name]

    def at(self, code: str) -> Held:
        return replace(self, code=code, const=VARIES)


def constant(value: object, names: dict[str, object]) -> Held:
    """A value known when the code is written; what is no literal of Python goes to the names the code may use."""
    if isinstance(value, bool):
        return Held("boolean", repr(value), const=value)
    if isinstance(value, Fraction):
        sign = "+" if value > 0 else "0" if value == 0 else ""
        den = value.denominator
        while den != 1 and 10 ** (len(str(den)) - 1) != den and _LARGEST % den == 0:
            den = 10 ** len(str(den))  # a finite decimal is held over a power of ten
        while den % value.denominator:
            den *= 10
        return Held("number", str(int(value * den)), den, value, sign=sign, few=(value,))
    if value is None:
        return Held("null", "None", const=None)
    name = f"k{len(names)}"
    names[name] = value
    return Held("text" if isinstance(value, str) else "date", name, const=value)


def held_input(type_: Type, code: str, decimals: int, low: Fraction | None = None) -> Held:
    """How an accepted scalar input is held: numbers over 10**decimals, months and days and choices as text."""
    if type_.kind == "number":
        sign = "" if low is None or low < 0 else "+" if low > 0 else "0"
        return Held("number", code, 10**decimals, sign=sign)
    kinds = {"boolean": "boolean", "date": "date"}
    return Held(kinds.get(type_.kind, "text"), code)
