"""Stored decisions computed again: the same question, the rules stored with it, the same semantics, the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benefits.audit import semantics
from benefits.audit.entry import Payload
from benefits.audit.stored import Books, Stored, check_payload, erasure_body, stored_question, stored_record
from benefits.engine.decision import canonical
from benefits.errors import BenefitsError, Problem

if TYPE_CHECKING:
    from benefits.audit.ledger import Ledger

SAME, DIFFERS, ERASED, CANNOT = "same", "differs", "erased", "cannot"
_SHOWN = ("result", "formula", "values")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two answers first part: the `member` of the answer or, with `step`, of that step; both values as JSON.

    "" stands for one that is not there. A step is told by its label's languages and its name.
    """

    step: str
    label: Mapping[str, str]
    member: str
    stored: str
    recomputed: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of one record. `outcome` is `same`, `differs`, `erased` or `cannot`.

    `difference`: where the answers part, if there are two. `problems`: why the question was refused now (`differs`), or
    why it cannot be asked (`cannot`). `because` and `at`: ground and time of an erasure.
    """

    seq: int
    id: str
    program: str
    outcome: str
    difference: Difference | None = None
    problems: tuple[Problem, ...] = ()
    because: str = ""
    at: str = ""


def replay(ledger: Ledger, id: str | None = None) -> Iterator[Replayed]:
    """Recompute the record of that id, or every record in order; memory does not grow with their number.

    Raises `LedgerError` `unknown_record`.
    """
    books = Books(ledger)
    for entry, payload in ledger.entries() if id is None else [ledger.find(id)]:
        known = stored_record(entry)
        if known is not None:
            yield _replayed(ledger, books, known, payload)


def _replayed(ledger: Ledger, books: Books, known: Stored, payload: Payload | None) -> Replayed:
    seq, id, program = known.seq, known.id, known.program
    try:
        if payload is None:
            told = erasure_body(ledger, id)
            ground, at = str(told.get("because", "")), str(told.get("recorded_at", ""))
            return Replayed(seq, id, program, ERASED, because=ground, at=at)
        check_payload(known, payload)
        question = stored_question(payload.question, id)
        book = books.book(known.bundle)
        book.program(question["program"])
        semantics.check(known.semantics)
    except BenefitsError as error:
        return Replayed(seq, id, program, CANNOT, problems=error.problems)
    try:
        found = semantics.answer(known.semantics, book, question).to_bytes()
    except BenefitsError as error:
        return Replayed(seq, id, program, DIFFERS, problems=error.problems)
    if found == payload.decision:
        return Replayed(seq, id, program, SAME)
    return Replayed(seq, id, program, DIFFERS, first_difference(payload.decision, found))


def first_difference(stored: bytes, found: bytes) -> Difference:
    """The first step that differs; where the steps agree, the first member of the answer that does."""
    try:
        before, after = json.loads(stored), json.loads(found)
    except (ValueError, RecursionError):
        return Difference("", {}, "", _shown(stored), _shown(found))
    if not isinstance(before, dict) or not isinstance(before.get("steps"), list):
        return Difference("", {}, "", _shown(stored), _shown(found))
    steps = before["steps"], after["steps"]
    for place in range(max(map(len, steps))):
        old, new = (each[place] if place < len(each) else {} for each in steps)
        if old != new:
            return _of_step(old, new)
    for member in sorted(before.keys() | after.keys()):
        if before.get(member) != after.get(member) and member != "digest":
            return Difference("", {}, member, _json(before, member), _json(after, member))
    if before.get("digest") != after["digest"]:
        return Difference("", {}, "digest", _json(before, "digest"), _json(after, "digest"))
    return Difference("", {}, "", _shown(stored), _shown(found))  # the same values in other bytes


def _of_step(old: Any, new: dict[str, Any]) -> Difference:
    if not isinstance(old, dict):
        return Difference("", {}, "steps", _shown(canonical(old)), _shown(canonical(new)))
    known = new or old
    label = known.get("label")
    members = ["name", *_SHOWN, *sorted(old.keys() | new.keys())]
    member = next(each for each in members if old.get(each) != new.get(each))
    name, labels = str(known.get("name", "")), label if isinstance(label, dict) else {}
    return Difference(name, labels, member, _json(old, member), _json(new, member))


def _json(values: Mapping[str, Any], member: str) -> str:
    return _shown(canonical(values[member])) if member in values else ""


def _shown(content: bytes) -> str:
    return content.decode(errors="backslashreplace")
