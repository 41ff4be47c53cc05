"""What was done to a ledger's file: its pages against their checksums, its tables and columns against its bodies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw

from benefits.audit.layout import PAGE_BYTES, SCHEMA, Header, log_bytes, read_only
from benefits.audit.walk import Finding, finding

_TABLES = "select type, name, tbl_name, sql from sqlite_schema order by type, name"
_COLUMNS = """
select seq, cast(id as blob) from entry where (
    not instr(body, cast(',"id":"' || id || '","kind":"' as blob)) or supersedes is not null or erases is not null
    or instr(body, cast(',"supersedes":' as blob)) or instr(body, cast('"erases":' as blob))
) and (
    not json_valid(cast(body as text))
    or id is not json_extract(cast(body as text), '$.id')
    or supersedes is not json_extract(cast(body as text), '$.supersedes')
    or erases is not json_extract(cast(body as text), '$.erases')
)
"""
_WHOLE = "select entry.*, payload.* from entry left join payload using (seq) where entry.seq = ?"
_UNBROKEN = "select count(*) = max(seq) and min(seq) = 1 from entry"
_OUTSIDE = "select seq from payload where seq < 1 or seq > (select max(seq) from entry)"
_STRAY = "select seq from payload where seq not in (select seq from entry)"
_LOCK_BYTE = 1 << 30
_LOG_HEADER, _FRAME_HEADER = 32, 24
_TRIES = 5


def damage(path: str, vfs: str, connection: apsw.Connection | None = None) -> Iterator[Finding]:
    """Everything wrong with a file below its entries: its first bytes, pages, length, tables, columns, stray rows.

    `vfs` checks pages; `connection` to the same file need not. Without one the file cannot even be opened.
    """
    header = Header.of(path)
    if not log_bytes(path) and header.right and header.size != header.pages * PAGE_BYTES:
        yield finding("file_length", value=str(header.size), expected=str(header.pages * PAGE_BYTES))
    pages = sorted({*damaged_pages(path, vfs)} - pages_in_log(path)) if header.right else [1]
    for number in pages:
        yield finding("page_damaged", value=str(number), expected=_lies_on(number, connection) if connection else "?")
    if connection is None:
        yield finding("nothing_readable")
        return
    if pages:
        yield from _entries_on(path, vfs, connection)
    try:
        yield from _damage_inside(connection)
    except (apsw.Error, UnicodeDecodeError) as error:
        yield finding("tables_unreadable", value=str(error)[:200])


def _entries_on(path: str, vfs: str, connection: apsw.Connection) -> Iterator[Finding]:
    """The entries that cannot be read where pages are checked, in runs; all of them if the tables cannot be found."""
    try:
        last = min(int(connection.execute("select max(seq) from entry").get), os.path.getsize(path))
    except (apsw.Error, UnicodeDecodeError, TypeError, ValueError):
        yield finding("nothing_readable")
        return
    with closing(apsw.Connection(*read_only(path), vfs=vfs)) as checking:
        affected = [seq for seq in range(1, last + 1) if not _reads(checking, seq)]
    if not affected:
        yield finding("no_entry_touched")
    while affected:
        length = next((n for n, seq in enumerate(affected) if seq != affected[0] + n), len(affected))
        yield finding("entry_on_damaged_page", affected[0], affected[length - 1])
        del affected[:length]


def _lies_on(page: int, connection: apsw.Connection) -> str:
    """The table or index that a page belongs to."""
    try:
        return str(connection.execute("select name from dbstat where pageno = ?", (page,)).get or "-")
    except (apsw.Error, UnicodeDecodeError):
        return "?"


def _reads(connection: apsw.Connection, seq: int) -> bool:
    try:
        connection.execute(_WHOLE, (seq,)).fetchall()
    except (apsw.Error, UnicodeDecodeError):
        return False
    return True


def _damage_inside(connection: apsw.Connection) -> Iterator[Finding]:
    with closing(apsw.Connection(":memory:")) as right:
        right.execute(SCHEMA)
        wanted, found = (set(each.execute(_TABLES)) for each in (right, connection))
    yield from (finding("table_changed", value=name) for name in sorted({str(row[1]) for row in wanted ^ found}))
    for seq, id in connection.execute(_COLUMNS):
        yield finding("entry_columns", seq, id=str(id or b"", "utf-8", "backslashreplace"))
    # Where no entry is missing a stray payload has a number outside theirs, and not all payloads need be looked at.
    stray = _OUTSIDE if connection.execute(_UNBROKEN).get else _STRAY
    for (seq,) in connection.execute(stray):
        yield finding("payload_stray", seq)


def damaged_pages(path: str, vfs: str) -> Iterator[int]:
    """The numbers, from 1, of the pages of a file whose bytes do not have their checksum.

    `vfs` is the one that checks pages. Another process may write a page while it is read, so that a page counts as
    damaged only if it stays so. The first page has passed `Header.right`; without that nothing is checked.
    """
    file = apsw.VFSFile(vfs, path, [apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY, 0])
    try:
        file.xRead(len(Header.of(path).first), 0)  # from the first bytes it learns that there are checksums
        for place in range(0, file.xFileSize(), PAGE_BYTES):
            try:
                file.xRead(PAGE_BYTES, place)
            except apsw.IOError:
                if not _empty_lock(path, place) and not any(_sound(file, place) for _ in range(_TRIES)):
                    yield place // PAGE_BYTES + 1
    finally:
        file.xClose()


def _empty_lock(path: str, place: int) -> bool:
    """Whether this is the page that SQLite locks, and stores nothing in."""
    if place != _LOCK_BYTE:
        return False
    with Path(path).open("rb") as file:
        file.seek(place)
        return not any(file.read(PAGE_BYTES))


def _sound(file: apsw.VFSFile, place: int) -> bool:
    try:
        file.xRead(PAGE_BYTES, place)
    except apsw.IOError:
        return False
    return True


def pages_in_log(path: str) -> set[int]:
    """The pages that stand in the log, committed: what the file itself has of them is not read any more.

    Whoever was killed while they were put into the file left half a page there, which is no damage.
    """
    pages, pending = set[int](), set[int]()
    if not log_bytes(path):
        return pages
    with Path(path + "-wal").open("rb") as file:
        salts = file.read(_LOG_HEADER)[16:24]
        while (
            len(frame := file.read(_FRAME_HEADER + PAGE_BYTES)) == _FRAME_HEADER + PAGE_BYTES and frame[8:16] == salts
        ):
            pending.add(int.from_bytes(frame[:4], "big"))
            if any(frame[4:8]):  # the last page of a transaction
                pages |= pending
                pending.clear()
    return pages
