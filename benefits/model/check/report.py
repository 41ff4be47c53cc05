"""Where the checks put what they find: problems with their place in the rule file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from benefits.errors import Problem
from benefits.feel.syntax import Node
from benefits.model.program import Formula, Mark

MAX_PROBLEMS = 200
MAX_SHOWN = 80

Words = Mapping[str, tuple[str, str]]
"""Places of a code's text: name → (Chinese, English)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A spot of the rule file: the path of names and the mark; inside a formula, the formula too."""

    path: str
    at: Mark
    formula: Formula | None = None

    def inside(self, formula: Formula) -> Place:
        """The same path, in one of its formulas."""
        return Place(self.path, formula.at, formula)

    def below(self, name: str, at: Mark | None = None) -> Place:
        """A place one name further down the path."""
        return Place(f"{self.path}.{name}", at or self.at)

    def mark(self, node: Node | None) -> Mark:
        """Line and column of a node of the formula, or of the place itself."""
        return self.at if node is None or self.formula is None else self.formula.place(node.at)


class Report:
    """Collects problems; each is kept once, and no more than `MAX_PROBLEMS` of them. A `silent` report keeps none."""

    def __init__(self, file: str, silent: bool = False) -> None:
        self.file = file
        self.silent = silent
        self._problems: dict[Problem, None] = {}

    @property
    def is_full(self) -> bool:
        """Whether nothing more is kept."""
        return self.silent or len(self._problems) >= MAX_PROBLEMS

    @property
    def count(self) -> int:
        """How many problems there are so far."""
        return len(self._problems)

    @property
    def problems(self) -> list[Problem]:
        """What was found, in the order of the file."""
        return sorted(self._problems, key=lambda problem: (problem.line, problem.column, problem.code, problem.path))

    def add(
        self,
        code: str,
        place: Place,
        node: Node | None = None,
        *,
        value: str = "",
        expected: str = "",
        nearest: str = "",
        detail: Words | None = None,
    ) -> None:
        """Notes one problem at a place, or at a node of the formula there."""
        if self.is_full:
            return
        mark = place.mark(node)
        shown = value if len(value) <= MAX_SHOWN else value[: MAX_SHOWN - 1] + "…"
        triples = tuple((name, zh, en) for name, (zh, en) in (detail or {}).items())
        problem = Problem(code, place.path, shown, expected, nearest, self.file, mark.line, mark.column, triples)
        self._problems.setdefault(problem)

    def unknown(
        self, place: Place, node: Node | None, name: str, valid: Iterable[str], what: tuple[str, str] = ("名称", "name")
    ) -> None:
        """Notes that nothing of this name is known here, with the nearest of the valid names."""
        if self.is_full:  # finding the nearest takes time
            return
        self.add("unknown_name", place, node, value=name, nearest=nearest(name, valid), detail={"what": what})


def nearest(name: str, valid: Iterable[str]) -> str:
    """The valid name that looks most like `name`, or ""."""
    return next(iter(get_close_matches(name[:64], list(valid), 1)), "")
