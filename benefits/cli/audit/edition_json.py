"""The difference of two editions as JSON: parts by name, figures with their days, and the words of both languages."""

from __future__ import annotations

from benefits.model.editions import EditionChanges, FigureChange, PartChange, ProgramChange, figure_changes
from benefits.model.program import Parameter, Row, Value
from benefits.words.edition_words import part_item
from benefits.words.values import number_text

Json = dict[str, object]


def as_json(changes: EditionChanges) -> Json:
    """`programs` and `documents` that differ; `change` is added, removed, changed or, of a program, through."""
    documents = [{"id": each.id, "change": _kind(each.old, each.new)} for each in changes.documents]
    return {"programs": [_program(each) for each in changes.programs], "documents": documents}


def _kind(old: object, new: object) -> str:
    return "added" if old is None else "removed" if new is None else "changed"


def _program(change: ProgramChange) -> Json:
    if change.old is None or change.new is None:
        return {"id": change.id, "change": _kind(change.old, change.new)}
    if not change.parts:
        return {"id": change.id, "change": "through", "through": list(change.through)}
    parts = []
    for part in change.parts:
        zh, en = (part_item(part, change.old, change.new, tongue) for tongue in ("zh", "en"))
        told: Json = {"part": part.part, "name": part.name, "change": _kind(part.old, part.new)}
        told |= {"zh": [zh.head, *zh.lines], "en": [en.head, *en.lines]}
        parts.append(told | _figures(part))
    return {"id": change.id, "change": "changed", "parts": parts}


def _figures(part: PartChange) -> Json:
    if part.part != "parameters":
        return {}
    known: Parameter = part.new if part.new is not None else part.old
    return {
        "unit": known.type.unit,
        "by": list(known.by),
        "figures": list(map(_figure, figure_changes(part.old, part.new))),
    }


def _figure(change: FigureChange) -> Json:
    days = {"from": change.period.first, "until": change.period.last}
    told: Json = {name: day.isoformat() for name, day in days.items() if day is not None}
    if change.keys:
        told["keys"] = [[_scalar(key) for key in keys] for keys in change.keys]
    return told | {"old": _row(change.old), "new": _row(change.new)}


def _row(row: Row | None) -> Json | None:
    """A figure's value, or why the text states none, with its clause; None where there is no row."""
    if row is None:
        return None
    said: Json = {"value": _scalar(row.value)}
    if row.not_stated is not None:
        said = {"not_stated": {"zh": row.not_stated.zh, "en": row.not_stated.en}}
    return said | {"document": row.cite.document, "clause": row.cite.clause}


def _scalar(value: Value) -> str | bool | None:
    return value if value is None or isinstance(value, bool | str) else number_text(value)
