"""Which stored decisions would other rules change, and by how much: every question asked again of another rule book.

The stored outputs are taken as they stand in the record. Records that were corrected or whose data was erased are left
out, and said to be.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from benefits.audit import semantics
from benefits.audit.stored import Stored, check_payload, erasure_body, stored_answer, stored_question, stored_record
from benefits.book import RuleBook
from benefits.engine.decision import SEMANTICS
from benefits.engine.layout import record_type
from benefits.engine.numbers import NotANumber, exact
from benefits.errors import BenefitsError, Problem
from benefits.model.program import Label, Program, Type
from benefits.model.sums import adds_up

if TYPE_CHECKING:
    from benefits.audit.entry import Payload
    from benefits.audit.ledger import Ledger

SAME, CHANGED, REFUSED, SUPERSEDED, ERASED = "same", "changed", "refused", "superseded", "erased"
OUTCOMES = (SAME, CHANGED, REFUSED, SUPERSEDED, ERASED)
_ROW = re.compile(r"\[[0-9]+\]")

Cell = str | bool | None
"""A value of an answer's JSON: a number, date, text or choice as text, a truth value, or None: not determined."""


_Figures = Mapping[str, tuple[Type, bool]]
"""Output, `table.column` or `split.part` → its type, and whether it adds up over records."""


class _Nothing:
    """The one value of `NOTHING`."""

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING = _Nothing()
"""What an answer says of an output that has no meaning in the case, or of a row that it does not have."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that differs. `path`: the output, or `table[2].column`, rows counted from 0.

    `kind`: amount (`difference` is new less old), entered or left (a truth value became true or false), determined or
    undetermined (no answer before, or now; `reason` says why), appeared or disappeared, other. `unit` is the number's,
    and `adds_up` whether such numbers of many records have a sum.
    """

    path: str
    kind: str
    old: Cell | _Nothing
    new: Cell | _Nothing
    difference: Fraction | None = None
    unit: str = ""
    reason: Label | None = None
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What other rules say of one record. `problems`: why they refuse the question."""

    seq: int
    id: str
    program: str
    date: str
    outcome: str
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Total:
    """Of one output (or table's column) over all records: how many figures changed in which way, and their sums.

    `adds_up`: an amount that has a sum; standards and rates have none.
    """

    unit: str
    adds_up: bool = False
    kinds: Counter[str] = field(default_factory=Counter)
    old: Fraction = Fraction(0)
    new: Fraction = Fraction(0)

    @property
    def difference(self) -> Fraction:
        return self.new - self.old


@dataclass(slots=True)
class Totals:
    """Sums over rechecked records: records by outcome for each program, and figures by (program, output)."""

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    outputs: dict[tuple[str, str], Total] = field(default_factory=dict)

    def add(self, one: Rechecked) -> None:
        """Count a record in."""
        self.outcomes.setdefault(one.program, Counter())[one.outcome] += 1
        for change in one.changes:
            total = self.outputs.setdefault((one.program, _ROW.sub("", change.path)), Total(change.unit))
            total.kinds[change.kind] += 1
            if change.adds_up and change.difference is not None:
                total.adds_up = True
                total.old += exact(change.old)
                total.new += exact(change.new)


def recheck(
    ledger: Ledger, book: RuleBook, first: date | None = None, last: date | None = None, program: str = ""
) -> Iterator[Rechecked]:
    """Every record whose question's date is from `first` to `last` (both included), of that program if one is named.

    Raises `DamagedLedgerError` for a record that cannot be read.
    """
    types: dict[str, _Figures] = {}
    for entry, payload in ledger.entries():
        known = stored_record(entry)
        if known is None or (program and known.program != program):
            continue
        if (first and known.date < first.isoformat()) or (last and known.date > last.isoformat()):
            continue
        yield _rechecked(ledger, book, known, payload, types)


def _rechecked(
    ledger: Ledger, book: RuleBook, stored: Stored, payload: Payload | None, types: dict[str, _Figures]
) -> Rechecked:
    known = stored.seq, stored.id, stored.program, stored.date
    if ledger.superseded_by(stored.id):
        return Rechecked(*known, SUPERSEDED)
    if payload is None:
        erasure_body(ledger, stored.id)  # or it is gone without one
        return Rechecked(*known, ERASED)
    check_payload(stored, payload)
    question, before = stored_question(payload.question, stored.id), stored_answer(payload.decision, stored.id)
    try:
        after = json.loads(semantics.answer(SEMANTICS, book, question).to_bytes())
    except BenefitsError as error:
        return Rechecked(*known, REFUSED, problems=error.problems)
    if stored.program not in types:
        types[stored.program] = _figures(book.program(stored.program))
    changes = tuple(_changes(before.outputs, after["outputs"], types[stored.program], after["undetermined"]))
    return Rechecked(*known, CHANGED if changes else SAME, changes)


def _figures(program: Program) -> _Figures:
    """Output, `table.column` or `split.part` → its type, and whether it adds up."""
    known = {decision.name: decision for decision in program.decisions}
    found: dict[str, tuple[Type, bool]] = {}
    for output, name in program.outputs:
        whole, reading = record_type(program, known[name]), known[name].for_reading
        types = {output: whole} | {f"{output}.{column}": kind for column, kind in (whole.of or whole).fields}
        found |= {path: (kind, adds_up(program, kind.unit, reading)) for path, kind in types.items()}
    return found


def _changes(
    old: Mapping[str, Any], new: Mapping[str, Any], types: _Figures, reasons: Mapping[str, Any]
) -> Iterator[Change]:
    """What differs, cell by cell, in the order of the new answer."""
    before, after = dict(_cells(old)), dict(_cells(new))
    for path in [*after, *(path for path in before if path not in after)]:
        one, other = before.get(path, NOTHING), after.get(path, NOTHING)
        if one == other and type(one) is type(other):
            continue
        name = _ROW.sub("", path)
        type_, adds = types.get(name, (None, False))
        reason = reasons.get(name)
        told = Label(reason["zh"], reason["en"]) if other is None and reason is not None else None
        yield replace(_change(path, one, other, type_, told), adds_up=adds)


def _change(path: str, old: Cell | _Nothing, new: Cell | _Nothing, type_: Type | None, reason: Label | None) -> Change:
    number = type_ is not None and type_.kind == "number"
    unit = type_.unit if type_ is not None and number else ""
    if isinstance(old, _Nothing) or isinstance(new, _Nothing):
        return Change(path, "appeared" if isinstance(old, _Nothing) else "disappeared", old, new, None, unit)
    if old is None or new is None:
        return Change(path, "determined" if old is None else "undetermined", old, new, None, unit, reason)
    if isinstance(old, bool) and isinstance(new, bool):
        return Change(path, "entered" if new else "left", old, new)
    if number and isinstance(old, str) and isinstance(new, str):
        try:
            return Change(path, "amount", old, new, exact(new) - exact(old), unit)
        except NotANumber:
            pass  # the old rules gave something else under this name
    return Change(path, "other", old, new, None, unit)


def _cells(outputs: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    """The single values of an answer, each with its path. A list of plain values is one value."""
    for name, value in outputs.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{part}", cell) for part, cell in value.items())
        elif isinstance(value, list) and all(isinstance(row, Mapping) for row in value):
            for place, row in enumerate(value):
                yield from ((f"{name}[{place}].{column}", cell) for column, cell in row.items())
        elif isinstance(value, list):
            yield name, ", ".join(map(str, value))
        else:
            yield name, value
