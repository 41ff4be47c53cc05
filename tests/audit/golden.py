"""One digest over what an audit rests on: every answer of the reviewed corpus as a record, and a bundle.

`python -m tests.audit.golden` prints it, for other processes to compare.
"""

from __future__ import annotations

import json
import locale
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from benefits.audit.entry import Envelope
from benefits.audit.ledger import EMPTY, Draft, next_records
from benefits.audit.record import question, record, rules_of
from benefits.book import RuleBook, load
from benefits.model.bundle import write_bundle
from tests.engine.corpus import odd_context

ROOT = Path(__file__).parents[2]
AT = "2026-11-22T08:00:00Z"


def drafts(book: RuleBook) -> Iterator[Draft]:
    """The records; their salts are not random here."""
    for program in book.ids:
        rules = rules_of(book, program)
        lines = (ROOT / "tests" / "corpus" / f"{program}.jsonl").read_text(encoding="utf-8").splitlines()
        answered = (case for case in map(json.loads, lines) if "outputs" in case["outcome"])
        for number, case in enumerate(answered):
            decision = book.decide(program, case["date"], case["inputs"], case["assume"])
            asked = question(decision, case["inputs"], case["assume"])
            draft = record(decision, asked, Envelope(f"{program} {number}", AT, "经办"), rules)
            yield replace(draft, payload=replace(draft.payload, salt=bytes(32)))


def digest(book: RuleBook | None = None) -> str:
    """The digest; of a book that is loaded now, unless one is given."""
    book = book or load(ROOT / "rules")
    made = list(drafts(book))
    found = sha256()
    for draft, entry in zip(made, next_records(EMPTY, made, AT), strict=True):
        for part in (draft.payload.question, draft.payload.decision, entry.body, entry.hash):
            found.update(len(part).to_bytes(8, "big") + part)
    found.update(write_bundle(book.files("benxi/dibao")))
    return found.hexdigest()


if __name__ == "__main__":
    if "--odd-context" in sys.argv:
        odd_context()
    with suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "")  # Python itself takes over no more than the characters of a locale
    print(digest())
