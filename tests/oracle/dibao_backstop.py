"""chaoyang/dibao-backstop 2020年脱贫攻坚低保兜底: 朝阳市2020年脱贫攻坚低保兜底实施方案 一, 二(一)1, 4, 6, 8."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .asking import asked
from .expected import NOT_IN_FORCE, Expected, answered, to_fen
from .reading import Reader

PROGRAM = "chaoyang/dibao-backstop"
INPUTS = (
    "registered_poor",
    "lifted",
    "annual_income_per_person",
    "local_standard",
    "local_standard_per_year",
    "members",
    "supporting_children",
)
ROW_FIELDS = {
    "members": (
        "other_income",
        "project_income",
        "flexible_income",
        "long_term_carer",
        "illness_poverty",
        "formal_job",
        "illness_expense",
        "uplift_rate",
    ),
    "supporting_children": ("minimum_support", "actual_support"),
}
OUTPUTS = (
    "target_group",
    "counted_members",
    "counted_income",
    "income_per_person",
    "eligible",
    "base_allowance",
    "uplift",
    "allowance",
)
INTERPRETATIONS = {
    "uplift_combination": ("additive", "multiplicative"),
    "illness_floor_per": ("person", "household"),
}

FIRST_DAY = datetime.date(2020, 4, 1)  # 方案 一: 从4月份开始实施
LAST_DAY = datetime.date(2020, 12, 31)  # 方案 二(一)8: 至2020年底
INCOME_LINE = Fraction(5000)  # 方案 一: 收入低于5000元, 5000 not included
FLEXIBLE_SHARE = 1 - Fraction(50, 100)  # 方案 二(一)1: 核减50%灵活就业收入
SUPPORT_SHARE = 1 - Fraction(50, 100)  # 方案 二(一)1: 赡养费按最低标准核减50%认定
ILLNESS_FLOOR = Fraction(240)  # 方案 二(一)4: 每年最低240元
EXTRA_UPLIFT = Fraction(10, 100)  # 方案 二(一)6: 再叠加上浮10%
MONTHS = 12  # months in a year
RATE_PLACES = 6  # Conventions: rates have at most 6 decimals


@dataclass(frozen=True)
class Member:
    """One row of `members`, defaults filled in; an uplift of None is not given."""

    other: Fraction
    flexible: Fraction
    carer: bool
    ill: bool
    formal_job: bool
    expense: Fraction
    uplift: Fraction | None


@dataclass(frozen=True)
class Household:
    """The inputs as read; None is not given. The standard is per month; support is (minimum, actual)."""

    registered: bool | None
    lifted: bool | None
    income: Fraction | None
    standard: Fraction | None
    members: tuple[Member, ...] | None
    support: tuple[tuple[Fraction | None, Fraction | None], ...]


def read_members(read: Reader, value: object) -> tuple[Member, ...] | None:
    """The members, every bad field noted."""
    rows = read.rows("members", value, ROW_FIELDS["members"], table=False)
    if rows is None:
        return None
    if isinstance(value, list) and not value:
        read.paths.add("members")  # catalogue: at least one
    found = []
    for number, row in rows.items():
        path = f"members[{number}]"
        read.money(f"{path}.project_income", row.get("project_income"))  # 二(一)1: 扶贫项目暂不计算家庭收入
        member = Member(
            other=read.money(f"{path}.other_income", row.get("other_income")) or Fraction(0),
            flexible=read.money(f"{path}.flexible_income", row.get("flexible_income")) or Fraction(0),
            carer=read.flag(f"{path}.long_term_carer", row.get("long_term_carer")) or False,
            ill=read.flag(f"{path}.illness_poverty", row.get("illness_poverty")) or False,
            formal_job=read.flag(f"{path}.formal_job", row.get("formal_job")) or False,
            expense=read.money(f"{path}.illness_expense", row.get("illness_expense")) or Fraction(0),
            uplift=read.number(f"{path}.uplift_rate", row.get("uplift_rate"), RATE_PLACES, 0, 1),
        )
        found.append(member)
    return tuple(found)


def read_support(read: Reader, value: object) -> tuple[tuple[Fraction | None, Fraction | None], ...]:
    """The supporting children as (minimum, actual), every bad field noted."""
    rows = read.rows("supporting_children", value, ROW_FIELDS["supporting_children"], table=False) or {}
    found = []
    for number, row in rows.items():
        path = f"supporting_children[{number}]"
        minimum = read.money(f"{path}.minimum_support", row.get("minimum_support"))
        found.append((minimum, read.money(f"{path}.actual_support", row.get("actual_support"))))
    return tuple(found)


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if not FIRST_DAY <= date <= LAST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    options = read.options(assume, INTERPRETATIONS)
    per_month = read.money("local_standard", inputs.get("local_standard"))
    per_year = read.money("local_standard_per_year", inputs.get("local_standard_per_year"))
    if per_month is not None and per_year is not None:
        read.groups.append(frozenset({"local_standard", "local_standard_per_year"}))
    household = Household(
        registered=read.flag("registered_poor", inputs.get("registered_poor")),
        lifted=read.flag("lifted", inputs.get("lifted")),
        income=read.money("annual_income_per_person", inputs.get("annual_income_per_person")),
        standard=per_month if per_year is None else per_year / MONTHS,
        members=read_members(read, inputs.get("members")),
        support=read_support(read, inputs.get("supporting_children")),
    )
    refusal = read.refusal()
    if refusal:
        return refusal
    return asked(status_of(household), lambda: calculate(household, options))


def status_of(household: Household) -> dict[str, bool | None]:
    """The absent inputs that matter, in declared order."""
    registered, lifted, income = household.registered, household.lifted, household.income
    below = income is not None and income < INCOME_LINE
    too_rich = lifted is True and income is not None and not below
    somebody = household.members is None or any(not member.formal_job for member in household.members)
    status: dict[str, bool | None] = {}
    if registered is None:
        status["registered_poor"] = not too_rich
    if lifted is None:
        status["lifted"] = registered is not False and not below
    if income is None:
        status["annual_income_per_person"] = registered is not False and lifted is not False
    if household.standard is None:
        # Not needed outside the target group or with nobody counted; but the catalogue also says that exactly one of
        # the two is given, and that `local_standard` is listed with neither.
        status["local_standard"] = True if registered is not False and not too_rich and somebody else None
    if household.members is None:
        status["members"] = True
    for number, (minimum, actual) in enumerate(household.support):
        if minimum is None:
            status[f"supporting_children[{number}].minimum_support"] = True
        if actual is None:
            status[f"supporting_children[{number}].actual_support"] = True
    return status


def income_of(household: Household, counted: list[Member], floor_per: str) -> Fraction:
    """The counted income of the household in CNY per year; the floor of 0 comes last."""
    total = Fraction(0)
    for member in counted:
        total += member.other
        if not member.carer:  # 二(一)1: 需长期照料护理重病残人员的,不计算灵活就业收入
            total += FLEXIBLE_SHARE * member.flexible
    expenses = [member.expense for member in counted if member.ill]
    if floor_per == "person":
        total -= sum((max(ILLNESS_FLOOR, expense) for expense in expenses), Fraction(0))
    elif expenses:
        total -= max(ILLNESS_FLOOR, sum(expenses, Fraction(0)))
    for minimum, actual in household.support:
        assert minimum is not None and actual is not None
        total += max(SUPPORT_SHARE * minimum, actual)
    return max(Fraction(0), total)


def calculate(household: Household, options: Mapping[str, str]) -> Expected:
    """The answer to a case in which everything that matters is given."""
    within = not household.lifted or (household.income or Fraction(0)) < INCOME_LINE
    target = household.registered is True and within  # 方案 一
    counted = [member for member in household.members or () if not member.formal_job]  # 二(一)8: 本人不计入家庭人口
    income = income_of(household, counted, options["illness_floor_per"])
    standard = household.standard or Fraction(0)
    outputs: dict[str, object] = {
        "target_group": target,
        "counted_members": Fraction(len(counted)),
        "counted_income": to_fen(income),  # for reading only
    }
    eligible = False
    if counted:
        per_person = income / MONTHS / len(counted)
        outputs["income_per_person"] = to_fen(per_person)  # for reading only
        eligible = target and per_person < standard
    base = uplift = Fraction(0)
    if eligible:
        base = to_fen(standard * len(counted) - income / MONTHS)
        rates = [member.uplift for member in counted if member.uplift is not None]
        if options["uplift_combination"] == "additive":
            factors = [rate + EXTRA_UPLIFT for rate in rates]
        else:
            factors = [(1 + rate) * (1 + EXTRA_UPLIFT) - 1 for rate in rates]
        uplift = to_fen(standard * sum(factors, Fraction(0)))
    outputs |= {"eligible": eligible, "base_allowance": base, "uplift": uplift, "allowance": base + uplift}
    return answered(outputs)
