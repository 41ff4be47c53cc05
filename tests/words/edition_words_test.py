"""Differences of editions in words: every kind of part, both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from benefits.model.editions import compare
from benefits.model.files import read_folder
from benefits.model.store import load_texts
from benefits.words import plain
from benefits.words.edition_words import edition_words
from tests.model.around import DOCUMENT, STANDARD, USING, folder


def told(tmp_path: Path, language: str = "en", **files: str) -> str:
    before = load_texts(read_folder(folder(tmp_path / "old", used__using=USING))[0])
    after = load_texts(read_folder(folder(tmp_path / "new", **({"used__using": USING} | files)))[0])
    return plain(edition_words(compare(before, after), language))


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("en: Twice", "en: Double", ("- Step: Double (twice)", "− Name: Twice", "+ Name: Double")),
        ("en: Urban}", "en: Town}", ("- Choices: Area (area)", "− urban (Urban)", "+ urban (Town)")),
        ("en: Income}", "en: Money}", ("- Input: Money (income)", "− Name: Income", "+ Name: Money")),
        ("en: Using", "en: Uses", ("- Program: Uses", "− Name: Using", "+ Name: Uses")),
        ("en: x}", "en: y}", ("- Check: right", "− x", "+ y")),
        ("en: More", "en: No less", ("- Property: No less (more)", "− More", "+ No less")),
        ("one: {", "two: {", ("- added: Example: two", "- removed: Example: one")),
        ("missing: [area]", "missing: [area, income]", ("- Example: one", "written differently")),
    ],
)
def test_a_part_says_what_went_and_what_came(tmp_path: Path, old: str, new: str, lines: tuple[str, ...]) -> None:
    assert old in USING
    words = told(tmp_path, used__using=USING.replace(old, new))
    for line in lines:
        assert line in words


def test_a_document_and_its_register(tmp_path: Path) -> None:
    clause = "clauses: {一: {gist: {zh: 甲, en: First}}}\n"
    words = told(tmp_path, **{"documents__state-council-649": DOCUMENT.replace("2014-05-01", "2014-06-01") + clause})
    assert "+ 一: First" in words
    assert "in effect from 1 May 2014" in words and "in effect from 1 June 2014" in words
    other = DOCUMENT.replace("state-council-649", "other").replace("国务院令第649号", "第1号")
    assert "- added: Interim Measures for Social Assistance (other)" in told(tmp_path / "b", documents__other=other)


def test_nothing_and_both_languages(tmp_path: Path) -> None:
    assert told(tmp_path) == "The two editions say the same.\n"
    words = told(tmp_path / "b", "zh", used__using=USING.replace("zh: 两倍", "zh: 加倍"))
    assert "- 步骤：加倍（twice）" in words and "− 名称：两倍" in words


def test_a_program_that_came_or_went(tmp_path: Path) -> None:
    before = load_texts(read_folder(folder(tmp_path / "old", used__using=USING))[0])
    after = load_texts(read_folder(folder(tmp_path / "new"))[0])
    assert "- removed: Using" in plain(edition_words(compare(before, after), "en"))
    assert "- added: Using" in plain(edition_words(compare(after, before), "en"))
    assert STANDARD
