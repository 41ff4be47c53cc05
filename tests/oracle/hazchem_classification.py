"""xingan/hazchem-classification 危化品企业分类: 兴署办字〔2019〕29号 一."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "xingan/hazchem-classification"
INPUTS = ("colour", "major_risk_not_rectifiable", "has_safety_basis")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("class",)
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 6, 13)  # 29号: the date of issue
LAST_DAY = datetime.date(2019, 11, 30)  # 29号 三: 至2019年11月底结束
COLOURS = ("red", "orange", "yellow", "blue")
MAY_STOP = ("red", "orange")  # 29号 一: 评定为红色和橙色等级…列入停产整改或关闭淘汰类
MAY_RECTIFY = ("red", "orange", "yellow")  # 29号 一: 红色、橙色和黄色等级,有一定安全生产基础…列入整改提升类


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if not FIRST_DAY <= date <= LAST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    colour = read.choice("colour", inputs.get("colour"), COLOURS)
    risk = read.flag("major_risk_not_rectifiable", inputs.get("major_risk_not_rectifiable"))
    basis = read.flag("has_safety_basis", inputs.get("has_safety_basis"))
    refusal = read.refusal()
    if refusal:
        return refusal
    # Without a colour everything absent matters: yellow hangs on the basis, red on the risk, blue on neither.
    matters = {
        "colour": colour is None,
        "major_risk_not_rectifiable": risk is None and colour in (None, *MAY_STOP),
        "has_safety_basis": basis is None and (colour in (None, "yellow") or (colour in MAY_STOP and risk is not True)),
    }
    missing = tuple(name for name in INPUTS if matters[name])
    if missing:
        return Expected("missing", missing=missing)
    if colour in MAY_STOP and risk:
        return answered({"class": "stop_or_close"})
    if colour in MAY_RECTIFY and basis:
        return answered({"class": "rectify"})
    if colour == "blue":
        return answered({"class": "consolidate"})
    return answered({"class": None}, ["class"])
