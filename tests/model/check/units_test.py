"""Units against pint, with every symbol a dimension of its own, and against the laws of groups."""

from __future__ import annotations

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.model.check.units import PURE, Unit, UnitError, over, parse_unit, show, times

SYMBOLS = ("CNY", "person", "month", "year", "visit")
REGISTRY: pint.UnitRegistry[float] = pint.UnitRegistry(None)
for _symbol in SYMBOLS:
    REGISTRY.define(f"{_symbol} = [{_symbol}]")

units = st.dictionaries(st.sampled_from(SYMBOLS), st.integers(-4, 4).filter(bool)).map(
    lambda powers: tuple(sorted(powers.items()))
)


def oracle(unit: Unit) -> pint.Unit:
    return REGISTRY.Unit(pint.util.UnitsContainer(dict(unit)))


@given(units, units)
def test_products_and_quotients_are_those_of_pint(left: Unit, right: Unit) -> None:
    assert oracle(times(left, right)) == oracle(left) * oracle(right)
    assert oracle(over(left, right)) == oracle(left) / oracle(right)


@given(units, units)
def test_units_agree_exactly_where_pint_can_convert(left: Unit, right: Unit) -> None:
    assert (left == right) == oracle(left).is_compatible_with(oracle(right))


@given(units)
def test_what_is_shown_reads_back(unit: Unit) -> None:
    assert parse_unit(show(unit)) == unit


@given(units, units)
def test_a_quotient_undoes_a_product(left: Unit, right: Unit) -> None:
    assert over(times(left, right), right) == left
    assert over(left, left) == PURE


def test_order_and_ones_do_not_matter() -> None:
    assert parse_unit("CNY/person/month") == parse_unit("CNY/month/person") == parse_unit("1*CNY/month/person")
    assert parse_unit("1") == PURE
    assert show(parse_unit("1/year")) == "1/year"


def test_per_year_is_not_per_month() -> None:
    assert parse_unit("CNY/year") != parse_unit("CNY/month")


@pytest.mark.parametrize("text", ["", "CNY/", "/CNY", "CNY//person", "CNY person", "2", "CNY/2", "CNY**2", "元"])
def test_what_is_no_unit_is_refused(text: str) -> None:
    with pytest.raises(UnitError):
        parse_unit(text)


def test_exponents_are_bounded() -> None:
    big = parse_unit("*".join(["CNY"] * 64))
    with pytest.raises(UnitError):
        times(big, big)
