"""Dates by months and years, and the operators on values that are unknown or not determined."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.engine import calendar
from benefits.engine.calendar import add_days, add_months, completed_years, month_day
from benefits.engine.outcome import Absent, NotDetermined, Unknown
from benefits.engine.plain.functions import call, operate, whole
from benefits.model.program import Label
from tests.engine.shared import examples
from tests.oracle import expected

UNKNOWN = Unknown(["a"])
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(2020, 3, 31), -1, date(2020, 2, 29)),
        (date(2020, 1, 1), -1, date(2019, 12, 1)),
        (date(2020, 12, 31), 1, date(2021, 1, 31)),
        (date(2020, 12, 31), 2, date(2021, 2, 28)),
        (date(2020, 5, 31), 1, date(2020, 6, 30)),
        (date(2020, 5, 31), 0, date(2020, 5, 31)),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
        (date(1, 2, 1), -1, date(1, 1, 1)),
        (date(1900, 1, 29), 1, date(1900, 2, 28)),
        (date(2000, 1, 29), 1, date(2000, 2, 29)),
    ],
)
def test_months_on(day: date, months: int, found: date) -> None:
    assert add_months(day, months) == found


@pytest.mark.parametrize(("day", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 31), -1), (date(2020, 1, 1), 10**30)])
def test_months_beyond_the_calendar(day: date, months: int) -> None:
    with pytest.raises(NotDetermined) as caught:
        add_months(day, months)
    assert caught.value.reason == calendar.OUTSIDE_CALENDAR


def test_days_on() -> None:
    assert add_days(date(2021, 3, 31), 1) == date(2021, 4, 1)
    assert add_days(date(2021, 4, 1), -1) == date(2021, 3, 31)
    assert add_days(date(2020, 2, 28), 366) == date(2021, 2, 28)


@pytest.mark.parametrize(("day", "days"), [(date.max, 1), (date.min, -1), (date(2020, 1, 1), 10**30)])
def test_days_beyond_the_calendar(day: date, days: int) -> None:
    with pytest.raises(NotDetermined) as caught:
        add_days(day, days)
    assert caught.value.reason == calendar.OUTSIDE_CALENDAR


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2012, 2, 29), date(2019, 2, 27), 6),
        (date(2012, 2, 29), date(2019, 2, 28), 7),
        (date(2012, 2, 29), date(2020, 2, 28), 7),
        (date(2012, 2, 29), date(2020, 2, 29), 8),
        (date(2012, 6, 30), date(2019, 6, 29), 6),
        (date(2012, 6, 30), date(2019, 6, 30), 7),
        (date(2020, 1, 1), date(2020, 1, 1), 0),
        (date(2020, 1, 1), date(2020, 12, 31), 0),
        (date(1, 1, 1), date(9999, 12, 31), 9998),
    ],
)
def test_completed_years(start: date, end: date, years: int) -> None:
    assert completed_years(start, end) == years


@examples(300)
@given(start=DAYS, end=DAYS)
def test_completed_years_as_the_oracle_counts_them(start: date, end: date) -> None:
    """Where the start is not after the end; else only that the number is negative is laid down."""
    if start <= end:
        assert completed_years(start, end) == expected.completed_years(start, end)
    else:
        assert completed_years(start, end) < 0


def test_month_and_day_compare_as_the_days_of_a_year() -> None:
    days = [date(2020, 1, 1), date(2020, 2, 29), date(2020, 9, 30), date(2020, 10, 1), date(2020, 12, 31)]
    texts = [month_day(day) for day in days]
    assert texts == ["01-01", "02-29", "09-30", "10-01", "12-31"] == sorted(texts)


# unknown


@pytest.mark.parametrize(
    ("sign", "left", "right"), [("*", Fraction(0), UNKNOWN), ("*", UNKNOWN, Fraction(0)), ("/", Fraction(0), UNKNOWN)]
)
def test_a_product_with_nought_is_nought(sign: str, left: object, right: object) -> None:
    assert operate(sign, left, right) == 0


@pytest.mark.parametrize("sign", ["+", "-", "*", "/", "=", "!=", "<", "<=", ">", ">="])
def test_what_needs_an_input_says_so(sign: str) -> None:
    found = operate(sign, UNKNOWN, Unknown(["b"]))
    assert isinstance(found, Unknown)
    assert found.needs == {"a", "b"}
    assert isinstance(operate(sign, Fraction(1), UNKNOWN), Unknown)


def test_division_by_nought_is_not_determined() -> None:
    with pytest.raises(NotDetermined) as caught:
        operate("/", Fraction(1), Fraction(0))
    assert caught.value.reason == calendar.DIVISION_BY_ZERO
    assert isinstance(operate("/", UNKNOWN, Fraction(0)), Unknown)


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("all", [[True, UNKNOWN, False]], False),
        ("any", [[True, UNKNOWN, False]], True),
        ("all", [[]], True),
        ("any", [[]], False),
        ("all", [True, True], True),
        ("count", [[UNKNOWN, Fraction(1)]], 2),
        ("sum", [[]], 0),
        ("sum", [Fraction(1), Fraction(2)], 3),
        ("min", [Fraction(3), Fraction(-2)], -2),
        ("max", [[date(2020, 1, 1), date(2019, 1, 1)]], date(2020, 1, 1)),
        ("abs", [Fraction(-3, 2)], Fraction(3, 2)),
        ("not", [False], True),
        ("list contains", [["a", "b"], "b"], True),
        ("concatenate", [[1], [], [2, 3]], [1, 2, 3]),
        ("completed years", [date(2019, 1, 1), date(2021, 1, 1)], 2),
        ("add years", [date(2020, 2, 29), Fraction(1)], date(2021, 2, 28)),
        ("add months", [date(2020, 3, 31), Fraction(-1)], date(2020, 2, 29)),
        ("add days", [date(2020, 3, 1), Fraction(-1)], date(2020, 2, 29)),
        ("month day", [date(2020, 2, 9)], "02-09"),
    ],
)
def test_functions(name: str, arguments: list[object], value: object) -> None:
    assert call(name, arguments) == value


@pytest.mark.parametrize("name", ["all", "any", "count", "sum", "min", "max", "abs", "not", "month day"])
def test_functions_of_what_is_unknown(name: str) -> None:
    assert isinstance(call(name, [UNKNOWN]), Unknown)


@pytest.mark.parametrize(
    ("name", "values"), [("sum", [UNKNOWN, Fraction(1)]), ("all", [True, UNKNOWN]), ("any", [UNKNOWN])]
)
def test_functions_of_lists_with_unknown_items(name: str, values: list[object]) -> None:
    assert isinstance(call(name, [values]), Unknown)


@pytest.mark.parametrize("name", ["sum", "count", "min", "all", "any"])
def test_a_list_with_an_item_not_determined_has_no_value(name: str) -> None:
    with pytest.raises(NotDetermined):
        call(name, [[Fraction(1), NotDetermined(Label("因", "because"))]])


@pytest.mark.parametrize("name", ["min", "max"])
def test_an_empty_list_has_no_extreme(name: str) -> None:
    with pytest.raises(NotDetermined) as caught:
        call(name, [[]])
    assert caught.value.reason == calendar.EMPTY_LIST


def test_a_list_is_whole_or_unknown() -> None:
    assert whole([1, 2]) == [1, 2]
    assert isinstance(whole([1, UNKNOWN]), Unknown)
    with pytest.raises(NotDetermined):
        whole([NotDetermined(Label("", "")), UNKNOWN])


def test_reasons_are_values() -> None:
    same = Label("因", "because")
    assert NotDetermined(same) == NotDetermined(Label("因", "because"))
    assert len({NotDetermined(same), NotDetermined(Label("因", "because"))}) == 1
    assert NotDetermined(same) != Absent(same)
    assert NotDetermined(same) != NotDetermined(Label("果", "effect"))
    assert isinstance(Absent(same), NotDetermined)
