"""A proof that one record is in a ledger, which needs nothing of that ledger but a checkpoint.

The text is a C2SP tlog-proof: the place of the entry, the hashes that lead from it to the root, and the checkpoint.
Its `extra` line, which that form leaves to us, holds the entry's body and, where it is still there, the question and
the decision; the body is what the tree holds, and they are held to its commitment. It may also hold a proof that the
checkpoint extends an older one, for whoever has kept only that.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benefits.audit import merkle
from benefits.audit.checkpoint import Checkpoint, Comparison, read_checkpoint, signatures
from benefits.audit.entry import Payload
from benefits.audit.exchange import payload_json, payload_of
from benefits.audit.note import PublicKey, decoded, first_line
from benefits.engine.decision import canonical
from benefits.errors import DamagedLedgerError, InputError, LedgerError, Problem

if TYPE_CHECKING:
    from benefits.audit.ledger import Ledger

FORM = "c2sp.org/tlog-proof@v1"
MOST_BYTES = 256 << 20
_LINES = re.compile(rf"{re.escape(FORM)}\nextra (\S+)\nindex (0|[1-9][0-9]{{0,17}})\n((?:\S+\n)*)\n")


@dataclass(frozen=True, slots=True)
class Extension:
    """That a checkpoint extends an older one of `size` entries: the hashes of RFC 6962, 2.1.2."""

    size: int
    hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The entry's stored `body`, its payload unless that was erased, its `index` from 0, and the way to the root."""

    body: bytes
    payload: Payload | None
    index: int
    hashes: tuple[bytes, ...]
    checkpoint: Checkpoint
    extension: Extension | None = None

    def content(self) -> dict[str, Any]:
        """The body as a value."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    def __str__(self) -> str:
        extra: dict[str, object] = {"body": self.body.decode()}
        if self.payload is not None:
            extra["payload"] = payload_json(self.payload)
        if self.extension is not None:
            hashes = [each.hex() for each in self.extension.hashes]
            extra["extends"] = {"hashes": hashes, "size": self.extension.size}
        lines = "".join(f"{b64encode(each).decode()}\n" for each in self.hashes)
        opaque = b64encode(canonical(extra)).decode()
        return f"{FORM}\nextra {opaque}\nindex {self.index}\n{lines}\n{self.checkpoint}"


def prove(ledger: Ledger, id: str, checkpoint: Checkpoint, since: Checkpoint | None = None) -> Proof:
    """The proof that the record is under the checkpoint; with `since`, also that this extends that older checkpoint.

    Raises `LedgerError`: `unknown_record`, `not_in_checkpoint`, `not_older`; `DamagedLedgerError` where the ledger is
    not that of the checkpoints, or the payload not that of the record.
    """
    entry, payload = ledger.find(id)
    if entry.seq > checkpoint.size:
        raise LedgerError([Problem("not_in_checkpoint", "id", id, str(entry.seq))])
    older = since.size if since is not None else 0
    if older > checkpoint.size:
        raise LedgerError([Problem("not_older", "since", str(older), str(checkpoint.size))])
    path = merkle.inclusion_runs(entry.seq - 1, checkpoint.size)
    grown = merkle.consistency_runs(older, checkpoint.size) if older else []
    compared = [Comparison(each) for each in (checkpoint, since) if each is not None]
    on_path, on_growth = merkle.Roots(path), merkle.Roots(grown)
    takers = [*(one.add for one in compared), on_path.add, on_growth.add]
    for each, _ in ledger.entries(1, checkpoint.size):
        leaf = merkle.leaf_hash(each.body)
        for take in takers:
            take(leaf)
    problems = [problem for one in compared for problem in one.findings()] or _other_content(entry.body, payload)
    if problems:
        raise DamagedLedgerError(problems)
    extension = Extension(older, tuple(on_growth.of(grown))) if since is not None else None
    return Proof(entry.body, payload, entry.seq - 1, tuple(on_path.of(path)), checkpoint, extension)


def read_proof(text: str) -> Proof:
    """The proof of a file's text, nothing of it checked. `InputError` `bad_proof`, `bad_checkpoint`: it is none."""
    parts = _LINES.match(text) if len(text) <= MOST_BYTES else None
    if parts is None:
        raise _bad_proof(text)
    checkpoint = read_checkpoint(text[parts.end() :])
    try:
        extra = json.loads(decoded(parts[1]))
        payload = payload_of(extra["payload"]) if "payload" in extra else None
        hashes = tuple(decoded(line) for line in parts[3].split())
        proof = Proof(extra["body"].encode(), payload, int(parts[2]), hashes, checkpoint, _extension(extra))
        content = proof.content()
        usable = all(isinstance(content[name], str) for name in ("id", "kind", "recorded_at"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _bad_proof(text) from None
    if not usable:
        raise _bad_proof(text)
    return proof


def _extension(extra: dict[str, Any]) -> Extension | None:
    if "extends" not in extra:
        return None
    size, hashes = extra["extends"]["size"], extra["extends"]["hashes"]
    if type(size) is not int:
        raise ValueError("size")
    return Extension(size, tuple(bytes.fromhex(each) for each in hashes))


def _bad_proof(text: str) -> InputError:
    return InputError([Problem("bad_proof", "proof", first_line(text), FORM)])


def check_proof(proof: Proof, held: Checkpoint, keys: Sequence[PublicKey] = ()) -> list[Problem]:
    """What is wrong with a proof for somebody who holds a checkpoint; nothing if the record is in that ledger.

    `held` is the proof's own checkpoint, or an older one that it extends. With `keys` the proof's checkpoint must be
    signed by one of them. `InputError`: the library for that is not installed.
    """
    problems = signatures(proof.checkpoint, keys)
    within, content = proof.checkpoint, proof.content()
    leaf = merkle.leaf_hash(proof.body)
    if not merkle.included(proof.index, within.size, leaf, proof.hashes, within.root):
        problems.append(Problem("proof_fails", "proof", content["id"]))
    if not _connected(proof, held):
        problems.append(Problem("other_checkpoint", "checkpoint", str(within.size)))
    return problems + _other_content(proof.body, proof.payload)


def _other_content(body: bytes, payload: Payload | None) -> list[Problem]:
    """The finding that a payload is not the one that a body commits to."""
    told = json.loads(body)
    if payload is None or payload.commitment() == told.get("commitment"):
        return []
    return [Problem("content_differs", value=told["id"])]


def _connected(proof: Proof, held: Checkpoint) -> bool:
    within, extension = proof.checkpoint, proof.extension
    if (held.size, held.root) == (within.size, within.root):
        return True
    if extension is None or extension.size != held.size:
        return False
    return merkle.extends(held.size, within.size, held.root, within.root, extension.hashes)
