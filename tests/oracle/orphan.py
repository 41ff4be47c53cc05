"""benxi/orphan 孤儿基本生活养育: 本政办发〔2019〕25号 一(三)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .dibao import FIRST_DAY, NEW_FROM
from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "benxi/orphan"
INPUTS = ("placement", "adult_student_unemployed")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("base", "supplement", "total")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

# 25号 一(三): 集中 1800→1890, 城镇散居 1570→1680, 农村散居 1320→1415, 每人每月
BASE_OLD = {"institutional": Fraction(1800), "urban_dispersed": Fraction(1570), "rural_dispersed": Fraction(1320)}
BASE_NEW = {"institutional": Fraction(1890), "urban_dispersed": Fraction(1680), "rural_dispersed": Fraction(1415)}
SUPPLEMENT_OLD = Fraction(330)  # 25号 一(三): 就学未就业的成年孤儿 … 330元
SUPPLEMENT_NEW = Fraction(350)  # 25号 一(三): 提高到350元


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    placement = read.choice("placement", inputs.get("placement"), tuple(BASE_OLD))
    student = read.flag("adult_student_unemployed", inputs.get("adult_student_unemployed"))
    refusal = read.refusal()
    if refusal:
        return refusal
    missing = [name for name, value in zip(INPUTS, (placement, student), strict=True) if value is None]
    if missing:
        return Expected("missing", missing=tuple(missing))
    assert placement is not None
    base = (BASE_OLD if date < NEW_FROM else BASE_NEW)[placement]
    supplement = (SUPPLEMENT_OLD if date < NEW_FROM else SUPPLEMENT_NEW) if student else Fraction(0)
    return answered({"base": base, "supplement": supplement, "total": base + supplement})
