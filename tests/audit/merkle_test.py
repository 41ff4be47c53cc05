"""The Merkle tree against RFC 6962: its published vectors, its recursive definition, and proofs that must not hold."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.audit import merkle

# The leaves, roots and proofs of the reference tests of Certificate Transparency.
LEAVES = [
    bytes.fromhex(each)
    for each in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
FIRST_OF_EIGHT = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)
CONSISTENT = {
    (1, 1): (),
    (1, 8): FIRST_OF_EIGHT,
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}
SOME_LEAVES = st.lists(st.binary(max_size=3), min_size=1, max_size=70)


def root_by_definition(leaves: list[bytes]) -> bytes:
    """MTH of section 2.1, as it is written there."""
    if len(leaves) < 2:
        return hashlib.sha256(b"\0" + leaves[0]).digest() if leaves else hashlib.sha256(b"").digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\1" + root_by_definition(leaves[:half]) + root_by_definition(leaves[half:])).digest()


def path_by_definition(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.1."""
    if len(leaves) == 1:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if index < half:
        return [*path_by_definition(index, leaves[:half]), root_by_definition(leaves[half:])]
    return [*path_by_definition(index - half, leaves[half:]), root_by_definition(leaves[:half])]


def subproof_by_definition(old: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF of section 2.1.2."""
    if old == len(leaves):
        return [] if whole else [root_by_definition(leaves)]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if old <= half:
        return [*subproof_by_definition(old, leaves[:half], whole), root_by_definition(leaves[half:])]
    return [*subproof_by_definition(old - half, leaves[half:], False), root_by_definition(leaves[:half])]


def proof(runs: list[merkle.Run], leaves: list[bytes]) -> list[bytes]:
    roots = merkle.Roots(runs)
    for leaf in leaves:
        roots.add(merkle.leaf_hash(leaf))
    return roots.of(runs)


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots(size: int) -> None:
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size]


def test_the_published_proofs() -> None:
    assert [each.hex() for each in proof(merkle.inclusion_runs(0, 8), LEAVES)] == list(FIRST_OF_EIGHT)
    for (old, new), published in CONSISTENT.items():
        assert [each.hex() for each in proof(merkle.consistency_runs(old, new), LEAVES[:new])] == list(published)
        hashes = [bytes.fromhex(each) for each in published]
        assert merkle.extends(old, new, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]), hashes)


@given(SOME_LEAVES)
def test_root_as_defined(leaves: list[bytes]) -> None:
    assert merkle.root(leaves) == root_by_definition(leaves)


@given(SOME_LEAVES, st.data())
def test_inclusion_as_defined(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    hashes = proof(merkle.inclusion_runs(index, len(leaves)), leaves)
    assert hashes == path_by_definition(index, leaves)
    leaf, root = merkle.leaf_hash(leaves[index]), merkle.root(leaves)
    assert merkle.included(index, len(leaves), leaf, hashes, root)
    assert not merkle.included(index, len(leaves), merkle.leaf_hash(leaves[index] + b"!"), hashes, root)
    assert not merkle.included(index, len(leaves), leaf, [*hashes, root], root)
    assert not merkle.included(index, len(leaves), leaf, hashes, bytes(32))
    for place in range(len(hashes)):
        assert not merkle.included(index, len(leaves), leaf, [*hashes[:place], *hashes[place + 1 :]], root)
        assert not merkle.included(index, len(leaves), leaf, [*hashes[:place], bytes(32), *hashes[place + 1 :]], root)


@given(SOME_LEAVES, st.data())
def test_consistency_as_defined(leaves: list[bytes], data: st.DataObject) -> None:
    old, new = data.draw(st.integers(1, len(leaves))), len(leaves)
    hashes = proof(merkle.consistency_runs(old, new), leaves)
    assert hashes == subproof_by_definition(old, leaves, True)
    before, after = merkle.root(leaves[:old]), merkle.root(leaves)
    assert merkle.extends(old, new, before, after, hashes)
    assert not merkle.extends(old, new, bytes(32), after, hashes)
    assert not merkle.extends(old, new, before, bytes(32), hashes)
    assert not merkle.extends(old, new, before, after, [*hashes, after])
    for place in range(len(hashes)):
        assert not merkle.extends(old, new, before, after, [*hashes[:place], bytes(32), *hashes[place + 1 :]])


def test_edges() -> None:
    assert merkle.root([]) == merkle.EMPTY
    assert merkle.extends(0, 5, merkle.EMPTY, bytes(32), [])
    assert not merkle.extends(0, 5, bytes(32), bytes(32), [])
    assert not merkle.extends(3, 2, bytes(32), bytes(32), [])
    assert not merkle.extends(-1, 2, bytes(32), bytes(32), [])
    assert not merkle.included(1, 1, bytes(32), [], bytes(32))
    assert not merkle.included(-1, 1, bytes(32), [], bytes(32))
    for index, size in ((1, 1), (-1, 1), (0, 0)):
        with pytest.raises(ValueError):
            merkle.inclusion_runs(index, size)
    for old, new in ((0, 1), (2, 1), (-1, 1)):
        with pytest.raises(ValueError):
            merkle.consistency_runs(old, new)


def test_leaves_that_end_too_early() -> None:
    with pytest.raises(KeyError):
        proof(merkle.inclusion_runs(0, 8), LEAVES[:7])


def test_one_hash_for_each_level() -> None:
    """65 536 equal leaves: at most one hash for each of the 17 levels, and the root that doubling gives."""
    tree, most = merkle.Tree(), 0
    leaf = merkle.leaf_hash(b"")
    for _ in range(1 << 16):
        tree.add(leaf)
        most = max(most, len(tree._parts))
    assert most <= 17
    for _ in range(16):
        leaf = merkle.node_hash(leaf, leaf)
    assert tree.root() == leaf
