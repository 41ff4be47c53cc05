"""Random cases for the small programs of Benxi: wages paid in excess, prices, papers, fees, relocation."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from . import electricity_price_cut as electricity
from . import freight_licence as freight
from . import relocation_deferral as relocation
from . import wage_clawback as clawback
from . import waived_fees as waived
from .cases_wages import BAD_SIGNED_MONEY
from .strategies import (
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
DATES_2019 = days([DAY(2019, 1, 1)], DAY(2018, 11, 1), DAY(2031, 12, 31))
DATES_STREAMLINING = days([DAY(2019, 1, 3)], DAY(2018, 12, 1), DAY(2031, 12, 31))
DATES_RELOCATION = days([DAY(2019, 2, 25)], DAY(2019, 1, 1), DAY(2031, 12, 31))
BAD_QUANTITIES: list[Any] = [*BAD_NUMBERS, "-0.001", -1, Decimal(-1), "0.0001", "4.4999", Decimal("4.5001")]
BAD_PRICES: list[Any] = [*BAD_NUMBERS, "-0.000001", -1, "0.1234567", Decimal("0.0000005")]
TONS = [Decimal(text) for text in ("0", "0.001", "4.499", "4.5", "4.5", "4.501", "5", "49")]
PRICES = [Decimal(text) for text in ("0", "0.000001", "0.05", "0.5", "0.7654", "0.834567", "1")]
KWH = [Decimal(text) for text in ("0", "0.001", "0.1", "0.5", "1", "3", "12345.678", "999999999")]


@st.composite
def clawback_cases(draw: st.DrawFn) -> Case:
    """Paid close to what was cleared."""
    cleared = draw(st.one_of(fen(0, 10**11), st.sampled_from([Decimal(0), Decimal("0.01")])))
    paid = draw(st.one_of(near(cleared), near(cleared), fen(0, 10**11), st.sampled_from([Decimal(0), HUGE])))
    inputs = {"paid": draw(number_forms(paid)), "cleared": draw(number_forms(cleared))}
    return Case(draw(DATES_2019), inputs, draw(NO_CHOICE))


@st.composite
def electricity_cases(draw: st.DrawFn) -> Case:
    """A price and a consumption, some with the saving at half a fen."""
    price = draw(st.one_of(st.sampled_from(PRICES), st.integers(0, 2_000_000).map(lambda n: Decimal(n).scaleb(-6))))
    used = draw(st.one_of(st.sampled_from(KWH), st.integers(0, 10**9).map(lambda n: Decimal(n).scaleb(-3))))
    inputs = {"old_average_price": draw(number_forms(price)), "consumption": draw(number_forms(used))}
    return Case(draw(DATES_STREAMLINING), inputs, draw(NO_CHOICE))


@st.composite
def freight_cases(draw: st.DrawFn) -> Case:
    """A vehicle about 4.5 t."""
    inputs: dict[str, Any] = {"tonnage": draw(st.sampled_from(TONS).flatmap(number_forms))}
    if draw(st.booleans()):
        inputs["ordinary_freight"] = draw(st.booleans())
    return Case(draw(DATES_STREAMLINING), inputs, draw(assumptions(freight.INTERPRETATIONS)))


@st.composite
def waived_cases(draw: st.DrawFn) -> Case:
    """Every fee."""
    return Case(draw(DATES_STREAMLINING), {"fee": draw(st.sampled_from(waived.FEES))}, draw(NO_CHOICE))


@st.composite
def relocation_cases(draw: st.DrawFn) -> Case:
    """A firm that moves; its income and expense sometimes equal."""
    income = draw(st.one_of(fen(0, 10**9), st.sampled_from([Decimal(0), Decimal("0.01")])))
    expense = draw(st.one_of(st.just(income), fen(0, 10**9), st.just(Decimal(0))))
    taxable = draw(st.one_of(st.integers(-(10**9), 10**9).map(lambda n: Decimal(n).scaleb(-2)), st.just(-HUGE)))
    inputs: dict[str, Any] = {
        "taxable_income": draw(number_forms(taxable)),
        "relocation_income": draw(number_forms(income)),
        "relocation_expense": draw(number_forms(expense)),
        "by_government_plan": draw(st.sampled_from([True, True, False])),
    }
    for name in ("in_relocation_period", "taxpayer_elects"):
        fate = draw(st.sampled_from(["default", "default", True, False]))
        if fate != "default":
            inputs[name] = fate
    return Case(draw(DATES_RELOCATION), inputs, draw(NO_CHOICE))


CLAWBACK_BAD = {"paid": BAD_MONEY, "cleared": BAD_MONEY}
CLAWBACK = Strategies(
    valid=clawback_cases(),
    incomplete=incomplete(clawback_cases(), clawback.INPUTS),
    bad=spoiled(clawback_cases(), CLAWBACK_BAD, droppable=clawback.INPUTS),
    every_bad=each_bad(Case(DAY(2019, 1, 1), {}, None), CLAWBACK_BAD),
)
ELECTRICITY_BAD = {"old_average_price": BAD_PRICES, "consumption": BAD_QUANTITIES}
ELECTRICITY = Strategies(
    valid=electricity_cases(),
    incomplete=incomplete(electricity_cases(), electricity.INPUTS),
    bad=spoiled(electricity_cases(), ELECTRICITY_BAD, droppable=electricity.INPUTS),
    every_bad=each_bad(Case(DAY(2019, 1, 3), {}, None), ELECTRICITY_BAD),
)
FREIGHT_BAD = {"tonnage": BAD_QUANTITIES, "ordinary_freight": BAD_FLAGS}
FREIGHT = Strategies(
    valid=freight_cases(),
    incomplete=incomplete(freight_cases(), freight.INPUTS),
    bad=spoiled(freight_cases(), FREIGHT_BAD, droppable=freight.INPUTS),
    # Not ordinary freight: the tonnage does not matter, and is refused all the same.
    every_bad=each_bad(Case(DAY(2019, 1, 3), {"ordinary_freight": False}, None), FREIGHT_BAD),
)
WAIVED_BAD: dict[str, list[Any]] = {"fee": BAD_IDS}
WAIVED = Strategies(
    valid=waived_cases(),
    incomplete=incomplete(waived_cases(), waived.INPUTS),
    bad=spoiled(waived_cases(), WAIVED_BAD),
    every_bad=each_bad(Case(DAY(2019, 1, 3), {}, None), WAIVED_BAD),
)
RELOCATION_BAD: dict[str, list[Any]] = {
    "taxable_income": BAD_SIGNED_MONEY,
    "relocation_income": BAD_MONEY,
    "relocation_expense": BAD_MONEY,
    "by_government_plan": BAD_FLAGS,
    "in_relocation_period": BAD_FLAGS,
    "taxpayer_elects": BAD_FLAGS,
}
RELOCATION = Strategies(
    valid=relocation_cases(),
    incomplete=incomplete(relocation_cases(), relocation.INPUTS),
    bad=spoiled(relocation_cases(), RELOCATION_BAD, droppable=relocation.INPUTS),
    every_bad=each_bad(Case(DAY(2019, 2, 25), {"by_government_plan": False}, None), RELOCATION_BAD),
)
