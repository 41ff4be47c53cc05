"""Checkpoints: the size and the Merkle root of a ledger as a small text, to be kept out of the keeper's reach.

The chain inside a ledger shows that nothing in it was changed. It cannot show that the last entries were cut off, or
that the whole file was put back to an older copy: only a checkpoint that was deposited elsewhere can. The text is a
C2SP tlog-checkpoint (origin, size, root in base64), signed or not; a leaf of the tree is an entry's stored body.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benefits.audit import merkle
from benefits.audit.note import Note, PrivateKey, PublicKey, decoded, first_line, judged, read_note, signed
from benefits.errors import InputError, Problem

if TYPE_CHECKING:
    from benefits.audit.ledger import Ledger

_SIZE = re.compile("0|[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a ledger when it had `size` entries: its `origin` (whose ledger), and the `root` over the bodies."""

    origin: str
    size: int
    root: bytes
    note: Note

    def __str__(self) -> str:
        return str(self.note)


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a file's text, its signatures unchecked. `InputError` `bad_checkpoint`: it is none."""
    try:
        note = read_note(text)
        origin, size, root, *extensions = note.text.split("\n")[:-1]
        found = decoded(root)
    except ValueError:
        raise _bad_checkpoint(text) from None
    if not origin or not _SIZE.fullmatch(size) or len(found) != len(merkle.EMPTY) or not all(extensions):
        raise _bad_checkpoint(text)
    return Checkpoint(origin, int(size), found, note)


def _bad_checkpoint(text: str) -> InputError:
    return InputError([Problem("bad_checkpoint", "checkpoint", first_line(text), "C2SP tlog-checkpoint")])


def make_checkpoint(ledger: Ledger, origin: str, key: PrivateKey | None = None) -> Checkpoint:
    """The checkpoint of the ledger as it stands, signed if there is a key.

    `origin` names the ledger, one line of at most 200 printable characters. `InputError`: it does not, or the library
    that signs is not installed.
    """
    if not origin.isprintable() or not origin.strip() or len(origin) > 200:
        raise InputError([Problem("bad_text", "origin", origin[:200], "≤ 200")])
    tree = merkle.Tree()
    for entry, _ in ledger.entries():
        tree.add(merkle.leaf_hash(entry.body))
    root = tree.root()
    text = f"{origin}\n{tree.size}\n{b64encode(root).decode()}\n"
    return Checkpoint(origin, tree.size, root, signed(text, key) if key is not None else Note(text))


class Comparison:
    """A ledger held against a checkpoint while its entries go by, for whoever reads them anyway."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.checkpoint = checkpoint
        self._tree = merkle.Tree()

    def add(self, leaf: bytes) -> None:
        """Take the next entry: `merkle.leaf_hash` of its stored body."""
        if self._tree.size < self.checkpoint.size:
            self._tree.add(leaf)

    def findings(self) -> list[Problem]:
        """What is wrong, after the last entry: a ledger that is shorter, or one with other entries."""
        size, wanted = self._tree.size, self.checkpoint.size
        if size < wanted:
            return [Problem("ledger_cut", "checkpoint", str(size), str(wanted))]
        if self._tree.root() != self.checkpoint.root:
            return [Problem("other_history", "checkpoint", str(wanted), self.checkpoint.origin)]
        return []


def check(ledger: Ledger, checkpoint: Checkpoint, keys: Sequence[PublicKey] = ()) -> list[Problem]:
    """What the checkpoint shows of the ledger: entries cut off (or an older copy), or changed; nothing if all is well.

    With `keys` the checkpoint must also be signed by one of them. `InputError`: the library for that is not installed.
    """
    comparison = Comparison(checkpoint)
    for entry, _ in ledger.entries(1, checkpoint.size):
        comparison.add(merkle.leaf_hash(entry.body))
    return [*signatures(checkpoint, keys), *comparison.findings()]


def signatures(checkpoint: Checkpoint, keys: Iterable[PublicKey]) -> list[Problem]:
    """What is wrong with the checkpoint's signatures for somebody who trusts `keys`; without keys nothing is asked."""
    trusted = tuple(keys)
    return judged(checkpoint.note, trusted) if trusted else []
