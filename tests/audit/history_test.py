"""The chain of corrections is told from any of its records, with reasons and erasures."""

from __future__ import annotations

from pathlib import Path

import pytest

from benefits.audit.history import history
from benefits.audit.sqlite import SqliteLedger
from benefits.errors import LedgerError
from tests.audit.decided import AT, LATER, decided, household, office


@pytest.fixture
def kept(tmp_path: Path) -> SqliteLedger:
    made = office(tmp_path / "l.db")
    third = decided(
        "f3", "benxi/dibao", "2019-07-02", household("urban", 2, "20"), supersedes="f2", because="再次核对", by="李"
    )
    made.append([third], LATER)
    return made


@pytest.mark.parametrize("id", ["f", "f2", "f3"])
def test_the_chain_is_the_same_from_each_of_its_records(kept: SqliteLedger, id: str) -> None:
    found = history(kept, id)
    assert [(one.id, one.kind, one.supersedes, one.because, one.superseded_by) for one in found] == [
        ("f", "record", "", "", "f2"),
        ("f2", "record", "f", "收入漏填", "f3"),
        ("f3", "record", "f2", "再次核对", ""),
    ]
    first = found[0]
    assert (first.seq, first.program, first.date) == (6, "benxi/dibao", "2019-07-02")
    assert (first.by, first.channel, first.decided_at, first.recorded_at) == ("王", "窗口", AT, AT)


def test_an_erasure_stands_behind_its_record_and_leads_to_it(kept: SqliteLedger) -> None:
    found = history(kept, "g")
    assert [(one.id, one.kind, one.because, one.recorded_at) for one in found] == [
        ("g", "record", "", AT),
        ("g", "erasure", "本人申请", LATER),
    ]
    erasure = kept.erasure_of("g")
    assert erasure is not None
    assert history(kept, erasure.content()["id"]) == found


def test_a_record_that_stands_alone(kept: SqliteLedger) -> None:
    assert [one.id for one in history(kept, "a")] == ["a"]


def test_an_unknown_record(kept: SqliteLedger) -> None:
    with pytest.raises(LedgerError) as caught:
        history(kept, "f9")
    assert caught.value.code == "unknown_record"
