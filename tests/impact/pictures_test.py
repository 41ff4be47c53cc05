"""Histograms and bars: what is counted where, words as text, and the same bytes each time."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from benefits.impact import pictures
from benefits.impact.pictures import bars, histogram, new_figure, number_ticks, style, written

GAINS: list[Decimal | int] = [Decimal("-12.50"), Decimal("0.00"), Decimal("9.99"), Decimal("10.00"), 117]


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_histogram_is_an_svg_element_with_its_words_as_text() -> None:
    svg = histogram(GAINS, "每户增减", "元/月", "zh")
    assert svg.startswith("<svg") and svg.rstrip().endswith("</svg>")
    assert {"每户增减", "数额（元/月）", "数量"} <= set(texts(svg))


def test_pictures_are_the_same_each_time_and_know_no_date() -> None:
    assert histogram(GAINS, "t", "yuan", "en") == histogram(GAINS, "t", "yuan", "en")
    assert "dc:date" not in histogram(GAINS, "t", "yuan", "en")


def test_no_two_pictures_of_a_page_share_a_name() -> None:
    first, second = (histogram(GAINS, title, "yuan", "en") for title in ("a", "b"))
    names = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (first, second)]
    assert names[0] and not names[0] & names[1]
    for svg, own in zip((first, second), names, strict=True):
        assert set(re.findall(r'(?:href="|url\()#([^")]+)', svg)) <= own


def test_an_interval_holds_its_lower_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The span is 100 over at most 24 intervals: 5 each. Two values in [0, 5), one in [95, 100), one in [100, 105)."""
    drawn: list[tuple[object, object]] = []

    def bar(self: object, starts: list[Decimal], counts: list[int], **_: object) -> None:
        drawn.extend(zip(starts, counts, strict=True))

    monkeypatch.setattr("matplotlib.axes.Axes.bar", bar)
    histogram([0, Decimal("4.99"), Decimal("95.00"), 100], "t", "", "en")
    assert drawn == [(Decimal("2.5"), 2), (Decimal("97.5"), 1), (Decimal("102.5"), 1)]


@pytest.mark.parametrize("values", [[], [0], [Decimal("-5"), Decimal("-5")], [10**15, -(10**15)], [Decimal("0.01"), 0]])
def test_any_values_make_a_histogram(values: list[Decimal | int]) -> None:
    assert histogram(values, "t", "yuan", "en").startswith("<svg")


def test_bars_say_their_exact_values() -> None:
    svg = bars(["增加", "减少"], [Decimal("12345.60"), Decimal("-3000.05")], "支出", "元/月", "zh")
    assert {"增加", "减少", "12,345.60", "-3,000.05"} <= set(texts(svg))
    assert pictures.VERMILLION.lower() in svg and pictures.BLUE.lower() in svg


def test_no_bars_are_no_error() -> None:
    assert bars([], [], "t", "", "en").startswith("<svg")


def test_every_chinese_family_is_named_once() -> None:
    svg = histogram(GAINS, "每户增减", "元/月", "zh")
    assert svg.count("font-family") == 1
    assert re.search(r"text\{font-family: 'Noto Sans CJK SC'.*'SimSun'.*sans-serif\}", svg)


def test_a_machine_without_a_chinese_font_still_has_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "chinese_font", lambda: "")
    assert "每户增减" in texts(histogram(GAINS, "每户增减", "元/月", "zh"))


def test_a_png_is_one() -> None:
    with style():
        figure = new_figure(20, 10)
        figure.subplots()
        first, second = written(figure, "png"), written(figure, "png")
    assert first.startswith(b"\x89PNG") and first == second


def test_the_settings_are_restored() -> None:
    import matplotlib as mpl

    before = mpl.rcParams["svg.fonttype"]
    with style():
        assert mpl.rcParams["svg.fonttype"] == "none"
    assert mpl.rcParams["svg.fonttype"] == before


@pytest.mark.parametrize(
    ("value", "shown"), [(12000, "12,000"), (Decimal("0.25"), "0.25"), (0, "0"), (-1500, "-1,500")]
)
def test_numbers_on_an_axis(value: object, shown: str) -> None:
    assert number_ticks(value) == shown
