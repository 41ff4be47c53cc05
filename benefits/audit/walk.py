"""One pass over a chain of entries: everything that does not hold together, with the entry where it shows.

A pass keeps the last hash, and of the ids only those that were corrected or erased, so that memory does not grow with
the ledger. Runs of entries can be walked apart, at the same time, and joined.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from benefits.audit.entry import GENESIS, Row, commitment
from benefits.errors import Problem

_TEXT = rb'"(?!")[^"\\]*+(?:\\.[^"\\]*+)*+"'
_TIME = rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z"
_NUMBER = rb"[1-9][0-9]{0,17}"
_RECORD = re.compile(
    rb'\{(?:"because":%b,)?(?:"by":%b,)?(?:"channel":%b,)?"commitment":"(?P<target>sha256:[0-9a-f]{64})",'
    rb'"date":"[0-9]{4}-[0-9]{2}-[0-9]{2}","decided_at":"%b","id":(?P<id>%b),"kind":"record","program":%b,'
    rb'"recorded_at":"(?P<at>%b)","rules":\{"bundle":"(?P<bundle>sha256:[0-9a-f]{64})","semantics":%b\},'
    rb'"seq":(?P<seq>%b)(?:,"supersedes":(?P<supersedes>%b))?\}'
    % (_TEXT, _TEXT, _TEXT, _TIME, _TEXT, _TEXT, _TIME, _TEXT, _NUMBER, _TEXT)
)
_ERASURE = re.compile(
    rb'\{"because":%b,(?:"by":%b,)?"erases":(?P<target>%b),"id":(?P<id>%b),"kind":"erasure",'
    rb'"recorded_at":"(?P<at>%b)","seq":(?P<seq>%b)\}' % (_TEXT, _TEXT, _TEXT, _TEXT, _TIME, _NUMBER)
)

MOST_FINDINGS = 1000
NOTES = frozenset({"clock_set_back", "no_entry_touched"})
"""Codes of findings that an auditor should know of, and that are no damage."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold together: what, and the entries `first` to `last` where it is (0: none)."""

    problem: Problem
    first: int = 0
    last: int = 0
    id: str = ""

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def is_note(self) -> bool:
        return self.code in NOTES


def finding(code: str, first: int = 0, last: int = 0, id: str = "", value: str = "", expected: str = "") -> Finding:
    """A finding of that code; `value` and `expected` fill its text."""
    return Finding(Problem(code, "", value, expected), first, last or first, id)


class Walk:
    """What a run of entries, taken in order from number `start`, amounts to. `behind`: the one or two rows before."""

    def __init__(self, start: int = 1, behind: Sequence[Row] = ()) -> None:
        self.findings: list[Finding] = []
        self.records = 0
        self.bundles: dict[bytes, int] = {}
        self._seq = start - 1
        self._hash = self._right = GENESIS if start == 1 else b""
        self._at = b""
        self._bare: dict[str, int] = {}
        self._erased: dict[str, tuple[int, str]] = {}
        self._corrections: list[tuple[int, str, str]] = []
        if behind and behind[-1][0] == start - 1:
            _, body, self._hash, *_ = behind[-1]
            before = GENESIS if start == 2 else behind[0][2]
            self._right = sha256(before + body).digest()
            found = _RECORD.fullmatch(body) or _ERASURE.fullmatch(body)
            self._at = found["at"] if found else b""

    def take(self, row: Row) -> None:
        """Take the next entry with its payload."""
        seq, body, hash_, salt, question, decision = row
        if seq != self._seq + 1:
            self.end(seq - 1)
        if sha256(self._hash + body).digest() == hash_:
            self._right = hash_
        else:
            self._check_link(seq, body, hash_)
        self._seq, self._hash = seq, hash_
        found = _RECORD.fullmatch(body)
        if found is None:
            self._take_other(row)
            return
        target, quoted, at, bundle, own, superseded = found.groups()
        if at < self._at or own != b"%d" % seq:
            self._check_place(seq, quoted, at, own)
        self._at = at
        self.records += 1
        if bundle not in self.bundles:
            self.bundles[bundle] = seq
        if salt is None:
            self._bare[_text(quoted)] = seq
        elif commitment(salt, question, decision) != str(target, "ascii"):
            self.find("payload_differs", seq, _text(quoted))
        if superseded is not None:
            self._corrections.append((seq, _text(quoted), _text(superseded)))

    def _take_other(self, row: Row) -> None:
        """What is no record: an erasure, or no entry's body at all."""
        seq, body, _, salt, _, _ = row
        found = _ERASURE.fullmatch(body)
        if found is None:
            self.find("entry_form", seq)
            return
        target, quoted, at, own = found.groups()
        self._check_place(seq, quoted, at, own)
        self._at = at
        self._erased[_text(target)] = seq, _text(quoted)
        if salt is not None:
            self.find("payload_differs", seq, _text(quoted))

    def skip(self, seq: int) -> None:
        """Pass an entry that cannot be read; the link of the next one cannot be checked."""
        before = self.findings[-1] if self.findings else None
        if before is not None and before.code == "entry_unreadable" and before.last == seq - 1:
            self.findings[-1] = replace(before, last=seq)
        else:
            self.find("entry_unreadable", seq)
        self._seq, self._hash = seq, b""

    def end(self, stop: int) -> None:
        """The run ends at this number, or goes on behind it: what was not taken is not there."""
        if self._seq < stop:
            self.find("entries_missing", self._seq + 1, last=stop)
            self._seq, self._hash = stop, b""

    def join(self, later: Walk) -> None:
        """Take over what the walk through the entries behind these came to."""
        self.findings += later.findings[: MOST_FINDINGS - len(self.findings)]
        self.records += later.records
        self.bundles = later.bundles | self.bundles
        self._bare |= later._bare
        self._erased |= later._erased
        self._corrections += later._corrections

    def finish(self, place: Callable[[str], int | None], erased: Callable[[str], bool] = lambda _: False) -> None:
        """Find what only the whole shows.

        `place`: the number of the record of an id, None where there is none. `erased`: whether the payload of an id
        was erased by now, though not by any of these entries.
        """
        for target, (seq, id) in self._erased.items():
            gone = self._bare.pop(target, None)
            if gone is None or gone > seq:
                self.find("payload_not_erased", seq, id, target)
        for id, seq in self._bare.items():
            if not erased(id):
                self.find("payload_missing", seq, id)
        corrected = set[str]()
        for seq, id, target in self._corrections:
            known = place(target)
            if known is None or known >= seq or target in corrected:
                self.find("supersedes_wrong", seq, id, target)
            corrected.add(target)

    def find(self, code: str, first: int, id: str = "", value: str = "", expected: str = "", last: int = 0) -> None:
        """Note a finding; after `MOST_FINDINGS` nothing is gained by more."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding(code, first, last, id, value, expected))

    def _check_link(self, seq: int, body: bytes, hash_: bytes) -> None:
        """A hash that does not follow from the one before as stored: it may follow from what that should have been."""
        right = sha256(self._right + body).digest()
        if self._hash and right != hash_:
            found = _RECORD.fullmatch(body) or _ERASURE.fullmatch(body)
            self.find("hash_differs", seq, _text(found["id"]) if found else "")
            self._right = right
        else:
            self._right = hash_

    def _check_place(self, seq: int, quoted: bytes, at: bytes, own: bytes) -> None:
        if own != b"%d" % seq:
            self.find("entry_moved", seq, _text(quoted), own.decode())
        if at < self._at:
            self.find("clock_set_back", seq, _text(quoted), at.decode(), self._at.decode())


def _text(quoted: bytes) -> str:
    """The text of a quoted JSON string, as it stands where it is none."""
    try:
        return str(json.loads(quoted))
    except ValueError:
        return ascii(quoted)
