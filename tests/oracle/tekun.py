"""benxi/tekun 特困人员基本生活标准: 本政办发〔2019〕25号 一(二)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .dibao import AREAS, FIRST_DAY, REGIONS, region_matters, standard_per_month
from .expected import NOT_IN_FORCE, YUAN, Expected, answered, ceiling, half_up
from .reading import Reader

PROGRAM = "benxi/tekun"
INPUTS = ("area", "region")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("base_standard", "multiplier", "standard")
INTERPRETATIONS = {"rounding": ("half_up", "ceiling")}

# 25号 一(二): 当地现行城市低保标准的1.5倍; 当地现行农村低保标准的1.8倍
MULTIPLIER = {"urban": Fraction(15, 10), "rural": Fraction(18, 10)}


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    options = read.options(assume, INTERPRETATIONS)
    area = read.choice("area", inputs.get("area"), AREAS)
    region = read.choice("region", inputs.get("region"), REGIONS)
    refusal = read.refusal()
    if refusal:
        return refusal
    missing = ["area"] if area is None else []
    if region is None and region_matters(date, area):
        missing.append("region")
    if missing:
        return Expected("missing", missing=tuple(missing))
    assert area is not None
    base = standard_per_month(date, area, region)
    product = MULTIPLIER[area] * base  # rural: 1.8 × annual / 12 = 1.8 × the monthly base
    standard = half_up(product, YUAN) if options["rounding"] == "half_up" else ceiling(product, YUAN)
    return answered({"base_standard": base, "multiplier": MULTIPLIER[area], "standard": standard})
