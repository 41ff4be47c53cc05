"""Every command in the README and in the documentation does what the page says."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.project.checkout import BIN, ROOT
from tests.project.pages import NOT_RUN, Command, Fence, commands, fences, prints_as_shown

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SECONDS = 120


def run(command: Command, place: Path) -> tuple[int, str]:
    """Exit status and what a person would see, with nothing of the caller's home or settings in reach."""
    home = place.parent / "home"
    home.mkdir(exist_ok=True)
    environment = {
        "PATH": os.pathsep.join((str(BIN), os.environ.get("PATH", os.defpath))),
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", command.text],
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=SECONDS,
    )
    return done.returncode, done.stdout


def problem(command: Command, place: Path) -> str | None:
    """What differs from the page, or `None`."""
    status, printed = run(command, place)
    if status == command.status and prints_as_shown(command.prints, printed):
        return None
    shown = "\n".join(command.prints)
    return (
        f"line {command.line}: $ {command.text}\n"
        f"--- the page, exit {command.status}\n{shown}\n--- printed, exit {status}\n{printed}"
    )


def not_run_problem(command: Command) -> str | None:
    """Why a command may not be left out, or `None`."""
    if not command.text.startswith(NOT_RUN):
        return f"line {command.line}: only {', '.join(NOT_RUN)} may stand in a no-run block"
    if command.text.startswith("make "):
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        for target in command.text.split()[1:]:
            if not re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE):
                return f"line {command.line}: the Makefile has no target '{target}'"
    return None


def write(fence: Fence, place: Path) -> None:
    """The file that a fence holds, under the page's directory and nowhere else."""
    path = (place / str(fence.file)).resolve()
    if not path.is_relative_to(place.resolve()):
        raise ValueError(f"line {fence.line}: {fence.file} is outside the page's directory")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(fence.text, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_page_is_true(page: Path, tmp_path: Path) -> None:
    place = tmp_path / "page"
    place.mkdir()
    problems: list[str] = []
    for fence in fences(page.read_text(encoding="utf-8")):
        if fence.file is not None:
            write(fence, place)
        elif fence.is_console:
            found = (problem(each, place) if fence.is_run else not_run_problem(each) for each in commands(fence))
            problems += [text for text in found if text]
    assert not problems, "\n\n".join(problems)


def test_a_command_is_read_with_its_output_and_exit_status() -> None:
    page = "text\n\n```console\n$ one \\\n> two\na\n…\n[exit 3]\n$ three\n```\n"
    first, second = commands(next(fences(page)))
    assert first == Command(4, "one \\\ntwo", ("a", "…"), 3)
    assert second == Command(9, "three", (), 0)


def test_a_file_block_may_stand_in_a_list_and_hold_a_shorter_fence() -> None:
    page = "- item\n  ````md file=a.md\n  ```\n    x\n  ```\n  ````\n"
    (fence,) = fences(page)
    assert fence.file == "a.md"
    assert fence.text == "```\n  x\n```\n"


@pytest.mark.parametrize("page", ["```console\n$ true\n", "~~~\n```\n"])
def test_a_fence_that_never_closes_is_a_mistake(page: str) -> None:
    with pytest.raises(ValueError, match="line 1: the fence is not closed"):
        list(fences(page))


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ((), "", True),
        ((), "a\n", False),
        (("a", "b"), "a  \nb\n", True),
        (("a",), "a\nb\n", False),
        (("a", "…"), "a\nb\nc\n", True),
        (("a", "…", "c"), "a\nc\n", True),
        (("a", "…", "d"), "a\nb\nc\n", False),
        (("digest: sha256:…",), "digest: sha256:00ff\n", True),
        (("digest: sha256:…",), "digest: sha1:00ff\n", False),
        (("a.c",), "abc\n", False),
    ],
)
def test_an_ellipsis_stands_for_lines_and_nothing_else_does(shown: tuple[str, ...], printed: str, same: bool) -> None:
    assert prints_as_shown(shown, printed) is same


@pytest.mark.parametrize("text", ["benefits list", "make no-such-target"])
def test_only_building_the_project_may_be_left_out(text: str) -> None:
    assert not_run_problem(Command(1, text, (), 0))
    assert not_run_problem(Command(1, "make demo", (), 0)) is None


def test_a_wrong_page_is_noticed(tmp_path: Path) -> None:
    assert problem(Command(1, "echo 1", ("1",), 0), tmp_path) is None
    assert problem(Command(1, "echo 1", ("2",), 0), tmp_path)
    assert problem(Command(1, "echo 1; exit 3", ("1",), 0), tmp_path)


def test_a_page_writes_only_under_its_own_directory(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside"):
        write(Fence(1, ("yaml", "file=../a.yaml"), ""), tmp_path)
