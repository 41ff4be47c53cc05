"""Envelopes, commitments and the chain, against their definitions worked out here by other means."""

from __future__ import annotations

import hashlib

import pytest

from benefits.audit.entry import GENESIS, Envelope, Payload, chain, check_texts
from benefits.audit.ledger import EMPTY, next_erasure, next_records
from benefits.errors import LedgerError
from tests.audit.drafts import AT, BUNDLE, draft


def codes(error: pytest.ExceptionInfo[LedgerError]) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"id": ""}, [("bad_text", "id")]),
        ({"id": "  "}, [("bad_text", "id")]),
        ({"id": "x" * 101}, [("bad_text", "id")]),
        ({"id": "a\nb"}, [("bad_text", "id")]),
        ({"id": "\ud800"}, [("bad_text", "id")]),
        ({"id": 7}, [("wrong_type", "id")]),
        ({"by": "x" * 1001}, [("bad_text", "by")]),
        ({"by": " "}, [("bad_text", "by")]),
        ({"decided_at": "2026-11-22"}, [("bad_time", "decided_at")]),
        ({"decided_at": "2026-02-30T08:00:00Z"}, [("bad_time", "decided_at")]),
        ({"decided_at": "2026-11-22T08:00:00+08:00"}, [("bad_time", "decided_at")]),
        ({"decided_at": "２０26-11-22T08:00:00Z"}, [("bad_time", "decided_at")]),
        ({"supersedes": "a"}, [("missing_reason", "because")]),
        ({"because": "a"}, [("missing_reason", "supersedes")]),
        ({"id": "", "decided_at": "now"}, [("bad_text", "id"), ("bad_time", "decided_at")]),
    ],
)
def test_an_envelope_refuses(given: dict[str, str], wrong: list[tuple[str, str]]) -> None:
    with pytest.raises(LedgerError) as error:
        Envelope(**({"id": "a", "decided_at": AT} | given))
    assert codes(error) == wrong


@pytest.mark.parametrize("id", ["x" * 100, "案-1", "a b", "“;--"])
def test_an_envelope_takes(id: str) -> None:
    assert Envelope(id, AT, supersedes="b", because="更正").id == id


def test_a_commitment_is_a_hash_over_lengths_and_parts() -> None:
    salt, question, decision = bytes(range(32)), b'{"q":1}', b'{"d":22}'
    wanted = hashlib.sha256(salt + bytes(7) + b"\x07" + question + bytes(7) + b"\x08" + decision).hexdigest()
    assert Payload(salt, question, decision).commitment() == "sha256:" + wanted


def test_what_moves_between_question_and_decision_changes_the_commitment() -> None:
    assert Payload(b"s" * 32, b"ab", b"c").commitment() != Payload(b"s" * 32, b"a", b"bc").commitment()


def test_a_chain_hashes_what_came_before_with_the_stored_bytes() -> None:
    first, second = chain(GENESIS, [b"one", b"two"], 1)
    assert first.hash == hashlib.sha256(hashlib.sha256(b"benefits ledger 1\n").digest() + b"one").digest()
    assert (second.seq, second.hash) == (2, hashlib.sha256(first.hash + b"two").digest())


def test_the_body_of_a_record_is_canonical_and_leaves_out_what_is_empty() -> None:
    made = draft("案1")
    (entry,) = next_records(EMPTY, [made], AT)
    wanted = (
        f'{{"by":"clerk 1","channel":"counter","commitment":"{made.payload.commitment()}","date":"2026-11-22",'
        f'"decided_at":"{AT}","id":"案1","kind":"record","program":"zhuang/aid","recorded_at":"{AT}",'
        f'"rules":{{"bundle":"{BUNDLE}","semantics":"1"}},"seq":1}}'
    )
    assert entry.body.decode() == wanted


def test_nothing_personal_stands_in_a_body() -> None:
    (entry,) = next_records(EMPTY, [draft("a", decision='{"secret":"834.00"}')], AT)
    assert b"834" not in entry.body and b"secret" not in entry.body
    assert hashlib.sha256(b'{"secret":"834.00"}').hexdigest().encode() not in entry.body


@pytest.mark.parametrize(("by", "because", "at"), [("", "", AT), ("a\0", "b", AT), ("", "b", "yesterday")])
def test_an_erasure_needs_a_ground_and_a_time(by: str, because: str, at: str) -> None:
    with pytest.raises(LedgerError):
        next_erasure(EMPTY, "a", by, because, at)


def test_texts_are_checked_all_at_once() -> None:
    with pytest.raises(LedgerError) as error:
        check_texts(because="", recorded_at="x")
    assert codes(error) == [("bad_text", "because"), ("bad_time", "recorded_at")]
