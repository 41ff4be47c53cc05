"""What depends on the day, and the parameters: a row of the text by period and keys, as branches over columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import product

import ibis
import ibis.expr.types as ir

from benefits.columns.compile.columns import NotColumnar
from benefits.columns.compile.formulas import Formulas
from benefits.columns.compile.held import ENGINE, MONTH_DAY, Held, constant, joined, masked, nothing, strictly
from benefits.engine.layout import names
from benefits.model.program import Dated, Label, Parameter, Period, Program, Row, Value

_MOST_KEYS = 20_000
_EXTENDED = Label("取值随案件另附的表而变", "a figure may come with the case's own table")


class Figures(Formulas):
    """Compiles what the day decides. `day` is the question's date, a constant or a column."""

    program: Program
    day: Held

    # the day

    def by_day(self, periods: Iterable[Period], value: Callable[[date], Held]) -> Held:
        """The value of a day, which is the same for all days between two edges of the periods."""
        if isinstance(self.day.const, date):
            return value(self.day.const)
        edges = {period.first for period in periods if period.first}
        edges |= {period.last + timedelta(1) for period in periods if period.last and period.last < date.max}
        firsts = [date.min, *sorted(edges)]
        ways = []
        for place, first in enumerate(firsts):
            until = firsts[place + 1] if place + 1 < len(firsts) else None
            today = self.day.value()
            test = today < ibis.literal(until) if until else today.notnull()
            ways.append((test, value(first)))
        return joined(ways) if len(ways) > 1 else ways[0][1]

    def covers(self, period: Period) -> Held:
        """Whether the day lies in a period."""
        return self.by_day([period], lambda day: constant(period.covers(day)))

    def dated(self, dated: Dated) -> Held:
        def version(day: date) -> Held:
            for period, formula in dated.versions:
                if period.covers(day):
                    return self.node(formula.tree)
            return nothing(ENGINE)

        return self.by_day([period for period, _ in dated.versions], version)

    # parameters

    def parameter(self, parameter: Parameter) -> Held:
        if parameter.extended_by:
            raise NotColumnar(_EXTENDED)
        periods = [row.period for row in parameter.rows]
        return self.by_day(periods, lambda day: self.on_day(parameter, parameter.on(day)))

    def on_day(self, parameter: Parameter, rows: Sequence[Row]) -> Held:
        """The figure on a day on which these rows are in force."""
        if not rows:
            return nothing(ENGINE)
        if all(key is None for row in rows for key in row.keys):
            return self.stated(parameter, rows[0])
        keys = [self.outer(name) for name in parameter.by]
        if any(key.kind == "null" for key in keys):
            return self.unknown(keys)
        ways: list[tuple[ir.BooleanValue, Held]] = []
        for row in rows:
            tests = [self.is_key(key, own) for key, own in zip(keys, row.keys, strict=True)]
            test = self.both(tests)
            if test.const is not False:
                ways.append((test.value(), self.stated(parameter, row)))
        if not self.complete(parameter, rows):
            ways.append((self.known(keys), nothing(ENGINE)))
        found = joined(ways)
        return found if strictly(keys) is None else masked(found, strictly([*keys, found]))

    def is_key(self, key: Held, own: Value) -> Held:
        if own is None:
            return self.compare("=", key, key)
        return self.compare("=", key, constant(own))

    def complete(self, parameter: Parameter, rows: Sequence[Row]) -> bool:
        """Whether every combination of keys has a row."""
        values = [self.key_values(parameter, place) for place in range(len(parameter.by))]
        count = 1
        for several in values:
            count *= len(several)
        if count > _MOST_KEYS:
            return False
        return all(any(row.matches(keys) for row in rows) for keys in product(*values))

    def key_values(self, parameter: Parameter, place: int) -> list[Value]:
        listed = list(dict.fromkeys(row.keys[place] for row in parameter.rows if row.keys[place] is not None))
        if any(isinstance(key, bool) for key in listed):
            return [False, True]
        ids = [one.ids() for one in self.program.enumerations if set(listed) <= set(one.ids())]
        return list(dict.fromkeys(id_ for one in ids for id_ in one)) if ids and listed else listed or [None]

    def stated(self, parameter: Parameter, row: Row) -> Held:
        if row.not_stated is not None:
            return self.reasons.ended(row.not_stated)
        if parameter.type.kind == MONTH_DAY and isinstance(row.value, str):
            return Held(MONTH_DAY, const=int(row.value[:2]) * 100 + int(row.value[3:]))
        return constant(row.value)

    def behind(self, trees: Iterable[object]) -> set[str]:
        """The names that formulas speak of, keys of parameters included."""
        found: set[str] = set()
        parameters = {parameter.name: parameter for parameter in self.program.parameters}
        waiting = [name for tree in trees for name in names(tree)]  # type: ignore[arg-type]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += parameters[name].by if name in parameters else ()
        return found
