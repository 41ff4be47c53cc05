"""Short ways to say an expression and its value, for the tests of this folder."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from benefits.feel import evaluate, parse
from benefits.feel.values import DaysTime, Problem, YearsMonths

CLOCK = datetime.datetime(2024, 2, 29, 12, 30, 15, 250_000, tzinfo=datetime.UTC)


def value(text: str, scope: Mapping[str, object] | None = None) -> object:
    """The value of an expression; the clock stands at noon and a half of 2024-02-29."""
    names = {} if scope is None else scope
    return evaluate(parse(text, names), names, now=CLOCK)


def reasons(text: str, scope: Mapping[str, object] | None = None) -> list[str]:
    """Why nulls appeared."""
    problems: list[Problem] = []
    names = {} if scope is None else scope
    evaluate(parse(text, names), names, problems=problems)
    return [problem.reason for problem in problems]


def n(text: str | int) -> Fraction:
    """A number."""
    return Fraction(text)


def ns(*numbers: str | int) -> list[Fraction]:
    """A list of numbers."""
    return [Fraction(number) for number in numbers]


def months(count: int) -> YearsMonths:
    """A years and months duration."""
    return YearsMonths(count)


def seconds(count: int | str) -> DaysTime:
    """A days and time duration."""
    return DaysTime(Fraction(count))
