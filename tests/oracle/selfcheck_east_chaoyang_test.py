"""The oracle of Chaoyang against figures of the documents and sums done by hand."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from . import agenda_status as agenda
from . import dibao_backstop as backstop
from . import fuel_ban as fuel
from . import individual_relief as relief
from . import kindergarten, tourism_admission, tourism_card
from . import labour_capacity as labour

DAY = datetime.date


def number(text: str) -> Fraction:
    """A number of a table below."""
    return Fraction(text)


def card(date: datetime.date, assume: Mapping[str, object] | None = None, **inputs: Any) -> dict[str, Any]:
    """The outputs for a person of Chaoyang hukou, or as given."""
    return dict(tourism_card.answer(date, {"hukou": "chaoyang", **inputs}, assume).outputs)


def test_tourism_card() -> None:
    """One year less a day; the first reason; three years of ban; three windows."""
    issued = card(DAY(2020, 4, 1))
    assert issued["valid_until"] == DAY(2021, 3, 31) and issued["fee"] == 100
    assert issued["documents"] == ["id_card"]
    assert card(DAY(2020, 4, 1), second_generation_id=False)["documents"] == ["household_book"]
    assert card(DAY(2020, 4, 1), {"period_end": "same_day"})["valid_until"] == DAY(2021, 4, 1)
    student: dict[str, Any] = {"hukou": "elsewhere", "chaoyang_student": True}
    assert card(DAY(2021, 2, 28), **student)["documents"] == ["student_card", "id_card"]
    worker: dict[str, Any] = {"hukou": "elsewhere", "chaoyang_student": False, "works_in_chaoyang": True}
    assert card(DAY(2021, 2, 28), **worker)["documents"] == ["id_card", "employer_letter"]
    nobody: dict[str, Any] = {**worker, "works_in_chaoyang": False}
    assert card(DAY(2021, 2, 28), **nobody) == {"may_issue": False, "reason": "not_a_holder_class"}
    for day, end, may in (
        (DAY(2023, 2, 27), "day_before", False),  # listed on 29 February 2020: three years end on 28 February 2023
        (DAY(2023, 2, 28), "day_before", True),
        (DAY(2023, 2, 28), "same_day", False),
        (DAY(2023, 3, 1), "same_day", True),
    ):
        assert card(day, {"period_end": end}, blacklisted_on="2020-02-29")["may_issue"] is may
    assert card(DAY(2021, 1, 1), blacklisted_on="2021-01-02")["may_issue"] is True
    last = {"card_years": DAY(2023, 3, 31), "calendar_years": DAY(2022, 12, 31), "from_issue": DAY(2023, 3, 15)}
    for window, day in last.items():
        assert card(day, {"scheme_window": window})["may_issue"] is True
        after = card(day + datetime.timedelta(1), {"scheme_window": window}, blacklisted_on=day)
        assert after == {"may_issue": False, "reason": "outside_scheme"}


def pays(date: datetime.date, **inputs: Any) -> tuple[Any, ...]:
    """Valid, full price, holder pays, saving, with a card of the first day."""
    found = tourism_admission.answer(date, {"card_issued_on": "2020-04-01", "item": "gate_ticket", **inputs}).outputs
    return tuple(found[name] for name in tourism_admission.OUTPUTS)


def test_tourism_admission() -> None:
    """Free; 八折; 5折; suspended; a year; no rate."""
    day = DAY(2020, 10, 31)
    assert pays(day, spot="fenghuangshan") == (True, 60, 0, 60)
    assert pays(DAY(2020, 11, 1), spot="fenghuangshan") == (True, 30, 0, 30)
    assert pays(day, spot="beita", event_suspended=True) == (True, 60, 60, 0)
    assert pays(day, spot="miaozigou", item="ski_ticket", list_price="99.99") == (
        True,
        number("99.99"),
        number("79.99"),  # 79.992
        number("20"),
    )
    half = (True, number("45.55"), number("22.78"), number("22.77"))  # 22.775 half up
    assert pays(day, spot="panjin", list_price="45.55", event_suspended=True) == half
    assert pays(day, spot="beita", item="other", list_price=80) == (True, 80, 80, 0)
    assert pays(day, spot="beita", list_price=80) == (True, 80, 0, 80)
    assert pays(DAY(2021, 3, 31), spot="beita") == (True, 60, 0, 60)
    assert pays(DAY(2021, 4, 1), spot="beita") == (False, 60, 60, 0)
    assert pays(day, spot="nvshengong", list_price=80) == (True, None, None, None)
    assert tourism_admission.answer(day, {"spot": "beita", "item": "ski_ticket"}).kind == "refused"
    assert tourism_admission.answer(day, {"spot": "panjin"}).missing == ("card_issued_on", "item", "list_price")


def household(assume: Mapping[str, object] | None = None, **inputs: Any) -> dict[str, Any]:
    """The outputs for a registered household, not lifted, with a standard of 400."""
    given = {"registered_poor": True, "lifted": False, "local_standard": "400", **inputs}
    found = backstop.answer(backstop.FIRST_DAY, given, assume)
    assert found.kind == "answered", found
    return dict(found.outputs)


def test_backstop_by_hand() -> None:
    """Two of three counted: 3000 + 2400/2 − 300 + max(1200, 1000) = 5100 a year, 212.50 each a month, 375 for both."""
    members = [
        {"other_income": "3000", "project_income": "9999", "illness_poverty": True, "illness_expense": "300"},
        {"flexible_income": "2400", "uplift_rate": "0.2"},
        {"other_income": "50000", "formal_job": True, "uplift_rate": "0.5"},
    ]
    child = {"minimum_support": "2400", "actual_support": "1000"}
    assert household(members=members, supporting_children=[child]) == {
        "target_group": True,
        "counted_members": 2,
        "counted_income": 5100,
        "income_per_person": number("212.5"),
        "eligible": True,
        "base_allowance": 375,  # 800 − 425
        "uplift": 120,  # d-8: S = 400, p = 20 %
        "allowance": 495,
    }
    multiplied = household({"uplift_combination": "multiplicative"}, members=members)
    assert multiplied["uplift"] == 128  # d-8
    assert household(members=[{"uplift_rate": 0}])["uplift"] == 40
    carer = [{"flexible_income": "2400", "long_term_carer": True}]
    assert household(members=carer)["counted_income"] == 0


def test_backstop_edges() -> None:
    """5000 is out; the floor of 240; the floor of 0 after support; nobody counted; the standard is strict."""
    for income, target in (("4999.99", True), ("5000", False)):
        assert household(lifted=True, annual_income_per_person=income, members=[{}])["target_group"] is target
    ill = {"other_income": "1000", "illness_poverty": True}
    assert household(members=[ill, ill])["counted_income"] == 1520  # 2000 − 2 × 240
    assert household({"illness_floor_per": "household"}, members=[ill, ill])["counted_income"] == 1760
    # 0 − 240 + 1200 = 960, not 1200: the floor comes last.
    child = {"minimum_support": "2400", "actual_support": "0"}
    assert household(members=[{"illness_poverty": True}], supporting_children=[child])["counted_income"] == 960
    alone = household(members=[{"formal_job": True, "other_income": 5}])
    assert "income_per_person" not in alone and (alone["eligible"], alone["allowance"]) == (False, 0)
    assert household(members=[{"other_income": "4800"}])["eligible"] is False  # exactly 400 a month
    assert household(members=[{"other_income": "4799.99"}])["base_allowance"] == 0  # 0.01/12 to fen, and yet eligible
    both = {"members": [{}], "local_standard": 1, "local_standard_per_year": 12}
    assert backstop.answer(backstop.FIRST_DAY, both).kind == "refused"
    assert backstop.answer(DAY(2021, 1, 1), both).kind == "not_in_force"
    assert backstop.answer(backstop.LAST_DAY, {"members": [{}], "registered_poor": True, "lifted": False}).missing == (
        "local_standard",
    )


def test_relief_and_capacity() -> None:
    """100 and 400 included; 60 by the end of 2020; a partial finding is not determined."""
    person = {"kind": "seriously_ill", "supported_by_household": True}
    for decided, kind in (("100", "answered"), ("400", "answered"), ("99.99", "refused"), ("400.01", "refused")):
        assert relief.answer(backstop.FIRST_DAY, {**person, "decided_amount": decided}).kind == kind
    assert relief.answer(backstop.FIRST_DAY, person).undetermined == {"amount"}
    assert relief.answer(backstop.FIRST_DAY, {"kind": "none"}).outputs == {"eligible": False}
    for birth, finding, capacity, ground in (
        ("1960-12-31", "none", True, "age"),
        ("1961-01-01", "none", False, "none"),
        ("1961-01-01", "full", True, "township_finding"),
        ("1960-12-31", "partial", True, "age"),
        ("1961-01-01", "partial", None, None),
    ):
        inputs = {"birth_date": birth, "township_finding": finding, "certificate": False}
        outputs = labour.answer(backstop.FIRST_DAY, inputs).outputs
        assert (outputs["no_labour_capacity"], outputs.get("ground")) == (capacity, ground)


def test_kindergarten() -> None:
    """不足3000; 3000—6000; 6 × 30 = 180; above 6000; below 50 %; twelve months."""
    for people, option, provision, places in (
        (2999, "not_stated", "pooled", "absent"),
        (3000, "not_stated", "own", 180),
        (6000, "not_stated", "own", 180),
        (6001, "not_stated", None, None),
        (12000, "one_per_6000", "own", 360),
        (12001, "one_per_6000", "own", 540),
    ):
        inputs = {"population": people, "county_public_share": "0.5", "handed_over_on": "2020-02-29"}
        found = kindergarten.answer(DAY(2020, 5, 9), inputs, {"above_6000": option})
        assert (found.outputs["provision"], found.outputs.get("places", "absent")) == (provision, places)
        assert (found.outputs["form"], found.outputs["open_by"]) == ("public_or_inclusive", DAY(2021, 2, 28))
        assert len(found.undetermined) == (4 if provision is None else 0)


@pytest.mark.parametrize(
    ("inputs", "option", "ground"),
    [
        ({"zone": "one", "device": "boiler", "boiler_output": "10", "sulphur": "0.6", "ash": 8}, "both", "none"),
        ({"zone": "one", "device": "boiler", "boiler_output": "10", "sulphur": "0.6"}, "either", "class_one_coal"),
        ({"zone": "one", "device": "boiler", "boiler_output": "20"}, "both", "none"),
        ({"zone": "one", "device": "civil", "sulphur": "0.501", "ash": "10.001"}, "both", "class_one_coal"),
        ({"zone": "one", "device": "civil", "sulphur": "0.5"}, "both", "none"),
        ({"zone": "one", "device": "furnace"}, "both", "none"),
        ({"zone": "two", "device": "furnace"}, "both", "class_two_coal"),
        ({"zone": "two", "device": "boiler", "boiler_output": "19.999"}, "both", "class_two_coal"),
        ({"zone": "two", "device": "boiler", "boiler_output": "20"}, "both", "none"),
        ({"zone": "two", "boiler_output": "19"}, "both", "class_two_coal"),
        ({"zone": "three"}, "both", "class_three_coal"),
        ({"zone": "three", "fuel": "biomass_pellet", "dust_removal": False}, "both", "class_three_pellet"),
        ({"zone": "one", "fuel": "raw_biomass"}, "both", "direct_biomass"),
        ({"zone": "outside"}, "both", "none"),
    ],
)
def test_fuel(inputs: dict[str, Any], option: str, ground: str) -> None:
    """Inventory f-1 (10 t/h, 0.6 %, 8 %) first; every list on both sides of its edge."""
    found = fuel.answer(DAY(2020, 8, 11), {"fuel": "coal", **inputs}, {"coal_quality": option})
    assert found.outputs == {"prohibited": ground != "none", "ground": ground}, found


def test_fuel_not_determined() -> None:
    """Waste everywhere, without a zone; pellets in zone one and in a dedicated boiler of zone three."""
    pellet = {"zone": "three", "fuel": "biomass_pellet", "dedicated_boiler": True, "dust_removal": True}
    for inputs, ground in (
        ({"fuel": "waste"}, "other_laws"),
        (pellet, "conflicting_clauses"),
        ({"zone": "one", "fuel": "biomass_pellet"}, "conflicting_clauses"),
    ):
        found = fuel.answer(DAY(2020, 8, 11), inputs)
        assert found.outputs == {"prohibited": None, "ground": ground}
        assert found.undetermined == {"prohibited"}


def test_agenda() -> None:
    """In this order: done, overdue, within three months, longer."""
    day = DAY(2020, 8, 11)
    for done, due, months, status in (
        (True, "2020-08-10", 4, "done"),
        (False, "2020-08-10", 1, "overdue"),
        (False, "2020-08-11", 3, "in_progress"),
        (False, day, 4, "continuing"),
    ):
        found = agenda.answer(day, {"done": done, "due": due, "months_needed": months})
        assert found.outputs == {"status": status}
    assert agenda.answer(day, {"done": False, "due": "2020-08-10"}).kind == "answered"
    assert agenda.answer(DAY(2020, 8, 10), {}).kind == "not_in_force"
