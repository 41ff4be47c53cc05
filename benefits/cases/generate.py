"""From a checked program to its boundary cases, and to the thresholds on which they lie."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from benefits.cases.choose import chosen
from benefits.cases.edges import changes
from benefits.cases.probe import Probe
from benefits.cases.question import Question, Slot, slots
from benefits.cases.start import starts
from benefits.cases.ties import ties
from benefits.cases.vary import by_bound, by_choice, by_day, by_option, by_rows, by_two_choices
from benefits.engine.calculator import edges
from benefits.model.program import Input, Program

MOST_CASES = 120
_MOST_WAYS = 3000
"""How many ways may be worked out; a bound on time for any rule file."""

_MOST_OF_A_KIND = 400
_PART_FOR_CHOICES = 4
_WAYS_FOR_TIES = 600
_MOST_TIES_OF_A_KIND = 3


@dataclass(frozen=True, slots=True)
class Threshold:
    """Two questions that differ by one smallest unit of one value and go different ways."""

    slot: Slot
    below: Question
    above: Question


def generate(program: Program, most: int = MOST_CASES) -> list[Question]:
    """The boundary cases of a program, at most `most`; always the same ones for the same rule files."""
    probe = Probe(program, _MOST_WAYS)
    first, varied, roots = _varied(probe)
    if first is None:
        return []
    found = list(varied)
    for threshold in _thresholds(probe, roots, _WAYS_FOR_TIES):
        found += [threshold.below, threshold.above]
    found += _ties(probe, roots)
    found += by_bound(program, first)
    return chosen(probe, found, most)


def thresholds(program: Program, wanted: Callable[[Input], bool]) -> list[Threshold]:
    """The thresholds along the values of the `wanted` inputs and fields."""
    probe = Probe(program, _MOST_WAYS)
    _, _, roots = _varied(probe, in_pairs=False)
    return list(_thresholds(probe, roots, 0, wanted))


def _varied(probe: Probe, in_pairs: bool = True) -> tuple[Question | None, list[Question], list[Question]]:
    """The base question, the questions that vary it, and those from which it pays to look for thresholds."""
    program, examples = probe.program, starts(probe)
    if not examples:
        return None, [], []
    first = examples[0]
    varied = [first, Question(first.day, {}, {}, "nothing", "inputs")]
    for one_change in (by_day, by_option, by_choice, by_rows):
        varied += islice(one_change(program, first), _MOST_OF_A_KIND)
    varied += [question.because("example", "") for question in examples[1:_MOST_OF_A_KIND]]
    seen = {turn for question in varied for turn in probe.way(question).turns}
    floor = probe.left - probe.left // _PART_FOR_CHOICES
    for question in (one for example in examples if in_pairs for one in by_two_choices(program, example)):
        if probe.left < floor:
            break
        turns = set(probe.way(question).turns)
        if turns - seen:
            varied.append(question)
            seen |= turns
    return first, varied, _roots(probe, varied)


def _roots(probe: Probe, varied: Sequence[Question]) -> list[Question]:
    """One accepted question for every way on every stretch of days with the same figures, the first that goes it.

    Those that differ by the rows of figures alone come last: their thresholds lie elsewhere, but are of the same kind.
    """
    found: list[Question] = []
    alike: list[Question] = []
    seen: set[object] = set()
    regimes = edges(probe.program)
    for question in varied:
        way = probe.way(question)
        stretch = bisect_right(regimes, question.day)
        whole = (way.turns, stretch)
        sides = (tuple(turn for turn in way.turns if isinstance(turn[0], int)), stretch)
        if way.refused or whole in seen:
            continue
        (alike if sides in seen else found).append(question)
        seen |= {whole, sides}
    return [*found, *alike]


def _thresholds(
    probe: Probe, roots: Sequence[Question], floor: int, wanted: Callable[[Input], bool] = lambda _: True
) -> Iterator[Threshold]:
    for question in roots:
        for slot in slots(probe.program, question):
            if not slot.on_a_grid or not wanted(slot.spec):
                continue
            if probe.left <= floor:
                return
            for step in changes(probe, question, slot):
                yield Threshold(slot, slot.at(question, step), slot.at(question, step + 1))


def _ties(probe: Probe, roots: Sequence[Question]) -> Iterator[Question]:
    """Ties of every rounding, along each value at most a few; with each option of a reading that says how to round."""
    count: dict[str, int] = {}
    readings = {one.rounding.by for one in probe.program.decisions if one.rounding is not None and one.rounding.by}
    for question in roots:
        for slot in slots(probe.program, question):
            for tie in ties(probe, question, slot):
                count[tie.path] = count.get(tie.path, 0) + 1
                if count[tie.path] > _MOST_TIES_OF_A_KIND:
                    continue
                yield tie
                for one in by_option(probe.program, tie):
                    if one.path in readings:
                        yield one.because("tie", tie.path)
