"""Every refusal of a single value, pinned: code, path, value, expected, nearest."""

from __future__ import annotations

import time
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest

from benefits.engine.case import ABSENT, read_day, shown
from benefits.errors import InputError, NotInForceError, Problem
from tests.engine.household import DAY, GOOD, changed, problems, program, read

TYPES = "text, int or Decimal CNY"


def test_a_good_case_is_read_and_typed() -> None:
    case, found = read(GOOD)
    assert found == []
    assert case.day == DAY
    assert case.options == {"edge": "inclusive"}
    assert case.values == {
        "household_size": Fraction(3),
        "income": Fraction("100.5"),
        "grade": Fraction("2.5"),
        "area": "urban",
        "flag": True,
        "born": date(1990, 2, 28),
        "note": "hello",
        "code": None,
        "bonus": Fraction("12.5"),
        "services": [],
        "visits": [("a", "lake", date(2020, 4, 1))],
        "prices": [],
        "extra_spots": [],
    }
    assert list(case.values) == [spec.name for spec in program().inputs]
    assert not any(isinstance(value, float) for value in case.values.values())


def test_what_is_not_given_is_absent_and_no_problem() -> None:
    case, found = read({})
    assert found == []
    absent = {name for name, value in case.values.items() if value is ABSENT}
    assert absent == {"household_size", "income", "grade", "area", "flag", "born", "note", "visits"}
    assert repr(ABSENT) == "ABSENT"
    assert read(dict.fromkeys(GOOD))[0].values == case.values


def test_any_mapping_will_do() -> None:
    assert read(MappingProxyType(GOOD))[1] == []


@pytest.mark.parametrize(
    ("given", "number"),
    [("-100", "-100"), ("-100.00", "-100"), ("1000", "1000"), (1000, "1000"), (Decimal("1E3"), "1000"), ("-0", "0"),
     ("-0.00", "0"), (Decimal("0.10"), "0.1"), ("999.9900000000", "999.99")],
)  # fmt: skip
def test_numbers_up_to_both_bounds(given: object, number: str) -> None:
    case, found = read(changed(income=given))
    assert found == []
    assert case.values["income"] == Fraction(number)


@pytest.mark.parametrize(
    ("given", "code", "value", "expected"),
    [
        ("-100.01", "out_of_range", "-100.01", "-100 – 1000 CNY"),
        ("1000.01", "out_of_range", "1000.01", "-100 – 1000 CNY"),
        (1001, "out_of_range", "1001", "-100 – 1000 CNY"),
        ("0.001", "too_many_decimals", "0.001", "≤ 2"),
        (Decimal("0.001"), "too_many_decimals", "Decimal('0.001')", "≤ 2"),
        (1.0, "float_input", "1.0", TYPES),
        (float("nan"), "float_input", "nan", TYPES),
        (float("inf"), "float_input", "inf", TYPES),
        (True, "wrong_type", "True", TYPES),
        (b"1", "wrong_type", "b'1'", TYPES),
        ([1], "wrong_type", "list (1)", TYPES),
        ({}, "wrong_type", "dict (0)", TYPES),
        ("１２", "bad_number", "１２", "1234.56 CNY"),
        ("1_000", "bad_number", "1_000", "1234.56 CNY"),
        ("1E3", "bad_number", "1E3", "1234.56 CNY"),
        ("", "bad_number", "", "1234.56 CNY"),
        ("NaN", "bad_number", "NaN", "1234.56 CNY"),
        (Decimal("NaN"), "bad_number", "Decimal('NaN')", "1234.56 CNY"),
        (Decimal("sNaN"), "bad_number", "Decimal('sNaN')", "1234.56 CNY"),
        (Decimal("-Infinity"), "bad_number", "Decimal('-Infinity')", "1234.56 CNY"),
        (Decimal("1E1000000"), "bad_number", "Decimal('1E+1000000')", "1234.56 CNY"),
        pytest.param(10**5000, "bad_number", "int (16610 bits)", "1234.56 CNY", id="huge"),
        pytest.param("9" * 100_000, "bad_number", "9" * 57 + "…", "1234.56 CNY", id="long"),
    ],
)
def test_numbers_refused(given: object, code: str, value: str, expected: str) -> None:
    assert problems(income=given) == [(code, "income", value, expected, "")]


@pytest.mark.parametrize(
    ("given", "code", "expected"),
    [
        (0, "out_of_range", "1 – 50 person"),
        ("51", "out_of_range", "1 – 50 person"),
        ("1.5", "too_many_decimals", "≤ 0"),
    ],
)
def test_whole_numbers_refused(given: object, code: str, expected: str) -> None:
    assert problems(household_size=given) == [(code, "household_size", str(given), expected, "")]
    assert problems(household_size=1) == problems(household_size="50.0") == []


def test_a_number_that_must_be_a_key() -> None:
    assert problems(grade=1) == problems(grade="2.5") == []
    assert problems(grade="1.5") == [("not_a_key", "grade", "1.5", "1, 2.5", "")]


@pytest.mark.parametrize(
    ("given", "code", "expected", "near"),
    [("Urban", "not_a_choice", "urban, rural", "urban"), ("urbann", "not_a_choice", "urban, rural", "urban"),
     ("城", "not_a_choice", "urban, rural", ""), ("", "not_a_choice", "urban, rural", ""),
     (7, "wrong_type", "text", ""),
     (["urban"], "wrong_type", "text", ""), (1.5, "wrong_type", "text", "")],
)  # fmt: skip
def test_choices_refused(given: object, code: str, expected: str, near: str) -> None:
    assert problems(area=given) == [(code, "area", shown(given), expected, near)]


@pytest.mark.parametrize("given", [1, 0, "true", "", 1.0, [], {}])
def test_truth_values_refused(given: object) -> None:
    assert problems(flag=given) == [("wrong_type", "flag", shown(given), "true | false", "")]


BAD_DAYS: list[Any] = [
    "2019-02-29", "2019-04-31", "2019-13-01", "2019-1-1", "20190101", "2019-W01-1", "2019/01/01", "2019-01-01T00:00",
    "２０１９-01-01", "2019-01-01\n", " 2019-01-01", "0000-01-01", "10000-01-01", "", 20190101, 1.5, True, [], {},
    datetime(2019, 1, 1),
]  # fmt: skip


@pytest.mark.parametrize("given", BAD_DAYS, ids=repr)
def test_dates_refused(given: object) -> None:
    assert problems(born=given) == [("bad_date", "born", shown(given), "YYYY-MM-DD", "")]
    with pytest.raises(InputError) as caught:
        read(GOOD, day=given)
    assert [(one.code, one.path) for one in caught.value.problems] == [("bad_date", "date")]


@pytest.mark.parametrize("given", [None, date(2020, 2, 29), "2020-02-29"])
def test_days(given: object) -> None:
    found = read_day(given)
    assert found == date(2020, 2, 29) if given else isinstance(found, Problem)


@pytest.mark.parametrize(
    ("name", "given", "code", "expected"),
    [
        ("note", "", "bad_text", "not empty"),
        ("note", "  ", "bad_text", "not empty"),
        ("note", "a\nb", "bad_text", "≤ 4096"),
        ("note", "a\x00", "bad_text", "≤ 4096"),
        ("note", "a\u202e", "bad_text", "≤ 4096"),
        ("note", 42, "wrong_type", "text"),
        ("note", b"abc", "wrong_type", "text"),
        ("code", "a", "bad_text", "[a-z]{2,4}"),
        ("code", "abcde", "bad_text", "[a-z]{2,4}"),
        ("code", "ab\n", "bad_text", "≤ 4096"),
        ("code", "éa", "bad_text", "[a-z]{2,4}"),
    ],
)
def test_texts_refused(name: str, given: object, code: str, expected: str) -> None:
    assert problems(**{name: given}) == [(code, name, shown(given), expected, "")]


def test_the_longest_text() -> None:
    assert problems(note="长" * 4096) == []
    assert problems(note="长" * 4097) == [("bad_text", "note", "长" * 57 + "…", "≤ 4096", "")]


def test_unknown_names_with_the_nearest() -> None:
    names = ", ".join([*GOOD, "code", "bonus", "services", "prices", "extra_spots"])
    (found,) = problems(houshold_size="3")
    assert (found[0], found[1], found[2], found[4]) == (
        "unknown_input",
        "houshold_size",
        "houshold_size",
        "household_size",
    )
    assert sorted(found[3].split(", ")) == sorted(names.split(", "))
    assert [one[1] for one in problems(**{"收入": 1})] == ["收入"]


@pytest.mark.parametrize(
    "name", [7, None, True, ("a",), date(2020, 1, 1), "x" * 5000], ids=lambda name: repr(name)[:20]
)
def test_names_that_are_no_texts(name: object) -> None:
    (found,) = read({**GOOD, name: 1})[1]
    assert (found.code, found.path) == ("unknown_input", str(name)[:100])
    assert len(found.value) <= 60


@pytest.mark.parametrize("given", [None, [], "text", 7, [("area", "urban")]])
def test_inputs_that_are_no_mapping(given: object) -> None:
    found = read(given)[1]
    assert [(one.code, one.path, one.value, one.expected) for one in found] == [
        ("wrong_type", "inputs", shown(given), "mapping")
    ]


@pytest.mark.parametrize(
    ("assume", "code", "path", "expected", "near"),
    [
        ({"edge": "inclusiv"}, "unknown_option", "edge", "inclusive, exclusive", "inclusive"),
        ({"edge": None}, "unknown_option", "edge", "inclusive, exclusive", ""),
        ({"edge": ["inclusive"]}, "unknown_option", "edge", "inclusive, exclusive", ""),
        ({"edgy": "inclusive"}, "unknown_interpretation", "edgy", "", "edge"),
        ({7: "x"}, "unknown_interpretation", "7", "", ""),
        (["edge"], "wrong_type", "assume", "mapping", ""),
    ],
)
def test_interpretations_refused(assume: Any, code: str, path: str, expected: str, near: str) -> None:
    (found,) = read(GOOD, assume=assume)[1]
    assert (found.code, found.path, found.expected, found.nearest) == (code, path, expected, near)


def test_all_problems_come_at_once() -> None:
    found = problems(household_size=0, income="x", area=1, born="", flag="yes", unknown=1)
    assert sorted(one[1] for one in found) == ["area", "born", "flag", "household_size", "income", "unknown"]


@pytest.mark.parametrize("day", [date.min, date(2018, 12, 31), date(2021, 1, 1), date.max, "2018-12-31"])
def test_days_outside_the_program(day: object) -> None:
    """Before anything else is looked at."""
    with pytest.raises(NotInForceError) as caught:
        read({"nonsense": 1.5}, day=day)
    (found,) = caught.value.problems
    assert (found.code, found.path, found.value) == ("not_in_force", "made/household", str(day))
    assert found.expected == "2019-01-01 – 2020-12-31"


@pytest.mark.parametrize("day", [date(2019, 1, 1), date(2020, 12, 31), "2020-12-31"])
def test_the_first_and_the_last_day(day: object) -> None:
    assert read(GOOD, day=day)[1] == []


def test_hostile_values_end_soon() -> None:
    start = time.monotonic()
    hostile: list[Any] = [10**100_000, "1" * 10**6, Decimal("1E+999999"), "x" * 10**6, [[[[]]]] * 1000]
    for value in hostile:
        for name in ("income", "area", "born", "note", "code", "services"):
            assert problems(**{name: value})
    assert time.monotonic() - start < 5
