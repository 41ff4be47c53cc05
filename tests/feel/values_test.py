from __future__ import annotations

import collections
import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from benefits.feel import FeelLimitError, Function, NullResult
from benefits.feel.builtins import BUILTINS
from benefits.feel.values import (
    DateTime,
    EqualityTest,
    LazyContext,
    Range,
    Time,
    WideDate,
    admit,
    kind,
    shown,
    whole,
)
from tests.feel.reading import months, n, ns, seconds


class Counting(Mapping[str, object]):
    """A mapping that computes its values, and counts how often."""

    def __init__(self) -> None:
        self.asked: collections.Counter[str] = collections.Counter()

    def __getitem__(self, key: str) -> object:
        self.asked[key] += 1
        return {"a": 1, "b": [2]}[key]

    def __iter__(self) -> Iterator[str]:
        return iter(("a", "b"))

    def __len__(self) -> int:
        return 2


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (1, n(1)),
        (Decimal("0.10"), n("0.1")),
        (True, True),
        (None, None),
        ("x", "x"),
        (n("1/3"), n("1/3")),
        ((1, [2]), [n(1), ns(2)]),
        ({"a": {"b": 1}}, {"a": {"b": n(1)}}),
        (datetime.date(2019, 7, 1), datetime.date(2019, 7, 1)),
        (datetime.time(1, 2, 3, 500_000), Time(1, 2, n("3.5"))),
        (datetime.timedelta(days=1, microseconds=1), seconds("86400.000001")),
        (
            datetime.datetime(2019, 7, 1, 1, 2, 3, tzinfo=datetime.timezone(datetime.timedelta(hours=8))),
            DateTime(datetime.date(2019, 7, 1), Time(1, 2, n(3), 28800)),
        ),
        (months(1), months(1)),
    ],
)
def test_values_are_admitted(given: object, value: object) -> None:
    assert admit(given) == value


def test_builtins_may_be_given_under_other_names() -> None:
    assert admit(BUILTINS["abs"]) is BUILTINS["abs"]


@pytest.mark.parametrize(
    "given", [float("1.5"), 1j, object(), Decimal("NaN"), Decimal("Infinity"), {1}, b"x", [float(2)]]
)
def test_what_is_no_value_of_feel_is_refused(given: object) -> None:
    with pytest.raises(TypeError, match="not a FEEL value"):
        admit(given)


def test_the_depth_of_values_is_bounded() -> None:
    value: object = 1
    for _ in range(70):
        value = [value]
    with pytest.raises(FeelLimitError, match="more than 64 levels deep"):
        admit(value)


def test_mappings_stay_lazy() -> None:
    source = Counting()
    context = admit(source)
    assert isinstance(context, LazyContext)
    assert admit(context) is context
    assert not source.asked
    assert context["a"] == n(1)
    assert context["a"] == n(1)
    assert dict(source.asked) == {"a": 1}
    assert len(context) == 2
    assert dict(context) == {"a": n(1), "b": ns(2)}
    assert "c" not in context


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "Null"),
        (n(1), "number"),
        ("", "string"),
        (True, "boolean"),
        (datetime.date(2019, 7, 1), "date"),
        (WideDate(-1, 1, 1), "date"),
        (Time(0, 0, n(0)), "time"),
        (DateTime(WideDate(0, 1, 1), Time(0, 0, n(0))), "date and time"),
        (months(1), "years and months duration"),
        (seconds(1), "days and time duration"),
        ([], "list"),
        ({}, "context"),
        (Counting(), "context"),
        (Range(None, None, True, True), "range"),
        (EqualityTest("=", None), "range"),
        (Function("f", (), lambda: None), "function"),
        (BUILTINS["abs"], "function"),
    ],
)
def test_kinds(value: object, name: str) -> None:
    assert kind(value) == name


def test_whole_numbers() -> None:
    assert whole(n(3)) == 3
    for value in (n("1.5"), "3", None):
        with pytest.raises(NullResult, match="not a whole number"):
            whole(value)


def test_numbers_in_messages_are_short() -> None:
    assert shown(-5) == "-5"
    assert shown(10**6000) == "of that size"
