"""The output of a program that is a table, and the columns of the file that it goes into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from benefits.columns.results import ResultColumn, result_columns
from benefits.engine import numbers
from benefits.engine.layout import record_type
from benefits.engine.steps import places
from benefits.model.program import Decision, Each, Group, Label, Program, Type


@dataclass(frozen=True, slots=True)
class ResultTable:
    """`output`: the output that is a table, "" where a program has none: then its outputs are one row."""

    output: str
    columns: tuple[ResultColumn, ...]

    def rows(self, outputs: Mapping[str, object]) -> list[Mapping[str, object]]:
        """The rows of the file."""
        if not self.output:
            return [outputs]
        rows = outputs.get(self.output)
        return list(rows) if isinstance(rows, list) else []

    def reasons(self, undetermined: Mapping[str, Label]) -> dict[str, Label]:
        """For each column the reason why cells of it may be open."""
        start = f"{self.output}." if self.output else ""
        return {name.removeprefix(start): one for name, one in undetermined.items() if name.startswith(start)}

    def with_members(self, program: Program, inputs: Mapping[str, object]) -> tuple[ResultColumn, ...]:
        """The columns with the labels of choices that the question itself brings."""
        further: dict[str, Label] = {}
        for enumeration in program.enumerations:
            own = enumeration.extended_by
            rows = inputs.get(own.table) if own else None
            for row in rows if isinstance(rows, list) else []:
                if own:
                    further[str(row[own.id])] = Label(str(row[own.name]), str(row[own.name]))
        return tuple(replace(one, choices={**further, **one.choices}) if one.choices else one for one in self.columns)


def result_table(program: Program) -> ResultTable:
    """The first output that is a table."""
    decisions = {decision.name: decision for decision in program.decisions}
    for output, name in program.outputs:
        if isinstance(decisions[name].body, Each | Group):
            return ResultTable(output, _columns(program, decisions[name]))
    return ResultTable("", result_columns(program))


def _columns(program: Program, decision: Decision) -> tuple[ResultColumn, ...]:
    record = record_type(program, decision).of
    return tuple(_column(program, decision, name, type_) for name, type_ in (record.fields if record else ()))


def _column(program: Program, decision: Decision, name: str, type_: Type) -> ResultColumn:
    label, least = _origin(program, decision.name, name)
    if type_.kind == "number":
        money = "CNY" in type_.unit.split("/")[0]
        kind = "whole" if type_.whole else "number"
        return ResultColumn(name, label, kind, least, max(least, numbers.DECIMAL_DIGITS), money)
    labels = next(
        ({one.id: one.label for one in own.values} for own in program.enumerations if own.name == type_.choices), None
    )
    kind = type_.kind if type_.kind in ("boolean", "date", "choice") else "text"
    return ResultColumn(name, label, kind, choices=labels)


def _origin(program: Program, source: str, name: str) -> tuple[Label, int]:
    """The label of a table's column and the decimals that it has at least, from where it was first made."""
    decision = next((one for one in program.decisions if one.name == source), None)
    if decision is None:
        spec = next(one for one in program.inputs if one.name == source)
        field = next(one for one in spec.fields if one.name == name)
        return field.label, 0
    body = decision.body
    if not isinstance(body, Each | Group):
        return decision.label, 0
    column = next((one for one in body.columns if one.name == name), None)
    return (column.label, places(column)) if column is not None else _origin(program, body.source, name)
