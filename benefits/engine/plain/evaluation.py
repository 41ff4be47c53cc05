"""Evaluation by need with unknown values: which inputs still matter, and the answer when the absent ones do not.

An absent input is `Unknown`; it is carried only as far as it can make a difference (Kleene): `false and unknown` is
false, `0 * unknown` is 0, an `if` on an unknown condition whose branches agree has their value. Slow and plain: it
walks the formula trees. The compiled engine answers complete questions and must agree with it (see the tests).
"""

from __future__ import annotations

from datetime import date
from functools import partial

from benefits.engine import calendar
from benefits.engine.case import ABSENT, Case, out_of_force
from benefits.engine.numbers import round_to
from benefits.engine.outcome import Absent, NotDetermined, Unknown
from benefits.engine.plain.formulas import Formulas, Scope, Thunk, outcome, plain
from benefits.engine.plain.tables import table_body
from benefits.engine.plain.trace import Trace
from benefits.errors import NotInForceError
from benefits.model.program import (
    Dated,
    Decision,
    DecisionTable,
    Formula,
    Input,
    Label,
    Parameter,
    Period,
    Program,
    Row,
)

_DEEPEST = 6
"""Decisions that may be waiting for one another before the rest is settled from below."""


class Later(Exception):
    """Too many decisions wait for one another: settle this one first."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def stated(row: Row) -> object:
    """The row's value, or the reason why the text has none."""
    return NotDetermined(row.not_stated) if row.not_stated else row.value


class Evaluation(Formulas):
    """One case of one program. `trace` collects what was evaluated."""

    def __init__(self, program: Program, case: Case) -> None:
        self.program = program
        self.case = case
        self.trace = Trace()
        self.depth = 0
        self.inputs = {spec.name: spec for spec in program.inputs}
        self.parameters = {parameter.name: parameter for parameter in program.parameters}
        self.decisions = {decision.name: decision for decision in program.decisions}
        self.enumerations = {enumeration.name: enumeration for enumeration in program.enumerations}

    # names

    def name(self, name: str, scope: Scope) -> object:
        if name in scope:
            return plain(scope[name])
        if name in self.decisions:
            return self.decision(name)
        if name in self.parameters:
            return self.parameter(self.parameters[name], scope)
        if name in self.case.values:
            return self.input(name)
        if name in self.case.options:
            return self.case.options[name]
        return calendar.CONSTANTS.get(name, self.case.day)

    def input(self, name: str) -> object:
        value = self.case.values[name]
        if value is ABSENT:
            return self.lacking(self.inputs[name])
        fields = [field.name for field in self.inputs[name].fields]
        if not fields:
            return value
        rows: list[tuple[object, ...]] = value  # type: ignore[assignment]
        return [self.record(name, place, fields, row) for place, row in enumerate(rows)]

    def lacking(self, spec: Input) -> object:
        """An absent input: unknown, but null where it need not be given."""
        if spec.optional_when is None:
            return Unknown([spec.name])
        return self.branch(self.formula(spec.optional_when, {}), lambda: None, lambda: Unknown([spec.name]))

    def record(self, name: str, place: int, fields: list[str], row: tuple[object, ...]) -> Scope:
        cells = zip(fields, row, strict=True)
        return {field: Unknown([f"{name}[{place}].{field}"]) if cell is ABSENT else cell for field, cell in cells}

    def parameter(self, parameter: Parameter, scope: Scope) -> object:
        rows = parameter.on(self.case.day)
        if rows and not parameter.extended_by and all(key is None for row in rows for key in row.keys):
            value: object = stated(rows[0])
        else:
            keys = [self.name(key, scope) for key in parameter.by]
            unknown = any(isinstance(key, Unknown) for key in keys)
            value = self.over_keys(parameter, rows, keys) if unknown else self.row_value(parameter, rows, keys)
        if not scope and not isinstance(value, Unknown):
            self.trace.parameters[parameter.name] = value
        return plain(value)

    def over_keys(self, parameter: Parameter, rows: tuple[Row, ...], keys: list[object]) -> object:
        """The value on which all rows agree that the known keys allow, else unknown."""
        allowed = [
            stated(row)
            for row in rows
            if all(isinstance(key, Unknown) or own in (None, key) for own, key in zip(row.keys, keys, strict=True))
        ]
        if parameter.extended_by or not allowed or any(value != allowed[0] for value in allowed):
            return Unknown.of(*keys)
        return allowed[0]

    def row_value(self, parameter: Parameter, rows: tuple[Row, ...], keys: list[object]) -> object:
        for row in rows:
            if row.matches(tuple(keys)):  # type: ignore[arg-type]
                return stated(row)
        if parameter.extended_by:
            return self.extension_value(parameter, keys)
        first = min((row.period.first for row in parameter.rows if row.period.first), default=None)
        last = max((row.period.last or date.max for row in parameter.rows), default=None)
        raise NotInForceError([out_of_force(parameter.name, self.case.day, Period(first, last))])

    def extension_value(self, parameter: Parameter, keys: list[object]) -> object:
        """The column `extended_by` of the row that brought the member which the key names."""
        for enumeration in self.enumerations.values():
            extension = enumeration.extended_by
            rows = self.input(extension.table) if extension else []
            for row in rows if isinstance(rows, list) else []:
                if extension and row[extension.id] in keys:
                    return row[parameter.extended_by]
        raise NotInForceError([out_of_force(parameter.name, self.case.day, Period())])

    # decisions

    def settled(self, thunk: Thunk) -> object:
        """The outcome of a thunk that asks for decisions, however long the chain behind them."""
        waiting: list[Thunk] = [thunk]
        while True:
            self.depth = 0
            try:
                found = outcome(waiting[-1])
            except Later as later:
                waiting.append(partial(self.decision, later.name))
                continue
            waiting.pop()
            if not waiting:
                return found

    def decision(self, name: str) -> object:
        kept = self.trace.decisions
        if name not in kept:
            if self.depth == _DEEPEST:
                raise Later(name)
            self.depth += 1
            kept[name] = outcome(lambda: self.compute(self.decisions[name], {}))
            self.depth -= 1
        return plain(kept[name])

    def compute(self, decision: Decision, scope: Scope) -> object:
        if decision.outside is not None and not decision.period.covers(self.case.day):
            raise NotDetermined(decision.outside)
        if decision.only_when is not None:
            return self.branch(
                self.formula(decision.only_when, scope),
                lambda: self.determined(decision, 0, scope),
                lambda: self.absent(decision.label),
            )
        return self.determined(decision, 0, scope)

    def absent(self, label: Label) -> object:
        raise Absent(label)

    def determined(self, decision: Decision, place: int, scope: Scope) -> object:
        """The body, unless one of the reasons from `place` on holds."""
        if place == len(decision.undetermined):
            return self.rounded(decision, self.body(decision, scope), scope)
        when, because = decision.undetermined[place]
        return self.branch(
            self.formula(when, scope),
            lambda: plain(NotDetermined(because)),
            lambda: self.determined(decision, place + 1, scope),
        )

    def rounded(self, decision: Decision, value: object, scope: Scope) -> object:
        rounding = decision.rounding
        if rounding is None or isinstance(value, Unknown):
            return value
        if not scope:
            self.trace.before[decision.name] = value
        option = self.case.options[rounding.by] if rounding.by else ""
        return round_to(value, rounding.to, rounding.mode(option))  # type: ignore[arg-type]

    def body(self, decision: Decision, scope: Scope) -> object:
        body = decision.body
        if isinstance(body, Formula):
            return self.formula(body, scope)
        if isinstance(body, DecisionTable):
            name = "" if scope else decision.name
            return self.collect(body, scope, name) if body.collect else self.table(body, scope, name)
        if isinstance(body, Dated):
            for period, formula in body.versions:
                if period.covers(self.case.day):
                    return self.formula(formula, scope)
            raise NotInForceError([out_of_force(decision.name, self.case.day, decision.period)])
        return table_body(self, decision, body)
