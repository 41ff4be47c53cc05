"""Decisions and programs in the words of people, Chinese or English.

Comes in: a decision's steps, and the program for its title and labels. Goes out: an `Explanation`, blocks of headings,
sentences, tables and lists, and its renderings as plain text (`plain`) and on a terminal (`benefits.words.terminal`).
It must not know how an answer is computed, nor print anything: every figure it tells stands in the steps.
"""

from benefits.words.blocks import Block, Explanation, Heading, Item, Listing, Sentence, Table
from benefits.words.explain import explain
from benefits.words.inputs import input_form, input_label
from benefits.words.missing import missing
from benefits.words.plain import plain
from benefits.words.show import force_words, show

__all__ = [
    "Block",
    "Explanation",
    "Heading",
    "Item",
    "Listing",
    "Sentence",
    "Table",
    "explain",
    "force_words",
    "input_form",
    "input_label",
    "missing",
    "plain",
    "show",
]
