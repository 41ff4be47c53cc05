"""A sweep's picture on a terminal, drawn with characters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from benefits.impact.curves import Panel, Picture, number_of
from benefits.impact.pictures import number_ticks

_TICKS = 5


def chart(panel: Panel, picture: Picture, width: int, height: int) -> str:
    """The panel's lines with its thresholds dotted, so many columns wide and lines high, without colours."""
    import plotext

    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, height)
    figure.theme("colorless")
    for mark in panel.marks:
        figure.line(_drawn(number_of(mark.place)), "vertical", style="dotted")
    for line in panel.lines:
        across, up = [_drawn(number_of(place)) for place, _ in line], [_drawn(value) for _, value in line]
        signal = figure.signal(across, up, marker="dot" if picture.few else "braille")
        figure.draw(signal if picture.few or len(line) == 1 else signal.lines())
    first, last = (number_of(end) for end in picture.ends)
    values = [value for line in panel.lines for _, value in line]
    for axis, ticks, days in (
        ("x", _evenly(first, last, picture.whole), isinstance(picture.ends[0], date)),
        ("y", _evenly(*_span(values, panel.days)), panel.days),
    ):
        ruler = figure.ruler(axis)
        ruler.lim(_drawn(ticks[0]), _drawn(ticks[-1]))
        ruler.ticks([_drawn(one) for one in ticks], [_shown(one, days) for one in ticks])
    figure.label(picture.across)
    drawn = str(plotext.uncolorize(figure.build().string()))
    return "\n".join(line.rstrip() for line in drawn.splitlines())


def _drawn(value: Fraction) -> float:
    """Where it is drawn; the library's own arithmetic takes over here."""
    return value.numerator / value.denominator


def _span(values: Sequence[Fraction], days: bool) -> tuple[Fraction, Fraction]:
    """From nought, where nothing is below it; never of no height."""
    low, high = min(values), max(values)
    low = min(low, Fraction(0)) if not days else low
    return (low, high) if low < high else (low, low + 1)


def _evenly(low: Fraction, high: Fraction, whole: bool = False) -> list[Fraction]:
    ticks = [low + (high - low) * place / (_TICKS - 1) for place in range(_TICKS)]
    return sorted({Fraction(int(tick)) for tick in ticks}) if whole else ticks


def _shown(value: Fraction, days: bool) -> str:
    return date.fromordinal(int(value)).isoformat() if days else number_ticks(_drawn(value))
