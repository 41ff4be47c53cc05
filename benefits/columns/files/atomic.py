"""Files that are there whole or not at all: written beside their place and moved into it together at the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from types import TracebackType


class Outputs:
    """The files of one run. Leaving the block without `commit` removes whatever was begun; old files stay as they were.

    `stale`: files of an earlier run, which go when this one's files come, unless this one has them too.
    """

    def __init__(self, folder: Path, stale: Iterable[Path] = ()) -> None:
        self._folder, self._stale = folder, tuple(stale)
        self._mark = f"{os.getpid()}-{token_hex(4)}"
        self._begun: dict[Path, Path] = {}
        self._rooms: list[Path] = []

    def __enter__(self) -> Outputs:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for part in self._begun.values():
            part.unlink(missing_ok=True)
        for room in self._rooms:
            rmtree(room, ignore_errors=True)

    def room(self) -> Path:
        """A folder, not yet made, that is gone at the end."""
        self._rooms.append(self._folder / f".{self._mark}{len(self._rooms)}.part")
        return self._rooms[-1]

    def begin(self, path: Path) -> Path:
        """Where to write what is to become `path`: in the same folder, with the same ending."""
        part = self._folder / f".{path.stem}.{self._mark}{len(self._begun)}.part{path.suffix}"
        self._begun[path] = part
        part.touch(exist_ok=False)
        return part

    def scratch(self, name: str) -> Path:
        """A file that is gone at the end, in a folder of its own: Spark takes a name with a dot before it for none."""
        room = self.room()
        room.mkdir()
        return room / name

    def commit(self, paths: Iterable[Path]) -> None:
        """Move these files into their places, the last one last, and remove the stale ones.

        Two runs that end at once do this one after the other, so that the files of one stay together.
        """
        wanted = list(paths)
        with _alone(self._folder):
            for path in self._stale:
                if path not in wanted:
                    path.unlink(missing_ok=True)
            for path in wanted:
                part = self._begun.pop(path)
                with part.open("rb") as file:
                    os.fsync(file.fileno())
                part.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against other runs, where the system can lock one."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
