"""Every decision record that was ever committed replays byte for byte, and no committed file was written anew."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from benefits.audit.exchange import import_lines
from benefits.audit.replay import SAME, replay
from benefits.audit.sqlite import SqliteLedger
from benefits.book import load
from tests.audit.records.__main__ import FOLDER, SUMS, main

FILES = sorted(FOLDER.glob("*.jsonl"))


def test_every_file_is_as_it_was_committed() -> None:
    listed = [line.split("  ") for line in SUMS.read_text(encoding="ascii").splitlines()]
    assert [[sha256(path.read_bytes()).hexdigest(), path.name] for path in FILES] == sorted(
        listed, key=lambda row: row[1]
    )
    assert len(FILES) >= 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_record_replays_byte_for_byte(path: Path, tmp_path: Path) -> None:
    ledger = SqliteLedger(str(tmp_path / "l.db"), create=True)
    with path.open("rb") as lines:
        head = import_lines(ledger, lines)
    found = list(replay(ledger))
    assert [one for one in found if one.outcome != SAME] == []
    assert len(found) == head.size > 0


def test_the_first_file_has_every_program() -> None:
    texts = FILES[0].read_text(encoding="utf-8")
    assert all(texts.count(f'\\"id\\":\\"{id}#') in (1, 2) for id in load().ids)


def test_a_file_is_never_written_again() -> None:
    before = SUMS.read_bytes()
    with pytest.raises(FileExistsError):
        main(FILES[0].stem)
    assert SUMS.read_bytes() == before
