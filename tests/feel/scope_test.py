from __future__ import annotations

import pytest

from benefits.feel import NullResult
from benefits.feel.builtins import BUILTINS
from benefits.feel.run import Run
from benefits.feel.scope import Partial, Scope
from tests.feel.reading import n, ns


def test_inner_names_hide_outer_ones() -> None:
    outer = Scope(Run(), {"a": 1, "b": 2})
    inner = outer.inside({"a": n(3)})
    assert (inner.lookup("a"), inner.lookup("b"), outer.lookup("a")) == (n(3), n(2), n(1))


def test_builtins_stand_behind_the_callers_names() -> None:
    assert Scope(Run(), {}).lookup("abs") is BUILTINS["abs"]
    assert Scope(Run(), {"abs": 1}).lookup("abs") == n(1)
    with pytest.raises(NullResult, match="nothing is named 'a'"):
        Scope(Run(), {}).lookup("a")


def test_partial_results_are_copied() -> None:
    results: list[object] = [n(1)]
    seen = Scope(Run(), {}).inside({"partial": Partial(results)}).lookup("partial")
    results.append(n(2))
    assert seen == ns(1)
