"""The files of a folder of rules: `documents/<document>.yaml` and `<jurisdiction>/<program>.yaml`, nothing else.

Symbolic links are not followed, only regular files are opened, and number and size are bounded, so that a
hostile folder gets an answer too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from benefits.errors import Problem
from benefits.model import limits

DOCUMENTS = "documents"


def shipped_rules() -> Path:
    """The rules that come with the package: inside it when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def read_folder(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The content of every rule file by its path below the folder (`benxi/dibao.yaml`), and what cannot be read."""
    texts: dict[str, bytes] = {}
    problems: list[Problem] = []
    size = 0
    if not root.is_dir():
        return {}, [Problem("not_a_folder", value=root.name)]
    for path, entry in _entries(root, problems):
        if len(texts) >= limits.MAX_FILES or size > limits.MAX_FOLDER_BYTES:
            problems.append(_problem("too_many_files", path, f"{limits.MAX_FILES}, {limits.MAX_FOLDER_BYTES}"))
            break
        try:
            if entry.is_symlink() or not entry.is_file(follow_symlinks=False):
                problems.append(_problem("not_a_file", path))
                continue
            with open(entry.path, "rb") as file:
                texts[path] = file.read(limits.MAX_FILE_BYTES + 1)
        except OSError:
            problems.append(_problem("unreadable_file", path))
            continue
        size += len(texts[path])
    return texts, problems


def _problem(code: str, path: str, expected: str = "") -> Problem:
    return Problem(code, value=path, expected=expected, file=path, line=1, column=1)


def _entries(root: Path, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The YAML files in the places where rule files stand, sorted; those elsewhere are noted."""
    for folder in _listed(root, "", problems):
        if folder.name.startswith("."):
            continue
        if _is_yaml(folder.name):
            problems.append(_problem("misplaced_file", folder.name))
        elif folder.is_symlink():
            problems.append(_problem("not_a_file", folder.name))
        elif folder.is_dir(follow_symlinks=False):
            for entry in _listed(Path(folder.path), f"{folder.name}/", problems):
                path = f"{folder.name}/{entry.name}"
                if entry.is_dir(follow_symlinks=False) and not _is_yaml(entry.name):
                    inside = [one.name for one in _listed(Path(entry.path), f"{path}/", problems)]
                    problems += [_problem("misplaced_file", f"{path}/{name}") for name in inside if _is_yaml(name)]
                    continue
                if entry.name.startswith(".") or not _is_yaml(entry.name):
                    continue
                if entry.name.endswith(".yaml") and limits.matches(limits.PROGRAM_ID, path.removesuffix(".yaml")):
                    yield path, entry
                else:
                    problems.append(_problem("misplaced_file", path))


def _listed(folder: Path, path: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        problems.append(_problem("unreadable_file", path))
        return []


def _is_yaml(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))
