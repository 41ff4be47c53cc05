"""`benefits audit checkpoint|keygen|prove|check-proof|export|import`, from a ledger to a stranger who has none."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.audit.decided import office
from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`l.db`, with nine entries, in the current directory; records a to g, `f2` corrects `f`, `g` is erased."""
    monkeypatch.chdir(tmp_path)
    office(tmp_path / "l.db").close()


@pytest.fixture
def keys(cli: Cli) -> str:
    """The files `k` and `k.pub`."""
    assert cli("audit", "keygen", "office.example/ledger", "--out", "k").status == 0
    return "k"


def test_keys(cli: Cli, keys: str) -> None:
    assert stat.S_IMODE(os.stat(keys).st_mode) == 0o600
    assert Path(keys).read_text().startswith("PRIVATE+KEY+office.example/ledger+")
    assert Path(f"{keys}.pub").read_text().startswith("office.example/ledger+")
    before = Path(keys).read_bytes()
    again = cli("audit", "keygen", "other", "--out", keys)
    assert again.status == 2 and "is there already" in again.err
    assert Path(keys).read_bytes() == before
    assert cli("audit", "keygen", "two words", "--out", "new").status == 3
    assert cli("audit", "keygen", "a", "--out", "no/such/folder").status == 2
    assert not Path("new").exists()


def test_a_checkpoint_without_a_key(cli: Cli) -> None:
    printed = cli("audit", "checkpoint", "l.db")
    assert printed.status == 0 and printed.out.startswith("l.db\n9\n") and printed.out.endswith("=\n\n")
    assert cli("audit", "checkpoint", "l.db", "--origin", "某市").out.startswith("某市\n9\n")


def test_a_checkpoint_is_only_replaced_by_one_that_extends_it(cli: Cli, tmp_path: Path) -> None:
    yesterday = Path("l.db").read_bytes()
    assert cli("audit", "erase", "l.db", "a", "--because", "on request", "--by", "clerk").status == 0
    assert cli("audit", "checkpoint", "l.db", "--out", "c").status == 0
    kept = Path("c").read_text()
    assert kept.startswith("l.db\n10\n")
    assert cli("audit", "checkpoint", "l.db", "--out", "c").status == 0
    Path("l.db").write_bytes(yesterday)
    older = cli("audit", "checkpoint", "l.db", "--out", "c")
    assert older.status == 6 and "9 entries, the checkpoint 10" in older.err
    assert Path("c").read_text() == kept
    Path("c").write_text("something else")
    assert cli("audit", "checkpoint", "l.db", "--out", "c").status == 3


def test_verify_with_a_checkpoint_and_a_key(cli: Cli, keys: str) -> None:
    cli("audit", "checkpoint", "l.db", "--key", keys, "--out", "c")
    assert cli("audit", "verify", "l.db", "--checkpoint", "c", "--key", "k.pub").status == 0
    cli("audit", "keygen", "office.example/ledger", "--out", "other")
    assert cli("audit", "verify", "l.db", "--checkpoint", "c", "--key", "other.pub").status == 6


def test_a_proof_for_a_stranger(cli: Cli, keys: str) -> None:
    assert cli("audit", "checkpoint", "l.db", "--key", keys, "--out", "c").status == 0
    assert cli("audit", "prove", "l.db", "f2", "--checkpoint", "c", "--key", "k.pub", "--out", "p").status == 0
    os.remove("l.db")
    checked = cli("audit", "check-proof", "p", "--checkpoint", "c", "--key", "k.pub")
    assert checked.status == 0
    assert "f2 is entry 7 of 9" in checked.out and "supersedes: f\n" in checked.out and '"allowance"' in checked.out
    told = json.loads(cli("audit", "check-proof", "p", "--checkpoint", "c", "--format", "json").out)
    assert told["entry"]["id"] == "f2" and told["size"] == 9 and told["question"]["program"] == "benxi/dibao"
    changed = Path("p").read_text().replace("index 6", "index 5")
    Path("p").write_text(changed)
    refused = cli("audit", "check-proof", "p", "--checkpoint", "c", lang="zh")
    assert refused.status == 6 and "证明不成立" in refused.err and refused.out == ""


def test_an_erased_record_can_be_proven(cli: Cli) -> None:
    cli("audit", "checkpoint", "l.db", "--out", "c")
    Path("p").write_text(cli("audit", "prove", "l.db", "g", "--checkpoint", "c").out)
    checked = cli("audit", "check-proof", "p", "--checkpoint", "c")
    assert checked.status == 0 and "are not in the proof" in checked.out


def test_a_proof_for_whoever_kept_an_older_checkpoint(cli: Cli) -> None:
    cli("audit", "checkpoint", "l.db", "--out", "old")
    cli("audit", "erase", "l.db", "a", "--because", "on request", "--by", "clerk")
    cli("audit", "checkpoint", "l.db", "--out", "new")
    cli("audit", "prove", "l.db", "b", "--checkpoint", "new", "--out", "p")
    cli("audit", "prove", "l.db", "b", "--checkpoint", "new", "--since", "old", "--out", "q")
    assert cli("audit", "check-proof", "p", "--checkpoint", "old").status == 6
    assert cli("audit", "check-proof", "q", "--checkpoint", "old").status == 0
    assert cli("audit", "prove", "l.db", "b", "--checkpoint", "old", "--since", "new").status == 3


def test_proofs_that_cannot_be_made(cli: Cli) -> None:
    cli("audit", "checkpoint", "l.db", "--out", "c")
    near = cli("audit", "prove", "l.db", "f3", "--checkpoint", "c")
    assert near.status == 3 and "did you mean f" in near.err
    assert cli("audit", "prove", "l.db", "a", "--checkpoint", "no").status == 2
    assert cli("audit", "prove", "l.db", "a", "--checkpoint", "l.db").status in (2, 3)
    assert cli("audit", "check-proof", "c", "--checkpoint", "c").status == 3
    assert cli("audit", "prove", "no.db", "a", "--checkpoint", "c").status == 3


def test_export_and_import(cli: Cli) -> None:
    assert cli("audit", "export", "l.db", "--out", "e").status == 0
    taken = cli("audit", "import", "e", "m.db")
    assert taken.status == 0 and taken.out.startswith("9 entries taken in")
    assert (
        cli("audit", "checkpoint", "l.db", "--origin", "x").out
        == cli("audit", "checkpoint", "m.db", "--origin", "x").out
    )
    assert cli("audit", "import", "e", "m.db").status == 3
    lines = Path("e").read_bytes().splitlines(keepends=True)
    lines[-1] = lines[-1].replace("本人申请".encode(), "他人申请".encode())
    Path("e").write_bytes(b"".join(lines))
    refused = cli("audit", "import", "e", "n.db")
    assert refused.status == 3 and f"line {len(lines)}" in refused.err
    assert not Path("n.db").exists() and not Path("n.db-wal").exists()
    assert cli("audit", "import", "nothing", "n.db").status == 2
    assert not Path("n.db").exists()
    assert cli("audit", "import", ".", "n.db").status == 2


def test_an_export_is_written_whole_or_not_at_all(cli: Cli) -> None:
    Path("e").write_text("kept")
    assert cli("audit", "export", "no.db", "--out", "e").status == 3
    assert Path("e").read_text() == "kept" and not Path("e.part").exists()
    assert cli("audit", "export", "l.db", "--out", "no/such/folder").status == 2
    assert cli("audit", "export", "l.db", "--out", "e", "--kit", "k.zip").status == 2


def test_the_ledger_itself_is_never_written_over(cli: Cli) -> None:
    cli("audit", "checkpoint", "l.db", "--out", "c")
    before = Path("l.db").read_bytes()
    os.link("l.db", "m.db")
    assert cli("audit", "export", "l.db", "--out", "l.db").status == 2
    assert cli("audit", "export", "l.db", "--kit", "m.db").status == 2
    assert cli("audit", "prove", "l.db", "a", "--checkpoint", "c", "--out", "./l.db").status == 2
    assert cli("audit", "checkpoint", "l.db", "--out", "l.db").status == 3
    assert Path("l.db").read_bytes() == before


def test_a_kit(cli: Cli, keys: str) -> None:
    assert cli("audit", "export", "l.db", "--kit", "k.zip", "--key", keys).status == 0
    assert cli("audit", "verify", "k.zip").status == 0
    replayed = cli("audit", "replay", "k.zip", "--all", "--format", "json")
    assert replayed.status == 0
    assert json.loads(replayed.out)["summary"] == {"same": 7, "erased": 1, "differs": 0, "cannot": 0}
    assert cli("audit", "erase", "k.zip", "a", "--because", "x", "--by", "y").status == 3
    content = Path("k.zip").read_bytes()
    place = content.index(b"rules/", 200) - 40
    Path("k.zip").write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    assert cli("audit", "verify", "k.zip").status == 6
    assert cli("audit", "replay", "k.zip", "--all").status == 6


@pytest.mark.parametrize("name", ["checkpoint", "keygen", "prove", "check-proof", "export", "import"])
def test_help_in_both_languages(cli: Cli, name: str) -> None:
    zh, en = (cli("audit", name, "--help", lang=each) for each in ("zh", "en"))
    assert zh.status == en.status == 0 and zh.out != en.out


def test_nothing_is_written_over_what_cannot_be_made_again(cli: Cli, keys: str) -> None:
    """A checkpoint that a proof is made for, a private key, another ledger than the one that is read."""
    assert cli("audit", "checkpoint", "l.db", "--out", "c").status == 0
    Path("other.db").write_bytes(Path("l.db").read_bytes())
    kept = {name: Path(name).read_bytes() for name in ("c", keys, "other.db")}
    for name in kept:
        refused = cli("audit", "prove", "l.db", "a", "--checkpoint", "c", "--out", name)
        assert refused.status == 2 and f"{name} is there already" in refused.err
    for name in (keys, "other.db"):
        assert cli("bundle", "build", "benxi/dibao", "--out", name).status == 2
        assert cli("audit", "export", "l.db", "--out", name).status == 2
    assert {name: Path(name).read_bytes() for name in kept} == kept


def test_a_folder_in_the_place_of_a_file_is_called_one(cli: Cli) -> None:
    Path("folder").mkdir()
    for arguments in (("bundle", "verify", "folder"), ("bundle", "build", "--out", "folder")):
        assert "这是文件夹" in cli(*arguments, lang="zh").err
        outcome = cli(*arguments)
        assert outcome.status == 2 and "it is a folder" in outcome.err
