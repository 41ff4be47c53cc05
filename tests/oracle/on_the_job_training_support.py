"""xingan/on-the-job-training-support 困难企业在岗培训: 兴署发〔2019〕42号 七."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered, settle
from .reading import Reader

PROGRAM = "xingan/on-the-job-training-support"
INPUTS = ("in_difficulty", "assessment_passed", "cost", "education_fund", "decided_support")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("shortfall", "support")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 1, 1)  # 42号 七: 2019年1月1日至12月31日
LAST_DAY = datetime.date(2019, 12, 31)


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case. A decided amount above the shortfall is refused where it would be the answer;
    where the support is 0 anyway the catalogue leaves open whether it is refused, and no case asks."""
    if not FIRST_DAY <= date <= LAST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    difficult = read.flag("in_difficulty", inputs.get("in_difficulty"))
    passed = read.flag("assessment_passed", inputs.get("assessment_passed"))
    cost = read.money("cost", inputs.get("cost"))
    fund = read.money("education_fund", inputs.get("education_fund"))
    decided = read.money("decided_support", inputs.get("decided_support"))
    shortfall = None if cost is None or fund is None else max(Fraction(0), cost - fund)
    if difficult and passed and decided is not None and shortfall is not None and decided > shortfall:
        read.groups.append(frozenset({"decided_support", "cost", "education_fund"}))
    refusal = read.refusal()
    if refusal:
        return refusal
    must: list[str] = []
    leeway: list[str] = []
    if cost is None:
        must.append("cost")
    if fund is None:  # a training that costs nothing leaves no shortfall
        (leeway if cost == 0 else must).append("education_fund")
    shown = leeway if decided == 0 else must  # a decided 0 is the 0 of those who get nothing
    if difficult is None and passed is not False:
        shown.append("in_difficulty")
    if passed is None and difficult is not False:
        shown.append("assessment_passed")

    def calculate() -> Expected:
        left = Fraction(0) if shortfall is None else shortfall
        if difficult is False or passed is False:
            return answered({"shortfall": left, "support": Fraction(0)})
        # 42号 七: 可由就业补助资金予以适当支持, without a rate
        return answered({"shortfall": left, "support": decided}, ["support"] if decided is None else [])

    return settle(INPUTS, must, leeway, calculate)
