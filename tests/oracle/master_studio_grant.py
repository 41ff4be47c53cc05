"""xingan/master-studio-grant 大师工作室: 兴署发〔2019〕43号 三 (skills), 四 (startup guidance)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "xingan/master-studio-grant"
INPUTS = ("kind", "league_level")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("grant",)
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 6, 5)  # catalogue, section C: the date of 43号
KINDS = ("skills", "startup_guidance")
GRANT = Fraction(50000)  # 43号 三, 四: 盟级…给予5万元, the same for both kinds, so the kind changes no output


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    read.choice("kind", inputs.get("kind"), KINDS)
    league_level = read.flag("league_level", inputs.get("league_level"))
    refusal = read.refusal()
    if refusal:
        return refusal
    if league_level is None:
        return Expected("missing", missing=("league_level",))
    return answered({"grant": GRANT}) if league_level else answered({"grant": None}, ["grant"])
