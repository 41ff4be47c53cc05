"""A ledger as lines of JSON, and back: the same bodies, payloads and hashes, byte for byte.

The first line says what follows: how many entries, and the hash of the last. Then a line for each rule bundle with its
files, and a line for each entry. Bodies, questions and decisions stand as texts, so that their bytes survive; what was
erased is simply not there. An import believes nothing: the ledger that takes the entries in checks chain and contents.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeVar

from benefits.audit.entry import Entry, Payload
from benefits.audit.ledger import EMPTY, Head
from benefits.audit.refused import sources_of
from benefits.codes import CODES
from benefits.engine.decision import canonical
from benefits.errors import DamagedLedgerError, LedgerError, Problem
from benefits.model.yaml_text import normalise

if TYPE_CHECKING:
    from benefits.audit.ledger import Ledger

FORMAT = "1"
MOST_BYTES_OF_A_LINE = 64 << 20
_Item = TypeVar("_Item")

Progress = Callable[[int, int], object]
"""Is told how much of how much is done."""


def export(ledger: Ledger) -> Iterator[bytes]:
    """The lines of the whole ledger as it stands, each with its line end."""
    head = ledger.head()
    yield from export_head(head, len(ledger.bundles()))
    for bundle in ledger.bundles():
        files = {path: text.decode() for path, text in ledger.files(bundle).items()}
        yield canonical({"bundle": bundle, "files": files}) + b"\n"
    yield from export_entries(ledger, head)


def export_head(head: Head, bundles: int) -> Iterator[bytes]:
    """The line that opens an export of so many entries and rule bundles."""
    told = {"bundles": bundles, "format": FORMAT, "head": head.hash.hex(), "kind": "ledger", "size": head.size}
    yield canonical(told) + b"\n"


def export_entries(ledger: Ledger, head: Head) -> Iterator[bytes]:
    """A line for each entry up to the head. Raises `DamagedLedgerError` at one that is no text."""
    for entry, payload in ledger.entries(1, head.size) if head.size else ():
        try:
            told: dict[str, object] = {"body": entry.body.decode(), "hash": entry.hash.hex()}
            if payload is not None:
                told["payload"] = payload_json(payload)
        except UnicodeDecodeError:
            raise DamagedLedgerError([Problem("bad_record", value=str(entry.seq))]) from None
        yield canonical(told) + b"\n"


def payload_json(payload: Payload) -> dict[str, str]:
    """A payload as JSON: its texts as they are, its salt in hexadecimal."""
    return {"decision": payload.decision.decode(), "question": payload.question.decode(), "salt": payload.salt.hex()}


def payload_of(value: object) -> Payload:
    """The payload of such JSON. `ValueError`: it is none."""
    if not isinstance(value, dict) or value.keys() != {"decision", "question", "salt"}:
        raise ValueError("payload")
    decision, question, salt = (_text(value, name) for name in ("decision", "question", "salt"))
    return Payload(bytes.fromhex(salt), question.encode(), decision.encode())


def counted(items: Iterable[_Item], total: int, progress: Progress | None) -> Iterator[_Item]:
    """The items, while `progress` is told now and then how many of how many are done."""
    for number, item in enumerate(items, 1):
        if progress is not None and number % 1000 == 0:
            progress(number, total)
        yield item


def import_lines(ledger: Ledger, lines: Iterable[bytes], progress: Progress | None = None) -> Head:
    """Fill an empty ledger from the lines of an export: all of it, or nothing.

    Raises `LedgerError`: `bad_line` with the number of the line that is wrong, `ledger_not_empty`.
    """
    source = Lines(lines)
    told = source.opening()
    bundles = dict(source.bundle() for _ in range(told.bundles))
    try:
        head = ledger.restore(counted(source.entries(told), told.size, progress), bundles)
    except LedgerError as error:
        if error.code != "broken_import":
            raise
        raise source.broken(error.problems[0], told) from error
    return head


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, none of them read further than a line may be long."""
    return iter(lambda: file.readline(MOST_BYTES_OF_A_LINE + 1), b"")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first line says: how many rule bundles and entries follow, and the last one's hash."""

    bundles: int
    size: int
    head: str


class Lines:
    """The lines of an export, read one by one; `number` is that of the line last read, from 1."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self.number = 0

    def refused(self, expected: str) -> LedgerError:
        """The refusal of the line last read; `expected` is the code of what is wrong, or what should be there."""
        known = Problem(expected) if expected in CODES else None
        zh, en = (known.message("zh"), known.message("en")) if known else (f"应为 {expected}", f"expected {expected}")
        return LedgerError([Problem("bad_line", value=str(self.number), expected=expected, detail=(("why", zh, en),))])

    def broken(self, cause: Problem, told: Opening) -> LedgerError:
        """The refusal of the line of an entry that a ledger does not take in, which may not be the line last read."""
        if not cause.detail:
            return self.refused(cause.expected)
        line = 1 + told.bundles + int(cause.value)
        return LedgerError([Problem("bad_line", value=str(line), expected=cause.expected, detail=cause.detail)])

    def opening(self) -> Opening:
        """The first line, which counts what follows."""
        line = self._next("ledger")
        bundles, size, head = line.get("bundles"), line.get("size"), line.get("head")
        if line.get("kind") != "ledger" or line.get("format") != FORMAT:
            self._refuse(f"ledger {FORMAT}")
        if type(bundles) is not int or type(size) is not int or bundles < 0 or size < 0 or not isinstance(head, str):
            self._refuse("ledger")
        return Opening(bundles, size, head)

    def bundle(self) -> tuple[str, Mapping[str, bytes]]:
        """The next line, which is a rule bundle: its digest, and path → text of its files."""
        line = self._next("bundle")
        files = line.get("files")
        if not isinstance(line.get("bundle"), str) or not isinstance(files, dict):
            self._refuse("bundle")
        if not all(isinstance(text, str) for text in files.values()):
            self._refuse("bundle")
        texts = {path: text.encode("utf-8", "replace") for path, text in files.items()}
        if any(normalise(text).encode() != text for text in texts.values()):
            self._refuse("bundle")
        try:
            sources_of(line["bundle"], texts)
        except LedgerError as error:
            self._refuse(error.code)
        return line["bundle"], texts

    def entries(self, told: Opening) -> Iterator[tuple[Entry, Payload | None]]:
        """The remaining lines, which are entries: as many as the first line says, the last with the hash it says."""
        last = EMPTY.hash.hex()
        for seq in range(1, told.size + 1):
            line = self._next(f"entry {seq}")
            try:
                payload = payload_of(line["payload"]) if "payload" in line else None
                entry = Entry(seq, _text(line, "body").encode(), bytes.fromhex(_text(line, "hash")))
            except ValueError:
                self._refuse(f"entry {seq}")
            last = entry.hash.hex()
            yield entry, payload
        if next(self._lines, b"") or last != told.head:
            self._refuse(f"entry {told.size}, {told.head[:16]}")

    def _next(self, expected: str) -> dict[str, Any]:
        self.number += 1
        line = next(self._lines, b"")
        try:
            found = json.loads(line) if line.endswith(b"\n") and len(line) <= MOST_BYTES_OF_A_LINE else None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            self._refuse(expected)
        return found

    def _refuse(self, expected: str) -> NoReturn:
        raise self.refused(expected) from None


def _text(value: Mapping[str, object], name: str) -> str:
    found = value.get(name)
    if not isinstance(found, str):
        raise ValueError(name)
    found.encode()  # A lone surrogate is no text.
    return found
