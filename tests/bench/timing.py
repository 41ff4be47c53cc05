"""Timing: several subjects in turn, round after round, so that a slow second of the machine hits all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter_ns
from typing import Any

Subject = tuple[Callable[[Any], object], Callable[[int], Sequence[Any]]]
"""What is called, and the questions it is called with in a given round."""


def median_per_call_us(call: Callable[[Any], object], questions: Sequence[Any]) -> float:
    """The median time of one call in microseconds, over one call per question."""
    times = []
    for question in questions:
        start = perf_counter_ns()
        call(question)
        times.append(perf_counter_ns() - start)
    return median(times) / 1000


def interleaved(subjects: Mapping[str, Subject], rounds: int) -> dict[str, float]:
    """For each subject the median over `rounds` of its per-call median; every round runs all, in alternating order.

    One round before the first is thrown away: it fills caches and lazy imports on every side.
    """
    times: dict[str, list[float]] = {name: [] for name in subjects}
    for number in range(rounds + 1):
        names = list(subjects)[:: 1 if number % 2 else -1]
        for name in names:
            call, questions = subjects[name]
            spent = median_per_call_us(call, questions(number))
            if number:
                times[name].append(spent)
    return {name: median(row) for name, row in times.items()}
