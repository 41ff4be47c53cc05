"""xingan/startup-loan 创业担保贷款: 兴署发〔2019〕42号 三."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered, settle
from .reading import Reader

PROGRAM = "xingan/startup-loan"
INPUTS = ("applicant", "qualifies", "staff", "qualified_hires", "contract_months")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("required_hires", "eligible", "loan_ceiling")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 6, 5)  # catalogue, section C: the date of 42号
APPLICANTS = ("person", "small_enterprise")
PERSON_CEILING = Fraction(150_000)  # 42号 三: 最高不超过15万元
ENTERPRISE_CEILING = Fraction(3_000_000)  # 42号 三: 最高不超过300万元
USUAL_SHARE = Fraction(25, 100)  # 42号 三: 企业现有在职职工人数25%
LARGE_SHARE = Fraction(15, 100)  # 42号 三: 超过100人的企业达到15%
LARGE_ABOVE = 100  # 超过: 100 itself is not large
LEAST_MONTHS = 12  # 42号 三: 签订1年以上劳动合同


def hires_needed(staff: int) -> int:
    """The least whole number of hires that reaches the share."""
    return math.ceil(staff * (LARGE_SHARE if staff > LARGE_ABOVE else USUAL_SHARE))


def enterprise_names(
    staff: int | None, hires: int | None, months: int | None, must: list[str], leeway: list[str]
) -> None:
    """What matters of an enterprise; its required hires are shown whatever the rest is."""
    if staff is None:
        must.append("staff")
    if hires is None and (months is None or months >= LEAST_MONTHS):
        must.append("qualified_hires")
    if months is None:
        if hires == 0:  # every staff needs one hire at least; seen by comparison only when the staff is given
            leeway += ["contract_months"] if staff is None else []
        elif hires is None or staff is None or hires >= hires_needed(staff):
            must.append("contract_months")


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    applicant = read.choice("applicant", inputs.get("applicant"), APPLICANTS)
    qualifies = read.flag("qualifies", inputs.get("qualifies"))
    staff = read.count("staff", inputs.get("staff"), 1)
    hires = read.count("qualified_hires", inputs.get("qualified_hires"))
    months = read.count("contract_months", inputs.get("contract_months"))
    refusal = read.refusal()
    if refusal:
        return refusal
    must: list[str] = []
    leeway: list[str] = []
    if applicant is None:
        must.append("applicant")  # a person has no required hires at all
    if applicant != "small_enterprise" and qualifies is None:
        must.append("qualifies")
    if applicant != "person":
        enterprise_names(staff, hires, months, must, leeway)
    if applicant is None:  # what either kind of applicant excludes for reasons of its own is seen only kind by kind
        absent = {"qualified_hires": hires, "contract_months": months}
        leeway += [name for name, value in absent.items() if value is None]

    def calculate() -> Expected:
        if applicant == "person":
            return answered({"eligible": qualifies, "loan_ceiling": PERSON_CEILING if qualifies else Fraction(0)})
        assert staff is not None
        required = hires_needed(staff)
        eligible = (hires or 0) >= required and (months or 0) >= LEAST_MONTHS
        ceiling = ENTERPRISE_CEILING if eligible else Fraction(0)
        return answered({"required_hires": Fraction(required), "eligible": eligible, "loan_ceiling": ceiling})

    return settle(INPUTS, must, leeway, calculate)
