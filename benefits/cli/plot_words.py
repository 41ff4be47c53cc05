"""A sweep in words: the titles, units, thresholds and gaps of its picture, and the table of its thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from benefits.cli.messages import tell
from benefits.engine.calculator import Calculator
from benefits.errors import BenefitsError, NotInForceError
from benefits.impact.base import Base
from benefits.impact.curves import Band, Mark, Panel, Picture, Place
from benefits.impact.sweep import QuestionDay, Sweep, number
from benefits.impact.turnings import Nothing, Stretch, Turning, decision_of, shown, stretches, turnings
from benefits.words.blocks import Sentence
from benefits.words.texts import say
from benefits.words.units import unit_words
from benefits.words.values import day_words, number_text, value_words
from benefits.words.vocabulary import Vocabulary, vocabulary

_WIDEST_LINE = 116


@dataclass(frozen=True)
class Told:
    """A sweep with the question it started from, to be told in one language."""

    sweep: Sweep
    base: Base
    calculator: Calculator
    language: str

    @property
    def words(self) -> Vocabulary:
        return vocabulary(self.language, (), self.sweep.program)

    def tell(self, key: str, *places: str) -> str:
        return tell(self.language, key, *places)

    def picture(self, outputs: tuple[str, ...]) -> Picture:
        steps = self.sweep.steps
        ends = self.sweep.value(steps[0]), self.sweep.value(steps[-1])
        head = (self.sweep.program.title.text(self.language), *_wrapped(self.conditions(), self.language))
        panels = tuple(self.panel(one) for one in outputs)
        foot = (*_wrapped(self.legend(panels), self.language), *_wrapped([self.basis()], self.language))
        whole = self.sweep.slot.spec.type.whole
        return Picture(head, panels, self.across(), ends, foot, whole, self.sweep.few)

    def legend(self, panels: Sequence[Panel]) -> list[str]:
        """What the signs mean that are there."""
        marks = [mark for panel in panels for mark in panel.marks]
        kinds = {mark.kind for mark in marks if mark.old is not None}
        there = {
            "threshold": bool(marks),
            "bend": "bend" in kinds,
            "jump": "jump" in kinds,
            "cliff": any(mark.cliff for mark in marks),
            "gap": any(band.empty for panel in panels for band in panel.bands),
        }
        reasons = dict.fromkeys(
            band.text for panel in panels for band in panel.bands if band.empty and band.text != band.short
        )
        return [*(self.tell(f"plot_legend_{key}") for key, shown in there.items() if shown), *reasons]

    def across(self) -> str:
        """What varies, with its unit."""
        label = self.slot_label()
        unit = unit_words(self.sweep.slot.spec.type.unit, self.language, label=label)
        return say(self.language, "paren", label, unit) if unit else label

    def slot_label(self) -> str:
        if isinstance(self.sweep.slot, QuestionDay):
            return say(self.language, "the_date")
        return self.sweep.slot.spec.label.text(self.language)

    def conditions(self, taken_only: bool = False) -> list[str]:
        """The date, the other values and the readings that were chosen."""
        question, slot = self.base.question, self.sweep.slot
        told = []
        if not isinstance(slot, QuestionDay) and (self.base.day_taken or not taken_only):
            told.append(self.tell("plot_day", day_words(question.day.isoformat(), self.language)))
        values = self.base.taken if taken_only else question.inputs
        order = [spec.name for spec in self.sweep.program.inputs if spec.name in values]
        told += [self.given(name, values[name]) for name in order if name != slot.name]
        if not taken_only:
            told += [
                self.tell("plot_assume", self.words.label(name), self.words.value(name, option))
                for name, option in question.assume.items()
            ]
        return told

    def given(self, name: str, value: object) -> str:
        shown = (
            say(self.language, "rows", str(len(value))) if isinstance(value, list) else self.words.value(name, value)
        )
        return f"{self.words.label(name)} {shown}"

    def basis(self) -> str:
        documents = self.sweep.program.documents
        english = self.language == "en"
        listed = (one.title.en if english else one.number or one.title.zh for one in documents)
        return self.tell("plot_basis", say(self.language, "listing").join(listed))

    def panel(self, output: str) -> Panel:
        decision = decision_of(self.sweep.program, output)
        unit = unit_words(decision.type.unit, self.language, label=decision.label.text(self.language))
        found = stretches(self.sweep, output)
        lines = tuple(tuple((self.sweep.value(step), value) for step, value in one.points) for one in found)
        return Panel(
            decision.label.text(self.language),
            unit,
            tuple(line for line in lines if line),
            tuple(self.bands(output, found)),
            tuple(self.mark(turn) for turn in turnings(self.sweep, output)),
            decision.type.kind == "date",
        )

    def bands(self, output: str, found: list[Stretch]) -> Iterator[Band]:
        for place, one in enumerate(found):
            if one.points:
                continue
            last = found[place + 1].first if place + 1 < len(found) else one.last
            text = self.answer(output, one.value, one.first)
            yield Band(
                self.sweep.value(one.first),
                self.sweep.value(last),
                text,
                self.short(one.value),
                self.tone(output, one.value),
            )

    def short(self, value: object) -> str:
        """Why there is no answer, in a word."""
        if not isinstance(value, Nothing):
            return ""
        kinds = {"absent": "absent", "undetermined": "undetermined", "not_in_force": "outside"}
        return self.tell(f"plot_nothing_{kinds.get(value.kind, 'refused')}")

    def tone(self, output: str, value: object) -> int:
        """The number of the value's colour: none for no answer, pale for no, the choice's place in its list."""
        if isinstance(value, Nothing):
            return -1
        if isinstance(value, bool):
            return int(value)
        listed = list(self.words.term(decision_of(self.sweep.program, output).name).choices)
        return listed.index(str(value)) + 1 if value in listed else 1

    def mark(self, turn: Turning) -> Mark:
        old, new = number(turn.old), number(turn.new)
        told = ""
        if turn.kind == "jump" and old is not None and new is not None:
            told = _grouped(self.difference(turn.output, old, new))
        return Mark(
            self.sweep.value(turn.after),
            self.place(self.threshold(turn), grouped=True),
            turn.kind,
            old,
            new,
            told,
            turn.cliff,
        )

    def threshold(self, turn: Turning) -> Place:
        """The value that a table names; of days the first on which it is otherwise."""
        return self.sweep.value(turn.after if self.sweep.slot.spec.type.kind == "date" else turn.at)

    def difference(self, output: str, old: Fraction, new: Fraction) -> str:
        """By how much, with its sign and unit; days count as days."""
        type_ = decision_of(self.sweep.program, output).type
        unit = "day" if type_.kind == "date" else type_.unit
        sign = "+" if new > old else "-"
        return sign + value_words(Decimal(number_text(abs(new - old))), unit, self.language)

    def place(self, value: Place, grouped: bool = False) -> str:
        """A value of what varies, with its unit; `grouped`: in thousands, as pictures have it."""
        if isinstance(value, date):
            return day_words(value.isoformat(), self.language)
        told = value_words(value, self.sweep.slot.spec.type.unit, self.language, label=self.slot_label())
        return _grouped(told) if grouped else told

    def answer(self, output: str, value: object, step: int) -> str:
        """An answer; why there is none."""
        if isinstance(value, Nothing):
            return self.nothing(output, value, step)
        return self.words.value(decision_of(self.sweep.program, output).name, value)

    def nothing(self, output: str, value: Nothing, step: int) -> str:
        if value.kind == "absent":
            return self.tell("plot_nothing_absent")
        if value.kind == "undetermined":
            question = self.sweep.slot.at(self.sweep.question, step)
            decided = self.calculator.decide(question.day, question.inputs, question.assume)
            reason = decided.undetermined.get(output)
            return say(self.language, "undetermined_because", reason.text(self.language) if reason else "")
        answer = self.sweep.at(step)
        if isinstance(answer, NotInForceError):
            return self.tell("plot_nothing_outside")
        if isinstance(answer, BenefitsError):
            from benefits.words import problem_words

            return problem_words(answer.problems[0], self.language, self.sweep.program)
        return self.tell("plot_nothing_refused")

    def heading(self) -> tuple[str, ...]:
        keys = ("value", "from", "to", "before", "after", "what")
        return tuple(self.tell(f"plot_turn_{key}") for key in keys)

    def rows(self, output: str) -> tuple[tuple[str, ...], ...]:
        """The output's turnings as a table: threshold, last value before, first after, answers there, what happens."""
        return tuple(self.row(turn) for turn in turnings(self.sweep, output))

    def cut(self, rows: int, most: int) -> list[Sentence]:
        """That not all rows are shown, where that is so."""
        return [Sentence(say(self.language, "cut_rows", str(most), str(rows)))] if rows > most else []

    def even(self, output: str) -> str:
        """What is said of an output that turns nowhere: its answers at both ends."""
        told = []
        for step in (self.sweep.steps[0], self.sweep.steps[-1]):
            value = self.reasoned(shown(self.sweep.at(step), output), step)
            told += [self.place(self.sweep.value(step)), self.answer(output, value, step)]
        return self.tell("plot_even", *told)

    def row(self, turn: Turning) -> tuple[str, ...]:
        value = self.sweep.value
        mark = self.mark(turn)
        key = "plot_cliff" if turn.cliff else f"plot_{turn.kind}"
        what = self.tell(key, mark.told.lstrip("-") if turn.cliff else mark.told)
        ends = (self.place(value(turn.before)), self.place(value(turn.after)))
        old, new = ((turn.old, turn.before), (turn.new, turn.after))
        answers = (self.answer(turn.output, self.reasoned(*one), one[1]) for one in (old, new))
        return (self.place(self.threshold(turn)), *ends, *answers, what)

    def reasoned(self, value: object, step: int) -> object:
        answer = self.sweep.at(step)
        return Nothing(value.kind, answer) if isinstance(value, Nothing) and not isinstance(answer, Mapping) else value


def _grouped(told: str) -> str:
    """The number at the head of the text in thousands, without decimals that say nothing: 5,000,000 yuan."""

    def shown(found: re.Match[str]) -> str:
        decimals = found[3] or ""
        return f"{found[1]}{int(found[2]):,}{decimals if decimals.strip('.0') else ''}"

    return re.sub(r"^([+-]?)([0-9]+)(\.[0-9]+)?", shown, told)


def _wrapped(parts: list[str], language: str) -> Iterator[str]:
    """The parts joined, in lines that fit the picture."""
    from textwrap import wrap

    from benefits.words.plain_text import width

    joint, line = say(language, "semicolon"), ""
    for part in parts:
        longer = f"{line}{joint}{part}" if line else part
        if line and width(longer) > _WIDEST_LINE:
            yield line
            longer = part
        line = longer
    yield from (
        [line] if width(line) <= _WIDEST_LINE else wrap(line, _WIDEST_LINE if language == "en" else _WIDEST_LINE // 2)
    )
