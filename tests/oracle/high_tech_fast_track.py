"""beijing/high-tech-fast-track 高新技术企业报备即批准: 北京服务业扩大开放工作方案 三(三)18."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .asking import absent, asked
from .expected import Expected, answered, half_up
from .reading import Reader

PROGRAM = "beijing/high-tech-fast-track"
INPUTS = (
    "field",
    "above_scale",
    "years_in_business",
    "domestic_rd",
    "total_rd",
    "in_beijing",
    "production_or_rd",
)
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("domestic_share", "fast_track")
INTERPRETATIONS = {"field_list": ("closed", "open")}

# 方案 三(三)18: 集成电路、人工智能、生物医药、关键材料等领域
LISTED = ("integrated_circuits", "artificial_intelligence", "biomedicine", "key_materials")
FIELDS = (*LISTED, "other")
MIN_YEARS = 1  # 方案 三(三)18: 从业一年以上, included
MIN_SHARE = Fraction(50, 100)  # 方案 三(三)18: 比例不低于50%
SHARE_STEP = Fraction(1, 10**6)  # catalogue: to 6 decimals, for reading


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case. The plan carries no date: any date will do."""
    del date
    read = Reader(inputs, INPUTS)
    option = read.options(assume, INTERPRETATIONS)["field_list"]
    field = read.choice("field", inputs.get("field"), FIELDS)
    above_scale = read.flag("above_scale", inputs.get("above_scale"))
    years = read.count("years_in_business", inputs.get("years_in_business"))
    domestic = read.money("domestic_rd", inputs.get("domestic_rd"))
    total = read.money("total_rd", inputs.get("total_rd"))
    in_beijing = read.flag("in_beijing", inputs.get("in_beijing")) is not False
    produces = read.flag("production_or_rd", inputs.get("production_or_rd")) is not False
    if domestic is not None and total is not None and domestic > total:
        read.groups.append(frozenset({"domestic_rd", "total_rd"}))
    refusal = read.refusal()
    if refusal:
        return refusal
    open_field = field == "other" and option == "open"
    tests: dict[str, bool | None] = {
        "field": None if field is None or open_field else field in LISTED,
        "above_scale": above_scale,
        "years_in_business": None if years is None else years >= MIN_YEARS,
        "in_beijing": in_beijing,
        "production_or_rd": produces,
        "share": None if domestic is None or not total else domestic / total >= MIN_SHARE,
    }
    given: dict[str, object] = {"field": field, "above_scale": above_scale, "years_in_business": years}
    given |= {"domestic_rd": domestic, "total_rd": total}
    status = absent(given, status_of(tests, domestic, total, option))
    unsettled = open_field or total == 0
    return asked(status, lambda: calculate(tests, domestic or Fraction(0), total or Fraction(0), unsettled))


def status_of(
    tests: Mapping[str, bool | None], domestic: Fraction | None, total: Fraction | None, option: str
) -> dict[str, bool | None]:
    """Which inputs matter if they are absent: those of a test that no other test settles as false."""
    status: dict[str, bool | None] = {}
    for name in ("field", "above_scale", "years_in_business"):
        status[name] = not any(value is False for other, value in tests.items() if other != name)
    # Under "open" a listed field can only be told from another when the share can be at least 50 %: with no spending
    # both are not determined, with no domestic spending both are false or both not determined.
    if option == "open" and (total == 0 or domestic == 0) and status["field"]:
        status["field"] = None
    status["domestic_rd"] = None if total == 0 else True  # of a total of 0 only 0 can be domestic
    status["total_rd"] = True
    return status


def calculate(tests: Mapping[str, bool | None], domestic: Fraction, total: Fraction, unsettled: bool) -> Expected:
    """The answer to a case in which everything that matters is given. `unsettled`: an open field, or no spending."""
    undetermined = []
    share = half_up(domestic / total, SHARE_STEP) if total else None
    if share is None:
        undetermined.append("domestic_share")
    fast_track: bool | None = False if False in tests.values() else None if unsettled else True
    if fast_track is None:
        undetermined.append("fast_track")
    return answered({"domestic_share": share, "fast_track": fast_track}, undetermined)
