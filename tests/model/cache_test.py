"""The cache: found again, never stale, never believed when damaged, and never needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from benefits.model import cache
from benefits.model.cache import Entry, cache_folder, code_digest, key_of

KEYS = [f"{number:064x}" for number in range(cache.MAX_ENTRIES + 3)]


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"BENEFITS_CACHE": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/c"}, "/a"),
        ({"XDG_CACHE_HOME": "/b", "HOME": "/c"}, "/b/benefits"),
        ({"HOME": "/c"}, "/c/.cache/benefits"),
        ({"LOCALAPPDATA": "/d"}, "/d/.cache/benefits"),
        ({"BENEFITS_CACHE": "here"}, None),
        ({}, None),
    ],
)
def test_the_folder_is_where_the_environment_says(environment: dict[str, str], folder: str | None) -> None:
    assert cache_folder(environment) == (None if folder is None else Path(folder))


def test_the_environment_is_this_process_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BENEFITS_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path


def test_texts_come_back(tmp_path: Path) -> None:
    entry = Entry(tmp_path / "cache", KEYS[0])
    assert entry.read("benxi/dibao") is None
    entry.write([("benxi/dibao", "文"), ("library", "")])
    assert entry.read("benxi/dibao") == "文"
    assert entry.read("library") == ""
    assert Entry(tmp_path / "cache", KEYS[1]).read("library") is None
    names = sorted(path.name for path in (tmp_path / "cache" / KEYS[0]).iterdir())
    assert names == ["benxi+dibao.json", "library.json"]


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda text: text[:-1],
    lambda text: text + b"x",
    lambda _: b"",
    lambda _: b"\xff\n",
]


@pytest.mark.parametrize("change", DAMAGES)
def test_a_damaged_text_is_none(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    entry = Entry(tmp_path, KEYS[0])
    entry.write([("a", "text")])
    path = tmp_path / KEYS[0] / "a.json"
    path.write_bytes(change(path.read_bytes()))
    assert entry.read("a") is None


def test_a_folder_that_others_may_write_to_is_not_believed(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    entry = Entry(folder, KEYS[0])
    entry.write([("a", "text")])
    folder.chmod(0o777)
    assert entry.read("a") is None
    Entry(folder, KEYS[1]).write([("a", "text")])
    assert not (folder / KEYS[1]).exists()


def test_without_account_numbers_every_folder_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o777)
    monkeypatch.delattr(os, "geteuid")
    entry = Entry(tmp_path, KEYS[0])
    entry.write([("a", "text")])
    assert entry.read("a") == "text"


def test_the_oldest_entries_go(tmp_path: Path) -> None:
    (tmp_path / "not-an-entry").mkdir()
    for age, key in enumerate(KEYS[:-1]):
        (tmp_path / key).mkdir()
        os.utime(tmp_path / key, (age, age))
    Entry(tmp_path, KEYS[-1]).write([("a", "text")])
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"not-an-entry", *KEYS[-cache.MAX_ENTRIES :]}


def test_a_place_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    entry = Entry(tmp_path / "file", KEYS[0])
    entry.write([("a", "text")])
    assert entry.read("a") is None


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    Entry(tmp_path, KEYS[0]).write([("a", "text")])
    assert list((tmp_path / KEYS[0]).iterdir()) == []


def test_the_key_follows_names_and_contents() -> None:
    keys = {
        key_of("code", {"a": b"bc"}),
        key_of("code", {"ab": b"c"}),
        key_of("code", {"a": b"b", "c": b""}),
        key_of("other", {"a": b"bc"}),
    }
    assert len(keys) == 4
    assert key_of("code", {"a": b"1", "b": b"2"}) == key_of("code", {"b": b"2", "a": b"1"})


def test_the_code_digest_follows_the_code(tmp_path: Path) -> None:
    for name in ("model", "feel"):
        (tmp_path / name / "inner").mkdir(parents=True)
        (tmp_path / name / "inner" / "a.py").write_text("1")
    assert code_digest(tmp_path) is None  # errors.py and codes.py cannot be read
    for name in ("errors.py", "codes.py"):
        (tmp_path / name).write_text("")
    first = code_digest(tmp_path)
    path = tmp_path / "feel" / "inner" / "a.py"
    times = path.stat()
    path.write_text("2")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert first is not None
    assert code_digest(tmp_path) != first
    assert code_digest() == code_digest()
