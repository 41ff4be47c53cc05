"""Adds a file of records; see the package."""

from __future__ import annotations

import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from benefits.audit.entry import Envelope
from benefits.audit.exchange import export
from benefits.audit.ledger import Draft
from benefits.audit.record import question, record, rules_of
from benefits.audit.sqlite import SqliteLedger
from benefits.book import RuleBook, load
from tests.audit.decided import answered
from tests.project.checkout import ROOT

FOLDER = Path(__file__).parent
SUMS = FOLDER / "SHA256SUMS"
AT = "2026-11-22T08:00:00Z"
SHORT_BYTES = 5_000


def drafts(book: RuleBook, id: str) -> list[Draft]:
    """Records of the first answer of the program's corpus, and of the last if it is short."""
    cases = answered(id)
    found: list[Draft] = []
    for number, asked in dict((cases[0], cases[-1])).items():
        decision = book.decide(id, asked["date"], asked["inputs"], asked["assume"])
        if found and len(decision.to_bytes()) > SHORT_BYTES:
            continue
        told = question(decision, asked["inputs"], asked["assume"])
        found.append(record(decision, told, Envelope(f"{id}#{number}", AT), rules_of(book, id)))
    return found


def main(name: str) -> None:
    """Write a new file and its line in the sums; a file that is there stops it."""
    book = load(ROOT / "rules")
    with tempfile.TemporaryDirectory() as place:
        ledger = SqliteLedger(str(Path(place) / "l.db"), create=True)
        ledger.append([draft for id in book.ids for draft in drafts(book, id)], AT)
        content = b"".join(export(ledger))
        ledger.close()
    with (FOLDER / f"{name}.jsonl").open("xb") as file:
        file.write(content)
    with SUMS.open("a", encoding="ascii") as sums:
        sums.write(f"{sha256(content).hexdigest()}  {name}.jsonl\n")


if __name__ == "__main__":
    main(sys.argv[1])
