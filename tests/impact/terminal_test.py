"""A sweep's picture in characters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from benefits.impact.curves import Panel
from benefits.impact.terminal import chart
from tests.impact.curves_test import PANEL, PICTURE


def test_lines_thresholds_and_axes_are_there_and_no_escapes() -> None:
    lines = chart(PANEL, PICTURE, 80, 16).splitlines()
    assert len(lines) == 16
    assert "\x1b" not in "".join(lines)
    assert lines[1].startswith("400┤") and lines[-4].startswith("  0┤")
    assert sum("┊" in line for line in lines) > 8
    assert lines[-1].strip() == "收入（元）"
    assert lines[-2].split() == ["0", "2,000", "4,000", "6,000", "8,000"]


def test_a_jump_is_no_slanted_line() -> None:
    """Between the first and the last row of the chart nothing is drawn but the threshold."""
    for line in chart(PANEL, PICTURE, 80, 16).splitlines()[2:-5]:
        assert not set(line) - set("┤│┊ 0123456789.,")


def test_few_whole_numbers_are_points() -> None:
    assert "•" in chart(PANEL, replace(PICTURE, few=True), 80, 16)


def test_days_may_stand_on_both_axes() -> None:
    days = ((date(2020, 1, 1), Fraction(date(2021, 1, 1).toordinal())), (date(2020, 6, 1), Fraction(737577)))
    panel = Panel("有效至", "", (days,), (), (), days=True)
    text = chart(panel, replace(PICTURE, panels=(panel,), ends=(date(2020, 1, 1), date(2020, 6, 1))), 80, 12)
    assert "2021-01-01" in text and "2020-06-01" in text
