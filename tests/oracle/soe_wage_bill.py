"""benxi/soe-wage-bill 国有企业工资总额: 本政发〔2019〕5号 二(三)1–4, 七(二十)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from .asking import asked
from .expected import NOT_IN_FORCE, Expected, answered, to_fen
from .reading import Reader

PROGRAM = "benxi/soe-wage-bill"
INPUTS = (
    "prior_wage_bill",
    "reorganisation_adjustment",
    "benefit_growth",
    "labour_productivity",
    "labour_cost_return",
    "prior_average_wage",
    "national_average_wage",
    "fully_competitive",
    "regulated_wage_level",
    "headcount",
    "average_wage_growth_target",
    "value_preserved",
    "non_operating_decline",
)
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("direction", "ceiling", "reference", "limits")
INTERPRETATIONS = {"grounds": ("any", "all")}

FIRST_DAY = datetime.date(2019, 1, 1)  # 5号 七(二十): 自2019年1月1日起实施
PRODUCTIVITY = ("up", "unchanged", "down")
COST_RETURN = ("below", "not_below", "clearly_better")
GROWTH_SHARE = Fraction(70, 100)  # 5号 二(三)1: 不得超过同期经济效益增长幅度的70%
HIGH_WAGE = Fraction(25, 10)  # 5号 二(三)1: 高于全国城镇单位就业人员平均工资2.5倍
LOW_WAGE = Fraction(80, 100)  # 5号 二(三)2: 未达到全国城镇单位就业人员平均工资80%
RATE_PLACES = 6  # Conventions: rates have at most 6 decimals
NO_LOW = -(10**18)  # "may be negative": no lower bound but that of the number grammar


@dataclass(frozen=True)
class Firm:
    """The inputs as read; None is not given. The adjustment has its default filled in."""

    bill: Fraction | None
    adjustment: Fraction
    growth: Fraction | None
    productivity: str | None
    cost_return: str | None
    wage: Fraction | None
    national: Fraction | None
    competitive: bool | None
    regulated: Fraction | None
    headcount: int | None
    target: Fraction | None
    preserved: bool | None
    non_operating: bool | None


def firm_of(read: Reader) -> Firm:
    """The inputs, every bad one noted."""
    given = read.inputs.get
    adjustment = read.number("reorganisation_adjustment", given("reorganisation_adjustment"), 2, NO_LOW)
    firm = Firm(
        bill=read.money("prior_wage_bill", given("prior_wage_bill")),
        adjustment=adjustment or Fraction(0),
        growth=read.number("benefit_growth", given("benefit_growth"), RATE_PLACES, NO_LOW),
        productivity=read.choice("labour_productivity", given("labour_productivity"), PRODUCTIVITY),
        cost_return=read.choice("labour_cost_return", given("labour_cost_return"), COST_RETURN),
        wage=read.money("prior_average_wage", given("prior_average_wage")),
        national=read.money("national_average_wage", given("national_average_wage")),
        competitive=read.flag("fully_competitive", given("fully_competitive")),
        regulated=read.money("regulated_wage_level", given("regulated_wage_level")),
        headcount=read.count("headcount", given("headcount")),
        target=read.number("average_wage_growth_target", given("average_wage_growth_target"), RATE_PLACES),
        preserved=read.flag("value_preserved", given("value_preserved")),
        non_operating=read.flag("non_operating_decline", given("non_operating_decline")),
    )
    if firm.bill is not None and firm.bill + firm.adjustment < 0:
        read.groups.append(frozenset({"prior_wage_bill", "reorganisation_adjustment"}))
    return firm


def wage_ground(firm: Firm, rises: bool) -> bool | None:
    """The third ground: the firm's wage above 2.5 times, or below 80 % of, the national one. None is not known."""
    if firm.wage is None or firm.national is None:
        return None
    return firm.wage > HIGH_WAGE * firm.national if rises else firm.wage < LOW_WAGE * firm.national


def grounds(firm: Firm, rises: bool) -> dict[str, bool | None]:
    """The three grounds, of 70 % when benefits rise (二(三)1), of falling less when they fall (二(三)2)."""
    productivity = ("unchanged", "down") if rises else ("unchanged", "up")  # 未提高; 未下降
    cost_return = "below" if rises else "clearly_better"  # 低于行业平均水平; 明显优于
    return {
        "labour_productivity": None if firm.productivity is None else firm.productivity in productivity,
        "labour_cost_return": None if firm.cost_return is None else firm.cost_return == cost_return,
        "wages": wage_ground(firm, rises),
    }


def met(found: Mapping[str, bool | None], option: str) -> bool:
    """Whether the known grounds are met."""
    return any(found.values()) if option == "any" else all(found.values())


def grounds_status(firm: Firm, rises: bool, option: str) -> dict[str, bool | None]:
    """Which absent inputs of the grounds matter. A ground matters unless another one decides."""
    found = grounds(firm, rises)
    deciding = option == "any"
    # No wage can be above 2.5 times something not negative when it is 0, nor below 80 % of 0.
    never = found["wages"] is None and (firm.wage == 0 if rises else firm.national == 0)
    status: dict[str, bool | None] = {}
    for name, value in found.items():
        if value is not None or any(found[other] is deciding for other in found if other != name):
            continue
        futile = never and (name == "wages" or not deciding)
        matters = None if futile else True
        if name != "wages":
            status[name] = matters
            continue
        for part, given in (("prior_average_wage", firm.wage), ("national_average_wage", firm.national)):
            if given is None:
                status[part] = matters
    return status


def regulated_status(firm: Firm) -> dict[str, bool | None]:
    """Which absent inputs of the limit on regulated wages matter when benefits rise (二(三)1 对主业不处于…)."""
    if firm.competitive:
        return {}
    reached = None if firm.wage is None or firm.regulated is None else firm.wage >= firm.regulated
    if reached is False:
        return {}
    status: dict[str, bool | None] = {}
    if firm.wage is None:
        # With a level of 0 it is always reached, and with nobody employed the limit is always 0.
        status["prior_average_wage"] = None if firm.regulated == 0 and firm.headcount == 0 else True
    if firm.competitive is None:
        status["fully_competitive"] = True
    if firm.regulated is None:
        status["regulated_wage_level"] = True
    if firm.headcount is None:
        status["headcount"] = None if firm.wage == 0 else True  # a product with zero
    if firm.target is None:
        status["average_wage_growth_target"] = None if firm.wage == 0 or firm.headcount == 0 else True
    return status


def status_of(firm: Firm, option: str) -> dict[str, bool | None]:
    """Which absent inputs matter for a firm whose growth is given."""
    assert firm.growth is not None
    status: dict[str, bool | None] = {}
    bill_matters = firm.preserved is not True  # limit value_not_preserved
    if firm.growth > 0:
        status = merged([grounds_status(firm, True, option), regulated_status(firm)])
        bill_matters = True
    elif firm.growth < 0:
        if firm.non_operating is not True:
            status = grounds_status(firm, False, option)
            bill_matters = True
        if firm.non_operating is None:
            status["non_operating_decline"] = True
    if firm.bill is None and bill_matters:
        status["prior_wage_bill"] = True
    if firm.preserved is None:
        status["value_preserved"] = True
    return status


def merged(found: list[dict[str, bool | None]]) -> dict[str, bool | None]:
    """An input matters when it does in one of these."""
    status: dict[str, bool | None] = {}
    for one in found:
        for name, matters in one.items():
            status[name] = status.get(name) or matters
    return status


def growths(firm: Firm) -> Iterator[Firm]:
    """The firm with its growth, or with one of each sign when it is not given."""
    for growth in [firm.growth] if firm.growth is not None else [Fraction(1, 10), Fraction(0), Fraction(-1, 10)]:
        yield replace(firm, growth=growth)


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case. Any day but 31 December is an input error."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    option = read.options(assume, INTERPRETATIONS)["grounds"]
    if (date.month, date.day) != (12, 31):
        read.paths.add("date")
    firm = firm_of(read)
    refusal = read.refusal()
    if refusal:
        return refusal
    status = merged([status_of(one, option) for one in growths(firm)])
    if firm.growth is None:
        status["benefit_growth"] = True
    declared = {name: status[name] for name in INPUTS if name in status}
    return asked(declared, lambda: calculate(firm, option))


def calculate(firm: Firm, option: str) -> Expected:
    """The answer to a case in which everything that matters is given."""
    assert firm.growth is not None
    base = (firm.bill or Fraction(0)) + firm.adjustment  # 5号 二(三)4
    proportional = base * (1 + firm.growth)
    limits: list[tuple[str, Fraction]] = []
    outputs: dict[str, object] = {"direction": None}
    if firm.growth > 0:
        outputs["direction"] = "may_grow"
        limits.append(("benefit_growth", proportional))  # 二(三)1: 不超过经济效益增长幅度
        if met(grounds(firm, True), option):
            limits.append(("seventy_percent", base * (1 + GROWTH_SHARE * firm.growth)))
        if firm.competitive is False and (firm.wage or 0) >= (firm.regulated or 0):  # 达到调控水平及以上
            wages = (firm.headcount or 0) * (firm.wage or 0) * (1 + (firm.target or 0))
            limits.append(("regulated_wage", Fraction(wages)))
    elif firm.growth < 0 and not firm.non_operating:
        less = met(grounds(firm, False), option)
        outputs["direction"] = "may_fall_less" if less else "should_fall"  # 二(三)2: 可适当少降, 原则上相应下降
        outputs["reference"] = to_fen(max(Fraction(0), proportional))
        limits.append(("decline", base))
    if firm.preserved is False:  # 二(三)3: 工资总额不得增长
        limits.append(("value_not_preserved", base))
        if outputs["direction"] in (None, "may_grow"):
            outputs["direction"] = "must_not_grow"
    outputs["ceiling"] = to_fen(min(amount for _, amount in limits)) if limits else None
    outputs["limits"] = [{"rule": rule, "amount": to_fen(amount)} for rule, amount in limits]
    return answered(outputs, [name for name in ("direction", "ceiling") if outputs[name] is None])
