"""What one program takes from another, under dotted names: decisions with all that they need, figures, enumerations."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benefits.errors import Problem
from benefits.feel.syntax import Name, Node
from benefits.model.program import (
    Decision,
    Each,
    Enumeration,
    Formula,
    Group,
    Input,
    Interpretation,
    Mark,
    Parameter,
    Program,
    Type,
)
from benefits.model.rename import Renaming


def row_fields(program: Program) -> dict[str, frozenset[str]]:
    """The names of the fields of every list and table, those that decisions make included."""
    tables = {spec.name: spec.type for spec in program.inputs} | {each.name: each.type for each in program.decisions}
    return {
        name: frozenset(field for field, _ in kind.of.fields)
        for name, kind in tables.items()
        if kind.of is not None and kind.of.fields
    }


@dataclass(frozen=True, slots=True)
class Parts:
    """What comes in, in the order of the used program's file."""

    interpretations: tuple[Interpretation, ...]
    enumerations: tuple[Enumeration, ...]
    parameters: tuple[Parameter, ...]
    decisions: tuple[Decision, ...]


class Import:
    """One entry of `uses`: the used program (itself linked) and what has been brought in from it so far."""

    def __init__(self, alias: str, program: Program, at: Mark) -> None:
        self.alias = alias
        self.program = program
        self.at = at
        self._decisions = {each.name: each for each in program.decisions}
        self._parameters = {each.name: each for each in program.parameters}
        self._interpretations = {each.name: each for each in program.interpretations}
        self._inputs = {each.name: each for each in program.inputs}
        self._enumerations = {each.name: each for each in program.enumerations}
        self._brought: dict[str, Decision | Parameter | Interpretation | Input] = {}
        self._needed: set[str] = set()
        self._waiting: list[str] = []
        self._needed_enumerations: set[str] = set()
        self._figures: set[str] = set()
        self._kinds: set[str] = set()
        self._shared: set[str] = set()
        self._renaming = Renaming(self._change, row_fields(program), self._need, at)

    def names(self) -> list[str]:
        """The decisions and parameters that the used program has itself."""
        return [name for name in (*self._decisions, *self._parameters) if "." not in name]

    def has(self, name: str) -> bool:
        return name in self.names()

    def parameter(self, name: str) -> Parameter | None:
        """A parameter of the used program's own."""
        return None if "." in name else self._parameters.get(name)

    def parameter_names(self) -> list[str]:
        return [name for name in self._parameters if "." not in name]

    def enumeration(self, name: str) -> Enumeration | None:
        """An enumeration of the used program's own; one that is written at a field has a dotted name."""
        return self._enumerations.get(name) if name in self.enumeration_names() else None

    def enumeration_names(self) -> list[str]:
        aliases = dict(self.program.uses)
        return [name for name in self._enumerations if name.partition(".")[0] not in aliases]

    def bring_kind(self, name: str) -> None:
        """Brings an enumeration in that the using program's `choices` names, without what extends it."""
        if self.enumeration(name) is not None:
            self._kinds.add(name)

    def bring(self, name: str) -> None:
        """Brings a decision in, with all it needs, or a parameter by itself: its keys are the using program's."""
        if name in self._parameters:
            self._figures.add(name)
            self.bring_kind(self._parameters[name].type.choices)
            return
        self._need(name)
        while self._waiting:
            name = self._waiting.pop()
            self._brought[name] = self._made(name)

    def _made(self, name: str) -> Decision | Parameter | Interpretation | Input:
        if name in self._decisions:
            decision = self._renaming.decision(self._decisions[name])
            self._need_types(decision)
            return replace(decision, name=self._dotted(name))
        if name in self._parameters:
            parameter = self._parameters[name]
            self._need_type(parameter.type)
            by = tuple(self._need(key) if self._known(key) else key for key in parameter.by)
            rows = tuple(replace(row, at=self.at) for row in parameter.rows)
            return replace(parameter, name=self._dotted(name), by=by, rows=rows, at=self.at, includes="")
        if name in self._interpretations:
            return replace(self._interpretations[name], name=self._dotted(name), at=self.at)
        spec = self._inputs[name]
        self._need_type(spec.type)
        return spec

    def _need_types(self, decision: Decision) -> None:
        self._need_type(decision.type)
        if isinstance(decision.body, Each | Group):
            for column in decision.body.columns:
                self._need_types(column)

    def _need_type(self, kind: Type) -> None:
        enumeration = self._enumerations.get(kind.choices)
        if enumeration is not None:
            self._needed_enumerations.add(kind.choices)
            if enumeration.extended_by is not None:
                self._need(enumeration.extended_by.table)
        for inner in ([kind.of] if kind.of is not None else []) + [field for _, field in kind.fields]:
            self._need_type(inner)

    def _known(self, name: str) -> bool:
        return any(name in group for group in (self._decisions, self._parameters, self._interpretations, self._inputs))

    def _need(self, name: str) -> str:
        """Notes that a name is needed, and gives the name it has in the using program."""
        if self._known(name) and name not in self._needed:
            self._needed.add(name)
            self._waiting.append(name)
        return self._dotted(name)

    def _change(self, node: Node, formula: Formula) -> Node | None:
        if isinstance(node, Name) and self._known(node.name):
            return Name(self._need(node.name), at=node.at)
        return None

    def _dotted(self, name: str) -> str:
        return f"{self.alias}.{name}" if self._known(name) and name not in self._inputs else name

    def parts(self) -> Parts:
        """All that was brought in. Asked after `missing`, which finds what enumerations the two programs share."""
        moved = {name: f"{self.alias}.{name}" for name in self._needed_enumerations - self._shared}
        kinds = {name: f"{self.alias}.{name}" for name in self._kinds}
        return Parts(
            interpretations=tuple(
                found for name in self._interpretations if isinstance(found := self._brought.get(name), Interpretation)
            ),
            enumerations=tuple(self._named(name, new, name in moved) for name, new in sorted((moved | kinds).items())),
            parameters=tuple(
                replace(found, type=_retyped(found.type, moved | kinds))
                for name in self._parameters
                if (found := self._figure(name)) is not None
            ),
            decisions=tuple(
                _decision_retyped(found, moved)
                for name in self._decisions
                if isinstance(found := self._brought.get(name), Decision)
            ),
        )

    def _named(self, name: str, new: str, extended: bool) -> Enumeration:
        enumeration = self._enumerations[name]
        return replace(
            enumeration,
            name=new,
            extended_by=enumeration.extended_by if extended else None,
            at=self.at,
            includes="",
        )

    def _figure(self, name: str) -> Parameter | None:
        """A parameter as a decision of its program needs it, else as a formula of the using program names it.

        The latter is the using program's to check: its rows are marked, and its keys may be other things than at home.
        """
        found = self._brought.get(name)
        needed = found if isinstance(found, Parameter) else None
        if name not in self._figures:
            return needed
        alone = replace(self._parameters[name], name=self._dotted(name), extended_by="", at=self.at, includes="")
        own = needed or alone
        return replace(own, rows=tuple(replace(row, at=self.at, included=True) for row in own.rows))

    def missing(self, program: Program, at: Mark) -> list[Problem]:
        """The needed inputs that the using program does not declare in the same way, one problem each.

        Also figures whose keys would be two things: the using program's, and the decisions' that need them as well.
        """
        declared = {spec.name: spec for spec in program.inputs}
        theirs = {each.name: each.ids() for each in program.enumerations}
        problems = self._torn(program, at)
        for spec in self._brought.values():
            if not isinstance(spec, Input):
                continue
            wanted = type_text(spec.type)
            if spec.name not in declared:
                code, mark = "used_input_missing", at
            elif not self._agrees(declared[spec.name].type, spec.type, theirs):
                code, mark = "used_input_differs", declared[spec.name].at
            elif not _as_given(declared[spec.name], spec):
                code, mark, wanted = "used_input_differs", declared[spec.name].at, f"{wanted}, optional: false"
            else:
                continue
            path = f"uses.{self.alias}"
            problem = Problem(code, path, spec.name, wanted, "", program.path, mark.line, mark.column)
            problems.append(problem)
        return problems

    def _torn(self, program: Program, at: Mark) -> list[Problem]:
        problems = []
        for name in sorted(self._figures):
            found, own = self._brought.get(name), self._parameters[name]
            other = [key for key in own.by if isinstance(found, Parameter) and key not in found.by]
            for key in other:
                path, value = f"uses.{self.alias}", self._dotted(name)
                problems.append(Problem("bad_key", path, key, value, "", program.path, at.line, at.column))
        return problems

    def _agrees(self, mine: Type, used: Type, theirs: dict[str, tuple[str, ...]]) -> bool:
        """Whether an input is declared as the used program has it, with the same choices or with that program's."""
        if mine.choices and mine.choices == used.choices:
            self._shared.add(used.choices)
            if theirs.get(mine.choices) != self._enumerations[used.choices].ids():
                return False
        elif mine.choices != used.choices and mine.choices != f"{self.alias}.{used.choices}":
            return False
        inner = {name: kind for name, kind in mine.fields} | ({"": mine.of} if mine.of is not None else {})
        other = {name: kind for name, kind in used.fields} | ({"": used.of} if used.of is not None else {})
        if (mine.kind, mine.unit, mine.whole) != (used.kind, used.unit, used.whole) or list(inner) != list(other):
            return False
        return all(self._agrees(inner[name], other[name], theirs) for name in inner)


def _as_given(mine: Input, used: Input) -> bool:
    """Whether an input is null at most where the used program reckons with it; the same of its rows' fields."""
    here, there = mine.optional_when, used.optional_when
    never = mine.has_default or not (mine.optional or here)
    alike = here is not None and there is not None and here.tree == there.tree
    fields = zip(mine.fields, used.fields, strict=True)
    return (never or alike or used.optional) and all(_as_given(*pair) for pair in fields)


def _retyped(kind: Type, moved: dict[str, str]) -> Type:
    return replace(
        kind,
        choices=moved.get(kind.choices, kind.choices),
        of=None if kind.of is None else _retyped(kind.of, moved),
        fields=tuple((name, _retyped(field, moved)) for name, field in kind.fields),
    )


def _decision_retyped(decision: Decision, moved: dict[str, str]) -> Decision:
    body = decision.body
    if isinstance(body, Each | Group):
        body = replace(body, columns=tuple(_decision_retyped(column, moved) for column in body.columns))
    return replace(decision, body=body, type=_retyped(decision.type, moved))


def type_text(kind: Type) -> str:
    """A type in the words of the format: `number CNY/month`, `choice area`, `list`."""
    if kind.kind == "number":
        return f"{'integer' if kind.whole else 'number'} {kind.unit}"
    return f"{kind.kind} {kind.choices}".rstrip()
