"""`docs/errors.md` explains every error code, once, in the order of `benefits.codes`, with its exit status."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from benefits.audit.walk import NOTES
from benefits.cli.refusal import exit_status
from benefits.codes import CODES
from benefits.errors import (
    DamagedLedgerError,
    InputError,
    LedgerError,
    MissingInputsError,
    NotInForceError,
    Problem,
    RuleError,
    UnknownProgramError,
)
from tests.project.checkout import ROOT

CODE_ROW = re.compile(r"^\| `(\w+)` \| (\d) \| (.+) \|$", re.MULTILINE)
STATUS_ROW = re.compile(r"^\| (\d) \|[^|]*\| (`.+`) \|$", re.MULTILINE)
QUESTION = "The question"
STATUS_OF_A_QUESTION = {"unknown_program": 2, "not_in_force": 5, "property_broken": 4, "total_not_whole": 4}
LEDGERS = ("The ledger of decisions", "Checkpoints, proofs and copies of a ledger")
FOUND = "What `audit verify` finds"
MISMATCHES = frozenset(
    (
        *("ledger_damaged", "bad_record", "not_signed", "bad_signature", "ledger_cut", "other_history"),
        *("proof_fails", "other_checkpoint", "content_differs", "bad_kit"),
    )
)
REFUSED, RULES, MISMATCH = 3, 4, 6
ERRORS = (UnknownProgramError, InputError, MissingInputsError, RuleError, NotInForceError)
ERRORS_OF_LEDGERS = (LedgerError, DamagedLedgerError)

PAGE = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")


class Explained(NamedTuple):
    """A row of the page, with the heading it stands under."""

    heading: str
    code: str
    status: int
    text: str


def rows() -> list[Explained]:
    """Every row that explains a code, in the order of the page."""
    found = []
    for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        heading = part.partition("\n")[0]
        found += [Explained(heading, code, int(status), text) for code, status, text in CODE_ROW.findall(part)]
    return found


def test_the_page_and_the_code_have_the_same_list_in_the_same_order() -> None:
    assert [row.code for row in rows()] == list(CODES)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.code)
def test_a_code_is_explained_in_one_sentence_at_least(row: Explained) -> None:
    assert len(row.text) > len("Not a folder") and row.text.rstrip().endswith(".")


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.code)
def test_a_code_has_its_exit_status(row: Explained) -> None:
    expected = RULES
    if row.heading == QUESTION:
        expected = STATUS_OF_A_QUESTION.get(row.code, REFUSED)
    elif row.heading == FOUND:
        expected = 0 if row.code in NOTES else MISMATCH
    elif row.heading in LEDGERS:
        expected = MISMATCH if row.code in MISMATCHES else REFUSED
    assert row.status == expected


def test_the_statuses_are_those_of_the_command_line() -> None:
    stated = {name: int(status) for status, names in STATUS_ROW.findall(PAGE) for name in re.findall(r"\w+", names)}
    problem = Problem("bad_date")
    assert stated == {error.__name__: exit_status(error([problem])) for error in ERRORS + ERRORS_OF_LEDGERS}
