"""Cliffs in words."""

from __future__ import annotations

from benefits.cases import cliffs, deepest
from benefits.words import Heading, Listing, cliff_blocks
from tests.cases.generate_test import FUEL
from tests.engine.shared import book, built


def test_a_cliff_in_both_languages() -> None:
    program = built(FUEL)
    found = [cliff for cliff in cliffs(program) if cliff.below.day.isoformat() == "2024-06-30"]
    heading, listing = cliff_blocks(deepest(found), program, "en")
    assert heading == Heading("Cliffs: where a little more loses more")
    assert isinstance(listing, Listing)
    (item,) = listing.items
    assert item.head.startswith("Income from ")
    assert "Monthly subsidy falls from " in item.head
    assert item.lines[0].startswith("30 June 2024; ")
    told = next(iter(cliff_blocks(found, program, "zh")))
    assert told == Heading("一步之差损失更多之处")


def test_no_cliffs_no_words() -> None:
    program = book().program("benxi/dibao")
    assert list(cliff_blocks(cliffs(program), program, "zh")) == []
