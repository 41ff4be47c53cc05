"""Shapes to programs: every kind of input, parameter, body and type."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from benefits.feel import parse, syntax
from benefits.model.build import build_program
from benefits.model.program import (
    Allocate,
    Dated,
    DecisionTable,
    Each,
    Extension,
    Formula,
    Group,
    Label,
    Lookup,
    Mark,
    NoOverlap,
    Period,
    Rank,
    Split,
    Type,
)
from benefits.model.rule_file import read_program
from tests.model.around import EVERYTHING, STANDARD, built, said

LABEL = "{zh: x, en: y}"
FIELD = f"{{label: {LABEL}, type: date}}"
PROGRAM = built(EVERYTHING, "used/everything.yaml")
INPUTS = {each.name: each for each in PROGRAM.inputs}
PARAMETERS = {each.name: each for each in PROGRAM.parameters}
DECISIONS = {each.name: each for each in PROGRAM.decisions}
CNY = Type("number", unit="CNY")


def test_the_head() -> None:
    assert PROGRAM.id == "used/everything"
    assert PROGRAM.period == Period()
    assert PROGRAM.undated == Label("未写明", "not stated")
    assert PROGRAM.date_rule is not None
    assert (PROGRAM.date_rule.month_day, PROGRAM.date_rule.period) == ("12-31", Period(date(2019, 12, 31)))
    assert PROGRAM.outputs == (("big", "big"), ("figure", "rounded"), ("reasons", "reasons"))
    assert PROGRAM.path == "used/everything.yaml"
    assert PROGRAM.interpretations[0].recorded


def test_inputs() -> None:
    assert INPUTS["amount"].default == Fraction(1, 2)
    assert INPUTS["amount"].keys_of == "by_amount"
    assert INPUTS["count"].type == Type("number", unit="person", whole=True)
    assert (INPUTS["count"].minimum, INPUTS["count"].maximum) == (Fraction(0), Fraction(9))
    assert INPUTS["count"].external
    assert (INPUTS["code"].pattern, INPUTS["code"].not_empty, INPUTS["code"].optional) == ("[0-9]{3}", True, True)
    assert INPUTS["sure"].default is True
    assert [each.name for each in INPUTS.values() if each.required] == ["born"]
    condition = INPUTS["since"].optional_when
    assert condition is not None and (condition.text, INPUTS["since"].optional) == ("sure", False)
    assert INPUTS["born"].help == Label("生日", "Birthday")
    assert INPUTS["born"].at == Mark(34, 3)


def test_lists_and_tables() -> None:
    rows, prices = INPUTS["rows"], INPUTS["prices"]
    assert (rows.is_table, rows.min_rows, rows.max_rows, rows.unique) == (False, 1, 50_000, ("id",))
    assert (prices.is_table, prices.has_default, prices.default, prices.max_rows) == (True, True, (), 2_000_000)
    assert INPUTS["more"].max_rows == 7
    assert prices.no_overlap == NoOverlap(("kind",), "from", "until")
    assert rows.type.of is not None
    assert rows.type.of.fields[2] == ("level", Type("choice", choices="rows.level"))


def test_enumerations_written_inline_are_named_after_their_place() -> None:
    names = [each.name for each in PROGRAM.enumerations]
    assert names == ["kind", "rows.level", "shares.level", "reasons", "limits.rule", "grade"]
    assert PROGRAM.enumerations[0].extended_by == Extension("more", "id", "name")
    assert PROGRAM.enumerations[1].ids() == ("A", "B")


def test_rows_of_parameters() -> None:
    early, late = PARAMETERS["share"].rows
    assert (early.value, early.period) == (Fraction(2, 3), Period(date(2019, 1, 1), date(2019, 12, 31)))
    assert (late.value, late.period.last) == (Fraction(7, 10), date(2030, 12, 31))
    assert (early.cite.clause, late.cite.clause) == ("一", "三")
    assert PARAMETERS["share"].gap == Label("有空档", "there is a gap")
    first, second = PARAMETERS["printed"].rows
    assert (first.keys, first.value) == (("first",), Fraction(88_500))
    assert (second.value, second.not_stated) == (None, Label("未写明", "not stated"))
    assert [row.keys for row in PARAMETERS["by_amount"].rows] == [
        (Fraction(405), True, None), (Fraction(439), None, False),
    ]  # fmt: skip
    assert PARAMETERS["first_day"].rows[0].value == "04-01"
    assert PARAMETERS["grade"].type == Type("choice", choices="grade")
    assert PARAMETERS["grade"].on(date(2018, 1, 1)) == ()


def test_figures() -> None:
    big, rounded = DECISIONS["big"], DECISIONS["rounded"]
    assert (big.type, big.period.first, big.note) == (Type("boolean"), date(2020, 1, 1), Label("注", "Note"))
    assert big.only_when is not None and big.only_when.tree == syntax.Name("sure")
    assert big.undetermined[0][1] == Label("无号", "no code")
    assert isinstance(rounded.body, Dated)
    assert [period.first for period, _ in rounded.body.versions] == [None, date(2021, 1, 1)]
    assert rounded.rounding is not None
    assert (rounded.rounding.mode("up"), rounded.rounding.by) == ("ceiling", "way")
    assert (rounded.kind, rounded.for_reading) == ("ceiling", True)


def test_tables_and_lists() -> None:
    reasons = DECISIONS["reasons"]
    assert isinstance(reasons.body, DecisionTable)
    assert reasons.body.collect
    assert reasons.body.rules[0].result is not None
    assert reasons.body.rules[1].undetermined == Label("不明", "unclear")
    assert reasons.type == Type("list", of=Type("choice", choices="reasons"))
    assert DECISIONS["limits"].type.of == Type(
        "record", fields=(("rule", Type("choice", choices="limits.rule")), ("amount", CNY))
    )
    assert DECISIONS["listed"].type.of == Type("record", fields=(("id", Type("text")), ("text", Type("text"))))
    assert DECISIONS["words"].type == Type("list", of=Type("text"))


def test_splits_and_tables_made_row_by_row() -> None:
    parts, lines, totals, shares = (DECISIONS[name] for name in ("parts", "lines", "totals", "shares"))
    assert isinstance(parts.body, Split)
    assert parts.type == Type("record", unit="CNY", fields=(("mine", CNY), ("yours", CNY)))
    assert isinstance(lines.body, Each)
    assert lines.body.keep == ("kind", "level", "day")  # `id` is made anew
    assert isinstance(lines.body.columns[0].body, Rank)
    assert isinstance(lines.body.columns[1].body, Lookup)
    assert isinstance(totals.body, Group)
    assert totals.type.of is not None and shares.type.of is not None
    assert totals.type.of.fields == (("kind", Type("choice", choices="kind")), ("total", CNY))
    assert [name for name, _ in shares.type.of.fields] == ["kind", "part", "level"]
    assert isinstance(shares.body, Each)
    assert isinstance(shares.body.columns[0].body, Allocate)


def test_a_table_of_nothing_known_has_no_fields_yet() -> None:
    text = EVERYTHING.replace("each: rows", "each: rowz").replace("group: lines", "group: totals")
    program = built(text, "used/everything.yaml")
    kinds = {each.name: each.type for each in program.decisions}
    assert kinds["lines"].of is not None and kinds["totals"].of is not None
    assert [name for name, _ in kinds["lines"].of.fields] == ["place", "price", "id"]
    assert [name for name, _ in kinds["totals"].of.fields] == ["total"]


def test_checks_properties_examples() -> None:
    assert (PROGRAM.checks[0].each, PROGRAM.checks[0].blames) == ("rows", ("id",))
    assert [(each.direction, each.output, each.along) for each in PROGRAM.properties] == [
        ("", "", ""), ("falls", "figure", "amount"), ("rises", "figure", "amount"),
    ]  # fmt: skip
    one, two, three, four = PROGRAM.examples
    assert (one.published, one.inputs["rows"], one.assume) == (True, [{"id": "a"}], {"way": "down"})
    assert (one.outputs, one.undetermined) == ({"figure": "1"}, ("big",))
    assert (two.missing, three.refused, four.not_in_force) == (("amount",), ("amount",), True)


def test_the_places_of_a_formula() -> None:
    folded = '>-\n      if area = "urban"\n      then "high"\n      else "low"'
    program = built(STANDARD.replace('if area = "urban" then "high" else "low"', folded))
    formula = program.decisions[0].body
    assert isinstance(formula, Formula)
    at = formula.text.index("else")
    assert formula.at == Mark(46, 7)
    assert formula.place(0) == Mark(46, 7)
    assert formula.place(at) == Mark(48, 7)
    assert formula.place(at + 5) == Mark(48, 12)


def test_names_with_spaces_are_the_profile_functions() -> None:
    tree = parse("completed years(born, date)", ["completed years", "born", "date"])
    program = built(STANDARD.replace("formula: amounts", "formula: completed years(income, date)"))
    formula = program.decisions[1].body
    assert isinstance(formula, Formula)
    assert isinstance(tree, syntax.Call) and isinstance(formula.tree, syntax.Call)
    assert formula.tree.function == syntax.Name("completed years")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  area:\n", "  date:\n", ["15:3 duplicate_name"]),
        ("  amounts:\n", "  area:\n", ["29:3 duplicate_name"]),
        ("{band: low, from", "{area: low, from", ["34:10 unexpected_key"]),
        ("area:\n", f"a: {{label: {LABEL}, type: list, fields: {{if: {FIELD}}}}}\n  area:\n", ["15:51 duplicate_name"]),
        ("  band:\n", "  income:\n", ["39:3 duplicate_name"]),
    ],
)
def test_names_are_told_apart(old: str, new: str, expected: list[str]) -> None:
    reading, shape, problems = read_program(STANDARD.replace(old, new).encode(), "used/standard.yaml")
    if reading is not None and shape is not None:
        _, problems = build_program(reading, shape, "used/standard.yaml")
    assert said(problems) == expected


def test_a_key_is_read_as_what_it_stands_for() -> None:
    text = EVERYTHING.replace("{amount: 405, sure: true", "{amount: 4o5, sure: yes")
    reading, shape, _ = read_program(text.encode(), "used/everything.yaml")
    assert reading is not None and shape is not None
    _, problems = build_program(reading, shape, "used/everything.yaml")
    assert [each.code for each in problems] == ["bad_literal", "bad_literal"]


def test_two_enumerations_do_not_share_a_name() -> None:
    text = EVERYTHING.replace("  grade:\n    label: {zh: 等", "  kind:\n    label: {zh: 等")
    reading, shape, _ = read_program(text.encode(), "used/everything.yaml")
    assert reading is not None and shape is not None
    _, problems = build_program(reading, shape, "used/everything.yaml")
    assert [each.code for each in problems] == ["duplicate_name"]
