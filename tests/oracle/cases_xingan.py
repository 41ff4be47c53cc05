"""Random cases for the two programs of 兴安盟."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from . import child_rehabilitation as child
from . import training_subsidy as training
from .strategies import (
    BAD_COUNTS,
    BAD_DAYS,
    BAD_FLAGS,
    BAD_IDS,
    BAD_LISTS,
    BAD_MONEY,
    BAD_ROWS,
    BAD_SHARES,
    HUGE,
    Case,
    Strategies,
    assumptions,
    day_forms,
    days,
    each_bad,
    fen,
    incomplete,
    near,
    number_forms,
    spoiled,
)

DAY = datetime.date
CHILD_EDGES = (DAY(2018, 10, 1), DAY(2019, 6, 4), DAY(2020, 2, 29), DAY(2021, 2, 28), DAY(2024, 2, 29))
CHILD_DATES = days(CHILD_EDGES, DAY(2018, 9, 1), DAY(2030, 12, 31))
MAXIMUM_AGES = [7, 7, 7, 8, 14, 18, 100, 10_000]


@st.composite
def services(draw: st.DrawFn, disability: str) -> list[dict[str, Any]]:
    """Services of one disability, each item at most once, costs close to the standard."""
    items = draw(st.permutations(list(child.ITEMS[disability])))
    rows = []
    for item in items[: draw(st.integers(0, len(items)))]:
        standard = Decimal(int(child.STANDARD[item]))
        paid = draw(st.one_of(st.just(Decimal(0)), near(Decimal(500)), fen(0, 3_000_000)))
        remaining = draw(st.one_of(st.just(Decimal(0)), near(standard), near(standard), fen(0, 10_000_000)))
        row = {"item": item, "cost": draw(number_forms(paid + remaining)), "paid_first": draw(number_forms(paid))}
        rows.append(row)
    return rows


@st.composite
def births(draw: st.DrawFn, date: datetime.date) -> datetime.date:
    """A birth date near a birthday that matters, on 29 February, on or after the date, or anywhere."""
    years = draw(st.sampled_from([0, 1, 6, 7, 7, 8, 8, 9, 15, 19]))
    near_birthday = datetime.date(date.year - years, date.month, min(date.day, 28)) + datetime.timedelta(
        draw(st.integers(-2, 3))
    )
    leap_days = [DAY(year, 2, 29) for year in (2000, 2008, 2012, 2016, 2020)]
    return draw(
        st.one_of(
            st.just(near_birthday),
            st.just(near_birthday),
            st.sampled_from([*leap_days, date, date + datetime.timedelta(1)]),
            st.dates(DAY(2000, 1, 1), DAY(2031, 1, 1)),
        )
    )


@st.composite
def child_cases(draw: st.DrawFn) -> Case:
    """A child."""
    date = draw(CHILD_DATES)
    disability = draw(st.sampled_from(list(child.ITEMS)))
    household = draw(st.sampled_from([*child.HOUSEHOLDS, "none", "none"]))
    inputs: dict[str, Any] = {
        "birth_date": draw(births(date).flatmap(day_forms)),
        "residence": draw(st.sampled_from(["registered", "registered", "permit", "none"])),
        "disability": disability,
        "household_category": household,
        "services": draw(services(disability)),
    }
    if draw(st.booleans()):
        inputs["maximum_age"] = draw(st.sampled_from(MAXIMUM_AGES).flatmap(number_forms))
    if draw(st.booleans()):
        inputs["household_test_waived"] = draw(st.booleans())
    return Case(date, inputs, draw(assumptions(child.INTERPRETATIONS)))


@st.composite
def child_incomplete(draw: st.DrawFn) -> Case:
    """Inputs dropped, or fields of services, or both."""
    case = draw(st.one_of(child_cases(), incomplete(child_cases(), child.INPUTS)))
    rows = case.inputs.get("services")
    if rows:
        for row in rows:
            for name in ("item", "cost", "paid_first"):
                fate = draw(st.sampled_from(["keep", "keep", "keep", "drop", "null"]))
                if fate == "drop":
                    del row[name]
                elif fate == "null":
                    row[name] = None
    return case


SERVICE_BAD: dict[str, list[Any]] = {"item": [*BAD_IDS, "hearing"], "cost": BAD_MONEY, "paid_first": BAD_MONEY}


@st.composite
def child_bad_services(draw: st.DrawFn) -> Case:
    """A bad or unknown field, a row that is none, an item twice, another disability's, speech, paid above cost."""
    case = draw(child_cases())
    good = {"item": "hearing_aid", "cost": "100", "paid_first": 0}
    rows: list[Any] = case.inputs["services"] or [good]
    case.inputs["services"] = rows
    place = draw(st.integers(0, len(rows) - 1))
    fault = draw(st.sampled_from(["field", "field", "unknown", "row", "twice", "other", "speech", "paid", "list"]))
    if fault == "field":
        name = draw(st.sampled_from(sorted(SERVICE_BAD)))
        rows[place][name] = draw(st.sampled_from(SERVICE_BAD[name]))
    elif fault == "unknown":
        rows[place]["period"] = "1"
    elif fault == "row":
        rows[place] = draw(st.sampled_from(BAD_ROWS))
    elif fault == "twice":
        rows.append({"item": rows[place]["item"], "cost": "5", "paid_first": "0"})
    elif fault == "other":
        rows.append({"item": draw(st.sampled_from(list(child.STANDARD))), "cost": "5"})
    elif fault == "speech":
        case.inputs["disability"] = "speech"
    elif fault == "paid":
        rows[place].update(cost="99.99", paid_first=draw(st.sampled_from(["100", 100, Decimal("99.995"), "1000"])))
    else:
        case.inputs["services"] = draw(st.sampled_from(BAD_LISTS))
    return case


CHILD_BAD: dict[str, list[Any]] = {
    "birth_date": BAD_DAYS,
    "residence": [*BAD_IDS, "Permit"],
    "disability": [*BAD_IDS, "hearing_aid"],
    "household_category": BAD_IDS,
    "maximum_age": [*BAD_COUNTS, 6, "6", 0],
    "household_test_waived": BAD_FLAGS,
}
GOOD_SERVICE: dict[str, Any] = {"item": "hearing_aid", "cost": "100", "paid_first": "0"}
GOOD_CHILD = Case(DAY(2020, 1, 1), {"disability": "hearing", "services": [GOOD_SERVICE]}, None)
BAD_SERVICES: list[Any] = [
    *BAD_LISTS,
    *([row] for row in BAD_ROWS),
    *([GOOD_SERVICE, {**GOOD_SERVICE, name: value}] for name, bad in SERVICE_BAD.items() for value in bad),
    [GOOD_SERVICE, GOOD_SERVICE],
    [{**GOOD_SERVICE, "item": "autism_training"}],
    [{**GOOD_SERVICE, "paid_first": "100.01"}],
    [{**GOOD_SERVICE, "period": 1}],
]
CHILD = Strategies(
    valid=child_cases(),
    incomplete=child_incomplete(),
    bad=st.one_of(
        child_bad_services(), spoiled(child_cases(), CHILD_BAD, droppable=("birth_date", "residence", "services"))
    ),
    every_bad=each_bad(GOOD_CHILD, {**CHILD_BAD, "services": BAD_SERVICES}),
)

TRAINING_DATES = days((DAY(2019, 6, 5), DAY(2019, 6, 5), DAY(2020, 2, 29)), DAY(2019, 5, 1), DAY(2028, 12, 31))
HOURS = [0, 1, 55, 56, 56, 57, 199, 200, 200, 201, 259, 260, 260, 261, 400]
RATES = [Decimal(text) for text in ("0", "0.01", "6.5", "6.92", "7", "10.71", "33.33")]
ATTENDANCE = [Decimal(text) for text in ("0", "0.7999", "0.8", "0.8001", "0.9", "0.3333", "0.9999", "1")]


@st.composite
def training_cases(draw: st.DrawFn) -> Case:
    """A course and its trainees."""
    trainees = draw(st.sampled_from([0, 1, 2, 3, 7, 30, 50, 999]))
    employed = draw(st.one_of(st.sampled_from([0, trainees]), st.integers(0, trainees)))
    left = trainees - employed
    not_employed = draw(st.one_of(st.sampled_from([0, left]), st.integers(0, left)))
    rate = draw(st.one_of(st.sampled_from(RATES), fen(0, 5000), st.just(HUGE)))
    inputs: dict[str, Any] = {
        "occupation_class": draw(st.sampled_from(list(training.BASE_HOURS))),
        "hours": draw(st.one_of(st.sampled_from(HOURS), st.integers(0, 500)).flatmap(number_forms)),
        "hourly_rate": draw(number_forms(rate)),
        "uplift": draw(st.sampled_from(list(training.UPLIFT))),
        "trainees": draw(number_forms(trainees)),
        "attendance_rate": draw(st.sampled_from(ATTENDANCE).flatmap(number_forms)),
        "certified_employed": draw(number_forms(employed)),
        "certified_not_employed": draw(number_forms(not_employed)),
    }
    if draw(st.booleans()):
        inputs["uplift_granted"] = draw(st.booleans())
    if draw(st.booleans()):
        inputs["spot_check_failed"] = draw(st.booleans())
    return Case(draw(TRAINING_DATES), inputs, draw(assumptions(training.INTERPRETATIONS)))


@st.composite
def training_too_many(draw: st.DrawFn) -> Case:
    """More certified than trained."""
    case = draw(training_cases())
    trainees, employed, not_employed = draw(
        st.sampled_from([(0, 1, 0), (0, 0, 1), (30, 16, 15), (30, 31, 0), (1, 1, 1)])
    )
    case.inputs.update(trainees=trainees, certified_employed=employed, certified_not_employed=str(not_employed))
    return case


TRAINING_BAD: dict[str, list[Any]] = {
    "occupation_class": [*BAD_IDS, "a", "D"],
    "hours": BAD_COUNTS,
    "hourly_rate": BAD_MONEY,
    "uplift": [*BAD_IDS, "special"],
    "uplift_granted": BAD_FLAGS,
    "trainees": BAD_COUNTS,
    "attendance_rate": BAD_SHARES,
    "certified_employed": BAD_COUNTS,
    "certified_not_employed": BAD_COUNTS,
    "spot_check_failed": BAD_FLAGS,
}
TRAINING = Strategies(
    valid=training_cases(),
    incomplete=incomplete(training_cases(), training.INPUTS),
    bad=st.one_of(
        training_too_many(),
        spoiled(training_cases(), TRAINING_BAD, droppable=("occupation_class", "hours", "uplift", "attendance_rate")),
    ),
    every_bad=each_bad(Case(DAY(2019, 6, 5), {"occupation_class": "A", "hours": 260}, None), TRAINING_BAD),
)
