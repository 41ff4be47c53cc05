"""Dibao on OpenFisca: a minimal tax and benefit system with the same variables and dated parameters.

Written the way its documentation shows: a person and a household entity, one class per variable, parameters with
their start dates. One question is a simulation built for one household and six variables calculated.
"""

from __future__ import annotations

from typing import Any

from tests.bench.households import Household

PERIOD = "2019-07"
OUTPUTS = ("standard", "income_per_person", "eligible", "allowance", "low_income_line", "low_income_household")
STANDARDS = {
    "urban": {"2019-01-01": 583, "2019-07-01": 622},
    "rural": {"2019-01-01": 4452, "2019-07-01": 5004},
}


def _parameters() -> Any:
    from openfisca_core.parameters import ParameterNode

    standards = {area: {"values": {start: {"value": v} for start, v in row.items()}} for area, row in STANDARDS.items()}
    share = {"values": {"2019-07-01": {"value": 1.2}}}
    return ParameterNode("", data={"standard": standards, "low_income_share": share})


def _formulas() -> dict[str, Any]:
    """The six formulas, by variable, in the vectorised form OpenFisca asks for."""
    from numpy import around, where

    def standard(household: Any, period: Any, parameters: Any) -> Any:
        at = parameters(period).standard
        return where(household("is_urban", period), at.urban, at.rural / 12)

    def income_per_person(household: Any, period: Any) -> Any:
        return around(household("household_income", period) / household.nb_persons(), 2)

    def eligible(household: Any, period: Any) -> Any:
        return household("household_income", period) / household.nb_persons() < household("standard", period)

    def allowance(household: Any, period: Any) -> Any:
        gap = household("standard", period) * household.nb_persons() - household("household_income", period)
        return where(household("eligible", period), around(gap, 2), 0)

    def low_income_line(household: Any, period: Any, parameters: Any) -> Any:
        return household("standard", period) * parameters(period).low_income_share

    def low_income_household(household: Any, period: Any) -> Any:
        income = household("household_income", period) / household.nb_persons()
        return ~household("eligible", period) & (income <= household("low_income_line", period))

    formulas = (standard, income_per_person, eligible, allowance, low_income_line, low_income_household)
    return {formula.__name__: formula for formula in formulas}


def system() -> Any:
    """The tax and benefit system, built once, as a service would hold it."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import MONTH
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity(key="person", plural="persons", label="Person", is_person=True)
    roles = [{"key": "member", "plural": "members", "label": "Member"}]
    household = build_entity(key="household", plural="households", label="Household", roles=roles)
    built = TaxBenefitSystem([person, household])
    built.parameters = _parameters()
    kinds = {"is_urban": bool, "household_income": float, "eligible": bool, "low_income_household": bool}
    formulas = _formulas()
    for name in ("is_urban", "household_income", *OUTPUTS):
        members: dict[str, Any] = {"value_type": kinds.get(name, float), "entity": household}
        members |= {"definition_period": MONTH, "label": name}
        if name in formulas:
            members["formula"] = formulas[name]
        built.add_variable(type(name, (Variable,), members))
    return built


def situation(household: Household) -> dict[str, Any]:
    """One household in OpenFisca's input form: its people, and its two facts for the month."""
    people = [f"p{number}" for number in range(household.household_size)]
    facts = {
        "members": people,
        "is_urban": {PERIOD: household.area == "urban"},
        "household_income": {PERIOD: float(household.household_income)},
    }
    return {"persons": {name: {} for name in people}, "households": {"h": facts}}


def compute(built: Any, question: dict[str, Any]) -> dict[str, Any]:
    """Build the simulation of one household and calculate the six variables."""
    from openfisca_core.simulations import SimulationBuilder

    simulation = SimulationBuilder().build_from_entities(built, question)
    return {name: simulation.calculate(name, PERIOD)[0] for name in OUTPUTS}
