"""A problem of a question as people read it: under the label of its input, its units in words."""

from __future__ import annotations

import re
from dataclasses import replace

from benefits.errors import Problem
from benefits.model.program import Program
from benefits.words.inputs import find_input, input_label
from benefits.words.texts import say
from benefits.words.units import unit_words

_RANGE = re.compile(r"(.+ – .+) (\S+)")
_DECIMAL = re.compile(r"Decimal\('(.*)'\)")


def problem_words(problem: Problem, language: str, program: Program | None = None) -> str:
    """The sentence about the problem, without its path. `program` tells ages from other years."""
    found = _DECIMAL.fullmatch(problem.value)
    if found:
        problem = replace(problem, value=found[1])
    if problem.code == "bad_text" and not problem.value.strip():
        problem = replace(problem, value=say(language, "quoted", problem.value))
    ends = _RANGE.fullmatch(problem.expected) if problem.code == "out_of_range" else None
    if ends:
        spec = find_input(program, problem.path) if program is not None else None
        unit = unit_words(ends[2], language, label=spec.label.text(language) if spec else "")
        problem = replace(problem, expected=f"{ends[1]} {unit}".strip())
    return problem.message(language)


def problem_line(problem: Problem, language: str, program: Program | None = None, place: str = "") -> str:
    """One line: `place`, such as a line of a file; the path with its label; what is wrong."""
    if problem.file:
        return problem.located(language)
    words = problem_words(problem, language, program)
    about = [place] if place else []
    if not problem.speaks_for_itself:
        label = input_label(program, problem.path, language) if program is not None else problem.path
        about.append(problem.path if label == problem.path else say(language, "paren", problem.path, label))
    return say(language, "comma").join(about) + say(language, "colon") + words if about else words
