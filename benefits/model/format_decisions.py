"""The rule file format, decisions: figures, tables made row by row, splits and their columns."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from benefits.model.format import (
    Choices,
    CiteShape,
    Errors,
    LabelShape,
    exactly_one,
    given,
    needed,
    only_with,
)
from benefits.model.format_words import (
    Day,
    Expression,
    Flag,
    Name,
    Number,
    Option,
    Shape,
    Text,
    Unit,
    at_keys,
    custom,
    one_of,
    words_schema,
)

DECISION_KINDS = ("boolean", "text", "date", "choice", "integer", "list")
ITEM_KINDS = ("choice", "text", "number", "record")
FIELD_KINDS = ("boolean", "text", "date", "choice", "integer")
MODES = ("half up", "half even", "up", "down", "ceiling", "floor")
FIGURE_KINDS = ("amount", "ceiling", "floor", "range", "estimate")


class RoundShape(Shape):
    to: Number
    mode: Annotated[Text, one_of(*MODES), words_schema(*MODES)] | None = None
    by: Name | None = None
    modes: dict[Option, Annotated[Text, one_of(*MODES), words_schema(*MODES)]] | None = None
    because: LabelShape

    @model_validator(mode="after")
    def _check(self) -> Self:
        errors = exactly_one(self, "mode", "by")
        errors += needed(self, "modes") if self.by is not None else only_with(self, False, "by", "modes")
        at_keys("round", errors)
        return self


class RuleShape(Shape):
    when: list[Expression]
    result: Expression | None = None
    undetermined: LabelShape | None = None
    cite: CiteShape | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        at_keys("rule", exactly_one(self, "result", "undetermined"))
        return self


class TableShape(Shape):
    columns: list[Expression] = Field(min_length=1)
    rules: list[RuleShape] = Field(min_length=1)
    collect: Flag = False

    @model_validator(mode="after")
    def _check(self) -> Self:
        wanted = str(len(self.columns))
        errors: Errors = [
            (("rules", number, "when"), custom("wrong_count", value=str(len(rule.when)), expected=wanted))
            for number, rule in enumerate(self.rules)
            if len(rule.when) != len(self.columns)
        ]
        at_keys("table", errors)
        return self


class UndeterminedShape(Shape):
    when: Expression
    because: LabelShape


class VersionShape(Shape):
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="until")
    formula: Expression


class SplitShape(Shape):
    total: Expression
    to: Number
    parts: Annotated[dict[Name, Expression], Field(min_length=1)]


class RankShape(Shape):
    within: list[Name]
    order: Name


class LookupShape(Shape):
    table: Name
    match: list[Name]
    on: Name
    first: Name = Field(alias="from")
    last: Name = Field(alias="until")
    value: Name
    otherwise: Expression


class AllocateShape(Shape):
    total: Expression
    by: Name
    to: Number
    when_zero: LabelShape


class RecordFieldShape(Shape):
    """A field of the records of a list `of: record`."""

    label: LabelShape
    unit: Unit | None = None
    type: Annotated[Text, one_of(*FIELD_KINDS), words_schema(*FIELD_KINDS)] | None = None
    choices: Choices | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        whole = self.type == "integer"
        errors = needed(self, "unit") if self.type is None else only_with(self, whole, "integer", "unit")
        errors += only_with(self, self.type == "choice", "type: choice", "choices")
        at_keys("field", errors + (needed(self, "choices") if self.type == "choice" else []))
        return self


class FigureShape(Shape):
    """What decisions and columns have in common."""

    label: LabelShape
    unit: Unit | None = None
    type: Annotated[Text, one_of(*DECISION_KINDS), words_schema(*DECISION_KINDS)] | None = None
    of: Annotated[Text, one_of(*ITEM_KINDS), words_schema(*ITEM_KINDS)] | None = None
    choices: Choices | None = None
    fields: Annotated[dict[Name, RecordFieldShape], Field(min_length=1)] | None = None
    note: LabelShape | None = None
    undetermined: list[UndeterminedShape] = Field(default_factory=list)
    formula: Expression | None = None
    table: TableShape | None = None
    round: RoundShape | None = None
    cite: CiteShape | None = None

    def type_errors(self) -> Errors:
        """A unit alone is a number's; `integer` and lists may have one beside their type; records have fields."""
        records = self.of == "record"
        errors = only_with(self, records, "of: record", "fields") + (needed(self, "fields") if records else [])
        if self.type is None:
            errors += needed(self, "unit") + only_with(self, False, "type: choice", "choices")
            return errors + only_with(self, False, "type: list", "of")
        listed = self.type == "list"
        errors += only_with(self, self.type == "integer" or (listed and not records), "integer, list", "unit")
        errors += only_with(self, listed, "type: list", "of") + (needed(self, "of") if listed else [])
        of_choices = "choice" in (self.type, self.of)
        errors += only_with(self, of_choices, "type: choice", "choices")
        return errors + (needed(self, "choices") if of_choices else [])


class ColumnShape(FigureShape):
    rank: RankShape | None = None
    lookup: LookupShape | None = None
    allocate: AllocateShape | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        at_keys("column", exactly_one(self, "formula", "table", "rank", "lookup", "allocate") + self.type_errors())
        return self


class DecisionShape(FigureShape):
    kind: Annotated[Text, one_of(*FIGURE_KINDS), words_schema(*FIGURE_KINDS)] | None = None
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="until")
    outside: LabelShape | None = None
    only_when: Expression | None = None
    versions: Annotated[list[VersionShape], Field(min_length=1)] | None = None
    each: Name | None = None
    keep: list[Name] | None = None
    group: Name | None = None
    by: Name | None = None
    columns: Annotated[dict[Name, ColumnShape], Field(min_length=1)] | None = None
    split: SplitShape | None = None
    for_reading: Flag = False
    cite: CiteShape

    @model_validator(mode="after")
    def _check(self) -> Self:
        errors = exactly_one(self, "formula", "versions", "table", "each", "group", "split")
        made = self.each is not None or self.group is not None
        errors += only_with(self, self.each is not None, "each", "keep")
        errors += only_with(self, self.group is not None, "group", "by")
        errors += only_with(self, made, "each, group", "columns")
        errors += needed(self, "columns") if made else []
        errors += needed(self, "by") if self.group is not None else []
        figure = not made and self.split is None
        if figure:
            errors += self.type_errors()
        else:
            errors += only_with(self, False, "formula, table", "type", "of", "choices", "round")
        errors += only_with(self, not made, "formula, table, split", "unit")
        errors += needed(self, "unit") if self.split is not None else []
        errors += only_with(self, bool(given(self, "first", "last")), "from, until", "outside")
        at_keys("decision", errors)
        return self
