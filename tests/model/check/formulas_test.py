"""Formulas that are right and formulas that are not: units, kinds, null, lists, functions."""

from __future__ import annotations

import pytest

from tests.model.check.case import BASE, BORN, FORMULA, MEMBERS, OPTIONAL, codes, figure, with_condition, with_formula

INPUTS = OPTIONAL + BORN + MEMBERS
FIGURES = (
    figure("age_limit", "year", "16")
    + figure("term", "month", "6")
    + figure("share", "1", "0.5")
    + figure("reform", "date", "2020-01-01", kind="type")
    + figure("season", "month_day", "04-01", kind="type")
    + figure("allowed", "boolean", "true", kind="type")
)
USE_ALL = (
    "bonus = null and born < date and count(members) > 0 and completed years(born, date) > age_limit"
    " and add months(born, term) < reform and share > 0 and month day(born) >= season and allowed and "
)


def refusals(condition: str) -> list[str]:
    """The codes of a file with one more condition, everything else being used."""
    return codes(with_condition(USE_ALL + f"({condition})", INPUTS, FIGURES))


def test_the_base_is_right() -> None:
    assert codes(BASE) == []


@pytest.mark.parametrize(
    "condition",
    [
        "income + 0 > 1",
        "-income < 0 and 1 - share > 0",
        "income * (1 + share) >= gap",
        "standard / months_per_year * months_per_year * size = gap",
        "bonus != null and bonus > income",
        "bonus = null or bonus > income",
        "not(bonus = null) and bonus > income",
        "not(bonus = null or bonus > income)",
        "(if bonus = null then 0 else bonus) > income",
        "null != bonus and income > 0",
        'area in ("urban", "rural") and area in ["urban"]',
        'area = (if size > 0 then "urban" else "rural")',
        '(if size > 0 then "urban" else area) = area',
        "income between 0 and gap",
        "income in [0..gap] and income in (> 0, = 1) and date in [born..reform]",
        "month day(date) in [season..season]",
        "sum(members.pay) > income and min(members.pay) <= max(members.pay)",
        "sum(members[rate != null].rate) > share",
        "sum(for m in members return if m.rate != null then m.pay * m.rate else 0) > gap",
        'count(members[kind = "old" and works]) > 0',
        'count(members[item.kind = "old"]) > 0 and members[item.rate != null and item.rate > share] = members',
        "some m in members satisfies m.works and m.pay > 0",
        "every m in members, n in members satisfies m.pay >= n.pay",
        "all(members.works) or any(members.works) or all(allowed, members.works = members.works)",
        'list contains(members.kind, "old") and list contains(concatenate(members.kind, ["young"]), "old")',
        "count(concatenate(members, members)) > 0 and count([]) = 0",
        "max(born, reform) < date and min(members.joined) < date",
        "date.year - born.year > 0 and born.month = reform.month and born.day > 1",
        "add years(born, age_limit) <= date and add years(born, 1) < date",
        "add days(born, -1) < date and add days(add years(born, age_limit), 0) < date",
        "abs(income - gap) > sum(income, gap) and sum([income, gap]) > min(income, 0)",
        '{kind: "a", amount: income}.amount > 0',
        "count(members) - 1 > 0 and -count(members) < 0 and max(count(members), 1) > 0",
        "income != gap and (true or false) = true",
        "[] = members.pay and members.joined = members.joined",
        "(if allowed then [income] else []) = members.pay",
        "(if allowed then {a: income} else {a: 0}) = {a: gap}",
        "(if allowed then 0 else income) > (if allowed then gap else 0)",
        "date in members.joined",
    ],
)
def test_right_conditions(condition: str) -> None:
    assert refusals(condition) == []


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("income * size > income", "unit_mismatch"),
        ("income + standard > 0", "unit_mismatch"),
        ("income between 0 and standard", "unit_mismatch"),
        ("income in [0..standard]", "unit_mismatch"),
        ("income in (standard)", "unit_mismatch"),
        ("max(income, standard) > 0", "unit_mismatch"),
        ("sum(income, standard) > 0", "unit_mismatch"),
        ("(if allowed then [income] else [standard]) = members.pay", "unit_mismatch"),
        ("(if allowed then {a: income} else {a: standard}).a > 0", "unit_mismatch"),
        ("add years(born, term) < date", "unit_mismatch"),
        ("add days(born, term) < date", "unit_mismatch"),
        ("date.year > age_limit", "unit_mismatch"),
        ("count(members) / count(members) > share", "count_without_unit"),
        ("area > 0", "wrong_operand"),
        ("income > born", "wrong_operand"),
        ("born + 1 > date", "wrong_operand"),
        ("sum(members.kind) > 0", "wrong_operand"),
        ("max(born, income) > date", "wrong_operand"),
        ("max(income, born) > 0", "wrong_operand"),
        ("count(income) > 0", "wrong_operand"),
        ("all(members.pay)", "wrong_operand"),
        ("some m in income satisfies m > 0", "wrong_operand"),
        ("members[pay + 0 = pay and kind]= members", "wrong_operand"),
        ("income.pay > 0", "wrong_operand"),
        ("not(income)", "wrong_operand"),
        ("abs(area) > 0", "wrong_operand"),
        ("-area > 0", "wrong_operand"),
        ("allowed * income > 0", "wrong_operand"),
        ("[income, area] = members.pay", "wrong_operand"),
        ("(if allowed then {a: income} else {b: income}).a > 0", "wrong_operand"),
        ("members = members.pay", "wrong_operand"),
        ('area = "town"', "not_a_choice"),
        ('"town" = area', "not_a_choice"),
        ('(if allowed then area else "town") = area', "not_a_choice"),
        ('area in ("urban", "town")', "not_a_choice"),
        ('list contains(members.kind, "odd")', "not_a_choice"),
        ("list contains(members.kind, area)", "other_choices"),
        ('"a" = "b"', "text_compared"),
        ("bonus > 0", "untested_null"),
        ("bonus = income", "untested_null"),
        ("bonus != null or bonus > 0", "untested_null"),
        ("(if bonus != null then 0 else bonus) > 0", "untested_null"),
        ("sum(members.rate) > 0", "untested_null"),
        ("members[rate > share] = members", "untested_null"),
        ("null > income", "null_value"),
        ("income in (null)", "null_value"),
        ("income in (= null)", "null_value"),
        ("born.yaer > 0", "unknown_name"),
        ("members[pai > 0] = members", "unknown_name"),
        ("some m in members satisfies n.works", "unknown_name"),
        ("half(income) > 0", "unknown_name"),
        ("add years(born, share / share * age_limit / size * size / age_limit) = date", "unit_mismatch"),
        ("add months(born, term * share * share) = date", "not_whole"),
        ("income instance of number", "outside_profile"),
        ("(function(x) x)(income) > 0", "outside_profile"),
        ("abs(n: income) > 0", "outside_profile"),
        ("(for x in 0..1 return x) = members.pay", "outside_profile"),
        ("[0..1] = income", "outside_profile"),
        ("string length(area) > 0", "outside_profile"),
        ("income > 2", "policy_number"),
    ],
)
def test_wrong_conditions(condition: str, code: str) -> None:
    assert refusals(condition) == [code]


def test_a_count_in_a_decision_has_its_unit() -> None:
    assert codes(with_formula("count(members)", MEMBERS)) == ["unused", "unused", "unused", "unused"]


def test_an_exponent_beyond_the_limit_is_refused() -> None:
    square = "*".join(["CNY"] * 60)
    more = figure("area_money", square, "1")
    assert codes(with_condition("area_money * area_money > 0", parameters=more)) == ["bad_unit"]


@pytest.mark.parametrize("levels", [29, 30])
def test_depth_is_bounded(levels: int) -> None:
    nested = " + ".join(["income"] * levels)
    assert codes(with_formula(FORMULA.replace("income", nested))) == ([] if levels == 29 else ["too_deep"])


def test_wide_and_nested_calls_take_bounded_time() -> None:
    nested = "max(" * 15 + "income" + ", 0)" * 15
    assert codes(with_formula(FORMULA.replace("income", nested))) == []
