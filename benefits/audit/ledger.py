"""What every ledger can do, and what all of them do alike: the bodies of new entries, and the refusal of bad ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

from benefits.audit.entry import GENESIS, Entry, Envelope, Payload, Row, chain, check_texts
from benefits.audit.walk import Finding
from benefits.engine.decision import canonical


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision ready to be stored. `date` is that of the question; `files`: path → normalised text of the rules."""

    envelope: Envelope
    payload: Payload
    program: str
    date: str
    bundle: str
    semantics: str
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries there are, and the hash of the last."""

    size: int
    hash: bytes


EMPTY = Head(0, GENESIS)


class Ledger(Protocol):
    """Entries in a chain, their payloads beside it, and the rule files that gave the answers.

    Two writers at once neither lose an entry nor fork the chain. What a method returns from is durable.
    """

    def append(self, drafts: Sequence[Draft], recorded_at: str) -> list[Entry]:
        """Store the drafts in one transaction, all or none.

        Raises `LedgerError`: `record_exists`, `unknown_record` (for `supersedes`), `superseded_already`.
        """

    def erase(self, id: str, by: str, because: str, recorded_at: str) -> Entry:
        """Remove the payload of a record for good and chain the reason.

        Raises `LedgerError`: `unknown_record`, `nothing_to_erase`.
        """

    def restore(self, rows: Iterable[tuple[Entry, Payload | None]], bundles: Mapping[str, Mapping[str, bytes]]) -> Head:
        """Fill an empty ledger with entries as they are. `bundles`: digest → path → normalised text of its rules.

        Raises `LedgerError` `ledger_not_empty`, or `broken_import` where an entry does not continue the chain, or a
        payload or bundle is not the one committed to; nothing is stored then.
        """

    def head(self) -> Head:
        """The end of the chain; `EMPTY` for an empty ledger."""

    def entries(self, start: int = 1, stop: int | None = None) -> Iterator[tuple[Entry, Payload | None]]:
        """The entries `start` to `stop`, both included, in order, as one moment has them; memory stays flat."""

    def rows(self, start: int = 1, stop: int | None = None) -> Iterator[Row]:
        """What `entries` is made of, for whoever reads all of it."""

    def find(self, id: str) -> tuple[Entry, Payload | None]:
        """The entry of that id. Raises `LedgerError` `unknown_record` with the nearest id."""

    def superseded_by(self, id: str) -> str:
        """The id of the record that corrects this one, or ""."""

    def erasure_of(self, id: str) -> Entry | None:
        """The entry that says why the payload of this record was removed, or None."""

    def bundles(self) -> tuple[str, ...]:
        """The digests of the stored rule bundles, sorted."""

    def files(self, bundle: str) -> Mapping[str, bytes]:
        """Path → normalised text of a stored bundle. Raises `LedgerError` `unknown_bundle`."""

    def damage(self) -> Iterator[Finding]:
        """What is wrong below the entries: how they are stored, and columns that do not say what the bodies say."""

    def close(self) -> None: ...


def record_body(draft: Draft, commitment: str, seq: int, recorded_at: str) -> bytes:
    """The body of a record's entry."""
    envelope = draft.envelope
    told = {
        "because": envelope.because,
        "by": envelope.by,
        "channel": envelope.channel,
        "commitment": commitment,
        "date": draft.date,
        "decided_at": envelope.decided_at,
        "id": envelope.id,
        "kind": "record",
        "program": draft.program,
        "recorded_at": recorded_at,
        "rules": {"bundle": draft.bundle, "semantics": draft.semantics},
        "seq": seq,
        "supersedes": envelope.supersedes,
    }
    return canonical({key: value for key, value in told.items() if value != ""})


def next_records(head: Head, drafts: Sequence[Draft], recorded_at: str) -> list[Entry]:
    """The entries of these drafts behind the head. What they say of other entries is not checked here."""
    check_texts(recorded_at=recorded_at)
    start = head.size + 1
    numbered = enumerate(drafts, start)
    bodies = (record_body(draft, draft.payload.commitment(), seq, recorded_at) for seq, draft in numbered)
    return chain(head.hash, bodies, start)


def next_erasure(head: Head, id: str, by: str, because: str, recorded_at: str) -> Entry:
    """The entry behind the head that says that the payload of a record is gone, and on what ground."""
    check_texts(because=because, recorded_at=recorded_at, **({"by": by} if by else {}))
    told = {"because": because, "by": by, "erases": id, "id": str(uuid4()), "kind": "erasure"}
    told |= {"recorded_at": recorded_at}
    body = canonical({key: value for key, value in told.items() if value != ""} | {"seq": head.size + 1})
    return chain(head.hash, [body], head.size + 1)[0]
