"""The rule file format: what keys a file has and what stands under each, as frozen pydantic models.

What needs more than one key to judge (a unit with a text, two bodies of one decision) is judged here too, as far as it
is the mapping's own business; what needs other parts of the file is the business of `benefits.model.build`.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from benefits.model.format_words import (
    Day,
    Default,
    DocumentId,
    Expression,
    Flag,
    MonthDay,
    Name,
    Number,
    Option,
    Shape,
    Text,
    Unit,
    Whole,
    at_keys,
    custom,
    nearest,
    one_of,
    words_schema,
)
from benefits.model.literals import LiteralError, read_literal

Errors = list[tuple[tuple[str | int, ...], PydanticCustomError]]

INPUT_KINDS = ("number", "integer", "boolean", "text", "date", "choice")
PARAMETER_KINDS = ("boolean", "date", "month_day", "text", "choice")
DECISION_KINDS = ("boolean", "text", "date", "choice", "integer", "list")
ITEM_KINDS = ("choice", "text", "number", "record")
MODES = ("half up", "half even", "up", "down", "ceiling", "floor")
FIGURE_KINDS = ("amount", "ceiling", "floor", "range", "estimate")


def given(shape: Shape, *keys: str) -> list[str]:
    """Which of the keys stand in the file, as they are written there."""
    fields = type(shape).model_fields
    return [fields[key].alias or key for key in keys if key in shape.model_fields_set]


def exactly_one(shape: Shape, *keys: str) -> Errors:
    """Wants one of the keys: none is an error of the mapping, a second one an error of its own."""
    found = given(shape, *keys)
    names = [type(shape).model_fields[key].alias or key for key in keys]
    if not found:
        return [((), custom("choose_one", expected=" | ".join(names)))]
    return [((key,), custom("choose_one", expected=" | ".join(names))) for key in found[1:]]


def only_with(shape: Shape, wanted: bool, why: str, *keys: str) -> Errors:
    """The keys are out of place unless `wanted`; `why` names what they belong to."""
    return [] if wanted else [((key,), custom("misplaced_key", value=key, expected=why)) for key in given(shape, *keys)]


def needed(shape: Shape, key: str) -> Errors:
    return [] if given(shape, key) else [((key,), PydanticCustomError("missing", "missing"))]


class LabelShape(Shape):
    zh: Text
    en: Text


class CiteShape(Shape):
    document: DocumentId
    clause: Text


def _choices_tag(value: object) -> str:
    return "<map>" if isinstance(value, dict) else "<name>"


ChoiceMap = Annotated[dict[Option, LabelShape], Field(min_length=1)]
Choices = Annotated[
    Annotated[ChoiceMap, Tag("<map>")] | Annotated[Name, Tag("<name>")],
    Discriminator(_choices_tag),
]


class InForceShape(Shape):
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="until")
    undated: LabelShape | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        errors = exactly_one(self, "first", "undated")
        at_keys("in_force", errors or only_with(self, self.undated is None, "from", "last"))
        return self


class DateShape(Shape):
    label: LabelShape
    day: MonthDay
    first: Day = Field(alias="from")
    last: Day | None = Field(None, alias="until")


class InterpretationShape(Shape):
    question: LabelShape
    options: ChoiceMap
    default: Option
    recorded: Flag = False
    cite: CiteShape | None = None


class ExtensionShape(Shape):
    table: Name
    id: Name
    name: Name


class EnumerationShape(Shape):
    label: LabelShape
    values: ChoiceMap
    extended_by: ExtensionShape | None = None


class FieldShape(Shape):
    label: LabelShape
    help: LabelShape | None = None
    type: Annotated[Text, one_of(*INPUT_KINDS), words_schema(*INPUT_KINDS)]
    unit: Unit = "1"
    decimals: Whole = 0
    min: Number | None = None
    max: Number | None = None
    default: Default | None = None
    optional: Flag = False
    external: Flag = False
    choices: Choices | None = None
    keys_of: Name | None = None
    not_empty: Flag = False
    pattern: Text | None = None
    cite: CiteShape | None = None

    @model_validator(mode="after")
    def _check_kind(self) -> Self:
        numeric = self.type in ("number", "integer")
        errors = only_with(self, numeric, "number, integer", "unit", "min", "max", "keys_of")
        errors += only_with(self, self.type == "number", "number", "decimals")
        errors += only_with(self, self.type == "text", "text", "not_empty", "pattern")
        errors += only_with(self, self.type == "choice", "choice", "choices")
        errors += needed(self, "decimals") if self.type == "number" else []
        errors += needed(self, "choices") if self.type == "choice" else []
        if self.min is not None and self.max is not None and self.max < self.min:
            errors.append((("max",), custom("reversed_bounds")))
        if self.default is not None:
            errors += self._default_errors()
        at_keys("input", errors)
        return self

    def _default_errors(self) -> Errors:
        if self.type in ("list", "table") or self.default == ():
            fits = (self.type in ("list", "table")) == (self.default == ())
            return [] if fits else [(("default",), custom("bad_literal", value=str(self.default), expected="[]"))]
        try:
            read_literal(self.type, str(self.default))
        except LiteralError as error:
            return [(("default",), custom("bad_literal", value=str(self.default), expected=error.expected))]
        return []


class NoOverlapShape(Shape):
    by: list[Name]
    first: Name = Field(alias="from")
    last: Name = Field(alias="until")


class InputShape(FieldShape):
    type: Annotated[Text, one_of(*INPUT_KINDS, "list", "table"), words_schema(*INPUT_KINDS, "list", "table")]
    fields: Annotated[dict[Name, FieldShape], Field(min_length=1)] | None = None
    min_rows: Whole = 0
    max_rows: Whole | None = None
    unique: list[Name] = Field(default_factory=list)
    no_overlap: NoOverlapShape | None = None

    @model_validator(mode="after")
    def _check_rows(self) -> Self:
        rows = self.type in ("list", "table")
        errors = needed(self, "fields") if rows else []
        errors += only_with(self, rows, "list, table", "fields", "min_rows", "max_rows", "unique", "no_overlap")
        at_keys("input", errors)
        return self


class RowShape(Shape):
    """A row of a parameter: what it is keyed by stands in it under the keys' own names."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Text] = Field(init=False)

    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="until")
    value: Text | None = None
    not_stated: LabelShape | None = None
    cite: CiteShape | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        at_keys("row", exactly_one(self, "value", "not_stated"))
        return self


class ParameterShape(Shape):
    label: LabelShape
    unit: Unit | None = None
    type: Annotated[Text, one_of(*PARAMETER_KINDS), words_schema(*PARAMETER_KINDS)] | None = None
    choices: Choices | None = None
    by: list[Name] = Field(default_factory=list)
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="until")
    values: list[RowShape] = Field(min_length=1)
    extended_by: Name | None = None
    printed_in: Annotated[Text, one_of("CNY_10k"), words_schema("CNY_10k")] | None = None
    gap: LabelShape | None = None
    cite: CiteShape

    @property
    def literal_kind(self) -> str:
        """What its values are read as, a key of `FORMS` or text."""
        return self.type or ("fraction" if self.unit == "1" else "number")

    @model_validator(mode="after")
    def _check(self) -> Self:
        errors = exactly_one(self, "unit", "type")
        errors += only_with(self, self.type == "choice", "type: choice", "choices")
        errors += needed(self, "choices") if self.type == "choice" else []
        errors += only_with(self, self.unit is not None, "unit", "printed_in")
        for number, row in enumerate(self.values):
            for key in row.__pydantic_extra__:
                if key not in self.by:
                    valid = [*self.by, "from", "until", "value", "not_stated", "cite"]
                    error = custom("unexpected_key", value=key, expected=", ".join(valid), nearest=nearest(key, valid))
                    errors.append((("values", number, key), error))
            try:
                read_literal(self.literal_kind, row.value) if row.value is not None else None
            except LiteralError as error:
                place = ("values", number, "value")
                errors.append((place, custom("bad_literal", value=str(row.value), expected=error.expected)))
        at_keys("parameter", errors)
        return self


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


class FigureShape(Shape):
    """What decisions and columns have in common."""

    label: LabelShape
    unit: Unit | None = None
    type: Annotated[Text, one_of(*DECISION_KINDS), words_schema(*DECISION_KINDS)] | None = None
    of: Annotated[Text, one_of(*ITEM_KINDS), words_schema(*ITEM_KINDS)] | None = None
    choices: Choices | None = None
    note: LabelShape | None = None
    undetermined: list[UndeterminedShape] = Field(default_factory=list)
    formula: Expression | None = None
    table: TableShape | None = None
    round: RoundShape | None = None
    cite: CiteShape | None = None

    def type_errors(self) -> Errors:
        """A unit alone is a number's; `integer` and lists may have one beside their type."""
        if self.type is None:
            errors = needed(self, "unit") + only_with(self, False, "type: choice", "choices")
            return errors + only_with(self, False, "type: list", "of")
        listed = self.type == "list"
        errors = only_with(self, self.type == "integer" or listed, "integer, list", "unit")
        errors += only_with(self, listed, "type: list", "of") + (needed(self, "of") if listed else [])
        of_choices = "choice" in (self.type, self.of) or self.of == "record"
        errors += only_with(self, of_choices, "type: choice", "choices")
        return errors + (needed(self, "choices") if "choice" in (self.type, self.of) else [])


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


class CheckShape(Shape):
    each: Name | None = None
    that: Expression
    at: list[Name] = Field(min_length=1)
    message: LabelShape


class PropertyShape(Shape):
    label: LabelShape
    always: Expression | None = None
    falls: Name | None = None
    rises: Name | None = None
    along: Name | None = Field(None, alias="as")

    @model_validator(mode="after")
    def _check(self) -> Self:
        errors = exactly_one(self, "always", "falls", "rises")
        errors += only_with(self, self.always is None, "falls, rises", "along")
        at_keys("property", errors + (needed(self, "along") if given(self, "falls", "rises") else []))
        return self
