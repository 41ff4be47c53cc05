"""One program, ready to answer: accepts a question, has it computed, and makes the `Decision`.

A complete question is answered by code compiled for the days between two edges of the program's periods and for the
interpretations chosen; one that lacks an input it needs goes to the plain evaluator, which says what is missing.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NoReturn

from benefits.engine.case import ABSENT, MAX_PROBLEMS, Case, read_case
from benefits.engine.compiler.calls import NotCompiled
from benefits.engine.compiler.function import Generated, generate
from benefits.engine.compiler.runtime import NeedsMore
from benefits.engine.decision import SEMANTICS, Decision, canonical
from benefits.engine.plain.answer import Plain, inputs_digest
from benefits.errors import InputError
from benefits.model.program import Dated, Input, Period, Program

_MAX_GENERATED = 256
_MAX_DAYS = 4096
_MAX_SHAPES = 4

_UNJUDGED = {"unknown_option", "date_not_the_day"}
"""Where the date or an interpretation is bad, what a case's values must satisfy between them cannot be judged."""

_NONE: tuple[Generated, ...] = ()
_NO_MEMBERS: Mapping[str, tuple[str, ...]] = {}


class Calculator:
    """Answers questions of one program. `compiled=False` keeps to the plain evaluator (for tests and comparison)."""

    def __init__(self, program: Program, compiled: bool = True) -> None:
        self.program = program
        self.plain = Plain(program)
        self.compiled = compiled
        self.edges = edges(program)
        self.defaults = {one.name: one.default for one in program.interpretations}
        always = program.undated is not None
        self._first = date.min if always else program.period.first or date.min
        self._last = date.max if always else program.period.last or date.max
        self._shapes: dict[tuple[str, int], dict[frozenset[str], Generated]] = {}
        self._by_day: dict[tuple[str, date], tuple[Generated, ...]] = {}
        self._generated: dict[tuple[object, ...], Generated] = {}
        self._standard_head = b""
        closing = {"rules": {"bundle": program.bundle, "semantics": SEMANTICS}}
        self._frame = b'"program":%b,%b,' % (canonical(program.id), canonical(closing)[1:-1])

    def decide(self, day: object, inputs: Mapping[str, object], assume: Mapping[str, str] | None = None) -> Decision:
        """The answer with its steps.

        Raises `NotInForceError`, `InputError` with every problem, `MissingInputsError` with the names that still
        matter, or `RuleError` when the answer breaks a property that the rule file states.
        """
        if not assume and type(day) is date:
            quick = self.quickly("answer", day, inputs)
            if quick is not None:
                return self.decision(day, self.defaults, quick, None)
        case = self.accept(day, inputs, assume)
        try:
            result = self.run("answer", case, inputs)
        except (NeedsMore, NotCompiled):
            return self.plain.decide(case)
        return self.decision(case.day, case.options, result, case)

    def outputs(
        self, day: object, inputs: Mapping[str, object], assume: Mapping[str, str] | None = None
    ) -> dict[str, object]:
        """The outputs of `decide` alone, without the steps; the same errors."""
        if not assume and type(day) is date:
            quick: dict[str, object] | None = self.quickly("outputs_only", day, inputs)
            if quick is not None:
                return quick
        case = self.accept(day, inputs, assume)
        try:
            found: dict[str, object] = self.run("outputs_only", case, inputs)
        except (NeedsMore, NotCompiled):
            return dict(self.plain.decide(case).outputs)
        return found

    def quickly(self, kind: str, day: date, inputs: Mapping[str, object]) -> Any:
        """What a function written for questions of this shape gives; None: the question needs a careful reading."""
        try:
            for run in self._by_day.get((kind, day), _NONE):
                found = run(day, _NO_MEMBERS, inputs)
                if found is not None:
                    return found
        except (NeedsMore, NotCompiled):
            pass
        return None

    def run(self, kind: str, case: Case, inputs: Mapping[str, object]) -> Any:
        """An accepted case through its compiled function; from then on there is a direct one for its shape."""
        if not self.compiled or incomplete(case):
            raise NotCompiled(kind)
        run = self.generated(kind, case.day, self.absent(case), tuple(case.options.values()))
        result = run(case.day, case.members, self.held(case))
        if case.options == self.defaults:
            self.remember(kind, case, frozenset(inputs))
        return result

    def remember(self, kind: str, case: Case, given: frozenset[str]) -> None:
        """Have a direct function ready for the next question of this day that gives the same inputs."""
        key = (kind, bisect_right(self.edges, case.day))
        shapes = self._shapes.setdefault(key, {})
        if given not in shapes and len(shapes) < _MAX_SHAPES and self.program.date_rule is None:
            defaults = tuple(self.defaults.values())
            run = self.written(kind, case.day, self.absent(case), defaults, given) or _no_answer
            shapes = self._shapes[key] = {**shapes, given: run}  # a new dict: other threads may be reading the old one
        if len(self._by_day) >= _MAX_DAYS:
            self._by_day.clear()
        self._by_day[kind, case.day] = tuple(run for run in shapes.values() if run is not _no_answer)

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
            accepted = self.generated("accept", case.day, self.absent(case), tuple(case.options.values()))
            return bool(accepted(case.day, case.members, self.held(case)))
        except (NeedsMore, NotCompiled):
            return False

    def generated(self, kind: str, day: date, absent: int, options: tuple[str, ...]) -> Generated:
        """The function for the days around `day`; `NotCompiled` where there is none."""
        key = (kind, bisect_right(self.edges, day), absent, options)
        run = self._generated.get(key)
        if run is None:
            if len(self._generated) >= _MAX_GENERATED:
                self._generated.clear()
            run = self._generated[key] = self.written(kind, day, absent, options) or _not_compiled
        return run

    def written(
        self, kind: str, day: date, absent: int, options: tuple[str, ...], given: frozenset[str] | None = None
    ) -> Generated | None:
        """Write and compile a function for the days around `day`."""
        place = bisect_right(self.edges, day)
        first = self.edges[place - 1] if place else date.min
        chosen = dict(zip(self.defaults, options, strict=True))
        lacking = frozenset(spec.name for bit, spec in enumerate(self.program.inputs) if absent >> bit & 1)
        return generate(self.program, first, chosen, lacking, kind, given)

    def absent(self, case: Case) -> int:
        """A bit for each input that the case lacks."""
        return sum(1 << bit for bit, spec in enumerate(self.program.inputs) if case.values[spec.name] is ABSENT)

    def held(self, case: Case) -> list[object]:
        """The case's values as the generated code holds them."""
        return [held(spec, case.values[spec.name]) for spec in self.program.inputs]

    def decision(self, day: date, options: Mapping[str, str], result: tuple[Any, ...], case: Case | None) -> Decision:
        """Put the answer's canonical bytes together."""
        outputs, undetermined, given, wire, steps, reasons = result
        if given is None and case is not None:
            digest = inputs_digest(self.program, case)
        else:
            digest = "sha256:" + hashlib.sha256(given).hexdigest()
        head = self._head(options) % day.isoformat().encode()
        body = b'"inputs":"%b","outputs":%b,%b"steps":[%b],"undetermined":%b}' % (
            digest.encode(),
            wire,
            self._frame,
            steps,
            reasons,
        )
        return Decision(self.program.id, day, outputs, undetermined, options, head, body)

    def _head(self, options: Mapping[str, str]) -> bytes:
        """The canonical bytes before the date's, with a place for it."""
        if options is self.defaults and self._standard_head:
            return self._standard_head
        head = b'{"assumptions":%b,"date":"%%b",' % canonical(options).replace(b"%", b"%%")
        if options is self.defaults:
            self._standard_head = head
        return head


def _no_answer(day: date, members: Mapping[str, object], inputs: Mapping[str, object]) -> None:
    """Of a shape that has no direct function."""


def _not_compiled(day: date, members: Mapping[str, object], values: Sequence[object]) -> NoReturn:
    raise NotCompiled(str(day))


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
