"""The programs that have an oracle, each with its module and its random cases."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import (
    cases_benxi,
    cases_tourism,
    cases_xingan,
    child_rehabilitation,
    dibao,
    orphan,
    programs_east,
    programs_xingan,
    retrenched_1960s,
    tekun,
    tourism_settlement,
    training_subsidy,
)
from .expected import Expected
from .strategies import Strategies

Answer = Callable[[datetime.date, Mapping[str, object], Mapping[str, object] | None], Expected]
MISSING_NAME = re.compile(r"([a-z0-9_]+)(?:\[([0-9]+)\]\.([a-z0-9_]+))?")


@dataclass(frozen=True)
class Program:
    """One program: its id, names in declared order, the oracle's answer, and its cases."""

    name: str
    inputs: Sequence[str] = field(repr=False)
    row_fields: Mapping[str, Sequence[str]] = field(repr=False)
    outputs: Sequence[str] = field(repr=False)
    interpretations: Mapping[str, Sequence[str]] = field(repr=False)
    answer: Answer = field(repr=False)
    cases: Strategies = field(repr=False)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """The id alone: Hypothesis prints a failing test's arguments in this way, and long ones hide the failure."""
        printer.text(f"Program({self.name!r})")

    def rank(self, missing: str) -> tuple[int, int, int]:
        """The place of a missing name in declared order: input, then row, then field."""
        found = MISSING_NAME.fullmatch(missing)
        assert found is not None and found[1] in self.inputs, f"{missing} is no input of {self.name}"
        place = list(self.inputs).index(found[1])
        if found[2] is None:
            return (place, -1, -1)
        fields = list(self.row_fields.get(found[1], ()))
        assert found[3] in fields, f"{missing} is no field of {self.name}"
        return (place, int(found[2]), fields.index(found[3]))


MODULES = [
    (dibao, cases_benxi.DIBAO),
    (tekun, cases_benxi.TEKUN),
    (orphan, cases_benxi.ORPHAN),
    (retrenched_1960s, cases_benxi.RETRENCHED),
    (child_rehabilitation, cases_xingan.CHILD),
    (training_subsidy, cases_xingan.TRAINING),
    (tourism_settlement, cases_tourism.TOURISM),
    *programs_xingan.MODULES,
    *programs_east.MODULES,
]
PROGRAMS = [
    Program(
        name=module.PROGRAM,
        inputs=module.INPUTS,
        row_fields=module.ROW_FIELDS,
        outputs=module.OUTPUTS,
        interpretations=module.INTERPRETATIONS,
        answer=module.answer,
        cases=cases,
    )
    for module, cases in MODULES
]
