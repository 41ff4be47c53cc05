"""Random cases for benxi/soe-wage-bill."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from . import soe_wage_bill as soe
from .strategies import (
    BAD_COUNTS,
    BAD_FLAGS,
    BAD_IDS,
    BAD_MONEY,
    BAD_NUMBERS,
    HUGE,
    Case,
    Strategies,
    assumptions,
    each_bad,
    fen,
    incomplete,
    near,
    number_forms,
    spoiled,
)

DAY = datetime.date
YEARS = [2019, 2019, 2020, 2024, 2035]
WRONG_DAYS = [DAY(2019, 1, 1), DAY(2019, 12, 30), DAY(2020, 1, 1), DAY(2020, 2, 29), DAY(2024, 6, 30)]
TOO_EARLY = [DAY(2018, 12, 31), DAY(2018, 12, 30), DAY(2017, 12, 31)]
MANY_DECIMALS = ("0.000001", "-0.000001", "0.123457", "-0.333333", "-0.999999", "-1.000001")
GROWTHS = [Decimal(text) for text in ("0", "0", "0.1", "-0.1", "0.1", "-0.1", "1", "-1", "-2", "3.5", *MANY_DECIMALS)]
BILLS = [Decimal(text) for text in ("0", "0.01", "0.05", "1000000", "123456.78", "99999999.99")]
NATIONAL = [Decimal(text) for text in ("0", "0.01", "82461", "90501", "80000.04")]
TARGETS = [Decimal(text) for text in ("0", "0.000001", "0.05", "0.123457", "1")]
HEADCOUNTS = [0, 1, 1, 37, 1000]
BAD_SIGNED_MONEY: list[Any] = [*BAD_NUMBERS, "0.001", "-1.005", Decimal("99.999")]
BAD_SIGNED_RATES: list[Any] = [*BAD_NUMBERS, "0.1234567", "-0.0000001", Decimal("0.0000005")]


@st.composite
def firms(draw: st.DrawFn) -> dict[str, Any]:
    """A firm; its wage close to 2.5 times and 80 % of the national one and to the regulated level."""
    bill = draw(st.one_of(st.sampled_from(BILLS), fen(0, 10**11), st.just(HUGE)))
    national = draw(st.one_of(st.sampled_from(NATIONAL), fen(0, 20_000_000)))
    edges = [(national * factor).quantize(Decimal("0.01")) for factor in (Decimal("2.5"), Decimal("0.8"))]
    wage = draw(st.one_of(st.sampled_from(edges).flatmap(near), fen(0, 50_000_000), st.just(Decimal(0))))
    regulated = draw(st.one_of(near(wage), near(wage), fen(0, 50_000_000), st.just(Decimal(0))))
    inputs: dict[str, Any] = {
        "prior_wage_bill": draw(number_forms(bill)),
        "benefit_growth": draw(number_forms(draw(st.sampled_from(GROWTHS)))),
        "labour_productivity": draw(st.sampled_from(soe.PRODUCTIVITY)),
        "labour_cost_return": draw(st.sampled_from(soe.COST_RETURN)),
        "prior_average_wage": draw(number_forms(wage)),
        "national_average_wage": draw(number_forms(national)),
        "fully_competitive": draw(st.booleans()),
        "regulated_wage_level": draw(number_forms(regulated)),
        "headcount": draw(st.sampled_from(HEADCOUNTS).flatmap(number_forms)),
        "average_wage_growth_target": draw(st.sampled_from(TARGETS).flatmap(number_forms)),
        "value_preserved": draw(st.sampled_from([True, True, False])),
        "non_operating_decline": draw(st.sampled_from([False, False, True])),
    }
    if draw(st.booleans()):
        highest = min(int(bill * 100), 10**11)
        adjustment = draw(st.one_of(st.just(-highest), st.integers(-highest, 10**9)))
        inputs["reorganisation_adjustment"] = draw(number_forms(Decimal(adjustment).scaleb(-2)))
    return inputs


@st.composite
def wage_cases(draw: st.DrawFn) -> Case:
    """A firm on 31 December, sometimes before the start."""
    date = draw(st.one_of(st.sampled_from(YEARS).map(lambda year: DAY(year, 12, 31)), st.sampled_from(TOO_EARLY[:1])))
    return Case(date, draw(firms()), draw(assumptions(soe.INTERPRETATIONS)))


@st.composite
def wage_bad_day(draw: st.DrawFn) -> Case:
    """Any day but 31 December is refused; before 2019 nothing is in force."""
    return Case(draw(st.sampled_from([*WRONG_DAYS, *TOO_EARLY])), draw(firms()), None)


@st.composite
def wage_negative_base(draw: st.DrawFn) -> Case:
    """The adjustment takes away more than there is."""
    case = draw(wage_cases())
    bill, adjustment = draw(st.sampled_from([("0", "-0.01"), ("100", "-100.01"), (100, -101), ("0.01", Decimal(-1))]))
    case.inputs.update(prior_wage_bill=bill, reorganisation_adjustment=adjustment)
    return case


SOE_BAD: dict[str, list[Any]] = {
    "prior_wage_bill": BAD_MONEY,
    "reorganisation_adjustment": BAD_SIGNED_MONEY,
    "benefit_growth": BAD_SIGNED_RATES,
    "labour_productivity": [*BAD_IDS, "Up"],
    "labour_cost_return": [*BAD_IDS, "clearly better"],
    "prior_average_wage": BAD_MONEY,
    "national_average_wage": BAD_MONEY,
    "fully_competitive": BAD_FLAGS,
    "regulated_wage_level": BAD_MONEY,
    "headcount": BAD_COUNTS,
    "average_wage_growth_target": BAD_SIGNED_RATES[:-2],
    "value_preserved": BAD_FLAGS,
    "non_operating_decline": BAD_FLAGS,
}
# No growth: nothing else matters, but every bad value is refused.
STANDSTILL = Case(DAY(2019, 12, 31), {"benefit_growth": "0", "value_preserved": True}, None)
SOE = Strategies(
    valid=wage_cases(),
    incomplete=st.one_of(incomplete(wage_cases(), soe.INPUTS), incomplete(wage_cases(), soe.INPUTS[-2:])),
    bad=st.one_of(
        wage_bad_day(),
        wage_negative_base(),
        spoiled(wage_cases(), SOE_BAD, droppable=("prior_wage_bill", "value_preserved", "benefit_growth")),
        spoiled(wage_cases(), SOE_BAD, droppable=("prior_wage_bill", "value_preserved", "benefit_growth")),
    ),
    every_bad=each_bad(STANDSTILL, SOE_BAD),
)
