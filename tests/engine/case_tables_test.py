"""Refusals of lists and tables, with the row and the field they stand in; rows count from 0."""

from __future__ import annotations

import copy
import time
from typing import Any

import pytest

from benefits.engine.case import ABSENT, MAX_PROBLEMS, shown
from tests.engine.household import EXTRA, PRICE, VISIT, changed, problems, read


def rows(row: dict[str, Any], count: int, place: int, **values: Any) -> list[dict[str, Any]]:
    """Many good rows, one of them changed."""
    found = [dict(row) for _ in range(count)]
    found[place] |= values
    return found


def test_a_bad_date_in_row_3017() -> None:
    given = rows(VISIT, 5000, 3016, date="2020-02-30")
    assert problems(visits=given) == [("bad_date", "visits[3016].date", "2020-02-30", "YYYY-MM-DD", "")]


@pytest.mark.parametrize(
    "given", ["text", 7, True, {}, {"who": "a"}, 1.5, iter([])], ids=lambda one: type(one).__name__
)
def test_lists_that_are_none(given: object) -> None:
    assert problems(services=given) == [("wrong_type", "services", shown(given), "list", "")]
    assert problems(visits=given) == [("wrong_type", "visits", shown(given), "list", "")]


@pytest.mark.parametrize("row", [None, "text", 7, True, [], ("a",), 1.5], ids=repr)
def test_rows_that_are_none(row: object) -> None:
    assert problems(visits=[VISIT, row]) == [("wrong_type", "visits[1]", shown(row), "mapping", "")]


def test_how_many_rows() -> None:
    """Lists hold 50 000 rows unless the rule file says less; this table at least one and at most 20 000."""
    row = {"item": "aid"}
    assert problems(services=[row] * 50_001) == [("too_many_rows", "services", "50001", "≤ 50000", "")]
    assert problems(visits=[VISIT] * 20_001) == [("too_many_rows", "visits", "20001", "≤ 20000", "")]
    assert problems(visits=[]) == [("too_few_rows", "visits", "0", "≥ 1", "")]
    assert problems(services=[]) == problems(visits=(VISIT,)) == problems(visits=[VISIT] * 20_000) == []


def test_cells_of_a_table_are_required_and_those_of_a_list_are_not() -> None:
    for left in ({"who": "a", "spot": "lake"}, {**VISIT, "date": None}):
        assert problems(visits=[VISIT, left]) == [("cell_required", "visits[1].date", "", "", "")]
    case, found = read(changed(services=[{"cost": "1"}, {"item": "aid"}]))
    assert found == []
    assert case.values["services"] == [(ABSENT, 1), ("aid", 0)]


def test_unknown_fields() -> None:
    assert problems(visits=[{**VISIT, "daet": 1}]) == [
        ("unknown_input", "visits[0].daet", "daet", "who, spot, date", "date")
    ]
    assert problems(services=[{"item": "aid", "kost": 1}]) == [
        ("unknown_input", "services[0].kost", "kost", "item, cost", "cost")
    ]
    replaced = [{"who": "a", "spot": "lake", "day": "2020-04-01"}]
    assert sorted(one[:2] for one in problems(visits=replaced)) == [
        ("cell_required", "visits[0].date"), ("unknown_input", "visits[0].day")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "given", "code"),
    [("who", "", "bad_text"), ("who", 7, "wrong_type"), ("spot", "sea", "not_a_choice"), ("spot", 1, "wrong_type"),
     ("date", 20200401, "bad_date")],
)  # fmt: skip
def test_cells_refused(field: str, given: object, code: str) -> None:
    (found,) = problems(visits=[VISIT, {**VISIT, field: given}])
    assert found[:3] == (code, f"visits[1].{field}", shown(given))


def test_rows_that_must_differ() -> None:
    given = [{"item": "aid"}, {"item": "care"}, {"item": "aid", "cost": "5"}, {"item": "aid"}]
    assert problems(services=given) == [
        ("duplicate_row", "services[2].item", "aid", "services[0]", ""),
        ("duplicate_row", "services[3].item", "aid", "services[0]", ""),
    ]
    assert problems(services=[{"cost": "5"}, {"cost": "5"}]) == []


def spans(*ends: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [{**PRICE, "spot": spot, "from": start, "until": end} for spot, start, end in ends]


def test_days_that_overlap() -> None:
    """Both ends included; another spot does not matter; a short stretch inside a long one is found too."""
    meeting = spans(
        ("lake", "2020-01-01", "2020-01-31"), ("lake", "2020-02-01", "2020-02-29"), ("hill", "2020-01-01", "2020-12-31")
    )
    assert problems(prices=meeting) == []
    touching = spans(("lake", "2020-01-31", "2020-02-29"), ("lake", "2020-01-01", "2020-01-31"))
    assert problems(prices=touching) == [
        ("overlapping_rows", "prices[0].from", "2020-01-31 – 2020-02-29", "prices[1]", "")
    ]
    inside = spans(
        ("lake", "2020-01-01", "2020-12-31"), ("lake", "2020-02-01", "2020-02-02"), ("lake", "2020-03-01", "2020-03-02")
    )
    assert [(one[1], one[3]) for one in problems(prices=inside)] == [
        ("prices[1].from", "prices[0]"), ("prices[2].from", "prices[0]")
    ]  # fmt: skip


def test_days_the_wrong_way_round() -> None:
    given = spans(("lake", "2020-02-02", "2020-02-01"), ("lake", "2020-02-01", "2020-02-01"))
    assert problems(prices=given) == [("reversed_days", "prices[0].from", "2020-02-02 – 2020-02-01", "", "")]


# members that come with the case


def test_members_of_the_case_by_id_and_by_name() -> None:
    given = [{**VISIT, "spot": spot} for spot in ("cave", "洞", "lake", "湖")]
    case, found = read(changed(visits=given, extra_spots=[EXTRA]))
    assert found == []
    assert [row[1] for row in case.values["visits"]] == ["cave", "cave", "lake", "lake"]  # type: ignore[attr-defined]
    assert case.members["spot"] == ("lake", "hill", "cave")
    assert [one[0] for one in problems(visits=given)] == ["not_a_choice", "not_a_choice"]


@pytest.mark.parametrize(
    ("row", "path", "of"),
    [
        ({"spot": "lake"}, "extra_spots[1].spot", "lake"),
        ({"name": "湖"}, "extra_spots[1].name", "lake"),
        ({"spot": "cave"}, "extra_spots[1].spot", "cave"),
        ({"name": "洞"}, "extra_spots[1].name", "cave"),
    ],
)
def test_members_that_there_are_already(row: dict[str, str], path: str, of: str) -> None:
    second = {"spot": "tower", "name": "塔", "price": 1, **row}
    value = next(iter(row.values()))
    assert problems(extra_spots=[EXTRA, second]) == [("duplicate_row", path, value, of, "")]


def test_bad_members_are_left_out() -> None:
    case, found = read(changed(extra_spots=[{**EXTRA, "spot": "BAD"}, {**EXTRA, "name": None}]))
    assert sorted((one.code, one.path) for one in found) == [
        ("bad_text", "extra_spots[0].spot"), ("cell_required", "extra_spots[1].name")
    ]  # fmt: skip
    assert case.values["extra_spots"] == [(ABSENT, "洞", 5), ("cave", ABSENT, 5)]
    assert problems(extra_spots="x") == [("wrong_type", "extra_spots", "x", "list", "")]


# bounded


def test_a_table_of_nonsense_has_so_many_problems_and_no_more() -> None:
    start = time.monotonic()
    case, found = read(changed(visits=[{"who": "", "spot": 1, "date": 2, "x": 3}] * 20_000))
    assert MAX_PROBLEMS <= len(found) <= MAX_PROBLEMS + 10
    assert case.values["visits"] is ABSENT
    assert time.monotonic() - start < 3


def test_a_table_of_many_rows_is_read_in_good_time() -> None:
    given = [{**VISIT, "who": str(place)} for place in range(20_000)]
    before = copy.copy(given[:3])
    start = time.monotonic()
    case, found = read(changed(visits=given))
    assert found == []
    assert len(case.values["visits"]) == 20_000  # type: ignore[arg-type]
    assert given[:3] == before
    assert time.monotonic() - start < 5
