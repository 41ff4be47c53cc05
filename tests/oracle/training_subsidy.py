"""xingan/training-subsidy 职业培训补贴: 兴署发〔2019〕42号 八(三)–(四), 43号 七, 九, 十一, 十二."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered, to_fen
from .reading import Reader

PROGRAM = "xingan/training-subsidy"
INPUTS = (
    "occupation_class",
    "hours",
    "hourly_rate",
    "uplift",
    "uplift_granted",
    "trainees",
    "attendance_rate",
    "certified_employed",
    "certified_not_employed",
    "spot_check_failed",
)
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("per_head", "attendance_part", "outcome_part", "total", "class_may_be_cancelled")
INTERPRETATIONS = {
    "short_course": ("actual_hours", "none"),
    "uplift_on": ("all", "base"),
    "directory_uplift": ("on_top", "included"),
}

FIRST_DAY = datetime.date(2019, 6, 5)  # catalogue, section C: the date of 42号 and 43号
BASE_HOURS = {"A": 260, "B": 200, "C": 56}  # 42号 八(四), 43号 七: 不少于260, 200, 56课时
BASE_AMOUNT = {"A": Fraction(1800), "B": Fraction(1300), "C": Fraction(600)}  # 42号 八(四): 基准培训补贴
UPLIFT = {  # 42号 八(三): 可上浮20%; 知名品牌和特色品牌分别上浮30%和25%
    "none": Fraction(0),
    "key_directory": Fraction(20, 100),
    "famous_brand": Fraction(30, 100),
    "special_brand": Fraction(25, 100),
}
ATTENDANCE_SHARE = Fraction(50, 100)  # 43号 十一: 考勤占50%
EMPLOYED_SHARE = Fraction(50, 100)  # 43号 十一: 6个月以内实现就业的,按50%
NOT_EMPLOYED_SHARE = Fraction(30, 100)  # 43号 十一: 6个月以内未实现就业的,按30%
ATTENDANCE_EDGE = Fraction(80, 100)  # 43号 九: 出勤率平均不足80%的,可取消
RATE_PLACES = 4  # catalogue: attendance_rate has at most 4 decimals


@dataclass(frozen=True)
class Course:
    """The inputs as read, defaults filled in; None is not given."""

    occupation_class: str | None
    hours: int | None
    rate: Fraction | None
    uplift: str | None
    granted: bool
    trainees: int | None
    attendance: Fraction | None
    employed: int | None
    not_employed: int | None
    failed: bool


def course_of(read: Reader) -> Course:
    """The inputs, every bad one noted."""
    given = read.inputs.get
    granted = read.flag("uplift_granted", given("uplift_granted"))
    course = Course(
        occupation_class=read.choice("occupation_class", given("occupation_class"), tuple(BASE_HOURS)),
        hours=read.count("hours", given("hours")),
        rate=read.money("hourly_rate", given("hourly_rate")),
        uplift=read.choice("uplift", given("uplift"), tuple(UPLIFT)),
        granted=True if granted is None else granted,
        trainees=read.count("trainees", given("trainees")),
        attendance=read.number("attendance_rate", given("attendance_rate"), RATE_PLACES, 0, 1),
        employed=read.count("certified_employed", given("certified_employed")),
        not_employed=read.count("certified_not_employed", given("certified_not_employed")),
        failed=read.flag("spot_check_failed", given("spot_check_failed")) or False,
    )
    counts = (course.trainees, course.employed, course.not_employed)
    if None not in counts and (course.employed or 0) + (course.not_employed or 0) > (course.trainees or 0):
        read.groups.append(frozenset({"trainees", "certified_employed", "certified_not_employed"}))
    return course


def rate_matters(occupation_class: str, hours: int, options: Mapping[str, str]) -> bool:
    """Above the base hours always; below them only when the real hours are paid; at them never."""
    base_hours = BASE_HOURS[occupation_class]
    return hours > base_hours or (hours < base_hours and options["short_course"] == "actual_hours")


def per_head(course: Course, options: Mapping[str, str]) -> Fraction:
    """P, not rounded. Absent class, rate or uplift must be ones that cannot matter."""
    assert course.hours is not None
    occupation_class = course.occupation_class or "A"
    base_hours, base = BASE_HOURS[occupation_class], BASE_AMOUNT[occupation_class]
    rate = course.rate or Fraction(0)
    factor = UPLIFT[course.uplift or "none"] if course.granted else Fraction(0)
    if course.uplift == "key_directory" and options["directory_uplift"] == "included":
        factor = Fraction(0)
    if course.hours < base_hours:  # 42号 八(四): 按实际培训课时给予补贴; 43号 七 demands the base hours
        short = course.hours * rate if options["short_course"] == "actual_hours" else Fraction(0)
        return short * (1 + factor) if options["uplift_on"] == "all" else short
    amount = base + (course.hours - base_hours) * rate  # 42号 八(四): 基准培训补贴+超出课时部分补贴
    return amount * (1 + factor) if options["uplift_on"] == "all" else amount + base * factor


def always_short(course: Course) -> bool:
    """Below the base hours of the class, or of every class when the class is not given."""
    if course.hours is None:
        return False
    classes = [course.occupation_class] if course.occupation_class else list(BASE_HOURS)
    return all(course.hours < BASE_HOURS[one] for one in classes)


def surely_nothing(course: Course, options: Mapping[str, str]) -> bool:
    """P is 0 whatever the absent inputs are: a short course with no rule, no hours, or a rate of 0."""
    no_pay = options["short_course"] == "none" or course.hours == 0 or course.rate == 0
    return always_short(course) and no_pay


def missing_names(course: Course, options: Mapping[str, str]) -> tuple[list[str], set[str]]:
    """The names that matter for certain, in declared order, and those an engine may ask for as well."""
    matters: dict[str, bool | None] = {}  # True: matters; None: leeway; False or absent: cannot matter
    nothing = surely_nothing(course, options)
    if course.occupation_class is None:
        matters["occupation_class"] = None if always_short(course) else True
    if course.hours is None:
        matters["hours"] = True
    if course.rate is None:
        matters["hourly_rate"] = rate_status(course, options)
    if course.uplift is None and course.granted:
        matters["uplift"] = None if nothing else True
        if options["uplift_on"] == "base" and always_short(course):  # a short course then gets none
            matters["uplift"] = False if course.occupation_class else None
    if course.attendance is None:
        matters["attendance_rate"] = True  # class_may_be_cancelled
    if not course.failed:  # a failed spot check makes both parts 0
        if course.trainees is None:
            matters["trainees"] = None if nothing or course.attendance == 0 else True
        if course.employed is None:
            full = course.trainees is not None and course.trainees == (course.not_employed or 0)
            matters["certified_employed"] = None if nothing or full else True
        if course.not_employed is None:
            full = course.trainees is not None and course.trainees == (course.employed or 0)
            matters["certified_not_employed"] = None if nothing or full else True
    must = [name for name in INPUTS if matters.get(name) is True]
    return must, {name for name, status in matters.items() if status is None}


def rate_status(course: Course, options: Mapping[str, str]) -> bool | None:
    """Whether an absent hourly rate matters; None is leeway."""
    if course.hours is None:
        return True
    if course.occupation_class:
        if not rate_matters(course.occupation_class, course.hours, options):
            return False
        return None if course.hours == 0 else True
    if not any(rate_matters(one, course.hours, options) for one in BASE_HOURS):
        return None  # only going through the three classes shows it
    return None if course.hours == 0 else True


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    options = read.options(assume, INTERPRETATIONS)
    course = course_of(read)
    refusal = read.refusal()
    if refusal:
        return refusal
    must, leeway = missing_names(course, options)
    if must:
        return Expected("missing", missing=tuple(must), missing_leeway=frozenset(leeway))
    found = calculate(course, options)
    return Expected("answered", outputs=found.outputs, missing_leeway=frozenset(leeway))


def calculate(course: Course, options: Mapping[str, str]) -> Expected:
    """The answer to a case in which everything that matters is given."""
    assert course.attendance is not None
    total = per_head(course, options)
    # 43号 十一: 核定培训人数、核定出勤率、人均补贴总额、考勤占比四项乘积
    attendance = to_fen((course.trainees or 0) * course.attendance * total * ATTENDANCE_SHARE)
    outcome = to_fen(
        (course.employed or 0) * total * EMPLOYED_SHARE + (course.not_employed or 0) * total * NOT_EMPLOYED_SHARE
    )
    if course.failed:  # 43号 九: 不予鉴定并取消补贴
        attendance = outcome = Fraction(0)
    return answered(
        {
            "per_head": to_fen(total),
            "attendance_part": attendance,
            "outcome_part": outcome,
            "total": attendance + outcome,
            "class_may_be_cancelled": course.attendance < ATTENDANCE_EDGE,
        }
    )
