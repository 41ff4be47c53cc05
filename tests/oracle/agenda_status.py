"""chaoyang/agenda-status 议定事项分类: 朝政办发〔2020〕63号 三(一)–(四)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from .asking import absent, asked
from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "chaoyang/agenda-status"
INPUTS = ("done", "due", "months_needed")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("status",)
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2020, 8, 11)  # catalogue: undated, between no. 62 (2020-08-11) and no. 64
SHORT_MONTHS = 3  # 63号 三(二): 3个月内, included; 三(三): 超过3个月以上


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    done = read.flag("done", inputs.get("done"))
    due = read.day("due", inputs.get("due"))
    months = read.count("months_needed", inputs.get("months_needed"))
    refusal = read.refusal()
    if refusal:
        return refusal
    overdue = due is not None and date > due
    matters = {"done": True, "due": done is not True, "months_needed": done is not True and not overdue}
    status = absent({"done": done, "due": due, "months_needed": months}, matters)
    if done:  # 三(一)
        found = "done"
    elif overdue:  # 三(四): 按时间节点要求,未及时完成
        found = "overdue"
    else:
        found = "in_progress" if (months or 0) <= SHORT_MONTHS else "continuing"
    return asked(status, lambda: answered({"status": found}))
