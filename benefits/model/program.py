"""The checked program: what every reader (engine, words, and later columns, proof, dmn) works from.

Values only, no behaviour beyond look-up. Numbers are exact fractions, texts are NFC, dates are dates. Formulas are FEEL
trees. A program that `uses` others is *linked*: what it needs of them stands among its own parameters and decisions
under a dotted name (`dibao.standard`), and so do the formulas' references to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from benefits.feel.syntax import Node

if TYPE_CHECKING:
    from benefits.model.documents import Document

SEMANTICS = "1"
"""The version of what rule files mean. A decision names it; an old version stays available for good."""

Value = Fraction | str | bool | date | None
"""A scalar of the rule language. Month-and-day values are texts `MM-DD`."""


class Entity:
    """The base of all parts of a program. It compares, hashes and shows them, so that importing them stays cheap."""

    __slots__: tuple[str, ...] = ()

    def _content(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in type(self).__slots__)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash((type(self), self._content()))

    def __repr__(self) -> str:
        parts = (f"{name}={getattr(self, name)!r}" for name in type(self).__slots__)
        return f"{type(self).__name__}({', '.join(parts)})"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Label(Entity):
    zh: str
    en: str

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Mark(Entity):
    """Where something stands in its rule file: line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Citation(Entity):
    document: str
    clause: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Period(Entity):
    """Both ends included; None is open."""

    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Type(Entity):
    """`kind`: number, boolean, text, date, month_day, choice, record, list (of `of`).

    A number has a unit (`1` when pure) and may be whole; a choice names its enumeration; a record has named fields.
    """

    kind: str
    unit: str = ""
    whole: bool = False
    choices: str = ""
    of: Type | None = None
    fields: tuple[tuple[str, Type], ...] = ()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Choice(Entity):
    id: str
    label: Label


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Extension(Entity):
    """An enumeration's members that come with the case: a table input with a column of ids and one of names."""

    table: str
    id: str
    name: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Enumeration(Entity):
    """Named values, in document order. Choices written inline at an input make an enumeration of the input's name.

    `includes` names the enumeration of a used program (`settlement.spot`) whose values come first.
    """

    name: str
    label: Label
    values: tuple[Choice, ...]
    extended_by: Extension | None
    at: Mark
    includes: str = ""

    def ids(self) -> tuple[str, ...]:
        return tuple(choice.id for choice in self.values)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Interpretation(Entity):
    """A question that the text leaves open. One option: a reading to be shown; several: the caller may choose.

    `recorded` says that the choice has no effect on any figure and is only recorded.
    """

    name: str
    question: Label
    options: tuple[Choice, ...]
    default: str
    recorded: bool
    cite: Citation | None
    at: Mark


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class NoOverlap(Entity):
    """Two rows that agree in `by` must not share a day of `start`…`end` (both included); `start` is not after `end`."""

    by: tuple[str, ...]
    start: str
    end: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Input(Entity):
    """A thing to ask. `type.kind` list and table differ in `is_table`: every cell of a table is required.

    `has_default` with `default` (a scalar, or `()` for an empty list). `optional`: None is a legal value;
    `optional_when`: it is where that condition over other inputs holds. `required`: missing whenever it is absent.
    `keys_of`: the value must be one of the keys of that parameter. `fields` describes the rows of a list or table.
    """

    name: str
    label: Label
    help: Label | None
    type: Type
    decimals: int = 0
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    has_default: bool = False
    default: Value | tuple[()] = None
    optional: bool = False
    external: bool = False
    keys_of: str = ""
    not_empty: bool = False
    pattern: str = ""
    is_table: bool = False
    fields: tuple[Input, ...] = ()
    min_rows: int = 0
    max_rows: int = 0
    unique: tuple[str, ...] = ()
    no_overlap: NoOverlap | None = None
    cite: Citation | None = None
    at: Mark = Mark(1, 1)
    required: bool = False
    optional_when: Formula | None = None


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Row(Entity):
    """A parameter's value for a period and, where it is keyed, for some keys (None: any).

    `not_stated` is the reason why the text gives no value; then `value` is None. `included`: the row stands in the
    file of a used program, but this one says what it is keyed by.
    """

    keys: tuple[Value, ...]
    period: Period
    value: Value
    not_stated: Label | None
    cite: Citation
    at: Mark
    included: bool = False

    def matches(self, keys: tuple[Value, ...]) -> bool:
        return all(own is None or own == key for own, key in zip(self.keys, keys, strict=True))


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Parameter(Entity):
    """A figure of the text. `by` names what it is keyed by: an input, decision, column or field in scope at its use.

    `extended_by` is the column of an enumeration's extension table with the values of members given with the case.
    `printed_in` is the unit of the document's own figure where it differs (`CNY_10k`); the value is converted.
    `gap` says that days between the periods are meant to have no value (not in force), and why. `includes` names the
    parameter of a used program (`settlement.gate_price`) whose rows come first.
    """

    name: str
    label: Label
    type: Type
    by: tuple[str, ...]
    rows: tuple[Row, ...]
    extended_by: str
    printed_in: str
    at: Mark
    gap: Label | None = None
    includes: str = ""

    def row_path(self, index: int) -> str:
        """Where the row stands in the parameter's own file: `values[0]`, or `includes` when it is in another's."""
        included = sum(row.included for row in self.rows) if self.includes else 0
        return "includes" if self.rows[index].included else f"values[{index - included}]"

    def on(self, day: date) -> tuple[Row, ...]:
        """The rows in force on the day."""
        return tuple(row for row in self.rows if row.period.covers(day))


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Formula(Entity):
    """A FEEL text with its tree. `at` is where its first character stands in the rule file.

    `lines` has an entry for every place where the file's column stops running along with the text's offset (a folded
    line, an escape): from which offset on, and where that character stands.
    """

    text: str
    tree: Node
    at: Mark
    lines: tuple[tuple[int, Mark], ...] = ()

    def place(self, offset: int) -> Mark:
        """Where the character at `offset` of the text (a node's `at`) stands in the rule file."""
        start, mark = 0, self.at
        for first, there in self.lines:
            if first <= offset:
                start, mark = first, there
        return Mark(mark.line, mark.column + offset - start)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class TableRule(Entity):
    """A row of a decision table: a unary test (a FEEL tree) per column, and a result or the reason for having none."""

    tests: tuple[Formula, ...]
    result: Formula | None
    undetermined: Label | None
    cite: Citation | None
    at: Mark


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class DecisionTable(Entity):
    """Hit policy unique: exactly one rule matches every case. `collect`: the results of all that match, in order."""

    columns: tuple[Formula, ...]
    rules: tuple[TableRule, ...]
    collect: bool


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Dated(Entity):
    """Formulas that hold in different periods, in order, without gap or overlap inside the decision's own period."""

    versions: tuple[tuple[Period, Formula], ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Each(Entity):
    """A table made row by row from the list or table `source`: the fields it keeps, then the new columns in order.

    Inside, a name is first a column already computed, then a field of the source row, then a name of the program.
    """

    source: str
    keep: tuple[str, ...]
    columns: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Group(Entity):
    """One row per value of `by` (a kept field or column of `source`) that occurs, in the enumeration's order.

    Inside, a column's name is the list of its values in the group. The row starts with `by`.
    """

    source: str
    by: str
    columns: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Split(Entity):
    """A total divided among named parts by their shares, floored to `to`; the rest by largest remainder, in order."""

    total: Formula
    to: Fraction
    parts: tuple[tuple[str, Formula], ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Rank(Entity):
    """A column: 1, 2, 3 … in the order of `order` among the rows that agree in `within`; ties in the order given."""

    within: tuple[str, ...]
    order: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Lookup(Entity):
    """A column: `value` of the row of `table` that agrees in `match` and whose days cover `on`, else `otherwise`."""

    table: str
    match: tuple[str, ...]
    on: str
    start: str
    end: str
    value: str
    otherwise: Formula


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Allocate(Entity):
    """A column: `total` in proportion to column `by`, by largest remainder over the rows. A zero sum has no shares."""

    total: Formula
    by: str
    to: Fraction
    when_zero: Label


Body = Formula | DecisionTable | Dated | Each | Group | Split | Rank | Lookup | Allocate


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Rounding(Entity):
    """`to` a multiple (0.01, 1). `modes` has one mode under the key "", or one per option of interpretation `by`.

    A mode is `half up` (away from zero), `half even`, `up` (away from zero), `down`, `ceiling` or `floor`.
    """

    to: Fraction
    modes: tuple[tuple[str, str], ...]
    by: str
    because: Label

    def mode(self, option: str) -> str:
        return dict(self.modes)[option if self.by else ""]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Decision(Entity):
    """A named step. Tried in this order: `period` (outside: not determined, because `outside`), `only_when` (false: the
    output is absent), each of `undetermined` (true: not determined, with its reason), the body, the rounding.

    `kind` says what the figure is: amount, ceiling, floor, range, estimate, or "" when that needs no word.
    `for_reading`: rounded for people; no other decision may use it. `fields` are the names and labels of the fields of
    a list of records.
    """

    name: str
    label: Label
    type: Type
    body: Body
    period: Period = Period()
    outside: Label | None = None
    only_when: Formula | None = None
    undetermined: tuple[tuple[Formula, Label], ...] = ()
    rounding: Rounding | None = None
    kind: str = ""
    for_reading: bool = False
    note: Label | None = None
    cite: Citation | None = None
    at: Mark = Mark(1, 1)
    fields: tuple[tuple[str, Label], ...] = ()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Check(Entity):
    """What a case must satisfy to be accepted; certain violation is an input error at `blames`.

    `each` names a list or table input: then `that` is tested in every row and `blames` are fields of it.
    """

    name: str
    each: str
    that: Formula
    blames: tuple[str, ...]
    message: Label
    at: Mark


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Property(Entity):
    """What must hold of every answer (`always`), or: `output` falls or rises (`direction`) as input `along` grows."""

    name: str
    label: Label
    always: Formula | None
    output: str
    direction: str
    along: str
    at: Mark


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Example(Entity):
    """A case with its answer, in plain texts, lists and mappings. `published`: the figure stands in the document."""

    name: str
    published: bool
    date: date
    inputs: Mapping[str, object]
    assume: Mapping[str, str]
    outputs: Mapping[str, object]
    undetermined: tuple[str, ...]
    missing: tuple[str, ...]
    refused: tuple[str, ...]
    not_in_force: bool
    cite: Citation | None
    at: Mark


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class DateRule(Entity):
    """The question's date must be this day of a year, in this period; anything else is an input error."""

    label: Label
    month_day: str
    period: Period


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Program(Entity):
    """One benefit, subsidy, charge, split or determination, checked.

    `outputs` pairs each output's name with its decision's. `undated` is set where the text carries no period.
    `sources` are the rule files that can change an answer (path below the rules folder → sha256 of the normalised
    text), and `bundle` is the digest over them.
    """

    id: str
    title: Label
    summary: Label | None
    basis: tuple[str, ...]
    period: Period
    undated: Label | None
    date_rule: DateRule | None
    uses: tuple[tuple[str, str], ...]
    interpretations: tuple[Interpretation, ...]
    enumerations: tuple[Enumeration, ...]
    inputs: tuple[Input, ...]
    parameters: tuple[Parameter, ...]
    decisions: tuple[Decision, ...]
    outputs: tuple[tuple[str, str], ...]
    checks: tuple[Check, ...]
    properties: tuple[Property, ...]
    examples: tuple[Example, ...]
    documents: tuple[Document, ...] = ()
    path: str = ""
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    bundle: str = ""
