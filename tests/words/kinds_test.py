"""Kinds of step that few programs have, from the rule file beside this test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import benefits
from benefits.words import Item, Listing, explain, show

HERE = Path(__file__).parent
DOCUMENT = "documents/state-council-649.yaml"


@pytest.fixture
def book(tmp_path: Path) -> benefits.RuleBook:
    (tmp_path / "documents").mkdir()
    (tmp_path / "demo").mkdir()
    shutil.copy(HERE.parents[1] / "rules" / DOCUMENT, tmp_path / DOCUMENT)
    shutil.copy(HERE / "kinds.yaml", tmp_path / "demo" / "kinds.yaml")
    return benefits.load(tmp_path)


def told(blocks: tuple[object, ...]) -> dict[str, tuple[str, ...]]:
    items: list[Item] = [item for block in blocks if isinstance(block, Listing) for item in block.items]
    return {item.head: item.lines for item in items}


def test_the_program(book: benefits.RuleBook) -> None:
    found = told(show(book.program("demo/kinds"), None, "en").blocks)
    assert found["Group (group) ★ an output"][:2] == (
        "Age < Age of majority → Child",
        "Age ≥ Age of majority → Adult",
    )
    assert found["Aid (aid) ★ an output"][:6] == (
        "Only when Group is Child",
        "Not determined when Income is not given: there is no income to compare",
        "1 January 2019 to 31 December 2019: = Standard",
        "from 1 January 2020: = the larger of 0 and (Standard − Income)",
        "Half up: rounded half up to the yuan (paid to the yuan)",
        "Upwards: rounded up to the yuan (paid to the yuan)",
    )


def test_an_answer(book: benefits.RuleBook) -> None:
    program = book.program("demo/kinds")
    decision = book.decide("demo/kinds", "2020-05-01", {"age": 7, "income": "50.25"}, {"rounding": "ceiling"})
    found = told(explain(decision, program, "en").blocks)
    assert found["Group"][:2] == ("Looked up in the table: Age: 7 years", "Group = Child")


def test_what_is_absent_and_what_is_not_determined(book: benefits.RuleBook) -> None:
    program = book.program("demo/kinds")
    adult = explain(book.decide("demo/kinds", "2020-05-01", {"age": 18}), program, "en")
    assert told(adult.blocks).get("Aid", ("has no meaning",))[0].startswith("has no meaning")
    child = explain(book.decide("demo/kinds", "2020-05-01", {"age": 7}), program, "en")
    assert told(child.blocks)["Aid"][0] == "not determined: there is no income to compare"
