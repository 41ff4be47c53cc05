"""Numbers in and out of text, roundings, and shares by largest remainder."""

from __future__ import annotations

import decimal
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.engine import numbers
from benefits.engine.numbers import NotANumber, exact, largest_remainder, round_ratio, round_to
from tests.engine.shared import examples

TENTHS = st.builds(
    lambda whole, places: Fraction(whole, 10**places), st.integers(-(10**20), 10**20), st.integers(0, 12)
)
MODES = {
    "half up": decimal.ROUND_HALF_UP,
    "half even": decimal.ROUND_HALF_EVEN,
    "up": decimal.ROUND_UP,
    "down": decimal.ROUND_DOWN,
    "ceiling": decimal.ROUND_CEILING,
    "floor": decimal.ROUND_FLOOR,
}
each_mode = pytest.mark.parametrize("mode", MODES)


@pytest.fixture
def odd_context() -> Iterator[None]:
    """A caller who changed the global decimal context."""
    with decimal.localcontext(decimal.Context(prec=2, rounding=decimal.ROUND_UP, traps=[decimal.Inexact])):
        yield


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("0", 0),
        ("-0", 0),
        ("0.10", Fraction(1, 10)),
        ("-12.345", Fraction(-12345, 1000)),
        ("999999999999999999", 10**18 - 1),
        ("-999999999999999999.9999999999", Fraction(-(10**28) + 1, 10**10)),
        (7, 7),
        (-(10**18) + 1, -(10**18) + 1),
        (Decimal("1E3"), 1000),
        (Decimal("1E-3"), Fraction(1, 1000)),
        (Decimal("-0.00"), 0),
    ],
)
def test_numbers_that_are_read(given: object, number: Fraction) -> None:
    assert exact(given) == number
    assert isinstance(exact(given), Fraction)


@pytest.mark.parametrize(
    "given",
    [
        "", "+1", "01", ".5", "5.", "1e3", "1E3", "1_000", "1,000", "0x1F", "NaN", "-", "１２", "٣", " 1", "1\n", "--1",
        "1.2.3", "1" * 19, "0." + "1" * 11, pytest.param("1" * 10_000, id="long"), 10**18, -(10**18),
        pytest.param(10**5000, id="huge"), Decimal(10**18), Decimal("1E1000000"),
        Decimal("1E-1000000"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("-Infinity"),
        Decimal("0." + "3" * 70),
    ],
)  # fmt: skip
def test_what_is_no_number(given: object) -> None:
    with pytest.raises(NotANumber) as caught:
        exact(given)
    assert caught.value.code == "bad_number"


@pytest.mark.parametrize(
    ("given", "code"),
    [(1.0, "float_input"), (float("nan"), "float_input"), (True, "wrong_type"), (b"1", "wrong_type"),
     (None, "wrong_type"),
     ([], "wrong_type"), (Fraction(1), "wrong_type")],
)  # fmt: skip
def test_other_types_are_no_numbers(given: object, code: str) -> None:
    with pytest.raises(NotANumber) as caught:
        exact(given)
    assert caught.value.code == code


@examples(300)
@given(number=TENTHS, places=st.integers(0, 14))
def test_text_says_exactly_the_number(number: Fraction, places: int) -> None:
    """`Decimal` reads the text back, at least so many decimals, and no zero more than asked for."""
    text = numbers.text(number, places)
    assert Fraction(Decimal(text)) == number
    found = len(text.partition(".")[2])
    assert found >= places
    assert found == places or not text.endswith("0")
    assert text not in ("-0", "-0.0")
    assert numbers.ratio_text(number.numerator * 6, number.denominator * 6, places) == text


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [(Fraction(1, 3), 2, "1/3"), (Fraction(-2, 7), 0, "-2/7"), (Fraction(1, 2), 0, "0.5"),
     (Fraction(-1, 100), 2, "-0.01"),
     (Fraction(5), 2, "5.00"), (Fraction(0), 2, "0.00"), (Fraction(1, 80), 0, "0.0125")],
)  # fmt: skip
def test_texts(number: Fraction, places: int, text: str) -> None:
    assert numbers.text(number, places) == text


@pytest.mark.parametrize(
    ("number", "count"),
    [(Fraction(3), 0), (Fraction(1, 2), 1), (Fraction(1, 5), 1), (Fraction(1, 8), 3), (Fraction(1, 80), 4),
     (Fraction(1, 3), -1),
     (Fraction(1, 6), -1), (Fraction(-7, 20), 2)],
)  # fmt: skip
def test_how_many_decimals_a_number_needs(number: Fraction, count: int) -> None:
    assert numbers.decimals(number) == count


@examples(200)
@given(whole=st.integers(-(10**40), 10**40), places=st.integers(0, 12))
def test_decimals_are_exact(whole: int, places: int) -> None:
    """Whatever the size: no context rounds them."""
    found = numbers.decimal(whole, places)
    assert Fraction(found) == Fraction(whole, 10**places)
    assert found.as_tuple().exponent == -places


@each_mode
@examples(200)
@given(number=TENTHS, place=st.integers(0, 4))
def test_rounding_is_that_of_decimal(mode: str, number: Fraction, place: int) -> None:
    with decimal.localcontext(decimal.Context(prec=60)):
        written = Decimal(number.numerator) / Decimal(number.denominator)
        expected = written.quantize(Decimal(1).scaleb(-place), rounding=MODES[mode])
    assert round_to(number, Fraction(1, 10**place), mode) == Fraction(expected)


@each_mode
@examples(150)
@given(top=st.integers(-(10**12), 10**12), bottom=st.integers(1, 10**6))
def test_rounding_of_any_fraction_picks_a_neighbour(mode: str, top: int, bottom: int) -> None:
    """By the definition of each mode, for fractions that are no decimals too."""
    whole, exactly = round_ratio(top, bottom, mode), Fraction(top, bottom)
    assert abs(whole - exactly) < 1
    if "half" in mode:
        assert abs(whole - exactly) <= Fraction(1, 2)
    if abs(whole - exactly) == Fraction(1, 2) and "half" in mode:
        assert abs(whole) > abs(exactly) if mode == "half up" else whole % 2 == 0
    if exactly.denominator == 1:
        assert whole == exactly
    elif mode in ("up", "down"):
        assert (abs(whole) > abs(exactly)) is (mode == "up")
    elif mode in ("ceiling", "floor"):
        assert (whole > exactly) is (mode == "ceiling")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("2.5", {"half up": 3, "half even": 2, "up": 3, "down": 2, "ceiling": 3, "floor": 2}),
        ("3.5", {"half up": 4, "half even": 4, "up": 4, "down": 3, "ceiling": 4, "floor": 3}),
        ("-2.5", {"half up": -3, "half even": -2, "up": -3, "down": -2, "ceiling": -2, "floor": -3}),
        ("-0.5", {"half up": -1, "half even": 0, "up": -1, "down": 0, "ceiling": 0, "floor": -1}),
        ("2.4999999999", {"half up": 2, "half even": 2, "up": 3, "down": 2, "ceiling": 3, "floor": 2}),
        ("-2.0", {"half up": -2, "half even": -2, "up": -2, "down": -2, "ceiling": -2, "floor": -2}),
    ],
)
def test_ties_and_signs(number: str, expected: dict[str, int]) -> None:
    assert {mode: round_to(Fraction(number), Fraction(1), mode) for mode in MODES} == expected


def test_published_roundings() -> None:
    """874.5 is published as 875 and 750.6 as 751 (Benxi 2019-25, 一(二))."""
    assert round_to(Fraction("874.5"), Fraction(1), "half up") == 875
    assert round_to(Fraction("750.6"), Fraction(1), "half up") == 751


@each_mode
def test_steps_that_are_no_power_of_ten(mode: str) -> None:
    """To multiples of 0.25: 1.375 lies half-way between 1.25 and 1.5."""
    expected = {"half up": "1.5", "half even": "1.5", "up": "1.5", "down": "1.25", "ceiling": "1.5", "floor": "1.25"}
    assert round_to(Fraction("1.375"), Fraction(1, 4), mode) == Fraction(expected[mode])


# largest remainder

WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any)


@examples(300)
@given(total=st.integers(-(10**15), 10**15), weights=WEIGHTS)
def test_shares_add_up_and_stay_next_to_the_exact_share(total: int, weights: list[int]) -> None:
    parts = largest_remainder(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1
        assert part == 0 or weight > 0


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (2, [1, 1, 1], [1, 1, 0]),
        (1, [1, 1, 1], [1, 0, 0]),
        (10, [2, 3, 5], [2, 3, 5]),
        (7, [0, 1, 1], [0, 4, 3]),
        (3, [50, 30, 20], [1, 1, 1]),  # 1.5, 0.9, 0.6 are cut to 1, 0, 0; the two left go to 0.9 and 0.6
        (-1, [1, 1], [0, -1]),  # each -0.5 is cut down to -1; the first of the equals gets one back
        (0, [3, 4], [0, 0]),
    ],
)
def test_shares_by_hand(total: int, weights: list[int], parts: list[int]) -> None:
    assert largest_remainder(total, weights) == parts


# the caller's context


def test_an_altered_global_context_changes_nothing(odd_context: None) -> None:
    assert exact(Decimal("123456.789")) == Fraction(123456789, 1000)
    assert numbers.decimal(123456789, 3) == Decimal("123456.789")
    assert numbers.text(Fraction(123456789, 1000)) == "123456.789"
    assert round_to(Fraction("2.345"), Fraction(1, 100), "half up") == Fraction("2.35")
    assert str(numbers.decimal(-5, 2)) == "-0.05"
