"""A Markdown page as a script: the files it says to write and the commands it says to type, in order.

A fence `console` holds commands after `$ ` and what each prints; a line of `…` stands for any number of lines, and a
`…` at the end of a line for the rest of it. A last line `[exit 3]` says how the command ends. A fence with
`file=NAME` in its info string is a file to write first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

ANY = "…"
NOT_RUN = ("cd ", "git ", "make ", "pip ")
"""What a `console no-run` fence may consist of: getting the project and building it, which is how we came here."""

_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*([^`]*)$")
_EXIT = re.compile(r"^\[exit (\d+)\]$")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: the line it opens on, the words after the fence, and its text."""

    line: int
    words: tuple[str, ...]
    text: str

    @property
    def file(self) -> str | None:
        """The file this block is the content of, if it says so."""
        return next((word.removeprefix("file=") for word in self.words if word.startswith("file=")), None)

    @property
    def is_console(self) -> bool:
        """Whether the block shows commands."""
        return self.words[:1] == ("console",)

    @property
    def is_run(self) -> bool:
        """Whether its commands are to be run here."""
        return "no-run" not in self.words


@dataclass(frozen=True, slots=True)
class Command:
    """A command, the line it stands on, what it prints and how it ends."""

    line: int
    text: str
    prints: tuple[str, ...]
    status: int


def fences(page: str) -> Iterator[Fence]:
    """The fenced blocks of a page. A fence that never closes is a `ValueError`."""
    opened: tuple[int, str, str] | None = None
    body: list[str] = []
    for number, line in enumerate(page.splitlines(), 1):
        match = _FENCE.match(line)
        if opened is None:
            if match:
                opened, body = (number, match[1], match[2]), []
        elif match and match[1].startswith(opened[1]) and not match[2].strip():
            text = dedent("".join(f"{row}\n" for row in body))
            yield Fence(opened[0], tuple(opened[2].split()), text)
            opened = None
        else:
            body.append(line)
    if opened is not None:
        raise ValueError(f"line {opened[0]}: the fence is not closed")


def commands(fence: Fence) -> list[Command]:
    """The commands of a console fence. Text before the first `$ ` is a `ValueError`."""
    found: list[Command] = []
    lines = list(enumerate(fence.text.splitlines(), fence.line + 1))
    while lines:
        number, line = lines.pop(0)
        if not line.startswith("$ "):
            raise ValueError(f"line {number}: expected a command after '$ '")
        text = line[2:]
        while text.endswith("\\") and lines:
            text += "\n" + lines.pop(0)[1].removeprefix("> ")
        prints: list[str] = []
        while lines and not lines[0][1].startswith("$ "):
            prints.append(lines.pop(0)[1])
        end = _EXIT.match(prints[-1]) if prints else None
        shown = prints[:-1] if end else prints
        found.append(Command(number, text, tuple(shown), int(end[1]) if end else 0))
    return found


def prints_as_shown(shown: tuple[str, ...], printed: str) -> bool:
    """Whether `printed` is what the page shows, blank space at the ends of lines and of the whole aside."""
    pattern = ""
    for line in "\n".join(row.rstrip() for row in shown).strip("\n").splitlines():
        if line.strip() == ANY:
            pattern += r"(?:[^\n]*\n)*?"
        else:
            rest = r"[^\n]*" if line.endswith(ANY) else ""
            pattern += re.escape(line.removesuffix(ANY)) + rest + r"\n"
    rows = "\n".join(row.rstrip() for row in printed.splitlines()).strip("\n")
    return re.fullmatch(pattern, f"{rows}\n" if rows else "") is not None
