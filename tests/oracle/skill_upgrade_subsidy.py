"""xingan/skill-upgrade-subsidy 技术技能提升补贴: 兴署发〔2019〕42号 九, 43号 二."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "xingan/skill-upgrade-subsidy"
INPUTS = ("level", "insured_months", "decided_amount")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("required_months", "eligible", "maximum", "subsidy")
INTERPRETATIONS = {"amount": ("fixed", "ceiling"), "insured_months_test": ("applies", "not_stated")}

FIRST_DAY = datetime.date(2019, 1, 1)  # 42号 九: 2019年1月1日至2020年12月31日
RELAXED_UNTIL = datetime.date(2020, 12, 31)
RELAXED_MONTHS = 12  # 42号 九: 1年(含1年)以上
USUAL_MONTHS = 36  # 42号 九: 3年(含3年)以上
# 42号 九, 43号 二: 初级(五级)、中级(四级)、高级(三级) 1000元、1500元、2000元
AMOUNT = {"junior": Fraction(1000), "intermediate": Fraction(1500), "senior": Fraction(2000)}


def months_needed(date: datetime.date, test: str) -> int:
    """The insured months that are required on the date, 0 when none are stated (43号)."""
    if test == "not_stated":
        return 0
    return RELAXED_MONTHS if date <= RELAXED_UNTIL else USUAL_MONTHS


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case. A decided amount above the ceiling of the level is refused only where it counts:
    under ceiling, for an eligible person (catalogue: "otherwise ignored")."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    options = read.options(assume, INTERPRETATIONS)
    level = read.choice("level", inputs.get("level"), tuple(AMOUNT))
    months = read.count("insured_months", inputs.get("insured_months"))
    decided = read.money("decided_amount", inputs.get("decided_amount"))
    required = months_needed(date, options["insured_months_test"])
    eligible = True if required == 0 else None if months is None else months >= required
    by_decision = options["amount"] == "ceiling"
    if by_decision and eligible and level and decided is not None and decided > AMOUNT[level]:
        read.groups.append(frozenset({"decided_amount", "level"}))
    refusal = read.refusal()
    if refusal:
        return refusal
    matters = {
        "level": level is None,  # `maximum` is given to everyone
        "insured_months": eligible is None,
        "decided_amount": decided is None and by_decision and eligible is not False,
    }
    missing = tuple(name for name in INPUTS if matters[name])
    if missing or level is None:
        return Expected("missing", missing=missing)
    outputs: dict[str, object] = {
        "required_months": Fraction(required),
        "eligible": eligible,
        "maximum": AMOUNT[level],
        "subsidy": (decided if by_decision else AMOUNT[level]) if eligible else Fraction(0),
    }
    return answered(outputs)
