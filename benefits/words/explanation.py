"""A decision in words: the result first, then how it was worked out, from its steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Protocol

from benefits.model.program import Label, Program
from benefits.words.blocks import Block, Explanation, Heading, Item, Listing, Sentence, Table
from benefits.words.figures import documents, figures
from benefits.words.steps import because, reading_item, rows_words, step_item
from benefits.words.texts import say
from benefits.words.units import unit_words
from benefits.words.values import day_words, is_number, number_words, period_words
from benefits.words.vocabulary import Step, Vocabulary, label_of, vocabulary

MAX_ROWS = 200


class Answer(Protocol):
    """What is explained; the engine's `Decision` is one."""

    @property
    def program(self) -> str: ...
    @property
    def date(self) -> date: ...
    @property
    def outputs(self) -> Mapping[str, object]: ...
    @property
    def undetermined(self) -> Mapping[str, Label]: ...
    @property
    def steps(self) -> Sequence[Step]: ...
    @property
    def digest(self) -> str: ...


def explain(answer: Answer, program: Program | None, language: str) -> Explanation:
    """The answer for people. `program` adds its title, the labels of every choice and how tables are made."""
    words = vocabulary(language, answer.steps, program)
    blocks: list[Block] = [*_head(answer, program, language), Heading(say(language, "result"))]
    blocks += _results(answer, words)
    blocks += _open(answer, words)
    blocks += _notes(answer.steps, language)
    blocks += _worked_out(answer, program, words)
    blocks += _given(answer.steps, words)
    blocks += figures(answer.steps, program, words)
    blocks += documents(answer.steps, program, language)
    blocks += _readings(answer.steps, program, language)
    if answer.digest:
        blocks.append(Sentence(say(language, "proof", answer.digest)))
    return Explanation(language, tuple(blocks))


def _of_kind(steps: Sequence[Step], *kinds: str) -> list[Step]:
    return [step for step in steps if step["kind"] in kinds]


def _head(answer: Answer, program: Program | None, language: str) -> Iterator[Block]:
    title = say(language, "paren", program.title.text(language), program.id) if program else str(answer.program)
    yield Heading(title, 1)
    yield Sentence(say(language, "on_date", day_words(answer.date, language)))
    if program is not None and program.summary is not None:
        yield Sentence(program.summary.text(language))


def _made_by(answer: Answer) -> dict[str, Step]:
    """Output → the step that made it."""
    return {str(step["output"]): step for step in answer.steps if step.get("output")}


def _results(answer: Answer, words: Vocabulary) -> Iterator[Block]:
    """The outputs: single values in one table, then every table under its own heading."""
    steps = _made_by(answer)
    pairs, tables = [], []
    for name, value in answer.outputs.items():
        step = steps.get(name, {})
        label = label_of(step.get("label"), words.language) or words.label(name)
        if name in answer.undetermined:
            pairs.append((label, because(answer.undetermined[name], words.language)))
        elif _is_table(value, step):
            tables.append((label, name, step, value))
        else:
            pairs.append((label, _result_words(name, value, step, words)))
    if pairs:
        yield Table((), tuple(pairs))
    for label, name, step, rows in tables:
        yield Heading(label, 3)
        yield from table_blocks(rows, step, words.within(str(step.get("name", name))))


def _is_table(value: object, step: Step) -> bool:
    if step.get("kind") == "rows":
        return value is not None
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _result_words(name: str, value: object, step: Step, words: Vocabulary) -> str:
    """A single value as a result: the step's own text where it has one, with what kind of figure it is."""
    language, result = words.language, step.get("result", value)
    if value is None:
        return say(language, "undetermined")
    known = words.value(str(step.get("name", name)), result if not isinstance(result, Mapping) else value)
    nothing = is_number(result) and not Fraction(str(result))
    kind = "amount" if nothing and step.get("figure") == "ceiling" else str(step.get("figure") or "amount")
    return say(language, f"figure_{kind}", known)


def table_blocks(rows: object, step: Step, words: Vocabulary) -> Iterator[Block]:
    """Rows as a table, at most `MAX_ROWS` of them; `words` is the vocabulary inside the table."""
    listed = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []
    described = step.get("columns")
    names = list(dict.fromkeys(name for row in listed[:MAX_ROWS] for name in row))
    if not listed:
        names = [str(column["name"]) for column in described] if isinstance(described, list) else []
    right = {
        place
        for place, name in enumerate(names)
        if any(is_number(row.get(name)) and words.term(name).unit for row in listed[:MAX_ROWS])
    }
    cells = tuple(tuple(_cell(row, name, words) for name in names) for row in listed[:MAX_ROWS])
    if not cells:
        yield Sentence(rows_words(0, words.language))
        return
    headings = tuple(_heading(name, words) for name in names)
    yield Table(headings, cells, frozenset(right))
    if len(listed) > MAX_ROWS:
        yield Sentence(say(words.language, "cut_rows", str(MAX_ROWS), str(len(listed))))


def _heading(name: str, words: Vocabulary) -> str:
    """A column's label, with the unit of its numbers unless that says the same."""
    term = words.term(name)
    unit = unit_words(term.unit, words.language, label=term.label)
    return (
        say(words.language, "paren", term.label, unit) if unit.casefold() not in term.label.casefold() else term.label
    )


def _cell(row: Mapping[str, object], name: str, words: Vocabulary) -> str:
    if name not in row:
        return ""
    if row[name] is None:
        return say(words.language, "undetermined")
    if is_number(row[name]) and words.term(name).unit:
        return number_words(row[name], words.term(name).unit)
    return words.value(name, row[name])


def _open(answer: Answer, words: Vocabulary) -> Iterator[Block]:
    """What was not determined inside a table; a whole output says so in its own line."""
    items = []
    steps = _made_by(answer)
    for path, reason in answer.undetermined.items():
        table, _, column = path.partition(".")
        if column:
            owner = str(steps.get(table, {}).get("name", table))
            label = say(words.language, "member", words.label(owner), words.within(owner).label(column))
            items.append(Item(label + say(words.language, "colon") + label_of(reason, words.language)))
    if items:
        yield Heading(say(words.language, "what_is_open"))
        yield Listing(tuple(items))


def _notes(steps: Sequence[Step], language: str) -> Iterator[Block]:
    """What the steps want said about a figure, once each; nothing of one that has no meaning in the case."""
    said = [
        (label_of(step.get("label"), language), label_of(step["note"], language))
        for step in steps
        if step.get("note") and not step.get("absent")
    ]
    if said:
        yield Heading(say(language, "notes"))
        yield Listing(tuple(Item(label + say(language, "colon") + note) for label, note in dict.fromkeys(said)))


def _worked_out(answer: Answer, program: Program | None, words: Vocabulary) -> Iterator[Block]:
    steps = _of_kind(answer.steps, "decision", "rows")
    if steps:
        yield Heading(say(words.language, "steps"))
        yield Listing(tuple(step_item(step, program, words, answer.date) for step in steps), numbered=True)


def _given(steps: Sequence[Step], words: Vocabulary) -> Iterator[Block]:
    rows = []
    for step in _of_kind(steps, "input"):
        name = str(step["name"])
        if "rows" in step:
            value = rows_words(step["rows"], words.language)
        elif step.get("result") is None:
            value = say(words.language, "not_given")
        else:
            value = words.value(name, step["result"])
        if step.get("default"):
            value = say(words.language, "by_default", value)
        if isinstance(step.get("local"), Mapping):
            value = _from_local(value, step["local"], words.language)  # type: ignore[arg-type]
        rows.append((words.label(name), value))
    if rows:
        yield Heading(say(words.language, "given"))
        yield Table((), tuple(rows))


def _from_local(value: str, local: Mapping[str, object], language: str) -> str:
    """A value that a local values file gave, with its place, days and citation."""
    ends = local.get("period")
    days = ends if isinstance(ends, Mapping) else {}
    when = period_words(days.get("from"), days.get("until"), language)
    return say(language, "from_local", value, label_of(local.get("place"), language), when, str(local.get("cite")))


def _readings(steps: Sequence[Step], program: Program | None, language: str) -> Iterator[Block]:
    items = tuple(reading_item(step, program, language) for step in _of_kind(steps, "interpretation"))
    if items:
        yield Heading(say(language, "readings"))
        yield Listing(items)
