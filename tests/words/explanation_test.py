"""Decisions in words: each sentence written by hand next to the steps that it tells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from benefits.model.program import Label
from benefits.words import Heading, Item, Listing, Table, explain, plain
from tests.words.answers import DIBAO, MEASURES, Answer, Step, decided, given, label

HERE = Path(__file__).parent


def lines(answer: Answer, heading: str) -> tuple[str, ...]:
    """The lines of the first step told under the heading, in English."""
    blocks = explain(answer, None, "en").blocks
    place = next(number for number, block in enumerate(blocks) if block == Heading(heading))
    listing = blocks[place + 1]
    assert isinstance(listing, Listing)
    return listing.items[0].lines


def told(*steps: Step) -> tuple[str, ...]:
    """How the last of the steps was worked out."""
    blocks = explain(Answer(steps, {}), None, "en").blocks
    listing = next(block for block in blocks if isinstance(block, Listing) and block.numbered)
    return listing.items[-1].lines


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_decision_is_told_result_first(language: str) -> None:
    written = (HERE / f"dibao.{language}.txt").read_text(encoding="utf-8")
    assert plain(explain(DIBAO, None, language)) == written


YES = given("eligible", label("合格", "Eligible"), True)
NO = given("eligible", label("合格", "Eligible"), False)
A = given("a", label("甲", "First"), "7", "CNY")
B = given("b", label("乙", "Second"), "2.5", "CNY")
RESULT = label("丙", "Result")


def test_the_branch_not_taken_is_not_told() -> None:
    step = decided("c", RESULT, "if eligible then a else 0", {"eligible": False}, "0", unit="CNY")
    assert told(NO, A, step) == ("Since “Eligible” does not hold:", "Result = 0 yuan")


def test_a_condition_that_cannot_be_followed_leaves_both_branches() -> None:
    step = decided("c", RESULT, "if count(rows) > 1 then a else b", {"a": "7", "b": "2.5"}, "7", unit="CNY")
    assert told(A, B, step) == (
        "Result = if the number of rows > 1 then First, otherwise Second",
        "= if the number of rows > 1 then 7 yuan, otherwise 2.50 yuan = 7 yuan",
    )


def test_a_repeating_fraction_is_marked_as_approximate() -> None:
    step = decided("c", RESULT, "a / b", {"a": "1000", "b": "3"}, "1000/3", unit="CNY/person")
    rounded = step | {"round": {"before": "1000/3", "after": "333.33", "to": "0.01", "mode": "down", "because": {}}}
    assert told(A, given("b", label("乙", "Second"), "3", "person"), rounded) == (
        "Result = First ÷ Second",
        "= 1000 yuan ÷ 3 people = ≈333.33 yuan per person",
        "cut off to the fen: ≈333.33 → 333.33 yuan per person",
    )


def test_only_the_condition_that_decides_is_told() -> None:
    step = decided("c", RESULT, "not(eligible) and a < b", {"eligible": True, "a": "7", "b": "2.5"}, False)
    assert told(YES, A, B, step) == ("Result: not “Eligible”", "not “Eligible (yes)” → no")


def test_brackets_stand_where_they_are_needed() -> None:
    step = decided("c", RESULT, "a - (b - a) + (a * b) / (a / b)", {}, "1", unit="CNY")
    assert told(A, B, step)[0] == ("Result = First − (Second − First) + First × Second ÷ (First ÷ Second) = 1 yuan")


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("min(a, b)", "the smaller of First and Second"),
        ("max(a, b, 0)", "the greatest of First, Second, 0"),
        ("sum(a)", "the sum of First"),
        ("a in [0..b]", "First is between 0 and Second (both included)"),
        ("a in (0..b]", "First is between 0 and Second (0 not included, Second included)"),
        ("a in (> 1)", "First > 1"),
        ("a != null", "First is given"),
        ('t in ("x", "y")', "t is one of x, y"),
        ("completed years(a, b) >= 1", "the full years from First to Second ≥ 1"),
        ("add days(a, -1) >= b", "the day before First ≥ Second"),
        ("add days(a, b) >= date", "First plus Second (days) ≥ the date of the question"),
        ("add days(add days(a, b), -1)", "the day before (First plus Second (days))"),
        ("a * max(0, min(a, b) - a)", "First × (the larger of 0 and ((the smaller of First and Second) − First))"),
        ("max(0, a * b)", "the larger of 0 and (First × Second)"),
        ("min(a, b) + 1", "(the smaller of First and Second) + 1"),
        ("a * sum(b)", "First × (the sum of Second)"),
        ("sum(a) - b", "the sum of First − Second"),
        ("date.year", "the year of the date of the question"),
        ("every x in a satisfies x > 1", "every one of First satisfies: x > 1"),
        ("a[item > 1]", "First (where the item > 1)"),
        ("rate + months_per_year", "rate + months in a year"),
        ("abs(a - b)", "the size of (First − Second)"),
        ("a between 0 and 1", "First is between 0 and 1 (both included)"),
        ("(a or b) and not(a)", "(First or Second) and not “First”"),
        ("a ?? b", "a ?? b"),
    ],
)
def test_formulas_in_words(formula: str, words: str) -> None:
    step = decided("c", RESULT, formula, {}, True)
    assert words in told(A, B, step)[0]


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("amount", "5000 yuan"),
        ("ceiling", "at most 5000 yuan"),
        ("floor", "at least 5000 yuan"),
        ("estimate", "about 5000 yuan (an estimate)"),
        ("range", "5000 yuan (a range; the authority decides within it)"),
    ],
)
def test_the_kind_of_a_figure_is_told(figure: str, words: str) -> None:
    step = decided("c", RESULT, "", {}, "5000", unit="CNY", output="c", figure=figure)
    blocks = explain(Answer([step], {"c": Decimal(5000)}), None, "en").blocks
    assert Table((), (("Result", words),)) in blocks


def test_nothing_at_most_is_nothing() -> None:
    """Who may have no loan is not told “at most 0 yuan”."""
    step = decided("c", RESULT, "", {}, "0.00", unit="CNY", output="c", figure="ceiling")
    blocks = explain(Answer([step], {"c": Decimal("0.00")}), None, "en").blocks
    assert Table((), (("Result", "0 yuan"),)) in blocks or Table((), (("Result", "0.00 yuan"),)) in blocks


def test_a_negative_value_that_is_put_in_has_brackets() -> None:
    growth = given("g", label("增幅", "Growth"), "-0.08", "1")
    step = decided("c", RESULT, "max(0, a * (1 + g))", {"a": "100", "g": "-0.08"}, "92", unit="CNY")
    assert told(A, growth, step)[1] == "= the larger of 0 and (100 yuan × (1 + (-0.08))) = 92 yuan"


@pytest.mark.parametrize(
    ("unit", "words"), [("year", "= 1 July 2017 plus 2 years = 1 July 2019"), ("1", "= 1 July 2017 plus 2 (years) =")]
)
def test_a_span_of_years_is_told_once(unit: str, words: str) -> None:
    day, span = given("d", label("日", "Day"), "2017-07-01"), given("n", label("年限", "Span"), "2", unit)
    step = decided("c", RESULT, "add years(d, n)", {"d": "2017-07-01", "n": "2"}, "2019-07-01")
    assert told(day, span, step)[1].startswith(words)


def test_whether_a_value_is_given_needs_no_value() -> None:
    day = given("d", label("日", "Day"), None)
    assert told(day, decided("c", RESULT, "d != null", {"d": None}, False)) == ("Day is given → no",)


def test_a_day_of_the_year_is_put_in_as_people_say_it() -> None:
    first = {"kind": "parameter", "name": "f", "label": label("首日", "First day"), "result": "04-01"}
    step = decided("c", RESULT, "month day(date) = f", {"f": "04-01"}, True)
    assert told(first, step)[1].endswith(" = 1 April → yes")


def test_an_open_question_inside_a_condition_has_its_reading_beside_it() -> None:
    asked = {"kind": "interpretation", "name": "way", "label": label("怎样算", "How?"), "result": "x"}
    asked["text"] = label("甲法", "This way")
    assert told(asked, decided("c", RESULT, 'way = "x"', {}, True))[0].startswith("How: This way")
    beside = decided("c", RESULT, 'way = "x" or a > 1', {}, True)
    assert told(asked, A, beside) == ("How (This way) or First > 1 → yes",)


def test_what_is_not_determined_says_why() -> None:
    reason = Label(zh="没有规定", en="the text has no rule")
    step = decided(
        "c", RESULT, "a", {}, None, unit="CNY", output="c", undetermined=label("没有规定", "the text has no rule")
    )
    answer = Answer([step], {"c": None}, {"c": reason})
    assert Table((), (("Result", "not determined: the text has no rule"),)) in explain(answer, None, "en").blocks
    assert lines(answer, "How it was worked out") == ("not determined: the text has no rule",)


ROWS: Step = {
    "kind": "rows",
    "name": "lines",
    "output": "items",
    "label": label("明细", "Items"),
    "columns": [
        {"name": "cost", "label": label("费用", "Cost"), "unit": "CNY", "formula": "price * number"},
        {"name": "place", "label": label("名次", "Place"), "unit": "1"},
    ],
    "rows": 2,
    "result": [{"cost": "1.5", "place": "1"}, {"cost": None, "place": "2"}],
    "cite": MEASURES,
}


def test_a_table_has_units_in_its_headings_and_says_what_is_open() -> None:
    rows = [{"cost": Decimal("1.5"), "place": 1}, {"cost": None, "place": 2}]
    reason = Label(zh="没有价格", en="there is no price")
    blocks = explain(Answer([ROWS], {"items": rows}, {"items.cost": reason}), None, "en").blocks
    assert Table(("Cost (yuan)", "Place"), (("1.50", "1"), ("not determined", "2")), frozenset((0, 1))) in blocks
    assert Listing((Item("Items, Cost: there is no price"),)) in blocks
    assert lines(Answer([ROWS], {}), "How it was worked out") == (
        "Cost = price × number",
        "→ 2 rows",
        "[社会救助暂行办法 第十二条]",
    )


def test_a_long_table_is_cut_and_says_so() -> None:
    rows = [{"cost": Decimal(number), "place": number} for number in range(300)]
    text = plain(explain(Answer([ROWS], {"items": rows}), None, "en"))
    assert "the first 200 of 300 rows" in text
    assert "199    199" in text
    assert "200    200" not in text


def test_an_input_at_its_default_and_one_not_given_are_told() -> None:
    steps = [A | {"default": True}, given("d", label("丁", "Fourth"), None), {"kind": "input", "rows": 2} | _named("e")]
    blocks = explain(Answer(steps, {}), None, "en").blocks
    rows = (("First", "7 yuan (default)"), ("Fourth", "not given"), ("e", "2 rows"))
    assert Table((), rows) in blocks


def _named(name: str) -> Step:
    return {"name": name, "label": label(name, name)}


def test_an_absent_figure_is_told_as_such() -> None:
    step = decided("c", RESULT, "a", {}, None, absent=True)
    assert told(A, step) == ("has no meaning in this case; left out of the result",)


def test_the_note_of_an_absent_figure_is_not_told() -> None:
    step = decided("c", RESULT, "a", {}, None, absent=True, note=label("注", "Mind this."))
    assert Heading("Notes") not in explain(Answer([A, step], {}), None, "en").blocks


RECORDS: Step = {
    "kind": "decision",
    "name": "limits",
    "output": "limits",
    "label": label("各项限额", "The limits"),
    "columns": [
        {"name": "rule", "label": label("依据", "Rule"), "choices": {"half": label("折半", "Half")}},
        {"name": "amount", "label": label("限额", "Limit"), "unit": "CNY/year"},
    ],
    "table": {"columns": ["a"], "rules": [1]},
    "values": {"a": "7"},
    "result": [{"amount": "3.5", "rule": "half"}],
}


def test_records_are_told_with_the_labels_of_their_fields() -> None:
    blocks = explain(Answer([A, RECORDS], {"limits": [{"rule": "half", "amount": Decimal("3.5")}]}), None, "en").blocks
    assert Table(("Rule", "Limit (yuan per year)"), (("Half", "3.50"),), frozenset((1,))) in blocks
    assert told(A, RECORDS) == (
        "Looked up in the table: First: 7 yuan",
        "→ 1 row",
        "· Rule: Half, Limit: 3.50 yuan per year",
    )
    least = decided("c", RESULT, "min(limits.amount)", {}, "3.5", unit="CNY/year")
    assert told(A, RECORDS, least) == ("Result = the least of Limit = 3.50 yuan per year",)


def test_the_same_note_is_told_once() -> None:
    noted = decided("c", RESULT, "a", {}, "7", note=label("注", "Mind this."))
    blocks = explain(Answer([A, noted, noted], {}), None, "en").blocks
    assert Listing((Item("Result: Mind this."),)) in blocks


def test_nothing_but_the_steps_is_needed() -> None:
    assert plain(explain(replace(DIBAO, steps=[], outputs={}), None, "en")).startswith("benxi/dibao\n")
