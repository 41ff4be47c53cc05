"""The rule file format, the files themselves: a program's top-level keys in their order, and a document's record."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from benefits.model.format import (
    CheckShape,
    CiteShape,
    DateShape,
    EnumerationShape,
    InForceShape,
    InputShape,
    InterpretationShape,
    LabelShape,
    ParameterShape,
    PropertyShape,
    exactly_one,
    given,
)
from benefits.model.format_decisions import DecisionShape
from benefits.model.format_words import (
    Anything,
    Day,
    DocumentId,
    Flag,
    Name,
    Outputs,
    ProgramId,
    Shape,
    Text,
    at_keys,
    custom,
)


class ExampleShape(Shape):
    published: Flag = False
    cite: CiteShape | None = None
    date: Day
    inputs: dict[Name, Anything]
    assume: dict[Text, Text] = Field(default_factory=dict)
    outputs: dict[Text, Anything] | None = None
    undetermined: list[Text] | None = None
    missing: Annotated[list[Text], Field(min_length=1)] | None = None
    refused: Annotated[list[Text], Field(min_length=1)] | None = None
    not_in_force: Flag | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        answered = given(self, "outputs", "undetermined")
        if answered:
            others = given(self, "missing", "refused", "not_in_force")
            one = custom("choose_one", expected="outputs | missing | refused | not_in_force")
            at_keys("example", [((key,), one) for key in others])
        else:
            at_keys("example", exactly_one(self, "outputs", "missing", "refused", "not_in_force"))
        return self


class ProgramShape(Shape):
    """A rule file. The keys stand in this order."""

    program: ProgramId
    title: LabelShape
    summary: LabelShape | None = None
    basis: list[DocumentId] = Field(min_length=1)
    uses: dict[Name, ProgramId] = Field(default_factory=dict)
    in_force: InForceShape
    date: DateShape | None = None
    interpretations: dict[Name, InterpretationShape] = Field(default_factory=dict)
    enumerations: dict[Name, EnumerationShape] = Field(default_factory=dict)
    inputs: dict[Name, InputShape]
    parameters: dict[Name, ParameterShape] = Field(default_factory=dict)
    decisions: Annotated[dict[Name, DecisionShape], Field(min_length=1)]
    outputs: Outputs
    checks: dict[Name, CheckShape] = Field(default_factory=dict)
    properties: dict[Name, PropertyShape] = Field(default_factory=dict)
    examples: Annotated[dict[Name, ExampleShape], Field(min_length=1)]


class ClauseShape(Shape):
    """A clause of a document with a figure in it."""

    gist: LabelShape
    not_encoded: LabelShape | None = None


class DocumentShape(Shape):
    """A record of a document that programs rest on."""

    document: DocumentId
    title: LabelShape
    number: Text | None = None
    issuer: LabelShape
    issued: Day | None = None
    effective: Day | None = None
    until: Day | None = None
    repeals: list[DocumentId] = Field(default_factory=list)
    clauses: dict[Text, ClauseShape] = Field(default_factory=dict)
