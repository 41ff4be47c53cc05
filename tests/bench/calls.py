"""Single calls in a loop: one dibao decision here, on zen and on OpenFisca."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tests.bench import openfisca_dibao, zen_dibao
from tests.bench.figures import Figure
from tests.bench.households import DATE, PROGRAM, households
from tests.bench.timing import interleaved

FEN = Decimal("0.01")
ROUNDS = 7
NO_SLOWER = 1.0
FIVE_TIMES_FASTER = 1 / 5
THREE_TIMES_FASTER = 1 / 3


class Ours:
    """The shipped rules loaded once, as a service would hold them."""

    def __init__(self) -> None:
        import benefits

        self._book = benefits.load()

    def complete(self, question: dict[str, object]) -> bytes:
        """A whole decision as the canonical JSON that is stored: outputs, every step with its citation, the digest."""
        return self._book.decide(PROGRAM, DATE, question).to_bytes()

    def parsed(self, question: dict[str, object]) -> list[dict[str, Any]]:
        """The same, and its steps read back as Python values."""
        return self._book.decide(PROGRAM, DATE, question).steps

    def outputs(self, question: dict[str, object]) -> Mapping[str, Any]:
        """The outputs alone."""
        return self._book.outputs(PROGRAM, DATE, question)


def our_questions(number: int) -> list[dict[str, object]]:
    """The inputs of round `number`."""
    return [household.inputs() for household in households(number)]


def zen_questions(number: int) -> list[dict[str, object]]:
    """The same households for zen."""
    return [zen_dibao.context(household) for household in households(number)]


def openfisca_questions(number: int) -> list[dict[str, Any]]:
    """The same households for OpenFisca."""
    return [openfisca_dibao.situation(household) for household in households(number)]


def _differs(ours: Any, theirs: Any, within: Decimal) -> bool:
    if isinstance(ours, bool):
        return ours != bool(theirs)
    return abs(Decimal(str(ours)) - Decimal(str(theirs))) > within


def disagreements(ours: Ours, peer: Any, questions: list[Any], within: Decimal) -> list[str]:
    """Where a peer's six differ from ours by more than `within`: a race between unlike answers means nothing."""
    found = []
    for question, household in zip(questions, households(), strict=True):
        expected, got = ours.outputs(household.inputs()), peer(question)
        found += [
            f"{household}: {name} is {expected[name]} here, {got[name]} there"
            for name in zen_dibao.OUTPUTS
            if _differs(expected[name], got[name], within)
        ]
    return found


def measure(rounds: int = ROUNDS) -> tuple[list[Figure], list[str]]:
    """The figures of all comparisons, and the disagreements found before the clock was started."""
    ours, zen, system = Ours(), zen_dibao.Zen(), openfisca_dibao.system()

    def openfisca(question: dict[str, Any]) -> dict[str, Any]:
        return openfisca_dibao.compute(system, question)

    problems = disagreements(ours, zen.plain, zen_questions(0), Decimal(0))
    problems += disagreements(ours, openfisca, openfisca_questions(0), FEN)
    times = interleaved(
        {
            "complete": (ours.complete, our_questions),
            "parsed": (ours.parsed, our_questions),
            "outputs": (ours.outputs, our_questions),
            "zen traced": (zen.traced, zen_questions),
            "zen plain": (zen.plain, zen_questions),
            "zen held traced": (zen.held_traced, zen_questions),
            "zen held plain": (zen.held_plain, zen_questions),
            "openfisca": (openfisca, openfisca_questions),
        },
        rounds,
    )
    rows = (
        ("complete", "zen, trace on", "zen traced", NO_SLOWER),
        ("complete", "zen, trace on, held decision", "zen held traced", None),
        ("parsed", "zen, trace on", "zen traced", None),
        ("complete", "openfisca, built and computed", "openfisca", THREE_TIMES_FASTER),
        ("outputs", "zen, no trace", "zen plain", None),
        ("outputs", "zen, no trace, held decision", "zen held plain", FIVE_TIMES_FASTER),
    )
    titles = {"complete": "decide: JSON, steps, digest", "parsed": "decide, steps as Python values"}
    titles["outputs"] = "outputs alone"
    figures = [Figure(titles[mine], times[mine], name, times[peer], "µs", most) for mine, name, peer, most in rows]
    return figures, problems
