"""A comparison as one HTML page: no script, nothing fetched, tables and pictures in it, ready to print on A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from benefits.impact import pictures
from benefits.impact.summary import Part, Summary, counted, signed
from benefits.words.blocks import Block, Heading, Listing, Sentence, Table
from benefits.words.units import unit_words
from benefits.words.values import number_text

ROWS = 500
"""Rows that the page shows; a workbook has them all."""

_MOST_DRAWN = 50_000  # differences; of more, the counted steps are drawn
_MOST_BARS = 20
_KINDS = {Heading: "heading", Sentence: "sentence", Table: "table", Listing: "listing"}


@dataclass(frozen=True, slots=True)
class Card:
    """A figure at the head of the page; `tone` is good, bad or plain for its sign."""

    label: str
    figure: str
    unit: str
    tone: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A part as the template takes it: its blocks with their kinds, and its picture."""

    name: str
    blocks: tuple[tuple[str, Block], ...]
    picture: str


def page(summary: Summary, by: int | None = None) -> bytes:
    """The page in UTF-8. The same comparison gives the same bytes, given the same fonts."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("benefits.impact", "pages")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    parts = [_shown(part, summary, by) for part in summary.parts(ROWS, by)]
    text = made.get_template("report.html").render(
        language="en" if summary.language == "en" else "zh-CN",
        title=summary.title(),
        cards=list(_cards(summary)),
        parts=parts,
    )
    return text.encode("utf-8")


def _shown(part: Part, summary: Summary, by: int | None) -> Shown:
    blocks = part.blocks
    picture = ""
    if part.name == "spread":
        # The picture stands for the table of steps.
        blocks = tuple(block for block in blocks if not isinstance(block, Table))
        picture = _histogram(summary)
    elif part.name == "by" and by is not None:
        picture = _groups(summary, by)
    elif part.name == "result":
        picture = _classes(summary)
    return Shown(part.name, tuple((_KINDS[type(block)], block) for block in blocks), picture)


def _cards(summary: Summary) -> Iterator[Card]:
    """How many enter, gain, lose and leave, and the difference per month and year."""
    say, tallies = summary.say, summary.tallies
    for name in ("enters", "gains", "loses", "leaves", "changes"):
        if name in ("enters", "leaves") or tallies[name].count or (name != "changes" and summary.main.kind == "number"):
            yield Card(say(name), counted(tallies[name].count), say("card_rows"), "plain")
    if summary.main.adds_up:
        for per, before, after in summary.costs():
            tone = "more" if after > before else "less" if after < before else "plain"
            yield Card(say("card_cost", say(per)), signed(after - before), unit_words("CNY", summary.language), tone)


def _histogram(summary: Summary) -> str:
    unit, language = unit_words(summary.main.unit, summary.language), summary.language
    title = f"{summary.label(summary.main)} · {summary.say('spread')}"
    spread = summary.comparison.spread(summary.main)
    if spread is not None and spread.count <= _MOST_DRAWN:
        return pictures.histogram(list(summary.comparison.differences(summary.main)), title, unit, language)
    bins = summary.comparison.bins(summary.main)
    labels = [summary.bin_words(each.low, each.high) for each in bins]
    return pictures.bars(labels, [each.count for each in bins], title, summary.say("card_rows"), language)


def _classes(summary: Summary) -> str:
    """The difference of each class, where there is anything to see."""
    if not summary.main.adds_up:
        return ""
    found = [(summary.say(name), tally.difference) for name, tally in summary.tallies.items() if tally.difference]
    return _bars(summary, found, summary.say("picture_classes", summary.label(summary.main)))


def _groups(summary: Summary, by: int) -> str:
    """The difference of each value of the column."""
    if not summary.main.adds_up:
        return ""
    heading = summary.comparison.headings[by]
    found = [
        (summary.group_words(heading, value), summary.difference(tallies))
        for value, tallies in summary.comparison.groups(summary.main, by).items()
    ]
    return _bars(summary, found, summary.say("picture_by", summary.label(summary.main), summary.heading(heading)))


def _bars(summary: Summary, found: Sequence[tuple[str, Fraction | None]], title: str) -> str:
    if len(found) < 2 or len(found) > _MOST_BARS:
        return ""
    labels, values = [label for label, _ in found], [Decimal(number_text(value or Fraction(0))) for _, value in found]
    return pictures.bars(labels, values, title, unit_words(summary.main.unit, summary.language), summary.language)
