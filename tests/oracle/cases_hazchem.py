"""Random cases for xingan/hazchem-classification."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from . import hazchem_classification
from .cases_certificates import PLAIN
from .strategies import BAD_FLAGS, BAD_IDS, Case, Strategies, days, each_bad, some_absent, spoiled

DAY = datetime.date
HAZCHEM_DATES = days((DAY(2019, 6, 13), DAY(2019, 11, 30)), DAY(2019, 5, 15), DAY(2019, 12, 31))


@st.composite
def hazchem_cases(draw: st.DrawFn) -> Case:
    """An enterprise."""
    inputs = {
        "colour": draw(st.sampled_from(hazchem_classification.COLOURS)),
        "major_risk_not_rectifiable": draw(st.booleans()),
        "has_safety_basis": draw(st.booleans()),
    }
    return Case(draw(HAZCHEM_DATES), inputs, draw(PLAIN))


HAZCHEM_BAD: dict[str, list[Any]] = {
    "colour": [*BAD_IDS, "green", "Red"],
    "major_risk_not_rectifiable": BAD_FLAGS,
    "has_safety_basis": BAD_FLAGS,
}
HAZCHEM = Strategies(
    valid=hazchem_cases(),
    incomplete=some_absent(hazchem_cases(), hazchem_classification.INPUTS),
    bad=spoiled(hazchem_cases(), HAZCHEM_BAD, droppable=hazchem_classification.INPUTS),
    every_bad=each_bad(Case(DAY(2019, 6, 13), {"colour": "blue"}, None), HAZCHEM_BAD),
)
