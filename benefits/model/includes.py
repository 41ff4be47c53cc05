"""Values and rows that an enumeration or a parameter takes from one of a used program.

`includes: settlement.spot` puts the used program's values before one's own, `includes: settlement.gate_price` its rows:
they are entered once, there. What extends them there for a case (`extended_by`) does not come along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from benefits.errors import Problem
from benefits.model.imports import Import, type_text
from benefits.model.program import Enumeration, Mark, Parameter, Program
from benefits.model.rule_file import place_of
from benefits.model.yaml_text import Path, Reading, path_text

Part = TypeVar("Part")
Note = Callable[[Problem], None]


class Including:
    """Fills one program's enumerations and parameters; what cannot be included is noted at its place."""

    def __init__(self, program: Program, imports: Mapping[str, Import], reading: Reading, note: Note) -> None:
        self._program = program
        self._imports = imports
        self._reading = reading
        self._note = note
        self.seen: set[str] = set()

    def filled(self) -> Program:
        """The program with what its enumerations and parameters include."""
        program = replace(self._program, enumerations=tuple(map(self._enumeration, self._program.enumerations)))
        kinds = {each.name: each for each in program.enumerations}
        return replace(program, parameters=tuple(self._parameter(each, kinds) for each in program.parameters))

    def _enumeration(self, own: Enumeration) -> Enumeration:
        if not own.includes:
            return own
        path = ("enumerations", own.name)
        used = self._used(path, own.includes, lambda source, name: source.enumeration(name), Import.enumeration_names)
        if used is None:
            return own
        for name in own.ids():
            if name in used.ids():
                self._add("duplicate_name", (*path, "values", name), name, own.includes, key=True)
        return replace(own, values=used.values + own.values)

    def _parameter(self, own: Parameter, kinds: Mapping[str, Enumeration]) -> Parameter:
        if not own.includes:
            return own
        path = ("parameters", own.name)
        used = self._used(path, own.includes, lambda source, name: source.parameter(name), Import.parameter_names)
        if used is None:
            return own
        at = (*path, "includes")
        same = (own.type.kind, own.type.unit) == (used.type.kind, used.type.unit)
        ids = kinds[own.type.choices].ids() if own.type.choices in kinds else ()
        if own.type.kind == "choice" and own.type.choices != _beside(own.includes, used.type.choices):
            same = same and all(row.value is None or row.value in ids for row in used.rows)
        if not same:
            self._add("included_differs", at, own.name, type_text(used.type))
        if own.by != used.by:
            self._add("included_differs", at, own.name, f"by: [{', '.join(used.by)}]")
            return own
        mark = self._mark(at)
        rows = tuple(replace(row, at=mark, included=True) for row in used.rows)
        return replace(own, rows=rows + own.rows)

    def _used(
        self,
        path: Path,
        includes: str,
        find: Callable[[Import, str], Part | None],
        names: Callable[[Import], list[str]],
    ) -> Part | None:
        """The part of a used program that `includes` names; None, and a problem, where there is none."""
        alias, _, name = includes.partition(".")
        at = (*path, "includes")
        source = self._imports.get(alias)
        if source is None:
            near = next(iter(get_close_matches(alias, self._imports, 1)), "")
            self._add("unknown_used_decision", at, includes, self._program.id, near)
            return None
        self.seen.add(alias)
        found = find(source, name)
        if found is None:
            near = next(iter(get_close_matches(name, names(source), 1)), "")
            self._add("unknown_used_decision", at, includes, source.program.id, near and f"{alias}.{near}")
        return found

    def _mark(self, path: Path, key: bool = False) -> Mark:
        return place_of(self._reading, path, key)

    def _add(self, code: str, path: Path, value: str, expected: str, near: str = "", key: bool = False) -> None:
        mark = self._mark(path, key)
        where = path_text(path)
        self._note(Problem(code, where, value, expected, near, self._program.path, mark.line, mark.column))


def _beside(includes: str, name: str) -> str:
    """The name, of the used program that `includes` speaks of, as the using program says it."""
    return f"{includes.partition('.')[0]}.{name}"
