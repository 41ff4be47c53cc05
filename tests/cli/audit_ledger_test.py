"""`calc --ledger` and `audit record`, `verify` and `erase`, as a person calls them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from benefits.audit.sqlite import SqliteLedger
from tests.cli.conftest import Cli, Outcome

CASE = ["benxi/dibao", "--date", "2019-07-01", "--set", "area=urban", "--set", "household_size=3"]
CASE += ["--set", "household_income=1000.50"]
Run = Callable[..., Outcome]
UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@pytest.fixture
def run(cli: Cli) -> Run:
    return lambda *arguments: cli(*arguments, lang="zh")


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return str(tmp_path / "l.db")


def test_calc_shows_the_same_answer_and_says_where_it_is_stored(run: Run, ledger: str) -> None:
    plain = run("calc", *CASE)
    stored = run("calc", *CASE, "--ledger", ledger, "--lang", "en")
    assert stored.status == 0 and run("calc", *CASE, "--ledger", ledger).out == plain.out
    assert re.fullmatch(rf"recorded as {UUID} \(entry 1\)\n", stored.err)
    as_json = run("calc", *CASE, "--ledger", ledger, "--id", "案 3", "--format", "json")
    assert as_json.out == run("calc", *CASE, "--format", "json").out and "案 3" in as_json.err
    opened = SqliteLedger(ledger)
    payload = opened.find("案 3")[1]
    assert payload is not None and payload.decision.decode() == as_json.out.rstrip("\n")
    opened.close()


def test_the_envelope_is_what_was_said(run: Run, ledger: str) -> None:
    run("audit", "record", ledger, *CASE, "--id", "a")
    said = ["--id", "b", "--by", "张三", "--channel", "窗口", "--supersedes", "a", "--because", "收入更正"]
    assert run("audit", "record", ledger, *CASE, *said).out == "b\n"
    opened = SqliteLedger(ledger)
    told = opened.find("b")[0].content()
    opened.close()
    wanted = {"by": "张三", "channel": "窗口", "supersedes": "a", "because": "收入更正", "program": "benxi/dibao"}
    assert {name: told[name] for name in wanted} == wanted and told["date"] == "2019-07-01"
    assert told["decided_at"] == told["recorded_at"]


def test_record_prints_an_id_or_the_entry(run: Run, ledger: str) -> None:
    assert re.fullmatch(UUID + "\n", run("audit", "record", ledger, *CASE).out)
    told = json.loads(run("audit", "record", ledger, *CASE, "--id", "x", "--format", "json").out)
    digest = json.loads(run("calc", *CASE, "--format", "json").out)["digest"]
    assert (told["id"], told["seq"], told["digest"], len(told["hash"])) == ("x", 2, digest, 64)


def test_nothing_is_stored_or_shown_of_a_question_that_is_refused(run: Run, ledger: str) -> None:
    refused = run("calc", *CASE, "--set", "household_size=0", "--ledger", ledger)
    assert refused.status == 2 and not Path(ledger).exists()
    refused = run("calc", "benxi/dibao", "--date", "2019-07-01", "--ledger", ledger)
    assert refused.status == 3 and not Path(ledger).exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--id", "a"], "a 已有记录"),
        (["--supersedes", "a"], "更正记录须写明"),
        (["--supersedes", "b", "--because", "x"], "没有编号为 b 的记录"),
        (["--id", "x" * 101], "100"),
        (["--by", "a\x1b[2J"], "控制字符"),
    ],
)
def test_a_record_that_is_refused_is_not_shown(run: Run, ledger: str, arguments: list[str], words: str) -> None:
    run("audit", "record", ledger, *CASE, "--id", "a")
    refused = run("calc", *CASE, "--ledger", ledger, *arguments)
    assert (refused.status, refused.out) == (3, "") and words in refused.err and "\x1b" not in refused.err


def test_what_is_said_of_a_record_needs_a_ledger(run: Run) -> None:
    refused = run("calc", *CASE, "--by", "张三")
    assert refused.status == 2 and "--by 须与 --ledger 同用" in refused.err


def test_a_ledger_that_cannot_be_written_gives_no_answer(run: Run, tmp_path: Path) -> None:
    refused = run("calc", *CASE, "--ledger", str(tmp_path / "no" / "l.db"))
    assert (refused.status, refused.out) == (3, "") and "不能使用" in refused.err


def test_verify_tells_a_sound_ledger(run: Run, ledger: str) -> None:
    run("audit", "record", ledger, *CASE)
    found = run("audit", "verify", ledger)
    assert found.status == 0 and found.out.startswith("完好：共 1 条，其中记录 1 条")
    assert "没有与存证比对" in found.out
    told = json.loads(run("audit", "verify", ledger, "--format", "json").out)
    assert told["sound"] is True and told["head"]["size"] == 1 and told["findings"] == []


def test_verify_with_a_checkpoint(run: Run, ledger: str, tmp_path: Path) -> None:
    held, older = str(tmp_path / "c.txt"), tmp_path / "older.db"
    run("audit", "record", ledger, *CASE, "--id", "a")
    older.write_bytes(Path(ledger).read_bytes())
    run("audit", "record", ledger, *CASE, "--id", "b")
    assert run("audit", "checkpoint", ledger, "--out", held).status == 0
    found = run("audit", "verify", ledger, "--checkpoint", held)
    assert found.status == 0 and "与存证相符" in found.out
    cut = run("audit", "verify", str(older), "--checkpoint", held, "--lang", "en")
    assert cut.status == 6 and "the ledger has 1 entries, the checkpoint 2" in cut.out
    assert run("audit", "verify", str(older)).status == 0
    assert run("audit", "verify", ledger, "--key", held).status == 2


def test_verify_names_the_entry_that_was_changed(run: Run, ledger: str) -> None:
    for id in "abc":
        run("audit", "record", ledger, *CASE, "--id", id)
    content = bytearray(Path(ledger).read_bytes())
    content[content.index(b'"id":"b"') + 6] ^= 1
    Path(ledger).write_bytes(content)
    found = run("audit", "verify", ledger, "--lang", "en")
    assert found.status == 6 and "entry 2 (c): its hash does not follow" in found.out
    assert "bytes of page 2 of the file (entry) were changed" in found.out and "mismatches" in found.out
    told = json.loads(run("audit", "verify", ledger, "--format", "json").out)
    assert told["sound"] is False and {"hash_differs"} <= {one["code"] for one in told["findings"] if one["first"] == 2}
    refused = run("audit", "record", ledger, *CASE)
    assert refused.status == 6 and "audit verify" in refused.err and refused.out == ""


def test_verify_refuses_what_is_no_ledger(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello")
    for name, words in (("x", "不是台账"), ("y", "没有台账"), (".", "不能使用")):
        refused = run("audit", "verify", str(tmp_path / name))
        assert (refused.status, refused.out) == (3, "") and words in refused.err


def test_erase_keeps_the_chain(run: Run, ledger: str) -> None:
    run("audit", "record", ledger, *CASE, "--id", "a")
    assert run("audit", "erase", ledger, "a").status == 2
    erased = run("audit", "erase", ledger, "a", "--because", "本人申请", "--by", "张三")
    assert erased.status == 0 and "第 2 条" in erased.out
    assert run("audit", "verify", ledger).status == 0
    again = run("audit", "erase", ledger, "a", "--because", "本人申请", "--lang", "en")
    assert again.status == 3 and "a has no personal data to erase" in again.err


@pytest.mark.parametrize("name", ["record", "verify", "erase"])
@pytest.mark.parametrize(("tongue", "word"), [("zh", "台账"), ("en", "LEDGER")])
def test_help_speaks_both_languages(run: Run, name: str, tongue: str, word: str) -> None:
    shown = run("audit", name, "--help", "--lang", tongue)
    assert shown.status == 0 and (word in shown.out or tongue == "zh")


def test_an_unknown_command_of_the_group(run: Run) -> None:
    refused = run("--lang", "en", "audit", "verfy")
    assert refused.status == 2 and "did you mean verify?" in refused.err
