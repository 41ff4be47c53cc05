"""What a ledger is made of: the envelope of a decision, its erasable payload, and the chained entry.

A body is canonical JSON with ASCII keys. It is stored and hashed as it is and never written a second time. Nothing in
it says what a person gave or got: that stands in the payload, which the body holds by a salted commitment alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from benefits.errors import LedgerError, Problem

GENESIS = sha256(b"benefits ledger 1\n").digest()
"""What stands for the hash before the first entry."""

SALT_BYTES = 32
MAX_ID = 100
MAX_TEXT = 1000
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is kept of a decision outside the answer's bytes.

    `id`: unique in the ledger, at most 100 printable characters. `decided_at`: UTC, `2026-11-22T08:00:00Z`.
    `supersedes`: the id of the record that this one corrects, `because`: the reason; the one needs the other.
    Raises `LedgerError` with every problem.
    """

    id: str
    decided_at: str
    by: str = ""
    channel: str = ""
    supersedes: str = ""
    because: str = ""

    def __post_init__(self) -> None:
        problems = [*_text("id", self.id, MAX_ID, needed=True), *_text("supersedes", self.supersedes, MAX_ID)]
        for name in ("by", "channel", "because"):
            problems += _text(name, getattr(self, name))
        problems += _time("decided_at", self.decided_at)
        if not problems and bool(self.supersedes) != bool(self.because):
            problems.append(Problem("missing_reason", "because" if self.supersedes else "supersedes"))
        if problems:
            raise LedgerError(problems)


@dataclass(frozen=True, slots=True)
class Payload:
    """What is personal: the question and the decision, canonical JSON both, and the salt of their commitment."""

    salt: bytes
    question: bytes
    decision: bytes

    def commitment(self) -> str:
        """What the chain holds of the payload."""
        return commitment(self.salt, self.question, self.decision)


def commitment(salt: bytes, question: bytes, decision: bytes) -> str:
    """`sha256:` of the salt, the question and the decision, these two each behind its length in 8 bytes."""
    found = sha256(b"%b%b%b%b" % (salt, len(question).to_bytes(8, "big"), question, len(decision).to_bytes(8, "big")))
    found.update(decision)
    return "sha256:" + found.hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the chain: `seq` counts from 1, `hash` is sha256 of the previous entry's hash and `body`."""

    seq: int
    body: bytes
    hash: bytes

    def content(self) -> dict[str, Any]:
        """The body as a value. `kind` is `record` or `erasure`."""
        found: dict[str, Any] = json.loads(self.body)
        return found


Row = tuple[int, bytes, bytes, bytes | None, bytes, bytes]
"""An entry and its payload as they are read: seq, body, hash, salt (None: no payload), question, decision."""


def entry_of(row: Row) -> tuple[Entry, Payload | None]:
    """A row as the values it stands for."""
    seq, body, hash_, salt, question, decision = row
    return Entry(seq, body, hash_), None if salt is None else Payload(salt, question, decision)


def row_of(entry: Entry, payload: Payload | None) -> Row:
    """The row that an entry and its payload are read from."""
    if payload is None:
        return entry.seq, entry.body, entry.hash, None, b"", b""
    return entry.seq, entry.body, entry.hash, payload.salt, payload.question, payload.decision


def chain(previous: bytes, bodies: Iterable[bytes], start: int) -> list[Entry]:
    """Entries of these bodies behind the entry whose hash is `previous`; `start` is the first one's number."""
    entries = []
    for seq, body in enumerate(bodies, start):
        previous = sha256(previous + body).digest()
        entries.append(Entry(seq, body, previous))
    return entries


def check_texts(**texts: str) -> None:
    """Refuse texts of an entry that are too long or not printable; `recorded_at` is a time. Raises `LedgerError`."""
    problems = []
    for name, value in texts.items():
        problems += _time(name, value) if name.endswith("_at") else _text(name, value, needed=True)
    if problems:
        raise LedgerError(problems)


def _text(name: str, value: object, most: int = MAX_TEXT, needed: bool = False) -> list[Problem]:
    if not isinstance(value, str):
        return [Problem("wrong_type", name, type(value).__name__, "text")]
    if len(value) > most or not value.isprintable():
        return [Problem("bad_text", name, value[:60], f"≤ {most}")]
    return [Problem("bad_text", name, value, "not empty")] if not value.strip() and (needed or value) else []


def _time(name: str, value: object) -> list[Problem]:
    if isinstance(value, str) and _TIME.fullmatch(value):
        try:
            datetime.fromisoformat(value)
            return []
        except ValueError:
            pass
    return [Problem("bad_time", name, str(value)[:60], "2026-11-22T08:00:00Z")]
