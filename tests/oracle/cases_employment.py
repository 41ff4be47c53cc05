"""Random cases for the programs of 42号 about employment and start-ups."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from . import (
    internship_subsidy,
    job_stabilisation_refund,
    on_the_job_training_support,
    startup_grant,
    startup_loan,
)
from .cases_certificates import AMOUNTS, DATES, FROM_NEW_YEAR, MANY, PLAIN, START
from .strategies import (
    BAD_COUNTS,
    BAD_DAYS,
    BAD_FLAGS,
    BAD_IDS,
    BAD_MONEY,
    BAD_NUMBERS,
    Case,
    Strategies,
    assumptions,
    day_forms,
    days,
    each_bad,
    fen,
    near,
    number_forms,
    some_absent,
    spoiled,
)

DAY = datetime.date
FAR_DAYS = [DAY(1, 1, 1), DAY(9999, 12, 31), DAY(2016, 2, 29), DAY(2018, 2, 28), DAY(2020, 2, 29)]
ONLY_2019 = (DAY(2019, 1, 1), DAY(2019, 12, 31))
REFUND_DATES = days((*ONLY_2019, DAY(2020, 1, 1)), DAY(2018, 12, 1), DAY(2021, 12, 31))
SUPPORT_DATES = days(ONLY_2019, DAY(2018, 12, 1), DAY(2020, 1, 31))


@st.composite
def refund_cases(draw: st.DrawFn) -> Case:
    """An enterprise whose layoff rate is the local rate or next to it (1 of 25 is 4 %), or a rate that is rounded."""
    attrition = draw(st.sampled_from([0, 0, 3, 40]))
    laid_off, staff = draw(
        st.one_of(
            st.sampled_from(
                [(0, 0), (0, 9), (0, 50), (1, 0), (1, 24), (1, 23), (1, 25), (4, 96), (2, 1), (1, 999_999)]
            ),
            st.tuples(st.integers(0, 20), st.integers(0, 700)),
            st.sampled_from([(1, MANY), (MANY, MANY)]),
        )
    )
    rates = [Decimal(text) for text in ("0", "0.000001", "0.04", "0.04", "0.039999", "0.040001", "0.666667", "1", "1")]
    inputs = {
        "insured": draw(st.sampled_from([True, True, True, False])),
        "reductions": draw(number_forms(laid_off + attrition)),
        "normal_attrition": draw(number_forms(attrition)),
        "year_end_staff": draw(number_forms(staff)),
        "local_unemployment_rate": draw(st.sampled_from(rates).flatmap(number_forms)),
        "unemployment_contributions": draw(AMOUNTS.flatmap(number_forms)),
        "in_difficulty": draw(st.sampled_from([True, True, False])),
        "monthly_social_insurance": draw(AMOUNTS.flatmap(number_forms)),
    }
    return Case(draw(REFUND_DATES), inputs, draw(PLAIN))


@st.composite
def refund_too_few(draw: st.DrawFn) -> Case:
    """More attrition than reductions, something else absent."""
    case = draw(refund_cases())
    reductions, attrition = draw(st.sampled_from([(0, 1), ("9", 10), (3, MANY)]))
    case.inputs.update(reductions=reductions, normal_attrition=attrition)
    case.inputs.pop(draw(st.sampled_from(["insured", "year_end_staff", "in_difficulty", "none"])), None)
    return case


REFUND_BAD: dict[str, list[Any]] = {
    "insured": BAD_FLAGS,
    "reductions": BAD_COUNTS,
    "normal_attrition": BAD_COUNTS,
    "year_end_staff": BAD_COUNTS,
    "local_unemployment_rate": [*BAD_NUMBERS, "-0.1", "1.000001", "1.1", 2, -1, "0.0390001", Decimal("0.1234567")],
    "unemployment_contributions": BAD_MONEY,
    "in_difficulty": BAD_FLAGS,
    "monthly_social_insurance": BAD_MONEY,
}
REFUND = Strategies(
    valid=refund_cases(),
    incomplete=some_absent(refund_cases(), job_stabilisation_refund.INPUTS),
    bad=st.one_of(
        refund_too_few(), spoiled(refund_cases(), REFUND_BAD, droppable=("insured", "year_end_staff", "in_difficulty"))
    ),
    # After 2019 and not insured: what does not matter is refused all the same.
    every_bad=each_bad(Case(DAY(2020, 1, 1), {"insured": False, "in_difficulty": False}, None), REFUND_BAD),
)


@st.composite
def loan_cases(draw: st.DrawFn) -> Case:
    """A person or an enterprise near the required hires; what the other kind needs may be there as well."""
    kind = draw(st.sampled_from(["person", "small_enterprise", "small_enterprise"]))
    staff = draw(st.one_of(st.sampled_from([1, 3, 4, 5, 99, 100, 101, 106, 107, 120, MANY]), st.integers(1, 300)))
    required = startup_loan.hires_needed(staff)
    hires = max(0, required + draw(st.sampled_from([0, 0, 0, -1, 1, -required])))
    person = {"qualifies": draw(st.booleans())}
    enterprise = {
        "staff": draw(number_forms(staff)),
        "qualified_hires": draw(number_forms(hires)),
        "contract_months": draw(st.sampled_from([0, 11, 12, 12, 13, 60]).flatmap(number_forms)),
    }
    inputs: dict[str, Any] = {"applicant": kind, **(person if kind == "person" else enterprise)}
    if draw(st.booleans()):
        inputs |= enterprise if kind == "person" else person
    return Case(draw(DATES), inputs, draw(PLAIN))


LOAN_BAD: dict[str, list[Any]] = {
    "applicant": BAD_IDS,
    "qualifies": BAD_FLAGS,
    "staff": [*BAD_COUNTS, 0, "0"],
    "qualified_hires": BAD_COUNTS,
    "contract_months": BAD_COUNTS,
}
LOAN = Strategies(
    valid=loan_cases(),
    incomplete=some_absent(loan_cases(), startup_loan.INPUTS),
    bad=spoiled(loan_cases(), LOAN_BAD, droppable=startup_loan.INPUTS),
    every_bad=each_bad(Case(START, {"applicant": "person", "qualifies": False}, None), LOAN_BAD),
)


@st.composite
def before(draw: st.DrawFn, date: datetime.date, years: tuple[int, ...]) -> datetime.date:
    """A day some whole years before the date, give or take a day or two, on a 29 February, or far away."""
    back = DAY(date.year - draw(st.sampled_from(years)), date.month, min(date.day, 28))
    close = back + datetime.timedelta(date.day - min(date.day, 28) + draw(st.integers(-2, 2)))
    return draw(st.one_of(st.just(close), st.just(close), st.just(close), st.sampled_from(FAR_DAYS)))


@st.composite
def founder_cases(draw: st.DrawFn) -> Case:
    """A founder about a year after registering and about two years after school."""
    date = draw(DATES)
    registered = draw(before(date, (0, 1, 1, 2, 3)))
    anchor = draw(st.sampled_from([date, registered if 3 < registered.year < 9999 else date]))
    kind = draw(st.sampled_from(["graduate", "graduate", "hard_to_employ"]))
    inputs: dict[str, Any] = {
        "person_kind": kind,
        "registered_on": draw(day_forms(registered)),
        "first_business": draw(st.sampled_from([True, True, True, False])),
        "operating": draw(st.sampled_from([True, True, True, False])),
        "already_received": draw(st.sampled_from([False, False, False, True])),
    }
    if kind == "graduate" or draw(st.booleans()):
        inputs["left_school_on"] = draw(before(anchor, (0, 1, 2, 2, 2)).flatmap(day_forms))
    return Case(date, inputs, draw(assumptions(startup_grant.INTERPRETATIONS)))


FOUNDER_BAD: dict[str, list[Any]] = {
    "person_kind": BAD_IDS,
    "left_school_on": BAD_DAYS,
    "registered_on": BAD_DAYS,
    "first_business": BAD_FLAGS,
    "operating": BAD_FLAGS,
    "already_received": BAD_FLAGS,
}
FOUNDER = Strategies(
    valid=founder_cases(),
    incomplete=some_absent(founder_cases(), startup_grant.INPUTS),
    bad=spoiled(founder_cases(), FOUNDER_BAD, droppable=startup_grant.INPUTS),
    every_bad=each_bad(Case(START, {"person_kind": "hard_to_employ", "operating": False}, None), FOUNDER_BAD),
)


@st.composite
def intern_cases(draw: st.DrawFn) -> Case:
    """A graduate about two years out of school or a youth near 16 or 25; a unit that retained about half."""
    date = draw(FROM_NEW_YEAR)
    kind = draw(st.sampled_from(internship_subsidy.KINDS))
    finished = draw(st.sampled_from([0, 0, 1, 2, 3, 10, 11, 100, MANY]))
    half = -(-finished // 2)
    wages = st.one_of(near(Decimal(1760)), fen(100_000, 300_000), AMOUNTS)
    retained = min(finished, max(0, draw(st.sampled_from([half, half, half - 1, half - 1, half + 1, 0, finished]))))
    inputs: dict[str, Any] = {
        "person_kind": kind,
        "unemployed": draw(st.sampled_from([True, True, True, True, True, False])),
        "months": draw(st.sampled_from([0, 5, 6, 7, 9, 12, 12, 13, 13, MANY]).flatmap(number_forms)),
        "class_one_minimum_wage": draw(wages.flatmap(number_forms)),
        "interns_finished": draw(number_forms(finished)),
        "interns_retained": draw(number_forms(retained)),
    }
    if kind == "graduate" or draw(st.booleans()):
        inputs["left_school_on"] = draw(before(date, (0, 1, 2, 2, 2)).flatmap(day_forms))
    if kind == "youth" or draw(st.booleans()):
        inputs["birth_date"] = draw(before(date, (0, 15, 16, 16, 17, 24, 25, 25, 26)).flatmap(day_forms))
    return Case(date, inputs, draw(PLAIN))


@st.composite
def intern_too_many(draw: st.DrawFn) -> Case:
    """More retained than finished, something else absent."""
    case = draw(intern_cases())
    finished, retained = draw(st.sampled_from([(0, 1), ("9", 10), (3, MANY)]))
    case.inputs.update(interns_finished=finished, interns_retained=retained)
    case.inputs.pop(draw(st.sampled_from(["person_kind", "unemployed", "months", "none"])), None)
    return case


INTERN_BAD: dict[str, list[Any]] = {
    "person_kind": BAD_IDS,
    "unemployed": BAD_FLAGS,
    "left_school_on": BAD_DAYS,
    "birth_date": BAD_DAYS,
    "months": BAD_COUNTS,
    "class_one_minimum_wage": BAD_MONEY,
    "interns_finished": BAD_COUNTS,
    "interns_retained": BAD_COUNTS,
}
INTERN = Strategies(
    valid=intern_cases(),
    incomplete=some_absent(intern_cases(), internship_subsidy.INPUTS),
    bad=st.one_of(intern_too_many(), spoiled(intern_cases(), INTERN_BAD, droppable=("person_kind", "unemployed"))),
    every_bad=each_bad(Case(DAY(2019, 1, 1), {"person_kind": "youth", "unemployed": False}, None), INTERN_BAD),
)


@st.composite
def support_cases(draw: st.DrawFn) -> Case:
    """A training, its cost near the fund; a decided amount up to the shortfall."""
    fund = draw(st.one_of(st.sampled_from([Decimal(0), Decimal(20000)]), fen(0, 10_000_000)))
    cost = draw(st.one_of(near(fund), st.just(fund + 7000), AMOUNTS))
    inputs: dict[str, Any] = {
        "in_difficulty": draw(st.sampled_from([True, True, True, False])),
        "assessment_passed": draw(st.sampled_from([True, True, True, False])),
        "cost": draw(number_forms(cost)),
        "education_fund": draw(number_forms(fund)),
    }
    if draw(st.booleans()):
        shortfall = max(Decimal(0), cost - fund)
        part = min(shortfall, draw(fen(0, 1_000_000)))
        decided = draw(st.sampled_from([shortfall, shortfall, part, Decimal(0)]))
        inputs["decided_support"] = draw(number_forms(decided))
    return Case(draw(SUPPORT_DATES), inputs, draw(PLAIN))


@st.composite
def support_incomplete(draw: st.DrawFn) -> Case:
    """Inputs dropped. Without the fund no decided amount of the whole cost: only a fund of 0 would allow it."""
    case = draw(some_absent(support_cases(), on_the_job_training_support.INPUTS))
    decided, cost = case.inputs.get("decided_support"), case.inputs.get("cost")
    whole = decided is not None and cost is not None and Decimal(decided) >= Decimal(cost)
    # Nor without the cost a decided amount of the largest cost that can be written.
    largest = cost is None and decided is not None and Decimal(decided) > MANY
    if largest or (whole and case.inputs.get("education_fund") is None):
        del case.inputs["decided_support"]
    return case


@st.composite
def support_too_much(draw: st.DrawFn) -> Case:
    """More than the shortfall, where it would be paid."""
    case = draw(support_cases())
    cost, fund, decided = draw(st.sampled_from([("100", "40", "60.01"), (100, 100, "0.01"), ("5", 10, 1)]))
    case.inputs.update(
        in_difficulty=True, assessment_passed=True, cost=cost, education_fund=fund, decided_support=decided
    )
    return case


SUPPORT_BAD: dict[str, list[Any]] = {
    "in_difficulty": BAD_FLAGS,
    "assessment_passed": BAD_FLAGS,
    "cost": BAD_MONEY,
    "education_fund": BAD_MONEY,
    "decided_support": BAD_MONEY,
}
SUPPORT = Strategies(
    valid=support_cases(),
    incomplete=support_incomplete(),
    bad=st.one_of(support_too_much(), spoiled(support_cases(), SUPPORT_BAD, droppable=("in_difficulty",))),
    every_bad=each_bad(Case(DAY(2019, 1, 1), {"in_difficulty": False}, None), SUPPORT_BAD),
)
