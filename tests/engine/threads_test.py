"""Questions of many shapes at once: threads that share one calculator, while it still writes its functions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from benefits.engine.calculator import Calculator
from tests.engine.shared import book, result

DAY = date(2019, 6, 5)
COURSE: dict[str, Any] = {
    "occupation_class": "C", "hours": 56, "hourly_rate": 1, "uplift": "none", "attendance_rate": 1, "trainees": 3,
    "certified_employed": 1, "certified_not_employed": 1, "spot_check_failed": True,
}  # fmt: skip
SHAPES = [(), ("trainees",), ("hourly_rate",), ("certified_employed",), ("trainees", "hourly_rate"), ("hours",)]


@pytest.fixture
def often() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_eight_threads_with_questions_of_every_shape(often: None) -> None:
    program = book().program("xingan/training-subsidy")
    questions = [{name: value for name, value in COURSE.items() if name not in left} for left in SHAPES]
    plain = Calculator(program, compiled=False)
    expected = [result(plain, DAY, inputs) for inputs in questions]
    for _ in range(4):
        shared = Calculator(program)

        def work(start: int, shared: Calculator = shared) -> bool:
            places = [(start + step) % len(questions) for step in range(4 * len(questions))]
            return all(result(shared, DAY, questions[place]) == expected[place] for place in places)

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(work, range(8)))


def test_eight_threads_while_what_is_kept_is_thrown_away(often: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for two functions only, every question clears what another one made."""
    monkeypatch.setattr("benefits.engine.calculator._MAX_GENERATED", 2)
    program = book().program("benxi/tekun")
    shared, plain = Calculator(program), Calculator(program, compiled=False)
    options = [{"rounding": option} for option in ("half_up", "ceiling")]
    questions = [(day, one) for day in ("2019-01-01", "2019-07-01") for one in options]
    expected = [result(plain, day, {"area": "rural"}, one) for day, one in questions]

    def work(start: int) -> bool:
        places = [(start + step) % len(questions) for step in range(12)]
        return all(result(shared, questions[p][0], {"area": "rural"}, questions[p][1]) == expected[p] for p in places)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))
