"""What is still needed for an answer: each input with its label and how to give it, in the order to ask."""

from __future__ import annotations

from collections.abc import Iterable

from benefits.model.program import Program
from benefits.words.blocks import Explanation, Item, Listing, Sentence
from benefits.words.inputs import find_input, input_form, input_label
from benefits.words.texts import say


def missing(program: Program, paths: Iterable[str], language: str) -> Explanation:
    """`paths` as `MissingInputsError.missing` has them (`region`, `services[2].cost`)."""
    items = []
    for path in paths:
        spec = find_input(program, path)
        head = say(language, "paren", path, input_label(program, path, language))
        lines = [input_form(program, spec, language)] if spec else []
        lines += [spec.help.text(language)] if spec and spec.help else []
        items.append(Item(head, tuple(lines)))
    return Explanation(language, (Sentence(say(language, "missing", str(len(items)))), Listing(tuple(items))))
