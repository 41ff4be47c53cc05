"""The picture of a sweep: its words, its jumps, its gaps, and where the names of thresholds go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from xml.etree import ElementTree

import pytest

from benefits.impact.curves import Band, Mark, Panel, Picture, draw, label_rows, told_jumps
from benefits.impact.pictures import VERMILLION
from benefits.impact.terminal import chart

LINE = ((Decimal(0), Fraction(400)), (Decimal(4999), Fraction(400)))
AFTER = ((Decimal(5000), Fraction(0)), (Decimal(8000), Fraction(0)))
CLIFF = Mark(Decimal(5000), "5,000 元", "jump", Fraction(400), Fraction(0), "-400 元/月", cliff=True)
PANEL = Panel("低保金", "元/月", (LINE, AFTER), (), (CLIFF,))
PICTURE = Picture(("低保", "2020年"), (PANEL,), "收入（元）", (Decimal(0), Decimal(8000)), ("依据",))


def texts(svg: bytes) -> set[str]:
    return {one.text or "" for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")}


def test_a_picture_has_its_words_its_thresholds_and_what_is_lost() -> None:
    svg = draw(PICTURE, "svg")
    assert {"低保", "2020年", "低保金", "元/月", "收入（元）", "5,000 元", "-400 元/月", "依据"} <= texts(svg)
    assert VERMILLION.lower().encode() in svg
    assert draw(PICTURE, "svg") == svg


def test_a_png_opens() -> None:
    from matplotlib.image import imread

    height, width, _ = imread(BytesIO(draw(PICTURE, "png")), "png").shape
    assert width == 1350 and height > 400


def test_bands_and_gaps_are_told() -> None:
    bands = (
        Band(Decimal(0), Decimal(3000), "是", tone=1),
        Band(Decimal(3000), Decimal(8000), "未确定：没有规定", "未确定", -1),
    )
    picture = replace(PICTURE, panels=(Panel("符合条件", "", (), bands, ()),))
    svg = draw(picture, "svg")
    assert {"是", "未确定：没有规定"} <= texts(svg)
    keep = [object() for _ in range(1000)]
    assert draw(picture, "svg") == svg, f"whatever else lies in memory: {len(keep)}"


def test_where_there_is_little_room_the_short_word_stands() -> None:
    long = "未确定：" + "很长的原因" * 20
    bands = (Band(Decimal(0), Decimal(6000), "是", tone=1), Band(Decimal(6000), Decimal(8000), long, "未确定", -1))
    picture = replace(PICTURE, panels=(Panel("符合条件", "", (), bands, ()),))
    assert "未确定" in texts(draw(picture, "svg"))
    assert long not in texts(draw(picture, "svg"))


def test_dates_may_stand_on_both_axes() -> None:
    days = ((date(2020, 1, 1), Fraction(date(2021, 1, 1).toordinal())), (date(2020, 6, 1), Fraction(737577)))
    panel = Panel("有效至", "", (days,), (), (), days=True)
    picture = replace(PICTURE, panels=(panel,), ends=(date(2020, 1, 1), date(2020, 6, 1)))
    assert "2020-03" in texts(draw(picture, "svg"))


def test_names_of_thresholds_never_overlap() -> None:
    near = tuple(Mark(Decimal(5000 + 10 * place), "5,000 元/人·年", "change") for place in range(5))
    rows = label_rows(replace(PANEL, marks=near))
    assert [row for _, row in rows] == [0, 1, 2], "there are three rows, and what does not fit is in the table alone"
    far = tuple(Mark(Decimal(2000 * place), "元", "change") for place in range(4))
    assert [row for _, row in label_rows(replace(PANEL, marks=far))] == [0, 0, 0, 0]


def test_a_loss_is_told_where_there_is_room() -> None:
    assert told_jumps(PANEL) == [(CLIFF, True)]
    late = replace(CLIFF, place=Decimal(7990))
    assert told_jumps(replace(PANEL, marks=(late,))) == [(late, False)]
    many = tuple(replace(CLIFF, place=Decimal(5000 + place)) for place in range(9))
    assert len(told_jumps(replace(PANEL, marks=many))) == 2


@pytest.mark.parametrize("value", [Fraction(0), Fraction(50000), Fraction(-3), Fraction(1, 3)])
def test_a_flat_line_is_drawn_and_no_library_remarks_on_it(value: Fraction, capfd: pytest.CaptureFixture[str]) -> None:
    panel = Panel("x", "元", (((Decimal(0), value), (Decimal(8000), value)),), (), ())
    assert draw(replace(PICTURE, panels=(panel,)), "svg")
    assert chart(panel, PICTURE, 60, 10)
    assert capfd.readouterr() == ("", "")
