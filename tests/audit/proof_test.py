"""Proofs that a record is in a ledger, checked by somebody who has a checkpoint and nothing else."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benefits.audit.checkpoint import Checkpoint, make_checkpoint, read_checkpoint
from benefits.audit.note import new_key
from benefits.audit.proof import Proof, check_proof, prove, read_proof
from benefits.audit.sqlite import SqliteLedger
from benefits.errors import DamagedLedgerError, InputError, LedgerError
from tests.audit.drafts import AT, draft, filled

NINE = [f"记录-{number}" for number in range(9)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    found = filled(SqliteLedger(str(tmp_path / "l.db"), create=True), NINE)
    yield found
    found.close()


def codes(proof: Proof, held: Checkpoint) -> list[str]:
    return [problem.code for problem in check_proof(proof, held)]


@pytest.mark.parametrize("id", NINE)
def test_every_record_can_be_proven(ledger: SqliteLedger, id: str) -> None:
    held = make_checkpoint(ledger, "office")
    proof = read_proof(str(prove(ledger, id, held)))
    assert proof.content()["id"] == id
    assert proof.payload is not None and json.loads(proof.payload.question) == {"问": id}
    assert check_proof(proof, read_checkpoint(str(held))) == []


def test_a_ledger_that_has_grown_since(ledger: SqliteLedger) -> None:
    held = make_checkpoint(ledger, "office")
    ledger.append([draft("late")], AT)
    assert codes(prove(ledger, NINE[0], held), held) == []
    with pytest.raises(LedgerError) as error:
        prove(ledger, "late", held)
    assert (error.value.code, error.value.value, error.value.expected) == ("not_in_checkpoint", "late", "10")


def test_a_proof_for_whoever_kept_an_older_checkpoint(ledger: SqliteLedger) -> None:
    old = make_checkpoint(ledger, "office")
    ledger.append([draft("late"), draft("later")], AT)
    new = make_checkpoint(ledger, "office")
    proof = read_proof(str(prove(ledger, "late", new, old)))
    assert codes(proof, new) == [] and codes(proof, old) == []
    assert codes(read_proof(str(prove(ledger, "late", new))), old) == ["other_checkpoint"]
    with pytest.raises(LedgerError) as error:
        prove(ledger, NINE[0], old, new)
    assert (error.value.code, error.value.value, error.value.expected) == ("not_older", "11", "9")


def test_from_the_empty_ledger(ledger: SqliteLedger, tmp_path: Path) -> None:
    empty = SqliteLedger(str(tmp_path / "empty.db"), create=True)
    nothing = make_checkpoint(empty, "office")
    empty.close()
    held = make_checkpoint(ledger, "office")
    assert codes(read_proof(str(prove(ledger, NINE[3], held, nothing))), nothing) == []


def test_a_record_whose_personal_data_is_gone(ledger: SqliteLedger) -> None:
    ledger.erase(NINE[1], "clerk 1", "on request", AT)
    held = make_checkpoint(ledger, "office")
    proof = read_proof(str(prove(ledger, NINE[1], held)))
    assert proof.payload is None and codes(proof, held) == []


def test_signatures(ledger: SqliteLedger) -> None:
    key, other = new_key("office"), new_key("office")
    held = make_checkpoint(ledger, "office", key)
    proof = read_proof(str(prove(ledger, NINE[0], held)))
    assert check_proof(proof, held, [key.public]) == []
    assert [each.code for each in check_proof(proof, held, [other.public])] == ["not_signed"]


def test_proofs_that_do_not_hold(ledger: SqliteLedger, tmp_path: Path) -> None:
    held = make_checkpoint(ledger, "office")
    proof = prove(ledger, NINE[4], held)
    assert proof.payload is not None
    assert codes(replace(proof, index=5), held) == ["proof_fails"]
    assert codes(replace(proof, body=proof.body.replace(b"clerk 1", b"clerk 2")), held) == ["proof_fails"]
    assert codes(replace(proof, hashes=proof.hashes[:-1]), held) == ["proof_fails"]
    assert codes(replace(proof, payload=replace(proof.payload, decision=b"{}")), held) == ["content_differs"]
    assert codes(replace(proof, payload=replace(proof.payload, salt=bytes(32))), held) == ["content_differs"]
    other = filled(SqliteLedger(str(tmp_path / "other.db"), create=True), NINE[:8])
    elsewhere = make_checkpoint(other, "office")
    other.close()
    assert codes(proof, elsewhere) == ["other_checkpoint"]
    assert codes(replace(proof, checkpoint=elsewhere), held) == ["proof_fails", "other_checkpoint"]


def test_a_ledger_that_is_not_the_checkpoints(ledger: SqliteLedger, tmp_path: Path) -> None:
    other = filled(SqliteLedger(str(tmp_path / "other.db"), create=True), [*NINE[:8], "x", "y"])
    with pytest.raises(DamagedLedgerError) as error:
        prove(other, NINE[0], make_checkpoint(ledger, "office"))
    assert error.value.code == "other_history"
    longer = make_checkpoint(other, "office")
    other.close()
    with pytest.raises(DamagedLedgerError) as error:
        prove(ledger, NINE[0], longer)
    assert error.value.code == "ledger_cut"


def test_an_unknown_record(ledger: SqliteLedger) -> None:
    with pytest.raises(LedgerError) as error:
        prove(ledger, "记录-10", make_checkpoint(ledger, "office"))
    assert error.value.code == "unknown_record"


def with_extra(proof: Proof, change: dict[str, object]) -> str:
    """The proof's text with other members in its `extra` line; None takes one away."""
    lines = str(proof).split("\n")
    extra = json.loads(b64decode(lines[1].removeprefix("extra "))) | change
    kept = {name: value for name, value in extra.items() if value is not None}
    lines[1] = "extra " + b64encode(json.dumps(kept).encode()).decode()
    return "\n".join(lines)


def test_texts_that_are_no_proof(ledger: SqliteLedger) -> None:
    proof = prove(ledger, NINE[0], make_checkpoint(ledger, "office"), make_checkpoint(ledger, "office"))
    text = str(proof)
    bad_extras: list[dict[str, object]] = [
        {"body": None}, {"body": 1}, {"body": "[]"}, {"body": "{}"}, {"body": "{"}, {"body": "[" * 100_000},
        {"body": '{"id":1,"kind":"record","recorded_at":""}'}, {"payload": 1}, {"payload": {}},
        {"payload": {"decision": "", "question": "", "salt": "x"}},
        {"payload": {"decision": 1, "question": "", "salt": ""}},
        {"extends": 1}, {"extends": {"size": "1", "hashes": []}}, {"extends": {"size": 1, "hashes": ["x"]}},
        {"extends": {"size": True, "hashes": []}}, {"extends": {"size": 1, "hashes": 1}},
    ]  # fmt: skip
    texts = [with_extra(proof, change) for change in bad_extras]
    texts += ["", "x", text.replace("@v1", "@v2"), text.replace("index 0", "index 00"), text.replace("extra ", "more ")]
    texts += [text.replace("\nextra ", "\nextra !"), text.replace("index 0\n", "index 0\n!\n"), text.split("\n\n")[0]]
    texts += ["\r\n".join(text.split("\n")), with_extra(proof, {"body": "\ud800"})]
    for each in texts:
        with pytest.raises(InputError) as error:
            read_proof(each)
        assert error.value.code in ("bad_proof", "bad_checkpoint"), each[:200]


def test_a_payload_that_was_changed_in_the_ledger(ledger: SqliteLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    held = make_checkpoint(ledger, "office")
    entry, payload = ledger.find(NINE[0])
    assert payload is not None
    monkeypatch.setattr(ledger, "find", lambda _: (entry, replace(payload, decision=b"\xff")))
    with pytest.raises(DamagedLedgerError) as error:
        prove(ledger, NINE[0], held)
    assert error.value.code == "content_differs"
