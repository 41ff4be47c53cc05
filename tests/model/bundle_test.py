"""Bundles: the same rules are the same bytes, they load like a folder, and a hostile archive is refused."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import benefits
from benefits.errors import RuleError, UnknownProgramError
from benefits.model import bundle, limits
from benefits.model.bundle import Bundle, check_programs, open_bundle, parse_bundle, read_bundle, write_bundle
from benefits.model.files import read_folder
from benefits.model.store import check_path, load, load_texts
from tests.model.around import USING, folder

OTHER_DOCUMENT = """\
document: other-notice
title: {zh: 另一通知, en: Another Notice}
number: 例〔2019〕1号
issuer: {zh: 例, en: Example}
issued: 2019-01-01
effective: 2019-01-01
"""


@pytest.fixture(autouse=True)
def cache_place(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("BENEFITS_CACHE", str(place))
    return place


@pytest.fixture
def texts(tmp_path: Path) -> dict[str, bytes]:
    found, problems = read_folder(folder(tmp_path / "rules", used__using=USING))
    assert not problems
    return found


def digest(content: bytes) -> str:
    return "sha256:" + sha256(content).hexdigest()


def refused(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(RuleError) as caught:
        parse_bundle(content, "x.bundle")
    assert all(problem.file == "x.bundle" for problem in caught.value.problems)
    assert all(problem.message(tongue) for problem in caught.value.problems for tongue in ("zh", "en"))
    return [(problem.code, problem.value) for problem in caught.value.problems]


# What is written


def test_a_bundle_is_a_zip_that_others_can_read(texts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(write_bundle(texts))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == ["manifest.json", *(f"files/{path}" for path in sorted(texts))]
        manifest = json.loads(archive.read("manifest.json"))
        for path, content in texts.items():
            assert archive.read(f"files/{path}") == content
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    files = {path: digest(content) for path, content in texts.items()}
    listed = json.dumps(files, sort_keys=True, separators=(",", ":")).encode()
    assert manifest["files"] == files
    assert manifest["digest"] == digest(listed)
    assert manifest["programs"].keys() == {"used/standard", "used/using"}
    assert (manifest["format"], manifest["semantics"]) == ("1", "1")


def test_the_bytes_do_not_hang_on_order_line_ends_or_marks(texts: dict[str, bytes]) -> None:
    turned = {path: b"\xef\xbb\xbf" + texts[path].replace(b"\n", b"\r\n") for path in reversed(texts)}
    assert write_bundle(turned) == write_bundle(texts)


def test_the_bytes_are_these(texts: dict[str, bytes]) -> None:
    """The whole archive put together here by the zip module with every default overridden."""
    written = write_bundle(texts)
    manifest = zipfile.ZipFile(io.BytesIO(written)).read("manifest.json")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in [("manifest.json", manifest), *((f"files/{path}", texts[path]) for path in sorted(texts))]:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.create_version, info.extract_version = 3, 20, 10
            info.external_attr = 0o100644 << 16
            archive.writestr(info, content)
    # The module writes that 2.0 is needed to read it, whatever it is told; stored members need 1.0.
    assert written == target.getvalue().replace(b"PK\x03\x04\x14", b"PK\x03\x04\x0a").replace(
        b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\x0a"
    )


def test_rules_with_a_problem_make_no_bundle(texts: dict[str, bytes]) -> None:
    del texts["documents/state-council-649.yaml"]
    with pytest.raises(RuleError) as caught:
        write_bundle(texts)
    assert caught.value.code == "unknown_document"


# What is read


def test_what_was_written_is_read(texts: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "all.bundle"
    path.write_bytes(write_bundle(texts))
    assert read_bundle(path) == texts
    assert open_bundle(path).programs == {id: load_texts(texts).program(id).bundle for id in load_texts(texts).ids}
    check_programs(open_bundle(path), path.name)
    assert check_path(path) == []


def test_a_bundle_answers_like_its_folder_and_is_kept_like_it(
    texts: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.bundle"
    path.write_bytes(write_bundle(texts))
    first = benefits.load(path).program("used/using")
    assert first == load(tmp_path / "rules").program("used/using")
    assert first.bundle == load(tmp_path / "rules").program("used/using").bundle
    monkeypatch.setattr("benefits.model.store._assembled", lambda *_: pytest.fail("it was kept"))
    assert benefits.load(path).program("used/using") == first


def test_the_files_of_a_program_suffice_for_what_it_uses_too(texts: dict[str, bytes]) -> None:
    """`used/standard` rests on a document that `used/using` knows nothing of."""
    texts["documents/other-notice.yaml"] = OTHER_DOCUMENT.encode()
    texts["used/standard.yaml"] = texts["used/standard.yaml"].replace(
        b"basis: [state-council-649]", b"basis: [state-council-649, other-notice]"
    )
    files = load_texts(texts).files("used/using")
    assert files.keys() == texts.keys()
    assert load_texts(files).program("used/using") == load_texts(texts).program("used/using")


def test_every_shipped_program_can_be_had_by_itself() -> None:
    library = load()
    for id in library.ids:
        made = parse_bundle(write_bundle(library.files(id)), id)
        assert made.digest == made.programs[id] == library.program(id).bundle
        assert all(library.program(other).bundle == one for other, one in made.programs.items())
    with pytest.raises(UnknownProgramError):
        library.files("benxi/dibo")


# What is refused


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None], seal: bool = False) -> bytes:
    """The bundle with members changed, all else as it should be; `seal`: and the manifest made to fit the files."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    if seal:
        said = json.loads(members["manifest.json"])
        files = {name.removeprefix("files/"): text for name, text in members.items() if name != "manifest.json"}
        said["files"] = {path: digest(text) for path, text in files.items()}
        listed = json.dumps(said["files"], sort_keys=True, separators=(",", ":")).encode()
        said["digest"] = digest(listed)
        members["manifest.json"] = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    return bundle._archive(members)


def test_every_cut_is_refused(texts: dict[str, bytes]) -> None:
    content = write_bundle(texts)
    for length in (*range(0, 200), *range(200, len(content), 97), *range(len(content) - 200, len(content))):
        codes = {code for code, _ in refused(content[:length])}
        assert codes == {"bundle_cut" if length >= 4 else "not_a_bundle"}, length


def test_every_flipped_byte_is_refused(texts: dict[str, bytes]) -> None:
    content = write_bundle({path: texts[path] for path in texts if path != "used/using.yaml"})
    for place in range(0, len(content), 7):
        damaged = bytearray(content)
        damaged[place] ^= 1
        assert refused(bytes(damaged))


def test_what_follows_or_leads_is_refused(texts: dict[str, bytes]) -> None:
    content = write_bundle(texts)
    assert refused(content + b"\n") == [("bundle_repacked", "x.bundle")]
    assert refused(b"#!/bin/sh\n" + content) == [("not_a_bundle", "x.bundle")]


def test_other_files_are_no_bundles() -> None:
    for content in (b"", b"P", b"program: benxi/dibao\n", b"\x00" * 1000):
        assert refused(content) == [("not_a_bundle", "x.bundle")]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    assert refused(target.getvalue()) == [("not_a_bundle", "x.bundle")]


def test_a_compressed_archive_is_refused_before_anything_is_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * (1 << 24))
    assert len(target.getvalue()) < 1 << 15
    assert refused(target.getvalue()) == [("bundle_repacked", "manifest.json")]


@pytest.mark.parametrize(
    "path",
    [
        "files/../../evil.yaml",
        "/evil.yaml",
        "files//evil.yaml",
        "files/used/standard.txt",
        "files/a/b/c.yaml",
        "run.py",
        "files/used/Standard.yaml",
        "files/used\\standard.yaml",
        "files/C:/x.yaml",
        "files/",
        "files/used/s.yaml\n",
    ],
)
def test_a_member_in_another_place_is_refused(texts: dict[str, bytes], path: str) -> None:
    def add(members: dict[str, bytes]) -> None:
        members[path] = b"x: 1\n"

    assert {code for code, _ in refused(repacked(write_bundle(texts), add, seal=True))} == {"bundle_path"}


def test_a_file_more_or_less_or_other_is_refused(texts: dict[str, bytes]) -> None:
    content = write_bundle(texts)

    def more(members: dict[str, bytes]) -> None:
        members["files/used/more.yaml"] = b"x: 1\n"

    def less(members: dict[str, bytes]) -> None:
        del members["files/used/using.yaml"]

    def other(members: dict[str, bytes]) -> None:
        members["files/used/using.yaml"] += b"# other\n"

    assert refused(repacked(content, more)) == [("bundle_unlisted", "used/more.yaml")]
    assert refused(repacked(content, less)) == [("bundle_incomplete", "used/using.yaml")]
    assert refused(repacked(content, other)) == [("bundle_differs", "used/using.yaml")]
    # A manifest that fits the files still has to name their programs.
    assert refused(repacked(content, more, seal=True)) == [("bundle_manifest", "manifest.json")]
    assert refused(repacked(content, less, seal=True)) == [("bundle_manifest", "manifest.json")]


def test_another_rule_with_a_fitting_manifest_has_not_the_programs_digest(texts: dict[str, bytes]) -> None:
    def other(members: dict[str, bytes]) -> None:
        members["files/used/using.yaml"] += b"# other\n"

    made = parse_bundle(repacked(write_bundle(texts), other, seal=True), "x.bundle")
    with pytest.raises(RuleError) as caught:
        check_programs(made, "x.bundle")
    assert [(each.code, each.value) for each in caught.value.problems] == [("bundle_differs", "used/using")]


def test_a_text_that_is_not_in_normal_form_is_refused(texts: dict[str, bytes]) -> None:
    def windows(members: dict[str, bytes]) -> None:
        members["files/used/using.yaml"] = texts["used/using.yaml"].replace(b"\n", b"\r\n")

    def not_text(members: dict[str, bytes]) -> None:
        members["files/used/using.yaml"] = b"\xff\n"

    for change in (windows, not_text):
        assert refused(repacked(write_bundle(texts), change, seal=True)) == [("bundle_repacked", "x.bundle")]


def test_a_member_twice_or_in_another_order_is_refused(texts: dict[str, bytes]) -> None:
    content = write_bundle(texts)
    first = content[: content.index(b"PK\x03\x04", 4)]
    assert refused(first + content) == [("bundle_repacked", "manifest.json")]

    def turn(members: dict[str, bytes]) -> None:
        for name in sorted(members, reverse=True):
            if name != "manifest.json":
                members[name] = members.pop(name)

    assert refused(repacked(content, turn)) == [("bundle_repacked", "x.bundle")]


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        (b"", "bundle_manifest"),
        (b"[]", "bundle_manifest"),
        (b"{}", "bundle_format"),
        (b"[" * 100_000, "bundle_manifest"),
        (b"1" * 5_000, "bundle_manifest"),
        (b"\xff", "bundle_manifest"),
        (b'{"format":"2"}', "bundle_format"),
        (b'{"format":"1"}', "bundle_manifest"),
        (b'{"digest":"","files":[],"format":"1","programs":{},"semantics":"1"}', "bundle_manifest"),
        (b'{"digest":"","files":{"a":1},"format":"1","programs":{},"semantics":"1"}', "bundle_manifest"),
        (b"1" * ((1 << 20) + 1), "bundle_too_large"),
    ],
)
def test_a_manifest_that_is_none_is_refused(manifest: bytes, code: str) -> None:
    assert [found for found, _ in refused(bundle._archive({"manifest.json": manifest}))] == [code]


def test_a_manifest_written_in_another_way_is_refused(texts: dict[str, bytes]) -> None:
    def spaced(members: dict[str, bytes]) -> None:
        members["manifest.json"] = members["manifest.json"].replace(b",", b", ")

    assert refused(repacked(write_bundle(texts), spaced)) == [("bundle_manifest", "manifest.json")]


def test_other_semantics_are_refused_by_name(texts: dict[str, bytes]) -> None:
    def later(members: dict[str, bytes]) -> None:
        members["manifest.json"] = members["manifest.json"].replace(b'"semantics":"1"', b'"semantics":"7"')

    assert refused(repacked(write_bundle(texts), later)) == [("unknown_semantics", "7")]


def test_more_members_or_bytes_than_a_folder_may_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    members = {"manifest.json": b"{}"} | {f"files/a/b{number}.yaml": b"" for number in range(limits.MAX_FILES + 1)}
    assert refused(bundle._archive(members)) == [("bundle_too_large", "x.bundle")]
    monkeypatch.setattr(bundle, "_MAX_BYTES", 1000)
    assert refused(b"PK\x03\x04" + b"0" * 1000) == [("bundle_too_large", "x.bundle")]


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        open_bundle(tmp_path)
    assert caught.value.code == "unreadable_file"


def test_a_bundle_that_is_refused_is_refused_by_load_and_check(tmp_path: Path) -> None:
    path = tmp_path / "x.bundle"
    path.write_bytes(b"nothing")
    with pytest.raises(RuleError) as caught:
        benefits.load(path)
    assert caught.value.code == "not_a_bundle"
    assert [problem.code for problem in check_path(path)] == ["not_a_bundle"]


def test_a_bundle_is_a_value(texts: dict[str, bytes]) -> None:
    assert parse_bundle(write_bundle(texts), "a") == parse_bundle(write_bundle(texts), "b")
    assert isinstance(parse_bundle(write_bundle(texts), "a"), Bundle)
