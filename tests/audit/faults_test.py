"""Whatever the disk does, and at whatever moment: what was accepted is there, and the ledger holds together."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from benefits.audit.sqlite import SqliteLedger
from benefits.audit.verify import verify
from benefits.errors import LedgerError
from tests.audit.drafts import AT, draft, filled
from tests.audit.faults import WAYS, Disk

Work = Callable[[SqliteLedger], list[str]]
MOST_STEPS = 200

# What SQLite has nobody to tell, as at closing, is no failure of the test.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def append(ledger: SqliteLedger) -> list[str]:
    """One batch, then one record; the ids that were accepted."""
    accepted: list[str] = []
    for ids in (["c", "d"], ["e"]):
        try:
            ledger.append([draft(id) for id in ids], AT)
        except LedgerError:
            return accepted
        accepted += ids
    return accepted


def erase(ledger: SqliteLedger) -> list[str]:
    with suppress(LedgerError):
        ledger.erase("a", "", "ground", AT)
    return []


def close(ledger: SqliteLedger) -> list[str]:
    """The log is put into the file."""
    with suppress(LedgerError):
        ledger.close()
    return []


@pytest.mark.parametrize("work", [append, erase, close])
@pytest.mark.parametrize("way", WAYS)
def test_no_fault_loses_an_accepted_entry(tmp_path: Path, work: Work, way: str) -> None:
    disk = Disk()
    for fails_at in range(1, MOST_STEPS):
        folder = tmp_path / str(fails_at)
        folder.mkdir()
        path = str(folder / "l.db")
        ledger = filled(SqliteLedger(path, create=True, vfs=disk.name), "ab")
        disk.arm(fails_at, way)
        accepted = ["a", "b", *work(ledger)]
        reached = disk.done >= fails_at
        if way == "silent":  # the process is gone: what it left behind is looked at, not what it would still do
            shutil.copytree(folder, folder / "left")
            path = str(folder / "left" / "l.db")
        disk.arm(0, way)
        close(ledger)
        check(path, accepted)
        if not reached:
            return
    pytest.fail("there is no end to it")


@pytest.mark.parametrize("way", WAYS)
def test_no_fault_while_a_ledger_is_made_spoils_the_place(tmp_path: Path, way: str) -> None:
    disk = Disk()
    for fails_at in range(1, MOST_STEPS):
        path = str(tmp_path / f"{fails_at}.db")
        disk.arm(fails_at, way)
        with suppress(LedgerError):
            close(SqliteLedger(path, create=True, vfs=disk.name))
        reached = disk.done >= fails_at
        disk.arm(0, way)
        close(filled(SqliteLedger(path, create=True), "ab"))
        check(path, ["a", "b"])
        if not reached:
            return
    pytest.fail("there is no end to it")


def check(path: str, accepted: list[str]) -> None:
    """The ledger opens, holds together, has what was accepted, and takes more."""
    assert not verify(path).findings
    ledger = SqliteLedger(path)
    ids = [entry.content()["id"] for entry, _ in ledger.entries() if entry.content()["kind"] == "record"]
    assert ids[: len(accepted)] == accepted
    ledger.append([draft("z")], AT)
    ledger.close()
    assert not verify(path).findings
