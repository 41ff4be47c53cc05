"""Programs that use others, made whole: what is needed of a used program stands in the using one under a dotted name.

`uses: {dibao: benxi/dibao}` and a formula's `dibao.standard` bring the decision `dibao.standard` in, and with it every
decision, parameter and interpretation it needs, as `dibao.…` too, and the formulas then speak of those names. A
parameter that a formula names comes by itself, an enumeration where `choices` names it. Inputs are not copied: the
using program declares them itself, under the same name and with the same type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from benefits.errors import Problem
from benefits.feel.syntax import Name, Node, Path
from benefits.model.imports import Import, row_fields
from benefits.model.includes import Including
from benefits.model.limits import MAX_LINKED, MAX_USES_DEPTH
from benefits.model.program import Decision, Each, Formula, Group, Mark, Program, Type
from benefits.model.rename import Renaming
from benefits.model.rule_file import place_of
from benefits.model.yaml_text import Reading


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A program as its own file says it, and the file's places."""

    program: Program
    reading: Reading


class Linker:
    """Links the programs of one folder of rules. `ids` are all programs there, also those whose files were refused."""

    def __init__(self, sources: Mapping[str, Unlinked], ids: frozenset[str]) -> None:
        self._sources = sources
        self._ids = ids
        self._done: dict[str, Program | None] = {}
        self._open: list[str] = []
        self.problems: list[Problem] = []

    def linked(self, id: str) -> Program | None:
        """The linked program; None when its file, or that of a program it uses, was refused (`problems` says why)."""
        if id not in self._done:
            self._open.append(id)
            self._done[id] = self._link(id) if id in self._sources else None
            self._open.pop()
        return self._done[id]

    def _link(self, id: str) -> Program | None:
        source = self._sources[id]
        program = source.program
        imports: dict[str, Import] = {}
        whole = True
        for alias, used in program.uses:
            at = place_of(source.reading, ("uses", alias))
            if used in self._open or len(self._open) > MAX_USES_DEPTH:
                self._add("recursive_uses", program, alias, at, " → ".join([*self._open, used][-5:]))
                whole = False
                continue
            if used not in self._ids:
                near = next(iter(get_close_matches(used, sorted(self._ids), 1)), "")
                self._add("unknown_used_program", program, alias, at, used, nearest=near)
                whole = False
                continue
            linked = self.linked(used)
            if linked is None:
                whole = False
            else:
                imports[alias] = Import(alias, linked, at)
        if not whole:
            return None
        return self._merge(source, imports) if imports else program

    def _merge(self, source: Unlinked, imports: Mapping[str, Import]) -> Program | None:
        before = len(self.problems)
        including = Including(source.program, imports, source.reading, self.note)
        references = _References(self, including.filled(), imports)
        program = references.rewritten()
        seen = references.seen | including.seen | _kinds_brought(program, imports)
        for alias, each in imports.items():
            if alias not in seen:
                self._add("unused", program, alias, each.at, alias)
            for problem in each.missing(program, references.first.get(alias, each.at)):
                self.problems.append(problem)
        if len(self.problems) > before:
            return None
        parts = [each.parts() for each in imports.values()]
        if sum(len(part.decisions) + len(part.parameters) for part in parts) > MAX_LINKED:
            at = next(iter(imports.values())).at
            self._add("too_many", program, next(iter(imports)), at, "uses", str(MAX_LINKED))
            return None
        return replace(
            program,
            interpretations=program.interpretations + tuple(item for part in parts for item in part.interpretations),
            enumerations=program.enumerations + tuple(item for part in parts for item in part.enumerations),
            parameters=tuple(item for part in parts for item in part.parameters) + program.parameters,
            decisions=tuple(item for part in parts for item in part.decisions) + program.decisions,
        )

    def _add(
        self, code: str, program: Program, alias: str, at: Mark, value: str, expected: str = "", nearest: str = ""
    ) -> None:
        path = f"uses.{alias}"
        self.problems.append(Problem(code, path, value, expected, nearest, program.path, at.line, at.column))

    def note(self, problem: Problem) -> None:
        self.problems.append(problem)


def _kinds_brought(program: Program, imports: Mapping[str, Import]) -> set[str]:
    """Brings in the enumerations that `choices: alias.name` names; the aliases seen. The check finds wrong names."""
    waiting: list[Type] = [each.type for each in program.inputs] + [each.type for each in program.parameters]
    for decision in program.decisions:
        columns = decision.body.columns if isinstance(decision.body, Each | Group) else ()
        waiting += [each.type for each in (decision, *columns)]
    seen = set()
    while waiting:
        kind = waiting.pop()
        alias, dot, name = kind.choices.partition(".")
        if dot and alias in imports:
            seen.add(alias)
            imports[alias].bring_kind(name)
        waiting += [each for each in (kind.of, *(field for _, field in kind.fields)) if each is not None]
    return seen


class _References:
    """The references `alias.name` of a program's formulas: rewritten, and brought in through the alias's import."""

    def __init__(self, linker: Linker, program: Program, imports: Mapping[str, Import]) -> None:
        self._linker = linker
        self._program = program
        self._imports = imports
        self._path = ""
        self.seen: set[str] = set()
        self.first: dict[str, Mark] = {}

    def rewritten(self) -> Program:
        """The program with dotted names in its formulas."""
        program = self._program
        fields = row_fields(program)
        renaming = Renaming(self._change, fields)
        decisions: list[Decision] = []
        for decision in program.decisions:
            self._path = f"decisions.{decision.name}"
            decisions.append(renaming.decision(decision))
        checks = []
        for check in program.checks:
            self._path = f"checks.{check.name}"
            checks.append(replace(check, that=renaming.formula(check.that, fields.get(check.each, frozenset()))))
        properties = []
        for each in program.properties:
            self._path = f"properties.{each.name}"
            always = None if each.always is None else renaming.formula(each.always)
            properties.append(replace(each, always=always))
        return replace(program, decisions=tuple(decisions), checks=tuple(checks), properties=tuple(properties))

    def _change(self, node: Node, formula: Formula) -> Node | None:
        name = node.base if isinstance(node, Path) else node
        if not isinstance(name, Name) or name.name not in self._imports:
            return None
        alias, used = name.name, self._imports[name.name]
        decision = node.name if isinstance(node, Path) else ""
        self.seen.add(alias)
        at = formula.place(node.at)
        self.first.setdefault(alias, at)
        if not used.has(decision):
            near = next(iter(get_close_matches(decision, used.names(), 1)), "")
            near = near and f"{alias}.{near}"
            self._note("unknown_used_decision", at, f"{alias}.{decision}".rstrip("."), used.program.id, near)
            return node
        used.bring(decision)
        return Name(f"{alias}.{decision}", at=node.at)

    def _note(self, code: str, at: Mark, value: str, expected: str, nearest: str = "") -> None:
        path = self._path
        problem = Problem(code, path, value, expected, nearest, self._program.path, at.line, at.column)
        self._linker.note(problem)
