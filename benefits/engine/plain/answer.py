"""The plain answer to an accepted case: evaluated with unknowns, so that it can also say which inputs still matter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import partial

from benefits.engine import numbers
from benefits.engine.case import ABSENT, Case
from benefits.engine.decision import SEMANTICS, Decision, canonical
from benefits.engine.layout import every_formula, names, record_type
from benefits.engine.outcome import Absent, NotDetermined, Unknown, needs
from benefits.engine.plain.evaluation import Evaluation
from benefits.engine.plain.trace import Trace
from benefits.engine.steps import Step, Writer, label, places, written
from benefits.errors import MissingInputsError, Problem, RuleError
from benefits.model.program import Check, Input, Label, Parameter, Program, Row, Split, Type
from benefits.model.program import Decision as Rule


class Plain:
    """Answers accepted cases of one program by walking its formulas."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.decisions = {decision.name: decision for decision in program.decisions}
        self.types = {decision.name: record_type(program, decision) for decision in program.decisions}

    def decide(self, case: Case) -> Decision:
        """The answer with its steps. Raises `MissingInputsError`, or `RuleError` when it breaks a property."""
        evaluation = Evaluation(self.program, case)
        results, undetermined = self.results(evaluation)
        steps = Steps(self.program, case, evaluation.trace).all()
        self.hold(evaluation)
        return self.answer(case, results, undetermined, steps)

    def results(self, evaluation: Evaluation) -> tuple[dict[str, object], dict[str, Label]]:
        """What the outputs come to, and the reasons of those not determined. Raises `MissingInputsError`."""
        asked = [(output, partial(evaluation.decision, name)) for output, name in self.program.outputs]
        results = {output: evaluation.settled(answer) for output, answer in asked}
        self.demand(evaluation.case, results)
        return results, self.undetermined(results, evaluation.trace)

    def natives(self, results: Mapping[str, object]) -> dict[str, object]:
        """The results as a `Decision` holds its outputs; an absent one has no entry."""
        names = dict(self.program.outputs)
        given = {output: value for output, value in results.items() if not isinstance(value, Absent)}
        return {output: self.native(names[output], value) for output, value in given.items()}

    def check(self, case: Case) -> list[Problem]:
        """The program's checks that the case certainly violates."""
        problems: list[Problem] = []
        evaluation = Evaluation(self.program, case)
        for check in self.program.checks:
            scopes: list[tuple[str, dict[str, object]]] = [("", {})]
            if check.each:
                rows = evaluation.input(check.each)
                listed = rows if isinstance(rows, list) else []
                scopes = [(f"{check.each}[{place}].", row) for place, row in enumerate(listed)]
            for prefix, scope in scopes:
                if evaluation.settled(partial(evaluation.formula, check.that, scope)) is False:
                    problems += [_failed(check, prefix + name, scope, case) for name in check.blames]
        return problems

    def demand(self, case: Case, results: Mapping[str, object]) -> None:
        """Raise for the inputs that still matter, in the order in which the program asks."""
        missing = frozenset().union(*(needs(value) for value in results.values()))
        missing |= {spec.name for spec in self.program.inputs if spec.required and case.values[spec.name] is ABSENT}
        if missing:
            raise MissingInputsError([self.missing(path) for path in sorted(missing, key=self.asked)])

    def asked(self, path: str) -> tuple[int, int, int]:
        name, _, rest = path.partition("[")
        place, _, field = rest.partition("].")
        names = [spec.name for spec in self.program.inputs]
        spec = self.program.inputs[names.index(name)]
        fields = [one.name for one in spec.fields]
        return names.index(name), int(place) if place else -1, fields.index(field) if field else -1

    def missing(self, path: str) -> Problem:
        name, _, rest = path.partition("[")
        spec = next(spec for spec in self.program.inputs if spec.name == name)
        if rest:
            spec = next(field for field in spec.fields if field.name == rest.partition("].")[2])
        words = (("label", spec.label.zh, spec.label.en),)
        return Problem("missing_input", path, expected=expected(spec), detail=words)

    def undetermined(self, results: Mapping[str, object], trace: Trace) -> dict[str, Label]:
        found: dict[str, Label] = {}
        names = dict(self.program.outputs)
        for output, value in results.items():
            if isinstance(value, NotDetermined) and not isinstance(value, Absent):
                found[output] = value.reason
            for (decision, column), reason in trace.columns.items():
                if decision == names[output]:
                    found[f"{output}.{column}"] = reason
        return found

    def hold(self, evaluation: Evaluation) -> None:
        """Raise when the answer breaks a property."""
        for one in self.program.properties:
            if one.always is None:
                continue
            if evaluation.settled(partial(evaluation.formula, one.always, {})) is False:
                message = (("message", one.label.zh, one.label.en),)
                raise RuleError([Problem("property_broken", path=f"{self.program.id}.{one.name}", detail=message)])

    def answer(
        self, case: Case, results: Mapping[str, object], undetermined: Mapping[str, Label], steps: list[Step]
    ) -> Decision:
        given = {output: value for output, value in results.items() if not isinstance(value, Absent)}
        names = dict(self.program.outputs)
        wire = {output: self.wire(names[output], value) for output, value in given.items()}
        head = canonical({"assumptions": case.options, "date": case.day.isoformat()})[:-1] + b","
        body = {
            "inputs": inputs_digest(self.program, case),
            "outputs": wire,
            "program": self.program.id,
            "rules": {"bundle": self.program.bundle, "semantics": SEMANTICS},
            "steps": steps,
            "undetermined": {name: label(reason) for name, reason in undetermined.items()},
        }
        values = self.natives(results)
        return Decision(self.program.id, case.day, values, undetermined, case.options, head, canonical(body)[1:])

    def wire(self, name: str, value: object) -> object:
        return _convert(value, self.types[name], self._places(name), _wire_number)

    def native(self, name: str, value: object) -> object:
        return _convert(value, self.types[name], self._places(name), _native_number)

    def _places(self, name: str) -> dict[str, int]:
        decision = self.decisions[name]
        columns = getattr(decision.body, "columns", ())
        found = {"": places(decision)} | {one.name: places(one) for one in columns if isinstance(one, Rule)}
        parts = decision.body.parts if isinstance(decision.body, Split) else ()
        return found | {part: places(decision) for part, _ in parts}


def _wire_number(value: Fraction, whole: bool, decimals: int) -> object:
    return int(value) if whole else numbers.text(value, decimals)


def _native_number(value: Fraction, whole: bool, decimals: int) -> object:
    if whole:
        return int(value)
    decimals = max(decimals, numbers.decimals(value))
    return numbers.decimal(int(value * 10**decimals), decimals)


def _convert(value: object, type_: Type, decimals: Mapping[str, int], number: object, column: str = "") -> object:
    """A result in another dress: exact fractions by `number`, everything else by its kind."""
    if value is None or isinstance(value, NotDetermined):
        return None
    if isinstance(value, Fraction):
        return number(value, type_.whole, decimals.get(column, 0))  # type: ignore[operator]
    if isinstance(value, list) and type_.of is not None:
        return [_convert(item, type_.of, decimals, number, column) for item in value]
    if isinstance(value, dict):
        types = dict(type_.fields)
        return {name: _convert(cell, types[name], decimals, number, name) for name, cell in value.items()}
    if isinstance(value, date) and number is _wire_number:
        return value.isoformat()
    return value


def _failed(check: Check, path: str, scope: Mapping[str, object], case: Case) -> Problem:
    name = path.rpartition(".")[2]
    value = scope.get(name, case.values.get(name, ABSENT))
    shown = "" if value is ABSENT or isinstance(value, Unknown | list) else str(written(value))
    return Problem("check_failed", path, shown, detail=(("message", check.message.zh, check.message.en),))


def expected(spec: Input) -> str:
    """What an input takes, in the words of the format."""
    if spec.type.kind == "number":
        return f"{'integer' if spec.type.whole else 'number'} {spec.type.unit}".replace(" 1", "")
    return {"choice": "choice", "date": "YYYY-MM-DD", "boolean": "true | false"}.get(spec.type.kind, spec.type.kind)


def inputs_digest(program: Program, case: Case) -> str:
    """`sha256:` over the accepted inputs, defaults included; the same for every way of writing them."""
    values: dict[str, object] = {}
    for spec in program.inputs:
        value = case.values[spec.name]
        if value is ABSENT or value is None:
            continue
        values[spec.name] = [_cells(spec, row) for row in value] if isinstance(value, list) else written(value)
    return "sha256:" + hashlib.sha256(canonical(values)).hexdigest()


def _cells(spec: Input, row: tuple[object, ...]) -> dict[str, object]:
    cells = zip(spec.fields, row, strict=True)
    return {field.name: written(cell) for field, cell in cells if cell is not ABSENT and cell is not None}


class Steps:
    """The steps of one evaluated case, in the program's order."""

    def __init__(self, program: Program, case: Case, trace: Trace) -> None:
        self.program, self.case, self.trace = program, case, trace
        self.writer = Writer(program, case.day)

    def all(self) -> list[Step]:
        case, program, writer = self.case, self.program, self.writer
        given = [spec for spec in program.inputs if case.values[spec.name] not in (ABSENT, None)]
        steps = [writer.input(spec, case.values[spec.name], not self.by_default(spec)) for spec in given]
        steps += [writer.interpretation(one, case.options[one.name]) for one in program.interpretations]
        unsettled = self.unsettled()
        for parameter in program.parameters:
            if parameter.name in self.trace.parameters and parameter.name not in unsettled:
                value = self.trace.parameters[parameter.name]
                steps.append(writer.parameter(parameter, value, self.row(parameter)))
        for decision in program.decisions:
            value = self.trace.decisions.get(decision.name, ABSENT)
            if value is ABSENT or needs(value):
                continue
            values = {name: one for name in writer.references(decision) if (one := self.value(name)) is not ABSENT}
            before, rules = self.trace.before.get(decision.name), self.trace.rules.get(decision.name, ())
            step = writer.decision(decision, value, before, values, rules)
            if "round" in step and decision.rounding and decision.rounding.by:
                step["round"]["mode"] = decision.rounding.mode(case.options[decision.rounding.by])
            steps.append(step)
        return steps

    def unsettled(self) -> set[str]:
        """The names that only decisions speak of that an absent input left open, and that decided nothing."""
        settled: set[str] = set()
        waiting: set[str] = set()
        for decision in self.program.decisions:
            value = self.trace.decisions.get(decision.name, ABSENT)
            if value is not ABSENT:
                spoken = {name for each in every_formula(decision) for name in names(each.tree)}
                (waiting if needs(value) else settled).update(spoken)
        return waiting - settled

    def by_default(self, spec: Input) -> bool:
        return spec.has_default and self.case.values[spec.name] == ([] if spec.default == () else spec.default)

    def row(self, parameter: Parameter) -> Row | None:
        """The row that gave the parameter's value; where a key is unknown, the first of those that agree."""
        keys = [self.value(key) for key in parameter.by]
        for row in parameter.on(self.case.day):
            if all(key is ABSENT or own in (None, key) for own, key in zip(row.keys, keys, strict=True)):
                return row
        return None

    def value(self, name: str) -> object:
        """The value of a name of the program if the evaluation came to it."""
        trace, case = self.trace, self.case
        for known in (trace.decisions, trace.parameters, case.values, case.options):
            if name in known:
                value = known[name]
                return ABSENT if isinstance(value, Unknown) else value
        return case.day if name == "date" else ABSENT
