"""Replay: the same bytes from the stored rules; what differs is shown at its first step; what cannot be is said."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest

from benefits.audit.entry import Envelope
from benefits.audit.history import history
from benefits.audit.ledger import Ledger
from benefits.audit.postgres import PostgresLedger
from benefits.audit.recheck import recheck
from benefits.audit.record import question, record, rules_of
from benefits.audit.replay import CANNOT, DIFFERS, ERASED, SAME, Replayed, first_difference, replay
from benefits.audit.semantics import answer, check
from benefits.audit.sqlite import SqliteLedger
from benefits.errors import DamagedLedgerError, LedgerError, RuleError
from benefits.local import read as read_local
from benefits.model.store import Library, load_texts
from tests.audit.decided import AT, Altered, book, decided, household, ledger, office


@pytest.fixture
def kept(tmp_path: Path) -> SqliteLedger:
    return office(tmp_path / "l.db")


def replayed(under: SqliteLedger, id: str, **changes: Any) -> Replayed:
    """What comes of record `id` after a change behind the ledger's back."""
    (found,) = replay(cast("Ledger", Altered(under, id, **changes)), id)
    return found


def decision_of(kept: SqliteLedger, id: str) -> dict[str, Any]:
    payload = kept.find(id)[1]
    assert payload is not None
    said: dict[str, Any] = json.loads(payload.decision)
    return said


def test_every_record_comes_out_the_same_and_an_erased_one_says_why(kept: SqliteLedger) -> None:
    found = list(replay(kept))
    assert [(one.seq, one.id, one.outcome) for one in found] == [
        *((seq, id, SAME) for seq, id in enumerate(["a", "b", "c", "d", "e", "f", "f2"], 1)),
        (8, "g", ERASED),
    ]
    assert (found[-1].because, found[-1].at) == ("本人申请", "2026-11-23T08:00:00Z")


def without_erasures(under: SqliteLedger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """The ledger as if the erased payload had simply been taken out."""
    monkeypatch.setattr(under, "erasure_of", lambda id: None)
    return under


def test_a_payload_that_is_gone_without_an_erasure_is_no_erasure(
    kept: SqliteLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = replay(without_erasures(kept, monkeypatch), "g")
    assert (found.outcome, [problem.code for problem in found.problems]) == (CANNOT, ["payload_missing"])
    assert found.problems[0].located("en") == "g: question and decision are gone, and no erasure says why"
    with pytest.raises(DamagedLedgerError) as error:
        list(recheck(kept, book()))
    assert error.value.code == "payload_missing"


def test_the_rules_are_those_of_the_ledger_not_those_that_ship(
    kept: SqliteLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benefits.model.files.shipped_rules", lambda: pytest.fail("the shipped rules were read"))
    assert next(replay(kept, "a")).outcome == SAME


def test_a_stored_step_that_was_changed_is_named(kept: SqliteLedger) -> None:
    """The standard is 622; a stored 623 is found at its step, although the amount differs too."""
    said = decision_of(kept, "a")
    step = next(each for each in said["steps"] if each["name"] == "urban_standard")
    step["result"] = "623"
    said["outputs"]["allowance"] = "868.50"
    found = replayed(kept, "a", decision=json.dumps(said).encode())
    assert found.outcome == DIFFERS and found.difference is not None
    assert (found.difference.step, found.difference.member) == ("urban_standard", "result")
    assert (found.difference.stored, found.difference.recomputed) == ('"623"', '"622"')
    assert found.difference.label == {"zh": "城市低保标准", "en": "Urban dibao standard"}


def test_a_member_that_was_changed_is_named_where_no_step_was(kept: SqliteLedger) -> None:
    said = decision_of(kept, "a")
    said["outputs"]["allowance"] = "999.00"
    found = replayed(kept, "a", decision=json.dumps(said).encode())
    assert found.difference is not None
    assert (found.difference.step, found.difference.member) == ("", "outputs")
    assert '"allowance":"999.00"' in found.difference.stored
    assert '"allowance":"865.50"' in found.difference.recomputed


def test_other_bytes_of_the_same_answer_differ(kept: SqliteLedger) -> None:
    said = decision_of(kept, "a")
    found = replayed(kept, "a", decision=json.dumps(said).encode())
    assert found.outcome == DIFFERS and found.difference is not None
    assert (found.difference.step, found.difference.member) == ("", "")
    said["digest"] = "sha256:0"
    found = replayed(kept, "a", decision=json.dumps(said).encode())
    assert found.difference is not None and found.difference.member == "digest"


@pytest.mark.parametrize("decision", [b"", b"[]", b"\xff", b'{"steps": 1}', b"[" * 10_000])
def test_a_stored_answer_that_is_none_differs(kept: SqliteLedger, decision: bytes) -> None:
    found = replayed(kept, "a", decision=decision)
    assert found.outcome == DIFFERS and found.difference is not None


@pytest.mark.parametrize("steps", [[], [1], [{}], [{"name": "area"}]])
def test_steps_that_are_missing_or_are_none_are_told(kept: SqliteLedger, steps: list[object]) -> None:
    said = decision_of(kept, "a") | {"steps": steps}
    assert replayed(kept, "a", decision=json.dumps(said).encode()).difference is not None


def test_a_step_too_many_is_told() -> None:
    one, two = {"steps": [{"name": "a"}]}, {"steps": [{"name": "a"}, {"name": "b", "label": {"zh": "乙"}}]}
    found = first_difference(json.dumps(two).encode(), json.dumps(one).encode())
    assert (found.step, found.member, found.stored, found.recomputed) == ("b", "name", '"b"', "")


def test_a_question_that_is_refused_now_differs_and_says_why(kept: SqliteLedger) -> None:
    payload = kept.find("a")[1]
    assert payload is not None
    asked = json.loads(payload.question)
    asked["inputs"]["household_size"] = "0"
    found = replayed(kept, "a", question=json.dumps(asked).encode())
    assert (found.outcome, found.difference) == (DIFFERS, None)
    assert [(problem.code, problem.path) for problem in found.problems] == [("out_of_range", "household_size")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rules": {"semantics": "9"}}, "unknown_semantics"),
        ({"rules": {"bundle": "sha256:00"}}, "unknown_bundle"),
        ({"files": {"benxi/dibao.yaml": b"program: benxi/dibao\n"}}, "missing_key"),
        ({"question": b"{}"}, "bad_record"),
        ({"question": b"nothing"}, "bad_record"),
        ({"question": b'{"program":"x/y","date":"2019-07-01","inputs":{},"assume":{}}'}, "unknown_program"),
        ({"question": b'{"program":"x/y","date":"2019-07-01","inputs":{},"assume":{},"local":1}'}, "bad_record"),
    ],
)
def test_what_cannot_be_asked_again_says_why(kept: SqliteLedger, changes: dict[str, Any], code: str) -> None:
    found = replayed(kept, "a", **changes)
    assert found.outcome == CANNOT
    assert code in [problem.code for problem in found.problems]


def test_an_unknown_record_has_a_nearest(kept: SqliteLedger) -> None:
    with pytest.raises(LedgerError) as caught:
        list(replay(kept, "f3"))
    assert caught.value.code == "unknown_record" and caught.value.nearest in ("f", "f2")


def test_few_books_suffice(kept: SqliteLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for one book only, every change of program loads the rules again, and the answers stay the same."""
    loads: list[int] = []

    def counted(texts: Mapping[str, bytes]) -> Library:
        loads.append(len(texts))
        return load_texts(texts)

    monkeypatch.setattr("benefits.audit.stored.MOST_BOOKS", 1)
    monkeypatch.setattr("benefits.audit.stored.load_texts", counted)
    assert {one.outcome for one in replay(kept)} == {SAME, ERASED}
    assert len(loads) == 3  # dibao, tekun, dibao


def test_local_values_are_replayed_without_their_file(tmp_path: Path) -> None:
    """The answer says where a value came from; the record keeps what it needs of that."""
    values = tmp_path / "values.yaml"
    values.write_text(
        "place: {zh: 乌兰浩特市, en: Ulanhot}\n"
        "values: {standard_fee: [{from: 2019-01-01, value: 200, cite: 收费目录}]}\n",
        encoding="utf-8",
    )
    program, inputs = "xingan/certification-subsidy", {"in_key_directory": True}
    decision = book().decide(program, "2019-07-01", inputs, None, read_local(values))
    assert any("local" in step for step in decision.steps)
    asked = question(decision, inputs, None, with_local=True)
    values.unlink()
    draft = record(decision, asked, Envelope("x", AT), rules_of(book(), program))
    assert [one.outcome for one in replay(ledger(tmp_path / "l.db", [draft]))] == [SAME]


def test_semantics_that_nobody_knows_are_refused() -> None:
    check("1")
    with pytest.raises(RuleError) as caught:
        check("2")
    assert (caught.value.code, caught.value.expected) == ("unknown_semantics", "1")
    asked = {"program": "benxi/tekun", "date": "2019-07-01", "inputs": {"area": "urban"}, "assume": {}}
    assert answer("1", book(), asked) == book().decide("benxi/tekun", "2019-07-01", {"area": "urban"})


def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    """After the first 300 records, 900 more need nothing that stays."""
    drafts = [decided(f"r{n}", "benxi/dibao", "2019-07-01", household("urban", 1, str(n))) for n in range(1200)]
    made = ledger(tmp_path / "l.db", drafts)
    records = replay(made)
    first = [next(records).outcome for _ in range(300)]
    tracemalloc.start()
    count = sum(1 for _ in records)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (first, count) == ([SAME] * 300, 900)
    assert peak < 1_000_000


def test_a_ledger_in_postgresql_is_read_while_it_is_streamed(kept: SqliteLedger, postgres: str) -> None:
    """Erasures and corrections are looked up between two rows of the same connection."""
    with closing(PostgresLedger(postgres, create=True)) as other:
        other.restore(kept.entries(), {bundle: kept.files(bundle) for bundle in kept.bundles()})
        assert list(replay(other)) == list(replay(kept))
        assert list(recheck(other, book())) == list(recheck(kept, book()))
        assert history(other, "f2") == history(kept, "f2")
        assert history(other, "g") == history(kept, "g")
