"""The one door through which every number, date and truth value of a rule file enters: text to exact value."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from benefits.model.limits import DATE, FRACTION, MONTH_DAY, NUMBER, matches
from benefits.model.program import Value

FORMS = {
    "number": "622, 0.25, -1.5",
    "fraction": "2/3, 622, 0.25, -1.5",
    "integer": "0, 12, -3",
    "boolean": "true, false",
    "date": "YYYY-MM-DD",
    "month_day": "MM-DD",
}
"""How each kind of literal looks, for messages."""


class LiteralError(ValueError):
    """A text that is not a literal of the kind asked for; `expected` shows how one looks."""

    def __init__(self, text: str, kind: str) -> None:
        self.expected = FORMS[kind]
        super().__init__(f"{text!r} is not like {self.expected}")


def read_number(text: str) -> Fraction:
    """`622`, `-0.25`: at most 18 digits before the point and 10 after it. Exact."""
    if not matches(NUMBER, text):
        raise LiteralError(text, "number")
    return Fraction(text)


def read_fraction(text: str) -> Fraction:
    """A number, or `2/3` as documents print it in words."""
    if not matches(f"({NUMBER})|({FRACTION})", text):
        raise LiteralError(text, "fraction")
    return Fraction(text)


def read_integer(text: str) -> Fraction:
    """A number without a decimal part."""
    if not matches(NUMBER, text) or "." in text:
        raise LiteralError(text, "integer")
    return Fraction(text)


def read_boolean(text: str) -> bool:
    """`true` or `false`."""
    if text not in ("true", "false"):
        raise LiteralError(text, "boolean")
    return text == "true"


def read_date(text: str) -> date:
    """A day of the calendar, `YYYY-MM-DD`."""
    if not matches(DATE, text):
        raise LiteralError(text, "date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise LiteralError(text, "date") from None


def read_month_day(text: str) -> str:
    """A day of every year, `MM-DD`; 29 February is one."""
    if not matches(MONTH_DAY, text):
        raise LiteralError(text, "month_day")
    read_date(f"2000-{text}")
    return text


def read_literal(kind: str, text: str) -> Value:
    """The value of a literal of a kind in `FORMS`; any other kind (text, choice) is the text itself."""
    match kind:
        case "number":
            return read_number(text)
        case "fraction":
            return read_fraction(text)
        case "integer":
            return read_integer(text)
        case "boolean":
            return read_boolean(text)
        case "date":
            return read_date(text)
        case "month_day":
            return read_month_day(text)
    return text
