"""What changed between two editions, in the words of the rules: `622 → 650 yuan per month from 1 July 2020`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from benefits.model.documents import Document
from benefits.model.editions import (
    DocumentChange,
    EditionChanges,
    FigureChange,
    PartChange,
    ProgramChange,
    figure_changes,
)
from benefits.model.program import Parameter, Program, Row
from benefits.words.blocks import Block, Explanation, Heading, Item, Listing, Sentence
from benefits.words.formula import word_tree
from benefits.words.program_words import (
    cite_words,
    definition_lines,
    document_item,
    figure_words,
    force_words,
    input_lines,
    keys_words,
    reading_lines,
)
from benefits.words.texts import say
from benefits.words.units import unit_words
from benefits.words.values import period_words
from benefits.words.vocabulary import Vocabulary, vocabulary


def edition_words(changes: EditionChanges, language: str) -> Explanation:
    """The programs that differ, each with its parts, then the documents' records."""
    blocks: list[Block] = []
    for program in changes.programs:
        known = program.new or program.old
        title = say(language, "paren", known.title.text(language), program.id) if known else program.id
        blocks += [Heading(title), Listing(tuple(program_items(program, language)))]
    if changes.documents:
        items = tuple(_document_item(document, language) for document in changes.documents)
        blocks += [Heading(say(language, "documents")), Listing(items)]
    return Explanation(language, tuple(blocks or [Sentence(say(language, "edition_same"))]))


def program_items(change: ProgramChange, language: str) -> Iterator[Item]:
    """One item for every part that differs."""
    if change.old is None or change.new is None:
        program = change.new or change.old
        key = "edition_added" if change.old is None else "edition_removed"
        yield Item(say(language, key, program.title.text(language) if program else change.id))
        return
    for part in change.parts:
        yield part_item(part, change.old, change.new, language)
    if change.through:
        yield Item(say(language, "edition_through", say(language, "listing").join(change.through)))


def part_item(part: PartChange, old: Program, new: Program, language: str) -> Item:
    """What differs in a part: lines that went, lines that came, and figures day by day."""
    sides = (old, part.old), (new, part.new)
    before, after = (
        list(_lines(part.part, value, program, vocabulary(language, (), program))) if value is not None else []
        for program, value in sides
    )
    lines = [say(language, "edition_old", line) for line in before if line not in after]
    lines += [say(language, "edition_new", line) for line in after if line not in before]
    if part.part == "parameters":
        lines += [_figure_line(each, part, old, new, language) for each in figure_changes(part.old, part.new)]
    return Item(_head(part, language), tuple(lines) or (say(language, "edition_written"),))


def _head(part: PartChange, language: str) -> str:
    kind = say(language, f"part_{part.part}")
    known = part.new if part.new is not None else part.old
    label = getattr(known, "label", None) or getattr(known, "question", None) or getattr(known, "title", None)
    named = label.text(language) if label is not None else ""
    if named and part.name:
        named = say(language, "paren", named, part.name)
    told = say(language, "read_as", kind, named or part.name)
    if part.old is None or part.new is None:
        return say(language, "edition_added" if part.old is None else "edition_removed", told)
    return told


def _figure_line(change: FigureChange, part: PartChange, old: Program, new: Program, language: str) -> str:
    """`District; from 1 July 2020: 622 → 650 yuan …  [clause]`."""
    when = period_words(change.period.first, change.period.last, language)
    known: Parameter = part.new if part.new is not None else part.old
    words = vocabulary(language, (), new if part.new is not None else old)
    keys = say(language, "semicolon").join(keys_words(known, each, words) for each in change.keys)
    where = keys + say(language, "comma") + when if keys else when
    before, after = (
        _said(row, parameter, program, language)
        for row, parameter, program in ((change.old, part.old, old), (change.new, part.new, new))
    )
    cites = [cite_words(row.cite, of, language) if row else "" for row, of in ((change.old, old), (change.new, new))]
    if before == after:
        return say(language, "edition_cite", where, after, *cites)
    cited = say(language, "cited", cites[1] or cites[0])
    return f"{say(language, 'edition_figure', where, before, after)} {cited}"


def _said(row: Row | None, parameter: Parameter | None, program: Program, language: str) -> str:
    if row is None or parameter is None:
        return say(language, "nothing")
    return figure_words(parameter, row, vocabulary(language, (), program))


def _document_item(change: DocumentChange, language: str) -> Item:
    known = change.new if change.new is not None else change.old
    head = f"{known.title.text(language)}" if known is not None else change.id
    head = say(language, "paren", head, change.id)
    if change.old is None or change.new is None:
        return Item(say(language, "edition_added" if change.old is None else "edition_removed", head))
    before, after = (list(_document_lines(each, language)) for each in (change.old, change.new))
    lines = [say(language, "edition_old", line) for line in before if line not in after]
    lines += [say(language, "edition_new", line) for line in after if line not in before]
    return Item(head, tuple(lines) or (say(language, "edition_written"),))


def _document_lines(document: Document, language: str) -> Iterator[str]:
    item = document_item(document, language)
    yield from (item.head, *item.lines, *document.repeals)
    for clause in document.clauses:
        told = say(language, "read_as", clause.id, clause.gist.text(language))
        reason = clause.not_encoded
        yield say(language, "paren", told, say(language, "coverage_not", reason.text(language))) if reason else told


def _lines(part: str, value: Any, program: Program, words: Vocabulary) -> Iterator[str]:
    yield from _TOLD[part](value, program, words)


def _program_lines(_: Program, program: Program, words: Vocabulary) -> Iterator[str]:
    language, labels = words.language, {decision.name: decision.label for decision in program.decisions}
    yield say(language, "edition_label", program.title.text(language))
    if program.summary is not None:
        yield program.summary.text(language)
    yield say(language, "in_force", force_words(program, language))
    if program.date_rule is not None:
        yield program.date_rule.label.text(language)
    yield say(language, "edition_basis", say(language, "listing").join(program.basis))
    if program.uses:
        yield say(language, "edition_uses", say(language, "listing").join(id for _, id in program.uses))
    outputs = (labels[decision].text(language) for _, decision in program.outputs)
    yield say(language, "edition_outputs", say(language, "listing").join(outputs))


def _input_lines(value: Any, program: Program, words: Vocabulary) -> Iterator[str]:
    yield say(words.language, "edition_label", value.label.text(words.language))
    yield from input_lines(value, program, words)


def _choice_lines(value: Any, program: Program, words: Vocabulary) -> Iterator[str]:
    for choice in value.values:
        yield say(words.language, "paren", choice.id, choice.label.text(words.language))


def _parameter_lines(value: Any, program: Program, words: Vocabulary) -> Iterator[str]:
    language = words.language
    yield say(language, "edition_label", value.label.text(language))
    if value.type.unit:
        yield say(language, "edition_unit", unit_words(value.type.unit, language) or value.type.unit)
    if value.by:
        yield say(language, "edition_keys", say(language, "listing").join(words.label(name) for name in value.by))
    if value.gap is not None:
        yield value.gap.text(language)


def _decision_lines(value: Any, program: Program, words: Vocabulary) -> Iterator[str]:
    language = words.language
    yield say(language, "edition_label", value.label.text(language))
    if value.type.unit:
        yield say(language, "edition_unit", unit_words(value.type.unit, language) or value.type.unit)
    yield from definition_lines(value, program, words)


def _reading_lines(value: Any, program: Program, words: Vocabulary) -> Iterator[str]:
    yield value.question.text(words.language)
    yield from reading_lines(value, program, words.language)


def _check_lines(value: Any, program: Program, words: Vocabulary) -> Iterator[str]:
    inner = words.within(value.each) if value.each else words
    yield word_tree(value.that.tree, inner)
    yield value.message.text(words.language)


def _property_lines(value: Any, program: Program, words: Vocabulary) -> Iterator[str]:
    yield value.label.text(words.language)
    if value.always is not None:
        yield word_tree(value.always.tree, words)


def _example_lines(value: Any, program: Program, words: Vocabulary) -> Iterator[str]:
    said = {"date": value.date, "inputs": dict(value.inputs), "outputs": dict(value.outputs)}
    yield from (f"{name}{say(words.language, 'colon')}{told}" for name, told in said.items())


_TOLD: dict[str, Callable[[Any, Program, Vocabulary], Iterator[str]]] = {
    "program": _program_lines,
    "inputs": _input_lines,
    "enumerations": _choice_lines,
    "interpretations": _reading_lines,
    "parameters": _parameter_lines,
    "decisions": _decision_lines,
    "checks": _check_lines,
    "properties": _property_lines,
    "examples": _example_lines,
}
