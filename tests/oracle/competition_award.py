"""xingan/competition-award 职业技能竞赛奖励: 兴署发〔2019〕43号 五."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "xingan/competition-award"
INPUTS = ("recipient", "level", "rank")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("award",)
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 6, 5)  # catalogue, section C: the date of 43号
RECIPIENTS = ("contestant", "coach", "sending_unit")
LEAGUE = "league_class_one"
# 43号 五: 选送世赛、国家级一类、自治区级一类、全盟一类…单位 15万元、10万元、5万元、1万元
UNIT_AWARD = {
    "world": Fraction(150_000),
    "national_class_one": Fraction(100_000),
    "regional_class_one": Fraction(50_000),
    LEAGUE: Fraction(10_000),
}
# 43号 五: 全盟一类职业技能竞赛前3名选手 5000元、3000元、1000元; 指导教师(团队)给予同等资助
PERSON_AWARD = {1: Fraction(5000), 2: Fraction(3000), 3: Fraction(1000)}


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case. A rank that is given where it has no meaning is ignored."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    recipient = read.choice("recipient", inputs.get("recipient"), RECIPIENTS)
    level = read.choice("level", inputs.get("level"), tuple(UNIT_AWARD))
    rank = read.count("rank", inputs.get("rank"), 1)
    refusal = read.refusal()
    if refusal:
        return refusal
    # A unit's award is never a person's, and a person's differs between the league and above: both always matter.
    matters = {
        "recipient": recipient is None,
        "level": level is None,
        "rank": rank is None and recipient != "sending_unit" and level in (None, LEAGUE),
    }
    missing = tuple(name for name in INPUTS if matters[name])
    if missing or level is None:
        return Expected("missing", missing=missing)
    if recipient == "sending_unit":
        return answered({"award": UNIT_AWARD[level]})
    if level != LEAGUE:  # 43号 五 names amounts for persons only of 全盟一类
        return answered({"award": None}, ["award"])
    return answered({"award": PERSON_AWARD.get(rank or 0, Fraction(0))})
