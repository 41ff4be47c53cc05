"""Every clause with a figure is encoded or says why not; the inventories of the clauses are held against that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import benefits
from benefits.coverage import ENCODED, NOT_ENCODED, UNEXPLAINED, clause_order, coverage
from tests.model.around import DOCUMENT, STANDARD, folder
from tests.rules.inventory_clauses import NAMED_ONLY, ROWS

BOOK = benefits.load()
COVERED = {
    (document.document.id, clause.clause): clause
    for document in coverage([BOOK.program(program) for program in BOOK.ids], BOOK.documents)
    for clause in document.clauses
}
INVENTORIES = Path(__file__).resolve().parents[2].parent / "shared" / "inventory"
REGISTER = """\
clauses:
  第一百条: {gist: {zh: 甲, en: First}}
  第一百零一条:
    gist: {zh: 乙, en: Other}
    not_encoded: {zh: 无数额, en: no amount}
"""
ROW = re.compile(r"^(?:\*\*|\| |#### )(A[0-9]+(?:-[0-9A-Z]+)?|A-[0-9A-Z]+) ", re.MULTILINE)


def test_no_clause_is_left_without_an_explanation() -> None:
    assert COVERED
    assert not [place for place, clause in COVERED.items() if clause.state == UNEXPLAINED]


@pytest.mark.parametrize("file", ROWS)
def test_every_row_of_an_inventory_is_encoded_or_says_why_not(file: str) -> None:
    missing = {row: place for row, place in ROWS[file].items() if place not in COVERED}
    assert not missing
    assert {COVERED[place].state for place in ROWS[file].values()} <= {ENCODED, NOT_ENCODED}


@pytest.mark.parametrize(("document", "clause"), NAMED_ONLY)
def test_a_benefit_without_a_number_is_not_encoded(document: str, clause: str) -> None:
    assert COVERED[document, clause].state == NOT_ENCODED


@pytest.mark.parametrize("file", ROWS)
def test_no_row_of_an_inventory_is_overlooked(file: str) -> None:
    path = INVENTORIES / file
    if not path.is_file():
        pytest.skip("the inventories stand beside the checkout, and are not here")
    assert set(ROW.findall(path.read_text(encoding="utf-8"))) == set(ROWS[file])


def test_every_registered_clause_is_told_in_both_languages() -> None:
    for document in BOOK.documents:
        for clause in document.clauses:
            assert clause.gist.zh != clause.gist.en


def test_a_clause_tells_what_cites_it() -> None:
    (use,) = COVERED["benxi-office-2019-25", "一(一)2"].uses
    assert use.program == "benxi/dibao"
    assert ("parameters", "rural_standard") in {(part.kind, part.name) for part in use.parts}
    assert use.parts[0].kind == "parameters"


def test_a_registered_clause_that_nothing_cites_has_no_explanation(tmp_path: Path) -> None:
    root = folder(tmp_path, **{"documents__state-council-649": DOCUMENT + REGISTER, "used__standard": STANDARD})
    book = benefits.load(root)
    (covered,) = coverage([book.program(program) for program in book.ids], book.documents)
    states = {clause.clause: clause.state for clause in covered.clauses}
    assert states["第一百条"] == UNEXPLAINED
    assert states["第一百零一条"] == NOT_ENCODED
    assert covered.count(UNEXPLAINED) == 1
    assert covered.count(ENCODED) == len(states) - 2


def test_clauses_stand_in_the_documents_order() -> None:
    order = ["标题", "一", "一(二)1", "一(二)2", "一(十)", "一(十一)", "二", "三 Ⅰ类", "三 Ⅱ类", "十", "十二", "二十"]
    order += ["第一百零二条", "附件1", "附件2"]
    assert sorted(reversed(order), key=clause_order) == order
    assert clause_order("二(一)9") < clause_order("二(一)10")
