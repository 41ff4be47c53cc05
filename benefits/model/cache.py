"""Checked programs kept between runs, because reading and checking them takes longer than a command may take.

A folder of rules is known by the sha256 of everything that its programs are made from: the bytes of all its files and
the source code that reads and checks them. So no entry is ever stale: change a rule, the language or a check, and
another key is asked for. An entry is JSON of a closed set of classes (`benefits.model.codec`), never pickle; each file
carries its own checksum, is written whole or not at all, and one that is damaged counts as missing. The folder is
`BENEFITS_CACHE`, else `benefits` below `XDG_CACHE_HOME` or `~/.cache`. It is used only when no other account can write
to it, because whoever writes there decides what the rules say. Where there is none, everything works, only slower.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

FORMAT = "1"
MAX_ENTRIES = 16  # folders of rules remembered; the oldest go first
_KEY = re.compile("[0-9a-f]{64}")
_PACKAGE = Path(__file__).resolve().parents[1]
_CODE = ("model", "feel")


def cache_folder(environment: Mapping[str, str] | None = None) -> Path | None:
    """Where entries are kept; None where the environment names no absolute place."""
    known = os.environ if environment is None else environment
    if own := known.get("BENEFITS_CACHE"):
        folder = Path(own)
    elif shared := known.get("XDG_CACHE_HOME"):
        folder = Path(shared) / "benefits"
    elif home := known.get("HOME") or known.get("LOCALAPPDATA"):
        folder = Path(home) / ".cache" / "benefits"
    else:
        return None
    return folder if folder.is_absolute() else None


def code_digest(package: Path = _PACKAGE) -> str | None:
    """The sha256 of the source code that reads and checks rule files; None where the source cannot be read.

    The content is hashed, not sizes and times: an installer may set every file to the same time.
    """
    digest = sha256(f"{FORMAT} {sys.version_info[:2]}".encode())
    try:
        for name in _CODE:
            files = sorted((package / name).rglob("*.py"))
            for path in (*files, package / "errors.py", package / "codes.py"):
                content = path.read_bytes()
                digest.update(f"{path.relative_to(package).as_posix()} {len(content)}\n".encode())
                digest.update(content)
    except OSError:
        return None
    return digest.hexdigest()


def key_of(code: str, texts: Mapping[str, bytes]) -> str:
    """The key of a folder of rules: its files by path below the folder."""
    digest = sha256(code.encode())
    for path in sorted(texts):
        digest.update(f"{path}\0{len(texts[path])}\0".encode())
        digest.update(texts[path])
    return digest.hexdigest()


class Entry:
    """The texts kept under one key, by name. Reading and writing never fail: what cannot be read is None."""

    def __init__(self, folder: Path, key: str) -> None:
        self._root = folder
        self._folder = folder / key

    def read(self, name: str) -> str | None:
        """A text as it was written, or None."""
        path = self._folder / _file_name(name)
        try:
            if not _private(self._root) or not _private(self._folder):
                return None
            checksum, _, body = path.read_bytes().partition(b"\n")
            if checksum.decode("ascii") != sha256(body).hexdigest():
                return None
            return body.decode("utf-8")
        except (OSError, ValueError):
            return None

    def write(self, texts: Iterable[tuple[str, str]]) -> None:
        """Keeps the texts, each file whole or not at all, and drops the oldest entries beyond `MAX_ENTRIES`."""
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _private(self._root):
                return
            self._folder.mkdir(mode=0o700, exist_ok=True)
            for name, text in texts:
                self._write(name, text)
            self._prune()
        except OSError:
            return

    def _write(self, name: str, text: str) -> None:
        body = text.encode("utf-8")
        handle, temporary = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(body).hexdigest().encode("ascii") + b"\n" + body)
            os.replace(temporary, self._folder / _file_name(name))
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _prune(self) -> None:
        with os.scandir(self._root) as found:
            entries = [each for each in found if _KEY.fullmatch(each.name) and each.is_dir(follow_symlinks=False)]
        entries.sort(key=lambda each: each.stat(follow_symlinks=False).st_mtime_ns, reverse=True)
        for each in entries[MAX_ENTRIES:]:
            if each.name != self._folder.name:
                shutil.rmtree(each.path, ignore_errors=True)


def _file_name(name: str) -> str:
    """A program's id as a file name."""
    return name.replace("/", "+") + ".json"


def _private(folder: Path) -> bool:
    """Whether the folder is this account's and no other may write to it. Where accounts have no numbers, yes."""
    if not hasattr(os, "geteuid"):
        return True
    status = folder.stat()
    return status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o022
