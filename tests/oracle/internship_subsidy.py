"""xingan/internship-subsidy 就业见习补贴: 兴署发〔2019〕42号 六."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, anniversary, answered, as_tuple, completed_years, settle, to_fen
from .reading import Reader

PROGRAM = "xingan/internship-subsidy"
INPUTS = (
    "person_kind",
    "unemployed",
    "left_school_on",
    "birth_date",
    "months",
    "class_one_minimum_wage",
    "interns_finished",
    "interns_retained",
)
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("eligible", "rate", "monthly", "subsidy")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 1, 1)  # 42号 六: 从2019年1月1日起
KINDS = ("graduate", "youth")
SINCE_SCHOOL_YEARS = 2  # 42号 六: 离校两年内未就业高校毕业生
YOUNGEST, OLDEST = 16, 24  # 42号 六: 16—24岁失业青年
LEAST_MONTHS, MOST_MONTHS = 6, 12  # 42号 六: 期限6—12个月
USUAL_RATE = Fraction(50, 100)  # 42号 六: 自治区一类区最低工资标准的50%
HIGHER_RATE = Fraction(60, 100)  # 42号 六: 补贴标准提高至60%
RETAINED_SHARE = Fraction(50, 100)  # 42号 六: 留用率达到50%以上单位


@dataclass(frozen=True)
class Internship:
    """The inputs as read; None is not given."""

    kind: str | None
    unemployed: bool | None
    left: datetime.date | None
    birth: datetime.date | None
    months: int | None
    wage: Fraction | None
    finished: int | None
    retained: int | None


def read_internship(read: Reader) -> Internship:
    """The inputs, every bad one noted."""
    given = read.inputs.get
    one = Internship(
        kind=read.choice("person_kind", given("person_kind"), KINDS),
        unemployed=read.flag("unemployed", given("unemployed")),
        left=read.day("left_school_on", given("left_school_on")),
        birth=read.day("birth_date", given("birth_date")),
        months=read.count("months", given("months")),
        wage=read.money("class_one_minimum_wage", given("class_one_minimum_wage")),
        finished=read.count("interns_finished", given("interns_finished")),
        retained=read.count("interns_retained", given("interns_retained")),
    )
    if one.finished is not None and (one.retained or 0) > one.finished:
        read.groups.append(frozenset({"interns_finished", "interns_retained"}))
    return one


def person_tests(one: Internship, date: datetime.date) -> tuple[bool | None, bool | None]:
    """Whether the person passes as a graduate, and as a youth; None when the date for it is not given."""
    graduate = youth = None
    if one.left is not None:
        graduate = one.left <= date and as_tuple(date) <= anniversary(one.left, SINCE_SCHOOL_YEARS)
    if one.birth is not None:
        youth = YOUNGEST <= completed_years(one.birth, date) <= OLDEST
    return graduate, youth


def retention_names(one: Internship, must: set[str], leeway: set[str]) -> None:
    """The two numbers of interns matter for the rate; nobody retained is never half."""
    if one.finished is None:
        (leeway if one.retained == 0 else must).add("interns_finished")
    if one.retained is None and one.finished != 0:
        must.add("interns_retained")


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    one = read_internship(read)
    refusal = read.refusal()
    if refusal:
        return refusal
    graduate, youth = person_tests(one, date)
    fits = {"graduate": graduate, "youth": youth}
    wrong_months = one.months is not None and not LEAST_MONTHS <= one.months <= MOST_MONTHS
    if one.unemployed is False or wrong_months or (one.kind is not None and fits[one.kind] is False):
        return nothing()
    must = {name for name in ("unemployed", "months", "class_one_minimum_wage") if inputs.get(name) is None}
    leeway: set[str] = set()
    retention_names(one, must, leeway)
    if one.kind is None:
        same = graduate is not None and graduate == youth
        (leeway if same else must).add("person_kind")
        if same and not graduate:  # fails as either: only going through the kinds shows that nothing else matters
            return settle(INPUTS, (), must | leeway, nothing)
    if graduate is None and one.kind != "youth":
        must.add("left_school_on")
    if youth is None and one.kind != "graduate":
        must.add("birth_date")
    return settle(INPUTS, must, leeway, lambda: calculate(one))


def nothing() -> Expected:
    """The answer for somebody who is not eligible."""
    return answered({"eligible": False, "rate": Fraction(0), "monthly": Fraction(0), "subsidy": Fraction(0)})


def calculate(one: Internship) -> Expected:
    """The answer for somebody who is eligible. The total is not made of the rounded month."""
    assert one.wage is not None and one.months is not None
    finished, retained = one.finished or 0, one.retained or 0
    rate = HIGHER_RATE if finished > 0 and Fraction(retained, finished) >= RETAINED_SHARE else USUAL_RATE
    monthly, subsidy = to_fen(rate * one.wage), to_fen(rate * one.wage * one.months)
    return answered({"eligible": True, "rate": rate, "monthly": monthly, "subsidy": subsidy})
