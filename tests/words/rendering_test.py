"""Blocks as plain text and on a terminal."""

from __future__ import annotations

import io

import pytest

from benefits.words import Explanation, Heading, Item, Listing, Sentence, Table, plain
from benefits.words.plain_text import width
from benefits.words.terminal import print_explanation
from benefits.words.texts import _TEXTS

BLOCKS = Explanation(
    "zh",
    (
        Heading("标题", 1),
        Sentence("一句"),
        Heading("表", 2),
        Table(("名称", "元"), (("低保", "622"), ("e", "5.50")), frozenset((1,))),
        Sentence("表后"),
        Heading("条目", 3),
        Listing((Item("甲", ("一", "二")), Item("乙\n丙")), numbered=True),
        Table((), ()),
    ),
)


def test_plain_text_lines_up_by_columns_of_the_terminal() -> None:
    assert plain(BLOCKS) == (
        "标题\n====\n一句\n\n表\n--\n"
        "  名称    元\n  ----  ----\n  低保   622\n  e     5.50\n\n表后\n\n条目\n"
        "1. 甲\n   一\n   二\n2. 乙\n   丙\n"
    )


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("元", 2), ("e\u0301", 1), ("·", 1), ("", 0)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_terminal_shows_the_same_words_and_reads_no_markup() -> None:
    stream = io.StringIO()
    blocks = (*BLOCKS.blocks[:-1], Sentence("[bold]not bold[/bold] :smile:"))
    print_explanation(Explanation("zh", blocks), stream)
    shown = stream.getvalue()
    assert "[bold]not bold[/bold] :smile:" in shown
    for word in ("标题", "一句", "低保", "622", "1.", "甲"):
        assert word in shown


def test_both_languages_fill_the_same_places() -> None:
    for key, pair in _TEXTS.items():
        places = [sorted(set(_places(text))) for text in pair]
        assert places[0] == places[1], key


def _places(text: str) -> list[str]:
    import string

    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def test_a_narrow_terminal_drops_no_character() -> None:
    from io import StringIO

    from rich.console import Console

    from benefits.words.terminal import _render

    source = "本政办发〔2019〕25号《关于提高城乡低保标准的通知》一(一)1"
    block = Table(("依据", "说明"), ((source, "x" * 40),))
    stream = StringIO()
    Console(file=stream, width=40, color_system=None).print(_render(block))
    lines = stream.getvalue().splitlines()[1:]
    assert "…" not in stream.getvalue()
    assert sorted("".join(lines).replace(" ", "")) == sorted((source + "x" * 40).replace(" ", ""))
