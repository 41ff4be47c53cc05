"""The figures that tables read row by row, and the documents of an English explanation."""

from __future__ import annotations

import benefits
from benefits.words import explain, plain

BOOK = benefits.load()
VISITS = [
    {"cardholder": "1", "spot": "fenghuangshan", "date": "2020-10-31"},
    {"cardholder": "2", "spot": "nvshengong", "date": "2020-11-02"},
]


def told(language: str) -> str:
    program = "chaoyang/tourism-settlement"
    answer = BOOK.decide(program, "2020-12-31", {"gross_sales": "100", "visits": VISITS})
    return plain(explain(answer, BOOK.program(program), language))


def lines(text: str, start: str) -> list[list[str]]:
    found = (line.split("  ") for line in text.splitlines() if line.strip().startswith(start))
    return [[cell.strip() for cell in cells if cell.strip()] for cells in found]


def test_a_figure_without_keys_has_its_value_and_period() -> None:
    source = "《2020—2022年朝阳市旅游“一卡通”年票制度实施方案》"
    assert lines(told("zh"), "单人在同一景区计算次数上限") == [
        ["单人在同一景区计算次数上限", "50 次", "自2020年1月1日起", f"{source} 二(二)3"]
    ]
    assert lines(told("en"), "First day of the peak")[0][1] == "1 April"


def test_of_keyed_figures_only_those_that_the_rows_can_have_used() -> None:
    prices = {cells[0]: cells[1] for cells in lines(told("zh"), "文件所列门票价格")}
    assert prices == {
        "文件所列门票价格（旺季、凤凰山景区）": "60 元",
        "文件所列门票价格（女神宫汤泉城）": "未确定：女神宫汤泉城持卡打折，文件未写明票价和折扣",
    }


def test_an_english_explanation_names_its_documents_once() -> None:
    assert told("en").count("Implementation plan for the Chaoyang tourism annual card") == 1
    assert "Implementation plan" not in told("zh")


def test_a_decision_table_lists_its_columns_in_its_own_order() -> None:
    services = [{"item": "hearing_aid", "cost": "1", "paid_first": "0"}]
    case = {"birth_date": "2015-03-01", "residence": "none", "disability": "hearing"}
    case |= {"household_category": "dibao", "services": services}  # type: ignore[dict-item]
    program = BOOK.program("xingan/child-rehabilitation")
    answer = BOOK.decide(program.id, "2019-06-04", case)
    step = next(step for step in answer.steps if step["name"] == "reasons")
    order = [program_label for column in step["table"]["columns"] if (program_label := label(answer.steps, column))]
    line = next(one for one in plain(explain(answer, program, "zh")).splitlines() if "按对照表取值" in one)
    assert [line.index(one) for one in order] == sorted(line.index(one) for one in order)
    assert len(order) > 1


def label(steps: list[dict[str, object]], name: str) -> str:
    found = next(step["label"] for step in steps if step["name"] == name)
    return str(found["zh"]) if isinstance(found, dict) else ""
