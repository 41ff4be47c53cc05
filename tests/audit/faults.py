"""A disk that fails: the Nth thing that is asked of it goes wrong, in a way that can be chosen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import apsw

from benefits.audit.sqlite import checksums

WAYS = ("refuse", "short", "full", "silent")
"""A write or sync that reports an error; a write of half the bytes; a full disk; a process that stops at once."""

_NUMBERS = count(1)


class Disk(apsw.VFS):
    """Counts writes, syncs and truncations; at number `fails_at` it fails, and with `silent` for good."""

    def __init__(self) -> None:
        self.name = f"disk-{next(_NUMBERS)}"
        self.done = 0
        self.fails_at = 0
        self.way = "refuse"
        super().__init__(self.name, checksums())

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return _File(self, name, flags)

    def arm(self, fails_at: int, way: str) -> None:
        """From now on count anew."""
        self.done, self.fails_at, self.way = 0, fails_at, way

    def passes(self, really: Callable[[], None], half: Callable[[], None] | None = None) -> None:
        """Do it, or fail."""
        self.done += 1
        gone = self.way == "silent" and 0 < self.fails_at <= self.done
        if self.done != self.fails_at and not gone:
            really()
            return
        if half is not None and self.way in ("short", "silent") and self.done == self.fails_at:
            half()
        if self.way == "full" and half is not None:
            raise apsw.FullError("disk full")
        raise apsw.IOError("the disk fails")


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self.disk = disk
        super().__init__(checksums(), name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        write = super().xWrite
        self.disk.passes(lambda: write(data, offset), lambda: write(data[: len(data) // 2], offset))

    def xSync(self, flags: int) -> None:
        sync = super().xSync
        self.disk.passes(lambda: sync(flags))

    def xTruncate(self, size: int) -> None:
        truncate = super().xTruncate
        self.disk.passes(lambda: truncate(size))
