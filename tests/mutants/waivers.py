"""The changes that are let pass: `waivers.toml` has the program, path and change of each, why, and since when.

`*` stands for any text in `program`, `path` and `change`. A waiver that no survivor needs is a fault itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from tests.mutants.changes import Change

FILE = Path(__file__).with_name("waivers.toml")


@dataclass(frozen=True)
class Waiver:
    """Why a change need not be noticed, and the day on which that was found."""

    program: str
    path: str
    change: str
    reason: str
    since: date

    def covers(self, change: Change) -> bool:
        """Whether the change is one that this waiver is about."""
        pairs = ((change.program, self.program), (change.path, self.path), (change.shown, self.change))
        return all(fnmatchcase(said, _pattern(wanted)) for said, wanted in pairs)

    def asks_about(self, programs: Iterable[str]) -> bool:
        """Whether the waiver is about one of the programs."""
        return any(fnmatchcase(program, self.program) for program in programs)


def _pattern(text: str) -> str:
    """Brackets are brackets: only `*` means anything else."""
    return text.replace("[", "[[]")


def waivers(file: Path = FILE) -> tuple[Waiver, ...]:
    """The waivers of a file, in its order. A missing or unknown key is a `TypeError`."""
    return tuple(Waiver(**each) for each in tomllib.loads(file.read_text(encoding="utf-8")).get("waiver", []))


def unwaived(survivors: Iterable[Change], known: Sequence[Waiver]) -> tuple[list[Change], list[Waiver]]:
    """The survivors that no waiver covers, and the waivers that cover none."""
    found = list(survivors)
    open_ones = [change for change in found if not any(each.covers(change) for each in known)]
    return open_ones, [each for each in known if not any(each.covers(change) for change in found)]
