"""The type that a formula turns out to have, and whether it fits where it stands.

A `Shape` knows more than the declared `Type`: the unit as algebra (None: a literal 0 or 1 or a count, which takes the
unit of its place), the texts a choice literal may be, whether null is possible, and the figures a number can be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from benefits.model.check.finite import UNKNOWN, Figures, either
from benefits.model.check.units import PURE, Unit, UnitError, parse_unit, show
from benefits.model.program import Type

WORDS = {
    "number": ("数", "a number"),
    "boolean": ("是或否", "true or false"),
    "text": ("文本", "a text"),
    "date": ("日期", "a date"),
    "month_day": ("月日", "a month and day"),
    "choice": ("选项", "a choice"),
    "literal": ("选项", "a choice"),
    "record": ("记录", "a record"),
    "list": ("列表", "a list"),
    "any": ("任意", "anything"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """`kind` as in `Type`, or `literal` (texts in `ids` that no place has yet claimed), or `any` (already refused).

    `choices` names the enumeration or interpretation of a choice; `ids` are then its members, `open_ids` whether a
    case may bring more. `counted` marks a count, whose unit is that of its place.
    """

    kind: str
    unit: Unit | None = PURE
    figures: Figures = UNKNOWN
    choices: str = ""
    ids: tuple[str, ...] = ()
    open_ids: bool = False
    of: Shape | None = None
    fields: tuple[tuple[str, Shape], ...] = ()
    optional: bool = False
    counted: bool = False

    @property
    def item(self) -> Shape:
        """What a list is a list of."""
        return self.of or ANY

    def field(self, name: str) -> Shape | None:
        """The shape of a record's field."""
        return dict(self.fields).get(name)


ANY = Shape("any")
BOOLEAN = Shape("boolean")
DATE = Shape("date")
MONTH_DAY = Shape("month_day")
TEXT = Shape("text")


def number(unit: Unit | None, figures: Figures = UNKNOWN) -> Shape:
    """A number."""
    return Shape("number", unit, figures)


def list_of(item: Shape) -> Shape:
    """A list."""
    return Shape("list", of=item)


def record(fields: dict[str, Shape]) -> Shape:
    """A record, its fields in order."""
    return Shape("record", fields=tuple(fields.items()))


def words(shape: Shape) -> tuple[str, str]:
    """The kind in both languages."""
    return WORDS[shape.kind]


def unit_of(declared: Type) -> Unit:
    """The unit of a declared type; one that cannot be read counts as pure (it is refused elsewhere)."""
    try:
        return parse_unit(declared.unit or "1")
    except UnitError:
        return PURE


def misfit(found: Shape, wanted: Shape) -> str:
    """Why `found` cannot stand where `wanted` is expected: `kind`, `unit`, `choice`, or "" when it can."""
    if "any" in (found.kind, wanted.kind):
        return ""
    if found.kind == "literal":
        if wanted.kind == "choice":
            return "" if set(found.ids) <= set(wanted.ids) else "choice"
        return "" if wanted.kind in ("text", "literal") else "kind"
    if found.kind != wanted.kind:
        return "kind"
    if found.kind == "number":
        return "" if None in (found.unit, wanted.unit) or found.unit == wanted.unit else "unit"
    if found.kind == "choice":
        return "" if found.choices == wanted.choices or set(found.ids) == set(wanted.ids) else "choice"
    if found.kind == "list":
        return misfit(found.item, wanted.item)
    if found.kind == "record" and wanted.fields:
        if [name for name, _ in found.fields] != [name for name, _ in wanted.fields]:
            return "kind"
        pairs = zip(found.fields, wanted.fields, strict=True)
        return next((why for (_, own), (_, other) in pairs if (why := misfit(own, other))), "")
    return ""


def join(left: Shape, right: Shape) -> Shape:
    """What is one or the other, both known to fit."""
    if left.kind == "any" or right.kind == "any":
        return right if left.kind == "any" else left
    optional = left.optional or right.optional
    if left.kind == "literal" and right.kind == "literal":
        return replace(left, ids=tuple(dict.fromkeys(left.ids + right.ids)), optional=optional)
    if left.kind == "literal":
        return replace(right, optional=optional)
    if left.kind == "number" and right.kind == "number":
        unit = right.unit if left.unit is None else left.unit
        figures = either(left.figures, right.figures)
        return Shape("number", unit, figures, optional=optional, counted=left.counted or right.counted)
    if left.kind == "list" and right.kind == "list":
        return replace(left, of=join(left.item, right.item), optional=optional)
    if left.kind == "record" and right.kind == "record" and len(left.fields) == len(right.fields):
        pairs = zip(left.fields, right.fields, strict=True)
        return record({name: join(own, other) for (name, own), (_, other) in pairs})
    return replace(left, optional=optional)


def settled(shape: Shape, wanted: Shape) -> Shape:
    """The shape with what the place gives it: the unit of a literal or count, the enumeration of a choice."""
    if shape.kind == "number" and wanted.kind == "number":
        return replace(shape, unit=wanted.unit, counted=False)
    if shape.kind in ("literal", "any"):
        return replace(wanted, optional=shape.optional)
    if shape.kind == "list" and wanted.kind == "list":
        return replace(shape, of=settled(shape.item, wanted.item))
    if shape.kind == "record" and wanted.fields and len(shape.fields) == len(wanted.fields):
        pairs = zip(shape.fields, wanted.fields, strict=True)
        return record({name: settled(own, other) for (name, own), (_, other) in pairs})
    return shape


def unit_words(unit: Unit | None) -> str:
    """A unit as a message shows it."""
    return show(unit or PURE)


def infinite(shape: Shape) -> str:
    """The path of a number inside `shape` that may be no finite decimal; `.` for the shape itself; "" when none is."""
    if shape.kind == "number":
        return "." if shape.figures.places is None else ""
    if shape.kind == "list":
        return infinite(shape.item)
    for name, inner in shape.fields:
        if below := infinite(inner):
            return name if below == "." else f"{name}.{below}"
    return ""
