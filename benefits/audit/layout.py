"""How a ledger lies in its file: the tables with what guards them, and the first bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

import apsw

APPLICATION = 0x62656E65  # "bene", in the place that SQLite keeps for the kind of a file
FORMAT = 1

SCHEMA = """
create table entry (
    seq integer primary key,
    id text not null unique,
    supersedes text unique,
    erases text unique,
    hash blob not null,
    body blob not null
) strict;
create table payload (
    seq integer primary key references entry,
    salt blob not null,
    question blob not null,
    decision blob not null
) strict;
create table rule_file (digest text primary key, text blob not null) strict;
create table rule_bundle (digest text primary key, manifest blob not null) strict;
create trigger entry_follows before insert on entry
when new.seq is not (select coalesce(max(seq), 0) + 1 from entry) or exists (select 1 from entry where id = new.id)
begin select raise(abort, 'an entry goes behind the last one'); end;
create trigger entry_stays before delete on entry
begin select raise(abort, 'an entry is never removed'); end;
create trigger entry_is_fixed before update on entry
begin select raise(abort, 'an entry is never changed'); end;
create trigger payload_follows before insert on payload
when new.seq is not (select max(seq) from entry)
begin select raise(abort, 'a payload comes with its entry'); end;
create trigger payload_stays before delete on payload
when not exists (select 1 from entry as e join entry as gone on e.erases = gone.id where gone.seq = old.seq)
begin select raise(abort, 'a payload is removed only by an erasure'); end;
create trigger payload_is_fixed before update on payload
begin select raise(abort, 'a payload is never changed'); end;
create trigger rule_file_stays before delete on rule_file
begin select raise(abort, 'a rule file is never removed'); end;
create trigger rule_file_is_fixed before update on rule_file
begin select raise(abort, 'a rule file is never changed'); end;
create trigger rule_bundle_stays before delete on rule_bundle
begin select raise(abort, 'a rule bundle is never removed'); end;
create trigger rule_bundle_is_fixed before update on rule_bundle
begin select raise(abort, 'a rule bundle is never changed'); end;
"""

PAGE_BYTES = 16384
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Header:
    """The first bytes of a file, and how many it has."""

    size: int
    first: bytes

    RESERVED: ClassVar[int] = 8
    """The bytes at the end of each page that hold its checksum."""

    @classmethod
    def of(cls, path: str) -> Header:
        """Raises `OSError`, and `ValueError` for a path that can be none."""
        with Path(path).open("rb") as file:
            first = file.read(100)
            return cls(file.seek(0, 2), first)

    def marks(self) -> list[bool]:
        """Whether each thing that marks a ledger is there: kind of file, size of a page, its reserve, application."""
        first = self.first
        return [
            first[:16] == _MAGIC,
            first[16:18] == PAGE_BYTES.to_bytes(2, "big"),
            first[20:21] == bytes([self.RESERVED]),
            first[68:72] == APPLICATION.to_bytes(4, "big"),
        ]

    @property
    def plausible(self) -> bool:
        """Whether this is a ledger, though perhaps a damaged one."""
        return sum(self.marks()) > len(self.marks()) // 2

    @property
    def right(self) -> bool:
        return all(self.marks())

    @property
    def pages(self) -> int:
        """How many pages the file says it has."""
        return int.from_bytes(self.first[28:32], "big")


def read_only(path: str) -> tuple[str, int]:
    """What SQLite opens, and how, to read a file; one without a log is read as one that nobody writes."""
    if os.path.exists(path + "-wal"):
        return path, apsw.SQLITE_OPEN_READONLY
    return f"file:{quote(path)}?immutable=1", apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def log_bytes(path: str) -> int:
    """How long the log beside a ledger is, which a process that was killed, or is at work, leaves; 0 without one."""
    try:
        return os.path.getsize(path + "-wal")
    except FileNotFoundError:
        return 0
