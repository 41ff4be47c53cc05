"""xingan/certification-subsidy 鉴定补贴: 兴署发〔2019〕42号 八(三), 43号 九, 十二."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, answered, settle, to_fen
from .reading import Reader

PROGRAM = "xingan/certification-subsidy"
INPUTS = ("standard_fee", "in_key_directory", "uplift_granted", "first_certification", "spot_check_failed")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("subsidy",)
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2019, 6, 5)  # catalogue, section C: the date of 42号 and 43号
UPLIFTED = 1 + Fraction(10, 100)  # 42号 八(三): 职业技能鉴定补贴标准可上浮10%


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    fee = read.money("standard_fee", inputs.get("standard_fee"))
    listed = read.flag("in_key_directory", inputs.get("in_key_directory"))
    granted = read.flag("uplift_granted", inputs.get("uplift_granted")) is not False
    first = read.flag("first_certification", inputs.get("first_certification")) is not False
    failed = read.flag("spot_check_failed", inputs.get("spot_check_failed")) is True
    refusal = read.refusal()
    if refusal:
        return refusal
    if not first or failed:  # 43号 十二: 每人只能享受…初次鉴定合格补贴; 43号 九: 不予鉴定并取消补贴
        return answered({"subsidy": Fraction(0)})
    must: list[str] = []
    leeway: list[str] = []
    if fee is None:
        must.append("standard_fee")
    if listed is None and granted:
        # A fee of 0, or of so few fen that 10 % of it is rounded away, gives the same with and without.
        same = fee is not None and to_fen(fee * UPLIFTED) == fee
        (leeway if same else must).append("in_key_directory")

    def calculate() -> Expected:
        assert fee is not None
        return answered({"subsidy": to_fen(fee * UPLIFTED) if listed and granted else fee})

    return settle(INPUTS, must, leeway, calculate)
