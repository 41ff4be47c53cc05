"""The reference interpreter on the DMN TCK: the threshold overall, and no step back in any folder."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benefits.feel.values import DaysTime
from tests.tck import run
from tests.tck.run import THRESHOLD_PERCENT, Tally, agrees, load_assertions, main, measure, path_of_assertions, total

# Folders in which an assertion is known to fail, and how many do; every other folder passes whole.
KNOWN_FAILURES: dict[str, int] = {}

ABSENT = not path_of_assertions().is_file()
needs_assertions = pytest.mark.skipif(ABSENT, reason=f"no assertions of the DMN TCK at {path_of_assertions()}")


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return measure(load_assertions(path_of_assertions()))


@needs_assertions
def test_enough_of_what_expects_a_value_passes(tallies: dict[str, Tally]) -> None:
    whole = total(tallies)
    assert 100 * whole.value_passed >= THRESHOLD_PERCENT * whole.value_count


@needs_assertions
def test_no_folder_steps_back(tallies: dict[str, Tally]) -> None:
    failures = {folder: tally.assertions - tally.passed for folder, tally in tallies.items()}
    assert {folder: count for folder, count in failures.items() if count > KNOWN_FAILURES.get(folder, 0)} == {}


def test_an_absent_file_is_skipped_with_a_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DMN_TCK", "/nowhere/assertions.jsonl")
    assert main() == 0
    assert capsys.readouterr().out.startswith("skipped: no assertions of the DMN TCK at /nowhere/assertions.jsonl")


def test_comparison_is_exact_but_for_what_cannot_be_written() -> None:
    assert agrees(Fraction(17, 3), Fraction("5.66666666666667"))
    assert not agrees(Fraction(17, 3), Fraction("5.666667"))
    assert not agrees(Fraction("0.30000000000000004"), Fraction("0.3"))
    assert not agrees(True, Fraction(1))
    assert not agrees(None, False)
    assert agrees([{"a": DaysTime(Fraction(1))}], [{"a": DaysTime(Fraction(1))}])
    assert not agrees([], None)


def test_the_tally_counts_values_apart() -> None:
    assert Tally().add(True, False).add(True, True).add(False, True) == Tally(3, 2, 2, 1)
    assert run.untagged({"t": "list", "v": [{"t": "null"}, {"t": "number", "v": "01.3"}]}) == [None, Fraction("1.3")]
