"""The oracle itself against the published figures and sums done by hand, so that it can be trusted on its own."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest

from . import child_rehabilitation as child
from . import dibao, orphan, retrenched_1960s, tekun
from . import tourism_settlement as tourism
from . import training_subsidy as training
from .expected import anniversary, completed_years, half_up, largest_remainder
from .programs import PROGRAMS, Program
from .strategies import BAD_COUNTS, BAD_DAYS, BAD_MONEY

DAY = datetime.date
OLD, NEW = DAY(2019, 6, 30), DAY(2019, 7, 1)


def number(text: str) -> Fraction:
    """A number of a table below."""
    return Fraction(text)


@pytest.mark.parametrize(
    ("area", "region", "old", "new"),
    [("urban", "district", 875, 933), ("urban", "county", 800, 933), ("rural", "county", 668, 751)],
)
@pytest.mark.parametrize("rounding", ["half_up", "ceiling"])
def test_published_tekun(area: str, region: str, old: int, new: int, rounding: str) -> None:
    """25号 一(二): 875→933, 800→933, 668→751; both roundings fit."""
    for date, published in ((OLD, old), (NEW, new)):
        outputs = tekun.answer(date, {"area": area, "region": region}, {"rounding": rounding}).outputs
        assert outputs["standard"] == published


def test_published_orphan() -> None:
    """25号 一(三); the totals 2240, 2030, 1765 and 2130, 1900, 1650 are the inventory's sums (A9)."""
    expected = {"institutional": (2130, 2240), "urban_dispersed": (1900, 2030), "rural_dispersed": (1650, 1765)}
    for placement, totals in expected.items():
        for date, total in zip((OLD, NEW), totals, strict=True):
            inputs = {"placement": placement, "adult_student_unemployed": True}
            assert orphan.answer(date, inputs).outputs["total"] == total


def test_published_retrenched() -> None:
    """25号 一(四)."""
    for previous, allowance in zip((405, 439, 473, 506), (434, 470, 507, 542), strict=True):
        assert retrenched_1960s.answer(OLD, {"previous_allowance": previous}).outputs["allowance"] == previous
        assert retrenched_1960s.answer(NEW, {"previous_allowance": str(previous)}).outputs["allowance"] == allowance
    assert retrenched_1960s.answer(NEW, {"previous_allowance": 434}).kind == "refused"


def household(date: datetime.date, area: str, size: int, income: str, edge: str = "inclusive") -> dict[str, object]:
    """The outputs of dibao for a district household."""
    inputs = {"area": area, "region": "district", "household_size": size, "household_income": income}
    return dibao.answer(date, inputs, {"low_income_edge": edge}).outputs


def test_dibao_by_hand() -> None:
    """3 × 622 − 1000.50 = 865.50; one fen about the standard; 746.40 and 500.40 are 120 %; rural is per year."""
    outputs = household(NEW, "urban", 3, "1000.50")
    assert (outputs["allowance"], outputs["income_per_person"]) == (number("865.50"), number("333.50"))
    assert outputs["low_income_line"] == number("746.4") and outputs["low_income_household"] is False
    assert household(NEW, "urban", 1, "621.99")["allowance"] == number("0.01")
    at = household(NEW, "urban", 1, "622")
    assert (at["eligible"], at["allowance"], at["low_income_household"]) == (False, 0, True)
    assert household(NEW, "rural", 2, "833.99")["eligible"] is True  # 2 × 417 = 834
    assert household(NEW, "rural", 2, "0")["allowance"] == 834
    assert household(OLD, "rural", 1, "0")["standard"] == 371
    for income, edge, low in [
        ("746.40", "inclusive", True),
        ("746.40", "exclusive", False),
        ("746.41", "inclusive", False),
    ]:
        assert household(NEW, "urban", 1, income, edge)["low_income_household"] is low
    before = dibao.answer(OLD, {"area": "rural", "household_size": 1, "household_income": 0})
    assert before.undetermined == {"low_income_line", "low_income_household"}
    assert dibao.answer(DAY(2018, 12, 31), {}).kind == "not_in_force"
    assert dibao.answer(OLD, {}).missing == ("area", "region", "household_size", "household_income")
    assert dibao.answer(NEW, {"household_size": None}).missing == ("area", "household_size", "household_income")


@pytest.mark.parametrize("bad", BAD_MONEY, ids=repr)
def test_bad_money(bad: Any) -> None:
    """Every value of the list is refused as money."""
    inputs = {"area": "rural", "household_size": 1, "household_income": bad}
    assert dibao.answer(NEW, inputs).refused_paths == {"household_income"}


@pytest.mark.parametrize("bad", [*BAD_COUNTS, 0, 51, "51"], ids=repr)
def test_bad_size(bad: Any) -> None:
    """Every value of the list is refused as a household size, before what is missing."""
    assert dibao.answer(NEW, {"household_size": bad}).refused_paths == {"household_size"}


@pytest.mark.parametrize("bad", BAD_DAYS, ids=repr)
def test_bad_days(bad: Any) -> None:
    """Every value of the list is refused as a date."""
    assert child.answer(NEW, {"birth_date": bad}).refused_paths == {"birth_date"}


@pytest.mark.parametrize("program", PROGRAMS, ids=[program.name for program in PROGRAMS])
def test_every_single_fault_is_one(program: Program) -> None:
    """Every case of the list of faults is refused, but for a name that only looks like a clash (北塔)."""
    for case in program.cases.every_bad:
        expected = program.answer(case.date, case.inputs, case.assume)
        harmless = "北塔" in str(case.inputs.get("extra_spots"))
        assert harmless or expected.kind == "refused", case


def test_rounding_and_remainders() -> None:
    """Half away from zero; ties in the listed order; the parts add up."""
    assert half_up(number("0.005"), number("0.01")) == number("0.01") == -half_up(number("-0.005"), number("0.01"))
    assert half_up(number("874.5"), Fraction(1)) == 875
    thirds = largest_remainder(Fraction(1), [Fraction(1)] * 3)
    assert thirds == [number("0.34"), number("0.33"), number("0.33")]
    # 15 fen: 10, 3.5, 1.5: the tie goes to telecom, listed before the bureau.
    assert largest_remainder(number("0.15"), tourism.SPLIT) == [number("0.10"), number("0.04"), number("0.01")]
    # 100 yuan: 66.666…, 23.333…, 10.
    assert largest_remainder(Fraction(100), tourism.SPLIT) == [number("66.67"), number("23.33"), Fraction(10)]
    assert sum(tourism.SPLIT) == 1


def test_ages() -> None:
    """29 February is 28 February in a year without one."""
    leap = DAY(2012, 2, 29)
    assert anniversary(leap, 7) == (2019, 2, 28) and anniversary(leap, 8) == (2020, 2, 29)
    assert [completed_years(leap, day) for day in (DAY(2019, 2, 27), DAY(2019, 2, 28))] == [6, 7]
    assert [completed_years(leap, day) for day in (DAY(2020, 2, 28), DAY(2020, 2, 29))] == [7, 8]
    assert completed_years(DAY(2020, 1, 2), DAY(2020, 1, 1)) == -1


def patient(**changes: Any) -> dict[str, Any]:
    """A child of seven with one hearing aid that cost 25000, of which 3000 was paid first."""
    service = {"item": "hearing_aid", "cost": "25000", "paid_first": "3000"}
    inputs = {"birth_date": "2012-06-01", "residence": "permit", "disability": "hearing", "household_category": "dibao"}
    return {**inputs, "services": [service], **changes}


def test_child_by_hand() -> None:
    """22000 remain: 19200 and 2800 by difference; a fixed standard pays 88500 for 500 that remain."""
    date = DAY(2020, 5, 31)
    outputs = child.answer(date, patient()).outputs
    assert (outputs["subsidy"], outputs["family_pays"], outputs["reasons"]) == (19200, 2800, [])
    cheap = patient(services=[{"item": "cochlear_implant", "cost": "1500", "paid_first": 1000}])
    assert child.answer(date, cheap).outputs["subsidy"] == 500
    fixed = child.answer(date, cheap, {"settlement": "fixed"}).outputs
    assert (fixed["subsidy"], fixed["family_pays"]) == (88500, 0)
    assert sum(child.STANDARD.values()) == 2000 + 2000 + 88500 + 19200 + 17200 + 1200 + 15000 * 3
    nobody = child.answer(date, patient(residence="none", birth_date="2021-01-01", household_category="none")).outputs
    assert nobody["reasons"] == ["residence", "age", "household"]
    assert (nobody["subsidy"], nobody["family_pays"]) == (0, 22000)


def test_child_ages() -> None:
    """含7周岁: until the day before the 8th birthday, or until the 7th birthday itself."""
    until_seventh = {"age_seven": "until_seventh_birthday"}
    for day, eighth, seventh in [
        (DAY(2019, 6, 1), True, True),
        (DAY(2019, 6, 2), True, False),
        (DAY(2020, 5, 31), True, False),
        (DAY(2020, 6, 1), False, False),
    ]:
        assert child.answer(day, patient()).outputs["eligible"] is eighth
        assert child.answer(day, patient(), until_seventh).outputs["eligible"] is seventh


def test_child_refusals() -> None:
    """Paid above cost, an item twice, another disability's item, any service with speech; speech is not determined."""
    date = DAY(2020, 1, 1)
    [group] = child.answer(date, patient(services=[{"item": "hearing_aid", "cost": 1, "paid_first": 2}])).refused_any
    assert "services[0].paid_first" in group
    row = {"item": "hearing_aid", "cost": 1, "paid_first": 0}
    for changes in ({"services": [row, row]}, {"disability": "limb"}, {"disability": "speech"}):
        assert child.answer(date, patient(**changes)).kind == "refused"
    speech = child.answer(date, patient(disability="speech", services=[]))
    assert speech.undetermined == {"subsidy", "family_pays"} and speech.outputs["subsidy"] is None
    missing = child.answer(date, patient(services=[row, {"item": "cochlear_implant", "cost": None}]))
    assert missing.missing == ("services[1].cost", "services[1].paid_first")


def course(**changes: Any) -> dict[str, Any]:
    """Thirty trainees of class A for 270 hours at 7 yuan, 90 % attendance, 20 certified and employed, 5 not."""
    inputs = {"occupation_class": "A", "hours": 270, "hourly_rate": "7", "uplift": "none", "trainees": 30}
    counts = {"attendance_rate": "0.9", "certified_employed": 20, "certified_not_employed": 5}
    return {**inputs, **counts, **changes}


def test_training_by_hand() -> None:
    """P = 1800 + 10 × 7 = 1870; 30 × 0.9 × 1870 / 2 = 25245; 20 × 935 + 5 × 561 = 21505."""
    outputs = training.answer(NEW, course()).outputs
    assert outputs == {
        "per_head": 1870,
        "attendance_part": 25245,
        "outcome_part": 21505,
        "total": 46750,
        "class_may_be_cancelled": False,
    }
    brand = course(uplift="famous_brand")
    assert training.answer(NEW, brand).outputs["per_head"] == 2431  # 1870 × 1.3
    assert training.answer(NEW, brand, {"uplift_on": "base"}).outputs["per_head"] == 2410  # 1870 + 540
    directory = course(uplift="key_directory")
    assert training.answer(NEW, directory).outputs["per_head"] == 2244  # 1870 × 1.2
    assert training.answer(NEW, directory, {"directory_uplift": "included"}).outputs["per_head"] == 1870
    short = course(hours=259, uplift="special_brand")
    assert training.answer(NEW, short).outputs["per_head"] == number("2266.25")  # 259 × 7 × 1.25
    assert training.answer(NEW, short, {"uplift_on": "base"}).outputs["per_head"] == 1813
    assert training.answer(NEW, short, {"short_course": "none"}).outputs["total"] == 0
    failed = training.answer(NEW, course(spot_check_failed=True)).outputs
    assert (failed["per_head"], failed["total"]) == (1870, 0)
    assert training.answer(NEW, course(certified_employed=26)).kind == "refused"
    assert training.answer(NEW, course(hours=260, hourly_rate=None)).outputs["per_head"] == 1800
    assert training.answer(NEW, course(hourly_rate=None)).missing == ("hourly_rate",)
    assert training.answer(DAY(2019, 6, 4), course()).kind == "not_in_force"


def visit(spot: str, day: str, cardholder: str = "42") -> dict[str, str]:
    """One visit."""
    return {"cardholder": cardholder, "spot": spot, "date": day}


def test_tourism_by_hand() -> None:
    """100 yuan: pool 66.67. 90 + 60 + 30 = 180 in theory: 33.335 and 33.335, the odd fen to the first listed."""
    visits = [visit("鸟化石国家地质公园", "2020-05-01"), visit("fenghuangshan", "2020-10-31")]
    visits.append(visit("fenghuangshan", "2020-11-01"))
    inputs = {"gross_sales": 100, "visits": visits}
    outputs: dict[str, Any] = tourism.answer(DAY(2020, 12, 31), inputs).outputs
    assert [row["spot"] for row in outputs["spots"]] == ["fenghuangshan", "niaohuashi"]
    assert [row["amount"] for row in outputs["spots"]] == [number("33.34"), number("33.33")]
    peak: dict[str, Any] = tourism.answer(DAY(2020, 12, 31), inputs, {"seasonal_price": "peak"}).outputs
    assert [row["theoretical_revenue"] for row in peak["spots"]] == [120, 90]


def test_tourism_cap_and_prices() -> None:
    """Fifty count, in date order; 女神宫 has a price only where ticket_prices gives one; no revenue, no amount."""
    end = DAY(2021, 12, 31)
    late = [visit("nvshengong", "2021-12-01")]
    fifty = [visit("nvshengong", "2021-03-01")] * 50
    price = {"spot": "女神宫汤泉城", "price": "88.50", "from": "2021-01-01", "until": "2021-11-30"}
    inputs = {"gross_sales": "3", "visits": late + fifty, "ticket_prices": [price]}
    found = tourism.answer(end, inputs)
    rows: Any = found.outputs["spots"]
    assert [(row["visits"], row["counted_visits"], row["theoretical_revenue"], row["amount"]) for row in rows] == [
        (51, 50, 4425, 2)
    ]
    unpriced = tourism.answer(end, {**inputs, "visits": late + fifty[:49]})
    assert unpriced.undetermined == {"spots.amount"}
    free: Any = tourism.answer(end, {"gross_sales": "3", "visits": [visit("jiajiadian", "2021-01-01")]})
    assert free.outputs["spots"][0]["amount"] is None and free.undetermined == {"spots.amount"}
    assert tourism.answer(end, {"gross_sales": "3", "visits": []}).outputs["spots"] == []
    two = [visit("beita", "2021-01-01", "42")] * 50 + [visit("beita", "2021-01-02", "00000042")]
    counted: Any = tourism.answer(end, {"gross_sales": "3", "visits": two}).outputs["spots"]
    assert counted[0]["counted_visits"] == 51


def test_tourism_refusals() -> None:
    """Dates, years, overlaps, cells."""
    end = DAY(2021, 12, 31)
    assert tourism.answer(DAY(2021, 12, 30), {"visits": [], "gross_sales": 1}).refused_paths == {"date"}
    assert tourism.answer(DAY(2019, 12, 31), {}).refused_paths == {"date"}
    outside = tourism.answer(end, {"visits": [visit("beita", "2021-01-01"), visit("beita", "2022-01-01")]})
    assert outside.refused_paths == {"visits[1].date"}
    assert tourism.answer(end, {"visits": [{"spot": "beita", "date": None}]}).refused_paths == {
        "visits[0].cardholder",
        "visits[0].date",
    }
    one = {"spot": "beita", "price": 1, "from": "2019-01-01", "until": "2019-01-31"}
    two = {"spot": "双塔区北塔佛教艺术博物馆", "price": 1, "from": "2019-01-31", "until": "2019-02-01"}
    assert tourism.answer(end, {"ticket_prices": [one, two]}).kind == "refused"
    assert tourism.answer(end, {"ticket_prices": [one, {**two, "from": "2019-02-01"}]}).kind == "missing"
    assert tourism.answer(end, {"extra_spots": [{"spot": "x", "name": "北方紫陶之都", "price": 1}]}).kind == "refused"
    prices = [row[2] for row in tourism.SPOTS if row[2] is not None]
    assert sum(prices) + 60 == 938  # inventory A-005: the 18 gate prices at peak
