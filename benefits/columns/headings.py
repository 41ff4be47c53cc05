"""Which column of a file holds which input: by its name or by its label in either language.

A heading may have the unit in brackets after it, full-width letters, and blanks around it. A column that is none of
the program's is its user's own and is carried through; one whose heading looks like a slip of an input that nothing
else gives is refused, because it would change the answer in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from benefits.errors import InputError, Problem
from benefits.model.program import Input, Label, Program

DAY = "date"
"""The name of the column that holds the question's date, unless the program has an input of that name."""

DAY_LABEL = Label("适用日期", "Date")
_DAY_HEADINGS = (DAY, "适用日期", "日期", "date of the question")
_BRACKETS = re.compile(r"\s*(\([^()]*\)|\[[^\[\]]*\])$")
_SLIP = Fraction(4, 5)  # how alike two headings must be for one to look like a slip of the other


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a file: their headings, and for each the input it holds, `DAY`, or "" for its user's own."""

    headings: tuple[str, ...]
    names: tuple[str, ...]

    def column(self, name: str) -> int | None:
        """The place of the column that holds the input, or None."""
        return self.names.index(name) if name in self.names else None

    def heading(self, name: str) -> str:
        """The heading of the input's column, "" where there is none."""
        place = self.column(name)
        return "" if place is None else self.headings[place]


def plain(heading: str) -> str:
    """The heading as it is compared: its first line, half-width, without blanks around it, in small letters."""
    lines = unicodedata.normalize("NFKC", heading).strip().split("\n")
    return lines[0].strip().casefold()


def known_headings(specs: Iterable[Input]) -> dict[str, list[str]]:
    """What may stand over a column, as `plain` has it, and the names of the inputs that it may mean."""
    found: dict[str, list[str]] = {}
    for spec in specs:
        for text in (spec.name, spec.label.zh, spec.label.en):
            names = found.setdefault(plain(text), [])
            if spec.name not in names:
                names.append(spec.name)
    for spec in specs:
        found[plain(spec.name)] = [spec.name]
    return found


def questions(program: Program) -> dict[str, list[str]]:
    """The headings of a program's inputs, and of the question's date where no input claims them."""
    specs = program.inputs
    found = known_headings(specs)
    if all(spec.name != DAY for spec in specs):
        for text in _DAY_HEADINGS:
            found.setdefault(plain(text), [DAY])
    return found


def expecting(known: Mapping[str, Sequence[str]]) -> Callable[[str], bool]:
    """Whether a text is one of the headings."""
    return lambda text: bool(_means(known, text))


def _means(known: Mapping[str, Sequence[str]], heading: str) -> Sequence[str]:
    text = plain(heading)
    return known.get(text) or known.get(_BRACKETS.sub("", text), ())


def read_headings(
    headings: Sequence[str],
    known: Mapping[str, Sequence[str]],
    given: Collection[str] = (),
    keep: Collection[str] = (),
) -> Layout:
    """The layout of a file with these headings. `given` are inputs that have a value otherwise.

    `keep` are headings to carry through whatever they look like. Raises `InputError` with every heading that stands
    twice, means two things, or looks like a slip.
    """
    headings = [heading or f"({_letters(place)})" for place, heading in enumerate(headings)]
    kept = {plain(heading) for heading in keep}
    problems: list[Problem] = []
    names: list[str] = []
    for place, heading in enumerate(headings):
        means = () if plain(heading) in kept else _means(known, heading)
        name = means[0] if len(means) == 1 else ""
        if heading in headings[:place] or (name and name in names):
            earlier = headings[names.index(name)] if name and name in names else heading
            problems.append(_wrong(heading, "已有列“{0}”", "there is a column “{0}” already", earlier))
        elif len(means) > 1:
            listed = ", ".join(means)
            problems.append(_wrong(heading, "可指 {0}；请写其一", "it may mean {0}; write one of these", listed))
        names.append(name)
    missing = [text for text, means in known.items() if not any(name in names or name in given for name in means)]
    for heading, name in zip(headings, names, strict=True):
        text = _BRACKETS.sub("", plain(heading))
        if not name and text not in kept and not _means(known, heading):
            near = get_close_matches(text, missing, n=1, cutoff=_SLIP)  # type: ignore[call-overload]
            if near:
                problems.append(_slip(heading, near[0]))
    if problems:
        raise InputError(problems)
    return Layout(tuple(headings), tuple(names))


def _wrong(heading: str, zh: str, en: str, place: str) -> Problem:
    why = ("why", zh.format(place), en.format(place))
    return Problem("bad_column", heading[:60], heading[:60], detail=(why,))


def _slip(heading: str, near: str) -> Problem:
    kept = f'--keep "{heading}"'
    why = (
        "why",
        f"没有这一输入项；如是自己的列，请加 {kept}",
        f"there is no such input; if the column is your own, add {kept}",
    )
    return Problem("bad_column", heading[:60], heading[:60], nearest=near, detail=(why,))


def _letters(place: int) -> str:
    """The column's letters in a spreadsheet: A, B, … AA."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
