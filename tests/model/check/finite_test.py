"""What is said of a number holds of every value that it can take."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefits.model.check import finite
from benefits.model.check.finite import UNKNOWN, Figures, decimal_places, exactly, show_number

fractions = st.fractions(-50, 50, max_denominator=60)
Known = tuple[Figures, Fraction]
"""What is known of a number, and a value of it."""


@st.composite
def known(draw: st.DrawFn) -> Known:
    """Few values, or decimals with bounds, or nothing."""
    value = draw(fractions)
    match draw(st.sampled_from(["values", "decimals", "nothing"])):
        case "values":
            return exactly([value, *draw(st.lists(fractions, max_size=4))]), value
        case "decimals":
            value = Fraction(draw(st.integers(-5000, 5000)), 100)
            low = draw(st.none() | st.just(value - draw(st.integers(0, 3))))
            high = draw(st.none() | st.just(value + draw(st.integers(0, 3))))
            return Figures(2, None, low, high), value
    return UNKNOWN, value


def holds(figures: Figures, value: Fraction) -> bool:
    needed = decimal_places(value)
    in_places = figures.places is None or (needed is not None and needed <= figures.places)
    in_values = figures.values is None or value in figures.values
    return in_places and in_values and not _outside(figures, value)


def _outside(figures: Figures, value: Fraction) -> bool:
    below = figures.low is not None and value < figures.low
    return below or (figures.high is not None and value > figures.high)


@pytest.mark.parametrize(
    ("rule", "exact"),
    [
        (finite.added, lambda a, b: a + b),
        (finite.multiplied, lambda a, b: a * b),
        (finite.either, lambda a, b: a),
        (lambda a, b: finite.least([a, b]), min),
        (lambda a, b: finite.least([a, b], largest=True), max),
        (lambda a, b: finite.added(a, finite.negated(b)), lambda a, b: a - b),
        (lambda a, b: finite.absolute(a), lambda a, b: abs(a)),
        (lambda a, b: finite.summed(a), lambda a, b: a + a + a),
    ],
)
@settings(max_examples=60)
@given(known(), known())
def test_operations(
    rule: Callable[[Figures, Figures], Figures], exact: Callable[[Fraction, Fraction], Fraction], a: Known, b: Known
) -> None:
    assert holds(rule(a[0], b[0]), exact(a[1], b[1]))


@settings(max_examples=60)
@given(known(), known())
def test_division(a: Known, b: Known) -> None:
    if b[1]:
        assert holds(finite.divided(a[0], b[0]), a[1] / b[1])


@given(known(), st.sampled_from(["0.01", "1", "0.5", "10"]))
def test_rounding(a: Known, step: str) -> None:
    to = Fraction(step)
    for multiple in (a[1] // to * to, -(-a[1] // to) * to):
        assert holds(finite.rounded(a[0], to), multiple)


def test_a_yearly_figure_by_twelve_is_finite_only_where_it_divides() -> None:
    twelve = exactly([Fraction(12)])
    assert finite.divided(exactly([Fraction(4452), Fraction(5004)]), twelve).places == 0
    assert finite.divided(exactly([Fraction(4450)]), twelve).places is None
    assert finite.divided(Figures(2), exactly([Fraction(8)])).places == 5
    assert finite.divided(Figures(2), Figures(0)).places is None


def test_sets_and_sizes_are_bounded() -> None:
    many = exactly(Fraction(number) for number in range(33))
    assert many == Figures(0, None, Fraction(0), Fraction(32))
    assert exactly([]) == UNKNOWN == exactly([Fraction(2**600)])
    wide = Figures(60, None, Fraction(2**300), Fraction(2**300))
    assert finite.multiplied(wide, wide) == UNKNOWN
    assert finite.any_of([]) == UNKNOWN


@pytest.mark.parametrize(
    ("value", "shown"), [("0.5", "0.5"), ("-0.05", "-0.05"), ("12", "12"), ("0", "0"), ("2/3", "2/3"), ("-1/3", "-1/3")]
)
def test_numbers_are_shown_exactly(value: str, shown: str) -> None:
    assert show_number(Fraction(value)) == shown
