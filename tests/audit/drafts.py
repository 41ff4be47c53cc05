"""Drafts of records that no engine had to answer, for tests of what keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from benefits.audit.entry import Envelope, Payload
from benefits.audit.ledger import Draft, Ledger
from benefits.model.digest import bundle_digest, file_digest

AnyLedger = TypeVar("AnyLedger", bound=Ledger)
AT = "2026-11-22T08:00:00Z"
FILES = {
    "zhuang/aid.yaml": "program: zhuang/aid\ntitle: 救助\n".encode(),
    "documents/zhuang-1.yaml": b"document: zhuang-1\n",
}
BUNDLE = bundle_digest({path: file_digest(text) for path, text in FILES.items()})


def draft(id: str, supersedes: str = "", because: str = "", decision: str = '{"金额":"1"}') -> Draft:
    """A record of that id."""
    payload = Payload(bytes(31) + b"\1", f'{{"问":"{id}"}}'.encode(), decision.encode())
    envelope = Envelope(id, AT, "clerk 1", "counter", supersedes, because)
    return Draft(envelope, payload, "zhuang/aid", "2026-11-22", BUNDLE, "1", FILES)


def filled(ledger: AnyLedger, ids: Sequence[str]) -> AnyLedger:
    """The ledger with a record of each id."""
    ledger.append([draft(id) for id in ids], AT)
    return ledger
