"""Which inputs an answer can do without, as cases show."""

from __future__ import annotations

from datetime import date

import pytest

from benefits import load
from benefits.cases.needed import Spare, spared

BOOK = load()


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        # In the countryside there is one standard, so nobody is asked for the region.
        ("benxi/dibao", {"region": Spare("area", ("rural",))}),
        # What is done has no due date to be kept.
        ("chaoyang/agenda-status", {"due": Spare("done", (True,)), "months_needed": Spare("done", (True,))}),
        # Both kinds of studio get the same.
        ("xingan/master-studio-grant", {"kind": Spare()}),
        ("benxi/orphan", {}),
    ],
)
def test_what_an_answer_can_do_without(program: str, expected: dict[str, Spare]) -> None:
    assert spared(BOOK.program(program)) == expected


def test_a_person_has_no_staff_and_a_company_is_not_asked_for_a_person() -> None:
    found = spared(BOOK.program("xingan/startup-loan"))
    assert found["staff"] == Spare("applicant", ("person",))
    assert found["qualifies"] == Spare("applicant", ("small_enterprise",))


def test_on_a_day_on_which_a_standard_is_the_same_everywhere_the_region_is_not_needed() -> None:
    program = BOOK.program("benxi/dibao")
    assert spared(program, date(2019, 7, 1)) == {"region": Spare()}
    assert spared(program, date(2019, 6, 30)) == {"region": Spare("area", ("rural",))}


def test_conditions_that_must_both_hold_do_not_spare_each_other() -> None:
    """Either of the two alone already says no; to say that of both would let both be left out."""
    assert spared(BOOK.program("beijing/technology-transfer-exemption")) == {}


def test_inputs_with_defaults_are_not_among_them() -> None:
    for program in ("xingan/child-rehabilitation", "chaoyang/tourism-card"):
        checked = BOOK.program(program)
        free = {spec.name for spec in checked.inputs if spec.has_default or spec.optional}
        assert not free & set(spared(checked))
