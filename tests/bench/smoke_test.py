"""The benchmarks still run: one household each way. Speed is measured by `make bench`, never here."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from tests.bench import calls, openfisca_dibao, zen_dibao
from tests.bench.figures import Figure, table
from tests.bench.households import COUNT, households
from tests.bench.processes import CALC, IMPORTS, peak_mib, warm_ms
from tests.bench.timing import interleaved


def test_the_households_are_fixed_and_varied() -> None:
    rows = households()
    assert len(set(rows)) == COUNT
    assert rows == households()
    assert {row.area for row in rows} == {"urban", "rural"}
    assert {row.household_size for row in rows} == set(range(1, 9))
    uneven = [row for row in rows if row.household_income * 100 % row.household_size]
    assert len(uneven) > COUNT // 2
    assert not set(rows) & set(households(1))


def test_our_two_calls_give_one_answer() -> None:
    ours = calls.Ours()
    question = calls.our_questions(0)[1]
    stored = json.loads(ours.complete(question))
    outputs = ours.outputs(question)
    assert Decimal(str(stored["outputs"]["allowance"])) == outputs["allowance"]


def test_zen_answers_one_household() -> None:
    pytest.importorskip("zen")
    zen, question = zen_dibao.Zen(), calls.zen_questions(0)[1]
    answers = [zen.plain(question), zen.traced(question), zen.held_plain(question), zen.held_traced(question)]
    assert all(answer == answers[0] for answer in answers)
    assert set(answers[0]) == set(zen_dibao.OUTPUTS)


def test_openfisca_answers_one_household() -> None:
    pytest.importorskip("openfisca_core")
    answer = openfisca_dibao.compute(openfisca_dibao.system(), calls.openfisca_questions(0)[1])
    assert set(answer) == set(openfisca_dibao.OUTPUTS)


def test_every_subject_runs_in_every_round() -> None:
    seen: list[tuple[str, int]] = []
    subjects = {
        name: (seen.append, lambda number, name=name: [(name, number)])
        for name in ("a", "b")
    }
    assert set(interleaved(subjects, rounds=2)) == {"a", "b"}
    assert sorted(seen) == [(name, number) for name in ("a", "b") for number in (0, 1, 2)]


def test_one_command_is_timed_and_weighed() -> None:
    calc, imports = warm_ms((CALC, IMPORTS), runs=1)
    assert calc > 0 and imports > 0
    assert peak_mib(IMPORTS) > 1


@pytest.mark.parametrize(("ours", "most", "verdict"), [(10, 1, "PASS"), (11, 1, "FAIL"), (11, None, "-")])
def test_a_target_is_met_up_to_and_including_its_edge(ours: float, most: float | None, verdict: str) -> None:
    figure = Figure("ours", ours, "theirs", 10, "µs", most)
    assert figure.verdict == verdict
    assert table([figure]).splitlines()[1].endswith(verdict)
