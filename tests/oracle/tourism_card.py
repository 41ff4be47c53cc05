"""chaoyang/tourism-card 一卡通办理: 2020—2022年朝阳市旅游“一卡通”年票制度实施方案 一, 二(一)2, 三(三)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .asking import absent, asked
from .expected import Expected, anniversary, answered, as_tuple
from .reading import Reader

PROGRAM = "chaoyang/tourism-card"
INPUTS = ("hukou", "chaoyang_student", "works_in_chaoyang", "second_generation_id", "blacklisted_on")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("may_issue", "holder_class", "documents", "fee", "valid_until", "reason")
INTERPRETATIONS = {
    "scheme_window": ("card_years", "calendar_years", "from_issue"),
    "period_end": ("day_before", "same_day"),
}

FIRST_SALE = datetime.date(2020, 4, 1)  # 方案 一(二)1: 于每年4月1日开始办理或续费
LAST_SALE = {  # 方案 末: 本方案有效期三年; the three readings of the catalogue
    "card_years": datetime.date(2023, 3, 31),
    "calendar_years": datetime.date(2022, 12, 31),
    "from_issue": datetime.date(2023, 3, 15),  # issued 2020年3月16日
}
VALID_YEARS = 1  # 方案 一(二)1: 有效期为1年
BAN_YEARS = 3  # 方案 三(三): 3年内不予办理
FEE = Fraction(100)  # 方案 二(一)2: 100元/张
DOCUMENTS = {  # 方案 一(二)2
    "resident": ["id_card"],  # 朝阳市居民持身份证
    "student": ["student_card", "id_card"],  # 持本人学生证和身份证原件
    "worker": ["id_card", "employer_letter"],  # 持本人身份证原件和单位证明
}
WITHOUT_ID = ["household_book"]  # 没有二代身份证的持户口本


@dataclass(frozen=True)
class Person:
    """The inputs as read; None is not given. The second-generation card has its default filled in."""

    hukou: str | None
    student: bool | None
    works: bool | None
    has_id: bool
    listed: datetime.date | None


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case. Never "not in force": outside the scheme is an answer."""
    read = Reader(inputs, INPUTS)
    options = read.options(assume, INTERPRETATIONS)
    person = Person(
        hukou=read.choice("hukou", inputs.get("hukou"), ("chaoyang", "elsewhere")),
        student=read.flag("chaoyang_student", inputs.get("chaoyang_student")),
        works=read.flag("works_in_chaoyang", inputs.get("works_in_chaoyang")),
        has_id=read.flag("second_generation_id", inputs.get("second_generation_id")) is not False,
        listed=read.day("blacklisted_on", inputs.get("blacklisted_on")),
    )
    refusal = read.refusal()
    if refusal:
        return refusal
    if not FIRST_SALE <= date <= LAST_SALE[options["scheme_window"]]:
        return answered({"may_issue": False, "reason": "outside_scheme"})
    if person.listed is not None and banned(date, person.listed, options["period_end"]):
        return answered({"may_issue": False, "reason": "blacklisted"})
    elsewhere = person.hukou != "chaoyang"  # or not known
    matters = {
        "hukou": True,
        "chaoyang_student": elsewhere,
        "works_in_chaoyang": elsewhere and person.student is not True,
    }
    given = {"hukou": person.hukou, "chaoyang_student": person.student, "works_in_chaoyang": person.works}
    return asked(absent(given, matters), lambda: issue(date, person, options["period_end"]))


def banned(date: datetime.date, listed: datetime.date, period_end: str) -> bool:
    """Whether the date falls in the ban, that starts with the listing."""
    end = anniversary(listed, BAN_YEARS)
    day = as_tuple(date)
    return as_tuple(listed) <= day and (day <= end if period_end == "same_day" else day < end)


def issue(date: datetime.date, person: Person, period_end: str) -> Expected:
    """The answer for a person who is not banned, inside the scheme."""
    if person.hukou == "chaoyang":  # 方案 一(一)1
        holder_class = "resident"
    elif person.student:  # 方案 一(一)2
        holder_class = "student"
    elif person.works:  # 方案 一(一)3
        holder_class = "worker"
    else:
        return answered({"may_issue": False, "reason": "not_a_holder_class"})
    documents = DOCUMENTS[holder_class]
    if holder_class == "resident" and not person.has_id:
        documents = WITHOUT_ID
    end = datetime.date(*anniversary(date, VALID_YEARS))
    return answered(
        {
            "may_issue": True,
            "holder_class": holder_class,
            "documents": list(documents),
            "fee": FEE,
            "valid_until": end if period_end == "same_day" else end - datetime.timedelta(1),
        }
    )
