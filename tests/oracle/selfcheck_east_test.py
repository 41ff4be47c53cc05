"""The oracle of Benxi, Beijing and the nation against figures of the documents and sums done by hand."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from . import electricity_price_cut as electricity
from . import freight_licence as freight
from . import high_tech_fast_track as fast_track
from . import information_processing_fee as information
from . import relocation_deferral as relocation
from . import soe_wage_bill as soe
from . import technology_transfer_exemption as transfer
from . import venture_capital_exemption as venture
from . import wage_clawback as clawback
from . import waived_fees as waived

DAY = datetime.date
YEAR_END = DAY(2019, 12, 31)


def number(text: str) -> Fraction:
    """A number of a table below."""
    return Fraction(text)


# A competitive firm: 1,000,000 yuan, 10 % more, none of the three grounds.
FIRM: dict[str, Any] = {
    "prior_wage_bill": "1000000",
    "benefit_growth": "0.1",
    "labour_productivity": "up",
    "labour_cost_return": "not_below",
    "prior_average_wage": "80000",
    "national_average_wage": "80000",
    "fully_competitive": True,
    "value_preserved": True,
    "non_operating_decline": False,
}


def firm(assume: Mapping[str, object] | None = None, **changes: Any) -> dict[str, Any]:
    """The outputs for the firm with some inputs changed; `limits` as a dict."""
    found = soe.answer(YEAR_END, {**FIRM, **changes}, assume)
    assert found.kind == "answered", found
    rows: Any = found.outputs["limits"]
    assert {name for name in found.outputs if found.outputs[name] is None} == found.undetermined
    return {**found.outputs, "limits": {row["rule"]: row["amount"] for row in rows}}


def test_wage_bill_grows() -> None:
    """10 % of 1,000,000 is 1,100,000; 70 % of 10 % is 7 %; at exactly 2.5 times the ground is not met (高于)."""
    assert firm()["limits"] == {"benefit_growth": 1_100_000}
    assert firm(labour_productivity="unchanged")["ceiling"] == 1_070_000
    assert firm(labour_cost_return="below")["limits"] == {"benefit_growth": 1_100_000, "seventy_percent": 1_070_000}
    assert firm(prior_average_wage="200000")["ceiling"] == 1_100_000
    assert firm(prior_average_wage="200000.01")["ceiling"] == 1_070_000
    assert firm({"grounds": "all"}, labour_productivity="down")["ceiling"] == 1_100_000
    regulated = firm(  # 12 × 80000 × 1.05 = 1,008,000; 达到 includes the level
        fully_competitive=False, regulated_wage_level="80000", headcount=12, average_wage_growth_target="0.05"
    )
    assert (regulated["ceiling"], regulated["direction"]) == (1_008_000, "may_grow")
    below = firm(fully_competitive=False, regulated_wage_level="80000.01")
    assert below["limits"] == {"benefit_growth": 1_100_000}


def test_wage_bill_falls_or_stands() -> None:
    """20 % down: 800,000 for reference, 1,000,000 not reached; three ways not to be determined; no value preserved."""
    fall = firm(benefit_growth="-0.2", labour_productivity="down")
    assert fall == {
        "direction": "should_fall",
        "reference": 800_000,
        "limits": {"decline": 1_000_000},
        "ceiling": 1_000_000,
    }
    assert firm(benefit_growth="-0.2")["direction"] == "may_fall_less"  # productivity up is 未下降
    low: dict[str, Any] = {"benefit_growth": "-0.2", "labour_productivity": "down"}
    assert firm(**low, prior_average_wage="63999.99")["direction"] == "may_fall_less"  # 80 % is 64000
    assert firm(**low, prior_average_wage="64000")["direction"] == "should_fall"
    assert firm(benefit_growth="-1.5")["reference"] == 0
    assert firm(benefit_growth="-0.2", non_operating_decline=True)["ceiling"] is None
    still = firm(benefit_growth=0)
    assert (still["direction"], still["ceiling"], still["limits"]) == (None, None, {})
    lost = firm(value_preserved=False)
    assert (lost["direction"], lost["ceiling"]) == ("must_not_grow", 1_000_000)
    assert firm(**low, value_preserved=False)["direction"] == "should_fall"
    assert firm(benefit_growth=0, value_preserved=False)["direction"] == "must_not_grow"


def test_wage_bill_asks() -> None:
    """Nothing about grounds without growth; the adjustment may not leave less than nothing; 31 December only."""
    assert soe.answer(YEAR_END, {"benefit_growth": 0}).missing == ("prior_wage_bill", "value_preserved")
    assert soe.answer(YEAR_END, {"benefit_growth": 0, "value_preserved": True}).kind == "answered"
    below = soe.answer(YEAR_END, {**FIRM, "reorganisation_adjustment": "-1000000.01"})
    assert below.refused_any == (frozenset({"prior_wage_bill", "reorganisation_adjustment"}),)
    assert soe.answer(DAY(2019, 12, 30), FIRM).refused_paths == {"date"}
    assert soe.answer(DAY(2018, 12, 31), FIRM).kind == "not_in_force"


def test_small_programs_of_benxi() -> None:
    """超发; 10 %; 4.5 t included; three fees; both items deferred."""
    paid = {"paid": "1000.50", "cleared": "900"}
    assert clawback.answer(YEAR_END, paid).outputs == {"clawback": number("100.5")}
    assert clawback.answer(YEAR_END, {"paid": 1, "cleared": 2}).outputs == {"clawback": 0}
    price = {"old_average_price": "0.765431", "consumption": "1000.5"}  # saving 76.5813… → 76.58
    assert electricity.answer(DAY(2019, 1, 3), price).outputs == {
        "new_average_price": number("0.6888879"),
        "estimated_saving": number("76.58"),
        "is_estimate": True,
    }
    for tonnage, ordinary, required in (("4.5", True, False), ("4.501", True, True), ("1", False, True)):
        asked = freight.answer(YEAR_END, {"tonnage": tonnage, "ordinary_freight": ordinary})
        assert asked.outputs == {"licence_required": required}
    assert waived.answer(YEAR_END, {"fee": "voc_discharge"}).outputs == {"fee_due": 0}
    assert waived.answer(YEAR_END, {"fee": "other"}).undetermined == {"fee_due"}
    moved = {"taxable_income": "-50", "relocation_income": 100, "relocation_expense": 30, "by_government_plan": True}
    assert relocation.answer(YEAR_END, moved).outputs == {"current_taxable_income": -120}
    stays = {**moved, "taxpayer_elects": False}
    assert relocation.answer(YEAR_END, stays).outputs == {"current_taxable_income": -50}
    assert relocation.answer(DAY(2019, 2, 24), moved).kind == "not_in_force"


@pytest.mark.parametrize(("wan", "extra_wan"), [(300, 0), (1200, 700), (2000, 1500), (2600, 1500)])
def test_technology_transfer(wan: int, extra_wan: int) -> None:
    """The inventory's vectors (A1-01): the difference between the two limits."""
    exempt = []
    for in_period in (True, False):
        inputs = {"income": wan * 10000, "in_pilot_zone": True, "in_pilot_period": in_period}
        outputs = transfer.answer(YEAR_END, inputs).outputs
        amount = outputs["exempt_income"]
        assert isinstance(amount, Fraction) and outputs["income_above_limit"] == wan * 10000 - amount
        exempt.append(amount)
    assert exempt[0] - exempt[1] == extra_wan * 10000


def test_beijing_firms() -> None:
    """10 % of 1,000,000 is 100,000 (A1-02); half of the spending is enough (不低于); an open field; no spending."""
    tax = {"qualifies": True, "individual_share": "0.1", "tax_due": 1_000_000}
    assert venture.answer(YEAR_END, tax).outputs == {"exempt_tax": 100_000, "tax_payable": 900_000}
    assert venture.answer(YEAR_END, {**tax, "qualifies": False}).outputs["tax_payable"] == 1_000_000
    firm_inputs: dict[str, Any] = {"field": "biomedicine", "above_scale": True, "years_in_business": 1}
    firm_inputs |= {"domestic_rd": "50", "total_rd": "100"}
    for changes, option, expected in (
        ({}, "closed", True),
        ({"domestic_rd": "49.99"}, "closed", False),
        ({"years_in_business": 0}, "closed", False),
        ({"field": "other"}, "closed", False),
        ({"field": "other"}, "open", None),
        ({"field": "other", "in_beijing": False}, "open", False),
        ({"domestic_rd": 0, "total_rd": 0}, "closed", None),
        ({"domestic_rd": 0, "total_rd": 0, "above_scale": False}, "closed", False),
    ):
        found = fast_track.answer(YEAR_END, firm_inputs | changes, {"field_list": option})
        assert found.outputs["fast_track"] is expected
        assert ("fast_track" in found.undetermined) is (expected is None)
    third = fast_track.answer(YEAR_END, {**firm_inputs, "domestic_rd": 1, "total_rd": 3})
    assert third.outputs["domestic_share"] == number("0.333333")


def test_information_fee() -> None:
    """The inventory's vectors (A1-07), and the long way round."""
    vectors = {"items": {10: 0, 11: 100, 30: 2000, 31: 2200, 40: 4000, 41: 4300}}
    vectors["pages"] = {30: 0, 31: 10, 100: 700, 200: 2700, 201: 2740}
    for method, fees in vectors.items():
        for count, fee in fees.items():
            assert information.answer(DAY(2021, 1, 1), {"method": method, "count": count}).outputs == {"fee": fee}
    long_way = 0
    for item in range(1, 200):
        long_way += 0 if item <= 10 else 100 if item <= 30 else 100 * ((item - 31) // 10 + 2)
        assert information.items_fee(item) == long_way
    assert information.answer(DAY(2020, 12, 31), {}).kind == "not_in_force"
