from __future__ import annotations

import pytest

from benefits.feel import FeelLimitError
from benefits.feel.run import MAX_CHARACTERS, MAX_PROBLEMS, MAX_STEPS, Run
from benefits.feel.values import MAX_VALUE_DEPTH, Problem


def test_the_last_step_may_be_spent() -> None:
    run = Run()
    run.spend(MAX_STEPS)
    with pytest.raises(FeelLimitError, match=f"more than {MAX_STEPS} steps"):
        run.spend(1)


def test_texts_and_lists_cost_their_length() -> None:
    run = Run()
    run.spend_on("x" * 640)
    run.spend_on([None] * 5)
    run.spend_on(None)
    assert run.steps_left == MAX_STEPS - 15
    with pytest.raises(FeelLimitError, match=f"a text of more than {MAX_CHARACTERS} characters"):
        run.spend_on("x" * (MAX_CHARACTERS + 1))


def test_depth_is_bounded() -> None:
    Run().check_depth(MAX_VALUE_DEPTH)
    with pytest.raises(FeelLimitError, match=f"more than {MAX_VALUE_DEPTH} levels deep"):
        Run().check_depth(MAX_VALUE_DEPTH + 1)


def test_reasons_are_kept_only_where_asked_for_and_only_so_many() -> None:
    Run().note(0, "unheard")
    problems: list[Problem] = []
    run = Run(problems)
    for place in range(MAX_PROBLEMS + 5):
        run.note(place, "because")
    assert len(problems) == MAX_PROBLEMS
    assert problems[0] == Problem(0, "because")
