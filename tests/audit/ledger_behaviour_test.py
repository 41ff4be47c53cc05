"""What every ledger does alike, in SQLite and in PostgreSQL: chain, refusals, erasure, copies, verification."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefits.audit.entry import GENESIS, Entry, Payload
from benefits.audit.ledger import EMPTY, Draft, Ledger
from benefits.audit.open import open_ledger
from benefits.audit.sqlite import SqliteLedger
from benefits.audit.verify import verify
from benefits.errors import BenefitsError, LedgerError
from tests.audit.drafts import AT, BUNDLE, FILES, draft, filled

LATER = "2026-11-23T08:00:00Z"


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The name of a ledger that is not there yet."""
    return str(request.getfixturevalue("postgres") if request.param == "postgres" else tmp_path / "l.db")


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    found = open_ledger(target, create=True)
    yield found
    found.close()


def codes(ask: Callable[[], object]) -> list[str]:
    """The codes of a refusal."""
    with pytest.raises(BenefitsError) as error:
        ask()
    return [problem.code for problem in error.value.problems]


def ids(ledger: Ledger) -> list[str]:
    return [entry.content()["id"] for entry, _ in ledger.entries()]


def test_an_empty_ledger(ledger: Ledger) -> None:
    assert ledger.head() == EMPTY
    assert list(ledger.entries()) == [] and ledger.bundles() == ()
    assert codes(lambda: ledger.find("a")) == ["unknown_record"]


def test_a_ledger_that_is_not_there(target: str) -> None:
    assert codes(lambda: open_ledger(target)) == ["no_ledger"]
    assert codes(lambda: open_ledger(target)) == ["no_ledger"]


def test_entries_are_chained_over_their_bodies(ledger: Ledger) -> None:
    entries = [*ledger.append([draft("一"), draft("二")], AT), *ledger.append([draft("三")], LATER)]
    previous = GENESIS
    for number, entry in enumerate(entries, 1):
        assert entry.seq == entry.content()["seq"] == number
        previous = sha256(previous + entry.body).digest()
        assert entry.hash == previous
    assert ledger.head().size == 3 and ledger.head().hash == previous
    assert [entry for entry, _ in ledger.entries()] == entries
    assert [entry.content()["recorded_at"] for entry in entries] == [AT, AT, LATER]


def test_what_was_stored_is_found_byte_for_byte(ledger: Ledger) -> None:
    made = draft("甲", decision='{"a":"\\u0000 \U0001f600"}')
    (entry,) = ledger.append([made], AT)
    assert ledger.find("甲") == (entry, made.payload)
    assert list(ledger.entries()) == [(entry, made.payload)]
    assert ledger.bundles() == (BUNDLE,) and ledger.files(BUNDLE) == FILES
    assert codes(lambda: ledger.files("sha256:0")) == ["unknown_bundle"]


def test_it_is_still_there_when_opened_again(target: str) -> None:
    first = filled(open_ledger(target, create=True), ["a", "b"])
    head = first.head()
    first.close()
    for create in (False, True):
        again = open_ledger(target, create=create)
        assert again.head() == head and ids(again) == ["a", "b"]
        again.close()


def test_runs_of_entries(ledger: Ledger) -> None:
    filled(ledger, ["1", "2", "3", "4"])

    def seqs(*ends: int) -> list[int]:
        return [entry.seq for entry, _ in ledger.entries(*ends)]

    assert seqs(2, 3) == [2, 3] and seqs(3) == [3, 4] and seqs(4, 99) == [4] and seqs(1, 1) == [1]
    assert seqs(3, 2) == [] and seqs(5) == [] and seqs(0, 0) == []


def test_other_questions_while_entries_go_by(ledger: Ledger) -> None:
    filled(ledger, ["1", "2", "3"])
    for entry, _ in ledger.entries():
        assert ledger.find(entry.content()["id"])[0] == entry
        ledger.append([draft(f"after {entry.seq}")], AT)
    assert ledger.head().size == 6


def test_a_taken_id_refuses_the_whole_batch(ledger: Ledger) -> None:
    filled(ledger, ["a"])
    assert codes(lambda: ledger.append([draft("b"), draft("a"), draft("c"), draft("c")], AT)) == ["record_exists"] * 2
    assert ids(ledger) == ["a"]
    assert codes(lambda: ledger.find("b")) == ["unknown_record"]


def test_corrections(ledger: Ledger) -> None:
    filled(ledger, ["a", "b"])
    ledger.append([draft("a2", "a", "slip")], AT)
    assert ledger.superseded_by("a") == "a2" and ledger.superseded_by("a2") == "" == ledger.superseded_by("b")
    with pytest.raises(LedgerError) as error:
        ledger.append([draft("a3", "a", "slip")], AT)
    assert (error.value.code, error.value.value, error.value.expected) == ("superseded_already", "a", "a2")
    ledger.append([draft("a3", "a2", "slip"), draft("c"), draft("c2", "c", "slip")], AT)
    twice = [draft("b2", "b", "slip"), draft("b3", "b", "slip")]
    assert codes(lambda: ledger.append(twice, AT)) == ["superseded_already"]
    assert codes(lambda: ledger.append([draft("x", "x", "slip")], AT)) == ["unknown_record"]
    with pytest.raises(LedgerError) as error:
        ledger.append([draft("x", "nobody", "slip")], AT)
    assert (error.value.problems[0].path, error.value.problems[0].value) == ("supersedes", "nobody")
    assert codes(lambda: ledger.append([draft("x", "later", "slip"), draft("later")], AT)) == ["unknown_record"]
    assert ids(ledger) == ["a", "b", "a2", "a3", "c", "c2"]


def test_the_nearest_id_is_named(ledger: Ledger) -> None:
    filled(ledger, ["2026-0001", "2026-0002", "2027-0001"])
    with pytest.raises(LedgerError) as error:
        ledger.find("2026-001")
    assert error.value.nearest.startswith("2026-000")


def test_erasure(ledger: Ledger) -> None:
    filled(ledger, ["a", "b"])
    before = [entry for entry, _ in ledger.entries()]
    erasure = ledger.erase("a", "clerk 1", "本人申请", LATER)
    assert [entry for entry, _ in ledger.entries()] == [*before, erasure]
    assert [payload is None for _, payload in ledger.entries()] == [True, False, True]
    assert ledger.find("a") == (before[0], None)
    assert ledger.erasure_of("a") == erasure and ledger.erasure_of("b") is None
    content = erasure.content()
    assert (content["kind"], content["erases"], content["because"], content["by"]) == (
        "erasure",
        "a",
        "本人申请",
        "clerk 1",
    )
    assert codes(lambda: ledger.erase("a", "clerk 1", "again", LATER)) == ["nothing_to_erase"]
    assert codes(lambda: ledger.erase(content["id"], "clerk 1", "again", LATER)) == ["nothing_to_erase"]
    assert codes(lambda: ledger.erase("c", "clerk 1", "again", LATER)) == ["unknown_record"]
    assert codes(lambda: ledger.append([draft("x", content["id"], "slip")], AT)) == ["unknown_record"]
    assert ledger.head().size == 3
    ledger.append([draft("a2", "a", "an erased record can be corrected")], LATER)


@pytest.mark.parametrize(
    "at", ["", "2026-11-22", "2026-11-22T08:00:00+08:00", "2026-02-30T08:00:00Z", "２026-11-22T08:00:00Z"]
)
def test_times_that_are_refused(ledger: Ledger, at: str) -> None:
    filled(ledger, ["a"])
    assert codes(lambda: ledger.append([draft("b")], at)) == ["bad_time"]
    assert codes(lambda: ledger.erase("a", "clerk 1", "because", at)) == ["bad_time"]
    assert ledger.head().size == 1 and ledger.find("a")[1] is not None


def test_rules_that_are_not_those_of_the_digest(ledger: Ledger) -> None:
    wrong = replace(draft("a"), files={"zhuang/aid.yaml": b"program: zhuang/aid\n"})
    assert codes(lambda: ledger.append([draft("b"), replace(wrong, bundle="sha256:0")], AT)) == ["bundle_differs"]
    assert ledger.head() == EMPTY and ledger.bundles() == ()


def test_nothing_to_append(ledger: Ledger) -> None:
    assert list(ledger.append([], AT)) == [] and ledger.head() == EMPTY


def rows(ledger: Ledger) -> list[tuple[Entry, Payload | None]]:
    return list(ledger.entries())


def test_restored_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    source = filled(SqliteLedger(str(tmp_path / "source.db"), create=True), ["a", "b"])
    source.append([draft("a2", "a", "slip")], AT)
    source.erase("b", "clerk 1", "on request", LATER)
    assert ledger.restore(source.entries(), {BUNDLE: FILES}) == source.head()
    assert rows(ledger) == rows(source)
    assert ledger.superseded_by("a") == "a2" and ledger.erasure_of("b") == source.erasure_of("b")
    assert codes(lambda: ledger.restore(source.entries(), {BUNDLE: FILES})) == ["ledger_not_empty"]
    source.close()
    ledger.append([draft("c")], LATER)
    assert ledger.head().size == 5


@pytest.mark.parametrize("change", ["dropped", "swapped", "altered", "payload", "no payload", "bundle", "twice"])
def test_a_copy_that_does_not_hold_together(ledger: Ledger, tmp_path: Path, change: str) -> None:
    source = filled(SqliteLedger(str(tmp_path / "source.db"), create=True), ["a", "b", "c"])
    one, two, three = rows(source)
    source.close()
    assert two[1] is not None
    given: Sequence[tuple[Entry, Payload | None]] = {
        "dropped": [one, three],
        "swapped": [two, one, three],
        "altered": [one, (replace(two[0], body=two[0].body.replace(b"clerk 1", b"clerk 2")), two[1]), three],
        "payload": [one, (two[0], replace(two[1], question=b"{}")), three],
        "no payload": [one, (two[0], None), three],
        "bundle": [one, two, three],
        "twice": [one, one, two],
    }[change]
    bundles = {BUNDLE: FILES} if change != "bundle" else {}
    assert codes(lambda: ledger.restore(iter(given), bundles)) == ["broken_import"]
    assert ledger.head() == EMPTY and ledger.bundles() == ()


def test_verification_of_a_sound_ledger(target: str) -> None:
    ledger = filled(open_ledger(target, create=True), ["a", "b"])
    ledger.append([draft("a2", "a", "slip")], AT)
    ledger.erase("b", "clerk 1", "on request", LATER)
    head = ledger.head()
    ledger.close()
    report = verify(target)
    assert report.findings == () and report.head == head and report.records == 3


DRAFTS = st.lists(
    st.builds(
        lambda id, target: draft(id, target, "slip" if target else ""),
        st.sampled_from("abcdef"),
        st.sampled_from(["", "", "a", "b", "c", "d"]),
    ),
    max_size=4,
)


@given(st.lists(DRAFTS, max_size=6))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_kinds_accept_and_refuse_alike(postgres: str, tmp_path: Path, batches: list[list[Draft]]) -> None:
    import psycopg

    with psycopg.connect(postgres) as connection:
        connection.execute("drop schema if exists benefits_ledger cascade")
    (tmp_path / "l.db").unlink(missing_ok=True)
    both = [open_ledger(str(tmp_path / "l.db"), create=True), open_ledger(postgres, create=True)]
    for batch in batches:
        came = []
        for ledger in both:
            try:
                came.append([entry.hash.hex() for entry in ledger.append(batch, AT)])
            except LedgerError as error:
                came.append([f"{problem.code} {problem.value} {problem.expected}" for problem in error.problems])
        assert came[0] == came[1]
    assert rows(both[0]) == rows(both[1])
    for ledger in both:
        ledger.close()
