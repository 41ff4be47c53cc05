"""Some allowed values of every input without a default, so that what matters can be witnessed: programs_east."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from . import fuel_ban, high_tech_fast_track, information_processing_fee, soe_wage_bill, tourism_admission, waived_fees
from .strategies import Case

FLAGS: list[Any] = [True, False]
Pools = dict[str, list[Any]]
# The catalogue: "`spot` and `item` are always required", also where another value would change nothing.
ALWAYS_ASKED = {("chaoyang/tourism-admission", "spot"), ("chaoyang/tourism-admission", "item")}


def fixed(**values: list[Any]) -> Callable[[Case], Pools]:
    """The same values for every case."""
    return lambda _: values


def amount(case: Case, name: str) -> Decimal:
    """An amount of the case, 0 when it is not given."""
    return Decimal(case.inputs.get(name) or 0)


def wages(case: Case) -> Pools:
    """Wages far below and far above any given; bills that leave the base at 0 or more."""
    least = max(Decimal(0), -amount(case, "reorganisation_adjustment"))
    far: list[Any] = ["0", "1000000000"]
    return {
        "prior_wage_bill": [least, least + 100, least + 10**6],
        "benefit_growth": ["0.1", "0", "-0.1"],
        "labour_productivity": list(soe_wage_bill.PRODUCTIVITY),
        "labour_cost_return": list(soe_wage_bill.COST_RETURN),
        "prior_average_wage": far,
        "national_average_wage": far,
        "fully_competitive": FLAGS,
        "regulated_wage_level": far,
        "headcount": [0, 1, 1000],
        "average_wage_growth_target": ["0", "0.05"],
        "value_preserved": FLAGS,
        "non_operating_decline": FLAGS,
    }


def clawback(case: Case) -> Pools:
    """About what is given."""
    paid, cleared = amount(case, "paid"), amount(case, "cleared")
    return {"paid": ["0", cleared, cleared + 1], "cleared": ["0", paid, paid + 1]}


def spending(case: Case) -> Pools:
    """Domestic and total spending that go with the other one."""
    domestic, total = amount(case, "domestic_rd"), amount(case, "total_rd")
    return {
        "field": list(high_tech_fast_track.FIELDS),
        "above_scale": FLAGS,
        "years_in_business": [0, 1],
        "domestic_rd": ["0", "50", total],
        "total_rd": ["0", "50", "200", domestic, 3 * domestic + 1],
    }


def admission(case: Case) -> Pools:
    """A list price only where the document has none; a card that is valid if any can be."""
    latest = min(case.date, tourism_admission.LAST_ISSUE)
    found: Pools = {
        "spot": ["beita", "panjin", "nvshengong", "miaozigou"],
        "card_issued_on": ["2019-01-01", latest],
        "item": list(tourism_admission.ITEMS),
    }
    if case.inputs.get("item") != "gate_ticket" or case.inputs.get("spot") in (None, "panjin"):
        found["list_price"] = ["10", "20"]
    return found


def backstop(case: Case) -> Pools:
    """A standard above every income, and below."""
    found: Pools = {
        "registered_poor": FLAGS,
        "lifted": FLAGS,
        "annual_income_per_person": ["4999.99", "5000"],
        "members": [[{}], [{"formal_job": True}], [{"other_income": "5"}]],
        "minimum_support": ["0", "100000000"],
        "actual_support": ["0", "100000000"],
    }
    if case.inputs.get("local_standard_per_year") is None:
        found["local_standard"] = ["0", "1000000000"]
    return found


def agenda(case: Case) -> Pools:
    """Due today and yesterday."""
    return {"done": FLAGS, "due": [case.date, case.date - datetime.timedelta(1)], "months_needed": [3, 4]}


POOLS: dict[str, Callable[[Case], Pools]] = {
    "benxi/soe-wage-bill": wages,
    "benxi/wage-clawback": clawback,
    "benxi/electricity-price-cut": fixed(old_average_price=["0", "0.5"], consumption=["0", "1000000000"]),
    "benxi/freight-licence": fixed(tonnage=["4.5", "4.501"]),
    "benxi/waived-fees": fixed(fee=list(waived_fees.FEES)),
    "benxi/relocation-deferral": fixed(
        taxable_income=["0", "-1"],
        relocation_income=["0", "1"],
        relocation_expense=["0", "1"],
        by_government_plan=FLAGS,
    ),
    "beijing/technology-transfer-exemption": fixed(
        income=["0", "3000000", "30000000"], in_pilot_zone=FLAGS, in_pilot_period=FLAGS
    ),
    "beijing/venture-capital-exemption": fixed(
        qualifies=FLAGS, individual_share=["0", "0.5", "1"], tax_due=["0", "0.01", "1000000"]
    ),
    "beijing/high-tech-fast-track": spending,
    "national/information-processing-fee": fixed(
        method=list(information_processing_fee.METHODS), count=[0, 5, 11, 35, 150]
    ),
    "chaoyang/tourism-card": fixed(hukou=["chaoyang", "elsewhere"], chaoyang_student=FLAGS, works_in_chaoyang=FLAGS),
    "chaoyang/tourism-admission": admission,
    "chaoyang/dibao-backstop": backstop,
    "chaoyang/individual-relief": fixed(kind=["elderly_60", "none"], supported_by_household=FLAGS),
    "chaoyang/labour-capacity": fixed(
        birth_date=["1960-12-31", "1961-01-01"], certificate=FLAGS, township_finding=["none", "partial", "full"]
    ),
    "chaoyang/kindergarten": fixed(population=[0, 3000, 6001], county_public_share=["0.49", "0.5"]),
    "chaoyang/fuel-ban": fixed(
        zone=list(fuel_ban.ZONES),
        fuel=list(fuel_ban.FUELS),
        device=list(fuel_ban.DEVICES),
        boiler_output=["19.999", "20"],
        sulphur=["0.5", "0.501"],
        ash=["10", "10.001"],
        dedicated_boiler=FLAGS,
        dust_removal=FLAGS,
    ),
    "chaoyang/agenda-status": agenda,
}
