"""Decisions and programs in the words of people, Chinese or English.

Comes in: a decision's steps, and the program for its title and labels. Goes out: an `Explanation`, blocks of headings,
sentences, tables and lists, and its renderings as plain text (`plain`) and on a terminal (`benefits.words.terminal`).
It must not know how an answer is computed, nor print anything: every figure it tells stands in the steps.

Names are imported when they are first used: one command needs only some of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benefits.words.blocks import Block, Explanation, Heading, Item, Listing, Sentence, Table
    from benefits.words.cliffs import cliff_blocks
    from benefits.words.coverage_words import cover
    from benefits.words.explanation import explain
    from benefits.words.inputs import input_form, input_label
    from benefits.words.missing_inputs import missing
    from benefits.words.plain_text import plain
    from benefits.words.problems import problem_line, problem_words
    from benefits.words.program_words import force_words, show

__all__ = [
    "Block",
    "Explanation",
    "Heading",
    "Item",
    "Listing",
    "Sentence",
    "Table",
    "cliff_blocks",
    "cover",
    "explain",
    "force_words",
    "input_form",
    "input_label",
    "missing",
    "plain",
    "problem_line",
    "problem_words",
    "show",
]

# Where the names that are not blocks come from.
_HOMES = {
    "cliff_blocks": "cliffs",
    "cover": "coverage_words",
    "explain": "explanation",
    "force_words": "program_words",
    "input_form": "inputs",
    "input_label": "inputs",
    "missing": "missing_inputs",
    "plain": "plain_text",
    "problem_line": "problems",
    "problem_words": "problems",
    "show": "program_words",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"benefits.words.{_HOMES.get(name, 'blocks')}"), name)
    globals()[name] = found
    return found
