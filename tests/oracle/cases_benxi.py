"""Random cases for the four programs of 本政办发〔2019〕25号."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from . import dibao, orphan, retrenched_1960s, tekun
from .strategies import (
    BAD_COUNTS,
    BAD_FLAGS,
    BAD_IDS,
    BAD_MONEY,
    HUGE,
    Case,
    Strategies,
    assumptions,
    days,
    each_bad,
    fen,
    incomplete,
    near,
    number_forms,
    spoiled,
)

DAY = datetime.date
EDGES = (DAY(2019, 1, 1), DAY(2019, 1, 1), DAY(2019, 7, 1), DAY(2019, 7, 1), DAY(2019, 5, 30), DAY(2020, 2, 29))
DATES = days(EDGES, DAY(2018, 11, 1), DAY(2031, 12, 31))
# The standards and low-income lines of 25号 per person and month: old, new, 120 % of the new.
PER_PERSON = [Decimal(text) for text in ("583", "533", "371", "622", "417", "746.4", "500.4")]
SIZES = [1, 1, 2, 3, 3, 4, 5, 6, 7, 11, 49, 50]


@st.composite
def dibao_cases(draw: st.DrawFn) -> Case:
    """A household, its income close to where the answer changes."""
    size = draw(st.sampled_from(SIZES))
    income = draw(
        st.one_of(
            st.sampled_from(PER_PERSON).flatmap(lambda amount: near(amount * size)),
            st.sampled_from(PER_PERSON).flatmap(lambda amount: near(amount * size)),
            fen(0, 5_000_000),
            st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("0.05"), HUGE]),
        )
    )
    inputs = {
        "area": draw(st.sampled_from(dibao.AREAS)),
        "region": draw(st.sampled_from(dibao.REGIONS)),
        "household_size": draw(number_forms(size)),
        "household_income": draw(number_forms(income)),
    }
    return Case(draw(DATES), inputs, draw(assumptions(dibao.INTERPRETATIONS)))


@st.composite
def tekun_cases(draw: st.DrawFn) -> Case:
    """Every area and region."""
    inputs = {"area": draw(st.sampled_from(dibao.AREAS)), "region": draw(st.sampled_from(dibao.REGIONS))}
    return Case(draw(DATES), inputs, draw(assumptions(tekun.INTERPRETATIONS)))


@st.composite
def orphan_cases(draw: st.DrawFn) -> Case:
    """Every placement, with and without the supplement."""
    inputs = {
        "placement": draw(st.sampled_from(list(orphan.BASE_OLD))),
        "adult_student_unemployed": draw(st.booleans()),
    }
    return Case(draw(DATES), inputs, draw(st.sampled_from([None, {}])))


@st.composite
def retrenched_cases(draw: st.DrawFn) -> Case:
    """Every previous allowance."""
    amount = draw(st.sampled_from([int(previous) for previous in retrenched_1960s.NEW_ALLOWANCE]))
    inputs = {"previous_allowance": draw(number_forms(amount))}
    return Case(draw(DATES), inputs, draw(st.sampled_from([None, {}])))


NEW_FROM = DAY(2019, 7, 1)
DIBAO_BAD: dict[str, list[Any]] = {
    "area": [*BAD_IDS, "Urban", "district"],
    "region": [*BAD_IDS, "urban"],
    "household_size": [*BAD_COUNTS, 0, "0", 51, "51"],
    "household_income": BAD_MONEY,
}
DIBAO = Strategies(
    valid=dibao_cases(),
    incomplete=incomplete(dibao_cases(), dibao.INPUTS),
    bad=spoiled(dibao_cases(), DIBAO_BAD, droppable=dibao.INPUTS),
    # Rural, after the change: a bad region is refused although region does not matter; income is missing.
    every_bad=each_bad(Case(NEW_FROM, {"area": "rural", "household_size": 2}, None), DIBAO_BAD),
)
TEKUN_BAD: dict[str, list[Any]] = {"area": BAD_IDS, "region": BAD_IDS}
TEKUN = Strategies(
    valid=tekun_cases(),
    incomplete=incomplete(tekun_cases(), tekun.INPUTS),
    bad=spoiled(tekun_cases(), TEKUN_BAD, droppable=tekun.INPUTS),
    every_bad=each_bad(Case(NEW_FROM, {"area": "rural"}, None), TEKUN_BAD),
)
ORPHAN_BAD: dict[str, list[Any]] = {"placement": BAD_IDS, "adult_student_unemployed": BAD_FLAGS}
ORPHAN = Strategies(
    valid=orphan_cases(),
    incomplete=incomplete(orphan_cases(), orphan.INPUTS),
    bad=spoiled(orphan_cases(), ORPHAN_BAD, droppable=orphan.INPUTS),
    every_bad=each_bad(Case(NEW_FROM, {}, None), ORPHAN_BAD),
)
RETRENCHED_BAD: dict[str, list[Any]] = {
    "previous_allowance": [*BAD_MONEY, 404, "405.01", "404.99", 0, "0", 434, "470", 507, Decimal(542), 40500],
}
RETRENCHED = Strategies(
    valid=retrenched_cases(),
    incomplete=incomplete(retrenched_cases(), retrenched_1960s.INPUTS),
    bad=spoiled(retrenched_cases(), RETRENCHED_BAD),
    every_bad=each_bad(Case(NEW_FROM, {}, None), RETRENCHED_BAD),
)
