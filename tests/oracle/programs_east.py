"""The oracles of wages and measures in 本溪市, of cards, relief and town rules in 朝阳市, of the Beijing plan, and of
the national fee, each with its random cases."""

from __future__ import annotations

from . import (
    agenda_status,
    cases_backstop,
    cases_beijing,
    cases_cards,
    cases_measures,
    cases_town,
    cases_wages,
    dibao_backstop,
    electricity_price_cut,
    freight_licence,
    fuel_ban,
    high_tech_fast_track,
    individual_relief,
    information_processing_fee,
    kindergarten,
    labour_capacity,
    relocation_deferral,
    soe_wage_bill,
    technology_transfer_exemption,
    tourism_admission,
    tourism_card,
    venture_capital_exemption,
    wage_clawback,
    waived_fees,
)

MODULES = [
    (soe_wage_bill, cases_wages.SOE),
    (wage_clawback, cases_measures.CLAWBACK),
    (electricity_price_cut, cases_measures.ELECTRICITY),
    (freight_licence, cases_measures.FREIGHT),
    (waived_fees, cases_measures.WAIVED),
    (relocation_deferral, cases_measures.RELOCATION),
    (technology_transfer_exemption, cases_beijing.TRANSFER),
    (venture_capital_exemption, cases_beijing.VENTURE),
    (high_tech_fast_track, cases_beijing.FAST_TRACK),
    (information_processing_fee, cases_beijing.FEE),
    (tourism_card, cases_cards.CARD),
    (tourism_admission, cases_cards.ADMISSION),
    (dibao_backstop, cases_backstop.BACKSTOP),
    (individual_relief, cases_backstop.RELIEF),
    (labour_capacity, cases_backstop.LABOUR),
    (kindergarten, cases_town.KINDERGARTEN),
    (fuel_ban, cases_town.FUEL),
    (agenda_status, cases_town.AGENDA),
]
