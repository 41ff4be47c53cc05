"""Every citation of the rule files is the one written down a second time, and every document cited is in the basis."""

from __future__ import annotations

import pytest

import benefits
from tests.rules.citation_table import citations, read
from tests.rules.citations import CITATIONS

BOOK = benefits.load()


@pytest.mark.parametrize("program", BOOK.ids)
def test_citations(program: str) -> None:
    assert citations(BOOK.program(program)) == CITATIONS.get(program, {})


@pytest.mark.parametrize("program", BOOK.ids)
def test_basis_is_what_is_cited(program: str) -> None:
    """A program rests on the documents it cites, and cites all it rests on."""
    cited = {cite.document for cite in citations(BOOK.program(program)).values()}
    assert set(BOOK.program(program).basis) == cited


def test_a_table_with_two_documents() -> None:
    """
    lakeside/heating | lakeside-2024-8
      二 | rate limit
    lakeside/heating | lakeside-2024-9
      一 | amount
    """
    lines = (test_a_table_with_two_documents.__doc__ or "").replace("\n    ", "\n")
    found = read(lines)["lakeside/heating"]
    shown = {name: (cite.document, cite.clause) for name, cite in found.items()}
    assert shown == {
        "rate": ("lakeside-2024-8", "二"),
        "limit": ("lakeside-2024-8", "二"),
        "amount": ("lakeside-2024-9", "一"),
    }
