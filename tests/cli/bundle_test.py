"""`benefits bundle`, and `--rules` with a bundle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import DIBAO, HOUSEHOLD, Cli


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BENEFITS_CACHE", str(tmp_path / "cache"))


def test_a_bundle_is_built_verified_and_shown(cli: Cli) -> None:
    built = cli("bundle", "build", "benxi/tekun", "--out", "t.bundle")
    assert (built.status, built.err) == (0, "")
    assert built.out.startswith("Wrote t.bundle: 2 programs, 4 files, sha256:")
    digest = built.out.split()[-1]
    verified = cli("bundle", "verify", "t.bundle")
    assert (verified.status, verified.out) == (0, f"Sound: 2 programs, 4 files, {digest}\n")
    assert json.loads(cli("bundle", "verify", "t.bundle", "--format", "json").out) == {"digest": digest, "sound": True}
    shown = cli("bundle", "show", "t.bundle")
    assert shown.status == 0
    assert f"Digest {digest}, semantics 1" in shown.out
    assert "benxi/dibao.yaml" in shown.out and "documents/state-council-649.yaml" in shown.out
    told = json.loads(cli("bundle", "show", "t.bundle", "--format", "json").out)
    assert told.keys() == {"digest", "files", "programs", "semantics"}
    assert told["programs"]["benxi/tekun"] == digest
    assert "规则包 t.bundle" in cli("bundle", "show", "t.bundle", lang="zh").out


def test_all_programs_when_none_is_named(cli: Cli) -> None:
    cli("bundle", "build", "--out", "all.bundle")
    listed = cli("list", "--rules", "all.bundle", "--format", "json")
    assert listed.out == cli("list", "--format", "json").out
    assert cli("check", "all.bundle").out == cli("check").out
    assert cli("check", "--rules", "all.bundle").out == cli("check").out


def test_an_answer_from_a_bundle_is_the_same(cli: Cli) -> None:
    cli("bundle", "build", "benxi/dibao", "--out", "d.bundle")
    asked = (*DIBAO, *HOUSEHOLD, "--format", "json")
    assert cli(*asked, "--rules", "d.bundle").out == cli(*asked).out


def test_a_bundle_with_a_changed_figure(cli: Cli) -> None:
    """(650 − 333.50) × 3 = 949.50"""
    change = "benxi/dibao.urban_standard=650@2019-07-01"
    assert cli("bundle", "build", "benxi/dibao", "--out", "n.bundle", "--change", change).status == 0
    told = json.loads(cli(*DIBAO, *HOUSEHOLD, "--format", "json", "--rules", "n.bundle").out)
    assert told["outputs"]["allowance"] == "949.50"
    refused = cli("bundle", "build", "--out", "m.bundle", "--change", "nothing")
    assert (refused.status, refused.out, Path("m.bundle").exists()) == (4, "", False)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("build",), 2, "--out is missing"),
        (("build", "benxi/dibo", "--out", "x"), 2, "did you mean benxi/dibao?"),
        (("build", "benxi/dibao", "--out", "none/x"), 2, "cannot open none/x: there is no such file"),
        (("build", "benxi/dibao", "--out", "."), 2, "--out"),
        (("verify", "nowhere"), 2, "there is no file or folder nowhere"),
        (("verify", "text"), 6, "text:1:1 not_a_bundle text is not a bundle"),
        (("show", "text"), 4, "not_a_bundle"),
        (("show", "."), 2, "cannot open .: it is a folder"),
    ],
)
def test_refusals(cli: Cli, arguments: tuple[str, ...], status: int, words: str) -> None:
    Path("text").write_text("nothing", encoding="utf-8")
    outcome = cli("bundle", *arguments)
    assert outcome.status == status
    assert words in outcome.err
    assert outcome.out == ""


def test_a_damaged_bundle_is_a_mismatch_and_gives_no_answers(cli: Cli) -> None:
    cli("bundle", "build", "benxi/dibao", "--out", "d.bundle")
    content = Path("d.bundle").read_bytes()
    Path("d.bundle").write_bytes(content.replace(b"value: 622", b"value: 623"))
    outcome = cli("bundle", "verify", "d.bundle", "--format", "json")
    assert (outcome.status, outcome.out) == (6, "")
    assert "benxi/dibao.yaml does not have the digest that the manifest states" in outcome.err
    assert '"code": "bundle_differs"' in outcome.err
    assert cli(*DIBAO, *HOUSEHOLD, "--rules", "d.bundle").status == 4
    assert cli("check", "d.bundle").status == 4


def test_what_exists_is_overwritten_whole(cli: Cli) -> None:
    Path("d.bundle").write_bytes(b"x" * 1_000_000)
    assert cli("bundle", "build", "benxi/dibao", "--out", "d.bundle").status == 0
    assert cli("bundle", "verify", "d.bundle").status == 0
