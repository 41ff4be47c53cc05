"""The coverage of documents by rule files in words: which clause stands where, and which one nowhere and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benefits.coverage import ENCODED, NOT_ENCODED, UNEXPLAINED, CoveredClause, CoveredDocument, Part, Use
from benefits.words.blocks import Block, Explanation, Heading, Item, Listing, Sentence
from benefits.words.program_words import document_item
from benefits.words.texts import say

_STATES = (ENCODED, NOT_ENCODED, UNEXPLAINED)
# Examples restate figures that stand above; they are told only where nothing else cites the clause.
_TOLD = ("parameters", "decisions", "inputs", "interpretations")


def cover(documents: Iterable[CoveredDocument], language: str) -> Explanation:
    """Document by document, its clauses with the programs and parts that cite them."""
    listed = tuple(documents)
    counts = [str(sum(document.count(state) for document in listed)) for state in _STATES]
    blocks: list[Block] = [
        Heading(say(language, "coverage"), 1),
        Sentence(say(language, "coverage_sums", str(len(listed)), *counts)),
    ]
    for document in listed:
        blocks += _document(document, language)
    return Explanation(language, tuple(blocks))


def _document(covered: CoveredDocument, language: str) -> Iterator[Block]:
    about = document_item(covered.document, language)
    yield Heading(about.head)
    yield Sentence("".join(about.lines))
    if covered.clauses:
        yield Listing(tuple(_clause(clause, language) for clause in covered.clauses))
    else:
        yield Sentence(say(language, "coverage_none"))


def _clause(clause: CoveredClause, language: str) -> Item:
    head = clause.clause
    if clause.gist is not None:
        head += say(language, "colon") + clause.gist.text(language)
    if clause.not_encoded is not None:
        return Item(head, (say(language, "coverage_not", clause.not_encoded.text(language)),))
    if not clause.uses:
        return Item(head, (say(language, "coverage_unexplained"),))
    return Item(head, tuple(_use(use, language) for use in clause.uses))


def _use(use: Use, language: str) -> str:
    parts = [part for part in use.parts if part.kind in _TOLD]
    told = []
    for kind in _TOLD:
        named = [_part(part, language) for part in parts if part.kind == kind]
        if named:
            told.append(say(language, f"coverage_{kind}", say(language, "listing").join(named)))
    if not told:
        told = [say(language, "coverage_examples", str(len(use.parts)))]
    return f"{use.program}{say(language, 'colon')}{say(language, 'semicolon').join(told)}"


def _part(part: Part, language: str) -> str:
    """A figure, step or input by its label; an open question by its name, because a question is long."""
    return part.name if part.label is None or part.kind == "interpretations" else part.label.text(language)
