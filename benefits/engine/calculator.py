"""One program, ready to answer: accepts a question, has it computed, and makes the `Decision`.

A complete question is answered by code compiled for the days between two edges of the program's periods and for the
interpretations chosen; one that lacks an input it needs goes to the plain evaluator, which says what is missing.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from benefits.engine.case import ABSENT, MAX_PROBLEMS, Case, read_case
from benefits.engine.compiler.calls import NotCompiled
from benefits.engine.compiler.function import Generated, generate
from benefits.engine.compiler.reader import reader
from benefits.engine.compiler.runtime import NeedsMore
from benefits.engine.decision import SEMANTICS, Decision, canonical
from benefits.engine.plain import Plain, inputs_digest
from benefits.errors import InputError
from benefits.model.program import Dated, Input, Period, Program

_MAX_GENERATED = 256

_UNJUDGED = {"unknown_option", "date_not_the_day"}
"""Where the date or an interpretation is bad, what a case's values must satisfy between them cannot be judged."""


class Calculator:
    """Answers questions of one program. `compiled=False` keeps to the plain evaluator (for tests and comparison)."""

    def __init__(self, program: Program, compiled: bool = True) -> None:
        self.program = program
        self.plain = Plain(program)
        self.compiled = compiled
        self.edges = edges(program)
        self.defaults = {one.name: one.default for one in program.interpretations}
        self.standard = tuple(self.defaults.values())
        self.read = reader(program) if compiled and program.date_rule is None else None
        self._generated: dict[tuple[str, int, tuple[str, ...]], Generated | None] = {}
        closing = {"rules": {"bundle": program.bundle, "semantics": SEMANTICS}}
        self.frame = b'"program":%b,%b,' % (canonical(program.id), canonical(closing)[1:-1])

    def decide(self, day: object, inputs: Mapping[str, object], assume: Mapping[str, str] | None = None) -> Decision:
        """The answer with its steps.

        Raises `NotInForceError`, `InputError` with every problem, `MissingInputsError` with the names that still
        matter, or `RuleError` when the answer breaks a property that the rule file states.
        """
        values = self.quickly(day, inputs, assume)
        if values is not None:
            try:
                run = self.generated("answer", day, self.standard)  # type: ignore[arg-type]
                return self.decision(day, self.defaults, run(day, {}, *values), None)  # type: ignore[arg-type]
            except (NeedsMore, NotCompiled):
                pass
        case = self.accept(day, inputs, assume)
        if not self.compiled or incomplete(case):
            return self.plain.decide(case)
        try:
            run = self.generated("answer", case.day, tuple(case.options.values()))
            result = run(case.day, case.members, *self.held(case))
        except (NeedsMore, NotCompiled):
            return self.plain.decide(case)
        return self.decision(case.day, case.options, result, case)

    def outputs(
        self, day: object, inputs: Mapping[str, object], assume: Mapping[str, str] | None = None
    ) -> dict[str, object]:
        """The outputs of `decide` alone, without the steps; the same errors."""
        values = self.quickly(day, inputs, assume)
        if values is not None:
            try:
                run = self.generated("outputs_only", day, self.standard)  # type: ignore[arg-type]
                found: dict[str, object] = run(day, {}, *values)
                return found
            except (NeedsMore, NotCompiled):
                pass
        return dict(self.decide(day, inputs, assume).outputs)

    def quickly(
        self, day: object, inputs: Mapping[str, object], assume: Mapping[str, str] | None
    ) -> tuple[object, ...] | None:
        """The accepted values of a plain question, or None: read it with care."""
        if self.read is None or assume or type(day) is not date:
            return None
        if self.program.undated is None and not self.program.period.covers(day):
            return None
        values = self.read(inputs)
        if values is None or not self.program.checks:
            return values
        try:
            return values if self.generated("accept", day, self.standard)(day, {}, *values) else None
        except (NeedsMore, NotCompiled):
            return None

    def accept(self, day: object, inputs: Mapping[str, object], assume: Mapping[str, str] | None) -> Case:
        """The careful reading: the case, or one `InputError` with every problem of its values and between them."""
        case, problems = read_case(self.program, day, inputs, assume)
        if not problems and self.surely_right(case):
            return case
        if not any(problem.code in _UNJUDGED for problem in problems):
            problems += self.plain.check(case)
        if problems:
            raise InputError(problems[:MAX_PROBLEMS])
        return case

    def surely_right(self, case: Case) -> bool:
        """Whether the compiled checks find nothing to say; if they do, the plain ones know what."""
        if not self.program.checks:
            return True
        if not self.compiled or incomplete(case):
            return False
        try:
            accepted = self.generated("accept", case.day, tuple(case.options.values()))
            return bool(accepted(case.day, case.members, *self.held(case)))
        except (NeedsMore, NotCompiled):
            return False

    def generated(self, kind: str, day: date, options: tuple[str, ...]) -> Generated:
        """The function for the days around `day`; `NotCompiled` where there is none."""
        place = bisect_right(self.edges, day)
        key = (kind, place, options)
        if key not in self._generated:
            if len(self._generated) >= _MAX_GENERATED:
                self._generated.clear()
            first = self.edges[place - 1] if place else date.min
            self._generated[key] = generate(self.program, first, dict(zip(self.defaults, options, strict=True)), kind)
        run = self._generated[key]
        if run is None:
            raise NotCompiled(kind)
        return run

    def held(self, case: Case) -> list[object]:
        """The case's values as the generated code holds them."""
        return [held(spec, case.values[spec.name]) for spec in self.program.inputs]

    def decision(self, day: date, options: Mapping[str, str], result: tuple, case: Case | None) -> Decision:  # type: ignore[type-arg]
        outputs, undetermined, given, wire, steps, reasons = result
        digest = inputs_digest(self.program, case) if given is None else ""  # type: ignore[arg-type]
        digest = digest or "sha256:" + hashlib.sha256(given).hexdigest()
        head = b'{"assumptions":%b,"date":"%b",' % (canonical(options), day.isoformat().encode())
        body = b'"inputs":"%b","outputs":{%b},%b"steps":[%b],"undetermined":%b}' % (
            digest.encode(),
            wire,
            self.frame,
            steps,
            reasons,
        )
        return Decision(self.program.id, day, outputs, undetermined, options, head, body)


def incomplete(case: Case) -> bool:
    """Whether a row of a list lacks a cell."""
    return any(ABSENT in row for rows in case.values.values() if isinstance(rows, list) for row in rows)


def held(spec: Input, value: object) -> object:
    """One accepted value as generated code holds it: a number as its numerator over 10**decimals."""
    if isinstance(value, Fraction):
        return int(value * 10**spec.decimals)
    if isinstance(value, list):
        scales = [10**field.decimals if field.type.kind == "number" else 0 for field in spec.fields]
        if not any(scales):
            return value
        return [
            tuple(int(cell * scale) if scale and cell is not None else cell for cell, scale in zip(row, scales))  # noqa: B905
            for row in value
        ]
    return value


def edges(program: Program) -> list[date]:
    """The days on which something of the program begins to differ."""
    periods: list[Period] = [row.period for parameter in program.parameters for row in parameter.rows]
    for decision in program.decisions:
        periods.append(decision.period)
        if isinstance(decision.body, Dated):
            periods += [period for period, _ in decision.body.versions]
    days = {period.first for period in periods if period.first}
    days |= {period.last + timedelta(1) for period in periods if period.last and period.last < date.max}
    return sorted(days)
