"""Boundary cases of a program, made from the checked program alone.

A Program comes in. Out go questions: at, below and above every threshold, on every side of every period's edge, for
every choice and option, at the ties of every rounding; and the cliffs, where one more unit in takes more than one unit
away. Values and pure functions; nothing here is shown or written.
"""

from benefits.cases.cliffs import Cliff, cliffs, deepest
from benefits.cases.generate import MOST_CASES, generate
from benefits.cases.question import Question

__all__ = ["MOST_CASES", "Cliff", "Question", "cliffs", "deepest", "generate"]
