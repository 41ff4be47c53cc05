"""What is PostgreSQL's own in its ledger: the lock, the triggers, the stream, and the refusals."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from benefits.audit.checkpoint import make_checkpoint
from benefits.audit.ledger import Head
from benefits.audit.postgres import PostgresLedger
from benefits.audit.verify import verify
from benefits.errors import InputError, LedgerError
from tests.audit.drafts import AT, draft, filled
from tests.project.checkout import ROOT

psycopg = pytest.importorskip("psycopg")
WRITER = """
import sys
from benefits.audit.postgres import PostgresLedger
from tests.audit.drafts import AT, draft
ledger = PostgresLedger(sys.argv[1])
for number in range(25):
    ledger.append([draft(f"{sys.argv[2]}-{number}-{part}") for part in range(4)], AT)
"""


def test_four_writers_neither_lose_nor_fork(postgres: str) -> None:
    """Two processes and two threads, a hundred records each."""
    PostgresLedger(postgres, create=True).close()
    command = [sys.executable, "-c", WRITER, postgres]
    children = [subprocess.Popen([*command, f"p{number}"], cwd=ROOT) for number in range(2)]
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            ledger = PostgresLedger(postgres)
            for number in range(25):
                ledger.append([draft(f"{name}-{number}-{part}") for part in range(4)], AT)
            ledger.close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(f"t{number}",)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [child.wait(60) for child in children] == [0, 0]
    assert not failures
    ledger = PostgresLedger(postgres)
    entries = [entry for entry, _ in ledger.entries()]
    ledger.close()
    assert [entry.seq for entry in entries] == list(range(1, 401))
    expected = {
        f"{who}-{number}-{part}" for who in ("p0", "p1", "t0", "t1") for number in range(25) for part in range(4)
    }
    assert {entry.content()["id"] for entry in entries} == expected


def test_two_that_create_the_same_ledger(postgres: str) -> None:
    made: list[PostgresLedger] = []
    threads = [threading.Thread(target=lambda: made.append(PostgresLedger(postgres, create=True))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    for ledger in made:
        ledger.close()


@pytest.mark.parametrize("table", ["entry", "payload", "rule_file", "rule_bundle"])
@pytest.mark.parametrize("change", ["update {} set {} = {}", "delete from {}", "truncate {} cascade"])
def test_the_database_itself_refuses_a_change(postgres: str, table: str, change: str) -> None:
    column = {"entry": "body", "payload": "salt", "rule_file": "text", "rule_bundle": "manifest"}[table]
    filled(PostgresLedger(postgres, create=True), ["1"]).close()
    with psycopg.connect(postgres) as connection, pytest.raises(psycopg.errors.RaiseException):
        connection.execute(change.format(f"benefits_ledger.{table}", column, "'x'"))


def test_the_database_itself_refuses_a_fork(postgres: str) -> None:
    filled(PostgresLedger(postgres, create=True), ["1"]).close()
    for seq in (1, 3):
        with psycopg.connect(postgres) as connection, pytest.raises(psycopg.Error):
            connection.execute("insert into benefits_ledger.entry values (%s, 'x', null, null, 'h', 'b')", (seq,))


def test_a_reader_has_one_moment_while_others_write(postgres: str) -> None:
    ledger = filled(PostgresLedger(postgres, create=True), [str(number) for number in range(3000)])
    seen = ledger.entries()
    first = next(seen)
    ledger.append([draft("late")], AT)
    assert 1 + sum(1 for _ in seen) == 3000
    assert first[0].content()["id"] == "0"
    assert ledger.head().size == 3001
    ledger.close()


def test_what_was_left_in_the_middle_is_let_go(postgres: str) -> None:
    """A reader that stops early leaves no connection, and no transaction that would hold up others."""
    ledger = filled(PostgresLedger(postgres, create=True), ["1", "2"])
    seen = ledger.entries()
    next(seen)
    seen.close()  # type: ignore[attr-defined]
    with psycopg.connect(postgres) as connection:
        others = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        for _ in range(100):
            if connection.execute(others).fetchone() == (1,):
                break
            connection.rollback()
        assert connection.execute(others).fetchone() == (1,)
    ledger.close()


def test_refusals(postgres: str) -> None:
    with pytest.raises(LedgerError) as error:
        PostgresLedger(postgres)
    assert error.value.code == "no_ledger"
    secret = "postgresql://office:geheim@/nowhere?host=/nowhere"
    with pytest.raises(LedgerError) as error:
        PostgresLedger(secret)
    assert error.value.code == "ledger_unusable" and "geheim" not in str(error.value)
    with pytest.raises(LedgerError) as error:
        PostgresLedger("postgresql://%zz")
    assert error.value.code == "ledger_unusable"


def test_texts_that_it_cannot_hold(postgres: str) -> None:
    ledger = filled(PostgresLedger(postgres, create=True), ["1"])
    for id in ("\0", "1\0", "\udcff", "'; drop table entry; --", "%s"):
        with pytest.raises(LedgerError) as error:
            ledger.find(id)
        assert error.value.code == "unknown_record"
        assert ledger.superseded_by(id) == "" and ledger.erasure_of(id) is None
        with pytest.raises(LedgerError):
            ledger.files(id)
    ledger.close()


def test_a_database_of_another_encoding(postgres: str, postgres_server: str) -> None:
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("create database latin encoding 'LATIN1' locale 'C' template template0")
    try:
        with pytest.raises(LedgerError) as error:
            PostgresLedger(postgres_server.replace("/postgres?", "/latin?"), create=True)
        assert (error.value.code, error.value.expected) == ("ledger_unusable", "UTF8 ≠ LATIN1")
    finally:
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute("drop database latin with (force)")


def test_a_server_that_goes_away(postgres: str) -> None:
    ledger = filled(PostgresLedger(postgres, create=True), ["1"])
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    with pytest.raises(LedgerError) as error:
        ledger.append([draft("2")], AT)
    assert error.value.code == "ledger_unusable"
    ledger.close()
    again = PostgresLedger(postgres)
    assert again.head() == Head(1, again.head().hash)
    again.close()


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(InputError) as error:
        PostgresLedger("postgresql:///x")
    assert (error.value.code, error.value.expected) == ("needs_extra", "benefits[audit]")


def test_the_package_does_not_need_the_library() -> None:
    """Only `benefits.audit.postgres` knows it, and only when it is used."""
    told = "import sys, benefits.audit.open, benefits.audit.postgres; sys.exit('psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], cwd=Path(ROOT)).returncode == 0


@pytest.mark.parametrize(
    ("change", "code", "seq"),
    [
        ("update entry set body = overlay(body placing '3' from 20) where seq = 2", "hash_differs", 2),
        ("update entry set hash = sha256(hash) where seq = 2", "hash_differs", 2),
        ("update entry set id = 'x' where seq = 2", "entry_columns", 2),
        ("update entry set supersedes = '1' where seq = 2", "entry_columns", 2),
        ("update payload set decision = 'x' where seq = 2", "payload_differs", 2),
        ("delete from payload where seq = 2", "payload_missing", 2),
        ("delete from payload where seq = 2; delete from entry where seq = 2", "entries_missing", 2),
        ("update rule_file set text = 'x'", "rules_differ", 1),
        ("delete from rule_bundle", "rules_missing", 1),
        ("drop trigger entry_stays on entry", "table_changed", 0),
        ("alter table entry disable trigger entry_stays", "table_changed", 0),
    ],
)
def test_what_the_owner_of_the_tables_does_is_found(postgres: str, change: str, code: str, seq: int) -> None:
    filled(PostgresLedger(postgres, create=True), ["1", "2", "3"]).close()
    assert verify(postgres).findings == ()
    tables = ("entry", "payload", "rule_file", "rule_bundle")
    with psycopg.connect(postgres) as connection:
        connection.execute("set search_path = benefits_ledger")
        if "trigger" not in change:
            for table in tables:
                connection.execute(f"alter table {table} disable trigger user")
        connection.execute(change)
        if "trigger" not in change:
            for table in tables:
                connection.execute(f"alter table {table} enable trigger user")
    found = verify(postgres).findings
    assert (code, seq) in {(each.code, each.first) for each in found}


def test_a_cut_tail_is_found_against_a_checkpoint(postgres: str) -> None:
    ledger = filled(PostgresLedger(postgres, create=True), ["1", "2", "3"])
    checkpoint = make_checkpoint(ledger, "office")
    ledger.close()
    with psycopg.connect(postgres) as connection:
        connection.execute("set search_path = benefits_ledger")
        for table in ("payload", "entry"):
            connection.execute(f"alter table {table} disable trigger user")
            connection.execute(f"delete from {table} where seq = 3")
            connection.execute(f"alter table {table} enable trigger user")
    assert verify(postgres).findings == ()
    assert [each.code for each in verify(postgres, checkpoint).findings] == ["ledger_cut"]


def test_an_account_that_may_only_insert_and_select(postgres: str) -> None:
    filled(PostgresLedger(postgres, create=True), ["1"]).close()
    role = "clerk_" + postgres.split("?")[0].rpartition("_")[2]
    with psycopg.connect(postgres) as connection:
        connection.execute(f"create role {role} login")
        connection.execute(f"grant usage on schema benefits_ledger to {role}")
        connection.execute(f"grant select, insert on all tables in schema benefits_ledger to {role}")
    clerk = PostgresLedger(postgres.replace("office@", f"{role}@"), create=True)
    clerk.append([draft("2"), draft("3", "1", "slip")], AT)
    assert clerk.head().size == 3
    with pytest.raises(LedgerError) as error:
        clerk.erase("1", "clerk", "because", AT)
    assert error.value.code == "ledger_unusable" and clerk.head().size == 3
    clerk.close()
    with psycopg.connect(postgres) as connection:
        connection.execute(f"drop owned by {role}")
        connection.execute(f"drop role {role}")


def test_a_database_whose_transactions_are_serialisable(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"alter database {connection.info.dbname} set default_transaction_isolation = serializable")
    test_four_writers_neither_lose_nor_fork(postgres)


KILLED = """
import sys, time
from benefits.audit.postgres import PostgresLedger
from tests.audit.drafts import AT, draft
ledger = PostgresLedger(sys.argv[1])
ledger.append([draft("accepted")], AT)
with ledger._writing():
    ledger._db.execute("insert into entry values (2, 'x', null, null, 'h', 'b')")
    print("ready", flush=True)
    time.sleep(60)
"""


def test_a_writer_that_is_killed(postgres: str) -> None:
    """What was accepted stays; what was not is gone, and holds up nobody."""
    PostgresLedger(postgres, create=True).close()
    command = [sys.executable, "-c", KILLED, postgres]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stdout.readline() == b"ready\n"
        child.kill()
    ledger = filled(PostgresLedger(postgres), ["next"])
    assert [entry.content()["id"] for entry, _ in ledger.entries()] == ["accepted", "next"]
    ledger.close()
    assert verify(postgres).findings == ()
