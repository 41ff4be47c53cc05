"""Units as people write them: `CNY/person/month` is 元/人·月 and "yuan per person per month"."""

from __future__ import annotations

import re

# symbol: (Chinese after a number, Chinese after a stroke, English for one, English for several)
_SYMBOLS: dict[str, tuple[str, str, str, str]] = {
    "CNY": ("元", "元", "yuan", "yuan"),
    "CNY_10k": ("万元", "万元", "10,000 yuan", "10,000 yuan"),
    "person": ("人", "人", "person", "people"),
    "household": ("户", "户", "household", "households"),
    "visit": ("次", "次", "visit", "visits"),
    "day": ("天", "天", "day", "days"),
    "month": ("个月", "月", "month", "months"),
    "year": ("年", "年", "year", "years"),
    "hour": ("小时", "小时", "hour", "hours"),
    "h": ("小时", "小时", "hour", "hours"),
    "item": ("项", "项", "item", "items"),
    "page": ("页", "页", "page", "pages"),
    "t": ("吨", "吨", "tonne", "tonnes"),
    "kg": ("千克", "千克", "kilogram", "kilograms"),
    "km": ("公里", "公里", "kilometre", "kilometres"),
    "m2": ("平方米", "平方米", "square metre", "square metres"),
    "m3": ("立方米", "立方米", "cubic metre", "cubic metres"),
    "mu": ("亩", "亩", "mu", "mu"),
    "kWh": ("千瓦时", "千瓦时", "kWh", "kWh"),
    "week": ("周", "周", "week", "weeks"),
    "percent": ("%", "%", "per cent", "per cent"),
    "class": ("个班", "班", "class", "classes"),
    "place": ("个学位", "学位", "place", "places"),
    "kindergarten": ("所", "所", "kindergarten", "kindergartens"),
    "certificate": ("本", "本", "certificate", "certificates"),
    "time": ("次", "次", "time", "times"),
}
_AGES = re.compile(r"岁|年龄|\bage\b", re.IGNORECASE)


def unit_words(unit: str, language: str, one: bool = False, label: str = "") -> str:
    """The unit in words, "" for a pure number.

    `one`: the number before it is 1. `label` tells ages from other years.
    """
    above, below = _split(unit)
    if language == "en":
        top = " × ".join(_symbol(symbol, 2 if one else 3) for symbol in above)
        return " ".join(filter(None, [top, *(f"per {_symbol(symbol, 2)}" for symbol in below)]))
    if unit == "year" and _AGES.search(label):
        return "岁"
    top = "·".join(_symbol(symbol, 0) for symbol in above)
    return f"{top}/{'·'.join(_symbol(symbol, 1) for symbol in below)}" if below else top


def _symbol(symbol: str, form: int) -> str:
    return _SYMBOLS[symbol][form] if symbol in _SYMBOLS else symbol


def _split(unit: str) -> tuple[list[str], list[str]]:
    """The symbols above and below the stroke; `1` stands for none."""
    above: list[str] = []
    below: list[str] = []
    for sign, symbol in re.findall(r"([*/]?)([^*/]+)", unit):
        if symbol != "1":
            (below if sign == "/" else above).append(symbol)
    return above, below


def is_money(unit: str) -> bool:
    """Whether amounts of this unit are counted in yuan."""
    return "CNY" in _split(unit)[0]
