"""`benefits audit replay`, `history` and `explain`."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benefits.audit.sqlite import SqliteLedger
from tests.audit.decided import AT, decided, household, office, with_answer
from tests.cli.conftest import DIBAO, HOUSEHOLD, Cli


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ledger of a few households, as a path."""
    monkeypatch.chdir(tmp_path)
    office(tmp_path / "l.db").close()
    return "l.db"


@pytest.fixture
def wrong(kept: str) -> str:
    """The same ledger with a record `w` that was stored with a standard of 623, and `x` that is no answer at all."""
    right = decided("w", "benxi/dibao", "2019-07-01", household("urban", 3, "1000.50"))
    other = decided("x", "benxi/dibao", "2019-07-01", household("urban", 3, "1000.50"))
    answer = {
        "program": "benxi/dibao",
        "date": "2019-07-01",
        "outputs": {},
        "undetermined": {},
        "steps": [1],
        "digest": "",
    }
    with closing(SqliteLedger(kept)) as ledger:
        changed = right.payload.decision.replace(b'"622"', b'"623"')
        ledger.append([with_answer(right, changed), with_answer(other, json.dumps(answer).encode())], AT)
    return kept


@pytest.fixture
def swapped(kept: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ledger as if somebody had exchanged the answer of `a`, and left the chain alone."""
    rows = SqliteLedger.rows

    def changed(self: SqliteLedger, *ends: int) -> Iterator[object]:
        for row in rows(self, *ends):
            yield tuple(part.replace(b"865.50", b"999.00") if isinstance(part, bytes) else part for part in row)

    monkeypatch.setattr(SqliteLedger, "rows", changed)
    return kept


def test_all_are_the_same(cli: Cli, kept: str) -> None:
    outcome = cli("audit", "replay", kept, "--all")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == (
        "g (benxi/dibao): personal data erased (2026-11-23T08:00:00Z): 本人申请\n"
        "8 replayed: 7 the same, 0 differ, 0 cannot be computed again, 1 erased.\n"
    )
    assert "复算 8 条：一致 7，" in cli("audit", "replay", kept, "--all", lang="zh").out


def test_one_is_told_by_itself(cli: Cli, kept: str) -> None:
    assert cli("audit", "replay", kept, "a").out == "a (benxi/dibao): the same\n"
    told = json.loads(cli("audit", "replay", kept, "g", "--format", "json").out)
    assert told["summary"] == {"same": 0, "differs": 0, "cannot": 0, "erased": 1}
    assert told["records"][0] | {"seq": 8, "outcome": "erased", "because": "本人申请"} == told["records"][0]


def test_a_difference_is_shown_at_its_first_step_and_is_status_6(cli: Cli, wrong: str) -> None:
    outcome = cli("audit", "replay", wrong, "w")
    assert outcome.status == 6
    assert outcome.out.splitlines() == [
        "w (benxi/dibao): differs",
        "  first difference: Urban dibao standard (urban_standard) · result",
        '  stored:     "623"',
        '  recomputed: "622"',
    ]
    told = json.loads(cli("audit", "replay", wrong, "--all", "--format", "json").out)
    assert told["summary"]["differs"] == 2
    assert [one["difference"]["step"] for one in told["records"] if "difference" in one] == ["urban_standard", ""]


def test_an_exchanged_answer_is_not_taken_for_the_record(cli: Cli, swapped: str) -> None:
    outcome = cli("audit", "replay", swapped, "--all")
    assert outcome.status == 6
    assert "a (benxi/dibao): cannot be computed again\n  what is given of a is not what" in outcome.out
    outcome = cli("audit", "recheck", swapped)
    assert (outcome.status, outcome.out) == (6, "")
    assert "what is given of a is not what its entry commits to" in outcome.err


def test_an_answer_that_is_none_is_not_explained(cli: Cli, wrong: str) -> None:
    outcome = cli("audit", "explain", wrong, "x")
    assert (outcome.status, outcome.out) == (6, "")
    assert outcome.err == "what is stored of x is no question with its answer\n"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("replay", "l.db"), 2, "give the id of a record, or --all"),
        (("replay", "l.db", "a", "--all"), 2, "give the id of a record, or --all"),
        (("replay", "none.db", "--all"), 3, "there is no ledger none.db"),
        (("replay", "l.db", "f3"), 3, "there is no record f3"),
        (("history", "l.db", "f3"), 3, "there is no record f3"),
        (("explain", "l.db", "f3"), 3, "there is no record f3"),
        (("explain", "l.db"), 2, "ID is missing"),
    ],
)
def test_refusals(cli: Cli, kept: str, arguments: tuple[str, ...], status: int, words: str) -> None:
    outcome = cli("audit", *arguments)
    assert (outcome.status, outcome.out) == (status, "")
    assert words in outcome.err
    assert not Path("none.db").exists()


def test_the_history_of_a_correction(cli: Cli, kept: str) -> None:
    outcome = cli("audit", "history", kept, "f")
    assert (outcome.status, outcome.out) == (
        0,
        cli("audit", "history", kept, "f2").out.replace("f2\n==", "f\n==", 1).replace("=\n", "\n", 1),
    )
    for line in ("1. f: benxi/dibao, for 2019-07-02", "   by: 王", "   superseded by f2", "   because: 收入漏填"):
        assert line in outcome.out
    told = json.loads(cli("audit", "history", kept, "g", "--format", "json").out)
    assert [(one["kind"], one.get("because", "")) for one in told] == [("record", ""), ("erasure", "本人申请")]


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_a_stored_decision_is_the_sheet_that_calc_printed(cli: Cli, kept: str, tongue: str) -> None:
    outcome = cli("audit", "explain", kept, "a", lang=tongue)
    sheet = cli(*DIBAO, *HOUSEHOLD, "--set", "region=district", lang=tongue)
    assert (outcome.status, outcome.err, outcome.out) == (0, "", sheet.out)
    answer = cli(*DIBAO, *HOUSEHOLD, "--set", "region=district", "--format", "json")
    assert cli("audit", "explain", kept, "a", "--format", "json").out == answer.out


def test_a_corrected_record_and_an_erased_one_say_so(cli: Cli, kept: str) -> None:
    assert cli("audit", "explain", kept, "f").err == "Note: f was superseded by f2.\n"
    outcome = cli("audit", "explain", kept, "g")
    assert (outcome.status, outcome.out) == (3, "")
    assert outcome.err == "the personal data of g was erased on 2026-11-23T08:00:00Z: 本人申请\n"


def test_progress_is_for_terminals(kept: str) -> None:
    """On a terminal the bar goes to standard error alone, and is wiped away."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "benefits.cli", "audit", "replay", kept, "--all", "--lang", "en"]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=follower, env=os.environ | {"TERM": "xterm"}, timeout=60
    )
    os.close(follower)
    seen = os.read(leader, 65536)
    os.close(leader)
    assert done.returncode == 0
    assert b"Replaying" in seen
    assert b"Replaying" not in done.stdout and b"8 replayed" in done.stdout


def test_a_payload_that_is_gone_without_an_erasure_is_damage(
    cli: Cli, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqliteLedger, "erasure_of", lambda self, id: None)
    outcome = cli("audit", "explain", kept, "g")
    assert (outcome.status, outcome.err) == (6, "g: question and decision are gone, and no erasure says why\n")
    assert cli("audit", "replay", kept, "--all").status == 6
