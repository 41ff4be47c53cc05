"""The look of all pictures, and the bars and histograms of reports. Numbers come in exact; drawing alone rounds them.

A picture is SVG or PNG; the same numbers, words and fonts give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import logging
import math
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, VERMILLION, GREEN, ORANGE, SKY, PURPLE = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7"
"""Okabe and Ito's colours, which people who do not see all colours tell apart."""

INK, GREY, PALE = "#222222", "#6B6B6B", "#E4E4E4"

CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "SimHei",
    "SimSun",
    "Songti SC",
    "Noto Serif CJK SC",
    "Arial Unicode MS",
    "Droid Sans Fallback",
)
_NAME = re.compile(r'(\bid="|href="#|url\(#)([^")]+)')
_BINS = 24
_NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))

# What the pictures themselves say.
_SAYS = {
    "count": ("数量", "Number"),
    "amount": ("数额", "Amount"),
    "unit": ("{0}（{1}）", "{0} ({1})"),
    "none": ("没有数据", "nothing to show"),
}


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the drawing library's remarks on caches and fonts, which are no concern of the reader."""
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def chinese_font() -> str:
    """A font on this machine that has Chinese characters; "" where there is none."""
    with _quietly():
        from matplotlib.font_manager import fontManager

        names = set(fontManager.get_font_names())
    return next((family for family in CHINESE_FONTS if family in names), "")


@contextmanager
def style() -> Iterator[None]:
    """The settings under which a picture is made and written, restored afterwards."""
    found = chinese_font()
    import matplotlib as mpl

    settings: dict[Any, Any] = {
        "font.family": [*([found] if found else []), "DejaVu Sans"],
        "font.size": 10,
        "text.color": INK,
        "axes.edgecolor": GREY,
        "axes.labelcolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlelocation": "left",
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        "axes.unicode_minus": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": PALE,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "hatch.color": "#B8B8B8",
        "hatch.linewidth": 1,
        "svg.fonttype": "none",
        "svg.hashsalt": "benefits",
        "savefig.dpi": 150,
    }
    with _quietly(), mpl.rc_context(settings), warnings.catch_warnings():
        # Without a Chinese font the characters cannot be measured, but an SVG has them as text all the same.
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
        yield


def new_figure(width: int, height: int) -> Figure:
    """An empty picture of so many tenths of an inch, with room for its words. To be called inside `style`."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width / 10, height / 10), layout="constrained")


def written(figure: Figure, ending: str) -> bytes:
    """The picture as `svg` or `png`, with no date in it. To be called inside `style`."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    out = io.BytesIO()
    if ending == "svg":
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": "benefits"})
        return _with_own_names(_with_every_font(out.getvalue().decode())).encode()
    FigureCanvasAgg(figure)
    figure.savefig(out, format="png", metadata={"Software": "benefits"})
    return out.getvalue()


def _with_every_font(picture: str) -> str:
    """The picture with every Chinese family named, once, because it may be read on a machine with another one."""
    wanted = ", ".join(f"'{family}'" for family in (*CHINESE_FONTS, "DejaVu Sans"))
    plain = re.sub(r"font-family: [^;\"]*(; )?", "", picture)
    return plain.replace("</style>", f"text{{font-family: {wanted}, sans-serif}}</style>", 1)


def _with_own_names(picture: str) -> str:
    """The picture with its parts numbered under a name made of its content.

    The drawing library names some parts by where they lie in memory; and two pictures of one page may not share names.
    """
    places: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        return f"{found[1]}{places.setdefault(found[2], len(places))}"

    plain = _NAME.sub(numbered, picture)
    own = hashlib.sha256(plain.encode()).hexdigest()[:8]
    return _NAME.sub(lambda found: f"{found[1]}b{own}-{found[2]}", plain)


def embedded(figure: Figure) -> str:
    """The picture as an `<svg>` element for an HTML page. To be called inside `style`."""
    text = written(figure, "svg").decode()
    return text[text.index("<svg") :]


def number_ticks(value: object, _place: object = None) -> str:
    """A number on an axis: 12,000 or 0.25."""
    return f"{value:,.10g}"


def say(key: str, language: str, *places: str) -> str:
    return _SAYS[key][language == "en"].format(*places)


def histogram(values: Sequence[Decimal | int], title: str, unit: str, language: str) -> str:
    """How many of the values lie in each of some equal intervals, as an `<svg>` element.

    `unit` is in words (元/月). Bars below zero have another colour; an interval holds its lower end.
    """
    width = _interval(values)
    counted = Counter(value // width if value >= 0 else -(-value // width) - (value % width != 0) for value in values)
    with style():
        figure = new_figure(80, 36)
        axes = figure.subplots()
        places = sorted(counted)
        starts = [(place + Decimal("0.5")) * width for place in places]
        colours = [VERMILLION if place < 0 else BLUE for place in places]
        if places:
            axes.bar(starts, [counted[place] for place in places], width=width, color=colours, edgecolor="white")  # type: ignore[arg-type]
        else:
            axes.text(1 / 2, 1 / 2, say("none", language), ha="center", transform=axes.transAxes)
        _finish(axes, title, _named("amount", unit, language), say("count", language))
        axes.xaxis.set_major_formatter(number_ticks)
        return embedded(figure)


def bars(labels: Sequence[str], values: Sequence[Decimal | int], title: str, unit: str, language: str) -> str:
    """One bar across per label, the first on top, its value at its end, as an `<svg>` element.

    `unit` is in words. Bars below zero have another colour.
    """
    with style():
        figure = new_figure(80, 12 + 4 * max(len(labels), 1))
        axes = figure.subplots()
        colours = [VERMILLION if value < 0 else BLUE for value in values]
        drawn = axes.barh(range(len(labels)), list(values), color=colours, height=2 / 3)  # type: ignore[arg-type]
        axes.set_yticks(range(len(labels)), list(labels), color=INK)
        axes.bar_label(drawn, [f"{value:,}" for value in values], padding=4, color=INK)
        axes.invert_yaxis()
        axes.margins(x=1 / 7)
        axes.grid(False)
        axes.axvline(0, color=GREY, linewidth=1)
        _finish(axes, title, _named("amount", unit, language), "")
        axes.xaxis.set_major_formatter(number_ticks)
        return embedded(figure)


def _finish(axes: Axes, title: str, across: str, up: str) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_title(title, pad=12)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    if up:
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.yaxis.set_major_formatter(number_ticks)


def _named(key: str, unit: str, language: str) -> str:
    name = say(key, language)
    return say("unit", language, name, unit) if unit else name


def _interval(values: Sequence[Decimal | int]) -> Decimal:
    """A round width that makes about two dozen intervals at most."""
    span = Decimal(max(values, default=0)) - Decimal(min(values, default=0))
    if span == 0:
        return Decimal(1)
    rough = span / _BINS
    power = Decimal(10) ** math.floor(rough.log10())
    return next(nice * power for nice in _NICE if nice * power >= rough)
