"""The archive kit: what it holds, that it opens as a ledger, and that no part of it can be changed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import benefits
from benefits.audit.checkpoint import make_checkpoint
from benefits.audit.entry import Entry, Payload
from benefits.audit.kit import Kit, is_kit, made_by, write_kit
from benefits.audit.open import open_ledger
from benefits.audit.sqlite import SqliteLedger
from benefits.audit.verify import verify
from benefits.errors import BenefitsError, DamagedLedgerError, LedgerError
from tests.audit.drafts import AT, BUNDLE, FILES, draft, filled

Members = Mapping[str, bytes]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    found = filled(SqliteLedger(str(tmp_path / "l.db"), create=True), ["甲", "乙"])
    found.append([draft("丁", "甲", "收入误录")], AT)
    found.erase("乙", "clerk 1", "on request", AT)
    yield found
    found.close()


def kit(ledger: SqliteLedger) -> bytes:
    out = io.BytesIO()
    write_kit(ledger, out, make_checkpoint(ledger, "office"))
    return out.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, found: Members, honest: bool = False) -> str:
    """A zip of these members; `honest`: with a manifest that agrees."""
    if honest:
        digests = {name: "sha256:" + hashlib.sha256(text).hexdigest() for name, text in found.items()}
        del digests["manifest.json"]
        told = json.loads(found["manifest.json"]) | {"members": digests}
        found = {**found, "manifest.json": json.dumps(told).encode()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in found.items():
            archive.writestr(name, text)
    return str(path)


def everything(ledger: SqliteLedger) -> list[tuple[Entry, Payload | None]]:
    return list(ledger.entries())


def test_what_is_in_it(ledger: SqliteLedger) -> None:
    found = members(kit(ledger))
    rules = {f"rules/{BUNDLE.removeprefix('sha256:')}/{path}": text for path, text in FILES.items()}
    assert set(found) == {*rules, "checkpoint.txt", "records.jsonl", "manifest.json"}
    assert all(found[name] == text for name, text in rules.items())
    assert found["checkpoint.txt"].decode() == str(make_checkpoint(ledger, "office"))
    manifest = json.loads(found.pop("manifest.json"))
    assert manifest["members"] == {name: "sha256:" + hashlib.sha256(text).hexdigest() for name, text in found.items()}
    assert manifest["made_by"] == made_by()
    assert made_by()["version"] == benefits.__version__ and made_by()["code"].startswith("sha256:")


def test_the_same_ledger_gives_the_same_bytes(ledger: SqliteLedger) -> None:
    assert kit(ledger) == kit(ledger)


def test_it_opens_as_a_ledger(ledger: SqliteLedger, tmp_path: Path) -> None:
    path = tmp_path / "kit.zip"
    path.write_bytes(kit(ledger))
    opened = open_ledger(str(path))
    assert isinstance(opened, Kit)
    folder = Path(opened._folder)
    assert everything(opened) == everything(ledger)
    assert opened.head() == ledger.head() and opened.files(BUNDLE) == FILES
    assert opened.superseded_by("甲") == "丁"
    assert opened.checkpoint == make_checkpoint(ledger, "office")
    write: list[Callable[[], object]] = [
        lambda: opened.append([draft("戊")], AT),
        lambda: opened.erase("甲", "clerk 1", "on request", AT),
    ]
    for each in write:
        with pytest.raises(LedgerError) as error:
            each()
        assert (error.value.code, error.value.value) == ("read_only", "kit.zip")
    opened.close()
    assert not folder.exists()


def test_a_ledger_that_grows_while_it_is_packed(ledger: SqliteLedger, tmp_path: Path) -> None:
    checkpoint = make_checkpoint(ledger, "office")
    ledger.append([draft("戊")], AT)
    with (tmp_path / "kit.zip").open("wb") as file:
        write_kit(ledger, file, checkpoint)
    opened = Kit(str(tmp_path / "kit.zip"))
    assert opened.head().size == 4
    opened.close()


def test_an_empty_ledger(tmp_path: Path) -> None:
    empty = SqliteLedger(str(tmp_path / "empty.db"), create=True)
    (tmp_path / "kit.zip").write_bytes(kit(empty))
    opened = Kit(str(tmp_path / "kit.zip"))
    assert everything(opened) == []
    opened.close()
    empty.close()


def refusal(path: str) -> BenefitsError:
    with pytest.raises(DamagedLedgerError) as error:
        open_ledger(path)
    return error.value


def test_a_zip_of_something_else_is_no_ledger(tmp_path: Path) -> None:
    """A workbook, a bundle of rules: no kit, and no damaged one."""
    for names in (["[Content_Types].xml"], ["manifest.json", "files/a.yaml"]):
        with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
            for name in names:
                archive.writestr(name, "{}")
        with pytest.raises(LedgerError) as error:
            verify(str(tmp_path / "other.zip"))
        assert error.value.code == "not_a_ledger"


def test_every_member_is_held_to_the_manifest(ledger: SqliteLedger, tmp_path: Path) -> None:
    found = members(kit(ledger))
    for name in found:
        if name != "manifest.json":
            assert refusal(written(tmp_path / "a.zip", {**found, name: found[name] + b" \n"})).code == "bad_kit"
        assert (
            refusal(written(tmp_path / "b.zip", {each: found[each] for each in found if each != name})).code
            == "bad_kit"
        )
        assert refusal(written(tmp_path / "c.zip", {**found, f"{name}.bak": b""})).code == "bad_kit"
        assert refusal(written(tmp_path / "d.zip", {**found, name: b""})).code == "bad_kit"


def test_a_member_that_stands_twice(ledger: SqliteLedger, tmp_path: Path) -> None:
    path = tmp_path / "kit.zip"
    path.write_bytes(kit(ledger))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("records.jsonl", members(kit(ledger))["records.jsonl"])
    assert refusal(str(path)).code == "bad_kit"


def test_a_manifest_that_agrees_does_not_help(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Whoever changes a record changes the chain; whoever makes a new chain has another checkpoint."""
    found = members(kit(ledger))
    rule = next(name for name in found if name.startswith("rules/"))
    changes = {
        "records.jsonl": found["records.jsonl"].replace(b"clerk 1", b"clerk 2", 1),
        rule: found[rule] + b"# more\n",
        "checkpoint.txt": found["checkpoint.txt"].replace(b"\n4\n", b"\n3\n"),
    }
    codes = {}
    for name, text in changes.items():
        error = refusal(written(tmp_path / "kit.zip", {**found, name: text}, honest=True))
        codes[name] = [problem.code for problem in error.problems]
    assert codes["records.jsonl"] == ["bad_kit", "bad_line"]
    assert codes[rule] == ["bad_kit", "bundle_differs"]
    assert codes["checkpoint.txt"] == ["other_history"]


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b'{"kind":"kit"}', b'{"kind":"kit","format":"2","members":{}}', b"[" * 100_000]
)
def test_manifests_of_another_form(ledger: SqliteLedger, tmp_path: Path, manifest: bytes) -> None:
    found = {**members(kit(ledger)), "manifest.json": manifest}
    error = refusal(written(tmp_path / "kit.zip", found))
    assert error.code == "bad_kit"
    assert error.expected in ("manifest.json", "manifest.json 1", "checkpoint.txt")  # not Python's words


def test_no_byte_changes_what_is_read(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A byte flipped anywhere is noticed, or is none that the records are made of (a date in the zip, say)."""
    right, content, path = everything(ledger), kit(ledger), tmp_path / "kit.zip"
    for place in range(0, len(content), 23):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        try:
            opened = open_ledger(str(path))
        except LedgerError as error:
            assert error.code in ("bad_kit", "not_a_ledger", "bad_line")
            continue
        assert everything(opened) == right  # type: ignore[arg-type]
        opened.close()


def test_what_is_no_kit(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\3\4" + bytes(100))
    assert refusal(str(tmp_path / "a.zip")).code == "bad_kit"
    (tmp_path / "b.zip").write_bytes(b"no")
    assert not is_kit(str(tmp_path / "b.zip"))
    assert not is_kit(str(tmp_path)) and not is_kit("\0") and not is_kit(str(tmp_path / "nowhere"))
