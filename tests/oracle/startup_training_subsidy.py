"""xingan/startup-training-subsidy 在校学生创业培训补贴: 兴署发〔2019〕43号 四."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "xingan/startup-training-subsidy"
INPUTS = ("student", "certificate", "already_received", "graduation_year")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("eligible", "subsidy")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 6, 5)  # catalogue, section C: the date of 43号
SUBSIDY = Fraction(2000)  # 43号 四: 在毕业年度可享受一次2000元培训补贴
FIRST_YEAR, LAST_YEAR = 1000, 9999  # catalogue: a calendar year of 4 digits


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    student = read.flag("student", inputs.get("student"))
    certificate = read.flag("certificate", inputs.get("certificate"))
    received = read.flag("already_received", inputs.get("already_received"))
    year = read.count("graduation_year", inputs.get("graduation_year"), FIRST_YEAR, LAST_YEAR)
    refusal = read.refusal()
    if refusal:
        return refusal
    fails = (student is False, certificate is False, received is True, year is not None and year != date.year)
    missing = tuple(name for name in INPUTS if inputs.get(name) is None)
    if missing and not any(fails):
        return Expected("missing", missing=missing)
    return answered({"eligible": not any(fails), "subsidy": Fraction(0) if any(fails) else SUBSIDY})
