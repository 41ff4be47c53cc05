"""Processes that are killed in the middle of it, and two that write at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benefits.audit.sqlite import SqliteLedger
from benefits.audit.verify import verify
from tests.audit.drafts import AT, draft
from tests.project.checkout import ROOT


def writer(path: Path, name: str, dies_at: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.audit.killed", str(path), name, str(dies_at)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def stored(path: Path) -> list[str]:
    ledger = SqliteLedger(str(path))
    ids = [entry.content()["id"] for entry, _ in ledger.entries()]
    ledger.close()
    return ids


# While the tables are made; in the log's first frames; before and after a commit's sync; while the log is put into
# the file (which begins at the 10th record); in a later log.
@pytest.mark.parametrize("dies_at", [3, 12, 27, 40, 47, 48, 49, 50, 75, 150, 158, 161, 164, 167, 170, 173, 200])
def test_a_killed_process_loses_nothing_that_it_was_told_is_stored(tmp_path: Path, dies_at: int) -> None:
    path = tmp_path / "l.db"
    process = writer(path, "w", dies_at)
    accepted = process.communicate(timeout=60)[0].split()
    assert process.returncode == -9
    again = SqliteLedger(str(path), create=True)
    again.append([draft("after")], AT)
    again.close()
    assert not verify(str(path)).findings
    found = stored(path)
    assert found[: len(accepted)] == accepted and found[-1] == "after" and len(found) - len(accepted) in (1, 2)


def test_a_ledger_that_a_killed_process_left_is_verified_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    accepted = writer(path, "w", 100).communicate(timeout=60)[0].split()
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir() if not each.name.endswith("-shm")}
    assert "l.db-wal" in before
    report = verify(str(path))
    after = {each.name: each.read_bytes() for each in tmp_path.iterdir() if not each.name.endswith("-shm")}
    assert not report.findings and report.head.size >= len(accepted) > 0
    assert after == before


def test_two_writers_at_once_lose_nothing_and_make_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    processes = [writer(path, name, 0) for name in "ab"]
    accepted = [process.communicate(timeout=120)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    found = stored(path)
    assert sorted(found) == sorted(accepted[0] + accepted[1]) and len(found) == 120
    assert [id for id in found if id.startswith("a")] == accepted[0]
    assert not verify(str(path)).findings


def test_a_ledger_is_verified_while_others_write_to_it(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    SqliteLedger(str(path), create=True).close()
    processes = [writer(path, name, 0) for name in "ab"]
    sizes = []
    while any(process.poll() is None for process in processes):
        report = verify(str(path))
        assert not report.findings
        sizes.append(report.head.size)
    for process in processes:
        process.communicate(timeout=60)
    assert sizes == sorted(sizes) and verify(str(path)).head.size == 120
