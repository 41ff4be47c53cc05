from __future__ import annotations

import decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.feel import FeelLimitError, NullResult, exact
from tests.feel.reading import n

NUMBERS = st.fractions(max_denominator=10**12)


@pytest.mark.parametrize(
    ("number", "scale", "mode", "expected"),
    [
        ("2.5", 0, "half up", "3"),
        ("-2.5", 0, "half up", "-3"),
        ("2.4", 0, "half up", "2"),
        ("874.5", 0, "half up", "875"),
        ("1.005", 2, "half up", "1.01"),
        ("-1.126", 2, "half up", "-1.13"),
        ("2.5", 0, "half down", "2"),
        ("-2.5", 0, "half down", "-2"),
        ("2.51", 0, "half down", "3"),
        ("2.5", 0, "half even", "2"),
        ("3.5", 0, "half even", "4"),
        ("-2.5", 0, "half even", "-2"),
        ("1.121", 2, "up", "1.13"),
        ("-1.121", 2, "up", "-1.13"),
        ("1.12", 2, "up", "1.12"),
        ("1.129", 2, "down", "1.12"),
        ("-1.129", 2, "down", "-1.12"),
        ("1.5", 0, "floor", "1"),
        ("-1.5", 0, "floor", "-2"),
        ("1.5", 0, "ceiling", "2"),
        ("-1.5", 0, "ceiling", "-1"),
        ("2", 0, "ceiling", "2"),
        ("1234.5", -2, "half up", "1200"),
        ("1250", -2, "half up", "1300"),
        ("1/3", 4, "half up", "0.3333"),
    ],
)
def test_rounding(number: str, scale: int, mode: str, expected: str) -> None:
    assert exact.rounded(n(number), scale, mode) == n(expected)


@pytest.mark.parametrize("scale", [-6112, 6177])
def test_the_scale_is_bounded(scale: int) -> None:
    with pytest.raises(NullResult):
        exact.rounded(n(1), scale, "up")


@given(NUMBERS, st.integers(-6, 6))
def test_half_up_is_within_half_a_unit_and_symmetric(number: Fraction, scale: int) -> None:
    rounded = exact.rounded(number, scale, "half up")
    assert abs(rounded - number) <= Fraction(10) ** -scale / 2
    assert exact.rounded(-number, scale, "half up") == -rounded
    assert exact.rounded(rounded, scale, "half even") == rounded


@pytest.mark.parametrize(
    ("base", "exponent", "expected"),
    [
        ("2", "10", "1024"),
        ("10", "-5", "0.00001"),
        ("0", "0", "1"),
        ("0", "2", "0"),
        ("0", "3", "0"),
        ("-1", "3", "-1"),
        ("-1", "100000000000000000000", "1"),
        ("1", "99999999999999999999", "1"),
        ("4", "0.5", "2"),
        ("8", "1/3", "2"),
        ("27/8", "-2/3", "4/9"),
        ("1.5", "2", "2.25"),
        ("-2", "3", "-8"),
        ("0", "0.5", "0"),
    ],
)
def test_powers_with_rational_results_are_exact(base: str, exponent: str, expected: str) -> None:
    assert exact.power(n(base), n(exponent)) == n(expected)


# To 34 significant digits, half to even; from published tables of the constants.
ROOT_OF_2 = n("1.414213562373095048801688724209698")
EULER = n("2.718281828459045235360287471352662")
LOG_OF_2 = n("0.6931471805599453094172321214581766")


def test_irrational_results_have_34_digits() -> None:
    assert exact.square_root(n(2)) == ROOT_OF_2
    assert exact.power(n(2), n("0.5")) == ROOT_OF_2
    assert exact.power(n(2), n("1/65")) != exact.power(n(2), n("1/64"))
    assert exact.exponential(n(1)) == EULER
    assert exact.logarithm(n(2)) == LOG_OF_2


def test_rational_results_of_roots_and_logarithms_are_exact() -> None:
    assert exact.square_root(n("2.25")) == n("1.5")
    assert exact.square_root(n("1/9")) == n("1/3")
    assert exact.square_root(n(0)) == 0
    assert exact.exponential(n(0)) == 1
    assert exact.logarithm(n(1)) == 0


def test_the_global_decimal_context_changes_nothing() -> None:
    with decimal.localcontext() as context:
        context.prec = 3
        context.rounding = decimal.ROUND_UP
        context.traps[decimal.Inexact] = True
        assert exact.square_root(n(2)) == ROOT_OF_2
        assert exact.exponential(n(1)) == EULER
        assert exact.text(n("1/3")) == "0." + "3" * 34
        assert exact.text(n("123456.789")) == "123456.789"


@pytest.mark.parametrize(
    ("compute", "reason"),
    [
        (lambda: exact.power(n(0), n(-1)), "division by zero"),
        (lambda: exact.power(n(-2), n("0.5")), "a power of a negative number with a fraction"),
        (lambda: exact.square_root(n(-1)), "the root of a negative number"),
        (lambda: exact.logarithm(n(0)), "the logarithm of a number that is not positive"),
        (lambda: exact.exponential(n(10**9)), "a result out of range"),
        (lambda: exact.exponential(n(-(10**5))), "a result out of range"),
    ],
)
def test_what_has_no_value_is_null(compute: object, reason: str) -> None:
    assert callable(compute)
    with pytest.raises(NullResult, match=reason):
        compute()


@pytest.mark.parametrize(("base", "exponent"), [("2", 10**9), ("1.5", 10**6), ("1/3", -(10**6)), ("10", 10**40)])
def test_huge_powers_are_refused_at_once(base: str, exponent: int) -> None:
    with pytest.raises(FeelLimitError, match="a power with more digits"):
        exact.power(n(base), n(exponent))


def test_the_size_of_numbers_is_bounded() -> None:
    largest = n(2) ** (exact.MAX_BITS - 1)
    assert exact.bounded(largest) == largest
    with pytest.raises(FeelLimitError, match="a number with more digits"):
        exact.bounded(2 * largest)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("-0.5", "-0.5"),
        ("0.05", "0.05"),
        ("100", "100"),
        ("1/8", "0.125"),
        ("2/3", "0." + "6" * 33 + "7"),
        ("-1/3", "-0." + "3" * 34),
        ("1000000000000000000000000000000000000000.5",) * 2,
        ("1/5", "0.2"),
        ("7/25", "0.28"),
    ],
)
def test_numbers_as_text(number: str, text: str) -> None:
    assert exact.text(n(number)) == text


def test_long_numbers_are_written_in_full() -> None:
    assert exact.text(n(10) ** 6000) == "1" + "0" * 6000
    assert exact.text(n(10) ** -6000) == "0." + "0" * 5999 + "1"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=10))
def test_text_of_finite_decimals_is_read_back(number: decimal.Decimal) -> None:
    assert Fraction(exact.text(Fraction(number))) == Fraction(number)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 10**6))
def test_terminates_counts_the_decimals(twos: int, fives: int, top: int) -> None:
    number = Fraction(top, 2**twos * 5**fives)
    decimals = exact.terminates(number)
    assert decimals is not None
    assert (number * 10**decimals).denominator == 1
    assert decimals == 0 or (number * 10 ** (decimals - 1)).denominator != 1
    assert exact.terminates(number / 7 if top % 7 else number / 49 / top) is None
