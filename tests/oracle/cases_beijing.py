"""Random cases for the three programs of the Beijing plan and for the information processing fee."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from . import high_tech_fast_track as fast_track
from . import information_processing_fee as information
from . import technology_transfer_exemption as transfer
from . import venture_capital_exemption as venture
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
    days,
    each_bad,
    fen,
    incomplete,
    near,
    number_forms,
    spoiled,
)

DAY = datetime.date
NO_CHOICE: st.SearchStrategy[dict[str, Any] | None] = st.sampled_from([None, {}])
ANY_DAY = st.dates(DAY(1950, 1, 1), DAY(2100, 12, 31))  # the plan carries no date
FEE_DATES = days([DAY(2021, 1, 1)], DAY(2020, 11, 1), DAY(2035, 12, 31))
BAD_RATES: list[Any] = [*BAD_NUMBERS, "-0.000001", -1, "1.000001", 2, "0.1234567", Decimal("0.9999999")]
# Both sides of every band of items and pages, and numbers that no list can be written out for.
COUNTS = [0, 1, 9, 10, 11, 29, 30, 31, 32, 39, 40, 41, 42, 50, 51, 60, 61, 99, 100, 101, 102, 199, 200, 201, 202, 999]
BIG_COUNTS = [10**6, 10**12 + 7, 10**18 - 1]


@st.composite
def transfer_cases(draw: st.DrawFn) -> Case:
    """An income about the two limits."""
    edges = st.sampled_from([Decimal(5_000_000), Decimal(20_000_000)]).flatmap(near)
    income = draw(st.one_of(edges, edges, fen(0, 3 * 10**9), st.sampled_from([Decimal(0), HUGE])))
    inputs: dict[str, Any] = {"income": draw(number_forms(income))}
    inputs |= {name: draw(st.booleans()) for name in transfer.INPUTS[1:]}
    return Case(draw(ANY_DAY), inputs, draw(NO_CHOICE))


@st.composite
def venture_cases(draw: st.DrawFn) -> Case:
    """A share and a tax, some with the exempt part at half a fen."""
    shares = ["0", "0.000001", "0.1", "0.333333", "0.5", "0.5", "0.999999", "1"]
    taxes = [Decimal(text) for text in ("0", "0.01", "0.03", "1", "1000000")]
    share = draw(
        st.one_of(st.sampled_from(shares).map(Decimal), st.integers(0, 10**6).map(lambda n: Decimal(n) / 10**6))
    )
    tax = draw(st.one_of(st.sampled_from(taxes), fen(0, 10**10), st.just(HUGE)))
    inputs = {
        "qualifies": draw(st.sampled_from([True, True, False])),
        "individual_share": draw(number_forms(share)),
        "tax_due": draw(number_forms(tax)),
    }
    return Case(draw(ANY_DAY), inputs, draw(NO_CHOICE))


@st.composite
def fast_track_cases(draw: st.DrawFn) -> Case:
    """A firm that mostly meets the other conditions; domestic spending about half."""
    total = draw(st.one_of(st.just(Decimal(0)), fen(1, 10**9), st.sampled_from([Decimal("0.01"), Decimal("0.03")])))
    half = (total / 2).quantize(Decimal("0.01"))
    domestic = draw(st.one_of(near(half), near(half), st.sampled_from([Decimal(0), total]), fen(0, 10**9)))
    inputs: dict[str, Any] = {
        "field": draw(st.sampled_from([*fast_track.FIELDS, "other", "other"])),
        "above_scale": draw(st.sampled_from([True, True, True, False])),
        "years_in_business": draw(st.sampled_from([0, 1, 1, 1, 2, 40]).flatmap(number_forms)),
        "domestic_rd": draw(number_forms(min(domestic, total))),
        "total_rd": draw(number_forms(total)),
    }
    for name in ("in_beijing", "production_or_rd"):
        fate = draw(st.sampled_from(["default", "default", True, True, False]))
        if fate != "default":
            inputs[name] = fate
    return Case(draw(ANY_DAY), inputs, draw(assumptions(fast_track.INTERPRETATIONS)))


@st.composite
def fast_track_too_much(draw: st.DrawFn) -> Case:
    """More spent at home than in all."""
    case = draw(fast_track_cases())
    domestic, total = draw(st.sampled_from([("0.01", "0"), ("100.01", "100"), (101, 100), (Decimal("5.5"), "5.49")]))
    case.inputs.update(domestic_rd=domestic, total_rd=total)
    return case


@st.composite
def fee_cases(draw: st.DrawFn) -> Case:
    """Requests or pages at the edges of the bands."""
    count = draw(st.one_of(st.sampled_from(COUNTS), st.sampled_from(COUNTS), st.integers(0, 1000)))
    count = draw(st.sampled_from([count] * 9 + BIG_COUNTS))
    inputs = {"method": draw(st.sampled_from(information.METHODS)), "count": draw(number_forms(count))}
    return Case(draw(FEE_DATES), inputs, draw(NO_CHOICE))


TRANSFER_BAD: dict[str, list[Any]] = {"income": BAD_MONEY, "in_pilot_zone": BAD_FLAGS, "in_pilot_period": BAD_FLAGS}
TRANSFER = Strategies(
    valid=transfer_cases(),
    incomplete=incomplete(transfer_cases(), transfer.INPUTS),
    bad=spoiled(transfer_cases(), TRANSFER_BAD, droppable=transfer.INPUTS),
    every_bad=each_bad(Case(DAY(2021, 1, 1), {"in_pilot_zone": False}, None), TRANSFER_BAD),
)
VENTURE_BAD: dict[str, list[Any]] = {"qualifies": BAD_FLAGS, "individual_share": BAD_RATES, "tax_due": BAD_MONEY}
VENTURE = Strategies(
    valid=venture_cases(),
    incomplete=incomplete(venture_cases(), venture.INPUTS),
    bad=spoiled(venture_cases(), VENTURE_BAD, droppable=venture.INPUTS),
    every_bad=each_bad(Case(DAY(2021, 1, 1), {"qualifies": False}, None), VENTURE_BAD),
)
FAST_TRACK_BAD: dict[str, list[Any]] = {
    "field": [*BAD_IDS, "Other"],
    "above_scale": BAD_FLAGS,
    "years_in_business": BAD_COUNTS,
    "domestic_rd": BAD_MONEY,
    "total_rd": BAD_MONEY,
    "in_beijing": BAD_FLAGS,
    "production_or_rd": BAD_FLAGS,
}
FAST_TRACK = Strategies(
    valid=fast_track_cases(),
    incomplete=incomplete(fast_track_cases(), fast_track.INPUTS),
    bad=st.one_of(
        fast_track_too_much(),
        spoiled(fast_track_cases(), FAST_TRACK_BAD, droppable=fast_track.INPUTS),
    ),
    every_bad=each_bad(Case(DAY(2021, 1, 1), {"above_scale": False}, None), FAST_TRACK_BAD),
)
FEE_BAD: dict[str, list[Any]] = {"method": [*BAD_IDS, "item"], "count": BAD_COUNTS}
FEE = Strategies(
    valid=fee_cases(),
    incomplete=incomplete(fee_cases(), information.INPUTS),
    bad=spoiled(fee_cases(), FEE_BAD, droppable=information.INPUTS),
    every_bad=each_bad(Case(DAY(2021, 1, 1), {}, None), FEE_BAD),
)
