"""Reading the inputs of one case by the catalogue's Conventions, collecting every problem, not only the first."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from .expected import Expected

# design.md section 3: the literal grammar of numbers in files and inputs.
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,10})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LIMIT = 10**18  # the grammar has at most 18 digits before the point

MONEY_PLACES = 2  # Conventions: input money has at most 2 decimals


def exact(value: object) -> Fraction | None:
    """The number that text, an int or a Decimal stands for, or None when it is no number at all (a float is none)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return Fraction(value) if NUMBER.fullmatch(value) else None
    if isinstance(value, int):
        return Fraction(value) if abs(value) < LIMIT else None
    if isinstance(value, Decimal):
        if not value.is_finite() or value.adjusted() >= 18:
            return None
        return Fraction(value)
    return None


def day_of(value: object) -> datetime.date | None:
    """A date given as a date or as text YYYY-MM-DD, or None."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return datetime.date(int(value[:4]), int(value[5:7]), int(value[8:]))
        except ValueError:
            return None
    return None


class Reader:
    """One pass over the inputs. A value that is not given (absent or null) reads as None and is no problem;
    a bad value reads as None and leaves its path in `paths`."""

    def __init__(self, inputs: Mapping[str, object], names: Sequence[str]) -> None:
        self.inputs = inputs
        self.paths: set[str] = {name for name in inputs if name not in names}
        self.groups: list[frozenset[str]] = []
        self.bad_assumption = False

    def refusal(self) -> Expected | None:
        """The refusal of everything found wrong so far, or None."""
        if not self.paths and not self.groups and not self.bad_assumption:
            return None
        return Expected("refused", refused_paths=frozenset(self.paths), refused_any=tuple(self.groups))

    def options(self, assume: Mapping[str, object] | None, known: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """The option of every interpretation in `known` (the first is the default); an unknown one is bad."""
        chosen = {name: choices[0] for name, choices in known.items()}
        for name, option in (assume or {}).items():
            if name in known and isinstance(option, str) and option in known[name]:
                chosen[name] = option
            else:
                self.bad_assumption = True
        return chosen

    def number(
        self, path: str, value: object, places: int, low: Fraction | int = 0, high: Fraction | int | None = None
    ) -> Fraction | None:
        """A number with at most `places` decimals (trailing zeros do not count) from `low` to `high`, both included."""
        if value is None:
            return None
        number = exact(value)
        fits = number is not None and (number * 10**places).denominator == 1 and number >= low
        if number is None or not fits or (high is not None and number > high):
            self.paths.add(path)
            return None
        return number

    def money(self, path: str, value: object) -> Fraction | None:
        """Money: at most 2 decimals, not negative."""
        return self.number(path, value, MONEY_PLACES)

    def count(self, path: str, value: object, low: int = 0, high: int | None = None) -> int | None:
        """A whole number from `low` to `high`."""
        number = self.number(path, value, 0, low, high)
        return None if number is None else int(number)

    def choice(self, path: str, value: object, options: Sequence[str]) -> str | None:
        """One of the ids in `options`."""
        if value is None:
            return None
        if not isinstance(value, str) or value not in options:
            self.paths.add(path)
            return None
        return value

    def flag(self, path: str, value: object) -> bool | None:
        """True or False."""
        if value is None:
            return None
        if not isinstance(value, bool):
            self.paths.add(path)
            return None
        return value

    def day(self, path: str, value: object) -> datetime.date | None:
        """A date."""
        if value is None:
            return None
        found = day_of(value)
        if found is None:
            self.paths.add(path)
        return found

    def text(self, path: str, value: object) -> str | None:
        """Text that is not empty."""
        if value is None:
            return None
        if not isinstance(value, str) or value == "":
            self.paths.add(path)
            return None
        return value

    def rows(
        self, path: str, value: object, fields: Sequence[str], table: bool
    ) -> dict[int, Mapping[str, object]] | None:
        """The rows of a list or table by number; rows that are no records are left out as bad. Unknown fields are
        refused. In a table every cell is required; in a list an absent field is looked at later."""
        if value is None:
            return None
        if not isinstance(value, list):
            self.paths.add(path)
            return None
        found: dict[int, Mapping[str, object]] = {}
        for number, row in enumerate(value):
            if not isinstance(row, Mapping):
                self.paths.add(f"{path}[{number}]")
                continue
            found[number] = row
            self.paths.update(f"{path}[{number}].{name}" for name in row if name not in fields)
            if table:
                self.paths.update(f"{path}[{number}].{name}" for name in fields if row.get(name) is None)
        return found
