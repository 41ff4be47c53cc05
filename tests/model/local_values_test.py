"""Local values files: read with every problem in place, filling only what a case lacks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import benefits
from benefits.errors import InputError, MissingInputsError
from benefits.model.local_values import parse

BOOK = benefits.load()
INTERNSHIP = BOOK.program("xingan/internship-subsidy")
WAGE = "class_one_minimum_wage"
CASE = {"person_kind": "youth", "unemployed": True, "birth_date": "1997-01-01", "months": 6, "interns_finished": 0}
FILE = """\
place: {zh: 乌兰浩特市, en: Ulanhot}
values:
  class_one_minimum_wage:
    - {from: 2018-01-01, until: 2019-06-30, value: 1700, cite: 甲}
    - {from: 2019-07-01, until: 2019-12-31, value: 1760.00, cite: 乙}
"""
VALUES = parse(FILE.encode(), "local.yaml")


def refusal(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse(text.encode(), "local.yaml")
    return [f"{each.line}:{each.column} {each.code}" for each in caught.value.problems]


@pytest.mark.parametrize(
    ("day", "monthly"), [("2019-06-30", "850.00"), ("2019-07-01", "880.00"), ("2019-12-31", "880.00")]
)
def test_the_value_of_the_day_is_taken(day: str, monthly: str) -> None:
    decision = BOOK.decide(INTERNSHIP.id, day, CASE, values=VALUES)
    assert json.loads(decision.to_json())["outputs"]["monthly"] == monthly


@pytest.mark.parametrize("day", ["2020-01-01"])
def test_a_day_without_a_value_leaves_it_missing(day: str) -> None:
    with pytest.raises(MissingInputsError) as caught:
        BOOK.decide(INTERNSHIP.id, day, CASE, values=VALUES)
    assert list(caught.value.missing) == [WAGE]


def test_the_answer_cites_it_and_has_a_digest_of_its_own() -> None:
    decision = BOOK.decide(INTERNSHIP.id, "2019-07-01", CASE, values=VALUES)
    given = BOOK.decide(INTERNSHIP.id, "2019-07-01", CASE | {WAGE: "1760.00"})
    (step,) = (step for step in decision.steps if step["name"] == WAGE)
    assert step["local"] == {
        "cite": "乙",
        "place": {"zh": "乌兰浩特市", "en": "Ulanhot"},
        "period": {"from": "2019-07-01", "until": "2019-12-31"},
    }
    assert decision.outputs == given.outputs
    assert decision.digest != given.digest
    answer = json.loads(decision.to_json())
    for one in answer["steps"]:
        one.pop("local", None)
    assert answer["steps"] == given.steps
    assert list(answer) == sorted(answer)
    written = json.dumps(json.loads(decision.to_json()), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert decision.to_json() == written


def test_what_is_given_wins_and_is_not_cited() -> None:
    decision = BOOK.decide(INTERNSHIP.id, "2019-07-01", CASE | {WAGE: 2000}, values=VALUES)
    assert str(decision.outputs["monthly"]) in ("1000", "1000.00")
    assert decision == BOOK.decide(INTERNSHIP.id, "2019-07-01", CASE | {WAGE: 2000})


def test_a_value_that_does_not_matter_is_not_taken() -> None:
    case = CASE | {"unemployed": False}
    assert BOOK.decide(INTERNSHIP.id, "2019-07-01", case, values=VALUES) == BOOK.decide(
        INTERNSHIP.id, "2019-07-01", case
    )


def test_a_program_of_its_own_wins() -> None:
    text = FILE + f"  {INTERNSHIP.id}.{WAGE}:\n    - {{from: 2019-01-01, value: 1800, cite: 丙}}\n"
    filled, sources = parse(text.encode(), "local.yaml").fill(INTERNSHIP, date(2019, 7, 1), CASE)
    assert filled[WAGE] == "1800"
    assert sources[WAGE].cite == "丙"
    assert WAGE not in CASE


def test_only_external_inputs_are_filled() -> None:
    text = FILE + "  months:\n    - {from: 2019-01-01, value: 12, cite: 丁}\n"
    values = parse(text.encode(), "local.yaml")
    filled, _ = values.fill(INTERNSHIP, date(2019, 7, 1), {})
    assert set(filled) == {WAGE}
    (problem,) = values.unknown([INTERNSHIP])
    assert (problem.code, problem.value, problem.line, problem.column) == ("unknown_input", "months", 6, 3)


def test_yes_or_no_is_no_text() -> None:
    program = BOOK.program("beijing/technology-transfer-exemption")
    place = FILE.partition("values:")[0]
    text = "values:\n  in_pilot_period:\n    - {from: 2021-01-01, value: true, cite: 戊}\n"
    filled, _ = parse((place + text).encode(), "local.yaml").fill(program, date(2021, 1, 1), {})
    assert filled == {"in_pilot_period": True}


def test_a_bad_value_is_refused_at_its_place() -> None:
    values = parse(FILE.replace("1760.00", "1760.001").encode(), "local.yaml")
    with pytest.raises(InputError) as caught:
        BOOK.decide(INTERNSHIP.id, "2019-07-01", CASE, values=values)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file, problem.line, problem.column) == ("too_many_decimals", "local.yaml", 5, 7)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("place: {zh: 乌兰浩特市, en: Ulanhot}\n", "", ["1:1 missing_key"]),
        ("value: 1700", "valeu: 1700", ["4:7 missing_key", "4:45 unexpected_key"]),
        ("cite: 甲", "cite: ''", ["4:64 empty_value"]),
        ("from: 2018-01-01", "from: 2018-1-1", ["4:14 bad_literal"]),
        ("until: 2019-06-30", "until: 2017-06-30", ["4:7 reversed_period"]),
        ("until: 2019-06-30", "until: 2019-07-01", ["5:7 periods_overlap"]),
        ("until: 2019-06-30, ", "", ["5:7 periods_overlap"]),
        ("from: 2019-07-01", "from: 2017-07-01", ["5:7 periods_unordered"]),
    ],
)
def test_a_bad_file_is_refused_in_place(old: str, new: str, found: list[str]) -> None:
    assert old in FILE
    assert sorted(refusal(FILE.replace(old, new))) == sorted(found)


def test_a_file_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "local.yaml"
    path.write_text(FILE, encoding="utf-8")
    assert benefits.local_values(path) == VALUES
    with pytest.raises(InputError):
        benefits.local_values(tmp_path / "none.yaml")
