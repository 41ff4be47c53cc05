"""The steps of an answer as plain values, in the program's order: inputs, interpretations, parameters, decisions.

The compiled engine's templates are made by these same functions (with marks for values), so that a step has one form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from benefits.engine import numbers
from benefits.engine.layout import formulas, names, record_type
from benefits.engine.outcome import Absent, NotDetermined
from benefits.model.program import (
    Allocate,
    Citation,
    Dated,
    Decision,
    DecisionTable,
    Each,
    Formula,
    Group,
    Input,
    Interpretation,
    Label,
    Lookup,
    Parameter,
    Program,
    Rank,
    Row,
    Split,
    Type,
)

Step = dict[str, Any]

ROWS_SHOWN = 200
"""A table with more rows than this is summed up in its step; the output still has every row."""


FIGURES_SHOWN = 60
"""A figure with more rows in force than this is named with their number only."""


def label(text: Label) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def places(decision: Decision) -> int:
    """The decimals a decision's or column's figures are written with: those of what it is rounded or divided to."""
    if isinstance(decision.body, Allocate | Split):
        return max(0, numbers.decimals(decision.body.to))
    return max(0, numbers.decimals(decision.rounding.to)) if decision.rounding else 0


def written(value: object, decimals: int = 0) -> object:
    """A value as the JSON of a step has it: numbers and dates as text."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, Fraction):
        return numbers.text(value, decimals)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, NotDetermined):
        return None
    if isinstance(value, Mapping):
        return {name: written(cell, decimals) for name, cell in value.items()}
    if isinstance(value, Iterable):
        return [written(item, decimals) for item in value]
    return value


class Writer:
    """Writes the steps of one program; `day` picks the rows and formulas in force."""

    def __init__(self, program: Program, day: date) -> None:
        self.program = program
        self.day = day
        self.documents = {document.id: document for document in program.documents}
        self.labels = {
            enumeration.name: {choice.id: label(choice.label) for choice in enumeration.values}
            for enumeration in program.enumerations
        }
        self.outputs = {decision: output for output, decision in program.outputs}
        self.parameters = {parameter.name: parameter for parameter in program.parameters}
        decisions = {decision.name: decision for decision in program.decisions}
        self.places = {name: places(decision) for name, decision in decisions.items()}
        self.scalars = {parameter.name for parameter in program.parameters} | set(self.places)
        self.scalars |= {spec.name for spec in program.inputs if not spec.fields}
        self.scalars |= {one.name for one in program.interpretations} | {"date"}
        self.scalars -= {d.name for d in program.decisions if record_type(program, d).kind in ("list", "record")}

    def cite(self, citation: Citation) -> Step:
        document = self.documents.get(citation.document)
        source = "" if document is None else document.number or f"《{document.title.zh}》"
        return {"document": citation.document, "clause": citation.clause, "source": source}

    def choice(self, type_: Type, value: object) -> Step:
        """The label of a choice's value, for `text`; nothing for other types."""
        found = self.labels.get(type_.choices, {}).get(value) if isinstance(value, str) else None
        return {"text": found} if found else {}

    def input(self, spec: Input, value: object, given: bool) -> Step:
        step: Step = {"kind": "input", "name": spec.name, "label": label(spec.label)}
        if not given:
            step["default"] = True
        if isinstance(value, list):
            return step | {"rows": len(value)}
        if spec.type.kind == "number":
            step["unit"] = spec.type.unit
        return step | {"result": written(value)} | self.choice(spec.type, value)

    def interpretation(self, one: Interpretation, option: str) -> Step:
        chosen = next(choice for choice in one.options if choice.id == option)
        step: Step = {"kind": "interpretation", "name": one.name, "label": label(one.question), "result": option}
        step["text"] = label(chosen.label)
        return step | ({"cite": self.cite(one.cite)} if one.cite else {})

    def parameter(self, parameter: Parameter, value: object, row: Row | None) -> Step:
        """`row` is the row in force that gave the value; None for a member that came with the case."""
        step: Step = {"kind": "parameter", "name": parameter.name, "label": label(parameter.label)}
        if parameter.type.kind == "number":
            step["unit"] = parameter.type.unit
        step |= {"result": written(value)} | self.choice(parameter.type, value)
        if isinstance(value, NotDetermined):
            step["undetermined"] = label(value.reason)
        if row is None:
            return step
        return step | self.period(row) | {"cite": self.cite(row.cite)}

    def formula(self, decision: Decision) -> Formula | None:
        """The formula in force on the day, None for the other forms."""
        body = decision.body
        if isinstance(body, Dated):
            return next((formula for period, formula in body.versions if period.covers(self.day)), None)
        return body if isinstance(body, Formula) else None

    def references(self, decision: Decision) -> tuple[str, ...]:
        """The scalar names that a decision's formulas in force speak of, in order."""
        spoken: dict[str, None] = {}
        parts = [decision.only_when] if decision.only_when else []
        parts += [when for when, _ in decision.undetermined]
        formula = self.formula(decision)
        if formula:
            parts.append(formula)
        elif isinstance(decision.body, Split):
            parts += [decision.body.total, *(share for _, share in decision.body.parts)]
        elif isinstance(decision.body, DecisionTable):
            parts += decision.body.columns
            parts += [rule.result for rule in decision.body.rules if rule.result]
        for part in parts:
            spoken |= names(part.tree, inside_rows=False)
        return tuple(name for name in spoken if name in self.scalars)

    def decision(
        self,
        decision: Decision,
        value: object,
        before: object,
        values: Mapping[str, object],
        rules: tuple[int, ...] = (),
    ) -> Step:
        """`values` are the references that were evaluated; `before` is the value before rounding; `rules` are those of
        its decision table that matched."""
        if isinstance(decision.body, Each | Group):
            return self.rows(decision, value)
        step: Step = {"kind": "decision"} | self.frame(decision)
        formula = self.formula(decision)
        if formula:
            step["formula"] = formula.text
        if isinstance(decision.body, DecisionTable):
            step["table"] = self.table(decision.body, rules)
        if isinstance(decision.body, Split):
            step["split"] = {name: share.text for name, share in decision.body.parts}
            step["total"] = decision.body.total.text
        if decision.type.kind == "number":
            step["unit"] = decision.type.unit
        if decision.fields:
            step["columns"] = [self.field(decision, *field) for field in decision.fields]
        shown = {name: written(one, self.places.get(name, 0)) for name, one in values.items()}
        step |= {"values": shown, "result": written(value, self.places[decision.name])}
        step |= self.choice(decision.type, value)
        if isinstance(value, Absent):
            step["absent"] = True
        elif isinstance(value, NotDetermined):
            step["undetermined"] = label(value.reason)
        return step | self.rounding(decision, value, before)

    def field(self, decision: Decision, name: str, text: Label) -> Step:
        """A field of a list of records: its label, its unit, the labels of its choices."""
        step: Step = {"name": name, "label": label(text)}
        type_ = dict(decision.type.of.fields if decision.type.of else ()).get(name)
        if type_ is not None and type_.kind == "number":
            step["unit"] = type_.unit
        elif type_ is not None and type_.kind == "choice":
            step["choices"] = dict(self.labels.get(type_.choices, {}))
        return step

    def table(self, body: DecisionTable, rules: Iterable[int]) -> Step:
        """The columns of a decision table in its own order, the rules that matched and the clauses these name."""
        matched = list(rules)
        cites = self.once(cite for place in matched if (cite := body.rules[place - 1].cite))
        step: Step = {"columns": [column.text for column in body.columns], "rules": matched}
        return step | ({"cites": cites} if cites else {})

    def once(self, citations: Iterable[Citation]) -> list[Step]:
        cites = [self.cite(citation) for citation in citations]
        return [cite for place, cite in enumerate(cites) if cite not in cites[:place]]

    def rounding(self, decision: Decision, value: object, before: object) -> Step:
        if decision.rounding is None or isinstance(value, NotDetermined):
            return {}
        rounding = decision.rounding
        words = {"to": numbers.text(rounding.to), "because": label(rounding.because)}
        after = written(value, self.places[decision.name])
        return {"round": {"before": written(before), "after": after, "mode": self.mode(decision), **words}}

    def mode(self, decision: Decision) -> str:
        """Replaced per case where an interpretation picks the mode."""
        return decision.rounding.modes[0][1] if decision.rounding else ""

    def frame(self, decision: Decision) -> Step:
        step: Step = {"name": decision.name, "label": label(decision.label)}
        if decision.name in self.outputs:
            step["output"] = self.outputs[decision.name]
        if decision.kind:
            step["figure"] = decision.kind
        if decision.note:
            step["note"] = label(decision.note)
        return step | ({"cite": self.cite(decision.cite)} if decision.cite else {})

    def rows(self, decision: Decision, value: object) -> Step:
        step: Step = {"kind": "rows"} | self.frame(decision)
        if isinstance(value, NotDetermined):
            return step | {"result": None, "undetermined": label(value.reason)}
        columns = decision.body.columns if isinstance(decision.body, Each | Group) else ()
        step["columns"] = [self.column(column) for column in columns]
        rows: list[Mapping[str, object]] = value  # type: ignore[assignment]
        step["rows"] = len(rows)
        if len(rows) <= ROWS_SHOWN:
            decimals = {column.name: places(column) for column in columns}
            step["result"] = [
                {name: written(cell, decimals.get(name, 0)) for name, cell in row.items()} for row in rows
            ]
        return step

    def column(self, column: Decision) -> Step:
        """How a column is made: its formula, or what it ranks, looks up or allocates by; and the figures it reads."""
        step: Step = {"name": column.name, "label": label(column.label)}
        if column.type.kind == "number":
            step["unit"] = column.type.unit
        body, formula = column.body, self.formula(column)
        if formula:
            step["formula"] = formula.text
        elif isinstance(body, Rank):
            step["rank"] = {"within": list(body.within), "order": body.order}
        elif isinstance(body, Lookup):
            step["lookup"] = {"table": body.table, "match": list(body.match), "otherwise": body.otherwise.text}
        elif isinstance(body, Allocate):
            step["allocate"] = {"total": body.total.text, "by": body.by}
        elif isinstance(body, DecisionTable):
            step["table"] = {"columns": [one.text for one in body.columns]}
        figures = [self.figure(self.parameters[name]) for name in self.spoken(column) if name in self.parameters]
        return step | ({"figures": figures} if figures else {})

    def spoken(self, column: Decision) -> dict[str, None]:
        """The names that a column's formulas speak of."""
        return {name: None for formula in formulas(column) for name in names(formula.tree)}

    def figure(self, parameter: Parameter) -> Step:
        """A parameter that is read row by row: what it is, the clauses of its rows in force, and what they say.

        That is a `result` where no key matters on the day, else the `values` by their keys, up to `FIGURES_SHOWN`.
        """
        rows = parameter.on(self.day)
        step: Step = {"name": parameter.name, "label": label(parameter.label)}
        step["cites"] = self.once(row.cite for row in rows)
        if parameter.type.kind == "number":
            step["unit"] = parameter.type.unit
        if len(rows) == 1 and not any(key is not None for key in rows[0].keys) and not parameter.extended_by:
            return step | self.stated(parameter, rows[0])
        if len(rows) > FIGURES_SHOWN:
            return step | {"rows": len(rows)}
        return step | {"values": [self.keys(parameter, row) | self.stated(parameter, row) for row in rows]}

    def keys(self, parameter: Parameter, row: Row) -> Step:
        """What the row is keyed by; a key that does not matter is left out."""
        keys = zip(parameter.by, row.keys, strict=True)
        return {"keys": {name: written(key) for name, key in keys if key is not None}}

    def stated(self, parameter: Parameter, row: Row) -> Step:
        """The row's value, or why the text gives none."""
        if row.not_stated is not None:
            return {"result": None, "undetermined": label(row.not_stated)} | self.period(row)
        return {"result": written(row.value)} | self.choice(parameter.type, row.value) | self.period(row)

    def period(self, row: Row) -> Step:
        ends = {"from": row.period.first, "until": row.period.last}
        return {"period": {end: day.isoformat() for end, day in ends.items() if day}}
