"""Programs in words, from the rule files that ship."""

from __future__ import annotations

from datetime import date

import benefits
from benefits.words import Explanation, Item, Listing, Table, explain, missing, plain, show

BOOK = benefits.load()
DIBAO = BOOK.program("benxi/dibao")
TOURISM = BOOK.program("chaoyang/tourism-settlement")


def items(explanation: Explanation) -> list[Item]:
    return [item for block in explanation.blocks if isinstance(block, Listing) for item in block.items]


def test_a_program_tells_its_inputs_and_steps() -> None:
    found = {item.head: item.lines for item in items(show(DIBAO, None, "en"))}
    assert found["household_size (Household size)"] == ("whole number, in people, at least 1, at most 50",)
    assert found["area (Urban or rural)"] == ("one of urban Urban, rural Rural",)
    steps = found["Allowance (allowance) ★ an output"]
    branch = "(Dibao standard − Income per person) × Household size"
    assert steps[0] == f"= if Passes the income test for dibao then {branch}, otherwise 0"
    assert steps[1].startswith("rounded half up to the fen")


def test_a_day_leaves_the_figures_in_force_on_it() -> None:
    def figures(day: date | None) -> list[tuple[str, ...]]:
        tables = [block for block in show(DIBAO, day, "en").blocks if isinstance(block, Table)]
        return [row[:4] for table in tables for row in table.rows if row[0] == "Urban dibao standard"]

    assert len(figures(None)) == 3
    assert figures(date(2019, 6, 30))[0] == (
        "Urban dibao standard",
        "District",
        "583 yuan per person per month",
        "1 January 2019 to 30 June 2019",
    )
    assert [row[2] for row in figures(date(2019, 7, 1))] == ["622 yuan per person per month"]


def test_a_long_enumeration_is_listed_once_and_keys_go_by_their_labels() -> None:
    text = plain(show(TOURISM, None, "zh"))
    assert text.count("  fenghuangshan ") == 1
    assert "凤凰山景区、旺季" in text


def test_every_program_can_be_shown_in_both_languages() -> None:
    for program in BOOK.ids:
        for language in ("zh", "en"):
            text = plain(show(BOOK.program(program), None, language))
            assert program in text
            assert "syntax" not in text


def test_missing_inputs_say_how_to_give_them() -> None:
    told = items(missing(DIBAO, ("region",), "zh"))
    assert told[0].head == "region\uff08所在地区\uff09"
    assert "district 各区" in told[0].lines[0]


def test_a_real_decision_reads_like_the_clause() -> None:
    inputs = {"area": "urban", "household_size": 3, "household_income": "1000.50"}
    decision = BOOK.decide("benxi/dibao", "2019-07-01", inputs)
    told = {item.head: item.lines for item in items(explain(decision, DIBAO, "zh"))}
    assert "= (622 元/人·月 − 333.50 元/人·月) × 3 人 = 865.50 元/月" in told["保障金"]
    before = explain(BOOK.decide("benxi/dibao", "2019-06-30", inputs | {"region": "county"}), DIBAO, "en")
    results = next(block for block in before.blocks if isinstance(block, Table))
    reason = "not determined: the document gives a line only from the day of the new standards"
    assert ("Low-income line", reason) in results.rows


def test_tables_of_a_real_decision_go_by_labels() -> None:
    visits = [{"cardholder": "1", "spot": "beita", "date": "2020-05-01"}]
    decision = BOOK.decide(TOURISM.id, "2020-12-31", {"gross_sales": "100", "visits": visits})
    explanation = explain(decision, TOURISM, "en")
    table = next(block for block in explanation.blocks if isinstance(block, Table) and block.columns[:1] == ("Park",))
    assert table.rows[0] == ("North Pagoda museum of Buddhist art, Shuangta", "1", "1", "60", "66.67")
    lines = next(item.lines for item in items(explanation) if item.head == "Visit by visit")
    assert lines[1] == (
        "Which visit of this cardholder to this park = "
        "place in the order of Date of visit within the same Cardholder, Park"
    )


def test_where_an_input_may_be_left_out() -> None:
    program = BOOK.program("chaoyang/dibao-backstop")
    head = {"zh": "local_standard（当地低保标准（按月））", "en": "local_standard (Local dibao standard per month)"}
    condition = "may be left out where: Local dibao standard per year is given"
    words = {"zh": "可不填的情形：填了当地低保标准（按年）", "en": condition}
    for language in ("zh", "en"):
        lines = {item.head: item.lines for item in items(show(program, None, language))}
        assert words[language] in lines[head[language]]
