"""The benchmarks still run: one household each way. Speed is measured by `make bench`, never here."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.bench import (
    batches,
    calls,
    dibao_by_hand,
    ledger,
    openfisca_dibao,
    openfisca_roll,
    roll,
    settlement,
    visits,
    zen_dibao,
)
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


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
def test_a_small_settlement_agrees_with_the_query_by_hand() -> None:
    figures, problems = settlement.measure(count=6000, rounds=1)
    assert not problems
    assert [figure.most for figure in figures] == [settlement.RATIO]


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
def test_visits_pass_the_cap_and_come_the_same_in_every_run(tmp_path: Path) -> None:
    for name in ("a", "b"):
        visits.write(tmp_path / name, 60_000)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    parks = settlement.hand_written(tmp_path / "a")
    assert sum(int(str(park[1])) for park in parks) == 60_000
    assert any(park[1] != park[2] for park in parks)


def test_a_small_roll_agrees_with_the_query_by_hand(tmp_path: Path) -> None:
    path, mine, theirs = (tmp_path / f"{name}.parquet" for name in ("roll", "ours", "by_hand"))
    roll.write(path, 1000)
    batches.ours(path, mine)
    dibao_by_hand.answer(path, theirs)
    assert batches.differences(mine, theirs) == 0
    roll.write(path, 999)
    dibao_by_hand.answer(path, theirs)
    assert batches.differences(mine, theirs) == 1


def test_openfisca_answers_a_small_roll(tmp_path: Path) -> None:
    pytest.importorskip("openfisca_core")
    roll.write(tmp_path / "roll.parquet", 100)
    arrays = openfisca_roll.arrays(tmp_path / "roll.parquet", 100)
    answer = openfisca_roll.calculate(openfisca_roll.simulation(arrays), arrays)
    assert {name: len(array) for name, array in answer.items()} == dict.fromkeys(openfisca_dibao.OUTPUTS, 100)


def test_rows_and_starts_are_timed() -> None:
    assert [figure.most for figure in batches.per_row((20, 30, 40), rounds=1)] == [batches.CONSTANT] * 3
    assert all(figure.ours > 0 for figure in batches.start_up(runs=1))
    assert [figure.unit for figure in batches.large(count=30_000)] == ["MiB", "s"]


def test_every_subject_runs_in_every_round() -> None:
    seen: list[tuple[str, int]] = []
    subjects = {name: (seen.append, lambda number, name=name: [(name, number)]) for name in ("a", "b")}
    assert set(interleaved(subjects, rounds=2)) == {"a", "b"}
    assert sorted(seen) == [(name, number) for name in ("a", "b") for number in (0, 1, 2)]


def test_one_command_is_timed_and_weighed() -> None:
    calc, imports = warm_ms((CALC, IMPORTS), runs=1)
    assert calc > 0 and imports > 0
    assert peak_mib(IMPORTS) > 1


def test_a_small_ledger_is_recorded_verified_and_replayed() -> None:
    figures = ledger.measure(20)
    assert [figure.ours > 0 for figure in figures] == [True] * 4


@pytest.mark.parametrize(("ours", "most", "verdict"), [(10, 1, "PASS"), (11, 1, "FAIL"), (11, None, "-")])
def test_a_target_is_met_up_to_and_including_its_edge(ours: float, most: float | None, verdict: str) -> None:
    figure = Figure("ours", ours, "theirs", 10, "µs", most)
    assert figure.verdict == verdict
    assert table([figure]).splitlines()[1].endswith(verdict)
