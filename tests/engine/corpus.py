"""A small golden corpus in one digest. `python -m tests.engine.corpus` prints it, for other processes to compare."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, Inexact, InvalidOperation, Rounded, getcontext
from pathlib import Path
from typing import Any

from benefits.book import RuleBook, load
from benefits.errors import BenefitsError

RULES = Path(__file__).parents[2] / "rules"
CHILD = {
    "birth_date": "2014-02-28",
    "residence": "registered",
    "disability": "hearing",
    "household_category": "dibao",
    "services": [
        {"item": "hearing_aid", "cost": "30000.01", "paid_first": "1.01"},
        {"item": "cochlear_implant", "cost": 5, "paid_first": 0},
    ],
}
COURSE = {
    "occupation_class": "B", "hours": 199, "hourly_rate": "6.55", "uplift": "famous_brand", "trainees": 1,
    "attendance_rate": 1, "certified_employed": 1, "certified_not_employed": 0,
}  # fmt: skip
VISITS = [
    {"cardholder": str(place % 3), "spot": spot, "date": f"2020-{month:02}-15"}
    for place in range(9)
    for spot, month in (("fenghuangshan", 4), ("北方紫陶之都", 11), ("nvshengong", 6), ("jiajiadian", 7))
]
QUESTIONS: list[tuple[str, object, Any, Any]] = [
    ("benxi/dibao", date(2019, 7, 1), {"area": "urban", "household_size": 3, "household_income": "1000.50"}, None),
    ("benxi/dibao", "2019-06-30", {"area": "rural", "household_size": 7, "household_income": "1000"}, None),
    ("benxi/dibao", "2019-06-30", {"area": "urban", "household_size": 7}, None),
    ("benxi/dibao", "2019-06-30", {"area": "Urban", "household_size": 0, "houshold_income": 1.5}, {"x": "y"}),
    ("benxi/tekun", "2019-06-30", {"area": "urban", "region": "county"}, {"rounding": "ceiling"}),
    ("benxi/orphan", "2019-06-30", {"placement": "institutional", "adult_student_unemployed": True}, None),
    ("benxi/retrenched-1960s", "2019-07-01", {"previous_allowance": "405"}, None),
    ("xingan/child-rehabilitation", "2020-02-29", CHILD, None),
    ("xingan/training-subsidy", "2019-06-05", COURSE, {"uplift_on": "base"}),
    ("chaoyang/tourism-settlement", "2020-12-31", {"gross_sales": "100.01", "visits": []}, None),
    ("chaoyang/tourism-settlement", "2020-12-31", {"gross_sales": "12345.67", "visits": VISITS[:4]}, None),
    ("chaoyang/tourism-settlement", "2020-12-31", {"gross_sales": "12345.67", "visits": [
        visit for visit in VISITS if visit["spot"] != "nvshengong"]}, {"seasonal_price": "peak"}),
]  # fmt: skip


def answers(book: RuleBook) -> Iterator[bytes]:
    """The bytes of every answer, or the error's own words."""
    for program, day, inputs, assume in QUESTIONS:
        try:
            yield book.decide(program, day, inputs, assume).to_bytes()
            yield repr(book.outputs(program, day, inputs, assume)).encode()
        except BenefitsError as error:
            yield f"{type(error).__name__}: {error} {error.problems}".encode()


def digest() -> str:
    return hashlib.sha256(b"\n".join(answers(load(RULES)))).hexdigest()


def odd_context() -> None:
    """What a caller may have done to the global decimal context."""
    context = getcontext()
    context.prec, context.rounding = 3, ROUND_DOWN
    for trap in (Inexact, Rounded, InvalidOperation):
        context.traps[trap] = True


if __name__ == "__main__":
    if "--odd-context" in sys.argv:
        odd_context()
    print(digest())
