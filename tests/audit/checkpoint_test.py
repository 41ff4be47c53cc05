"""Checkpoints, and what they show of a ledger that was cut, put back or changed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from benefits.audit import merkle
from benefits.audit.checkpoint import Checkpoint, check, make_checkpoint, read_checkpoint
from benefits.audit.entry import Entry, Payload
from benefits.audit.note import new_key
from benefits.audit.open import open_ledger
from benefits.audit.sqlite import SqliteLedger
from benefits.errors import InputError
from tests.audit.drafts import AT, draft, filled

# The example of c2sp.org/tlog-checkpoint.
EXAMPLE = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeM\
cTOAYQ8=
"""
EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    found = filled(SqliteLedger(str(tmp_path / "l.db"), create=True), ["1", "2", "3"])
    yield found
    found.close()


def codes(ledger: SqliteLedger, checkpoint: Checkpoint) -> list[str]:
    return [problem.code for problem in check(ledger, checkpoint)]


def test_the_published_example() -> None:
    checkpoint = read_checkpoint(EXAMPLE)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.root.hex().startswith("0ac5186a91863e8e")
    assert str(checkpoint) == EXAMPLE


def test_the_root_is_over_the_stored_bodies(ledger: SqliteLedger) -> None:
    made = make_checkpoint(ledger, "office")
    root = merkle.root(entry.body for entry, _ in ledger.entries())
    assert str(made) == f"office\n3\n{b64encode(root).decode()}\n\n"
    assert read_checkpoint(str(made)) == made
    assert check(ledger, made) == []


def test_an_empty_ledger(tmp_path: Path) -> None:
    ledger = SqliteLedger(str(tmp_path / "empty.db"), create=True)
    made = make_checkpoint(ledger, "office")
    assert str(made) == f"office\n0\n{EMPTY}\n\n"
    assert check(ledger, made) == []
    filled(ledger, ["1"])
    assert check(ledger, made) == []
    ledger.close()


def test_a_ledger_that_has_grown(ledger: SqliteLedger) -> None:
    made = make_checkpoint(ledger, "office")
    ledger.append([draft("4")], AT)
    assert check(ledger, made) == []
    assert make_checkpoint(ledger, "office").size == 4


def test_an_older_copy(ledger: SqliteLedger, tmp_path: Path) -> None:
    """The file of yesterday is sound in itself; only the checkpoint of today shows it."""
    ledger.close()
    path = tmp_path / "l.db"
    yesterday = path.read_bytes()
    today = filled(SqliteLedger(str(path)), ["4"])
    made = make_checkpoint(today, "office")
    today.close()
    path.write_bytes(yesterday)
    older = SqliteLedger(str(path))
    (problem,) = check(older, made)
    assert (problem.code, problem.value, problem.expected) == ("ledger_cut", "3", "4")
    older.close()


def test_another_history_of_the_same_length(ledger: SqliteLedger, tmp_path: Path) -> None:
    made = make_checkpoint(ledger, "office")
    other = filled(SqliteLedger(str(tmp_path / "other.db"), create=True), ["1", "2", "drei", "4"])
    assert codes(other, made) == ["other_history"]
    other.close()


def test_signatures(ledger: SqliteLedger) -> None:
    key, other = new_key("office"), new_key("office")
    made = read_checkpoint(str(make_checkpoint(ledger, "office", key)))
    assert check(ledger, made, [key.public]) == []
    assert check(ledger, made, [other.public, key.public]) == []
    assert [each.code for each in check(ledger, made, [other.public])] == ["not_signed"]
    assert [each.code for each in check(ledger, make_checkpoint(ledger, "office"), [key.public])] == ["not_signed"]
    forged = read_checkpoint(str(made).replace("office\n3", "Office\n3", 1))
    assert [each.code for each in check(ledger, forged, [key.public])] == ["bad_signature"]


class Changed:
    """A ledger as somebody would like it to have been; what is not asked for is not there."""

    def __init__(self, bodies: list[bytes]) -> None:
        self.bodies = bodies

    def entries(self, start: int = 1, stop: int | None = None) -> Iterator[tuple[Entry, Payload | None]]:
        for seq, body in enumerate(self.bodies[start - 1 : stop], start):
            yield Entry(seq, body, b""), None


@pytest.mark.parametrize("change", ["dropped", "reordered", "altered", "inserted"])
def test_every_change_of_the_entries(ledger: SqliteLedger, change: str) -> None:
    made = make_checkpoint(ledger, "office")
    one, two, three = (entry.body for entry, _ in ledger.entries())
    bodies = {
        "dropped": [one, three, b"{}"],
        "reordered": [two, one, three],
        "altered": [one, two + b" ", three],
        "inserted": [one, one, two, three],
    }[change]
    assert [each.code for each in check(Changed(bodies), made)] == ["other_history"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "", "office\n", "SQLite format 3", f"office\n3\n{EMPTY}\n", f"\n3\n{EMPTY}\n\n", f"office\n03\n{EMPTY}\n\n",
        f"office\n-3\n{EMPTY}\n\n", f"office\n３\n{EMPTY}\n\n", f"office\n1{'0' * 18}\n{EMPTY}\n\n",
        f"office\n3\n{EMPTY[:-4]}\n\n", f"office\n3\n{EMPTY[:-1]}\n\n", f"office\n3\n{EMPTY}\n\n\n\n",
        f"office\r\n3\r\n{EMPTY}\r\n\r\n", f"office\n{EMPTY}\n3\n\n",
    ],
)  # fmt: skip
def test_texts_that_are_no_checkpoint(text: str) -> None:
    with pytest.raises(InputError) as error:
        read_checkpoint(text)
    assert error.value.code == "bad_checkpoint"


def test_a_line_that_others_may_add() -> None:
    assert read_checkpoint(f"office\n3\n{EMPTY}\nmore\n\n").size == 3


@pytest.mark.parametrize("origin", ["", " ", "a\nb", "x" * 201, "\u202e"])
def test_origins_that_are_refused(ledger: SqliteLedger, origin: str) -> None:
    with pytest.raises(InputError) as error:
        make_checkpoint(ledger, origin)
    assert error.value.code == "bad_text"


def test_a_ledger_of_either_kind(ledger: SqliteLedger, postgres: str) -> None:
    """The same entries have the same checkpoint, wherever they lie."""
    other = open_ledger(postgres, create=True)
    other.restore(ledger.entries(), {bundle: ledger.files(bundle) for bundle in ledger.bundles()})
    assert make_checkpoint(other, "office") == make_checkpoint(ledger, "office")
    other.close()
