"""The ledger in PostgreSQL, for an office that has a server: the schema `benefits_ledger` of a database.

A writer holds a lock until its transaction is on disk, so that two at once stand one behind the other; an account that
may only select and insert can record. Triggers refuse to change or remove anything; whoever owns the tables can take
them away, and verification finds what was done then. Entries are read through a cursor of the server, on a connection
of its own, as one moment has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, LiteralString

from benefits.audit.entry import Entry, Payload, Row, entry_of
from benefits.audit.imported import checked
from benefits.audit.ledger import EMPTY, Draft, Head, next_erasure, next_records
from benefits.audit.refused import refuse, sources_of
from benefits.audit.walk import Finding, finding
from benefits.engine.case import nearest
from benefits.engine.decision import canonical
from benefits.errors import InputError, LedgerError, Problem

if TYPE_CHECKING:
    import psycopg

_AT_ONCE = 1000
_NEIGHBOURS = 25
_SCHEMA: LiteralString = """
create schema if not exists benefits_ledger;
set search_path = benefits_ledger, pg_catalog;
create table entry (
    seq bigint primary key,
    id text collate "C" not null unique,
    supersedes text collate "C" unique,
    erases text collate "C" unique,
    hash bytea not null,
    body bytea not null
);
create table payload (
    seq bigint primary key references entry,
    salt bytea not null,
    question bytea not null,
    decision bytea not null
);
create table rule_file (digest text primary key, text bytea not null);
create table rule_bundle (digest text primary key, manifest bytea not null);

create function stays() returns trigger language plpgsql as $$
begin
    raise exception '% is never changed', tg_table_name;
end $$;
create function follows() returns trigger language plpgsql set search_path = benefits_ledger, pg_catalog as $$
begin
    if new.seq <> (select coalesce(max(seq), 0) from entry) + 1 then
        raise exception 'an entry goes behind the last one';
    end if;
    return new;
end $$;
create function erased() returns trigger language plpgsql set search_path = benefits_ledger, pg_catalog as $$
begin
    if not exists (select from entry e join entry gone on e.erases = gone.id where gone.seq = old.seq) then
        raise exception 'a payload is removed only by an erasure';
    end if;
    return old;
end $$;
create trigger entry_follows before insert on entry for each row execute function follows();
create trigger entry_stays before update or delete or truncate on entry execute function stays();
create trigger payload_stays before update or truncate on payload execute function stays();
create trigger payload_erased before delete on payload for each row execute function erased();
create trigger rule_file_stays before update or delete or truncate on rule_file execute function stays();
create trigger rule_bundle_stays before update or delete or truncate on rule_bundle execute function stays();
"""
_SESSION: LiteralString = """
set search_path = benefits_ledger, pg_catalog;
set synchronous_commit = on;
set default_transaction_isolation = 'read committed';
set lock_timeout = '30s';
set client_encoding = 'UTF8';
"""
# A lock on the table itself would ask for the right to change rows, which no clerk's account needs to have.
_LOCK: LiteralString = "select pg_advisory_xact_lock(hashtext('benefits_ledger'))"
_ENTRY: LiteralString = "select seq, body, hash, salt, question, decision from entry left join payload using (seq) "
_INSERT: LiteralString = "insert into entry (seq, id, supersedes, erases, hash, body) values (%s, %s, %s, %s, %s, %s)"
_INSERT_PAYLOAD: LiteralString = "insert into payload (seq, salt, question, decision) values (%s, %s, %s, %s)"
_LIKE: LiteralString = """
(select id from entry where id >= %s order by id limit %s) union all
(select id from entry where id < %s order by id desc limit %s)
"""
_TRIGGERS: LiteralString = """
select tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
where relnamespace = 'benefits_ledger'::regnamespace and not tgisinternal and tgenabled = 'O'
"""
_STRAY: LiteralString = "select payload.seq from payload left join entry using (seq) where entry.seq is null"


class PostgresLedger:
    """A `Ledger` in the database of an address `postgresql://…`. Raises `InputError` `needs_extra` without psycopg."""

    def __init__(self, address: str, create: bool = False) -> None:
        self._address = address
        self._name = "PostgreSQL"
        with self._translated():
            self._db = self._connected()
            self._name = self._db.info.dbname
            try:
                self._prepare(create)
            except BaseException:
                self._db.close()
                raise

    def _connected(self) -> psycopg.Connection:
        import psycopg

        connection = psycopg.connect(self._address, autocommit=True, connect_timeout=10)
        connection.execute(_SESSION)
        return connection

    def _prepare(self, create: bool) -> None:
        with self._db.transaction():
            if create:
                # Two that create the same ledger at once: the second waits, and finds it made.
                self._db.execute(_LOCK)
            found = self._db.execute("select to_regclass('benefits_ledger.rule_bundle')").fetchone()
            if found is not None and found[0] is not None:
                return
            if not create:
                raise LedgerError([Problem("no_ledger", value=self._name)])
            encoding = self._db.info.parameter_status("server_encoding")
            if encoding != "UTF8":
                raise LedgerError([Problem("ledger_unusable", value=self._name, expected=f"UTF8 ≠ {encoding}")])
            self._db.execute(_SCHEMA)

    def append(self, drafts: Sequence[Draft], recorded_at: str) -> list[Entry]:
        with self._writing():
            refuse(drafts, self)
            for bundle, files in {draft.bundle: draft.files for draft in drafts}.items():
                self._store_rules(bundle, files)
            entries = next_records(self.head(), drafts, recorded_at)
            envelopes = [draft.envelope for draft in drafts]
            links = [(each.id, each.supersedes, "") for each in envelopes]
            self._insert(entries, links, [draft.payload for draft in drafts])
        return entries

    def erase(self, id: str, by: str, because: str, recorded_at: str) -> Entry:
        with self._writing():
            found, payload = self.find(id)
            if payload is None:
                raise LedgerError([Problem("nothing_to_erase", value=id)])
            entry = next_erasure(self.head(), id, by, because, recorded_at)
            self._insert([entry], [(entry.content()["id"], "", id)], [None])
            self._db.execute("delete from payload where seq = %s", (found.seq,))
        with self._translated():
            self._db.execute("vacuum payload")  # or what was erased would stand in the table's pages until later
        return entry

    def restore(self, rows: Iterable[tuple[Entry, Payload | None]], bundles: Mapping[str, Mapping[str, bytes]]) -> Head:
        with self._writing():
            if self.head() != EMPTY:
                raise LedgerError([Problem("ledger_not_empty", value=self._name)])
            for digest, files in bundles.items():
                self._store_rules(digest, files)
            stream = checked(rows, bundles)
            while some := list(islice(stream, _AT_ONCE)):
                links = [(told["id"], told.get("supersedes", ""), told.get("erases", "")) for _, told, _ in some]
                self._insert([entry for entry, _, _ in some], links, [payload for _, _, payload in some])
            return self.head()

    def head(self) -> Head:
        with self._translated():
            found = self._db.execute("select seq, hash from entry order by seq desc limit 1", binary=True).fetchone()
        return EMPTY if found is None else Head(*found)

    def entries(self, start: int = 1, stop: int | None = None) -> Iterator[tuple[Entry, Payload | None]]:
        for row in self.rows(start, stop):  # a generator, so that whoever stops early can close it
            yield entry_of(row)

    def rows(self, start: int = 1, stop: int | None = None) -> Iterator[Row]:
        last = self.head().size if stop is None else stop
        yield from self._stream(_ENTRY + "where seq between %s and %s order by seq", (start, last))

    def _stream(self, select: LiteralString, places: tuple[int, ...] = ()) -> Iterator[Any]:
        with (
            self._translated(),
            self._connected() as reader,
            reader.transaction(),
            reader.cursor("entries", binary=True) as cursor,
        ):
            cursor.itersize = _AT_ONCE
            yield from cursor.execute(select, places)

    def find(self, id: str) -> tuple[Entry, Payload | None]:
        with self._translated():
            found = self._db.execute(_ENTRY + "where id = %s", (_storable(id),), binary=True).fetchone()
            if found is None:
                raise self.unknown(id)
        return entry_of(found)

    def superseded_by(self, id: str) -> str:
        return str(self._one("select id from entry where supersedes = %s", id) or "")

    def erasure_of(self, id: str) -> Entry | None:
        with self._translated():
            select: LiteralString = "select seq, body, hash from entry where erases = %s"
            found = self._db.execute(select, (_storable(id),), binary=True).fetchone()
        return None if found is None else Entry(*found)

    def bundles(self) -> tuple[str, ...]:
        with self._translated():
            found = self._db.execute('select digest from rule_bundle order by digest collate "C"').fetchall()
        return tuple(digest for (digest,) in found)

    def files(self, bundle: str) -> Mapping[str, bytes]:
        manifest = self._one("select manifest from rule_bundle where digest = %s", bundle)
        if not isinstance(manifest, bytes):
            raise LedgerError([Problem("unknown_bundle", value=bundle[:80])])
        select: LiteralString = "select text from rule_file where digest = %s"
        texts = {path: self._one(select, digest) for path, digest in json.loads(manifest).items()}
        return {path: text for path, text in texts.items() if isinstance(text, bytes)}

    def damage(self) -> Iterator[Finding]:
        """Triggers that are gone or switched off, columns that do not say what the bodies say, payloads of nothing."""
        with self._translated():
            there = {name for (name,) in self._db.execute(_TRIGGERS)}
        wanted = set(re.findall(r"create trigger (\w+)", _SCHEMA))
        yield from (finding("table_changed", value=name) for name in sorted(wanted ^ there))
        for seq, id, supersedes, erases, body in self._stream("select seq, id, supersedes, erases, body from entry"):
            if _links(body) != (id, supersedes, erases):
                yield finding("entry_columns", seq, id=id)
        yield from (finding("payload_stray", seq) for (seq,) in self._stream(_STRAY))

    def close(self) -> None:
        self._db.close()

    def _one(self, select: LiteralString, key: str) -> object:
        """The one value that a query finds for a text, or None."""
        with self._translated():
            found = self._db.execute(select, (_storable(key),)).fetchone()
        return None if found is None else found[0]

    def kind_of(self, id: str) -> str:
        """`record` or `erasure`, or "" where no entry has this id."""
        erasure = self._one("select erases is not null from entry where id = %s", id)
        return "" if erasure is None else "erasure" if erasure else "record"

    def unknown(self, id: str) -> LedgerError:
        """The refusal of an id that there is none of; it names the nearest of its neighbours in the index."""
        with self._translated():
            found = self._db.execute(_LIKE, (_storable(id), _NEIGHBOURS, _storable(id), _NEIGHBOURS)).fetchall()
        near = nearest(id, [each for (each,) in found])
        return LedgerError([Problem("unknown_record", "id", id[:100], nearest=near)])

    def _store_rules(self, bundle: str, files: Mapping[str, bytes]) -> None:
        if self._one("select digest from rule_bundle where digest = %s", bundle):
            return
        sources = sources_of(bundle, files)
        with self._db.cursor() as cursor:
            rows = [(digest, files[path]) for path, digest in sources.items()]
            cursor.executemany("insert into rule_file values (%s, %s) on conflict do nothing", rows)
            cursor.execute("insert into rule_bundle values (%s, %s)", (bundle, canonical(sources)))

    def _insert(
        self, entries: Sequence[Entry], links: Sequence[tuple[str, str, str]], payloads: Sequence[Payload | None]
    ) -> None:
        """Insert entries, each with its id, what it supersedes and what it erases, and their payloads."""
        rows = [
            (entry.seq, id, supersedes or None, erases or None, entry.hash, entry.body)
            for entry, (id, supersedes, erases) in zip(entries, links, strict=True)
        ]
        beside = [
            (entry.seq, payload.salt, payload.question, payload.decision)
            for entry, payload in zip(entries, payloads, strict=True)
            if payload is not None
        ]
        with self._db.cursor() as cursor:
            cursor.executemany(_INSERT, rows)
            if beside:
                cursor.executemany(_INSERT_PAYLOAD, beside)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that no other writer has at the same time; what it wrote is on disk when it ends."""
        with self._translated(), self._db.transaction():
            self._db.execute(_LOCK)
            yield

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Errors of the database in our words; never with the address, which may hold a password."""
        try:
            import psycopg
        except ImportError:
            raise InputError([Problem("needs_extra", value="PostgreSQL", expected="benefits[audit]")]) from None
        try:
            yield
        except psycopg.errors.UndefinedTable:
            raise LedgerError([Problem("no_ledger", value=self._name)]) from None
        except psycopg.Error as error:
            told = error.diag.message_primary or type(error).__name__
            if isinstance(error, psycopg.OperationalError) and error.diag.message_primary is None:
                told = str(error).partition("\n")[0]  # why there is no connection; it never tells the password
            raise LedgerError([Problem("ledger_unusable", value=self._name, expected=told[:200])]) from None


def _links(body: bytes) -> tuple[object, ...]:
    """Id, what is superseded and what is erased, as a body says."""
    try:
        told = json.loads(body)
        return told.get("id"), told.get("supersedes"), told.get("erases")
    except (ValueError, AttributeError, RecursionError):
        return ()


def _storable(text: str) -> str:
    """A text to look for; one that PostgreSQL cannot hold becomes one that is never stored."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffe")
