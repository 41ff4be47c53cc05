"""The figures of the documents in which two sides differ, with their citations: what the change comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from benefits.impact.phrases import say
from benefits.model.program import Citation, Parameter, Program, Row
from benefits.words.blocks import Block, Heading, Table
from benefits.words.values import month_day_words, number_text, value_words
from benefits.words.vocabulary import Vocabulary, choices_of, vocabulary

Edition = tuple[Program, date | None]
"""A side's program and its day."""

_MOST = 40


def figure_changes(before: Edition, after: Edition, language: str) -> Iterator[Block]:
    """A table of the figures in force on either day that are not the same; nothing where a side has no day."""
    lines = list(_lines(before, after, language))[:_MOST]
    if lines:
        yield Heading(say(language, "figures"))
        yield Table(tuple(say(language, key) for key in ("figure", "before", "after", "clause")), tuple(lines))


def _lines(before: Edition, after: Edition, language: str) -> Iterator[tuple[str, ...]]:
    if before[1] is None or after[1] is None:
        return
    known = {parameter.name: parameter for parameter in before[0].parameters}
    words = vocabulary(language, (), after[0])
    for parameter in after[0].parameters:
        old = known[parameter.name].on(before[1]) if parameter.name in known else ()
        new = parameter.on(after[1])
        gone = [row for row in old if all(not _same(row, other) for other in new)]
        come = [row for row in new if all(not _same(row, other) for other in old)]
        if gone or come:
            cites = dict.fromkeys(_cited(row.cite, after[0], language) for row in come or gone)
            told = (_told(rows, parameter, words, after[0]) for rows in (gone, come))
            yield parameter.label.text(language), *told, say(language, "listing").join(cites)


def _same(one: Row, other: Row) -> bool:
    return one.keys == other.keys and one.value == other.value and one.not_stated == other.not_stated


def _told(rows: Sequence[Row], parameter: Parameter, words: Vocabulary, program: Program) -> str:
    """`各区 583 元/人·月；两县 533 元/人·月`"""
    language = words.language
    choices = choices_of(parameter.type, {one.name: one for one in program.enumerations}, language)
    told = []
    for row in rows:
        keys = [
            words.value(name, _plain(key)) for name, key in zip(parameter.by, row.keys, strict=True) if key is not None
        ]
        if row.not_stated is not None:
            value = row.not_stated.text(language)
        elif parameter.type.kind == "month_day":
            value = month_day_words(row.value, language)
        else:
            unit = "" if parameter.type.unit == "1" else parameter.type.unit
            value = value_words(_plain(row.value), unit, language, choices)
        told.append(" ".join((say(language, "listing").join(keys), value)).strip())
    return say(language, "semicolon").join(told) or say(language, "no_value")


def _plain(value: object) -> object:
    return number_text(value) if isinstance(value, Fraction) else value


def _cited(cite: Citation, program: Program, language: str) -> str:
    """The document's number, or its title where it has none, and the clause."""
    document = next((one for one in program.documents if one.id == cite.document), None)
    source = (document.number or document.title.text(language)) if document is not None else cite.document
    return f"{source} {cite.clause}"
