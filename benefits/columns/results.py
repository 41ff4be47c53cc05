"""The table of answers: its columns, and how a row stands in each kind of file.

For people (`words`) a column is headed by its label, a choice is told by its label and a yes-or-no in words; for
machines names, ids and truth values stand as in the JSON of a decision. Amounts are exact in all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from benefits.columns.files.source import Faulty
from benefits.columns.headings import Layout, plain
from benefits.engine import numbers
from benefits.engine.decision import canonical
from benefits.engine.steps import places
from benefits.model.program import Decision, Label, Program

UNDETERMINED = ("undetermined", Label("未确定", "Not determined"))
EXPLANATION = ("explanation", Label("理由", "Explanation"))
COLON = Label("：", ": ")
SEMICOLON = Label("；", "; ")
_LISTING = Label("、", ", ")
_MEMBER = Label("·", ", ")
_YES, _NO = Label("是", "yes"), Label("否", "no")
_PEOPLE = (".csv", ".tsv", ".txt", ".xlsx")


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """An output: `kind` number, whole, boolean, date, text, choice, choices (a list of them) or json.

    `places` are the decimals that its text has at least, `finest` those that it can have at most.
    """

    name: str
    label: Label
    kind: str
    places: int = 0
    finest: int = 0
    money: bool = False
    choices: Mapping[str, Label] | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """How the result looks: the language, whether in words, which of the file's columns it carries, and its outputs.

    `taken` are headings of carried columns, as `plain` has them: an output of that name is told apart from it.
    """

    language: str
    words: bool
    carried: tuple[int, ...]
    columns: tuple[ResultColumn, ...]
    explained: bool
    taken: frozenset[str] = frozenset()

    def heading(self, column: ResultColumn) -> str:
        """What stands over an output."""
        if self.words:
            return column.label.text(self.language)
        return f"{column.name}_result" if column.name in self.taken else column.name

    def further(self) -> tuple[str, ...]:
        """What stands over the columns after the outputs."""
        pairs = (UNDETERMINED, EXPLANATION) if self.explained else (UNDETERMINED,)
        return tuple(label.text(self.language) if self.words else name for name, label in pairs)


def form_of(
    program: Program, layout: Layout, path: Path, language: str, explained: bool, headings: str | None = None
) -> tuple[Form, tuple[str, ...]]:
    """The form of the result, and the headings that are not carried because the result has columns of that name.

    `headings`: "labels" or "names"; by default labels where people read the file, CSV and xlsx.
    """
    words = in_labels(path, headings)
    columns = result_columns(program)
    own = {column.name: column.label for column in columns} | dict((UNDETERMINED, EXPLANATION))
    taken = {plain(text) for name, label in own.items() for text in (name, label.zh, label.en)}
    pairs = list(zip(layout.headings, layout.names, strict=True))
    left_out = tuple(heading for heading, name in pairs if not name and plain(heading) in taken)
    carried = tuple(place for place, (heading, _) in enumerate(pairs) if heading not in left_out)
    asked = {plain(layout.headings[place]) for place in carried}
    columns = tuple(replace(one, label=_told_apart(one.label, asked)) for one in columns)
    return Form(language, words, carried, columns, explained, frozenset(asked)), left_out


def in_labels(path: Path, headings: str | None) -> bool:
    """Whether a result stands in labels and words: as `headings` says, else where people read the file."""
    return headings == "labels" if headings else path.suffix.lower() in _PEOPLE


def _told_apart(label: Label, asked: Collection[str]) -> Label:
    """The label of an output where a column of the file has the same heading."""
    if plain(label.zh) in asked or plain(label.en) in asked:
        return Label(label.zh + "（结果）", label.en + " (result)")
    return label


def result_columns(program: Program) -> tuple[ResultColumn, ...]:
    """The outputs as columns, in the program's order; labels that are alike have the name behind them."""
    decisions = {decision.name: decision for decision in program.decisions}
    found: list[ResultColumn] = []
    for output, name in program.outputs:
        column = _column(program, output, decisions[name])
        if any(plain(one.label.zh) == plain(column.label.zh) for one in found):
            column = replace(column, label=Label(f"{column.label.zh} {output}", f"{column.label.en} {output}"))
        found.append(column)
    return tuple(found)


def _column(program: Program, output: str, decision: Decision) -> ResultColumn:
    type_, label = decision.type, decision.label
    of = type_.of
    wanted = type_.choices or (of.choices if of is not None else "")
    labels = next(
        ({choice.id: choice.label for choice in one.values} for one in program.enumerations if one.name == wanted), None
    )
    if type_.kind == "number":
        least = places(decision)
        finest = least if decision.rounding is not None else numbers.DECIMAL_DIGITS
        money = "CNY" in type_.unit.split("/")[0]
        return ResultColumn(output, label, "whole" if type_.whole else "number", least, finest, money)
    if type_.kind in ("boolean", "date", "choice"):
        return ResultColumn(output, label, type_.kind, choices=labels)
    if type_.kind == "list" and of is not None and of.kind == "choice":
        return ResultColumn(output, label, "choices", choices=labels)
    return ResultColumn(output, label, "json" if type_.kind in ("list", "record") else "text")


def reasons_text(columns: Sequence[ResultColumn], reasons: Mapping[str, Label], language: str) -> str:
    """`label：reason；label：reason` for what was not determined, in the order of the outputs."""
    labels = {column.name: column.label.text(language) for column in columns}
    order = {column.name: place for place, column in enumerate(columns)}
    told = []
    for path in sorted(reasons, key=lambda path: order.get(path.partition(".")[0], len(order))):
        output, _, inner = path.partition(".")
        label = labels.get(output, output) + (f"{_MEMBER.text(language)}{inner}" if inner else "")
        told.append(label + COLON.text(language) + reasons[path].text(language))
    return SEMICOLON.text(language).join(told)


def number_text(column: ResultColumn, value: int | Decimal) -> str:
    """The number's canonical text: at least the decimals of its rounding, no more than needed."""
    if column.kind == "whole" or isinstance(value, int):
        return str(int(value))
    text = format(value, "f")
    whole, point, fraction = text.partition(".")
    fraction = fraction.rstrip("0").ljust(column.places, "0")
    return f"{whole}.{fraction}" if point and fraction else whole if not column.places else f"{whole}.{fraction}"


def wire(value: object) -> object:
    """A value as the JSON of a decision has it: amounts and dates as text."""
    if isinstance(value, Mapping):
        return {str(name): wire(cell) for name, cell in value.items()}
    if isinstance(value, list | tuple):
        return [wire(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def cell_text(cell: object) -> str:
    """A cell of the user's as text: as it was typed."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, Faulty):
        return cell.text
    if isinstance(cell, list | dict):
        return canonical(wire(cell)).decode()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def in_words(form: Form, column: ResultColumn, value: object) -> str:
    """A value that is no number, for people or for machines, as text."""
    if value is None:
        return ""
    if column.kind in ("choice", "choices") and form.words:
        labels = column.choices or {}
        ids = value if isinstance(value, list | tuple) else [value]
        told = (labels[str(id_)].text(form.language) if id_ in labels else str(id_) for id_ in ids)
        return _LISTING.text(form.language).join(told)
    if isinstance(value, bool):
        return (_YES if value else _NO).text(form.language) if form.words else ("true" if value else "false")
    if isinstance(value, list | tuple | dict):
        return canonical(wire(value)).decode()
    return value.isoformat() if isinstance(value, date) else str(value)
