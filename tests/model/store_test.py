"""Folders of rules: loaded, refused with everything that is wrong, and found again in the cache."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import benefits.model
from benefits.errors import RuleError, UnknownProgramError
from benefits.model import cache, limits, store
from benefits.model.files import read_folder, shipped_rules
from benefits.model.program import Program
from benefits.model.store import check_path, load
from tests.model.around import DOCUMENT, STANDARD, USING, folder


@pytest.fixture(autouse=True)
def cache_place(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("BENEFITS_CACHE", str(place))
    return place


def refusal(root: Path) -> list[str]:
    with pytest.raises(RuleError) as caught:
        load(root)
    return [f"{each.file}:{each.line} {each.code}" for each in caught.value.problems]


# What is loaded


def test_a_folder_becomes_programs(tmp_path: Path) -> None:
    library = load(folder(tmp_path, used__using=USING))
    assert library.ids == ("used/standard", "used/using")
    assert library.problems == ()
    program = library.program("used/using")
    assert program.id == "used/using"
    assert list(program.sources) == ["documents/state-council-649.yaml", "used/standard.yaml", "used/using.yaml"]
    assert all(digest.startswith("sha256:") for digest in (program.bundle, *program.sources.values()))
    assert [each.id for each in program.documents] == ["state-council-649"]
    assert library.documents["state-council-649"].number == "国务院令第649号"


def test_a_digest_does_not_hang_on_line_ends_or_folders(tmp_path: Path) -> None:
    one = load(folder(tmp_path / "one")).program("used/standard")
    other = folder(tmp_path / "other")
    for path in other.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(other).program("used/standard").bundle == one.bundle


def test_only_the_files_behind_a_program_change_its_bundle(tmp_path: Path) -> None:
    before = load(folder(tmp_path / "one", used__using=USING))
    after = load(folder(tmp_path / "two", used__using=USING.replace("en: Using", "en: Uses")))
    assert before.program("used/standard").bundle == after.program("used/standard").bundle
    assert before.program("used/using").bundle != after.program("used/using").bundle


def test_the_shipped_rules_are_right() -> None:
    library = load()
    assert "benxi/dibao" in library.ids
    assert library.program("benxi/dibao").id == "benxi/dibao"
    assert check_path(shipped_rules()) == []


def test_an_unknown_program_has_a_nearest(tmp_path: Path) -> None:
    library = load(folder(tmp_path))
    with pytest.raises(UnknownProgramError) as caught:
        library.program("used/standrad")
    assert caught.value.nearest == "used/standard"


def test_the_package_gives_its_doors() -> None:
    assert benefits.model.load is load
    assert benefits.model.Program is Program
    with pytest.raises(AttributeError):
        _ = benefits.model.nothing


# What is refused


def test_all_problems_of_all_files_come_together(tmp_path: Path) -> None:
    root = folder(tmp_path, used__standard=STANDARD.replace("type: boolean", "type: bool"))
    (root / "used" / "other.yaml").write_text(USING.replace("used/using", "used/third").replace("zh: 引用", "zh: ~"))
    (root / "documents" / "x.yaml").write_text("document: y\n")
    assert refusal(root) == [
        "documents/x.yaml:1 missing_key",
        "documents/x.yaml:1 missing_key",
        "used/other.yaml:2 empty_value",
        "used/standard.yaml:54 not_a_choice",
    ]


def test_a_refused_document_is_not_missed_as_well(tmp_path: Path) -> None:
    assert refusal(folder(tmp_path, **{"documents__state-council-649": "document: x\ntitle: y\n"})) == [
        "documents/state-council-649.yaml:1 missing_key",
        "documents/state-council-649.yaml:2 wrong_kind",
    ]


def test_a_clause_that_is_cited_is_not_listed_as_left_out(tmp_path: Path) -> None:
    register = "clauses:\n  一:\n    gist: {zh: 甲, en: First}\n    not_encoded: {zh: 无数额, en: no amount}\n"
    root = folder(tmp_path, used__using=USING, **{"documents__state-council-649": DOCUMENT + register})
    line = DOCUMENT.count("\n") + 2
    assert refusal(root) == [f"documents/state-council-649.yaml:{line} encoded_clause"]


def test_the_documents_come_back_from_the_cache(tmp_path: Path, cache_place: Path) -> None:
    register = "clauses:\n  第一百条:\n    gist: {zh: 甲, en: First}\n"
    root = folder(tmp_path, **{"documents__state-council-649": DOCUMENT + register})
    first, kept = load(root).documents, load(root).documents
    assert kept == first
    assert [clause.id for clause in kept["state-council-649"].clauses] == ["第一百条"]
    for path in cache_place.rglob("documents.json"):
        path.write_text("damaged")
    assert load(root).documents == first
    assert load(root).program("used/standard").documents[0].clauses == ()


def test_an_id_says_its_place(tmp_path: Path) -> None:
    root = folder(tmp_path, documents__other=DOCUMENT)
    assert refusal(root) == ["documents/other.yaml:1 wrong_id"]


def test_a_folder_without_programs(tmp_path: Path) -> None:
    assert refusal(tmp_path) == [":0 no_rules"]
    (tmp_path / "documents").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    assert refusal(tmp_path) == [":0 no_rules"]
    assert refusal(tmp_path / "nothing") == [":0 not_a_folder"]
    assert refusal(tmp_path / "notes.txt") == ["notes.txt:1 not_a_bundle"]


def test_files_that_stand_elsewhere(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "top.yaml").write_text("x")
    (root / "used" / "old.yml").write_text("x")
    (root / "used" / "Upper.yaml").write_text("x")
    (root / "used" / ".hidden.yaml").write_text("x")
    (root / "used" / "README.md").write_text("x")
    (root / "used" / "years").mkdir()
    (root / "used" / "years" / "old.yaml").write_text("x")
    (root / ".git").mkdir()
    assert refusal(root) == [
        "top.yaml:1 misplaced_file", "used/Upper.yaml:1 misplaced_file", "used/old.yml:1 misplaced_file",
        "used/years/old.yaml:1 misplaced_file",
    ]  # fmt: skip


def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    root = folder(tmp_path / "rules")
    (tmp_path / "secret.yaml").write_text("x")
    (root / "used" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "linked").symlink_to(tmp_path)
    (root / "used" / "folder.yaml").mkdir()
    os.mkfifo(root / "used" / "pipe.yaml")
    assert refusal(root) == [
        "linked:1 not_a_file",
        "used/folder.yaml:1 not_a_file",
        "used/link.yaml:1 not_a_file",
        "used/pipe.yaml:1 not_a_file",
    ]


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)
    _, problems = read_folder(root)
    assert [each.code for each in problems] == ["unreadable_file", "unreadable_file"]
    monkeypatch.undo()
    monkeypatch.setattr(os, "scandir", refuse)
    _, problems = read_folder(root)
    assert [each.code for each in problems] == ["unreadable_file"]


def test_folders_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path)
    monkeypatch.setattr(limits, "MAX_FILES", 1)
    assert [each.code for each in read_folder(root)[1]] == ["too_many_files"]
    (root / "used" / "large.yaml").write_bytes(b"#" * (limits.MAX_FILE_BYTES + 5))
    monkeypatch.undo()
    assert refusal(root) == ["used/large.yaml:1 file_too_large"]


# check_path


def test_one_file_is_checked_among_its_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path, used__using=USING.replace("other.standard + ", "other.standrad + "))
    (root / "used" / "bad.yaml").write_text("program: [")
    assert [each.code for each in check_path(root / "used" / "using.yaml")] == ["unknown_used_decision"]
    assert [each.code for each in check_path(root / "used" / "bad.yaml")] == ["yaml_syntax"]
    assert check_path(root / "used" / "standard.yaml") == []
    assert check_path(root / "documents" / "state-council-649.yaml") == []
    assert {each.file for each in check_path(root)} == {"used/using.yaml", "used/bad.yaml"}
    monkeypatch.chdir(root / "used")
    assert [each.code for each in check_path(Path("bad.yaml"))] == ["yaml_syntax"]


def test_a_file_of_no_folder_of_rules(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.yaml"
    path.parent.mkdir()
    assert [each.code for each in check_path(path)] == ["unreadable_file"]
    path.write_text(STANDARD)
    assert [each.code for each in check_path(path)] == ["misplaced_file"]
    assert [each.code for each in check_path(tmp_path / "nowhere")] == ["not_a_folder"]


# The cache


def test_a_second_load_reads_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path, used__using=USING)
    first = load(root)
    monkeypatch.setattr(store, "_assembled", None)
    second = load(root)
    assert second.ids == first.ids
    assert dict(second.documents) == dict(first.documents)
    for id in first.ids:
        assert repr(second.program(id)) == repr(first.program(id))
        assert second.program(id) is second.program(id)


def test_a_changed_rule_is_never_stale(tmp_path: Path) -> None:
    root = folder(tmp_path)
    before = load(root).program("used/standard")
    path = root / "used" / "standard.yaml"
    times = path.stat()
    path.write_text(STANDARD.replace("value: 100", "value: 101"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert load(root).program("used/standard").parameters != before.parameters


SENSELESS = ["", "{}", "[1]", '["Label","a","b"]', '["",["","used/other"],["",["Label","a","b"]]]']


@pytest.mark.parametrize("text", SENSELESS)
def test_an_entry_that_makes_no_sense_is_left_alone(tmp_path: Path, cache_place: Path, text: str) -> None:
    root = folder(tmp_path)
    first = load(root).program("used/standard")
    entry = cache.Entry(cache_place, next(cache_place.iterdir()).name)
    for name in ("library", "used/standard"):
        entry.write([(name, text)])
        assert load(root).program("used/standard") == first
    path = next(cache_place.iterdir()) / "used+standard.json"
    path.write_text("damaged")
    assert load(root).program("used/standard") == first
    assert path.read_text() != "damaged"  # written anew


def test_an_entry_that_goes_while_it_is_used(tmp_path: Path, cache_place: Path) -> None:
    root = folder(tmp_path)
    first = load(root).program("used/standard")
    library = load(root)
    (root / "used" / "standard.yaml").unlink()
    next(cache_place.rglob("used+standard.json")).unlink()
    assert library.program("used/standard") == first


def test_no_cache_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BENEFITS_CACHE", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    root = folder(tmp_path)
    assert load(root).program("used/standard") == load(root).program("used/standard")


def test_a_cached_load_needs_neither_pydantic_nor_yaml(tmp_path: Path) -> None:
    root = folder(tmp_path)
    load(root)
    code = (
        "import sys; from pathlib import Path; from benefits.model.store import load;"
        "load(Path(sys.argv[1])).program('used/standard');"
        "sys.exit(' '.join(sorted({'pydantic', 'yaml'} & set(sys.modules))) or 0)"
    )
    found = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True, timeout=60)
    assert (found.returncode, found.stderr) == (0, "")
