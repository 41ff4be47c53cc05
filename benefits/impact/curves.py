"""The picture of a sweep: one panel per output, its thresholds named, its jumps drawn as jumps, its gaps hatched.

All words are given; what is drawn comes exact, and only the drawing rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from benefits.impact.pictures import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    new_figure,
    number_ticks,
    style,
    written,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Place = Decimal | int | date
"""A value on the axis across."""

_WIDTH, _LINE_HEIGHT, _BAND_HEIGHT, _TEXT_HEIGHT = 90, 28, 5, 2
_TITLE_HEIGHT, _AXIS_HEIGHT = 5, 8
_LABEL_POINTS = 12
_ROWS_OF_LABELS = 3
_CHARACTERS_ACROSS = 130
_MARKED, _FEW = 10, 12
_BAND_COLOURS = (SKY, ORANGE, GREEN, PURPLE, BLUE, VERMILLION)


@dataclass(frozen=True, slots=True)
class Mark:
    """A threshold at `place`, called `text`. A jump has `old` and `new` and `told`, what it gains or loses."""

    place: Place
    text: str
    kind: str
    old: Fraction | None = None
    new: Fraction | None = None
    told: str = ""
    cliff: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """From `first` to `last` the answer is what `text` says, or where there is little room `short`.

    `tone` numbers its colour: 0 is pale, -1 is no answer.
    """

    first: Place
    last: Place
    text: str
    short: str = ""
    tone: int = 0

    @property
    def empty(self) -> bool:
        return self.tone < 0


@dataclass(frozen=True, slots=True)
class Panel:
    """One output: lines through points, or bands alone; `unit` names the axis up. `days`: its values are days."""

    title: str
    unit: str
    lines: tuple[tuple[tuple[Place, Fraction], ...], ...]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    days: bool = False

    @property
    def rows(self) -> int:
        """Rows of threshold labels above the panel."""
        return 1 + max((row for _, row in label_rows(self)), default=-1)


@dataclass(frozen=True, slots=True)
class Picture:
    """`head` stands above the panels, its first line as the title, and `foot` below; `across` names the shared axis.

    `whole`: only whole numbers stand on it; `few`: each is a point of its own.
    """

    head: tuple[str, ...]
    panels: tuple[Panel, ...]
    across: str
    ends: tuple[Place, Place]
    foot: tuple[str, ...] = ()
    whole: bool = False
    few: bool = False


def draw(picture: Picture, ending: str) -> bytes:
    """The picture as `svg` or `png`."""
    heights = [1 + _TEXT_HEIGHT * len(picture.head)]
    tall = _LINE_HEIGHT if len(picture.panels) == 1 else _LINE_HEIGHT * 3 // 4
    heights += [tall if panel.lines else _BAND_HEIGHT for panel in picture.panels]
    heights += [_TEXT_HEIGHT * len(picture.foot)]
    around = _AXIS_HEIGHT + sum(_TITLE_HEIGHT + 2 * panel.rows for panel in picture.panels)
    with style():
        figure = new_figure(_WIDTH, sum(heights) + around)
        rows = figure.add_gridspec(len(heights), 1, height_ratios=heights)
        _words(figure.add_subplot(rows[0]), picture.head, title=True)
        shared: Axes | None = None
        for place, panel in enumerate(picture.panels, start=1):
            axes = figure.add_subplot(rows[place], sharex=shared)
            shared = shared or axes
            _panel(axes, panel, picture)
            axes.tick_params(labelbottom=place == len(picture.panels))
        _across(axes, picture)
        _words(figure.add_subplot(rows[-1]), picture.foot, title=False)
        return written(figure, ending)


def _words(axes: Axes, lines: Sequence[str], title: bool) -> None:
    axes.axis("off")
    offset = 0
    for number, line in enumerate(lines):
        first = title and number == 0
        axes.annotate(
            line,
            (0, 1),
            xycoords="axes fraction",
            xytext=(0, -offset),
            textcoords="offset points",
            va="top",
            fontsize=15 if first else 9,
            fontweight="bold" if first else "normal",
            color=INK if first else GREY,
        )
        offset += 24 if first else 14


def _across(axes: Axes, picture: Picture) -> None:
    from matplotlib.ticker import MaxNLocator

    first, last = picture.ends
    axes.set_xlabel(picture.across)
    axes.set_xlim(_place(first), _place(last))
    axes.margins(x=0)
    if not isinstance(first, date):
        axes.xaxis.set_major_formatter(number_ticks)
        axes.xaxis.set_major_locator(MaxNLocator(8, integer=picture.whole, steps=[1, 2, 5 / 2, 5, 10]))


def _panel(axes: Axes, panel: Panel, picture: Picture) -> None:
    axes.set_title(panel.title, pad=6 + _LABEL_POINTS * panel.rows)
    for band in panel.bands:
        _band(axes, panel, band)
    if panel.lines:
        _lines(axes, panel, picture)
    else:
        axes.set_yticks([])
        axes.set_ylim(0, 1)
        axes.spines["left"].set_visible(False)
    for mark, row in label_rows(panel):
        axes.axvline(_place(mark.place), color=GREY, linewidth=1, linestyle=(0, (1, 2)))
        axes.annotate(
            mark.text,
            (_place(mark.place), 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3 + _LABEL_POINTS * row),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=VERMILLION if mark.cliff else INK,
            annotation_clip=False,
        )


def _band(axes: Axes, panel: Panel, band: Band) -> None:
    first, last = _place(band.first), _place(band.last)
    if band.empty:
        axes.axvspan(first, last, facecolor="white", edgecolor="#C8C8C8", hatch="///", linewidth=0)
    else:
        colour = _BAND_COLOURS[(band.tone - 1) % len(_BAND_COLOURS)] if band.tone else GREY
        axes.axvspan(first, last, facecolor=colour, alpha=(2 if band.tone else 1) / 6, linewidth=0)
    room = (_part(panel, band.last) - _part(panel, band.first)) * _CHARACTERS_ACROSS
    text = next((text for text in (band.text, band.short) if text and _text_width(text) + 2 <= room), "")
    if text:
        axes.annotate(
            text,
            (first + (last - first) / 2, 1 / 2),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="center",
            fontsize=9,
            color=GREY if band.empty else INK,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2} if band.empty else None,
        )


def _lines(axes: Axes, panel: Panel, picture: Picture) -> None:
    for line in panel.lines:
        across, up = [_place(place) for place, _ in line], [_drawn(value, panel) for _, value in line]
        dotted = picture.few or len(line) == 1
        axes.plot(
            across,
            up,
            color=BLUE,
            linewidth=1 if picture.few else 2,
            linestyle=":" if picture.few else "-",
            marker="o" if dotted else "",
            markersize=5,
            clip_on=False,
        )
    jumps = [mark for mark in panel.marks if mark.kind == "jump"]
    for mark in panel.marks:
        if mark.old is not None and mark.new is not None:
            _turn(axes, panel, mark, len(jumps) <= _MARKED)
    for mark, right in told_jumps(panel):
        _tell_jump(axes, panel, mark, right)
    _up(axes, panel)


def _turn(axes: Axes, panel: Panel, mark: Mark, dotted: bool) -> None:
    """A bend as a hollow point; a jump as a broken line, from a hollow point to a full one."""
    old, new = (_drawn(value or Fraction(0), panel) for value in (mark.old, mark.new))
    place, colour = _place(mark.place), VERMILLION if mark.cliff else BLUE
    points: dict[str, Any] = {"marker": "o", "markersize": 6, "markeredgecolor": colour, "clip_on": False}
    if mark.kind == "bend":
        axes.plot([place], [new], markerfacecolor="white", **points)
        return
    axes.plot([place] * 2, [old, new], color=colour, linewidth=1, linestyle=(0, (3, 2)))
    if dotted:
        axes.plot([place], [old], markerfacecolor="white", **points)
        axes.plot([place], [new], markerfacecolor=colour, **points)


def told_jumps(panel: Panel) -> list[tuple[Mark, bool]]:
    """The jumps, largest first, beside which there is room to say by how much, and whether that is on the right."""
    marks = sorted(panel.marks, key=lambda mark: _part(panel, mark.place))
    edges = [Fraction(0), *(_part(panel, mark.place) for mark in marks), Fraction(1)]
    taken: set[int] = set()
    found = []
    for place, mark in sorted(enumerate(marks, start=1), key=lambda one: _size(one[1]), reverse=True):
        wanted = Fraction(_text_width(mark.told) + 4, _CHARACTERS_ACROSS)
        gaps = [gap for gap in (place, place - 1) if gap not in taken and edges[gap + 1] - edges[gap] >= wanted]
        if mark.told and gaps:
            taken.add(gaps[0])
            found.append((mark, gaps[0] == place))
    return found


def _tell_jump(axes: Axes, panel: Panel, mark: Mark, right: bool) -> None:
    old, new = mark.old or Fraction(0), mark.new or Fraction(0)
    axes.annotate(
        mark.told,
        (_place(mark.place), _drawn((old + new) / 2, panel)),
        xytext=(7 if right else -7, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        fontsize=9,
        fontweight="bold",
        color=VERMILLION if mark.cliff else BLUE,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 4 / 5},
    )


def _up(axes: Axes, panel: Panel) -> None:
    axes.set_ylabel(panel.unit)
    if panel.days:
        axes.yaxis_date()
        return
    from matplotlib.ticker import MaxNLocator

    values = [value for line in panel.lines for _, value in line]
    high = max(values)
    axes.yaxis.set_major_formatter(number_ticks)
    if all(value.denominator == 1 for value in values) and abs(high) <= _FEW:
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    if min(values) >= 0:
        axes.set_ylim(0, _drawn(high * 11 / 10, panel) if high else 1)


def label_rows(panel: Panel) -> list[tuple[Mark, int]]:
    """The thresholds that are named, each with its row above the panel, so that no two names overlap."""
    ends = [Fraction(-1)] * _ROWS_OF_LABELS
    found = []
    for mark in sorted(panel.marks, key=lambda one: _part(panel, one.place)):
        half = Fraction(_text_width(mark.text) + 2, 2 * _CHARACTERS_ACROSS)
        middle = _part(panel, mark.place)
        row = next((row for row, end in enumerate(ends) if end <= middle - half), None)
        if row is not None:
            ends[row] = middle + half
            found.append((mark, row))
    return found


def _part(panel: Panel, place: Place) -> Fraction:
    """Where the place lies between the ends of the panel's bands and lines, from 0 to 1."""
    places = [one for line in panel.lines for one, _ in (line[0], line[-1])]
    places += [end for band in panel.bands for end in (band.first, band.last)]
    counts = [number_of(one) for one in places]
    low, high = min(counts), max(counts)
    return (number_of(place) - low) / (high - low) if high > low else Fraction(0)


def number_of(place: Place) -> Fraction:
    """A value on the axis across as a number; a day by its ordinal."""
    return Fraction(place.toordinal() if isinstance(place, date) else place)


def _size(mark: Mark) -> Fraction:
    return abs((mark.new or Fraction(0)) - (mark.old or Fraction(0)))


def _drawn(value: Fraction, panel: Panel) -> Any:
    """A number or a day for the drawing library, which turns it into its own."""
    return date.fromordinal(int(value)) if panel.days else Decimal(value.numerator) / value.denominator


def _place(place: Place) -> Any:
    return place


def _text_width(text: str) -> int:
    return sum(1 + (east_asian_width(one) in "WF") for one in text)
