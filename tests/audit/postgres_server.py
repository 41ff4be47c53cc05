"""A real PostgreSQL of Debian's package, in a folder of its own, reached through a socket in that folder."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SECONDS_TO_START = 30


def binaries() -> Path | None:
    """Where the server's programs are, or None where there are none."""
    found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    if found:
        return max(found, key=lambda folder: int(folder.parent.name))
    command = shutil.which("initdb")
    return Path(command).parent if command else None


def _as_server() -> list[str]:
    """What goes before a command of the server, which refuses to run as root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """A server that runs while the context does; the address of its database `postgres`."""
    folder = Path(tempfile.mkdtemp(prefix="ledger-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        initdb: list[Path | str] = [
            programs / "initdb",
            "-D",
            folder / "db",
            "-U",
            "office",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        quiet = subprocess.DEVNULL
        place = {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
        subprocess.run([*_as_server(), *initdb], check=True, cwd=folder, env=place, stdout=quiet)
        serve: list[Path | str] = [
            programs / "postgres",
            "-D",
            folder / "db",
            "-k",
            folder,
            "-c",
            "listen_addresses=",
            "-F",
        ]
        # -F: nobody pulls the plug here, so nothing waits for the disk.
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen([*_as_server(), *serve], cwd=folder, env=place, stdout=log, stderr=log)
        try:
            _wait(programs, folder, server)
            yield f"postgresql://office@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=60)
    finally:
        shutil.rmtree(folder)


def _wait(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    ready: list[Path | str] = [programs / "pg_isready", "-q", "-h", folder, "-U", "office", "-d", "postgres"]
    while subprocess.run(ready).returncode != 0:
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError((folder / "log").read_text())
        time.sleep(0.05)
