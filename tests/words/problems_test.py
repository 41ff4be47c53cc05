"""Problems in the words of people: one language in a line, and the data of the problem left as it is."""

from __future__ import annotations

import re

import pytest

import benefits
from benefits.codes import CODES, EXPECTED
from benefits.errors import Problem
from benefits.words import problem_line

BOOK = benefits.load()
PLACES = re.compile(r"\{[a-z0-9]+\}")


def refused(program: str, day: str, **inputs: object) -> tuple[Problem, ...]:
    with pytest.raises(benefits.BenefitsError) as caught:
        BOOK.decide(program, day, inputs)
    return caught.value.problems


def test_chinese_texts_have_chinese_punctuation() -> None:
    for code, (chinese, _) in (CODES | EXPECTED).items():
        bare = PLACES.sub("", chinese).replace("“键: 值”", "")
        assert not set(bare) & set(";:,?()"), code


def test_both_languages_fill_the_same_places() -> None:
    for code, pair in (CODES | EXPECTED).items():
        assert set(PLACES.findall(pair[0])) == set(PLACES.findall(pair[1])), code


@pytest.mark.parametrize(
    ("name", "given", "expected", "chinese", "english"),
    [
        (
            "household_size",
            51,
            "1 – 50 person",
            "household_size（共同生活的家庭人口）：51 超出范围，应为 1 至 50 人",
            "household_size (Household size): 51 is out of range, expected 1 to 50 people",
        ),
        (
            "household_size",
            "2.5",
            "≤ 0",
            "household_size（共同生活的家庭人口）：2.5 的小数位过多，应为整数",
            "household_size (Household size): 2.5 has too many decimals, a whole number is needed",
        ),
        (
            "household_income",
            "1E999",
            "1234.56 CNY/month",
            "household_income（家庭月收入）：1E999 不是数；写法如 1234 或 1234.56",
            "household_income (Household income per month): 1E999 is not a number; write it like 1234 or 1234.56",
        ),
        (
            "area",
            "urbn",
            "urban, rural",
            "area（城乡类别）：urbn 不在可选值内；可选：urban、rural；是否想写 urban？",
            "area (Urban or rural): urbn is not one of urban, rural; did you mean urban?",
        ),
    ],
)
def test_an_input(name: str, given: object, expected: str, chinese: str, english: str) -> None:
    problem = refused("benxi/dibao", "2019-07-01", **{name: given})[0]
    assert problem.expected == expected
    program = BOOK.program("benxi/dibao")
    assert (problem_line(problem, "zh", program), problem_line(problem, "en", program)) == (chinese, english)


def test_a_program_that_is_not_in_force_is_named_once() -> None:
    problem = refused("benxi/dibao", "2018-12-31")[0]
    assert problem.expected == "2019-01-01 – …"
    assert problem_line(problem, "zh") == "benxi/dibao 在 2018-12-31 不适用；自2019年1月1日起适用"
    assert problem.located("en") == "benxi/dibao is not in force on 2018-12-31; it is in force from 2019-01-01"


def test_a_day_of_the_year() -> None:
    problem = refused("chaoyang/tourism-settlement", "2020-12-30", gross_sales=1, visits=[])[0]
    words = "date：日期 2020-12-30 不对，应为每年12月31日（自2020年12月31日至2023年12月31日）"
    assert problem_line(problem, "zh") == words


def test_a_cell_has_its_row_and_its_line() -> None:
    problem = Problem("bad_text", "visits[3].cardholder", "", "not empty")
    program = BOOK.program("chaoyang/tourism-settlement")
    told = problem_line(problem, "zh", program, "visits.csv 第 5 行")
    assert told == "visits.csv 第 5 行，visits[3].cardholder（入园记录第 4 行卡号）：“” 不是合规文本：不能为空"
