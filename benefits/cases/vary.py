"""One change at a time to a question: its day, an option, a choice, the number of rows, a value at the stated ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from benefits.cases.edges import bounds, periods
from benefits.cases.question import Question, Slot, choices, slots
from benefits.cases.start import first_row
from benefits.model.program import Input, Program

_DAY = timedelta(1)


def by_day(program: Program, question: Question) -> Iterator[Question]:
    """The day before, on and after each first and last day of a period; with a fixed day of the year, each such day."""
    found: set[date] = set()
    for period in periods(program):
        for edge in (period.first, period.last):
            if edge is not None:
                found |= {edge + _DAY * by for by in (-1, 0, 1) if date.min < edge < date.max}
    rule = program.date_rule
    if rule is not None:
        last = (rule.period.last or question.day).year
        years = range((rule.period.first or question.day).year, last + 1)
        found |= {date.fromisoformat(f"{year}-{rule.month_day}") for year in years}
    for day in sorted(found):
        yield Question(day, question.inputs, question.assume, "day", "date")


def by_option(program: Program, question: Question) -> Iterator[Question]:
    """Each other option of each open question."""
    for one in program.interpretations:
        taken = question.assume.get(one.name, one.default)
        for option in (option for option in one.options if option.id != taken):
            assume = {**question.assume, one.name: option.id}
            yield Question(question.day, question.inputs, assume, "option", one.name)


def by_choice(program: Program, question: Question) -> Iterator[Question]:
    """Each choice, yes and no, each key; and an optional value left out. Of rows the first is varied."""
    for slot in slots(program, question):
        for value in choices(program, slot.spec) if slot.place < 1 else ():
            yield slot.holding(question, value, "choice")
        if slot.spec.optional and slot.value(question) is not None:
            yield slot.holding(question, None, "choice")


def by_two_choices(program: Program, question: Question) -> Iterator[Question]:
    """Two choices changed at once: what one change alone does not reach."""
    few = [slot for slot in slots(program, question) if choices(program, slot.spec)]
    for one, other in combinations(few, 2):
        for first in choices(program, one.spec):
            for second in choices(program, other.spec):
                both = other.holding(one.holding(question, first, "choices"), second, "choices")
                yield both.because("choices", f"{one.path}, {other.path}")


def by_rows(program: Program, question: Question) -> Iterator[Question]:
    """Each list or table with no, one and two rows."""
    for spec in program.inputs:
        if not spec.fields:
            continue
        given = question.inputs.get(spec.name)
        rows = list(given) if isinstance(given, list) and given else [first_row(program, spec, question)]
        if len(rows) == 1:
            rows.append(another_row(program, spec, rows[0]))
        for count in (0, 1, 2):
            yield Slot(spec, spec.name).holding(question, rows[:count], "rows")


def another_row(program: Program, spec: Input, row: dict[str, object]) -> dict[str, object]:
    """A row like this one that differs where no two rows may agree, or where they may share no day."""
    fields = {one.name: one for one in spec.fields}
    differing = spec.unique or (spec.no_overlap.by if spec.no_overlap else ())
    changed = dict(row)
    for name in differing:
        listed = choices(program, fields[name])
        others = [value for value in listed if value != row.get(name)]
        if others:
            changed[name] = others[0]
        elif fields[name].type.kind == "text":
            changed[name] = f"{row.get(name)}2"
    return changed


def by_bound(program: Program, question: Question) -> Iterator[Question]:
    """Numbers at the stated ends, one unit inside and one outside."""
    for slot in slots(program, question):
        for step in bounds(slot):
            yield slot.at(question, step, "bound")
