"""Random cases for the programs of 兴安盟 about training, certificates and awards, and the rehabilitation budget."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from . import (
    apprenticeship_subsidy,
    certification_subsidy,
    competition_award,
    master_studio_grant,
    rehabilitation_budget,
    skill_upgrade_subsidy,
    startup_training_subsidy,
    training_living_allowance,
)
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
    near,
    number_forms,
    some_absent,
    spoiled,
)

DAY = datetime.date
START = DAY(2019, 6, 5)
DATES = days((START, START, DAY(2020, 2, 29), DAY(2021, 1, 1)), DAY(2019, 5, 1), DAY(2030, 12, 31))
FROM_NEW_YEAR = days((DAY(2019, 1, 1), DAY(2020, 12, 31), DAY(2021, 1, 1)), DAY(2018, 11, 1), DAY(2030, 12, 31))
PLAIN: st.SearchStrategy[dict[str, Any] | None] = st.sampled_from([None, {}])
# Fen whose 3:7 shares tie (5, 15), whose 10 % is rounded up or away (4, 5, 15), and large ones.
FEN = [Decimal(text) for text in ("0", "0.01", "0.04", "0.05", "0.06", "0.15", "0.25", "100", "12345.67")]
AMOUNTS = st.one_of(st.sampled_from(FEN), fen(0, 200), fen(0, 100_000_000), st.just(HUGE))
MANY = 10**17


@st.composite
def optional_flags(draw: st.DrawFn, *names: str) -> dict[str, Any]:
    """Each flag absent, null, true or false."""
    chosen = {name: draw(st.sampled_from(["absent", "absent", None, True, False])) for name in names}
    return {name: value for name, value in chosen.items() if value != "absent"}


@st.composite
def budget_cases(draw: st.DrawFn) -> Case:
    """A need."""
    return Case(draw(FROM_NEW_YEAR), {"local_need": draw(AMOUNTS.flatmap(number_forms))}, draw(PLAIN))


BUDGET_BAD: dict[str, list[Any]] = {"local_need": BAD_MONEY}
BUDGET = Strategies(
    valid=budget_cases(),
    incomplete=some_absent(budget_cases(), rehabilitation_budget.INPUTS),
    bad=spoiled(budget_cases(), BUDGET_BAD),
    every_bad=each_bad(Case(DAY(2019, 1, 1), {}, None), BUDGET_BAD),
)


@st.composite
def certification_cases(draw: st.DrawFn) -> Case:
    """A certification."""
    inputs = {
        "standard_fee": draw(AMOUNTS.flatmap(number_forms)),
        "in_key_directory": draw(st.booleans()),
        **draw(optional_flags("uplift_granted", "first_certification", "spot_check_failed")),
    }
    return Case(draw(DATES), inputs, draw(PLAIN))


CERTIFICATION_BAD: dict[str, list[Any]] = {
    "standard_fee": BAD_MONEY,
    "in_key_directory": BAD_FLAGS,
    "uplift_granted": BAD_FLAGS,
    "first_certification": BAD_FLAGS,
    "spot_check_failed": BAD_FLAGS,
}
CERTIFICATION = Strategies(
    valid=certification_cases(),
    incomplete=some_absent(certification_cases(), certification_subsidy.INPUTS),
    bad=spoiled(certification_cases(), CERTIFICATION_BAD, droppable=certification_subsidy.INPUTS),
    # Not the first: a bad fee is refused although it does not matter.
    every_bad=each_bad(Case(START, {"first_certification": False}, None), CERTIFICATION_BAD),
)


@st.composite
def living_cases(draw: st.DrawFn) -> Case:
    """A trainee."""
    inputs = {
        "group": draw(st.sampled_from(training_living_allowance.GROUPS)),
        "training_days": draw(st.sampled_from([0, 1, 15, 30, 366, MANY]).flatmap(number_forms)),
        "received_this_year": draw(st.sampled_from([False, False, True])),
        "drawing_unemployment_benefit": draw(st.sampled_from([False, False, True])),
    }
    return Case(draw(DATES), inputs, draw(PLAIN))


LIVING_BAD: dict[str, list[Any]] = {
    "group": BAD_IDS,
    "training_days": BAD_COUNTS,
    "received_this_year": BAD_FLAGS,
    "drawing_unemployment_benefit": BAD_FLAGS,
}
LIVING = Strategies(
    valid=living_cases(),
    incomplete=some_absent(living_cases(), training_living_allowance.INPUTS),
    bad=spoiled(living_cases(), LIVING_BAD, droppable=training_living_allowance.INPUTS),
    every_bad=each_bad(Case(START, {}, None), LIVING_BAD),
)


@st.composite
def skill_cases(draw: st.DrawFn) -> Case:
    """A certificate; a decided amount up to the ceiling of its level, more only where it is ignored."""
    level = draw(st.sampled_from(list(skill_upgrade_subsidy.AMOUNT)))
    ceiling = Decimal(int(skill_upgrade_subsidy.AMOUNT[level]))
    months = draw(st.sampled_from([0, 11, 12, 13, 35, 36, 37, MANY]))
    inputs: dict[str, Any] = {"level": level, "insured_months": draw(number_forms(months))}
    assume = draw(assumptions(skill_upgrade_subsidy.INTERPRETATIONS))
    if draw(st.booleans()):
        amounts = st.one_of(near(ceiling).map(lambda amount: min(amount, ceiling)), fen(0, int(ceiling) * 100))
        decided = draw(st.one_of(amounts, amounts, st.sampled_from([Decimal(0), ceiling + 1, HUGE])))
        if (assume or {}).get("amount") == "ceiling" and months >= 12:
            decided = min(decided, ceiling)
        inputs["decided_amount"] = draw(number_forms(decided))
    return Case(draw(FROM_NEW_YEAR), inputs, assume)


@st.composite
def skill_incomplete(draw: st.DrawFn) -> Case:
    """Inputs dropped. An amount whose ceiling hangs on what is absent may not be above every level's or the own: the
    catalogue does not say whether it is then refused or asked about."""
    case = draw(some_absent(skill_cases(), skill_upgrade_subsidy.INPUTS))
    decided, level = case.inputs.get("decided_amount"), case.inputs.get("level")
    most = skill_upgrade_subsidy.AMOUNT[level or "senior"]
    if decided is not None and Decimal(decided) > int(most):
        del case.inputs["decided_amount"]
    return case


@st.composite
def skill_too_much(draw: st.DrawFn) -> Case:
    """More than the ceiling, where it counts."""
    case = draw(skill_cases())
    level, amount = draw(st.sampled_from([("junior", "1000.01"), ("intermediate", 2000), ("senior", Decimal(2001))]))
    case.inputs.update(level=level, decided_amount=amount, insured_months=36)
    return Case(case.date, case.inputs, {**(case.assume or {}), "amount": "ceiling"})


SKILL_BAD: dict[str, list[Any]] = {
    "level": [*BAD_IDS, "Senior", "master"],
    "insured_months": BAD_COUNTS,
    "decided_amount": BAD_MONEY,
}
SKILL = Strategies(
    valid=skill_cases(),
    incomplete=skill_incomplete(),
    bad=st.one_of(skill_too_much(), spoiled(skill_cases(), SKILL_BAD, droppable=("insured_months",))),
    # Fixed: a bad decided amount is refused although it does not matter.
    every_bad=each_bad(Case(DAY(2019, 1, 1), {"insured_months": 12}, None), SKILL_BAD),
)


@st.composite
def apprenticeship_cases(draw: st.DrawFn) -> Case:
    """An enterprise with apprentices; the rate often the minimum or a fen above."""
    apprentices = draw(st.sampled_from([0, 1, 2, 3, 17, 250, MANY]))
    certified = draw(st.one_of(st.sampled_from([0, apprentices]), st.integers(0, apprentices)))
    years = draw(st.sampled_from([Decimal(text) for text in ("1", "1.1", "1.5", "1.9", "2")]))
    inputs: dict[str, Any] = {
        "apprentices": draw(number_forms(apprentices)),
        "years": draw(number_forms(years)),
        "certified": draw(number_forms(certified)),
    }
    if draw(st.booleans()):
        rates = [Decimal(text) for text in ("4000", "4000.01", "4000.05", "6000", "4999.95")]
        rate = draw(st.one_of(st.none(), st.sampled_from(rates).flatmap(number_forms), st.just(HUGE)))
        inputs["annual_rate"] = rate
    return Case(draw(DATES), inputs, draw(assumptions(apprenticeship_subsidy.INTERPRETATIONS)))


@st.composite
def apprenticeship_too_many(draw: st.DrawFn) -> Case:
    """More certificates than apprentices, whoever counts."""
    case = draw(apprenticeship_cases())
    apprentices, certified = draw(st.sampled_from([(0, 1), (17, "18"), ("3", MANY)]))
    case.inputs.update(apprentices=apprentices, certified=certified)
    if draw(st.booleans()):
        del case.inputs["years"]
    return case


APPRENTICESHIP_BAD: dict[str, list[Any]] = {
    "apprentices": BAD_COUNTS,
    "years": [*BAD_NUMBERS, 0, "0.9", "2.1", 3, -1, "1.25", "1.05", Decimal("1.99")],
    "annual_rate": [*BAD_MONEY, 0, "3999.99", 3999, "4000.001"],
    "certified": BAD_COUNTS,
}
APPRENTICESHIP = Strategies(
    valid=apprenticeship_cases(),
    incomplete=some_absent(apprenticeship_cases(), apprenticeship_subsidy.INPUTS),
    bad=st.one_of(
        apprenticeship_too_many(),
        spoiled(apprenticeship_cases(), APPRENTICESHIP_BAD, droppable=apprenticeship_subsidy.INPUTS),
    ),
    every_bad=each_bad(Case(START, {"apprentices": 0}, None), APPRENTICESHIP_BAD),
)


@st.composite
def student_cases(draw: st.DrawFn) -> Case:
    """A student who graduates about the year of the date."""
    date = draw(DATES)
    year = draw(st.sampled_from([date.year, date.year, date.year, date.year - 1, date.year + 1, 1000, 9999]))
    inputs = {
        "student": draw(st.sampled_from([True, True, True, False])),
        "certificate": draw(st.sampled_from([True, True, True, False])),
        "already_received": draw(st.sampled_from([False, False, False, True])),
        "graduation_year": draw(number_forms(year)),
    }
    return Case(date, inputs, draw(PLAIN))


STUDENT_BAD: dict[str, list[Any]] = {
    "student": BAD_FLAGS,
    "certificate": BAD_FLAGS,
    "already_received": BAD_FLAGS,
    "graduation_year": [*BAD_COUNTS, 0, 999, "999", 10000, "19", "2019-06-30"],
}
STUDENT = Strategies(
    valid=student_cases(),
    incomplete=some_absent(student_cases(), startup_training_subsidy.INPUTS),
    bad=spoiled(student_cases(), STUDENT_BAD, droppable=startup_training_subsidy.INPUTS),
    every_bad=each_bad(Case(START, {"student": False}, None), STUDENT_BAD),
)


@st.composite
def studio_cases(draw: st.DrawFn) -> Case:
    """A studio."""
    kind = draw(st.sampled_from(master_studio_grant.KINDS))
    return Case(draw(DATES), {"kind": kind, "league_level": draw(st.booleans())}, draw(PLAIN))


STUDIO_BAD: dict[str, list[Any]] = {"kind": BAD_IDS, "league_level": BAD_FLAGS}
STUDIO = Strategies(
    valid=studio_cases(),
    incomplete=some_absent(studio_cases(), master_studio_grant.INPUTS),
    bad=spoiled(studio_cases(), STUDIO_BAD, droppable=master_studio_grant.INPUTS),
    every_bad=each_bad(Case(START, {}, None), STUDIO_BAD),
)


@st.composite
def award_cases(draw: st.DrawFn) -> Case:
    """Somebody to reward; the league more often than the rest, a rank often where it has no meaning."""
    inputs: dict[str, Any] = {
        "recipient": draw(st.sampled_from(competition_award.RECIPIENTS)),
        "level": draw(st.sampled_from([*competition_award.UNIT_AWARD, competition_award.LEAGUE])),
    }
    if draw(st.sampled_from([True, True, True, False])):
        inputs["rank"] = draw(st.sampled_from([1, 2, 3, 4, 5, 100, MANY]).flatmap(number_forms))
    return Case(draw(DATES), inputs, draw(PLAIN))


AWARD_BAD: dict[str, list[Any]] = {"recipient": BAD_IDS, "level": [*BAD_IDS, "league"], "rank": [*BAD_COUNTS, 0, "0"]}
AWARD = Strategies(
    valid=award_cases(),
    incomplete=some_absent(award_cases(), competition_award.INPUTS),
    bad=spoiled(award_cases(), AWARD_BAD, droppable=competition_award.INPUTS),
    every_bad=each_bad(Case(START, {"recipient": "sending_unit"}, None), AWARD_BAD),
)
