"""A program as a form to be filled in: what each column of its template is called, takes and explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from benefits.cases.needed import Spare, spared
from benefits.cases.question import choices
from benefits.cli.messages import tell
from benefits.columns.template import Column, Form, Sheet
from benefits.engine import numbers
from benefits.model.program import Decision, Input, Program
from benefits.words.inputs import choices_for, find_input, input_form, input_label
from benefits.words.program_words import document_item, force_words
from benefits.words.texts import say
from benefits.words.units import is_money, unit_words
from benefits.words.values import day_words, value_words

_TEXT, _DATE, _MONEY, _WHOLE, _GENERAL = "@", "yyyy-mm-dd", "0.00", "0", "General"

Line = tuple[str, ...]


def form_of(program: Program, day: date | None, rows: int, language: str, command: str) -> Form:
    """The form of the program's cases, or of its table where it takes one; with a day there is no date column.

    `command` is what to run when it is filled in.
    """
    asked = _Asked(program, day, language)
    sheets = asked.sheets()
    notes = (*asked.head(), *asked.how(sheets, command), *asked.columns(sheets), *asked.outputs(), *asked.readings())
    title = program.title.text(language)
    named = (tell(language, f"template_{key}") for key in ("notes", "lists"))
    return Form(title, sheets, next(named), notes, next(named), rows)


def table_of(program: Program) -> Input | None:
    """The table that the program is about: one that must be given."""
    return next((spec for spec in program.inputs if spec.is_table and not spec.has_default), None)


class _Asked:
    """The parts of one program's form, in one language."""

    def __init__(self, program: Program, day: date | None, language: str) -> None:
        self.program, self.day, self.language = program, day, language
        self.table = table_of(program)
        self.spared: Mapping[str, Spare] = {} if self.table else spared(program, day)

    def tell(self, key: str, *places: str) -> str:
        return tell(self.language, f"template_{key}", *places)

    def sheets(self) -> tuple[Sheet, ...]:
        """The sheet of cases and one for each list, or the sheet of the table alone."""
        if self.table is not None:
            columns = tuple(self.column(one) for one in self.table.fields)
            return (Sheet(self.table.label.text(self.language), columns),)
        main = self.tell("fill")
        asked = tuple(self.column(spec) for spec in self.program.inputs if not spec.fields)
        lists = any(spec.fields for spec in self.program.inputs)
        own = self.own(self.tell("own_needed"), "needed") if lists else self.own(self.tell("own_note"))
        found = [Sheet(main, (own, *([self.date_column()] if self.day is None else []), *asked))]
        for spec in self.program.inputs:
            if spec.fields:
                belongs = self.own(self.tell("own_of", main), "needed")
                title = spec.label.text(self.language)
                found.append(Sheet(title, (belongs, *(self.column(one) for one in spec.fields))))
        return tuple(found)

    def own(self, note: str, part: str = "own") -> Column:
        remark = self.tell("needed") if part == "needed" else ""
        return Column(self.tell("own"), remark, "text", part, note, note, note, number_format=_TEXT)

    def date_column(self) -> Column:
        period, rule = self.program.period, self.program.date_rule
        note = self.tell("date_note", say(self.language, "in_force", force_words(self.program, self.language)))
        if rule is not None:
            period, note = rule.period, self.tell("date_note", rule.label.text(self.language))
        always = self.program.undated is not None and rule is None
        return Column(
            tell(self.language, "column_date"),
            self.tell("needed"),
            "date",
            "needed",
            f"date\n{note}",
            note,
            self.tell("fault", note),
            first=None if always else period.first,
            last=None if always else period.last,
            number_format=_DATE,
        )

    def column(self, spec: Input) -> Column:
        language = self.language
        unit = unit_words(spec.type.unit, language, label=spec.label.text(language))
        part = self.part(spec)
        about = [self.takes(spec), *([spec.help.text(language)] if spec.help else [])]
        when = self.when(spec)
        return Column(
            spec.label.text(language),
            " · ".join(filter(None, (unit, self.tell(part)))),
            _kind(spec),
            part,
            "\n".join([spec.name, *about, *([when] if when else [])]),
            "\n".join([*about, *([when] if when else [])]),
            self.tell("fault", self.takes(spec)),
            choices=self.choices(spec),
            open_ended=self.extension(spec) != "",
            whole=spec.type.whole,
            first=_end(spec.minimum),
            last=_end(spec.maximum),
            number_format=_number_format(spec),
        )

    def part(self, spec: Input) -> str:
        if spec.optional or spec.has_default:
            return "optional"
        return "sometimes" if spec.name in self.spared or spec.optional_when is not None else "needed"

    def takes(self, spec: Input) -> str:
        """What a cell of the column takes, in one line."""
        if spec.type.kind not in ("choice", "boolean"):
            return input_form(self.program, spec, self.language, brief=True)
        extension = self.extension(spec)
        pick = self.tell("pick_or", extension) if extension else self.tell("pick")
        if not spec.has_default:
            return pick
        labels = {one.id: one.label.text(self.language) for one in choices_for(self.program, spec)}
        default = say(self.language, "default", value_words(spec.default, "", self.language, labels))
        return say(self.language, "comma").join((pick, default))

    def when(self, spec: Input) -> str:
        """When the column need not be filled in, where that is known; "" where it is not."""
        if spec.optional_when is not None:
            from benefits.words.formula import word_tree
            from benefits.words.vocabulary import vocabulary

            words = vocabulary(self.language, (), self.program)
            return say(self.language, "optional_when", word_tree(spec.optional_when.tree, words))
        spare = self.spared.get(spec.name)
        if spare is None:
            return ""
        other = find_input(self.program, spare.other)
        if other is None:
            return self.tell("spared_always")
        labels = {one.id: one.label.text(self.language) for one in choices_for(self.program, other)}
        values = (value_words(value, other.type.unit, self.language, labels) for value in spare.values)
        return self.tell("spared", other.label.text(self.language), self.tell("or").join(values))

    def choices(self, spec: Input) -> tuple[str | Decimal, ...]:
        if spec.keys_of:
            return tuple(Decimal(str(key)) for key in choices(self.program, spec))
        return tuple(one.label.text(self.language) for one in choices_for(self.program, spec))

    def extension(self, spec: Input) -> str:
        """The label of the table that may add to the choices, "" where none does."""
        extended = next((one.extended_by for one in self.program.enumerations if one.name == spec.type.choices), None)
        return input_label(self.program, extended.table, self.language) if extended else ""

    def head(self) -> Iterator[Line]:
        program, language = self.program, self.language
        yield (f"# {say(language, 'paren', program.title.text(language), program.id)}",)
        if program.summary is not None:
            yield (program.summary.text(language),)
        yield (say(language, "in_force", force_words(program, language)),)
        if self.day is not None:
            yield (self.tell("on", day_words(self.day, language)),)
        yield (f"# {say(language, 'documents')}",)
        for document in program.documents:
            item = document_item(document, language)
            yield (item.head,)
            yield from ((line,) for line in item.lines)

    def how(self, sheets: tuple[Sheet, ...], command: str) -> Iterator[Line]:
        yield (f"# {self.tell('how')}",)
        yield (self.tell("how_rows", sheets[0].title),)
        yield from ((self.tell("how_lists", sheet.title),) for sheet in sheets[1:])
        yield (self.tell("how_colours"),)
        yield (self.tell("how_empty"),)
        yield (self.tell("how_batch", command),)
        for spec in self.program.inputs:
            if self.table is not None and spec is not self.table:
                yield (self.tell("table" if spec.fields else "set", spec.name, spec.label.text(self.language)),)

    def columns(self, sheets: tuple[Sheet, ...]) -> Iterator[Line]:
        for sheet in sheets:
            yield (f"# {self.tell('columns')}{say(self.language, 'colon')}{sheet.title}",)
            for column in sheet.columns:
                yield (column.heading, column.remark, column.prompt)

    def outputs(self) -> Iterator[Line]:
        known = {decision.name: decision for decision in self.program.decisions}
        yield (f"# {self.tell('outputs')}",)
        for _, name in self.program.outputs:
            yield self.output(known[name])

    def output(self, decision: Decision) -> Line:
        facts = [unit_words(decision.type.unit, self.language)]
        facts += [tell(self.language, f"kind_words_{decision.kind}")] if decision.kind not in ("", "amount") else []
        note = decision.note.text(self.language) if decision.note else ""
        return decision.label.text(self.language), " · ".join(filter(None, facts)), note

    def readings(self) -> Iterator[Line]:
        if not self.program.interpretations:
            return
        yield (f"# {self.tell('readings')}",)
        if any(len(one.options) > 1 for one in self.program.interpretations):
            yield (self.tell("readings_how"),)
        for one in self.program.interpretations:
            for place, option in enumerate(one.options):
                said = option.label.text(self.language)
                several = len(one.options) > 1
                told = self.tell("default", said) if several and option.id == one.default else said
                choose = f"--assume {one.name}={option.id}" if several else self.tell("only")
                yield one.question.text(self.language) if place == 0 else "", told, choose


def _kind(spec: Input) -> str:
    if spec.type.kind in ("choice", "boolean") or spec.keys_of:
        return "choice"
    return spec.type.kind if spec.type.kind in ("number", "date") else "text"


def _end(end: Fraction | None) -> Decimal | None:
    return Decimal(numbers.text(end)) if end is not None else None


def _number_format(spec: Input) -> str:
    if spec.type.kind == "number":
        if spec.type.whole:
            return _WHOLE
        return _MONEY if is_money(spec.type.unit) and spec.decimals == 2 else _GENERAL
    return {"date": _DATE, "text": _TEXT, "month_day": _TEXT}.get(spec.type.kind, _GENERAL)
