"""Which way a question goes through its program: the side of every comparison, every rule that holds, every check.

Two questions with the same way are alike; where the way differs between a value and the next one, there is a threshold.
This works for any formula, in a row of a table too, without solving anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

from benefits.cases.question import Question
from benefits.engine.case import Case, read_case
from benefits.engine.outcome import needs
from benefits.engine.plain import functions
from benefits.engine.plain.evaluation import Evaluation
from benefits.engine.plain.formulas import Scope
from benefits.errors import BenefitsError
from benefits.feel import syntax as s
from benefits.model.program import Check, Decision, Parameter, Program, Row, TableRule

_COMPARISONS = frozenset(("=", "!=", "<", "<=", ">", ">="))

Turn = tuple[object, ...]
"""One place of the program (by identity) and which way it went there."""

Rounded = tuple[str, Fraction, object]
"""A rounding that was made: of which decision, to what multiple, and the value before."""


@dataclass(frozen=True, slots=True)
class Way:
    """`turns` in the order made; `refused` when the case is not accepted, or lacks what an answer needs."""

    turns: tuple[Turn, ...]
    roundings: tuple[Rounded, ...] = ()
    refused: bool = False


class Probe:
    """Asks for ways of one program and remembers them. `left` bounds how many may still be worked out."""

    def __init__(self, program: Program, most: int) -> None:
        self.program = program
        self.left = most
        self._known: dict[str, Way] = {}

    def way(self, question: Question) -> Way:
        key = question.key
        if key not in self._known:
            self.left -= 1
            self._known[key] = way(self.program, question)
        return self._known[key]


def way(program: Program, question: Question) -> Way:
    """The way of one question."""
    try:
        case, problems = read_case(program, question.day, question.inputs, question.assume)
        if problems:
            return Way(tuple((problem.code, problem.path) for problem in problems), refused=True)
        watched = Watched(program, case)
        refused = watched.checks()
        if not refused:
            results = [watched.settled(partial(watched.decision, name)) for _, name in program.outputs]
            refused = any(needs(result) for result in results)
        return Way(tuple(watched.turns), tuple(watched.roundings), refused)
    except BenefitsError as error:
        return Way(((error.code, error.path),), refused=True)


class Watched(Evaluation):
    """The plain evaluation, with a note of every turn."""

    def __init__(self, program: Program, case: Case) -> None:
        super().__init__(program, case)
        self.turns: list[Turn] = []
        self.roundings: list[Rounded] = []

    def checks(self) -> bool:
        """Whether a check is certainly violated. Each check leaves a turn of its own."""
        violated = False
        for check in self.program.checks:
            for scope in self.check_scopes(check):
                holds = self.settled(partial(self.formula, check.that, scope))
                self.turns.append(("check", check.name, holds is False))
                violated = violated or holds is False
        return violated

    def check_scopes(self, check: Check) -> Iterator[Scope]:
        if not check.each:
            yield {}
            return
        rows = self.input(check.each)
        yield from rows if isinstance(rows, list) else []

    def compared(self, node: s.Node, left: object, right: object) -> None:
        self.turns.append((id(node), side(left, right)))

    def on_Binary(self, node: s.Binary, scope: Scope) -> object:
        if node.operator not in _COMPARISONS:
            return super().on_Binary(node, scope)
        left, right = self.node(node.left, scope), self.node(node.right, scope)
        self.compared(node, left, right)
        return functions.operate(node.operator, left, right)

    def on_Between(self, node: s.Between, scope: Scope) -> object:
        value = self.node(node.value, scope)
        self.compared(node.low, value, self.node(node.low, scope))
        self.compared(node.high, value, self.node(node.high, scope))
        return super().on_Between(node, scope)

    def test(self, test: s.Node, value: object, scope: Scope) -> object:
        if isinstance(test, s.ComparisonTest):
            self.compared(test, value, self.node(test.operand, scope))
        elif isinstance(test, s.RangeLiteral):
            for end in filter(None, (test.low, test.high)):
                self.compared(end, value, self.node(end, scope))
        return super().test(test, value, scope)

    def on_Call(self, node: s.Call, scope: Scope) -> object:
        name = getattr(node.function, "name", "")
        if name in ("min", "max"):
            values = functions.flat([self.node(argument, scope) for argument in node.arguments])
            known = isinstance(values, list) and all(isinstance(value, Fraction | date) for value in values)
            if known and values:
                best = functions.call(name, [values])
                places = tuple(place for place, value in enumerate(values) if value == best)  # type: ignore[arg-type]
                self.turns.append((id(node), places))
        return super().on_Call(node, scope)

    def row_value(self, parameter: Parameter, rows: tuple[Row, ...], keys: list[object]) -> object:
        self.turns.append((parameter.name, *keys))
        return super().row_value(parameter, rows, keys)

    def result(self, rule: TableRule, scope: Scope) -> object:
        self.turns.append((id(rule), True))
        return super().result(rule, scope)

    def rounded(self, decision: Decision, value: object, scope: Scope) -> object:
        if decision.rounding is not None:
            self.roundings.append((decision.name, decision.rounding.to, value))
        return super().rounded(decision, value, scope)


def side(left: object, right: object) -> object:
    """-1, 0 or 1 for numbers and dates, whether they are equal for other values, None where one is unknown."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return (left > right) - (left < right)
    if isinstance(left, date) and isinstance(right, date):
        return (left > right) - (left < right)
    if type(left) is type(right) and isinstance(left, str | bool | list):
        return left == right
    return (left is None, right is None)
