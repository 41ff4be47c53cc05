"""Random cases for the three programs of the 2020 anti-poverty plan of Chaoyang."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from . import dibao_backstop as backstop
from . import individual_relief as relief
from . import labour_capacity as labour
from .strategies import (
    BAD_DAYS,
    BAD_FLAGS,
    BAD_IDS,
    BAD_LISTS,
    BAD_MONEY,
    BAD_NUMBERS,
    BAD_ROWS,
    HUGE,
    Case,
    Strategies,
    assumptions,
    day_forms,
    days,
    each_bad,
    fen,
    incomplete,
    near,
    number_forms,
    spoiled,
)

DAY = datetime.date
FIRST = DAY(2020, 4, 1)
DATES = days((FIRST, FIRST, DAY(2020, 12, 31)), DAY(2020, 3, 1), DAY(2021, 2, 1))
YEARLY = [Decimal(text) for text in ("0", "0.01", "240", "240.01", "239.99", "480", "4800", "10000")]
UPLIFTS = [Decimal(text) for text in ("0", "0.2", "0.3", "0.000001", "0.333333", "1")]
BIRTHS = [DAY(1960, 12, 31), DAY(1961, 1, 1), DAY(1960, 12, 30), DAY(1960, 2, 29), DAY(2020, 12, 31), DAY(2021, 1, 1)]
BAD_UPLIFTS: list[Any] = [*BAD_NUMBERS, "-0.000001", "1.000001", 2, "0.1234567"]


@st.composite
def member_rows(draw: st.DrawFn) -> dict[str, Any]:
    """A member with any of the fields; mostly counted."""
    amounts = st.one_of(st.sampled_from(YEARLY), fen(0, 1_000_000)).flatmap(number_forms)
    row: dict[str, Any] = {}
    for name in ("other_income", "project_income", "flexible_income", "illness_expense"):
        if draw(st.booleans()):
            row[name] = draw(amounts)
    for name in ("long_term_carer", "illness_poverty", "formal_job"):
        choices: list[bool | None] = [True, False, None] if name != "formal_job" else [True, False, None, None, None]
        flag = draw(st.sampled_from(choices))
        if flag is not None:
            row[name] = flag
    if draw(st.booleans()):
        row["uplift_rate"] = draw(st.sampled_from(UPLIFTS).flatmap(number_forms))
    return row


def income_of(case: Case) -> tuple[int, Decimal]:
    """The counted members and the counted income as the oracle has them, to put the standard close to."""
    date, asked = FIRST, {**case.inputs, "local_standard": "1", "registered_poor": False}
    outputs = backstop.answer(date, asked, case.assume).outputs
    count, income = outputs["counted_members"], outputs["counted_income"]
    assert isinstance(count, Fraction) and isinstance(income, Fraction)
    return int(count), Decimal(income.numerator) / Decimal(income.denominator)


@st.composite
def backstop_cases(draw: st.DrawFn) -> Case:
    """A household, its standard close to the income per person."""
    members = draw(st.lists(member_rows(), min_size=1, max_size=4))
    inputs: dict[str, Any] = {"members": members}
    if draw(st.booleans()):
        supports = st.one_of(st.sampled_from(YEARLY), near(Decimal(2400)), near(Decimal(1200)), fen(0, 500_000))
        pairs = draw(st.lists(st.tuples(supports, supports), max_size=3))
        inputs["supporting_children"] = [
            {"minimum_support": draw(number_forms(minimum)), "actual_support": draw(number_forms(actual))}
            for minimum, actual in pairs
        ]
    case = Case(draw(DATES), inputs, draw(assumptions(backstop.INTERPRETATIONS)))
    count, income = income_of(case)
    per_person = (income / 12 / max(1, count)).quantize(Decimal("0.01"))
    standard = draw(st.one_of(near(per_person), st.sampled_from(["400", "333.33", "0"]).map(Decimal), fen(0, 100_000)))
    if draw(st.booleans()):
        inputs["local_standard"] = draw(number_forms(standard))
    else:
        per_year = draw(st.one_of(near((income / max(1, count)).quantize(Decimal("0.01"))), st.just(standard * 12)))
        inputs["local_standard_per_year"] = draw(number_forms(per_year))
    lines = [Decimal(text) for text in ("0", "4999.99", "5000", "5000.01")]
    inputs["registered_poor"] = draw(st.sampled_from([True, True, True, False]))
    inputs["lifted"] = draw(st.booleans())
    inputs["annual_income_per_person"] = draw(st.sampled_from([*lines, HUGE]).flatmap(number_forms))
    if inputs["lifted"] is False and draw(st.booleans()):
        del inputs["annual_income_per_person"]
    return case


@st.composite
def backstop_incomplete(draw: st.DrawFn) -> Case:
    """Inputs dropped, or fields of the children, or both."""
    names = tuple(name for name in backstop.INPUTS if name != "supporting_children")
    case = draw(st.one_of(backstop_cases(), incomplete(backstop_cases(), names)))
    for row in case.inputs.get("supporting_children") or []:
        for name in ("minimum_support", "actual_support"):
            fate = draw(st.sampled_from(["keep", "keep", "drop", "null"]))
            if fate == "drop":
                del row[name]
            elif fate == "null":
                row[name] = None
    return case


MEMBER_BAD: dict[str, list[Any]] = {
    "other_income": BAD_MONEY,
    "project_income": BAD_MONEY,
    "flexible_income": BAD_MONEY,
    "long_term_carer": BAD_FLAGS,
    "illness_poverty": BAD_FLAGS,
    "formal_job": BAD_FLAGS,
    "illness_expense": BAD_MONEY,
    "uplift_rate": BAD_UPLIFTS,
}
CHILD_BAD: dict[str, list[Any]] = {"minimum_support": BAD_MONEY, "actual_support": BAD_MONEY}
GOOD_CHILD: dict[str, Any] = {"minimum_support": "2400", "actual_support": "0"}


@st.composite
def backstop_bad_rows(draw: st.DrawFn) -> Case:
    """One bad thing in a list, no member at all, or both standards."""
    case = draw(backstop_cases())
    fault = draw(st.sampled_from(["member", "member", "child", "unknown", "row", "list", "nobody", "standards"]))
    rows = case.inputs["members"]
    place = draw(st.integers(0, len(rows) - 1))
    if fault == "member":
        name = draw(st.sampled_from(sorted(MEMBER_BAD)))
        rows[place][name] = draw(st.sampled_from(MEMBER_BAD[name]))
    elif fault == "child":
        name = draw(st.sampled_from(sorted(CHILD_BAD)))
        case.inputs["supporting_children"] = [GOOD_CHILD, {name: draw(st.sampled_from(CHILD_BAD[name]))}]
    elif fault == "unknown":
        rows[place]["age"] = "1"
    elif fault == "row":
        rows[place] = draw(st.sampled_from(BAD_ROWS))
    elif fault == "list":
        case.inputs[draw(st.sampled_from(["members", "supporting_children"]))] = draw(st.sampled_from(BAD_LISTS))
    elif fault == "nobody":
        case.inputs["members"] = []
    else:
        case.inputs.update(local_standard="400", local_standard_per_year=draw(st.sampled_from(["4800", "0", 400])))
    return case


BACKSTOP_BAD: dict[str, list[Any]] = {
    "registered_poor": BAD_FLAGS,
    "lifted": BAD_FLAGS,
    "annual_income_per_person": BAD_MONEY,
    "local_standard": BAD_MONEY,
    "local_standard_per_year": [*BAD_MONEY, "4800"],  # a good one beside the other standard
    "members": [
        *BAD_LISTS,
        [],
        *([row] for row in BAD_ROWS),
        *([{}, {name: value}] for name, bad in MEMBER_BAD.items() for value in bad),
        [{"age": 1}],
    ],
    "supporting_children": [
        *BAD_LISTS,
        *([row] for row in BAD_ROWS),
        *([GOOD_CHILD, {**GOOD_CHILD, name: value}] for name, bad in CHILD_BAD.items() for value in bad),
        [{**GOOD_CHILD, "age": 1}],
    ],
}
BACKSTOP = Strategies(
    valid=backstop_cases(),
    incomplete=backstop_incomplete(),
    bad=st.one_of(
        backstop_bad_rows(),
        spoiled(backstop_cases(), BACKSTOP_BAD, droppable=("registered_poor", "members", "lifted")),
    ),
    # Not registered: nothing but the income of the members matters.
    every_bad=each_bad(Case(FIRST, {"registered_poor": False, "local_standard": "400"}, None), BACKSTOP_BAD),
)


@st.composite
def relief_cases(draw: st.DrawFn) -> Case:
    """A person; the amount at the ends of the range, or none."""
    inputs: dict[str, Any] = {
        "kind": draw(st.sampled_from([*relief.KINDS, "none"])),
        "supported_by_household": draw(st.sampled_from([True, True, False])),
    }
    if draw(st.booleans()):
        amounts = [Decimal(text) for text in ("100", "100.01", "250", "399.99", "400")]
        inputs["decided_amount"] = draw(st.sampled_from(amounts).flatmap(number_forms))
    return Case(draw(DATES), inputs, draw(st.sampled_from([None, {}])))


@st.composite
def labour_cases(draw: st.DrawFn) -> Case:
    """A person about 60 at the end of 2020."""
    births = st.one_of(st.sampled_from(BIRTHS), st.sampled_from(BIRTHS), st.dates(DAY(1920, 1, 1), DAY(2021, 12, 31)))
    inputs: dict[str, Any] = {
        "birth_date": draw(births.flatmap(day_forms)),
        "certificate": draw(st.sampled_from([False, False, True])),
        "township_finding": draw(st.sampled_from([*labour.FINDINGS, "partial"])),
    }
    return Case(draw(DATES), inputs, draw(st.sampled_from([None, {}])))


RELIEF_BAD: dict[str, list[Any]] = {
    "kind": [*BAD_IDS, "Elderly_60"],
    "supported_by_household": BAD_FLAGS,
    "decided_amount": [*BAD_MONEY, "99.99", "400.01", 0, 99, 401, HUGE],
}
RELIEF = Strategies(
    valid=relief_cases(),
    incomplete=incomplete(relief_cases(), relief.INPUTS),
    bad=spoiled(relief_cases(), RELIEF_BAD, droppable=relief.INPUTS),
    every_bad=each_bad(Case(FIRST, {"kind": "none"}, None), RELIEF_BAD),
)
LABOUR_BAD: dict[str, list[Any]] = {
    "birth_date": BAD_DAYS,
    "certificate": BAD_FLAGS,
    "township_finding": BAD_IDS,
}
LABOUR = Strategies(
    valid=labour_cases(),
    incomplete=incomplete(labour_cases(), labour.INPUTS),
    bad=spoiled(labour_cases(), LABOUR_BAD, droppable=labour.INPUTS),
    every_bad=each_bad(Case(FIRST, {"certificate": True}, None), LABOUR_BAD),
)
