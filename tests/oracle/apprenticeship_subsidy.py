"""xingan/apprenticeship-subsidy 企业新型学徒制: 兴署发〔2019〕43号 二, 42号 七."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered, settle, to_fen
from .reading import MONEY_PLACES, Reader

PROGRAM = "xingan/apprenticeship-subsidy"
INPUTS = ("apprentices", "years", "annual_rate", "certified")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("subsidy", "is_floor")
INTERPRETATIONS = {"who_counts": ("all_apprentices", "certified_only")}

FIRST_DAY = datetime.date(2019, 6, 5)  # catalogue, section C: the date of 42号 and 43号
LEAST_YEARS, MOST_YEARS = 1, 2  # 43号 二, 42号 七: 培养期1—2年
YEAR_PLACES = 1  # catalogue: at most one decimal
LEAST_RATE = Fraction(4000)  # 43号 二: 每人每年不低于4000元


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    options = read.options(assume, INTERPRETATIONS)
    given = inputs.get
    apprentices = read.count("apprentices", given("apprentices"))
    years = read.number("years", given("years"), YEAR_PLACES, LEAST_YEARS, MOST_YEARS)
    rate = read.number("annual_rate", given("annual_rate"), MONEY_PLACES, LEAST_RATE)
    certified = read.count("certified", given("certified"))
    if certified is not None and apprentices is not None and certified > apprentices:
        read.groups.append(frozenset({"certified", "apprentices"}))
    refusal = read.refusal()
    if refusal:
        return refusal
    rate = LEAST_RATE if rate is None else rate
    all_count = options["who_counts"] == "all_apprentices"
    counted = apprentices if all_count else certified
    must: list[str] = []
    leeway: list[str] = []
    if counted is None:
        nobody = not all_count and apprentices == 0  # then 0 is the only allowed number of certificates
        (leeway if nobody else must).append("apprentices" if all_count else "certified")
        counted = 0 if nobody else None
    if years is None:
        (leeway if counted == 0 else must).append("years")  # nobody counted gives 0 for every period

    def calculate() -> Expected:
        subsidy = to_fen((counted or 0) * (years or 0) * rate)
        return answered({"subsidy": subsidy, "is_floor": rate == LEAST_RATE})

    return settle(INPUTS, must, leeway, calculate)
