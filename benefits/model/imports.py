"""What one program takes from another: decisions, and all that they need, under dotted names."""

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
        self._renaming = Renaming(self._change, row_fields(program), self._need, at)

    def names(self) -> list[str]:
        """The decisions that the used program has itself."""
        return [name for name in self._decisions if "." not in name]

    def has(self, decision: str) -> bool:
        return decision in self._decisions and "." not in decision

    def bring(self, name: str) -> None:
        """Brings a decision in, with all it needs."""
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
            return replace(parameter, name=self._dotted(name), by=by, rows=rows, at=self.at)
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
        """All that was brought in."""
        own = self._own_enumerations()
        moved = {name: f"{self.alias}.{name}" for name in self._needed_enumerations if name not in own}
        return Parts(
            interpretations=tuple(
                found for name in self._interpretations if isinstance(found := self._brought.get(name), Interpretation)
            ),
            enumerations=tuple(
                replace(self._enumerations[name], name=new, at=self.at) for name, new in sorted(moved.items())
            ),
            parameters=tuple(
                replace(found, type=_retyped(found.type, moved))
                for name in self._parameters
                if isinstance(found := self._brought.get(name), Parameter)
            ),
            decisions=tuple(
                _decision_retyped(found, moved)
                for name in self._decisions
                if isinstance(found := self._brought.get(name), Decision)
            ),
        )

    def _own_enumerations(self) -> set[str]:
        """The enumerations of the inputs that are needed: the using program has them under the same names."""
        inputs = [each for each in self._brought.values() if isinstance(each, Input)]
        return {kind.choices for spec in inputs for kind in (spec.type, *(field.type for field in spec.fields))}

    def missing(self, program: Program, at: Mark) -> list[Problem]:
        """The needed inputs that the using program does not declare in the same way, one problem each."""
        declared = {spec.name: spec for spec in program.inputs}
        theirs = {each.name: each.ids() for each in program.enumerations}
        problems = []
        for spec in self._brought.values():
            if not isinstance(spec, Input):
                continue
            wanted = type_text(spec.type)
            if spec.name not in declared:
                code, mark = "used_input_missing", at
            elif declared[spec.name].type != spec.type or not self._same_choices(spec.type, theirs):
                code, mark = "used_input_differs", declared[spec.name].at
            else:
                continue
            path = f"uses.{self.alias}"
            problem = Problem(code, path, spec.name, wanted, "", program.path, mark.line, mark.column)
            problems.append(problem)
        return problems

    def _same_choices(self, kind: Type, theirs: dict[str, tuple[str, ...]]) -> bool:
        if kind.choices and theirs.get(kind.choices) != self._enumerations[kind.choices].ids():
            return False
        inner = ([kind.of] if kind.of is not None else []) + [field for _, field in kind.fields]
        return all(self._same_choices(each, theirs) for each in inner)


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
