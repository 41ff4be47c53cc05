"""Decision tables in rule files: what covers its domain and what does not."""

from __future__ import annotations

import pytest

from benefits.model.check import cover
from tests.model.check.case import BORN, MEMBERS, OPTIONAL, built, codes, figure, table, with_decision

FIGURES = (
    figure("small", "person", "3")
    + figure("large", "person", "6")
    + figure("low", "CNY/month", "100")
    + figure("reform", "date", "2020-01-01", kind="type")
)
USED = "(if small < large and low > 0 and reform > date and born < date and bonus = null then 0 else income)"


def case(columns: str, *rules: str, parameters: str = FIGURES) -> str:
    """A file with a table, in which everything is used."""
    results = [rule if "=>" in rule else f"{rule} => {USED}" for rule in rules]
    return with_decision(table(columns, *results), OPTIONAL + BORN, parameters)


@pytest.mark.parametrize(
    ("columns", "rules"),
    [
        ("area", ['"urban"', '"rural"']),
        ("area", ['"urban", "rural"']),
        ("area", ['not("urban")', '"urban"']),
        ("area", ['= "urban"', '!= "urban"']),
        ("area", ['["urban", "rural"]']),
        ("area", ["-"]),
        ("area, size", ['"urban"|<= small', '"urban"|> small', '"rural"|-']),
        ("size", ["<= small", "(small..large]", "> large"]),
        ("size", ["< small", "[small..large]", "> large"]),
        ("size", ["< small", "small", "> small"]),
        ("size", ["<= 1", "> 1"]),
        ("size", ["[1..small]", "[small + 1..large]", ">= large + 1"]),
        ("size", ["not(> small)", "> small"]),
        ("income", ["< low", ">= low"]),
        ("income - gap", ["<= 0", "> 0"]),
        ("income", ["< gap", ">= gap"]),
        ("income", ["> low", "<= low"]),
        ("born", ["< reform", ">= reform"]),
        ("month day(born)", ["-"]),
        ("eligible", ["true", "false"]),
        ("income > gap", ["true", "not(true)"]),
        ("bonus", ["null", "not(null)"]),
        ("bonus", ["null", "<= low", "> low"]),
        ("bonus", ["= null", f"!= null => bonus + {USED}"]),
        ("size", ["<= standard * size / standard", "> standard * size / standard"]),
    ],
)
def test_tables_that_cover(columns: str, rules: list[str]) -> None:
    assert codes(case(columns, *rules)) == []


@pytest.mark.parametrize(
    ("columns", "rules", "found"),
    [
        ("area", ['"urban"'], 'area = "rural"'),
        ("size", ["< small", "> small"], "size = 3"),
        ("size", ["<= small", ">= large"], "size in (3..6)"),
        ("size", [">= small"], "size < 3"),
        ("income", ["< low"], "income = 100"),
        ("born", ["<= reform"], "born > 2020-01-01"),
        ("bonus", ["<= low", "> low"], "bonus = null"),
        ("eligible", ["true"], "eligible = false"),
        ("income", ["< gap", "> gap"], "income = gap"),
        ("area, size", ['"urban"|-', '"rural"|< small', '"rural"|> small'], 'area = "rural", size = 3'),
    ],
)
def test_gaps_are_named(columns: str, rules: list[str], found: str) -> None:
    problems = built(case(columns, *rules))[2]
    assert [(problem.code, problem.value) for problem in problems] == [("table_gap", found)]


@pytest.mark.parametrize(
    ("columns", "rules", "found"),
    [
        ("area", ['"urban"', "-"], 'area = "urban"'),
        ("size", ["<= small", ">= small"], "size = 3"),
        ("born", ["<= reform", "> reform", "< reform"], "born < 2020-01-01"),
        ("bonus", ["-", "null"], "bonus = null"),
    ],
)
def test_overlaps_are_named(columns: str, rules: list[str], found: str) -> None:
    problems = built(case(columns, *rules))[2]
    assert [(problem.code, problem.value) for problem in problems] == [("table_overlap", found)]


@pytest.mark.parametrize(
    ("columns", "rules"),
    [
        ("income", ["< low", ">= gap"]),
        ("income", ["< gap", ">= standard * size"]),
        ("size", ["? > small", "<= small"]),
        ("area", ["area", '"rural"']),
    ],
)
def test_what_cannot_be_verified_is_said(columns: str, rules: list[str]) -> None:
    assert codes(case(columns, *rules)) == ["table_unchecked"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("income", "unit_mismatch"),
        ('"urban"', "wrong_operand"),
        ("null", "null_value"),
        ("<= 3", "policy_number"),
        ("bonus", "untested_null"),
        ("smal", "unknown_name"),
    ],
)
def test_cells_have_the_type_of_their_column(cell: str, code: str) -> None:
    assert code in codes(case("size", cell))


def test_a_figure_that_changes_is_looked_at_on_each_day() -> None:
    """Until 2019 the tiers meet at 3; from 2020 they leave out 4 and 5."""
    low = figure("first", "person", "3")
    high = figure("second", "person", "from: 2019-01-01, until: 2019-12-31, value: 4", "from: 2020-01-01, value: 6")
    rules = ("<= first => income", ">= second => gap")
    problems = built(with_decision(table("size", *rules), "", low + high))[2]
    assert [(problem.code, problem.value) for problem in problems] == [("table_gap", "size in (3..6)")]


def keyed(urban: str, rural: str, name: str) -> str:
    rows = (f"area: {area}, from: 2019-01-01, value: {value}" for area, value in (("urban", urban), ("rural", rural)))
    return figure(name, "person", *rows).replace("    values:", "    by: [area]\n    values:")


def test_keyed_edges_are_looked_at_key_by_key() -> None:
    rules = ("-|<= first => income", "-|(first..second] => gap", "-|> second => 0")
    right = keyed("3", "4", "first") + keyed("5", "6", "second")
    assert codes(with_decision(table("area, size", *rules), "", right)) == []
    apart = ("-|<= first => income", "-|> second => gap")
    wrong = keyed("3", "4", "first") + keyed("3", "6", "second")
    problems = built(with_decision(table("area, size", *apart), "", wrong))[2]
    assert [problem.value for problem in problems] == ['area = "rural", size in (4..6)']


def test_a_collecting_table_needs_no_cover() -> None:
    letters = "type: list\n    of: choice\n    choices: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}"
    decision = table("area", '"urban" => "a"', '- => "b"').replace("unit: CNY/month", letters)
    assert codes(with_decision(decision.replace("    table:\n", "    table:\n      collect: true\n"))) == []


def test_rows_have_tables_too() -> None:
    lines = """  lines:
    label: {zh: 逐人, en: By member}
    each: members
    columns:
      more:
        label: {zh: 加, en: More}
        unit: CNY/month
        table:
          columns: [kind, works]
          rules:
            - {when: ['"old"', "-"], result: pay}
            - {when: ['"young"', "true"], undetermined: {zh: 未定, en: open}}
"""
    problems = built(with_decision(lines, MEMBERS, outputs="lines"))[2]
    assert [problem.value for problem in problems] == ['kind = "young", works = false']
    assert problems[0].path == "decisions.lines.columns.more"


@pytest.mark.parametrize(
    ("fact", "columns", "rules"),
    [
        ('area != "rural"', "area", ['"urban"']),
        ('"rural" != area and income > 0', "area", ['"urban"']),
        ('area in ("urban") or area = "urban"', "area", ['"urban"']),
        ('not(area = "rural")', "area", ['"urban"']),
        ("eligible", "eligible", ["true"]),
        ("not(eligible or income > gap)", "eligible", ["false"]),
        ("bonus != null and bonus > 0", "bonus", ["<= low", "> low"]),
        ("size <= large", "size", ["<= small", "(small..large]"]),
        ("large >= size", "size", ["<= small", "(small..large]"]),
        ("size = small or size = large", "size", ["small", "large"]),
    ],
)
def test_cases_turned_away_before_need_no_rule(fact: str, columns: str, rules: list[str]) -> None:
    text = case(columns, *rules)
    assert codes(text) == ["table_gap"]
    assert codes(text.replace("    table:\n", f"    only_when: '{fact}'\n    table:\n")) == []


@pytest.mark.parametrize(
    ("fact", "columns", "rules"),
    [
        ("size <= large + 1", "size", ["<= small", "(small..large]"]),  # 7 is left
        ("size <= household", "size", ["<= small", "(small..large]"]),
        ('area != "rural" or income > 0', "area", ['"urban"']),
        ("size between small and large", "size", ["[small..large]"]),
        ("eligible = false", "area", ['"urban"']),
        ("eligible", "area", ['"urban"']),
        ("bonus = null", "eligible", ["true"]),
    ],
)
def test_other_cases_still_do(fact: str, columns: str, rules: list[str]) -> None:
    household = "\n  household: {label: {zh: 户, en: Household}, type: integer, unit: person}\n"
    text = case(columns, *rules).replace("\nparameters:", f"{household}\nparameters:", 1)
    text = text.replace("    table:\n", f"    only_when: '{fact}'\n    table:\n")
    assert set(codes(text)) - {"unused"} == {"table_gap"}


def test_a_condition_of_undetermined_turns_cases_away() -> None:
    text = case("area", '"urban"').replace(
        "    table:\n", "    undetermined: [{when: 'area = \"rural\"', because: {zh: 无, en: none}}]\n    table:\n"
    )
    assert codes(text) == []


def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    text = case("size", "<= small", "> small")
    assert codes(text) == []
    monkeypatch.setattr(cover, "MAX_WORK", 5)
    assert codes(text) == ["table_unchecked"]


def test_a_table_has_a_limit_of_rules() -> None:
    rules = [f'"urban" => {number % 2}' for number in range(501)]
    assert codes(with_decision(table("area", *rules))) == ["too_many"]


def test_edges_may_be_calculated_from_figures() -> None:
    edges = ["< small * 1", "[small..-(1 - large)]", "large", ">= large + small / (1 + 1 + 1)"]
    rules = [f"{edge} => {USED}" for edge in edges]
    assert codes(with_decision(table("size", *rules), OPTIONAL + BORN, FIGURES)) == []


def test_an_edge_in_months_per_year() -> None:
    months = "\n  months:\n    label: {zh: 月数, en: Months}\n    type: integer\n    unit: month/year\n    min: 0\n"
    rules = ["< months_per_year => income", ">= months_per_year => gap"]
    assert codes(with_decision(table("months", *rules), months)) == []


def test_a_boolean_and_a_number_may_be_keys() -> None:
    inputs = """
  works: {label: {zh: 就业, en: Works}, type: boolean}
  former: {label: {zh: 原额, en: Former}, type: number, unit: CNY/month, decimals: 2, keys_of: renewed}
"""
    renewed = figure(
        "renewed",
        "CNY/month",
        "works: true, former: 405, from: 2019-01-01, value: 434",
        "works: false, former: 405, from: 2019-01-01, value: 400",
    ).replace("    values:", "    by: [works, former]\n    values:")
    decision = "  extra:\n    label: {zh: 新额, en: Renewed}\n    unit: CNY/month\n    formula: renewed\n"
    assert codes(with_decision(decision, inputs, renewed)) == []
    missing = renewed.replace("works: false, former: 405", "works: false, former: 439.5")
    problems = built(with_decision(decision, inputs, missing))[2]
    assert [(one.code, one.value) for one in problems] == [
        ("missing_keys", "works: true, former: 439.5"),
        ("missing_keys", "works: false, former: 405"),
    ]
