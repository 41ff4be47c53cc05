"""What is done to a ledger behind its back is found, and the entry named where it was done."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from benefits.audit import damage
from benefits.audit import verify as verification
from benefits.audit.checkpoint import make_checkpoint
from benefits.audit.entry import GENESIS, chain
from benefits.audit.layout import APPLICATION, PAGE_BYTES
from benefits.audit.sqlite import SqliteLedger, checksums
from benefits.audit.verify import Report, verify
from benefits.errors import LedgerError
from tests.audit.drafts import AT, draft, filled

BODY = "update entry set body = cast(replace(cast(body as text), '{}', '{}') as blob) where seq = {}"
ABOUT = "cast(text as text) like '%zhuang-1%'"
LATER, EARLIER = "2026-11-22T08:00:01Z", "2026-11-22T07:59:59Z"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of six entries: a, b, c, d, which corrects a, the erasure of b, and e."""
    path = str(tmp_path / "l.db")
    ledger = filled(SqliteLedger(path, create=True), "abc")
    ledger.append([draft("d", "a", "更正")], AT)
    ledger.erase("b", "", "ground", AT)
    ledger.append([draft("e")], AT)
    ledger.close()
    return path


def found(report: Report) -> list[tuple[str, int, int]]:
    return [(one.code, one.first, one.last) for one in report.findings]


def change(path: str, *statements: str) -> None:
    """Change the ledger as its keeper can: pages keep their checksums, triggers are taken away and put back."""
    import apsw

    connection = apsw.Connection(path, vfs=checksums())
    triggers = list(connection.execute("select name, sql from sqlite_schema where type = 'trigger'"))
    for name, _ in triggers:
        connection.execute(f"drop trigger {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def test_a_ledger_that_nobody_touched(path: str) -> None:
    report = verify(path)
    assert (report.findings, report.records, report.head.size) == ((), 5, 6)


@pytest.mark.parametrize(
    ("statements", "wanted"),
    [
        (["delete from payload where seq = 3", "delete from entry where seq = 3"], [("entries_missing", 3, 3)]),
        (
            ["delete from entry where seq in (3, 4)"],
            [("entries_missing", 3, 4), ("payload_stray", 3, 3), ("payload_stray", 4, 4)],
        ),
        (
            ["delete from entry where seq = 1"],
            [("entries_missing", 1, 1), ("payload_stray", 1, 1), ("supersedes_wrong", 4, 4)],
        ),
        ([BODY.format("clerk 1", "clerk 2", 3)], [("hash_differs", 3, 3)]),
        ([BODY.format("zhuang/aid", "x", 6)], [("hash_differs", 6, 6)]),
        (["update entry set hash = zeroblob(32) where seq = 2"], [("hash_differs", 2, 2)]),
        (["update entry set hash = zeroblob(32) where seq = 6"], [("hash_differs", 6, 6)]),
        (
            ["update entry set body = cast('{}' as blob) where seq = 3"],
            [("entry_columns", 3, 3), ("entry_form", 3, 3), ("hash_differs", 3, 3)],
        ),
        (["update entry set id = 'x' where seq = 3"], [("entry_columns", 3, 3)]),
        (["update entry set id = cast(x'78ff' as text) where seq = 3"], [("entry_columns", 3, 3)]),
        (["update entry set supersedes = null where seq = 4"], [("entry_columns", 4, 4)]),
        (["update entry set supersedes = 'c' where seq = 6"], [("entry_columns", 6, 6)]),
        (["update payload set decision = cast('{}' as blob) where seq = 3"], [("payload_differs", 3, 3)]),
        (["update payload set question = cast('{}' as blob) where seq = 1"], [("payload_differs", 1, 1)]),
        (["update payload set salt = zeroblob(32) where seq = 6"], [("payload_differs", 6, 6)]),
        (["delete from payload where seq = 3"], [("payload_missing", 3, 3)]),
        (
            ["insert into payload select 2, salt, question, decision from payload where seq = 1"],
            [("payload_differs", 2, 2), ("payload_not_erased", 5, 5)],
        ),
        (
            ["insert into payload select 9, salt, question, decision from payload where seq = 1"],
            [("payload_stray", 9, 9)],
        ),
        (["delete from rule_bundle"], [("rules_missing", 1, 1)]),
        ([f"delete from rule_file where {ABOUT}"], [("rules_differ", 1, 1)]),
        ([f"update rule_file set text = cast('x' as blob) where {ABOUT}"], [("rules_differ", 1, 1)]),
        (["update rule_bundle set manifest = cast('[' as blob)"], [("rules_differ", 1, 1)]),
        (["update rule_bundle set manifest = cast('{}' as blob)"], [("rules_differ", 1, 1)]),
        (["create table more (x)"], [("table_changed", 0, 0)]),
        (["create trigger mine after insert on entry begin select 1; end"], [("table_changed", 0, 0)]),
        (["delete from payload", "delete from entry"], []),
    ],
)
def test_what_the_keeper_of_the_file_does(path: str, statements: list[str], wanted: list[tuple[str, int, int]]) -> None:
    change(path, *statements)
    report = verify(path)
    assert sorted(found(report)) == sorted(wanted)
    assert all(one.problem.message("zh") and one.problem.message("en") for one in report.findings)


def test_a_trigger_that_was_taken_away_is_missed(path: str) -> None:
    import apsw

    connection = apsw.Connection(path, vfs=checksums())
    connection.execute("drop trigger entry_stays")
    connection.close()
    assert found(verify(path)) == [("table_changed", 0, 0)]


def test_two_entries_that_changed_places(path: str) -> None:
    change(
        path,
        "update entry set id = 'x' || id where seq in (1, 3)",
        "create temp table kept as select * from entry where seq in (1, 3)",
        "update entry set (hash, body) = (select hash, body from kept where kept.seq = 4 - entry.seq)"
        " where seq in (1, 3)",
        "update entry set id = case seq when 1 then 'c' else 'a' end where seq in (1, 3)",
    )
    told = found(verify(path))
    assert {("entry_moved", 1, 1), ("entry_moved", 3, 3), ("hash_differs", 1, 1), ("hash_differs", 3, 3)} <= set(told)


def test_an_entry_that_stands_there_twice(path: str) -> None:
    change(path, "insert into entry select 7, 'x', supersedes, erases, hash, body from entry where seq = 6")
    assert {("entry_moved", 7, 7), ("hash_differs", 7, 7), ("entry_columns", 7, 7)} <= set(found(verify(path)))


def rewrite(path: str, old: str, new: str) -> None:
    """Change a body and make the whole chain new, as somebody does who knows how."""
    import apsw

    connection = apsw.Connection(path, vfs=checksums())
    bodies = [
        body.replace(old.encode(), new.encode())
        for (body,) in connection.execute("select body from entry order by seq")
    ]
    connection.close()
    change(
        path,
        *(
            f"update entry set body = x'{one.body.hex()}', hash = x'{one.hash.hex()}' where seq = {one.seq}"
            for one in chain(GENESIS, bodies, 1)
        ),
    )


def test_a_chain_made_new_shows_only_against_a_checkpoint(path: str) -> None:
    ledger = SqliteLedger(path)
    checkpoint = make_checkpoint(ledger, "office")
    ledger.close()
    assert not verify(path, checkpoint).findings
    rewrite(path, "clerk 1", "clerk 2")
    assert found(verify(path)) == []
    assert [code for code, _, _ in found(verify(path, checkpoint))] == ["other_history"]


def test_a_cut_tail_and_an_older_copy_show_only_against_a_checkpoint(path: str, tmp_path: Path) -> None:
    older = str(tmp_path / "older.db")
    shutil.copy(path, older)
    ledger = SqliteLedger(path)
    ledger.append([draft("f")], AT)
    checkpoint = make_checkpoint(ledger, "office")
    ledger.close()
    change(path, "delete from payload where seq = 7", "delete from entry where seq = 7")
    for one in (path, older):
        assert found(verify(one)) == []
        assert [code for code, _, _ in found(verify(one, checkpoint))] == ["ledger_cut"]


def test_a_clock_that_was_set_back_is_a_note(path: str) -> None:
    ledger = SqliteLedger(path)
    ledger.append([draft("f")], LATER)
    ledger.append([draft("g")], EARLIER)
    ledger.append([draft("h")], AT)
    ledger.close()
    report = verify(path)
    assert found(report) == [("clock_set_back", 8, 8)] and not report.mismatches
    assert (report.findings[0].id, report.findings[0].problem.value) == ("g", EARLIER)


def test_a_correction_of_what_came_later(path: str) -> None:
    rewrite(path, '"supersedes":"a"', '"supersedes":"e"')
    change(path, "update entry set supersedes = 'e' where seq = 4")
    assert found(verify(path)) == [("supersedes_wrong", 4, 4)]


@pytest.mark.parametrize("cut", [-1, -PAGE_BYTES, 1, PAGE_BYTES])
def test_a_file_that_is_longer_or_shorter(path: str, cut: int) -> None:
    content = Path(path).read_bytes()
    Path(path).write_bytes(content[:cut] if cut < 0 else content + b"\1" * cut)
    assert "file_length" in [code for code, _, _ in found(verify(path))]


def test_other_files_are_no_ledgers(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("create table t (x)")
    connection.close()
    for content in (other.read_bytes(), b"", b"x" * 9000):
        other.write_bytes(content)
        with pytest.raises(LedgerError) as error:
            verify(str(other))
        assert error.value.code == "not_a_ledger"


def flipped(path: str, place: int, bit: int) -> Report:
    """The report on the file with one bit changed, and changed back afterwards."""
    with Path(path).open("r+b", buffering=0) as file:
        file.seek(place)
        byte = file.read(1)[0]
        try:
            os.pwrite(file.fileno(), bytes([byte ^ 1 << bit]), place)
            return verify(path)
        finally:
            os.pwrite(file.fileno(), bytes([byte]), place)


PLACED = frozenset(("nothing_readable", "no_entry_touched"))
"""What a report says where it cannot name an entry: none can be read, or none was touched."""


def test_every_byte_of_the_header_and_some_of_every_page(path: str) -> None:
    size = os.path.getsize(path)
    chance = random.Random(20261122)
    edges = [
        page + place for page in range(0, size, PAGE_BYTES) for place in (0, 1, 7, 8, PAGE_BYTES - 8, PAGE_BYTES - 1)
    ]
    places = [*range(112), *edges, *(chance.randrange(size) for _ in range(150))]
    for place in places:
        report = flipped(path, place, chance.randrange(8))
        codes = {one.code for one in report.findings}
        assert "page_damaged" in codes and report.mismatches, place
        assert codes & PLACED or any(one.first for one in report.findings), place
    assert verify(path).findings == ()


def test_every_byte_is_under_a_checksum(path: str) -> None:
    content = Path(path).read_bytes()
    vfs = checksums()
    with Path(path).open("r+b", buffering=0) as file:
        for place in range(24, len(content)):  # the bytes before are checked by name
            os.pwrite(file.fileno(), bytes([content[place] ^ 1 << place % 8]), place)
            assert list(damage.damaged_pages(path, vfs)) == [place // PAGE_BYTES + 1], place
            os.pwrite(file.fileno(), content[place : place + 1], place)
    assert Path(path).read_bytes() == content


def test_the_page_that_sqlite_locks_is_empty(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(Path(path).read_bytes())
    monkeypatch.setattr(damage, "_LOCK_BYTE", 2 * PAGE_BYTES)
    for filling, wanted in ((b"\0", []), (b"\1", [3])):
        content[2 * PAGE_BYTES : 3 * PAGE_BYTES] = filling * PAGE_BYTES
        Path(path).write_bytes(content)
        assert list(damage.damaged_pages(path, checksums())) == wanted


def test_a_flipped_byte_in_an_entry_names_the_entry(path: str) -> None:
    content = Path(path).read_bytes()
    for text, code, seq in ((b'"id":"c"', "hash_differs", 3), ('{"问":"c"}'.encode(), "payload_differs", 3)):
        report = flipped(path, content.index(text) + 6, 0)
        assert (code, seq, seq) in found(report)
        assert ("entry_on_damaged_page", 1, 6) in found(report)


def test_processes_side_by_side_find_the_same(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = SqliteLedger(path)
    ledger.append(
        [draft(f"n{number}", "e" if number == 30 else "", "why" if number == 30 else "") for number in range(60)], AT
    )
    ledger.erase("n40", "", "ground", LATER)
    ledger.append([draft("last")], EARLIER)
    ledger.close()
    steps: list[tuple[int, int]] = []
    monkeypatch.setattr(verification, "RUN", 7)
    report = verify(path, progress=lambda done, total: steps.append((done, total)))
    assert found(report) == [("clock_set_back", 68, 68)] and report.records == 66
    assert steps == sorted(steps) and steps[-1] == (10, 10)
    assert verify(path, processes=2) == report
    for seq in (7, 8, 14):  # a run of seven ends, begins, ends
        copy = f"{path}-{seq}"
        shutil.copy(path, copy)
        change(copy, f"update entry set hash = zeroblob(32) where seq = {seq}")
        assert found(verify(copy))[0] == ("hash_differs", seq, seq) and len(found(verify(copy))) == 2
    change(path, "update payload set salt = zeroblob(32) where seq = 15", "delete from entry where seq in (21, 22, 23)")
    wanted = [("payload_differs", 15, 15), ("entries_missing", 21, 21), ("entries_missing", 22, 23)]
    told = [one for one in found(verify(path, processes=2)) if one[0] != "payload_stray"]
    assert told == [*wanted, ("clock_set_back", 68, 68)]


def test_the_marks_of_the_file_are_the_documented_ones(path: str) -> None:
    content = Path(path).read_bytes()
    assert content[:16] == b"SQLite format 3\0" and content[16:18] == b"\x40\x00" and content[20] == 8
    assert int.from_bytes(content[68:72], "big") == APPLICATION == int.from_bytes(b"bene", "big")
    assert int.from_bytes(content[60:64], "big") == 1
