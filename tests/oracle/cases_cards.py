"""Random cases for chaoyang/tourism-card and chaoyang/tourism-admission."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from . import tourism_admission as admission
from . import tourism_card as card
from .strategies import (
    BAD_DAYS,
    BAD_FLAGS,
    BAD_IDS,
    BAD_MONEY,
    HUGE,
    Case,
    Strategies,
    assumptions,
    day_forms,
    days,
    each_bad,
    fen,
    incomplete,
    number_forms,
    spoiled,
)

DAY = datetime.date
CARD_EDGES = (
    DAY(2020, 4, 1),
    DAY(2022, 12, 31),
    DAY(2023, 3, 15),
    DAY(2023, 3, 31),
    DAY(2023, 2, 28),
    DAY(2020, 12, 31),
)
CARD_DATES = days(CARD_EDGES, DAY(2020, 4, 1), DAY(2023, 3, 31))
SCHEME_DATES = st.one_of(CARD_DATES, CARD_DATES, CARD_DATES, st.dates(DAY(2015, 1, 1), DAY(2030, 12, 31)))
ADMISSION_EDGES = (DAY(2020, 4, 1), DAY(2020, 10, 31), DAY(2021, 4, 1), DAY(2024, 3, 30), DAY(2024, 2, 29))
ADMISSION_DATES = days(ADMISSION_EDGES, DAY(2020, 3, 1), DAY(2024, 6, 30))
LISTED = [DAY(2020, 2, 29), DAY(2020, 2, 28), DAY(2020, 3, 1), DAY(1, 1, 1), DAY(9999, 12, 31), DAY(9997, 2, 28)]
LIST_PRICES = [Decimal(text) for text in ("0", "0.01", "0.03", "99.99", "120", "45.55")]


@st.composite
def some_years_before(draw: st.DrawFn, date: datetime.date, years: int) -> datetime.date:
    """A day about `years` years before the date, at most three days off."""
    near = datetime.date(date.year - years, date.month, min(date.day, 28))
    return near + datetime.timedelta(draw(st.integers(-3, 4)))


@st.composite
def card_cases(draw: st.DrawFn) -> Case:
    """A person who asks for a card; some are listed about three years before, today, or tomorrow."""
    date = draw(SCHEME_DATES)
    inputs: dict[str, Any] = {
        "hukou": draw(st.sampled_from(["chaoyang", "elsewhere", "elsewhere"])),
        "chaoyang_student": draw(st.booleans()),
        "works_in_chaoyang": draw(st.booleans()),
    }
    if draw(st.booleans()):
        inputs["second_generation_id"] = draw(st.booleans())
    if draw(st.sampled_from([True, False, False])):
        about = st.sampled_from([0, 0, 1, 2, 3, 3, 3]).flatmap(lambda years: some_years_before(date, years))
        inputs["blacklisted_on"] = draw(st.one_of(about, about, st.sampled_from(LISTED)).flatmap(day_forms))
    return Case(date, inputs, draw(assumptions(card.INTERPRETATIONS)))


@st.composite
def admission_cases(draw: st.DrawFn) -> Case:
    """A visit; the card bought about a year before, or at the ends of the three years."""
    date = draw(ADMISSION_DATES)
    about = st.sampled_from([0, 0, 1, 1]).flatmap(lambda years: some_years_before(date, years))
    ends = [DAY(2020, 3, 31), DAY(2020, 4, 1), DAY(2023, 3, 31), DAY(2023, 4, 1), DAY(2020, 2, 29), DAY(9999, 12, 31)]
    issued = draw(st.one_of(about, about, st.sampled_from(ends), st.dates(DAY(2020, 1, 1), DAY(2024, 6, 30))))
    spot = draw(st.sampled_from([*admission.PLACES, "panjin", "fenghuangshan", "nvshengong", "miaozigou", "miaozigou"]))
    items = ["gate_ticket", "gate_ticket", "other", *(["ski_ticket"] * 3 if spot == "miaozigou" else [])]
    inputs: dict[str, Any] = {
        "spot": spot,
        "card_issued_on": draw(day_forms(issued)),
        "item": draw(st.sampled_from(items)),
    }
    needed = spot == "panjin" or inputs["item"] != "gate_ticket"
    if needed or draw(st.booleans()):
        price = draw(st.one_of(st.sampled_from(LIST_PRICES), fen(0, 50_000), st.just(HUGE)))
        inputs["list_price"] = draw(number_forms(price))
    if draw(st.booleans()):
        inputs["event_suspended"] = draw(st.booleans())
    return Case(date, inputs, draw(st.sampled_from([None, {}])))


@st.composite
def admission_bad_ski(draw: st.DrawFn) -> Case:
    """Skiing anywhere but at the ski field."""
    case = draw(admission_cases())
    spot = draw(st.sampled_from([spot for spot in admission.PLACES if spot != admission.SKI]))
    case.inputs.update(spot=spot, item="ski_ticket")
    if draw(st.booleans()):
        case.inputs.pop("card_issued_on")
    return case


CARD_BAD: dict[str, list[Any]] = {
    "hukou": [*BAD_IDS, "Chaoyang"],
    "chaoyang_student": BAD_FLAGS,
    "works_in_chaoyang": BAD_FLAGS,
    "second_generation_id": BAD_FLAGS,
    "blacklisted_on": BAD_DAYS,
}
CARD = Strategies(
    valid=card_cases(),
    incomplete=incomplete(card_cases(), card.INPUTS),
    bad=spoiled(card_cases(), CARD_BAD, droppable=card.INPUTS),
    # Outside the scheme: nothing matters, and every bad value is refused all the same.
    every_bad=each_bad(Case(DAY(2019, 1, 1), {}, None), CARD_BAD),
)
ADMISSION_BAD: dict[str, list[Any]] = {
    "spot": [*BAD_IDS, "Beita", "红海滩", "新景区"],
    "card_issued_on": BAD_DAYS,
    "item": [*BAD_IDS, "gate"],
    "event_suspended": BAD_FLAGS,
    "list_price": BAD_MONEY,
}
ADMISSION = Strategies(
    valid=admission_cases(),
    incomplete=incomplete(admission_cases(), admission.INPUTS),
    bad=st.one_of(admission_bad_ski(), spoiled(admission_cases(), ADMISSION_BAD, droppable=admission.INPUTS)),
    every_bad=each_bad(Case(DAY(2020, 4, 1), {"spot": "nvshengong"}, None), ADMISSION_BAD),
)
