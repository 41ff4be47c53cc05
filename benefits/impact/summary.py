"""A comparison in words: the same blocks for a terminal, a page and a sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from benefits.columns.headings import DAY, DAY_LABEL
from benefits.columns.refused import DAY_CODES, in_labels
from benefits.impact.compare import Comparison
from benefits.impact.figures import figure_changes
from benefits.impact.phrases import say
from benefits.impact.totals import Output, Tally, costs
from benefits.model.change import Applied
from benefits.model.program import Enumeration, Period, Program
from benefits.words.blocks import Block, Heading, Item, Listing, Sentence, Table
from benefits.words.inputs import input_label
from benefits.words.problems import problem_words
from benefits.words.units import is_money, unit_words
from benefits.words.values import day_words, number_text, number_words, period_words, value_words

_MOVES = ("enters", "gains", "loses", "leaves")
_DIGEST = 23  # `sha256:` and sixteen digits: enough to tell rules apart by eye
_FULL = 40


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its program, and its day (None: each row's own)."""

    program: Program
    day: date | None


@dataclass(frozen=True, slots=True)
class Question:
    """What was compared: the sides, the changes made to the second, and the register's name."""

    before: Side
    after: Side
    changes: tuple[Applied, ...] = ()
    source: str = ""

    @property
    def program(self) -> Program:
        """The program as the second side has it, which is what is told of it."""
        return self.after.program


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report, with its blocks."""

    name: str
    blocks: tuple[Block, ...]


class Summary:
    """A comparison told in one language."""

    def __init__(self, question: Question, comparison: Comparison, language: str) -> None:
        self.question, self.comparison, self.language = question, comparison, language
        self.main = comparison.main
        self.tallies = comparison.tally(self.main)
        self._members: Mapping[str, Enumeration] = {each.name: each for each in question.program.enumerations}

    def say(self, key: str, *places: str) -> str:
        return say(self.language, key, *places)

    def label(self, output: Output) -> str:
        return output.label.text(self.language)

    def title(self) -> str:
        return self.say("title", self.question.program.title.text(self.language))

    def parts(self, most: int = _FULL, by: int | None = None) -> Iterator[Part]:
        """The report, part by part. `most`: rows shown; `by`: the carried column to break the totals down by."""
        yield Part("compared", (Heading(self.title(), 1), *self.compared()))
        before, after = ((side.program, side.day) for side in (self.question.before, self.question.after))
        figures = tuple(figure_changes(before, after, self.language))
        if figures:
            yield Part("figures", figures)
        yield Part("result", tuple(self.result()))
        spread = self.comparison.spread(self.main)
        if spread is not None and spread.count > 1:
            yield Part("spread", tuple(self.spread()))
        if by is not None:
            yield Part("by", tuple(self.groups(by)))
        if len(self.comparison.outputs) > 1:
            yield Part("outputs", tuple(self.outputs()))
        if self.comparison.differing(everything=False):
            yield Part("changed", tuple(self.changed(most)))
        if self.comparison.refused():
            yield Part("refused", tuple(self.refused(most)))
        yield Part("notes", tuple(self.notes()))

    def compared(self) -> Iterator[Block]:
        question, language = self.question, self.language
        rows = [(self.say("program"), question.program.id)]
        rows += [(self.say("source"), question.source or self.say("one_case"))]
        for key, side in (("before", question.before), ("after", question.after)):
            when = day_words(side.day, language) if side.day else self.say("own_day")
            rows.append((self.say(key), self.say("side", when, side.program.bundle[:_DIGEST])))
        rows += [(self.say("change"), self.change_words(change)) for change in question.changes]
        total, answered = self.comparison.rows(), self.comparison.answered()
        told = self.say("rows_answered", *map(counted, (total, answered, total - answered)))
        yield Table((), (*rows, (self.say("rows"), told)))

    def change_words(self, applied: Applied) -> str:
        """城市低保标准：622 元/人·月 → 650 元/人·月，自2020年7月1日起"""
        language = self.language
        keys = [self._key(name, key) for name, key in zip(applied.by, applied.keys, strict=True) if key != "*"]
        label = applied.label.text(language)
        label = self.say("change_keyed", label, self.say("listing").join(keys)) if keys else label
        unit = "" if applied.unit == "1" else applied.unit
        old, new = (
            self.say("no_value") if value is None else value_words(_told(value), unit, language)
            for value in (applied.before, applied.after)
        )
        return self.say("change_line", label, old, new, period_words(applied.first, applied.last, language))

    def _key(self, name: str, key: str) -> str:
        program = self.question.program
        kinds = {field.name: field.type for spec in program.inputs for field in (*spec.fields, spec)}
        kinds |= {decision.name: decision.type for decision in program.decisions}
        return self._choice(kinds[name].choices, key) if name in kinds else key

    def _choice(self, choices: str, value: str) -> str:
        members = self._members[choices].values if choices in self._members else ()
        return next((one.label.text(self.language) for one in members if one.id == value), value)

    def result(self) -> Iterator[Block]:
        """The headline, the classes with their sums, and what it costs."""
        main = self.main
        counts = {name: counted(tally.count) for name, tally in self.tallies.items()}
        yield Heading(self.label(main))
        yield Sentence(self.headline(counts))
        yield self._classes()
        if main.adds_up:
            yield Heading(self.say("cost"), 3)
            yield self._costs()

    def headline(self, counts: Mapping[str, str]) -> str:
        if not self.comparison.differing():
            return self.say("nothing" if self.comparison.answered() else "none_answered")
        if self.main.kind == "other":
            return self.say("headline_choice", self.label(self.main), counts["changes"], counts["unchanged"])
        order = ("enters", "gains", "loses", "leaves", "unchanged")
        return self.say("headline", self.label(self.main), *(counts[name] for name in order))

    def _classes(self) -> Table:
        main = self.main
        shown = [name for name, tally in self.tallies.items() if name in _shown(main) or tally.count]
        columns = [self.say("what"), self.say("count")]
        columns += [self.say(key) for key in ("sum_before", "sum_after", "difference")] if main.adds_up else []
        rows = [(self.say(name), *self._cells(self.tallies[name])) for name in shown]
        rows.append((self.say("total"), *self._cells(self.total())))
        return Table(tuple(columns), tuple(rows), frozenset(range(1, len(columns))))

    def total(self) -> Tally:
        """All rows that both sides answer, with the sums of those where both sides have a figure."""
        count = sum(tally.count for tally in self.tallies.values())
        if not self.main.adds_up:
            return Tally(count)
        known = [tally for tally in self.tallies.values() if tally.difference is not None]
        before, after = (sum((getattr(tally, side) for tally in known), Fraction(0)) for side in ("before", "after"))
        return Tally(count, before, after)

    def _cells(self, tally: Tally) -> tuple[str, ...]:
        if not self.main.adds_up:
            return (counted(tally.count),)
        unknown = tally.difference is None
        sums = ("", "", "") if unknown else (amount(tally.before), amount(tally.after), signed(tally.difference))
        return (counted(tally.count), *sums)

    def difference(self, tallies: Mapping[str, Tally]) -> Fraction:
        """The sum of the classes' differences."""
        return sum((each.difference for each in tallies.values() if each.difference is not None), Fraction(0))

    def is_number(self, heading: str) -> bool:
        """Whether a carried column holds a number that the program asks for."""
        return any(spec.name == heading and spec.type.kind == "number" for spec in self.question.program.inputs)

    def costs(self) -> list[tuple[str, Fraction, Fraction]]:
        """`month`, `year` or `once` with the sums before and after."""
        total = self.total()
        pairs = zip(
            costs(self.main.unit, total.before or Fraction(0)),
            costs(self.main.unit, total.after or Fraction(0)),
            strict=True,
        )
        return [(per, before, after) for (per, before), (_, after) in pairs]

    def _costs(self) -> Table:
        columns = tuple(self.say(key) for key in ("per", "sum_before", "sum_after", "difference"))
        rows = [
            (
                self.say(per),
                yuan(old, self.language),
                yuan(new, self.language),
                yuan(new - old, self.language, sign=True),
            )
            for per, old, new in self.costs()
        ]
        return Table(columns, tuple(rows), frozenset((1, 2, 3)))

    def spread(self) -> Iterator[Block]:
        found = self.comparison.spread(self.main)
        if found is None:
            return
        unit = unit_words(self.main.unit, self.language)
        figures = (signed(each) for each in (found.least, found.greatest, found.mean, found.median))
        yield Heading(self.say("spread"))
        yield Sentence(self.say("spread_words", counted(found.count), *figures, unit or "1"))
        bins = self.comparison.bins(self.main)
        most = max(each.count for each in bins)
        rows = [(self.bin_words(each.low, each.high), counted(each.count), _bar(each.count, most)) for each in bins]
        columns = (self.say("difference"), self.say("count"), "")
        yield Table(columns, tuple(rows), frozenset((0, 1)))

    def bin_words(self, low: Fraction, high: Fraction) -> str:
        return self.say("bin", plain_number(low), plain_number(high))

    def outputs(self) -> Iterator[Block]:
        """Every output with how many rows are in each class."""
        tallies = [(output, self.comparison.tally(output)) for output in self.comparison.outputs]
        shown = [name for name in tallies[0][1] if any(found[name].count for _, found in tallies)]
        rows = tuple(
            (
                self.label(output),
                *(counted(found[name].count) for name in shown),
                signed(self.difference(found)) if output.adds_up else "",
            )
            for output, found in tallies
        )
        yield Heading(self.say("outputs"))
        columns = (self.say("output"), *map(self.say, shown), self.say("difference"))
        yield Table(columns, rows, frozenset(range(1, len(columns))))

    def groups(self, by: int) -> Iterator[Block]:
        """The main output's classes and difference for each value of a column."""
        heading = self.comparison.headings[by]
        found = self.comparison.groups(self.main, by)
        shown = [name for name in self.tallies if any(each[name].count for each in found.values())]
        rows = []
        for value, tallies in found.items():
            cells = [self.group_words(heading, value), *(counted(tallies[name].count) for name in shown)]
            rows.append((*cells, *([signed(self.difference(tallies))] if self.main.adds_up else [])))
        columns = [
            self.heading(heading),
            *map(self.say, shown),
            *([self.say("difference")] if self.main.adds_up else []),
        ]
        yield Heading(self.say("by", self.heading(heading)))
        yield Table(tuple(columns), tuple(rows), frozenset(range(1, len(columns))))

    def heading(self, heading: str) -> str:
        """A carried column's heading: an input's label, or as the file has it."""
        spec = next((spec for spec in self.question.program.inputs if spec.name == heading), None)
        return spec.label.text(self.language) if spec is not None else heading

    def names(self, heading: str) -> tuple[str, ...]:
        """What a carried column is called: its heading, and the labels of the input that it holds."""
        spec = next((spec for spec in self.question.program.inputs if spec.name == heading), None)
        return (heading, spec.label.zh, spec.label.en) if spec is not None else (heading,)

    def group_words(self, heading: str, value: object) -> str:
        """A cell of a carried column: a choice by its label."""
        spec = next((spec for spec in self.question.program.inputs if spec.name == heading), None)
        if value is None or value == "":
            return self.say("not_given") if spec is not None else ""
        if spec is not None and spec.type.kind == "boolean":
            return value_words({"true": True, "false": False}.get(str(value), value), "", self.language)
        return self._choice(spec.type.choices, str(value)) if spec is not None else str(value)

    def cell(self, output: Output, value: object) -> str:
        """An output's value without its unit, which stands in the heading."""
        if value is None:
            return ""
        if isinstance(value, Decimal):
            return amount(Fraction(value)) if is_money(output.unit) else number_words(value)
        if isinstance(value, bool):
            return value_words(value, "", self.language)
        listed = json.loads(str(value)) if output.choices and str(value).startswith("[") else [value]
        return self.say("listing").join(self._choice(output.choices, str(one)) for one in listed)

    def changed(self, most: int) -> Iterator[Block]:
        """The rows in which the main output differs, the first of them."""
        main, place = self.main, self.comparison.outputs.index(self.main)
        total = self.comparison.differing(everything=False)
        yield Heading(self.say("changed"))
        if total > most:
            yield Sentence(self.say("first_rows", counted(most), counted(total)))
        headings = self.comparison.headings
        rows = []
        for each in self.comparison.changed(everything=False, most=most):
            old, new = each.before[place], each.after[place]
            cells = [
                str(each.row),
                *(
                    self.group_words(*pair) if pair[1] not in (None, "") else ""
                    for pair in zip(headings, each.carried, strict=True)
                ),
            ]
            cells += [self.say(each.what), self.cell(main, old), self.cell(main, new)]
            cells += [_difference(old, new)] if main.kind == "number" else []
            rows.append(tuple(cells))
        keys = ["what", "before", "after", *(["difference"] if main.kind == "number" else [])]
        columns = (self.say("row"), *map(self.heading, headings), *map(self.say, keys))
        right = frozenset(range(len(columns) - 3, len(columns))) if main.kind == "number" else frozenset[int]()
        yield Table(columns, tuple(rows), right | {0})

    def refused(self, most: int) -> Iterator[Block]:
        """Why rows have no answer."""
        reasons = self.comparison.refused()
        yield Heading(self.say("refused"))
        if len(reasons) > most:
            yield Sentence(self.say("first_refused", counted(most), counted(len(reasons))))
        columns = tuple(self.say(key) for key in ("row", "column", "value", "reason"))
        yield Table(columns, tuple(tuple(map(str, line)) for line in islice(self.refusals(), most)), frozenset((0,)))

    def refusals(self) -> Iterator[tuple[int, str, str, str]]:
        """Row, column, value and reason of everything that was refused."""
        program, language = self.question.program, self.language
        for each in self.comparison.refused():
            problem = in_labels(each.problem, program, language)
            of_day = problem.path == DAY or problem.code in DAY_CODES
            column = DAY_LABEL.text(language) if of_day else input_label(program, problem.path, language)
            yield each.row, column, problem.value, problem_words(problem, language, program)

    def notes(self) -> Iterator[Block]:
        keys = ["note_classes"]
        keys += ["note_sum"] if self.main.adds_up else []
        keys += ["note_year"] if self.main.adds_up and "/month" in self.main.unit else []
        keys += ["note_person"] if self.main.by_person else []
        keys += ["note_unclear"] if self.tallies["unclear"].count else []
        keys += ["note_proposed"] if self.question.changes else []
        keys += [f"note_{key}" for key in self._in_vain()]
        yield Heading(self.say("notes"))
        yield Listing(tuple(Item(self.say(key)) for key in (*keys, "note_arithmetic")))

    def _in_vain(self) -> Iterator[str]:
        """Why the changes cannot have an effect, where that is so."""
        question = self.question
        if question.changes and question.before.program.bundle == question.after.program.bundle:
            yield "elsewhere"
        day = question.after.day
        periods = [Period(change.first, change.last) for change in question.changes]
        if day is not None and periods and not any(period.covers(day) for period in periods):
            yield "other_days"


def _shown(main: Output) -> tuple[str, ...]:
    return ("enters", "leaves") if main.kind == "boolean" else _MOVES if main.kind == "number" else ()


def _told(value: object) -> object:
    return number_text(value) if isinstance(value, Fraction) else value


def _bar(count: int, most: int) -> str:
    return "█" * max(1 if count else 0, 30 * count // most)


def _difference(old: object, new: object) -> str:
    if not isinstance(old, Decimal | int) or not isinstance(new, Decimal | int):
        return ""
    return signed(Fraction(new) - Fraction(old))


def counted(number: int) -> str:
    """A count, thousands apart."""
    return f"{number:,}"


def plain_number(number: Fraction) -> str:
    """A number's digits, rounded to the fen where it is no finite decimal and then marked."""
    text = number_words(number, "%" if "/" in number_text(number) else "")
    mark, digits = ("≈", text[1:]) if text.startswith("≈") else ("", text)
    whole, point, rest = digits.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{mark}{sign}{int(whole):,}{point}{rest}"


def amount(number: Fraction | None) -> str:
    """Yuan with at least two decimals and thousands apart: `1,234.50`."""
    if number is None:
        return ""
    text = plain_number(number)
    whole, _, rest = text.partition(".")
    return f"{whole}.{rest.ljust(2, '0')}"


def signed(number: Fraction | None) -> str:
    """An amount with its sign, none for nothing."""
    text = amount(number)
    if number is None or number <= 0:
        return text
    return f"≈+{text[1:]}" if text.startswith("≈") else f"+{text}"


def yuan(number: Fraction, language: str, sign: bool = False) -> str:
    """An amount with its unit."""
    return f"{signed(number) if sign else amount(number)} {unit_words('CNY', language)}"
