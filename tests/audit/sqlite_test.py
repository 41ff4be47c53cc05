"""The ledger in a file: what it takes, what it refuses, what stands against changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from benefits.audit.entry import Entry, Payload
from benefits.audit.ledger import EMPTY
from benefits.audit.open import open_ledger
from benefits.audit.sqlite import SqliteLedger, checksums
from benefits.audit.verify import verify
from benefits.errors import DamagedLedgerError, LedgerError
from tests.audit.drafts import AT, BUNDLE, FILES, draft, filled

PAGE = 16384


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "l.db")


@pytest.fixture
def ledger(path: str) -> Iterator[SqliteLedger]:
    opened = SqliteLedger(path, create=True)
    yield opened
    opened.close()


def codes(error: pytest.ExceptionInfo[LedgerError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_entries_come_back_as_they_were_stored(ledger: SqliteLedger) -> None:
    drafts = [draft("a"), draft("b")]
    entries = ledger.append(drafts, AT)
    assert list(ledger.entries()) == [(entry, made.payload) for entry, made in zip(entries, drafts, strict=True)]
    assert ledger.find("b") == (entries[1], drafts[1].payload)
    assert ledger.head().size == 2 and ledger.head().hash == entries[1].hash
    assert ledger.files(BUNDLE) == FILES and ledger.bundles() == (BUNDLE,)


def test_an_empty_ledger(ledger: SqliteLedger, path: str) -> None:
    assert ledger.head() == EMPTY and list(ledger.entries()) == [] and ledger.append([], AT) == []
    assert not verify(path).findings


@pytest.mark.parametrize(
    ("start", "stop", "ids"), [(1, 1, "a"), (2, None, "bc"), (3, 9, "c"), (4, None, ""), (3, 2, "")]
)
def test_some_of_the_entries(ledger: SqliteLedger, start: int, stop: int | None, ids: str) -> None:
    filled(ledger, "abc")
    assert "".join(entry.content()["id"] for entry, _ in ledger.entries(start, stop)) == ids


def test_the_chain_goes_on_when_the_ledger_is_opened_again(ledger: SqliteLedger, path: str) -> None:
    filled(ledger, "a")
    ledger.close()
    again = SqliteLedger(path)
    (entry,) = again.append([draft("b")], AT)
    again.close()
    assert entry.seq == 2 and not verify(path).findings
    assert os.listdir(os.path.dirname(path)) == ["l.db"]


def test_a_batch_is_stored_whole_or_not_at_all(ledger: SqliteLedger) -> None:
    filled(ledger, "a")
    with pytest.raises(LedgerError) as error:
        ledger.append([draft("b"), draft("a"), draft("c"), draft("c")], AT)
    assert codes(error) == ["record_exists", "record_exists"]
    assert ledger.head().size == 1


def test_a_correction_names_a_record_that_nobody_corrected(ledger: SqliteLedger) -> None:
    filled(ledger, ["case-1"])
    ledger.append([draft("case-2", "case-1", "更正")], AT)
    assert (ledger.superseded_by("case-1"), ledger.superseded_by("case-2")) == ("case-2", "")
    with pytest.raises(LedgerError) as error:
        ledger.append([draft("case-3", "case-1", "更正"), draft("case-4", "case-9", "更正")], AT)
    assert codes(error) == ["superseded_already", "unknown_record"]
    assert error.value.problems[0].expected == "case-2"


def test_an_unknown_id_is_answered_with_the_nearest(ledger: SqliteLedger) -> None:
    filled(ledger, ["2026-001", "2026-002", "x"])
    with pytest.raises(LedgerError) as error:
        ledger.find("2026-0O1")
    assert error.value.nearest == "2026-001"
    with pytest.raises(LedgerError):
        ledger.find("\ud800")


def test_erasing_leaves_nothing_of_the_payload_in_any_file(ledger: SqliteLedger, path: str) -> None:
    ledger.append([draft("a"), draft("b", decision='{"secret":"' + "8340077" * 2000 + '"}')], AT)
    assert any(b"8340077" in each.read_bytes() for each in Path(path).parent.iterdir())
    entry = ledger.erase("b", "clerk 2", "本人申请", AT)
    wanted = {"because": "本人申请", "by": "clerk 2", "erases": "b", "id": "-", "kind": "erasure"}
    assert entry.content() | {"id": "-"} == wanted | {"recorded_at": AT, "seq": 3}
    assert not any(b"8340077" in each.read_bytes() for each in Path(path).parent.iterdir())
    assert ledger.find("b")[1] is None and ledger.erasure_of("b") == entry and ledger.erasure_of("a") is None
    assert not verify(path).findings


def test_what_is_erased_cannot_be_erased_again(ledger: SqliteLedger) -> None:
    filled(ledger, "a")
    erasure = ledger.erase("a", "", "ground", AT).content()["id"]
    for id, code in (("a", "nothing_to_erase"), (erasure, "nothing_to_erase"), ("zzz", "unknown_record")):
        with pytest.raises(LedgerError) as error:
            ledger.erase(id, "", "ground", AT)
        assert codes(error) == [code]
    assert ledger.head().size == 2


def test_an_erasure_cannot_be_superseded(ledger: SqliteLedger) -> None:
    filled(ledger, "a")
    erasure = ledger.erase("a", "", "ground", AT).content()["id"]
    with pytest.raises(LedgerError) as error:
        ledger.append([draft("b", erasure, "why")], AT)
    assert codes(error) == ["unknown_record"]


@pytest.mark.parametrize(
    "change",
    [
        "update entry set body = x'00' where seq = 1",
        "delete from entry where seq = 2",
        "replace into entry select 3, id, supersedes, erases, hash, body from entry where seq = 1",
        "insert into entry select 9, 'z', supersedes, erases, hash, body from entry where seq = 1",
        "update payload set salt = x'00'",
        "delete from payload",
        "insert into payload values (1, x'00', x'00', x'00')",
        "update rule_file set text = x'00'",
        "delete from rule_file",
        "update rule_bundle set manifest = x'00'",
        "delete from rule_bundle",
        "insert into entry values (3, 'z', null, null, 'text', x'00')",
    ],
)
def test_the_database_itself_refuses_changes(ledger: SqliteLedger, path: str, change: str) -> None:
    filled(ledger, "ab")
    with pytest.raises(apsw.ConstraintError):
        apsw.Connection(path, vfs=checksums()).execute(change)


def test_every_page_ends_in_a_checksum_and_there_is_one_file(ledger: SqliteLedger, path: str) -> None:
    filled(ledger, "a")
    ledger.close()
    content = Path(path).read_bytes()
    assert content[20] == 8 and len(content) % PAGE == 0
    assert all(any(content[end - 8 : end]) for end in range(PAGE, len(content) + 1, PAGE))


def test_other_uses_of_sqlite_in_the_process_are_left_alone(ledger: SqliteLedger, tmp_path: Path) -> None:
    other = apsw.Connection(str(tmp_path / "other.db"))
    other.execute("create table t (x)")
    other.close()
    assert (tmp_path / "other.db").read_bytes()[20] == 0


@pytest.mark.parametrize("content", [b"not a ledger", b"\0" * 8192, b"SQLite format 3\0" + b"\0" * 4080, b""])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as error:
        SqliteLedger(str(path))
    assert codes(error) == ["not_a_ledger"] and path.read_bytes() == content


def test_an_empty_file_becomes_a_ledger_when_one_is_to_be_made(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    filled(SqliteLedger(str(tmp_path / "x"), create=True), "a").close()
    assert verify(str(tmp_path / "x")).head.size == 1


@pytest.mark.parametrize("target", ["missing.db", "no/such/folder/l.db"])
def test_a_missing_ledger_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(LedgerError) as error:
        open_ledger(str(tmp_path / target))
    assert codes(error) == ["no_ledger"]


@pytest.mark.parametrize("target", [".", "no/such/folder/l.db", "a\0b"])
def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(LedgerError) as error:
        open_ledger(str(tmp_path / target), create=True)
    assert codes(error) == ["ledger_unusable"]


def test_a_damaged_page_is_not_read(ledger: SqliteLedger, path: str) -> None:
    filled(ledger, "abc")
    ledger.close()
    content = bytearray(Path(path).read_bytes())
    content[content.index(b'"id":"b"') + 6] ^= 1
    Path(path).write_bytes(content)
    opened = SqliteLedger(path)
    with pytest.raises(DamagedLedgerError):
        list(opened.entries())
    with pytest.raises(DamagedLedgerError):
        opened.append([draft("d")], AT)
    opened.close()


def test_a_quiet_ledger_is_read_where_nothing_can_be_written(
    ledger: SqliteLedger, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(ledger, "a")
    ledger.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    opened = SqliteLedger(path)
    assert opened.head().size == 1
    with pytest.raises(LedgerError) as error:
        opened.append([draft("b")], AT)
    assert codes(error) == ["ledger_unusable"]
    opened.close()
    assert os.listdir(os.path.dirname(path)) == ["l.db"] and not verify(path).findings


def rows(ledger: SqliteLedger) -> list[tuple[Entry, Payload | None]]:
    return list(ledger.entries())


def test_a_copy_has_the_same_hashes(ledger: SqliteLedger, tmp_path: Path) -> None:
    filled(ledger, "ab")
    ledger.append([draft("c", "a", "更正")], AT)
    ledger.erase("b", "", "ground", AT)
    copy = SqliteLedger(str(tmp_path / "copy.db"), create=True)
    assert copy.restore(ledger.entries(), {BUNDLE: FILES}) == ledger.head()
    assert rows(copy) == rows(ledger) and copy.superseded_by("a") == "c"
    with pytest.raises(LedgerError) as error:
        copy.restore(ledger.entries(), {BUNDLE: FILES})
    assert codes(error) == ["ledger_not_empty"]
    copy.close()
    assert not verify(str(tmp_path / "copy.db")).findings


def test_what_does_not_hold_together_is_not_taken_in(ledger: SqliteLedger, tmp_path: Path) -> None:
    filled(ledger, "abc")
    good = rows(ledger)
    (first, payload), second, third = good
    assert payload is not None
    wrong: list[list[tuple[Entry, Payload | None]]] = [
        [second, third],
        [(first, payload), third],
        [second, (first, payload)],
        [(first, None)],
        [(first, Payload(payload.salt, payload.question, b"{}"))],
        [(Entry(1, first.body.replace(b"clerk 1", b"clerk 2"), first.hash), payload)],
    ]
    copy = SqliteLedger(str(tmp_path / "copy.db"), create=True)
    for given in wrong:
        with pytest.raises(LedgerError) as error:
            copy.restore(given, {BUNDLE: FILES})
        assert codes(error) == ["broken_import"] and copy.head() == EMPTY
    for bundles in ({}, {BUNDLE: {"a/b.yaml": b""}}):
        with pytest.raises(LedgerError):
            copy.restore(good, bundles)
        assert copy.head() == EMPTY
    copy.close()


def test_a_ledger_without_one_of_its_tables_is_damaged(ledger: SqliteLedger, path: str) -> None:
    filled(ledger, "a")
    ledger.close()
    connection = apsw.Connection(path, vfs=checksums())
    connection.execute("pragma foreign_keys=off; drop table payload")
    connection.close()
    opened = SqliteLedger(path)
    with pytest.raises(DamagedLedgerError) as error:
        list(opened.entries())
    assert codes(error) == ["ledger_damaged"]
    opened.close()


def test_what_the_system_says_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as error:
        SqliteLedger(str(tmp_path))
    assert error.value.problems[0].message("zh").endswith("不能使用：这是文件夹")
    with pytest.raises(LedgerError) as error:
        SqliteLedger(str(tmp_path / "no" / "folder"), create=True)
    assert error.value.problems[0].message("zh").endswith("不能使用：文件打不开，或在那里不能新建")
