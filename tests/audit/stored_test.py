"""What a record holds is read again as it was, or refused as damage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benefits.audit.entry import Entry
from benefits.audit.stored import Stored, check_payload, in_order, stored_answer, stored_question, stored_record
from benefits.errors import DamagedLedgerError
from benefits.model.program import Label
from benefits.words import explain
from tests.audit.decided import answered, book, decided, household


def test_a_stored_answer_is_explained_like_the_answer_itself() -> None:
    program = book().program("benxi/dibao")
    for day in ("2019-06-30", "2019-07-01"):  # with and without something that is not determined
        decision = book().decide("benxi/dibao", day, household("urban", 3, "1000.50"))
        stored = stored_answer(decision.to_bytes(), "x")
        for tongue in ("zh", "en"):
            assert explain(in_order(stored, program), program, tongue) == explain(decision, program, tongue)


@pytest.mark.parametrize("id", book().ids)
def test_the_answers_of_every_program_are_explained_like_themselves(id: str) -> None:
    """Tables, splits, open columns: whatever the shipped rules can answer."""
    program = book().program(id)
    for _, asked in answered(id)[::9]:
        decision = book().decide(id, asked["date"], asked["inputs"], asked["assume"])
        stored = in_order(stored_answer(decision.to_bytes(), "x"), program)
        assert explain(stored, program, "zh") == explain(decision, program, "zh")


def test_its_parts() -> None:
    decision = book().decide("benxi/dibao", "2019-06-30", household("urban", 3, "1000.50"))
    found = stored_answer(decision.to_bytes(), "x")
    assert (found.program, found.date, found.digest) == ("benxi/dibao", date(2019, 6, 30), decision.digest)
    assert found.outputs["low_income_line"] is None
    assert found.undetermined["low_income_line"] == Label(
        "文件只规定了新标准执行后的低收入线", "the document gives a line only from the day of the new standards"
    )
    assert found.steps == decision.steps


@pytest.mark.parametrize("content", [b"", b"1", b"{}", b"\xff", b'{"program": 1, "date": "2019-07-01"}', b"[" * 9999])
def test_anything_else_is_damage(content: bytes) -> None:
    for read in (stored_question, stored_answer):
        with pytest.raises(DamagedLedgerError) as caught:
            read(content, "x")
        assert (caught.value.code, caught.value.value) == ("bad_record", "x")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"kind":"record"}',
        b'{"kind":"record","id":"a","program":"p/q","date":1,"commitment":"c","rules":{"bundle":"b","semantics":"1"}}',
        b'{"kind":"record","id":"a","program":"p/q","date":"2019-07-01","commitment":"c","rules":{"bundle":"b"}}',
        b'{"kind":"record","id":"a","program":"p/q","date":"2019-07-01","commitment":"c","rules":[]}',
        b'{"kind":"other"}',
    ],
)
def test_an_entry_that_is_neither_record_nor_erasure_is_damage(body: bytes) -> None:
    with pytest.raises(DamagedLedgerError) as caught:
        stored_record(Entry(7, body, b""))
    assert (caught.value.code, caught.value.value) == ("bad_record", "7")


def test_an_erasure_is_no_record() -> None:
    assert stored_record(Entry(7, b'{"kind":"erasure"}', b"")) is None


def test_a_payload_is_that_of_its_entry() -> None:
    draft = decided("a", "benxi/tekun", "2019-07-01", {"area": "urban"})
    payload = draft.payload
    known = Stored(1, "a", draft.program, draft.date, payload.commitment(), draft.bundle, draft.semantics)
    check_payload(known, payload)
    for other in (replace(payload, salt=bytes(32)), replace(payload, question=b""), replace(payload, decision=b"")):
        with pytest.raises(DamagedLedgerError) as caught:
            check_payload(known, other)
        assert (caught.value.code, caught.value.value) == ("content_differs", "a")
