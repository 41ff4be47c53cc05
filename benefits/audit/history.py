"""The history of one decision: every record that corrected it or that it corrected, oldest first, and erasures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benefits.audit.stored import body_of

if TYPE_CHECKING:
    from benefits.audit.entry import Entry
    from benefits.audit.ledger import Ledger

_TOLD = ("program", "date", "decided_at", "recorded_at", "by", "channel", "supersedes", "because")


@dataclass(frozen=True, slots=True)
class Event:
    """A record or an erasure, as its entry says. `id` is the record's; what the entry does not say is ""."""

    seq: int
    kind: str
    id: str
    program: str
    date: str
    decided_at: str
    recorded_at: str
    by: str
    channel: str
    supersedes: str
    because: str
    superseded_by: str = ""


def history(ledger: Ledger, id: str) -> list[Event]:
    """The record of that id with those before and after it, and each one's erasure behind it.

    Raises `LedgerError` `unknown_record`.
    """
    ids = [str(_content(ledger, id).get("erases", id))]
    while (before := str(_content(ledger, ids[0]).get("supersedes", ""))) and before not in ids:
        ids.insert(0, before)
    while (after := ledger.superseded_by(ids[-1])) and after not in ids:
        ids.append(after)
    return [event for one in ids for event in _events(ledger, one)]


def _content(ledger: Ledger, id: str) -> dict[str, Any]:
    return body_of(ledger.find(id)[0])


def _events(ledger: Ledger, id: str) -> Iterator[Event]:
    yield _event(ledger.find(id)[0], id, ledger.superseded_by(id))
    erasure = ledger.erasure_of(id)
    if erasure is not None:
        yield _event(erasure, id)


def _event(entry: Entry, id: str, superseded_by: str = "") -> Event:
    said = body_of(entry)
    told = {name: str(said.get(name, "")) for name in _TOLD}
    return Event(entry.seq, str(said.get("kind", "")), id, superseded_by=superseded_by, **told)
