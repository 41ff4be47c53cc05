"""Random cases for chaoyang/kindergarten, fuel-ban and agenda-status."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from . import agenda_status as agenda
from . import fuel_ban as fuel
from . import kindergarten
from .cases_beijing import BAD_RATES
from .cases_measures import BAD_QUANTITIES
from .strategies import (
    BAD_COUNTS,
    BAD_DAYS,
    BAD_FLAGS,
    BAD_IDS,
    Case,
    Strategies,
    assumptions,
    day_forms,
    days,
    each_bad,
    incomplete,
    number_forms,
    spoiled,
)

DAY = datetime.date
KINDERGARTEN_DATES = days((DAY(2020, 5, 9), DAY(2020, 5, 9)), DAY(2020, 4, 1), DAY(2035, 12, 31))
AUGUST_DATES = days((DAY(2020, 8, 11), DAY(2020, 8, 11)), DAY(2020, 7, 1), DAY(2035, 12, 31))
POPULATIONS = [0, 1, 2999, 3000, 3001, 5999, 6000, 6001, 11999, 12000, 12001, 18000, 18001, 10**18 - 1]
SHARES = [Decimal(text) for text in ("0", "0.499999", "0.5", "0.5", "0.500001", "1")]
HANDED_OVER = [DAY(2020, 2, 29), DAY(2024, 2, 29), DAY(2019, 2, 28), DAY(2023, 2, 28), DAY(2020, 12, 31)]
OUTPUTS_T_H = [Decimal(text) for text in ("0", "0.001", "19.999", "20", "20", "20.001", "35")]
SULPHURS = [Decimal(text) for text in ("0", "0.499", "0.5", "0.501", "0.6", "100")]
ASHES = [Decimal(text) for text in ("0", "9.999", "10", "10.001", "12", "100")]
MONTHS = [0, 1, 2, 3, 3, 4, 4, 12, 10**9]


@st.composite
def kindergarten_cases(draw: st.DrawFn) -> Case:
    """A district about 3000 and 6000 people."""
    population = draw(st.one_of(st.sampled_from(POPULATIONS), st.sampled_from(POPULATIONS), st.integers(0, 50_000)))
    inputs: dict[str, Any] = {
        "population": draw(number_forms(population)),
        "county_public_share": draw(st.sampled_from(SHARES).flatmap(number_forms)),
    }
    if draw(st.booleans()):
        handed_over = st.one_of(st.sampled_from(HANDED_OVER), st.dates(DAY(2015, 1, 1), DAY(2035, 12, 31)))
        inputs["handed_over_on"] = draw(handed_over.flatmap(day_forms))
    return Case(draw(KINDERGARTEN_DATES), inputs, draw(assumptions(kindergarten.INTERPRETATIONS)))


@st.composite
def fuel_cases(draw: st.DrawFn) -> Case:
    """Coal and pellets most of the time; everything given."""
    inputs: dict[str, Any] = {
        "zone": draw(st.sampled_from([*fuel.ZONES, "one", "one", "two"])),
        "fuel": draw(st.sampled_from([*fuel.FUELS, "coal", "coal", "coal", "biomass_pellet"])),
        "device": draw(st.sampled_from([*fuel.DEVICES, "boiler", "civil"])),
        "boiler_output": draw(st.sampled_from(OUTPUTS_T_H).flatmap(number_forms)),
        "sulphur": draw(st.sampled_from(SULPHURS).flatmap(number_forms)),
        "ash": draw(st.sampled_from(ASHES).flatmap(number_forms)),
        "dedicated_boiler": draw(st.booleans()),
        "dust_removal": draw(st.booleans()),
    }
    return Case(draw(AUGUST_DATES), inputs, draw(assumptions(fuel.INTERPRETATIONS)))


@st.composite
def agenda_cases(draw: st.DrawFn) -> Case:
    """A matter due about today."""
    date = draw(AUGUST_DATES)
    due = date + datetime.timedelta(draw(st.one_of(st.sampled_from([-1, 0, 1]), st.integers(-400, 400))))
    inputs: dict[str, Any] = {
        "done": draw(st.sampled_from([False, False, True])),
        "due": draw(day_forms(due)),
        "months_needed": draw(st.sampled_from(MONTHS).flatmap(number_forms)),
    }
    return Case(date, inputs, draw(st.sampled_from([None, {}])))


KINDERGARTEN_BAD: dict[str, list[Any]] = {
    "population": BAD_COUNTS,
    "county_public_share": BAD_RATES,
    "handed_over_on": BAD_DAYS,
}
KINDERGARTEN = Strategies(
    valid=kindergarten_cases(),
    incomplete=incomplete(kindergarten_cases(), kindergarten.INPUTS),
    bad=spoiled(kindergarten_cases(), KINDERGARTEN_BAD, droppable=kindergarten.INPUTS),
    every_bad=each_bad(Case(DAY(2020, 5, 9), {}, None), KINDERGARTEN_BAD),
)
FUEL_BAD: dict[str, list[Any]] = {
    "zone": [*BAD_IDS, "1", "One"],
    "fuel": [*BAD_IDS, "gas"],
    "device": BAD_IDS,
    "boiler_output": BAD_QUANTITIES,
    "sulphur": BAD_QUANTITIES,
    "ash": BAD_QUANTITIES,
    "dedicated_boiler": BAD_FLAGS,
    "dust_removal": BAD_FLAGS,
}
FUEL = Strategies(
    valid=fuel_cases(),
    incomplete=incomplete(fuel_cases(), fuel.INPUTS),
    bad=spoiled(fuel_cases(), FUEL_BAD, droppable=fuel.INPUTS),
    # Outside the zones: the device and the rest do not matter, and are refused all the same.
    every_bad=each_bad(Case(DAY(2020, 8, 11), {"zone": "outside"}, None), FUEL_BAD),
)
AGENDA_BAD: dict[str, list[Any]] = {"done": BAD_FLAGS, "due": BAD_DAYS, "months_needed": BAD_COUNTS}
AGENDA = Strategies(
    valid=agenda_cases(),
    incomplete=incomplete(agenda_cases(), agenda.INPUTS),
    bad=spoiled(agenda_cases(), AGENDA_BAD, droppable=agenda.INPUTS),
    every_bad=each_bad(Case(DAY(2020, 8, 11), {"done": True}, None), AGENDA_BAD),
)
