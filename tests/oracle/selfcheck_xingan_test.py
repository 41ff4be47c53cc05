"""The oracles of programs_xingan against the figures of 41号, 42号, 43号 and 29号, and sums done by hand."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest

from . import (
    apprenticeship_subsidy,
    certification_subsidy,
    competition_award,
    hazchem_classification,
    internship_subsidy,
    job_stabilisation_refund,
    master_studio_grant,
    on_the_job_training_support,
    rehabilitation_budget,
    skill_upgrade_subsidy,
    startup_grant,
    startup_loan,
    startup_training_subsidy,
    training_living_allowance,
)

DAY = datetime.date
START = DAY(2019, 6, 5)
# The first and the last day of every program (None: it stays in force), by the texts.
IN_FORCE: list[tuple[Any, datetime.date, datetime.date | None]] = [
    (rehabilitation_budget, DAY(2019, 1, 1), None),
    (certification_subsidy, START, None),
    (training_living_allowance, START, None),
    (skill_upgrade_subsidy, DAY(2019, 1, 1), None),
    (apprenticeship_subsidy, START, None),
    (startup_training_subsidy, START, None),
    (master_studio_grant, START, None),
    (competition_award, START, None),
    (job_stabilisation_refund, DAY(2019, 1, 1), None),
    (startup_loan, START, None),
    (startup_grant, START, None),
    (internship_subsidy, DAY(2019, 1, 1), None),
    (on_the_job_training_support, DAY(2019, 1, 1), DAY(2019, 12, 31)),
    (hazchem_classification, DAY(2019, 6, 13), DAY(2019, 11, 30)),
]


@pytest.mark.parametrize(("module", "first", "last"), IN_FORCE, ids=[row[0].PROGRAM for row in IN_FORCE])
def test_in_force(module: Any, first: datetime.date, last: datetime.date | None) -> None:
    """The day before, the first, the last and the day after; the date comes before a bad input."""
    one_day = datetime.timedelta(1)
    assert module.answer(first - one_day, {"no_such_input": 1}).kind == "not_in_force"
    assert module.answer(first, {"no_such_input": 1}).refused_paths == {"no_such_input"}
    assert module.answer(first, {}).kind == "missing"
    assert module.answer(last or DAY(9999, 12, 31), {}).kind == "missing"
    assert last is None or module.answer(last + one_day, {}).kind == "not_in_force"


def test_budget() -> None:
    """41号 二(五): 3:7. Of 5 fen 1.5 and 3.5: the league, listed first, gains; of 100.01: 30.003, 70.007."""
    for need, league, banner in [("1000000", "300000", "700000"), ("0.05", "0.02", "0.03"), ("100.01", "30", "70.01")]:
        outputs = rehabilitation_budget.answer(START, {"local_need": need}).outputs
        assert outputs == {"league": Fraction(league), "banner": Fraction(banner)}


def test_certification() -> None:
    """42号 八(三): 10 % of 200.05 is 20.005, so 220.055, to fen 220.06; nothing the second time or failed."""
    inputs: dict[str, object] = {"standard_fee": "200.05", "in_key_directory": True}
    answer = certification_subsidy.answer
    assert answer(START, inputs).outputs == {"subsidy": Fraction("220.06")}
    for change in ({"in_key_directory": False}, {"uplift_granted": False}):
        assert answer(START, {**inputs, **change}).outputs == {"subsidy": Fraction("200.05")}
    for change in ({"first_certification": False}, {"spot_check_failed": True}):
        assert answer(START, change).outputs == {"subsidy": 0}
    assert answer(START, {"uplift_granted": False}).missing == ("standard_fee",)


def test_living_allowance() -> None:
    """42号 八(五): 40 a day: 30 days 1200; once a year; not beside unemployment benefit."""
    inputs: dict[str, object] = {
        "group": "zero_employment_family",
        "training_days": 30,
        "received_this_year": False,
        "drawing_unemployment_benefit": False,
    }
    answer = training_living_allowance.answer
    assert answer(START, inputs).outputs == {"eligible": True, "allowance": 1200}
    for change in ({"group": "none"}, {"received_this_year": True}, {"drawing_unemployment_benefit": True}):
        assert answer(START, change).outputs == {"eligible": False, "allowance": 0}


@pytest.mark.parametrize(
    ("date", "months", "required", "eligible"),
    [
        (DAY(2020, 12, 31), 12, 12, True),
        (DAY(2020, 12, 31), 11, 12, False),
        (DAY(2021, 1, 1), 35, 36, False),
        (DAY(2021, 1, 1), 36, 36, True),
    ],
)
def test_skill_months(date: datetime.date, months: int, required: int, eligible: bool) -> None:
    """42号 九: one year (included) to the end of 2020, three years (included) otherwise; 43号 states none."""
    for level, amount in (("junior", 1000), ("intermediate", 1500), ("senior", 2000)):
        inputs: dict[str, object] = {"level": level, "insured_months": months}
        outputs = skill_upgrade_subsidy.answer(date, inputs).outputs
        assert outputs["required_months"] == required and outputs["eligible"] is eligible
        assert (outputs["maximum"], outputs["subsidy"]) == (amount, amount if eligible else 0)
        free = skill_upgrade_subsidy.answer(date, inputs, {"insured_months_test": "not_stated"}).outputs
        assert (free["required_months"], free["eligible"], free["subsidy"]) == (0, True, amount)


def test_skill_ceiling() -> None:
    """42号 九: 不超过. Above the ceiling is refused where it counts, ignored where it does not."""
    inputs: dict[str, object] = {"level": "junior", "insured_months": 12, "decided_amount": "1000.01"}
    ceiling, answer = {"amount": "ceiling"}, skill_upgrade_subsidy.answer
    assert answer(START, inputs).outputs["subsidy"] == 1000
    assert answer(START, inputs, ceiling).kind == "refused"
    assert answer(START, {**inputs, "insured_months": 11}, ceiling).outputs["subsidy"] == 0
    assert answer(START, {**inputs, "decided_amount": "999.99"}, ceiling).outputs["subsidy"] == Fraction("999.99")
    assert answer(START, {**inputs, "decided_amount": None}, ceiling).missing == ("decided_amount",)


def test_apprenticeship() -> None:
    """43号 二: 10 × 1.5 × 4000 = 60000; 42号 七: the 7 with a certificate: 42000; 1.1 × 4000.05 = 4400.055."""
    inputs: dict[str, object] = {"apprentices": 10, "years": "1.5", "certified": 7}
    answer = apprenticeship_subsidy.answer
    assert answer(START, inputs).outputs == {"subsidy": 60000, "is_floor": True}
    assert answer(START, inputs, {"who_counts": "certified_only"}).outputs["subsidy"] == 42000
    odd = answer(START, {"apprentices": 1, "years": "1.1", "annual_rate": "4000.05"}).outputs
    assert odd == {"subsidy": Fraction("4400.06"), "is_floor": False}
    assert answer(START, {**inputs, "certified": 11}).kind == "refused"
    assert answer(START, {"certified": 3}, {"who_counts": "certified_only"}).missing == ("years",)


def test_student_studio_award() -> None:
    """43号 四: 2000 in the graduation year; 三, 四: 50000; 五: 5000, 3000, 1000, and 150000 … 10000 for the unit."""
    student: dict[str, object] = {"student": True, "certificate": True, "already_received": False}
    for year, subsidy in ((2018, 0), (2019, 2000), (2020, 0)):
        outputs = startup_training_subsidy.answer(START, {**student, "graduation_year": year}).outputs
        assert outputs == {"eligible": subsidy > 0, "subsidy": subsidy}
    assert master_studio_grant.answer(START, {"league_level": True}).outputs == {"grant": 50000}
    assert master_studio_grant.answer(START, {"kind": "skills", "league_level": False}).undetermined == {"grant"}
    award = competition_award.answer
    for rank, amount in ((1, 5000), (2, 3000), (3, 1000), (4, 0)):
        for person in ("contestant", "coach"):
            inputs = {"recipient": person, "level": "league_class_one", "rank": rank}
            assert award(START, inputs).outputs == {"award": amount}
    levels = ("world", "national_class_one", "regional_class_one", "league_class_one")
    for level, amount in zip(levels, (150_000, 100_000, 50_000, 10_000), strict=True):
        assert award(START, {"recipient": "sending_unit", "level": level}).outputs == {"award": amount}
    assert award(START, {"recipient": "coach", "level": "world"}).undetermined == {"award"}


def enterprise(**changes: object) -> dict[str, object]:
    """An insured enterprise: 5 reductions, 4 of them attrition, 24 people at year's end: 1 of 25 is 4 %."""
    inputs = {"insured": True, "reductions": 5, "normal_attrition": 4, "year_end_staff": 24}
    money = {"unemployment_contributions": "10000.01", "in_difficulty": True, "monthly_social_insurance": "8000.01"}
    return {**inputs, "local_unemployment_rate": "0.040001", **money, **changes}


def test_refund() -> None:
    """42号 一: half of 10000.01 is 5000.005; 6 × 8000.01 × 50 % = 24000.03; an equal rate is not below; 0/0."""
    answer = job_stabilisation_refund.answer
    outputs = answer(START, enterprise()).outputs
    assert outputs == {
        "layoff_rate": Fraction("0.04"),
        "few_layoffs": True,
        "general_refund": Fraction("5000.01"),
        "difficulty_refund": Fraction("24000.03"),
    }
    assert answer(DAY(2020, 1, 1), enterprise()).outputs["difficulty_refund"] == 0
    at = answer(START, enterprise(local_unemployment_rate="0.04")).outputs
    assert (at["few_layoffs"], at["general_refund"], at["difficulty_refund"]) == (False, 0, 0)
    empty = answer(START, enterprise(normal_attrition=5, year_end_staff=0, local_unemployment_rate=None))
    assert empty.undetermined == {"layoff_rate"} and empty.outputs["few_layoffs"] is True
    assert empty.outputs["general_refund"] == Fraction("5000.01")
    assert answer(START, enterprise(normal_attrition=3, year_end_staff=1)).outputs["layoff_rate"] == Fraction(
        "0.666667"
    )
    assert answer(START, enterprise(normal_attrition=6)).kind == "refused"


@pytest.mark.parametrize(("staff", "required"), [(1, 1), (4, 1), (5, 2), (99, 25), (100, 25), (101, 16), (120, 18)])
def test_loan(staff: int, required: int) -> None:
    """42号 三: 25 % (100 people: 25), above 100 people 15 % (101: 15.15, so 16); a contract of a year counts."""
    inputs: dict[str, object] = {"applicant": "small_enterprise", "staff": staff, "qualified_hires": required}
    answer = startup_loan.answer
    outputs = answer(START, {**inputs, "contract_months": 12}).outputs
    assert outputs == {"required_hires": required, "eligible": True, "loan_ceiling": 3_000_000}
    assert answer(START, {**inputs, "contract_months": 11}).outputs["loan_ceiling"] == 0
    assert answer(START, {**inputs, "qualified_hires": required - 1}).outputs["eligible"] is False
    person = answer(START, {"applicant": "person", "qualifies": True}).outputs
    assert person == {"eligible": True, "loan_ceiling": 150_000}


@pytest.mark.parametrize(
    ("left", "registered", "date", "by_registration", "by_application"),
    [
        ("2018-07-01", "2019-07-01", "2020-07-01", True, True),
        ("2018-07-01", "2019-07-01", "2020-06-30", False, False),  # a day short of one year
        ("2018-07-01", "2019-07-01", "2020-07-02", True, False),
        ("2018-07-01", "2020-07-01", "2021-07-01", True, False),
        ("2018-07-01", "2020-07-02", "2021-07-02", False, False),
        ("2020-02-29", "2022-02-28", "2023-02-28", True, False),
        ("2020-02-29", "2022-03-01", "2023-03-01", False, False),
        ("2020-07-01", "2019-01-01", "2020-07-01", True, True),  # registered before leaving
        ("2020-07-02", "2019-01-01", "2020-07-01", False, False),  # not left yet
    ],
)
def test_grant(left: str, registered: str, date: str, by_registration: bool, by_application: bool) -> None:
    """42号 四: 5000 after a year of business, a graduate within two years of leaving."""
    inputs: dict[str, object] = {
        "person_kind": "graduate",
        "left_school_on": left,
        "registered_on": registered,
        "first_business": True,
        "operating": True,
        "already_received": False,
    }
    for reading, eligible in (("registration", by_registration), ("application", by_application)):
        found = startup_grant.answer(DAY.fromisoformat(date), inputs, {"graduate_test_date": reading}).outputs
        assert found == {"eligible": eligible, "grant": 5000 if eligible else 0}
    hard = {**inputs, "person_kind": "hard_to_employ", "left_school_on": None}
    eligible = registered != "2019-07-01" or date != "2020-06-30"
    assert startup_grant.answer(DAY.fromisoformat(date), hard).outputs["eligible"] is eligible


def intern(**changes: object) -> dict[str, object]:
    """A youth of 16 on the first day, 7 months, a unit that kept 5 of 10."""
    inputs = {"person_kind": "youth", "unemployed": True, "birth_date": "2003-06-05", "months": 7}
    unit = {"class_one_minimum_wage": "1760.01", "interns_finished": 10, "interns_retained": 5}
    return {**inputs, **unit, **changes}


def test_internship() -> None:
    """42号 六: 60 % of 1760.01 is 1056.006, of seven months 7392.042; 50 % 880.005 and 6160.035; 16 to 24; 6 to 12."""
    answer = internship_subsidy.answer
    outputs = answer(START, intern()).outputs
    assert (outputs["rate"], outputs["monthly"]) == (Fraction("0.6"), Fraction("1056.01"))
    assert outputs["subsidy"] == Fraction("7392.04")
    less = answer(START, intern(interns_retained=4)).outputs
    assert [less[name] for name in ("rate", "monthly", "subsidy")] == [
        Fraction(n) for n in ("0.5", "880.01", "6160.04")
    ]
    assert answer(START, intern(interns_finished=0, interns_retained=None)).outputs["rate"] == Fraction("0.5")
    eligible = [("2003-06-06", False), ("1994-06-06", True), ("1994-06-05", False)]
    for birth, expected in eligible:
        assert answer(START, intern(birth_date=birth)).outputs["eligible"] is expected
    for months, expected in ((5, False), (6, True), (12, True), (13, False)):
        assert answer(START, intern(months=months)).outputs["eligible"] is expected
    for left, expected in (("2017-06-05", True), ("2017-06-04", False), ("2019-06-05", True), ("2019-06-06", False)):
        graduate = intern(person_kind="graduate", left_school_on=left, birth_date=None)
        assert answer(START, graduate).outputs["eligible"] is expected
    nothing = answer(START, {"unemployed": False}).outputs
    assert nothing == {"eligible": False, "rate": 0, "monthly": 0, "subsidy": 0}


def test_support() -> None:
    """42号 七: 适当支持 has no rate; at most the shortfall."""
    inputs: dict[str, object] = {
        "in_difficulty": True,
        "assessment_passed": True,
        "cost": "50000",
        "education_fund": 20000,
    }
    answer = on_the_job_training_support.answer
    open_case = answer(START, inputs)
    assert open_case.outputs == {"shortfall": 30000, "support": None} and open_case.undetermined == {"support"}
    assert answer(START, {**inputs, "decided_support": "30000"}).outputs["support"] == 30000
    assert answer(START, {**inputs, "decided_support": "30000.01"}).kind == "refused"
    failed = answer(START, {**inputs, "assessment_passed": False, "in_difficulty": None}).outputs
    assert failed == {"shortfall": 30000, "support": 0}
    assert answer(START, {**inputs, "cost": "19999"}).outputs["shortfall"] == 0


def test_hazchem() -> None:
    """29号 一: red and orange stop with the risk, else rectify with a basis; yellow without one has no class."""
    date = DAY(2019, 11, 30)
    expected = {
        "red": ("stop_or_close", "stop_or_close", "rectify", None),
        "orange": ("stop_or_close", "stop_or_close", "rectify", None),
        "yellow": ("rectify", None, "rectify", None),
        "blue": ("consolidate",) * 4,
    }
    for colour, classes in expected.items():
        for number, (risk, basis) in enumerate([(True, True), (True, False), (False, True), (False, False)]):
            inputs = {"colour": colour, "major_risk_not_rectifiable": risk, "has_safety_basis": basis}
            found = hazchem_classification.answer(date, inputs)
            assert found.outputs == {"class": classes[number]}
            assert found.undetermined == ({"class"} if classes[number] is None else frozenset())
    assert hazchem_classification.answer(date, {"colour": "blue"}).kind == "answered"
    assert hazchem_classification.answer(date, {"colour": "red"}).missing == (
        "major_risk_not_rectifiable",
        "has_safety_basis",
    )
