"""A stored question asks again for the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

import benefits
from benefits.audit.entry import Envelope
from benefits.audit.record import plain, question, record, rules_of
from benefits.model.digest import bundle_digest, file_digest
from benefits.model.local_values import parse
from tests.audit.drafts import AT

ENVELOPE = Envelope("a", AT)
DIBAO = {"area": "urban", "household_size": 3, "household_income": Decimal("1000.50")}


@pytest.fixture(scope="module")
def book() -> benefits.RuleBook:
    return benefits.load()


def asked_again(book: benefits.RuleBook, stored: bytes) -> bytes:
    told = json.loads(stored)
    decision = book.decide(told["program"], told["date"], told["inputs"], told["assume"])
    return decision.sourced(told.get("local", {})).to_bytes()


@pytest.mark.parametrize(
    ("program", "day", "inputs", "assume"),
    [
        ("benxi/dibao", "2019-07-01", DIBAO, {}),
        ("benxi/dibao", date(2019, 7, 1), DIBAO | {"household_income": "1000.50"}, {"low_income_edge": "exclusive"}),
    ],
)
def test_a_question_gives_the_same_bytes(
    book: benefits.RuleBook, program: str, day: object, inputs: Mapping[str, object], assume: dict[str, str]
) -> None:
    decision = book.decide(program, day, inputs, assume)
    stored = question(decision, inputs, assume)
    assert asked_again(book, stored) == decision.to_bytes()
    assert stored == json.dumps(json.loads(stored), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_a_question_holds_texts_and_no_numbers(book: benefits.RuleBook) -> None:
    decision = book.decide("benxi/dibao", "2019-07-01", DIBAO)
    assert json.loads(question(decision, DIBAO)) == {
        "assume": {},
        "date": "2019-07-01",
        "inputs": {"area": "urban", "household_income": "1000.5", "household_size": "3"},
        "program": "benxi/dibao",
    }


def test_the_local_values_that_an_answer_used_are_in_its_question(book: benefits.RuleBook) -> None:
    text = """\
place: {zh: 某地, en: Somewhere}
values:
  national_average_wage:
    - {from: 2019-01-01, value: '400000', cite: 某文件}
"""
    inputs = {
        "prior_wage_bill": "100000000",
        "benefit_growth": "0.08",
        "labour_productivity": "up",
        "labour_cost_return": "not_below",
        "prior_average_wage": "1000000",
        "fully_competitive": True,
        "value_preserved": True,
        "regulated_wage_level": "0",
        "headcount": 0,
        "average_wage_growth_target": "0",
        "non_operating_decline": True,
    }
    decision = book.decide("benxi/soe-wage-bill", "2019-12-31", inputs, None, parse(text.encode(), "local.yaml"))
    stored = question(decision, inputs, with_local=True)
    told = json.loads(stored)
    assert told["inputs"]["national_average_wage"] == "400000"
    assert told["local"]["national_average_wage"]["cite"] == "某文件"
    assert asked_again(book, stored) == decision.to_bytes()


def test_the_rules_are_those_of_the_bundle(book: benefits.RuleBook) -> None:
    rules = rules_of(book, "benxi/tekun")
    assert rules.bundle == bundle_digest({path: file_digest(text) for path, text in rules.files.items()})
    assert {"benxi/tekun.yaml", "benxi/dibao.yaml"} <= rules.files.keys()


def test_a_draft_has_what_its_decision_says(book: benefits.RuleBook) -> None:
    decision = book.decide("benxi/dibao", "2019-07-01", DIBAO)
    made = record(decision, question(decision, DIBAO), ENVELOPE, rules_of(book, "benxi/dibao"))
    again = record(decision, question(decision, DIBAO), ENVELOPE, rules_of(book, "benxi/dibao"))
    assert (made.program, made.date, made.payload.decision) == ("benxi/dibao", "2019-07-01", decision.to_bytes())
    assert len(made.payload.salt) == 32 and made.payload.salt != again.payload.salt


def test_a_draft_refuses_the_rules_of_another_program(book: benefits.RuleBook) -> None:
    decision = book.decide("benxi/dibao", "2019-07-01", DIBAO)
    with pytest.raises(ValueError, match="was not decided by"):
        record(decision, question(decision, DIBAO), ENVELOPE, rules_of(book, "benxi/tekun"))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, True),
        (7, "7"),
        (Decimal("1.50"), "1.5"),
        (date(2024, 2, 29), "2024-02-29"),
        ("1.50", "1.50"),
        ([{"a": 1, "b": None}], [{"a": "1"}]),
        (({"a": Decimal(2)},), [{"a": "2"}]),
    ],
)
def test_a_value_is_written_without_numbers(value: object, written: object) -> None:
    assert plain(value) == written


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError):
        plain(object())
