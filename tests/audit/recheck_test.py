"""Recheck: exactly the decisions that other rules change, by how much, and the totals, worked out by hand."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest

from benefits.audit.ledger import Ledger
from benefits.audit.recheck import CHANGED, ERASED, NOTHING, REFUSED, SAME, SUPERSEDED, Rechecked, Totals, recheck
from benefits.audit.sqlite import SqliteLedger
from benefits.book import RuleBook
from benefits.errors import DamagedLedgerError
from benefits.model.store import load_texts
from tests.audit.decided import Altered, book, decided, ledger, office


@pytest.fixture
def kept(tmp_path: Path) -> SqliteLedger:
    return office(tmp_path / "l.db")


def raised() -> RuleBook:
    """The urban standard from 2019-07-01 is 650 and not 622; the examples that said so go."""
    texts = book().files("benxi/tekun")
    for path in ("benxi/dibao.yaml", "benxi/tekun.yaml"):
        texts[path] = texts[path].partition(b"\nexamples:")[0] + b"\nexamples:\n" + EXAMPLE
    texts["benxi/dibao.yaml"] = texts["benxi/dibao.yaml"].replace(b"value: 622", b"value: 650")
    return RuleBook(load_texts(texts))


EXAMPLE = b"  nothing: {date: 2019-07-01, inputs: {}, missing: [area]}\n"


def stored(kept: SqliteLedger, id: str) -> dict[str, Any]:
    payload = kept.find(id)[1]
    assert payload is not None
    said: dict[str, Any] = json.loads(payload.decision)
    return said


def altered(kept: SqliteLedger, id: str, said: dict[str, Any]) -> Ledger:
    return cast("Ledger", Altered(kept, id, decision=json.dumps(said).encode()))


def changed(found: Rechecked) -> dict[str, tuple[object, object, object]]:
    return {one.path: (one.old, one.new, one.difference) for one in found.changes}


def test_the_same_rules_change_nothing(kept: SqliteLedger) -> None:
    found = [one.outcome for one in recheck(kept, book())]
    assert found == [SAME, SAME, SAME, SAME, SAME, SUPERSEDED, SAME, ERASED]


def test_exactly_the_decisions_that_change_are_listed_with_the_total(kept: SqliteLedger) -> None:
    """622 became 650. By hand: a, three people with 333.50 each: 3 × 28 = 84 more. d, alone with 640: was above 622 and
    is below 650 now, so gets 10. f2, two with 5 each: 2 × 28 = 56 more. e: 1.5 × 28 = 42 more. b is rural and c of
    the time before. The low-income line is 1.2 times the standard, 33.60 more; d was below it without dibao, and is no
    longer counted because dibao households are not."""
    totals = Totals()
    found = {one.id: one for one in recheck(kept, raised())}
    assert {id: one.outcome for id, one in found.items()} == {
        "a": CHANGED,
        "b": SAME,
        "c": SAME,
        "d": CHANGED,
        "e": CHANGED,
        "f": SUPERSEDED,
        "f2": CHANGED,
        "g": ERASED,
    }
    assert changed(found["a"]) == {
        "allowance": ("865.50", "949.50", 84),
        "low_income_line": ("746.4", "780", Fraction(336, 10)),
        "standard": ("622", "650", 28),
    }
    assert changed(found["d"])["allowance"] == ("0.00", "10.00", 10)
    assert [(one.path, one.kind) for one in found["d"].changes if one.difference is None] == [
        ("eligible", "entered"),
        ("low_income_household", "left"),
    ]
    assert changed(found["e"])["standard"] == ("933", "975", 42)
    assert changed(found["f2"])["allowance"] == ("1234.00", "1290.00", 56)
    for one in found.values():
        totals.add(one)
    allowance = totals.outputs["benxi/dibao", "allowance"]
    assert (allowance.old, allowance.new) == (Fraction("865.50") + 1234, Fraction("949.50") + 10 + 1290)
    assert allowance.difference == 84 + 10 + 56
    assert dict(totals.outputs["benxi/dibao", "eligible"].kinds) == {"entered": 1}
    assert totals.outcomes["benxi/dibao"] == {CHANGED: 3, SAME: 2, SUPERSEDED: 1, ERASED: 1}
    assert totals.outputs["benxi/tekun", "standard"].difference == 42


@pytest.mark.parametrize(
    ("first", "last", "ids"),
    [
        ("2019-07-01", None, "a b d e f f2 g"),
        ("2019-07-02", None, "d f f2 g"),
        (None, "2019-06-30", "c"),
        ("2019-07-02", "2019-07-02", "f f2 g"),
        ("2020-01-02", None, ""),
    ],
)
def test_both_ends_of_the_days_are_included(kept: SqliteLedger, first: str | None, last: str | None, ids: str) -> None:
    start, end = (date.fromisoformat(day) if day else None for day in (first, last))
    assert [one.id for one in recheck(kept, book(), start, end)] == ids.split()


def test_one_program_alone(kept: SqliteLedger) -> None:
    assert [one.id for one in recheck(kept, raised(), program="benxi/tekun")] == ["e"]


def test_a_program_that_is_no_more_refuses(kept: SqliteLedger) -> None:
    (found,) = recheck(kept, RuleBook(load_texts(book().files("benxi/dibao"))), program="benxi/tekun")
    assert (found.outcome, [problem.code for problem in found.problems]) == (REFUSED, ["unknown_program"])


def test_an_input_that_is_asked_now_refuses(tmp_path: Path) -> None:
    """A rural question gave no region; rules that need one everywhere refuse it by name."""
    made = ledger(
        tmp_path / "l.db",
        [
            decided(
                "r",
                "benxi/dibao",
                "2019-07-01",
                {"area": "rural", "household_size": 1, "household_income": "0"},
            )
        ],
    )
    texts = book().files("benxi/dibao")
    text = texts["benxi/dibao.yaml"].partition(b"\nexamples:")[0] + b"\nexamples:\n" + EXAMPLE
    texts["benxi/dibao.yaml"] = text.replace(
        b'if area = "urban" then urban_standard', b'if region = "county" or area = "urban" then urban_standard'
    )
    (found,) = recheck(made, RuleBook(load_texts(texts)))
    assert found.outcome == REFUSED
    assert [(problem.code, problem.path) for problem in found.problems] == [("missing_input", "region")]


def test_what_was_open_and_is_determined_now_and_back(tmp_path: Path) -> None:
    """Before 2019-07-01 there was no low-income line; rules that had one from the start determine it, and back."""
    asked = {"area": "urban", "household_size": 1, "household_income": "600", "region": "district"}
    made = ledger(tmp_path / "l.db", [decided("x", "benxi/dibao", "2019-06-30", asked)])
    texts = book().files("benxi/dibao")
    text = texts["benxi/dibao.yaml"].partition(b"\nexamples:")[0] + b"\nexamples:\n" + EXAMPLE
    early = text.replace(b"- {from: 2019-07-01, value: 1.2}", b"- {from: 2019-01-01, value: 1.2}")
    outside = b"    from: 2019-07-01\n    outside:\n"
    assert outside in early
    pieces = early.split(outside)
    early = pieces[0] + b"".join(piece.split(b"\n", 2)[2] for piece in pieces[1:])
    rules = RuleBook(load_texts(texts | {"benxi/dibao.yaml": early}))
    (found,) = recheck(made, rules)
    # 583 × 1.2 = 699.6; 600 is not below 583 and not above 699.6
    assert {one.path: (one.kind, one.old, one.new) for one in found.changes} == {
        "low_income_line": ("determined", None, "699.6"),
        "low_income_household": ("determined", None, True),
    }
    decision = rules.decide("benxi/dibao", "2019-06-30", asked)
    (back,) = recheck(altered(made, "x", json.loads(decision.to_bytes())), book())
    kinds = {one.path: one.kind for one in back.changes}
    assert kinds == {"low_income_line": "undetermined", "low_income_household": "undetermined"}
    reason = next(one.reason for one in back.changes)
    assert reason is not None and reason.zh == "文件只规定了新标准执行后的低收入线"


def test_outputs_that_come_and_go_and_texts_are_told(kept: SqliteLedger) -> None:
    said = stored(kept, "a")
    del said["outputs"]["allowance"]
    said["outputs"] |= {"gone": "1", "standard": "a word"}
    found = next(recheck(altered(kept, "a", said), book()))
    assert [(one.path, one.kind, one.old, one.new) for one in found.changes] == [
        ("allowance", "appeared", NOTHING, "865.50"),
        ("standard", "other", "a word", "622"),
        ("gone", "disappeared", "1", NOTHING),
    ]
    assert repr(NOTHING) == "NOTHING"


def test_tables_are_compared_cell_by_cell(tmp_path: Path) -> None:
    """The service costs 3000 and 500 were paid first; the standard of 2000 covers the 2500 that are left: 2000."""
    asked = {
        "birth_date": "2015-03-01",
        "residence": "registered",
        "disability": "vision",
        "household_category": "dibao",
        "services": [{"item": "low_vision_aids", "cost": "3000", "paid_first": "500"}],
    }
    made = ledger(tmp_path / "l.db", [decided("x", "xingan/child-rehabilitation", "2019-06-04", asked)])
    said = stored(made, "x")
    said["outputs"]["services"][0]["subsidy"] = "1.00"
    said["outputs"]["services"].append({"item": "vision_training"})
    (found,) = recheck(altered(made, "x", said), book())
    assert [(one.path, one.kind, one.old, one.new, one.difference) for one in found.changes] == [
        ("services[0].subsidy", "amount", "1.00", "2000", 1999),
        ("services[1].item", "disappeared", "vision_training", NOTHING, None),
    ]
    totals = Totals()
    totals.add(found)
    assert list(totals.outputs) == [(found.program, "services.subsidy"), (found.program, "services.item")]


@pytest.mark.parametrize("changes", [{"question": b"x"}, {"decision": b"{}"}, {"decision": b'{"outputs": 1}'}])
def test_a_record_that_cannot_be_read_is_damage(kept: SqliteLedger, changes: dict[str, Any]) -> None:
    with pytest.raises(DamagedLedgerError) as caught:
        list(recheck(cast("Ledger", Altered(kept, "a", **changes)), book()))
    assert (caught.value.code, caught.value.value) == ("bad_record", "a")
