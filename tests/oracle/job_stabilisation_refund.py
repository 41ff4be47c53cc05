"""xingan/job-stabilisation-refund 稳岗返还: 兴署发〔2019〕42号 一."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered, half_up, settle, to_fen
from .reading import Reader

PROGRAM = "xingan/job-stabilisation-refund"
INPUTS = (
    "insured",
    "reductions",
    "normal_attrition",
    "year_end_staff",
    "local_unemployment_rate",
    "unemployment_contributions",
    "in_difficulty",
    "monthly_social_insurance",
)
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("layoff_rate", "few_layoffs", "general_refund", "difficulty_refund")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 1, 1)  # catalogue: from 2019-01-01 (a reading)
DIFFICULTY_UNTIL = datetime.date(2019, 12, 31)  # 42号 一: 在2019年1月1日至12月31日期间
GENERAL_SHARE = Fraction(50, 100)  # 42号 一: 上年度实际缴纳失业保险费的50%
DIFFICULTY_SHARE = Fraction(50, 100)  # 42号 一: 应缴纳社会保险费50%
DIFFICULTY_MONTHS = 6  # 42号 一: 按6个月
RATE_PLACES = 6  # Conventions: rates have at most 6 decimals
SHOWN = Fraction(1, 10**6)  # catalogue: to 6 decimals, for reading


@dataclass(frozen=True)
class Enterprise:
    """The inputs as read; None is not given."""

    insured: bool | None
    reductions: int | None
    attrition: int | None
    staff: int | None
    local_rate: Fraction | None
    contributions: Fraction | None
    in_difficulty: bool | None
    monthly: Fraction | None

    def laid_off(self) -> int | None:
        """42号 一: 扣除…正常减员人数. No reductions leave no attrition."""
        if self.reductions == 0:
            return 0
        if self.reductions is None or self.attrition is None:
            return None
        return self.reductions - self.attrition

    def few(self) -> bool | None:
        """不裁员或少裁员 (低于: strictly), None when it can still go both ways."""
        laid_off = self.laid_off()
        if laid_off == 0:
            return True
        if laid_off is None:
            return None
        if self.staff == 0 or self.local_rate == 0:
            return False  # a rate of 1 is below no rate, and no rate above 0 is below 0
        if self.staff is None or self.local_rate is None:
            return None
        return Fraction(laid_off, laid_off + self.staff) < self.local_rate

    def rate_rounds_to_nothing(self) -> bool:
        """Even all reductions among so many are shown as a rate of 0, below a local rate that is not 0."""
        if self.reductions is None or not self.staff or not self.local_rate:
            return False
        return half_up(Fraction(self.reductions, self.reductions + self.staff), SHOWN) == 0


def read_enterprise(read: Reader) -> Enterprise:
    """The inputs, every bad one noted."""
    given = read.inputs.get
    enterprise = Enterprise(
        insured=read.flag("insured", given("insured")),
        reductions=read.count("reductions", given("reductions")),
        attrition=read.count("normal_attrition", given("normal_attrition")),
        staff=read.count("year_end_staff", given("year_end_staff")),
        local_rate=read.number("local_unemployment_rate", given("local_unemployment_rate"), RATE_PLACES, 0, 1),
        contributions=read.money("unemployment_contributions", given("unemployment_contributions")),
        in_difficulty=read.flag("in_difficulty", given("in_difficulty")),
        monthly=read.money("monthly_social_insurance", given("monthly_social_insurance")),
    )
    if enterprise.reductions is not None and (enterprise.attrition or 0) > enterprise.reductions:
        read.groups.append(frozenset({"reductions", "normal_attrition"}))
    return enterprise


def layoff_names(one: Enterprise, must: set[str], leeway: set[str]) -> None:
    """The layoff rate is shown whatever the rest is, so all that makes it up matters."""
    if one.reductions is None:
        must.add("reductions")
    if one.attrition is None:
        (leeway if one.reductions == 0 or one.rate_rounds_to_nothing() else must).add("normal_attrition")
    if one.staff is None:
        must.add("year_end_staff")
    if one.local_rate is None and one.laid_off() != 0:
        (leeway if one.staff == 0 else must).add("local_unemployment_rate")
    if one.local_rate is None and one.reductions == 0 and one.attrition is None:
        leeway.add("local_unemployment_rate")


def refund_names(one: Enterprise, in_window: bool, must: set[str], leeway: set[str]) -> None:
    """What the refunds hang on: nothing once the enterprise is not insured or laid off too many."""
    few = one.few()
    # Known by comparing two given rates; otherwise (staff or local rate absent, or nobody left) by analysis only.
    compared = one.staff is not None and one.local_rate is not None and one.reductions is not None
    if one.insured is False or (few is False and compared and one.attrition is not None):
        return
    wanted = leeway if few is False else must
    general = one.contributions != 0
    difficulty = in_window and one.in_difficulty is not False and one.monthly != 0
    if one.insured is None:
        (wanted if general or difficulty else leeway).add("insured")
    if one.contributions is None:
        wanted.add("unemployment_contributions")
    if in_window and one.in_difficulty is None:
        (leeway if one.monthly == 0 else wanted).add("in_difficulty")
    if in_window and one.in_difficulty is not False and one.monthly is None:
        wanted.add("monthly_social_insurance")


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    enterprise = read_enterprise(read)
    refusal = read.refusal()
    if refusal:
        return refusal
    must: set[str] = set()
    leeway: set[str] = set()
    layoff_names(enterprise, must, leeway)
    refund_names(enterprise, date <= DIFFICULTY_UNTIL, must, leeway)
    return settle(INPUTS, must, leeway, lambda: calculate(enterprise, date <= DIFFICULTY_UNTIL))


def calculate(one: Enterprise, in_window: bool) -> Expected:
    """The answer to a case in which everything that matters is given."""
    if one.attrition is None:  # then it changes nothing
        one = replace(one, attrition=0)
    laid_off, few = one.laid_off(), one.few()
    assert laid_off is not None and one.staff is not None and few is not None
    people = laid_off + one.staff  # 42号 一: 除以上年度裁员人数加上年末职工人数之和
    paid = bool(one.insured) and few
    general = GENERAL_SHARE * (one.contributions or 0) if paid else Fraction(0)
    helped = paid and in_window and bool(one.in_difficulty)
    difficulty = DIFFICULTY_MONTHS * (one.monthly or 0) * DIFFICULTY_SHARE if helped else Fraction(0)
    outputs: dict[str, object] = {
        "layoff_rate": half_up(Fraction(laid_off, people), SHOWN) if people else None,
        "few_layoffs": few,
        "general_refund": to_fen(general),
        "difficulty_refund": to_fen(difficulty),
    }
    return answered(outputs, [] if people else ["layoff_rate"])
