"""xingan/startup-grant 一次性创业补贴: 兴署发〔2019〕42号 四."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, anniversary, answered, as_tuple, settle
from .reading import Reader

PROGRAM = "xingan/startup-grant"
INPUTS = ("person_kind", "left_school_on", "registered_on", "first_business", "operating", "already_received")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("eligible", "grant")
INTERPRETATIONS = {"graduate_test_date": ("registration", "application")}

FIRST_DAY = datetime.date(2019, 6, 5)  # catalogue, section C: the date of 42号
KINDS = ("graduate", "hard_to_employ")  # 42号 四: 高校毕业生、就业困难人员
GRANT = Fraction(5000)  # 42号 四: 5000元一次性创业补贴
RUNNING_YEARS = 1  # 42号 四: 自登记注册之日起正常运营1年以上
SINCE_SCHOOL_YEARS = 2  # 42号 四: 离校2年内


@dataclass(frozen=True)
class Founder:
    """The inputs as read; None is not given."""

    kind: str | None
    left: datetime.date | None
    registered: datetime.date | None
    first: bool | None
    operating: bool | None
    received: bool | None


def long_enough(registered: datetime.date, date: datetime.date) -> bool:
    """A year or more since the registration."""
    return anniversary(registered, RUNNING_YEARS) <= as_tuple(date)


def latest_registration(date: datetime.date) -> datetime.date:
    """The last day on which a registration is long enough ago."""
    day = date - datetime.timedelta(364)
    while not long_enough(day, date):
        day -= datetime.timedelta(1)
    return day


def in_time(left: datetime.date, tested: datetime.date, date: datetime.date) -> bool:
    """A graduate who has left, tested within two years of leaving; testing before leaving does no harm."""
    return left <= date and as_tuple(tested) <= anniversary(left, SINCE_SCHOOL_YEARS)


def graduate_passes(one: Founder, date: datetime.date, reading: str) -> bool | None:
    """The graduate's test, None when it can still go both ways. A registration that is not given is one that is long
    enough ago (every other fails for everyone)."""
    if one.left is None:
        return None
    if one.left > date:
        return False
    tested = date if reading == "application" else one.registered
    if tested is not None:
        return in_time(one.left, tested, date)
    return True if in_time(one.left, latest_registration(date), date) else None


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    reading = read.options(assume, INTERPRETATIONS)["graduate_test_date"]
    one = Founder(
        kind=read.choice("person_kind", inputs.get("person_kind"), KINDS),
        left=read.day("left_school_on", inputs.get("left_school_on")),
        registered=read.day("registered_on", inputs.get("registered_on")),
        first=read.flag("first_business", inputs.get("first_business")),
        operating=read.flag("operating", inputs.get("operating")),
        received=read.flag("already_received", inputs.get("already_received")),
    )
    refusal = read.refusal()
    if refusal:
        return refusal
    graduate = graduate_passes(one, date, reading)
    too_young = one.registered is not None and not long_enough(one.registered, date)
    if one.first is False or one.operating is False or one.received or too_young:
        return answered({"eligible": False, "grant": Fraction(0)})
    if one.kind == "graduate" and graduate is False:
        return answered({"eligible": False, "grant": Fraction(0)})
    must = {name for name in INPUTS[2:] if inputs.get(name) is None}
    leeway: set[str] = set()
    if one.kind is None:
        # When a graduate passes too, the kind changes nothing.
        (leeway if graduate else must).add("person_kind")
    if one.left is None and one.kind != "hard_to_employ":
        must.add("left_school_on")
    return settle(INPUTS, must, leeway, lambda: answered({"eligible": True, "grant": GRANT}))
