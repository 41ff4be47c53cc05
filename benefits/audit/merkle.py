"""The Merkle tree of RFC 6962, section 2.1: its root and its proofs, over leaves that come one after another.

A leaf is hashed behind the byte 0x00 and a node behind 0x01, so that neither can pass for the other. Memory is one hash
per level of the tree, however many leaves there are. A proof is the list of the roots of certain runs of leaves; so
`inclusion_runs` and `consistency_runs` say which runs these are, and `Roots` finds their roots in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

Run = tuple[int, int]
"""Leaves from the first number up to but not including the second; leaves count from 0."""

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf's bytes, 32 bytes."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over the hashes of its two sides."""
    return sha256(b"\1" + left + right).digest()


class Tree:
    """A tree that grows: the hashes of its complete parts, largest first, and nothing else."""

    __slots__ = ("_parts", "size")

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Take the hash of the next leaf."""
        size = self.size
        while size & 1:
            leaf = node_hash(self._parts.pop(), leaf)
            size >>= 1
        self._parts.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over the leaves so far."""
        if not self._parts:
            return EMPTY
        found = self._parts[-1]
        for part in reversed(self._parts[:-1]):
            found = node_hash(part, found)
        return found


class Roots:
    """The roots of runs of leaves that do not overlap, found while the leaves go by."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._waiting = sorted(runs, reverse=True)
        self._found: dict[Run, bytes] = {}
        self._tree = Tree()
        self._place = 0

    def add(self, leaf: bytes) -> None:
        """Take the hash of the next leaf."""
        if self._waiting and self._waiting[-1][0] <= self._place:
            self._tree.add(leaf)
            if self._waiting[-1][1] == self._place + 1:
                self._found[self._waiting.pop()] = self._tree.root()
                self._tree = Tree()
        self._place += 1

    def of(self, runs: Iterable[Run]) -> list[bytes]:
        """The roots of these runs, in their order. `KeyError`: the leaves ended before a run did."""
        return [self._found[run] for run in runs]


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over the leaves' own bytes."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf_hash(leaf))
    return tree.root()


def _split(size: int) -> int:
    """The largest power of two below the size, which is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_runs(index: int, size: int) -> list[Run]:
    """The runs whose roots prove that the leaf at `index` is in the tree of `size` leaves, those next to it first.

    RFC 6962, 2.1.1. `ValueError`: there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    runs: list[Run] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            runs.append((middle, stop))
            stop = middle
        else:
            runs.append((start, middle))
            start = middle
    return runs[::-1]


def consistency_runs(old: int, new: int) -> list[Run]:
    """The runs whose roots prove that the tree of `new` leaves begins with the tree of `old` leaves.

    RFC 6962, 2.1.2. `ValueError`: the old size is 0 or above the new one.
    """
    if not 0 < old <= new:
        raise ValueError(f"no proof from {old} to {new} leaves")
    runs: list[Run] = []
    start, stop, whole = 0, new, True
    while stop != old:
        middle = start + _split(stop - start)
        if old <= middle:
            runs.append((middle, stop))
            stop = middle
        else:
            runs.append((start, middle))
            start, whole = middle, False
    return ([] if whole else [(start, stop)]) + runs[::-1]


def included(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof leads from the leaf's hash at `index` to the root of the tree of `size` leaves."""
    if not 0 <= index < size:
        return False
    runs = inclusion_runs(index, size)
    if len(runs) != len(proof):
        return False
    for (start, _), beside in zip(runs, proof, strict=True):
        leaf = node_hash(leaf, beside) if start > index else node_hash(beside, leaf)
    return leaf == root


def extends(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof leads from the old tree's root to the new one's. Every tree extends the empty one."""
    if old == 0:
        return not proof and old_root == EMPTY
    if not 0 < old <= new:
        return False
    runs = consistency_runs(old, new)
    if len(runs) != len(proof):
        return False
    pairs = list(zip(runs, proof, strict=True))
    # Where the old tree is a whole side of the new one, the proof leaves out its root, which is known.
    seen_old = seen_new = old_root if not pairs or pairs[0][0][0] >= old else pairs.pop(0)[1]
    for (start, _), beside in pairs:
        if start < old:
            seen_old, seen_new = node_hash(beside, seen_old), node_hash(beside, seen_new)
        else:
            seen_new = node_hash(seen_new, beside)
    return seen_old == old_root and seen_new == new_root
