"""Cliffs in words: where one more unit of an amount that is given takes more than that away from what is paid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from benefits.model.program import Program
from benefits.words.blocks import Block, Heading, Item, Listing
from benefits.words.texts import say
from benefits.words.values import day_words, number_text, value_words
from benefits.words.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from benefits.cases import Cliff, Question


def cliff_blocks(found: Sequence[Cliff], program: Program, language: str) -> Iterator[Block]:
    """A heading and a list of the cliffs; nothing where there is none."""
    if not found:
        return
    words = vocabulary(language, (), program)
    yield Heading(say(language, "cliffs"))
    yield Listing(tuple(Item(_fall(cliff, program, words), tuple(_case(cliff, words))) for cliff in found))


def _fall(cliff: Cliff, program: Program, words: Vocabulary) -> str:
    language, spec = words.language, cliff.slot.spec
    low, high = (
        value_words(cliff.slot.value(question), spec.type.unit, language) for question in (cliff.below, cliff.above)
    )
    decision = next(one for one in program.decisions if one.name == dict(program.outputs)[cliff.output])
    before, after, loss = (
        value_words(number_text(figure), decision.type.unit, language)
        for figure in (cliff.before, cliff.after, Fraction(cliff.loss))
    )
    return say(
        language,
        "cliff",
        spec.label.text(language),
        low,
        high,
        decision.label.text(language),
        before,
        after,
        loss,
    )


def _case(cliff: Cliff, words: Vocabulary) -> Iterator[str]:
    """The day and the other values, so that the two cases can be asked for."""
    question: Question = cliff.below
    told = [day_words(question.day.isoformat(), words.language)]
    for name, value in question.inputs.items():
        if name == cliff.slot.name:
            continue
        shown = say(words.language, "rows", str(len(value))) if isinstance(value, list) else words.value(name, value)
        told.append(f"{words.label(name)}{say(words.language, 'colon')}{shown}")
    told += [
        f"{words.label(name)}{say(words.language, 'colon')}{words.value(name, option)}"
        for name, option in question.assume.items()
    ]
    yield say(words.language, "cliff_joint").join(told)
