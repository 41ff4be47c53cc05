"""Numbers, units, dates and periods as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from benefits.words.units import unit_words
from benefits.words.values import day_words, number_text, number_words, period_words, quantity, value_words


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [
        ("CNY/person/month", "元/人·月", "yuan per person per month"),
        ("CNY/month", "元/月", "yuan per month"),
        ("CNY", "元", "yuan"),
        ("person", "人", "people"),
        ("visit", "次", "visits"),
        ("month", "个月", "months"),
        ("month/year", "个月/年", "months per year"),
        ("CNY*visit", "元·次", "yuan × visits"),
        ("1", "", ""),
        ("", "", ""),
        ("1/year", "/年", "per year"),
        ("mol/cd", "mol/cd", "mol per cd"),
        ("CNY/m2", "元/平方米", "yuan per square metre"),
        ("CNY/kWh", "元/千瓦时", "yuan per kWh"),
        ("m3/household/week", "立方米/户·周", "cubic metres per household per week"),
    ],
)
def test_units(unit: str, zh: str, en: str) -> None:
    assert (unit_words(unit, "zh"), unit_words(unit, "en")) == (zh, en)


@pytest.mark.parametrize(("label", "words"), [("年龄上限", "岁"), ("周岁", "岁"), ("学徒年限", "年")])
def test_years_of_an_age_are_told_from_other_years(label: str, words: str) -> None:
    assert unit_words("year", "zh", label=label) == words


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("622", "CNY/person/month", "622 元/人·月", "622 yuan per person per month"),
        ("333.5", "CNY", "333.50 元", "333.50 yuan"),
        ("0.05", "CNY", "0.05 元", "0.05 yuan"),
        ("1", "person", "1 人", "1 person"),
        (3, "person", "3 人", "3 people"),
        ("0.5", "percent", "0.5%", "0.5 per cent"),
        ("1000/3", "CNY", "≈333.33 元", "≈333.33 yuan"),
        ("-5/3", "CNY", "≈-1.67 元", "≈-1.67 yuan"),
        ("1/7", "CNY", "≈0.142857 元", "≈0.142857 yuan"),
        ("2/3", "1", "2/3", "2/3"),
        ("1.2", "1", "1.2", "1.2"),
    ],
)
def test_quantities(value: object, unit: str, zh: str, en: str) -> None:
    assert (quantity(value, unit, "zh"), quantity(value, unit, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(1000, 3), "1000/3"),
        (Fraction(12), "12"),
        (Decimal("865.50"), "865.50"),
        (Decimal("1E+3"), "1000"),
        ("07", "07"),
    ],
)
def test_the_text_of_a_number_is_exact(number: object, text: str) -> None:
    assert number_text(number) == text


def test_half_is_shown_away_from_zero() -> None:
    assert number_words(Fraction(10015, 300), "CNY") == "≈33.38"


def test_dates_and_periods() -> None:
    assert day_words("2019-07-01", "zh") == "2019年7月1日"
    assert day_words(date(2019, 7, 1), "en") == "1 July 2019"
    assert day_words("2019-13-01", "en") == "2019-13-01"
    assert period_words("2019-01-01", "2019-06-30", "zh") == "2019年1月1日至2019年6月30日"
    assert period_words("2019-07-01", None, "en") == "from 1 July 2019"
    assert period_words(None, "2019-07-01", "en") == "until 1 July 2019"
    assert period_words(None, None, "zh") == "不限期间"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "none"),
        (True, "yes"),
        (False, "no"),
        ("urban", "Urban"),
        ("other", "other"),
        (["urban", "rural"], "Urban, Rural"),
        ([], "none"),
        ("2019-07-01", "1 July 2019"),
        ("42", "42"),
        (Decimal("4.0"), "4.0"),
    ],
)
def test_any_value(value: object, words: str) -> None:
    assert value_words(value, "", "en", {"urban": "Urban", "rural": "Rural"}) == words
