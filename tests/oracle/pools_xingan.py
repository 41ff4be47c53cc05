"""Some allowed values of every input without a default, so that what matters can be witnessed: programs_xingan."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from . import competition_award, hazchem_classification, internship_subsidy, skill_upgrade_subsidy
from .strategies import Case

FLAGS: list[Any] = [True, False]
AMOUNTS: list[Any] = ["0", "0.01", "0.04", "100", "2000", "12345.67"]
LARGEST = 10**18 - 1


def fixed(**values: list[Any]) -> Callable[[Case], dict[str, list[Any]]]:
    """The same values for every case."""
    return lambda _: values


def years_from(day: datetime.date, years: int) -> datetime.date:
    """The same day some years later or earlier, at most the 28th, within the calendar."""
    return datetime.date(min(9998, max(2, day.year + years)), day.month, min(day.day, 28))


def close(day: datetime.date) -> list[Any]:
    """Days about a day that may be an edge."""
    return [day + datetime.timedelta(step) for step in (-3, -2, -1, 0, 1, 2, 3)]


def given_day(case: Case, name: str) -> list[datetime.date]:
    """The date that an input gives, if it does."""
    value = case.inputs.get(name)
    if value is None:
        return []
    return [value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)]


def skill(case: Case) -> dict[str, list[Any]]:
    """Amounts that every level allows."""
    levels = list(skill_upgrade_subsidy.AMOUNT)
    return {"level": levels, "insured_months": [0, 12, 36], "decided_amount": ["0", "999.99", "1000"]}


def student(case: Case) -> dict[str, list[Any]]:
    """The year of the date and another."""
    years = [case.date.year, case.date.year - 1]
    return {"student": FLAGS, "certificate": FLAGS, "already_received": FLAGS, "graduation_year": years}


def refund(case: Case) -> dict[str, list[Any]]:
    """Numbers of people about those given."""
    reductions, attrition = (int(Decimal(case.inputs.get(name) or 0)) for name in ("reductions", "normal_attrition"))
    return {
        "insured": FLAGS,
        "reductions": [attrition, attrition + 1, attrition + 7, attrition + 10**6, LARGEST],
        "normal_attrition": sorted({0, 1, LARGEST // 2, reductions // 2, reductions, max(0, reductions - 1)}),
        "year_end_staff": [0, 1, 24, 10**6, 10**17],
        "local_unemployment_rate": ["0", "0.000001", "0.04", "0.5", "1"],
        "unemployment_contributions": AMOUNTS,
        "in_difficulty": FLAGS,
        "monthly_social_insurance": AMOUNTS,
    }


def founder(case: Case) -> dict[str, list[Any]]:
    """Days about a year before the date, two years before the registration or the date, and two after leaving."""
    year_ago = years_from(case.date, -1)
    registered = given_day(case, "registered_on")
    left = given_day(case, "left_school_on")
    schools = [years_from(day, -2) for day in (*registered, case.date)]
    return {
        "person_kind": ["graduate", "hard_to_employ"],
        "registered_on": [*close(year_ago), *(day for one in left for day in close(years_from(one, 2))), case.date],
        "left_school_on": [
            *registered,
            case.date,
            case.date + datetime.timedelta(1),
            *(day for one in schools for day in close(one)),
        ],
        "first_business": [True, True, True, False],
        "operating": [True, True, True, False],
        "already_received": [False, False, False, True],
    }


def intern(case: Case) -> dict[str, list[Any]]:
    """Days that pass and fail, interns about those given."""
    finished, retained = (int(Decimal(case.inputs.get(name) or 0)) for name in ("interns_finished", "interns_retained"))
    return {
        "person_kind": list(internship_subsidy.KINDS),
        "unemployed": FLAGS,
        "left_school_on": [years_from(case.date, -1), years_from(case.date, -4), years_from(case.date, 1)],
        "birth_date": [years_from(case.date, -20), years_from(case.date, -14), years_from(case.date, -30)],
        "months": [5, 6, 12, 13],
        "class_one_minimum_wage": ["1000", "1760.01"],
        "interns_finished": [9, retained, retained + 1, 2 * retained, 2 * retained + 1, 3 * retained + 2],
        "interns_retained": sorted({0, 1, finished // 2, finished}),
    }


def support(case: Case) -> dict[str, list[Any]]:
    """Costs and funds that allow the decided amount, and others."""
    decided, cost, fund = (
        Decimal(case.inputs.get(name) or 0) for name in ("decided_support", "cost", "education_fund")
    )
    return {
        "in_difficulty": FLAGS,
        "assessment_passed": FLAGS,
        "cost": [fund + decided, fund + decided + 1, "0", "999999999999999999"],
        "education_fund": [
            "0",
            "0.01",
            max(Decimal(0), cost - decided),
            max(Decimal(0), cost - decided) / 2 // 1,
            "100",
        ],
    }


UNIT = list(competition_award.UNIT_AWARD)
RISK = "major_risk_not_rectifiable"
POOLS: dict[str, Callable[[Case], dict[str, list[Any]]]] = {
    "xingan/rehabilitation-budget": fixed(local_need=AMOUNTS),
    "xingan/certification-subsidy": fixed(standard_fee=AMOUNTS, in_key_directory=FLAGS),
    "xingan/training-living-allowance": fixed(
        group=["registered_poor", "none"],
        training_days=[0, 3],
        received_this_year=FLAGS,
        drawing_unemployment_benefit=FLAGS,
    ),
    "xingan/skill-upgrade-subsidy": skill,
    "xingan/apprenticeship-subsidy": lambda case: {
        "apprentices": [int(Decimal(case.inputs.get("certified") or 0)), LARGEST],
        "years": ["1", "1.7", "2"],
        "certified": [0, 1, int(Decimal(case.inputs.get("apprentices") or 1))],
    },
    "xingan/startup-training-subsidy": student,
    "xingan/master-studio-grant": fixed(kind=["skills", "startup_guidance"], league_level=FLAGS),
    "xingan/competition-award": fixed(recipient=list(competition_award.RECIPIENTS), level=UNIT, rank=[1, 2, 3, 4]),
    "xingan/job-stabilisation-refund": refund,
    "xingan/startup-loan": fixed(
        applicant=["person", "small_enterprise"],
        qualifies=FLAGS,
        staff=[1, 7, 100, 101],
        qualified_hires=[0, 1, 25, LARGEST],
        contract_months=[11, 12],
    ),
    "xingan/startup-grant": founder,
    "xingan/internship-subsidy": intern,
    "xingan/on-the-job-training-support": support,
    "xingan/hazchem-classification": lambda case: {
        "colour": list(hazchem_classification.COLOURS),
        RISK: FLAGS,
        "has_safety_basis": FLAGS,
    },
}
