"""The shape of rule files: all problems together, in place, and with the nearest key."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefits.codes import CODES
from benefits.model.build import build_document, build_program
from benefits.model.program import Label
from benefits.model.rule_file import read_document, read_program
from tests.model.around import DOCUMENT, STANDARD, said

VALUE: dict[str, Any] = yaml.load(STANDARD, Loader=yaml.CBaseLoader)


def test_a_right_file_has_a_shape() -> None:
    _, shape, problems = read_program(STANDARD.encode(), "used/standard.yaml")
    assert not problems
    assert shape is not None
    assert shape.decisions["standard"].unit == "CNY/month"


def test_text_that_is_not_yaml_has_none() -> None:
    reading, shape, problems = read_program(b"a: [", "used/standard.yaml")
    assert reading is None and shape is None
    assert [each.code for each in problems] == ["yaml_syntax"]


def test_an_unknown_key_comes_with_the_nearest() -> None:
    text = STANDARD.replace("    unit: CNY/month\n    decimals", "    untis: CNY/month\n    decimals")
    _, _, problems = read_program(text.encode(), "used/standard.yaml")
    assert [(each.code, each.value, each.nearest) for each in problems] == [("unexpected_key", "untis", "unit")]
    assert problems[0].path == "inputs.income.untis"


def test_a_document() -> None:
    reading, shape, problems = read_document(DOCUMENT.encode(), "documents/state-council-649.yaml")
    assert reading is not None and shape is not None and not problems
    document = build_document(reading, shape)
    assert (document.id, document.number, document.title.text("zh")) == (
        "state-council-649", "国务院令第649号", "社会救助暂行办法",
    )  # fmt: skip
    _, _, problems = read_document(DOCUMENT.replace("issuer", "isuer").encode(), "documents/x.yaml")
    assert said(problems) == ["1:1 missing_key", "4:1 unexpected_key"]


def _spots(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [path, *(spot for key, item in value.items() for spot in _spots(item, (*path, key)))]
    if isinstance(value, list):
        return [path, *(spot for number, item in enumerate(value) for spot in _spots(item, (*path, number)))]
    return [path]


SPOTS = _spots(VALUE)[1:]
ODD: st.SearchStrategy[object] = st.sampled_from(
    [
        *("x", "X y", "1", "-1.5", "true", "2019-02-30", "urban", "list", "choice", "a.b", "(", "- -"),
        *([], ["a"], [["a"]], [{"a": "b"}], {}, {"a": "b"}, {"from": "2019-01-01"}),
        *({"zh": "x"}, {"zh": "x", "en": "y"}),
    ]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(SPOTS), ODD, st.sampled_from(["set", "drop", "add"])), max_size=3))
def test_any_disturbance_is_reported_in_the_words_of_the_format(changes: list[tuple[Any, object, str]]) -> None:
    """Whatever stands wherever: problems with known codes and places inside the file, never another exception."""
    value = copy.deepcopy(VALUE)
    for path, odd, kind in changes:
        target: Any = value
        try:
            for part in path[:-1]:
                target = target[part]
            if kind == "set":
                target[path[-1]] = odd
            elif kind == "drop":
                del target[path[-1]]
            else:
                target[path[-1]][str(odd)[:5]] = odd
        except (KeyError, IndexError, TypeError):
            continue
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, default_flow_style=None)
    reading, shape, problems = read_program(text.encode(), "used/standard.yaml")
    if reading is not None and shape is not None:
        _, problems = build_program(reading, shape, "used/standard.yaml")
    lines = text.splitlines()
    for problem in problems:
        assert problem.code in CODES
        assert problem.message("en") and problem.message("zh")
        assert 1 <= problem.line <= len(lines) + 1


def test_the_register_of_a_document() -> None:
    register = "clauses:\n  一:\n    gist: {zh: 差额, en: The gap}\n    not_encoded: {zh: 无数额, en: no amount}\n"
    reading, shape, problems = read_document((DOCUMENT + register).encode(), "documents/state-council-649.yaml")
    assert reading is not None and shape is not None and not problems
    (clause,) = build_document(reading, shape).clauses
    assert (clause.id, clause.gist.en, clause.not_encoded) == ("一", "The gap", Label("无数额", "no amount"))
    assert (clause.at.line, clause.at.column) == (DOCUMENT.count("\n") + 2, 3)


@pytest.mark.parametrize(
    ("register", "found"),
    [
        ("clauses:\n  一:\n    note: x\n", ["2:5 unexpected_key", "1:3 missing_key"]),
        ("clauses:\n  一:\n    gist: {zh: 甲}\n", ["2:5 missing_key"]),
        ("clauses:\n  一:\n    gist: {zh: 甲, en: A}\n  一:\n    gist: {zh: 甲, en: A}\n", ["3:3 duplicate_key"]),
        ("clauses: []\n", ["0:10 wrong_kind"]),
    ],
)
def test_a_bad_register_is_refused(register: str, found: list[str]) -> None:
    _, shape, problems = read_document((DOCUMENT + register).encode(), "documents/state-council-649.yaml")
    above = DOCUMENT.count("\n") + 1
    assert shape is None
    assert sorted(f"{each.line - above}:{each.column} {each.code}" for each in problems) == sorted(found)
