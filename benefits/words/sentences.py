"""An answer in one paragraph, for a cell of a table: how each output was worked out, and by which clause."""

from __future__ import annotations

from collections.abc import Iterator

from benefits.model.program import Program
from benefits.words.explanation import Answer
from benefits.words.steps import step_item
from benefits.words.texts import say
from benefits.words.vocabulary import vocabulary


def sentences(answer: Answer, program: Program, language: str) -> str:
    """A sentence for every output that has one, in the program's order: the formula, the figures put in, the clause."""
    return say(language, "semicolon").join(_sentences(answer, program, language))


def _sentences(answer: Answer, program: Program, language: str) -> Iterator[str]:
    words = vocabulary(language, answer.steps, program)
    for step in answer.steps:
        if step["kind"] in ("decision", "rows") and step.get("output"):
            item = step_item(step, program, words, answer.date)
            told = " ".join(item.lines)
            yield told if told.startswith(item.head) else item.head + say(language, "colon") + told
