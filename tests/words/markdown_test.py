"""Explanations as Markdown, and the pages of the documentation that are made with it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

import benefits
from benefits.words import Explanation, Heading, Item, Listing, Sentence, Table
from benefits.words.markdown import escape, markdown

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = Explanation(
    "zh",
    (
        Heading("标题", 1),
        Sentence("a_b *c*"),
        Heading("表"),
        Table(("名称", "元"), (("低保", "622"), ("a|b", "-5.50")), frozenset((1,))),
        Listing((Item("甲", ("= 一", "[二]")), Item("乙\n丙")), numbered=True),
        Table((), ()),
        Listing((Item("丁", ("  细目",)),)),
    ),
)


def test_blocks_become_markdown() -> None:
    assert markdown(BLOCKS, 2) == (
        "## 标题\n\na\\_b \\*c\\*\n\n### 表\n\n"
        "| 名称 | 元 |\n| --- | ---: |\n| 低保 | 622 |\n| a\\|b | \\-5.50 |\n\n"
        "1. 甲\\\n   \\= 一\\\n   \\[二\\]\n2. 乙\\\n   丙\n\n"
        "- 丁\\\n  \u2003\u2003细目\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0.25", "0.25"),
        ("1. x", "1\\. x"),
        ("12) x", "12\\) x"),
        ("- x", "\\- x"),
        (": x", "\\: x"),
        ("<b>&{x}$", "\\<b\\>&\\{x\\}\\$"),
        ("a\nb", "a b"),
    ],
)
def test_nothing_is_read_as_markup(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_every_program_has_a_page(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("pages", ROOT / "docs" / "pages.py")
    assert spec is not None and spec.loader is not None
    pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pages)
    (tmp_path / "programs").mkdir()
    (tmp_path / "programs" / "gone.md").write_text("x")
    pages.write_pages(tmp_path)
    book = benefits.load()
    wanted = {f"{program.replace('/', '-')}.md" for program in book.ids}
    assert {path.name for path in (tmp_path / "programs").iterdir()} == wanted | {"index.md"}
    for program in book.ids:
        text = (tmp_path / "programs" / f"{program.replace('/', '-')}.md").read_text(encoding="utf-8")
        title = book.program(program).title
        assert escape(title.zh) in text and escape(title.en) in text
    covered = (tmp_path / "coverage.md").read_text(encoding="utf-8")
    assert "\n  [benxi/dibao](programs/benxi-dibao.md): figures Rural dibao standard" in covered
