"""The figures and citations of one program held against those typed in a second time (`tests/rules`)."""

from __future__ import annotations

from collections import defaultdict

from benefits.model.program import Program
from tests.rules.citation_table import citations
from tests.rules.citations import CITATIONS
from tests.rules.double_entry import Entry
from tests.rules.double_entry_test import ENTRIES, PERIODS, RANGES, cell, days, typed, unit
from tests.rules.further_entries import DEFAULTS, UNITS
from tests.rules.shown import defaults, units

_OF: dict[str, list[Entry]] = defaultdict(list)
for _each in ENTRIES:
    _OF[_each.program].append(_each)


def second_entry_differs(program: Program) -> bool:
    """Whether a parameter's cell, the period or a range of the program is not the one that was entered twice."""
    differ = (_figures_differ, _frame_differs, _citations_differ, _further_differ)
    return any(each(program) for each in differ)


def _figures_differ(program: Program) -> bool:
    entered = {(entry.parameter, entry.keys, entry.first, entry.last): entry for entry in _OF[program.id]}
    written = [(one, row) for one in program.parameters for row in one.rows if "." not in one.name]
    if len(written) != len(entered):
        return True
    for one, row in written:
        entry = entered.get((one.name, *cell(row)))
        if entry is None or row.value != typed(entry) or (row.not_stated is not None) != (entry.value == "-"):
            return True
        if unit(one) != entry.unit or row.cite.clause != entry.clause:
            return True
    return False


def _frame_differs(program: Program) -> bool:
    if program.id in PERIODS and days(program.period) != PERIODS[program.id]:
        return True
    ends = {(program.id, each.name): (each.minimum, each.maximum) for each in program.inputs}
    return any(
        tuple(map(str, ends.get(key, ()))) != range for key, range in RANGES.items() if key[0] == program.id
    )


def _citations_differ(program: Program) -> bool:
    entered = CITATIONS.get(program.id, {})
    documents = {cite.document for cite in entered.values()}
    return citations(program) != entered or set(program.basis) != documents


def _further_differ(program: Program) -> bool:
    found: dict[str, str] = defaults(program) | units(program)
    return any(found.get(name) != value for (id, name), value in (DEFAULTS | UNITS).items() if id == program.id)
