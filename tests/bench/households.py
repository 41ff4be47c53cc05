"""The thousand households that every dibao benchmark runs over: a fixed list, the same in every run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

COUNT = 1000
DATE = date(2019, 7, 1)
PROGRAM = "benxi/dibao"


@dataclass(frozen=True, slots=True)
class Household:
    """One question: where the household lives, how many people, and their counted income in CNY per month."""

    area: str
    household_size: int
    household_income: Decimal

    def inputs(self) -> dict[str, object]:
        """The inputs as `benefits` takes them: money as text, the way a form or a JSON body brings it."""
        return {
            "area": self.area,
            "household_size": self.household_size,
            "household_income": str(self.household_income),
        }


def households(shift_fen: int = 0) -> list[Household]:
    """`COUNT` households: both areas, one to eight people, incomes to the fen on both sides of every threshold.

    Steps that share no factor with the ranges walk through them in a scattered order; most incomes do not divide
    by the number of people, which is the case where exact arithmetic costs something. `shift_fen` is added to every
    income, so that each round of a benchmark asks questions that no earlier round has asked.
    """
    rows = []
    for number in range(COUNT):
        size = 1 + number * 5 % 8
        income_fen = number * 48_611 % 90_000 * size + number * 37 % 100 + shift_fen
        area = "urban" if number % 5 else "rural"
        rows.append(Household(area, size, Decimal(income_fen).scaleb(-2)))
    return rows
