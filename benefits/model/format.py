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
    FlagOrExpression,
    MonthDay,
    Name,
    NameHereOrUsed,
    Number,
    Option,
    Pattern,
    Shape,
    Text,
    Unit,
    UsedName,
    Whole,
    at_keys,
    custom,
    nearest,
    one_of,
    words_schema,
)
from benefits.model.literals import FORMS, LiteralError, read_literal

Errors = list[tuple[tuple[str | int, ...], PydanticCustomError]]

INPUT_KINDS = ("number", "integer", "boolean", "text", "date", "choice")
PARAMETER_KINDS = ("boolean", "date", "month_day", "text", "choice")


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
    Annotated[ChoiceMap, Tag("<map>")] | Annotated[NameHereOrUsed, Tag("<name>")],
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
    includes: UsedName | None = None
    values: ChoiceMap | None = None
    extended_by: ExtensionShape | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        at_keys("enumeration", needed(self, "values") if self.includes is None else [])
        return self


class AskedShape(Shape):
    """What inputs and the fields of their rows have in common."""

    label: LabelShape
    help: LabelShape | None = None
    type: Annotated[Text, one_of(*INPUT_KINDS), words_schema(*INPUT_KINDS)]
    unit: Unit = "1"
    decimals: Whole = 0
    min: Number | None = None
    max: Number | None = None
    default: Default | None = None
    external: Flag = False
    choices: Choices | None = None
    keys_of: Name | None = None
    not_empty: Flag = False
    pattern: Pattern | None = None
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
            if self.type in ("list", "table") and self.default == ():
                return []
            value, expected = ("[]", FORMS.get(self.type, "…")) if self.default == () else (str(self.default), "[]")
            return [(("default",), custom("bad_literal", value=value, expected=expected))]
        try:
            read_literal(self.type, str(self.default))
        except LiteralError as error:
            return [(("default",), custom("bad_literal", value=str(self.default), expected=error.expected))]
        return []


class FieldShape(AskedShape):
    """A field of a list or table."""

    optional: Flag = False


class NoOverlapShape(Shape):
    by: list[Name]
    first: Name = Field(alias="from")
    last: Name = Field(alias="until")


class InputShape(AskedShape):
    type: Annotated[Text, one_of(*INPUT_KINDS, "list", "table"), words_schema(*INPUT_KINDS, "list", "table")]
    optional: FlagOrExpression = False
    required: Flag = False
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
        errors += self._absence_errors(rows)
        at_keys("input", errors)
        return self

    def _absence_errors(self, rows: bool) -> Errors:
        """An absent input is asked for, or stands for its default, or is null: one way for every case."""
        conditional = isinstance(self.optional, str)
        if conditional and rows:
            return [(("optional",), custom("bad_literal", value=str(self.optional), expected="true"))]
        ways = "default | optional | required"
        if self.required and (self.optional or self.default is not None):
            return [(("required",), custom("choose_one", expected=ways))]
        if conditional and self.default is not None:
            return [(("default",), custom("choose_one", expected=ways))]
        return []


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
    includes: UsedName | None = None
    values: Annotated[list[RowShape], Field(min_length=1)] = Field(default_factory=list)
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
        errors += needed(self, "values") if self.includes is None else []
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
