"""The answer as a value: canonical bytes, digest, equality, steps."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import rfc8785

from benefits.engine.calculator import Calculator
from benefits.engine.decision import SEMANTICS, Decision, canonical
from tests.engine.household import DAY, EXTRA, GOOD, VISIT, changed, program
from tests.engine.shared import IDS, book, calculators

HOUSEHOLD = Calculator(program())


def answers() -> list[Decision]:
    """Every example of the shipped programs that is answered, and one of the made program."""
    found = [HOUSEHOLD.decide(DAY, GOOD)]
    for id_ in IDS:
        for example in book().program(id_).examples:
            if example.outputs and not any(value in ("true", "false") for value in example.inputs.values()):
                found.append(calculators(id_)[0].decide(example.date, example.inputs, example.assume))
    return found


ANSWERS = answers()


def floats(value: Any) -> bool:
    if isinstance(value, dict):
        return any(floats(cell) for cell in value.values())
    return any(floats(item) for item in value) if isinstance(value, list) else isinstance(value, float)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer.program} {answer.date}")
def test_the_bytes_are_canonical_json(answer: Decision) -> None:
    """RFC 8785, as another library writes it; the contract's keys; no float; ASCII keys."""
    read = json.loads(answer.to_bytes())
    assert rfc8785.dumps(read) == answer.to_bytes()
    assert answer.to_json().encode() == answer.to_bytes()
    assert set(read) == {
        "assumptions", "date", "digest", "inputs", "outputs", "program", "rules", "steps", "undetermined"
    }  # fmt: skip
    assert not floats(read)
    assert (read["program"], read["date"]) == (answer.program, answer.date.isoformat())
    assert read["rules"] == {"bundle": read["rules"]["bundle"], "semantics": SEMANTICS}
    assert read["steps"] == answer.steps
    assert read["assumptions"] == answer.assumptions
    assert {name: reason["zh"] for name, reason in read["undetermined"].items()} == {
        name: reason.zh for name, reason in answer.undetermined.items()
    }


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer.program} {answer.date}")
def test_the_digest_is_that_of_the_bytes_without_it(answer: Decision) -> None:
    read = json.loads(answer.to_bytes())
    digest = read.pop("digest")
    assert digest == answer.digest == "sha256:" + hashlib.sha256(rfc8785.dumps(read)).hexdigest()


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer.program} {answer.date}")
def test_steps_have_labels_in_both_languages_and_cite(answer: Decision) -> None:
    kinds = {"input", "interpretation", "parameter", "decision", "rows"}
    for step in answer.steps:
        assert step["kind"] in kinds
        assert step["label"]["zh"] and step["label"]["en"]
        if step["kind"] in ("decision", "rows", "parameter"):
            assert step["cite"]["document"] and step["cite"]["clause"]
    order = ["input", "interpretation", "parameter"]
    placed = [order.index(step["kind"]) if step["kind"] in order else 3 for step in answer.steps]
    assert placed == sorted(placed)


def test_outputs_on_the_wire() -> None:
    """30 for the lake by the gate, 5 for the member that came with the case: 100.50 + 250 + 12.5 + 0 + 35 = 398."""
    inputs = changed(visits=[VISIT, {**VISIT, "spot": "洞", "who": "b"}], extra_spots=[EXTRA])
    answer = HOUSEHOLD.decide(DAY, inputs)
    assert answer.outputs == {
        "paid": [{"who": "a", "price": Decimal(30)}, {"who": "b", "price": Decimal(5)}],
        "total": Decimal("398"),
        "described": False,
        "items": False,
    }
    assert json.loads(answer.to_bytes())["outputs"] == {
        "paid": [{"who": "a", "price": "30"}, {"who": "b", "price": "5"}],
        "total": "398",
        "described": False,
        "items": False,
    }
    assert "398" in repr(answer)


def test_rounding_is_a_step() -> None:
    """1000 among three is 333.333…, for reading 333.33; the allowance (622 - 1000/3) * 3 is 866 exactly."""
    inputs = {"area": "urban", "household_size": 3, "household_income": 1000}
    answer = calculators("benxi/dibao")[0].decide(date(2019, 7, 1), inputs)
    steps = {step["name"]: step for step in answer.steps}
    rounding = steps["income_per_person"]["round"]
    assert (rounding["before"], rounding["after"], rounding["mode"], rounding["to"]) == (
        "1000/3", "333.33", "half up", "0.01"
    )  # fmt: skip
    assert steps["allowance"]["round"]["before"] == "866"
    assert steps["allowance"]["result"] == "866.00"
    assert steps["urban_standard"]["period"] == {"from": "2019-07-01"}


def test_equality_and_hash() -> None:
    first, second = HOUSEHOLD.decide(DAY, GOOD), HOUSEHOLD.decide(DAY.isoformat(), changed(income=Decimal("100.5")))
    other = HOUSEHOLD.decide(DAY, changed(income="100.51"))
    assert first == second and hash(first) == hash(second) and len({first, second, other}) == 2
    assert first != other and first != first.to_bytes() and first.digest != other.digest
    elsewhen = HOUSEHOLD.decide(date(2020, 5, 2), GOOD)
    assert elsewhen.outputs == first.outputs and elsewhen != first


def test_the_same_inputs_in_another_form_have_the_same_digest() -> None:
    """Defaults written out, dates as dates, another order: the same question."""
    given = dict(reversed(list(changed(bonus="12.50", services=[], born=date(1990, 2, 28), code=None).items())))
    assert HOUSEHOLD.decide(DAY, given).to_bytes() == HOUSEHOLD.decide(DAY, GOOD).to_bytes()
    assert HOUSEHOLD.decide(DAY, changed(note="other")).digest != HOUSEHOLD.decide(DAY, GOOD).digest


def test_canonical_text() -> None:
    assert canonical({"b": "中", "a": [1, None, True], "c": {}}) == '{"a":[1,null,true],"b":"中","c":{}}'.encode()
