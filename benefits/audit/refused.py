"""Which new records a ledger refuses, whatever it is stored in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from benefits.audit.ledger import Draft
from benefits.errors import LedgerError, Problem
from benefits.model.digest import bundle_digest, file_digest


class Stored(Protocol):
    """What has to be known of the entries that are there."""

    def kind_of(self, id: str) -> str:
        """`record` or `erasure`, or "" where no entry has this id."""

    def superseded_by(self, id: str) -> str: ...

    def unknown(self, id: str) -> LedgerError:
        """The refusal of an id that there is none of; it names the nearest."""


def refuse(drafts: Sequence[Draft], stored: Stored) -> None:
    """Raises `LedgerError` for drafts whose ids are taken, or that supersede what is not there or was superseded."""
    problems: list[Problem] = []
    ids: set[str] = set()
    superseded: dict[str, str] = {}
    for draft in drafts:
        id, target = draft.envelope.id, draft.envelope.supersedes
        if id in ids or stored.kind_of(id):
            problems.append(Problem("record_exists", "id", id))
        if target:
            other = superseded.get(target) or stored.superseded_by(target)
            if target not in ids and stored.kind_of(target) != "record":
                problems += (replace(each, path="supersedes") for each in stored.unknown(target).problems)
            elif other:
                problems.append(Problem("superseded_already", "supersedes", target, other))
            superseded[target] = id
        ids.add(id)
    if problems:
        raise LedgerError(problems)


def sources_of(bundle: str, files: Mapping[str, bytes]) -> dict[str, str]:
    """Path → digest of the rule files of a bundle. Raises `LedgerError` where they are not those of its digest."""
    sources = {path: file_digest(text) for path, text in files.items()}
    if bundle_digest(sources) != bundle:
        raise LedgerError([Problem("bundle_differs", value=bundle[:80], expected=bundle_digest(sources))])
    return sources
