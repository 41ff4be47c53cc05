"""The ledger in one SQLite file, every page of which carries a checksum.

SQLite's own checksum VFS ends each page in eight bytes over the rest. Rows are never changed: triggers stand against
it, and verification finds it where they were taken away. A commit is on disk before `append` returns.
"""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import apsw
import apsw.sqlite_extra

from benefits.audit.damage import damage, damaged_pages
from benefits.audit.entry import Entry, Payload, Row, entry_of
from benefits.audit.imported import checked
from benefits.audit.layout import APPLICATION, FORMAT, PAGE_BYTES, SCHEMA, Header, log_bytes, read_only
from benefits.audit.ledger import EMPTY, Draft, Head, next_erasure, next_records
from benefits.audit.refused import refuse, sources_of
from benefits.audit.walk import Finding
from benefits.engine.case import nearest
from benefits.engine.decision import canonical
from benefits.errors import DamagedLedgerError, LedgerError, Problem

BUSY_MS = 30_000
_MMAP_BYTES = 1 << 40
_NEIGHBOURS = 25
_ENTRY = """
select entry.seq, body, hash, salt, question, decision from entry left join payload using (seq)
where entry.seq between ? and ? order by entry.seq
"""
_BARE = (int, bytes, bytes, type(None), type(None), type(None))
_TYPES = {_BARE, (int, bytes, bytes, bytes, bytes, bytes)}
_KIND = "select case when erases is null then 'record' else 'erasure' end from entry where id = ?"
_LIKE = """
select id from (select id from entry where id >= ?1 order by id limit ?2) union all
select id from (select id from entry where id < ?1 order by id desc limit ?2)
"""
_SETTINGS = ("foreign_keys=on", "secure_delete=on", "trusted_schema=off", "recursive_triggers=on")


@cache
def checksums() -> str:
    """The name of the VFS that writes pages with checksums, and reads none that has lost its own."""
    before = apsw.vfs_names()[0]
    with closing(apsw.Connection(":memory:")) as connection:
        apsw.sqlite_extra.load(connection, "cksumvfs")
        apsw.set_default_vfs(before)  # what else the process does with SQLite is not ours
    return "cksmvfs"


class SqliteLedger:
    """A `Ledger` in a file. `inspect`: for verification, which reads damaged pages too and writes nothing.

    `vfs` is for tests that make the disk fail.
    """

    def __init__(self, path: str, create: bool = False, inspect: bool = False, vfs: str = "") -> None:
        self._path = os.path.abspath(path)
        self._name = Path(path).name
        self._stored: set[str] = set()
        self._check(create, inspect)
        checked = vfs or checksums()
        with self._translated():
            self._db = apsw.Connection(*self._place(create), vfs=None if inspect else checked)
            try:
                self._prepare(create, inspect)
            except BaseException as error:
                self._db.close()
                if inspect and isinstance(error, apsw.Error) and 1 in damaged_pages(self._path, checked):
                    raise self._damaged() from None
                raise

    def _check(self, create: bool, inspect: bool) -> None:
        """Refuse what is no ledger before anything is done to it."""
        try:
            header = Header.of(self._path)
        except FileNotFoundError:
            if not create:
                raise LedgerError([Problem("no_ledger", value=self._name[:100])]) from None
            return
        except (OSError, ValueError) as error:
            raise self._unusable(getattr(error, "strerror", None) or str(error)) from None
        if header.size == 0 and create:
            return
        if not header.plausible:
            raise LedgerError([Problem("not_a_ledger", value=self._name[:100])])
        if not header.right and not inspect:
            raise self._damaged()

    def _place(self, create: bool) -> tuple[str, int]:
        """What SQLite opens, and how: a quiet file that cannot be written is read as one that nobody writes."""
        if create or (os.access(self._path, os.W_OK) and os.access(os.path.dirname(self._path), os.W_OK)):
            return self._path, apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        return read_only(self._path)

    def _prepare(self, create: bool, inspect: bool) -> None:
        self._db.set_busy_timeout(BUSY_MS)
        for setting in _SETTINGS:
            self._db.execute(f"pragma {setting}")
        if inspect:
            self._db.execute(f"pragma query_only=on; pragma mmap_size={_MMAP_BYTES}")
            self._db.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, log_bytes(self._path) > 0)
        elif not self._db.readonly("main"):
            if create:
                self._create()
            self._db.execute("pragma journal_mode=wal; pragma synchronous=full")
        if self._db.execute("select 1 from sqlite_schema").get is None:
            raise LedgerError([Problem("not_a_ledger", value=self._name[:100])])

    def _create(self) -> None:
        self._db.execute(f"pragma page_size={PAGE_BYTES}")
        reserved = ctypes.c_int(Header.RESERVED)
        self._db.file_control("main", apsw.SQLITE_FCNTL_RESERVE_BYTES, ctypes.addressof(reserved))
        with self._writing():
            if self._db.pragma("application_id") != APPLICATION:
                self._db.execute(SCHEMA)
                self._db.execute(f"pragma application_id={APPLICATION}; pragma user_version={FORMAT}")

    def append(self, drafts: Sequence[Draft], recorded_at: str) -> list[Entry]:
        with self._writing():
            refuse(drafts, self)
            for draft in drafts:
                self._store_rules(draft.bundle, draft.files)
            entries = next_records(self.head(), drafts, recorded_at)
            for entry, draft in zip(entries, drafts, strict=True):
                self._insert(entry, draft.envelope.id, draft.envelope.supersedes, "", draft.payload)
        self._stored |= {draft.bundle for draft in drafts}
        return entries

    def erase(self, id: str, by: str, because: str, recorded_at: str) -> Entry:
        with self._writing():
            found, payload = self.find(id)
            if payload is None:
                raise LedgerError([Problem("nothing_to_erase", value=id)])
            entry = next_erasure(self.head(), id, by, because, recorded_at)
            self._insert(entry, entry.content()["id"], "", id, None)
            self._db.execute("delete from payload where seq = ?", (found.seq,))
        with self._translated():
            self._db.execute("pragma wal_checkpoint(truncate)")  # or what was erased would stand in the log
        return entry

    def restore(self, rows: Iterable[tuple[Entry, Payload | None]], bundles: Mapping[str, Mapping[str, bytes]]) -> Head:
        with self._writing():
            if self.head() != EMPTY:
                raise LedgerError([Problem("ledger_not_empty", value=self._name)])
            for digest, files in bundles.items():
                self._store_rules(digest, files)
            for entry, content, payload in checked(rows, bundles):
                supersedes, erases = content.get("supersedes", ""), content.get("erases", "")
                self._insert(entry, content["id"], supersedes, erases, payload)
            return self.head()

    def head(self) -> Head:
        with self._translated():
            found = self._db.execute("select seq, hash from entry order by seq desc limit 1").get
        if found is None:
            return EMPTY
        if type(found[1]) is not bytes or not 0 < found[0] <= os.path.getsize(self._path):
            raise self._damaged()  # an entry takes more than a byte
        return Head(*found)

    def entries(self, start: int = 1, stop: int | None = None) -> Iterator[tuple[Entry, Payload | None]]:
        return map(entry_of, self.rows(start, stop))

    def rows(self, start: int = 1, stop: int | None = None) -> Iterator[Row]:
        last = self.head().size if stop is None else stop
        with self._translated():
            for row in self._db.execute(_ENTRY, (start, last)):
                if tuple(map(type, row)) not in _TYPES:
                    raise self._damaged()
                yield row

    def find(self, id: str) -> tuple[Entry, Payload | None]:
        seq = self._one("select seq from entry where id = ?", id)
        if not isinstance(seq, int):
            raise self.unknown(id)
        return self._entry(seq)

    def _entry(self, seq: int) -> tuple[Entry, Payload | None]:
        for found in self.entries(seq, seq):
            return found
        raise self._damaged()  # an index speaks of it

    def superseded_by(self, id: str) -> str:
        return str(self._one("select id from entry where supersedes = ?", id) or "")

    def erasure_of(self, id: str) -> Entry | None:
        seq = self._one("select seq from entry where erases = ?", id)
        return self._entry(seq)[0] if isinstance(seq, int) else None

    def bundles(self) -> tuple[str, ...]:
        with self._translated():
            found = tuple(each for (each,) in self._db.execute("select digest from rule_bundle order by digest"))
        if not all(isinstance(each, str) for each in found):
            raise self._damaged()
        return found

    def files(self, bundle: str) -> Mapping[str, bytes]:
        manifest = self._one("select manifest from rule_bundle where digest = ?", bundle)
        if manifest is None:
            raise LedgerError([Problem("unknown_bundle", value=bundle[:80])])
        try:
            sources: dict[str, str] = json.loads(manifest)  # type: ignore[arg-type]
            found = {path: self._one("select text from rule_file where digest = ?", sources[path]) for path in sources}
        except (ValueError, TypeError, AttributeError):
            raise self._damaged() from None
        texts = {path: text for path, text in found.items() if isinstance(text, bytes)}
        if texts.keys() != found.keys():
            raise self._damaged()
        return texts

    def damage(self) -> Iterator[Finding]:
        return damage(self._path, checksums(), self._db)

    def close(self) -> None:
        """Put the log into the file, so that a quiet ledger is one file, and let go of it."""
        with self._translated():
            self._db.close()

    def kind_of(self, id: str) -> str:
        """`record` or `erasure`, or "" where no entry has this id."""
        return str(self._one(_KIND, id) or "")

    def unknown(self, id: str) -> LedgerError:
        """The refusal of an id that there is none of; it names the nearest of its neighbours in the index."""
        with self._translated():
            neighbours = [each for (each,) in self._db.execute(_LIKE, (_findable(id), _NEIGHBOURS))]
        found = [each for each in neighbours if isinstance(each, str)]
        return LedgerError([Problem("unknown_record", "id", id[:100], nearest=nearest(id, found))])

    def _one(self, select: str, key: str) -> object:
        """The one value that a query finds for a text, or None."""
        with self._translated():
            found: object = self._db.execute(select, (_findable(key),)).get
            return found

    def _store_rules(self, bundle: str, files: Mapping[str, bytes]) -> None:
        if bundle in self._stored or self._one("select 1 from rule_bundle where digest = ?", bundle):
            return
        sources = sources_of(bundle, files)
        for path, digest in sources.items():
            self._db.execute("insert or ignore into rule_file values (?, ?)", (digest, files[path]))
        self._db.execute("insert into rule_bundle values (?, ?)", (bundle, canonical(sources)))

    def _insert(self, entry: Entry, id: str, supersedes: str, erases: str, payload: Payload | None) -> None:
        row = (entry.seq, id, supersedes or None, erases or None, entry.hash, entry.body)
        self._db.execute("insert into entry values (?, ?, ?, ?, ?, ?)", row)
        if payload is not None:
            given = (entry.seq, payload.salt, payload.question, payload.decision)
            self._db.execute("insert into payload values (?, ?, ?, ?)", given)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that no other writer has at the same time; what it wrote is on disk when it ends."""
        with self._translated():
            self._db.execute("begin immediate")
            try:
                yield
                self._db.execute("commit")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("rollback")
                raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Errors of SQLite in our words."""
        try:
            yield
        except UnicodeDecodeError:
            raise self._damaged() from None
        except apsw.Error as error:
            code = getattr(error, "extendedresult", 0)
            damaged = apsw.CorruptError | apsw.NotADBError | apsw.SQLError  # the last: a table is not there
            if isinstance(error, damaged) or code == apsw.SQLITE_IOERR_DATA:
                raise self._damaged() from None
            raise self._unusable(str(error)) from None

    def _damaged(self) -> DamagedLedgerError:
        return DamagedLedgerError([Problem("ledger_damaged", value=self._name[:100])])

    def _unusable(self, why: str) -> LedgerError:
        return LedgerError([Problem("ledger_unusable", value=self._name[:100], expected=why[:200])])


def _findable(key: str) -> str:
    """A text that SQLite takes; one with half a character in it is in no ledger."""
    return key.encode(errors="replace").decode()
