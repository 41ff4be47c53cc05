"""The oracles of 兴安盟 beside the first two: the rehabilitation budget, training and employment, and the classes of
29号, each with its random cases."""

from __future__ import annotations

from . import (
    apprenticeship_subsidy,
    cases_certificates,
    cases_employment,
    cases_hazchem,
    certification_subsidy,
    competition_award,
    hazchem_classification,
    internship_subsidy,
    job_stabilisation_refund,
    master_studio_grant,
    on_the_job_training_support,
    rehabilitation_budget,
    skill_upgrade_subsidy,
    startup_grant,
    startup_loan,
    startup_training_subsidy,
    training_living_allowance,
)

MODULES = [
    (rehabilitation_budget, cases_certificates.BUDGET),
    (certification_subsidy, cases_certificates.CERTIFICATION),
    (training_living_allowance, cases_certificates.LIVING),
    (skill_upgrade_subsidy, cases_certificates.SKILL),
    (apprenticeship_subsidy, cases_certificates.APPRENTICESHIP),
    (startup_training_subsidy, cases_certificates.STUDENT),
    (master_studio_grant, cases_certificates.STUDIO),
    (competition_award, cases_certificates.AWARD),
    (job_stabilisation_refund, cases_employment.REFUND),
    (startup_loan, cases_employment.LOAN),
    (startup_grant, cases_employment.FOUNDER),
    (internship_subsidy, cases_employment.INTERN),
    (on_the_job_training_support, cases_employment.SUPPORT),
    (hazchem_classification, cases_hazchem.HAZCHEM),
]
