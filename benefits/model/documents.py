"""The documents that programs rest on, and the registers of their clauses: values, made from `rules/documents`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from benefits.model.program import Entity, Label, Mark


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Clause(Entity):
    """A clause with a figure, and in `not_encoded`, where no program follows from it, the reason why not."""

    id: str
    gist: Label
    not_encoded: Label | None
    at: Mark


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Document(Entity):
    """A record of `rules/documents`. `clauses` is its register, which a program's own `documents` leave out."""

    id: str
    title: Label
    number: str | None
    issuer: Label
    issued: date | None
    effective: date | None
    until: date | None
    repeals: tuple[str, ...]
    clauses: tuple[Clause, ...] = ()
