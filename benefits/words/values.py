"""Values as people read them: numbers with their units, dates, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from benefits.words.texts import say
from benefits.words.units import is_money, unit_words

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(/[0-9]+)?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-([0-3][0-9])")
_MONTHS: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
)
_MONTHS += ("November", "December")
_PLACES_SHOWN = 2
_SMALL_PLACES_SHOWN = 6
# A pure fraction as short as this is told as it is: documents print 三分之二, not 0.666667.
_SHORT_FRACTION = 5


def is_number(value: object) -> bool:
    """Whether the value is a number or the exact text of one."""
    if isinstance(value, bool):
        return False
    return isinstance(value, int | Decimal | Fraction) or (isinstance(value, str) and bool(_NUMBER.fullmatch(value)))


def number_words(value: object, unit: str = "") -> str:
    """The number's digits; money has no single decimal.

    One that is no finite decimal is shown rounded and marked ≈, unless it is short and pure.
    """
    written = number_text(value)
    if "/" in written and (unit not in ("", "1") or len(written) > _SHORT_FRACTION):
        return "≈" + _approximation(Fraction(written))
    if is_money(unit) and re.search(r"\.[0-9]$", written):
        return written + "0"
    return written


def number_text(value: object) -> str:
    """The exact text: `12.50`, or `1000/3` for a number that is no finite decimal."""
    if isinstance(value, Fraction):
        return _fraction_text(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _fraction_text(number: Fraction) -> str:
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    return _pointed((number * 10**places).numerator, places)


def _pointed(whole: int, places: int) -> str:
    digits = str(abs(whole)).rjust(places + 1, "0")
    sign = "-" if whole < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _approximation(number: Fraction) -> str:
    """A few decimals, half away from zero, for people only."""
    places = _PLACES_SHOWN if abs(number) >= 1 else _SMALL_PLACES_SHOWN
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return _pointed(-whole if number < 0 else whole, places)


def quantity(value: object, unit: str, language: str, label: str = "") -> str:
    """A number and its unit: `622 元/人·月`, `3 people`."""
    digits = number_words(value, unit)
    words = unit_words(unit, language, one=digits == "1", label=label)
    if words == "%":
        return f"{digits}%"
    return f"{digits} {words}" if words else digits


def day_words(value: object, language: str) -> str:
    """A date, or its text: 2019年7月1日, 1 July 2019."""
    found = _DAY.fullmatch(str(value))
    if not found:
        return str(value)
    year, month, day = (int(part) for part in found.groups())
    if not 1 <= month <= 12:
        return str(value)
    return f"{day} {_MONTHS[month - 1]} {year}" if language == "en" else f"{year}年{month}月{day}日"


def month_day_words(value: object, language: str) -> str:
    """A day of the year, or its text: 4月1日, 1 April."""
    found = _MONTH_DAY.fullmatch(str(value))
    if not found:
        return str(value)
    month, day = int(found[1]), int(found[2])
    return f"{day} {_MONTHS[month - 1]}" if language == "en" else f"{month}月{day}日"


def period_words(first: object, last: object, language: str) -> str:
    """Both ends included; None or "" is open."""
    if first and last:
        return say(language, "from_until", day_words(first, language), day_words(last, language))
    if first:
        return say(language, "from_on", day_words(first, language))
    return say(language, "until_on", day_words(last, language)) if last else say(language, "always")


def value_words(
    value: object, unit: str, language: str, choices: Mapping[str, str] | None = None, label: str = ""
) -> str:
    """Any value of the rule language; `choices` says the ids of a choice."""
    if value is None:
        return say(language, "nothing")
    if isinstance(value, bool):
        return say(language, "true" if value else "false")
    if isinstance(value, list | tuple):
        words = (value_words(item, unit, language, choices, label) for item in value)
        return say(language, "listing").join(words) or say(language, "nothing")
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return day_words(value, language)
    if is_number(value) and (unit or not isinstance(value, str)):
        return quantity(value, unit, language, label)
    return (choices or {}).get(str(value), str(value))
