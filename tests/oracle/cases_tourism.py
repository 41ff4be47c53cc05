"""Random cases for chaoyang/tourism-settlement."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from . import tourism_settlement as tourism
from .strategies import (
    BAD_DAYS,
    BAD_LISTS,
    BAD_MONEY,
    BAD_ROWS,
    BAD_TEXTS,
    HUGE,
    Case,
    Strategies,
    assumptions,
    day_forms,
    each_bad,
    fen,
    incomplete,
    number_forms,
    spoiled,
)

DAY = datetime.date
NAME_OF = {spot: name for spot, name, _ in tourism.SPOTS}
# Several spots of one price (20, 30, 60), so that cut-off fractions tie; the seasonal one; the free one.
OFTEN = ["fenghuangshan", "fenghuangshan", "runzehuahai", "miaozigou", "qianfodong", "huaishudong", "jiajiadian"]
CARDHOLDERS = ["42", "00000042", "４２", "A-1", "张三"]
MONTH_DAYS = [(1, 1), (2, 28), (3, 31), (4, 1), (7, 15), (10, 31), (11, 1), (12, 31)]
BURSTS = [1, 1, 1, 2, 3, 25, 49, 50, 51, 53]
EXTRA = {"new_spot": ("新景区", "45.5"), "a": ("甲", "30"), "z9_": ("九号", "0"), "lake": ("lake", "20")}
# k fen chosen so that two parties of the three-way split tie (15, 45), or a few fen are left over.
GROSS = [
    Decimal(text) for text in ("0", "0.01", "0.02", "0.05", "0.15", "0.45", "100", "100.01", "12345.67", "1000000")
]


def settlement_days(year: int) -> st.SearchStrategy[datetime.date]:
    """Days of one year, the edges of the season among them."""
    edges = [DAY(year, month, day) for month, day in MONTH_DAYS]
    if year == 2020:
        edges.append(DAY(2020, 2, 29))
    return st.one_of(st.sampled_from(edges), st.dates(DAY(year, 1, 1), DAY(year, 12, 31)))


def spot_forms(spot: str) -> st.SearchStrategy[str]:
    """A spot by its id or its name."""
    return st.sampled_from([spot, spot, NAME_OF.get(spot) or EXTRA[spot][0]])


@st.composite
def visit_rows(draw: st.DrawFn, year: int, extra: list[str]) -> list[dict[str, Any]]:
    """Bursts of visits of one cardholder at one spot, some around the cap of 50, in any order."""
    rows: list[dict[str, Any]] = []
    for _ in range(draw(st.sampled_from([0, 1, 2, 3, 4, 6]))):
        spot = draw(st.sampled_from([*OFTEN, "nvshengong", *NAME_OF, *extra, *extra]))
        cardholder = draw(st.sampled_from(CARDHOLDERS))
        chosen = draw(st.lists(settlement_days(year), min_size=1, max_size=4))
        name, form = draw(spot_forms(spot)), draw(st.sampled_from(["text", "text", "date"]))
        for number in range(draw(st.sampled_from(BURSTS))):
            day = chosen[number % len(chosen)]
            rows.append({"cardholder": cardholder, "spot": name, "date": day if form == "date" else day.isoformat()})
    order = draw(st.sampled_from(["kept", "reversed", "interleaved"]))
    if order == "reversed":
        rows.reverse()
    return rows[::2] + rows[1::2] if order == "interleaved" else rows


@st.composite
def ticket_rows(draw: st.DrawFn, year: int, extra: list[str]) -> list[dict[str, Any]]:
    """Prices for some days: at most one stretch for a spot, or two that meet without overlapping."""
    rows: list[dict[str, Any]] = []
    for spot in draw(st.lists(st.sampled_from(["nvshengong", "fenghuangshan", "qianfodong", *extra]), unique=True)):
        first = draw(st.sampled_from([DAY(year - 1, 7, 1), DAY(year, 1, 1), DAY(year, 4, 1), DAY(year, 10, 31)]))
        last = draw(st.sampled_from([DAY(year, 10, 31), DAY(year, 12, 31), DAY(year + 1, 6, 30)]))
        stretches = [(first, last)]
        if last > first and draw(st.booleans()):
            stretches = [(first, first), (first + datetime.timedelta(1), last)]
        for start, end in stretches:
            row = {"spot": draw(spot_forms(spot)), "price": draw(fen(0, 20000).flatmap(number_forms))}
            rows.append(row | {"from": draw(day_forms(start)), "until": draw(day_forms(end))})
    return rows


@st.composite
def tourism_cases(draw: st.DrawFn) -> Case:
    """A settlement year."""
    year = draw(st.sampled_from(list(tourism.YEARS)))
    extra = draw(st.lists(st.sampled_from(sorted(EXTRA)), unique=True, max_size=draw(st.sampled_from([0, 3]))))
    gross = draw(st.one_of(st.sampled_from(GROSS), fen(0, 100), fen(0, 100_000_000), st.just(HUGE)))
    inputs: dict[str, Any] = {"gross_sales": draw(number_forms(gross)), "visits": draw(visit_rows(year, extra))}
    if draw(st.booleans()):
        inputs["ticket_prices"] = draw(ticket_rows(year, extra))
    if draw(st.booleans()) or extra:
        inputs["extra_spots"] = [{"spot": spot, "name": EXTRA[spot][0], "price": EXTRA[spot][1]} for spot in extra]
    return Case(DAY(year, 12, 31), inputs, draw(assumptions(tourism.INTERPRETATIONS)))


@st.composite
def tourism_bad_date(draw: st.DrawFn) -> Case:
    """Any day but 31 December 2020…2023 is an input error at `date`."""
    case = draw(tourism_cases())
    wrong = [
        DAY(2019, 12, 31),
        DAY(2024, 12, 31),
        DAY(2020, 12, 30),
        DAY(2021, 1, 1),
        DAY(2022, 3, 15),
        DAY(2023, 6, 30),
    ]
    return Case(draw(st.sampled_from(wrong)), case.inputs, case.assume)


def good_rows(year: int) -> dict[str, list[dict[str, Any]]]:
    """A small good table of each kind."""
    ticket = {"spot": "beita", "price": "61", "from": f"{year}-05-01", "until": f"{year}-05-31"}
    return {
        "visits": [{"cardholder": "42", "spot": "beita", "date": f"{year}-05-01"} for _ in range(3)],
        "ticket_prices": [ticket, {**ticket, "spot": "huashigu"}],
        "extra_spots": [
            {"spot": "new_spot", "name": "新景区", "price": "45.5"},
            {"spot": "a", "name": "甲", "price": 30},
        ],
    }


BAD_CELLS: dict[str, list[Any]] = {
    "cardholder": BAD_TEXTS,
    "spot": [*BAD_TEXTS, "no_such", "Beita", "北塔", "beita ", "beita\n"],
    "date": [*BAD_DAYS, "2019-12-31", "2024-01-01", DAY(2019, 12, 31)],
    "price": BAD_MONEY,
    "from": BAD_DAYS,
    "until": BAD_DAYS,
    "name": [*BAD_TEXTS, "北塔", "beita"],
}
BAD_EXTRA_IDS = ["1abc", "Abc", "a-b", "abc\n", "a b", "_a", "新", "é", "", 42, True]
OVERLAPS: list[dict[str, Any]] = [
    {"spot": "beita", "price": 61, "from": "{y}-05-31", "until": "{y}-06-01"},
    {"spot": "双塔区北塔佛教艺术博物馆", "price": 62, "from": "2018-01-01", "until": "2030-01-01"},
    {"spot": "huashigu", "price": "61", "from": "{y}-05-10", "until": "{y}-05-10"},
    {"spot": "reshui", "price": "61", "from": "{y}-05-11", "until": "{y}-05-10"},
]
CLASHES: list[dict[str, Any]] = [
    {"spot": "beita", "name": "乙", "price": "1"},
    {"spot": "b", "name": "双塔区北塔佛教艺术博物馆", "price": "1"},
    {"spot": "a", "name": "乙", "price": "1"},
    {"spot": "b", "name": "甲", "price": "1"},
]


def in_year(row: dict[str, Any], year: int) -> dict[str, Any]:
    """A row with {y} in its texts filled in."""
    return {key: cell.replace("{y}", str(year)) if isinstance(cell, str) else cell for key, cell in row.items()}


@st.composite
def tourism_bad_tables(draw: st.DrawFn) -> Case:
    """One thing wrong in one table."""
    year = draw(st.sampled_from(list(tourism.YEARS)))
    tables: dict[str, Any] = dict(good_rows(year))
    name = draw(st.sampled_from(sorted(tables)))
    rows = tables[name]
    place = draw(st.integers(0, len(rows) - 1))
    column = draw(st.sampled_from(tourism.ROW_FIELDS[name]))
    fault = draw(
        st.sampled_from(["cell", "cell", "cell", "null", "absent", "unknown", "row", "table", "clash", "clash"])
    )
    if fault == "cell":
        bad = BAD_EXTRA_IDS if name == "extra_spots" and column == "spot" else BAD_CELLS[column]
        rows[place] = {**rows[place], column: draw(st.sampled_from(bad))}
    elif fault == "null":
        rows[place] = {**rows[place], column: None}
    elif fault == "absent":
        rows[place] = {key: value for key, value in rows[place].items() if key != column}
    elif fault == "unknown":
        rows[place] = {**rows[place], "remark": "x"}
    elif fault == "row":
        rows[place] = draw(st.sampled_from(BAD_ROWS))
    elif fault == "table":
        tables[name] = draw(st.sampled_from(BAD_LISTS))
    elif draw(st.booleans()):
        row = draw(st.sampled_from(OVERLAPS))
        tables["ticket_prices"].append(in_year(row, year))
    else:
        tables["extra_spots"].append(draw(st.sampled_from(CLASHES)))
    if draw(st.booleans()):
        tables["gross_sales"] = "100"  # may be absent: a bad input comes before a missing one
    return Case(DAY(year, 12, 31), tables, None)


def every_bad_table() -> list[Case]:
    """Every bad cell, null and absent cell, row and table, and every clash, one at a time, with gross_sales missing."""
    good = good_rows(2022)
    faulty: dict[str, list[Any]] = {}
    for name, rows in good.items():
        bad: list[Any] = [*BAD_LISTS, *([rows[0], row] for row in BAD_ROWS), [rows[0], {**rows[1], "remark": 1}]]
        for column in tourism.ROW_FIELDS[name]:
            cells = BAD_EXTRA_IDS if name == "extra_spots" and column == "spot" else BAD_CELLS[column]
            bad += [[rows[0], {**rows[1], column: cell}] for cell in [*cells, None]]
            bad.append([rows[0], {key: cell for key, cell in rows[1].items() if key != column}])
        faulty[name] = bad
    faulty["ticket_prices"] += [[*good["ticket_prices"], in_year(row, 2022)] for row in OVERLAPS]
    faulty["extra_spots"] += [[*good["extra_spots"], row] for row in CLASHES]
    return each_bad(Case(DAY(2022, 12, 31), dict(good), None), {**faulty, "gross_sales": BAD_MONEY})


TOURISM = Strategies(
    valid=tourism_cases(),
    incomplete=incomplete(tourism_cases(), tourism.INPUTS),
    bad=st.one_of(
        tourism_bad_tables(),
        tourism_bad_tables(),
        tourism_bad_date(),
        spoiled(tourism_cases(), {"gross_sales": BAD_MONEY, "visits": BAD_LISTS}, droppable=("gross_sales",)),
    ),
    every_bad=every_bad_table(),
)
