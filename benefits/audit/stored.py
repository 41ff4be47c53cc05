"""What a record holds, read again: the question, the answer, and the rule book of the rules that gave it."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from benefits.book import RuleBook
from benefits.engine.layout import record_type
from benefits.errors import BenefitsError, DamagedLedgerError, Problem
from benefits.model.program import Label, Program
from benefits.model.store import load_texts

if TYPE_CHECKING:
    from benefits.audit.entry import Entry, Payload
    from benefits.audit.ledger import Ledger

MOST_BOOKS = 64
_QUESTION = {"program": str, "date": str, "inputs": dict, "assume": dict}


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A decision as it was stored: what `benefits.words.explain` tells of one. Numbers in `outputs` are texts."""

    program: str
    date: date
    outputs: Mapping[str, object]
    undetermined: Mapping[str, Label]
    steps: Sequence[Mapping[str, Any]]
    digest: str


@dataclass(frozen=True, slots=True)
class Stored:
    """The envelope of a record that a reader of decisions needs, from its entry."""

    seq: int
    id: str
    program: str
    date: str
    commitment: str
    bundle: str
    semantics: str


def body_of(entry: Entry) -> dict[str, Any]:
    """What an entry says. Raises `DamagedLedgerError` where its body is no JSON object."""
    return _json(entry.body, str(entry.seq))


def stored_record(entry: Entry) -> Stored | None:
    """The record of an entry; None for one of another kind. Raises `DamagedLedgerError` where it is neither."""
    said = body_of(entry)
    kind, rules = said.get("kind"), said.get("rules")
    told = [said.get(name) for name in ("id", "program", "date", "commitment")]
    if kind == "record" and isinstance(rules, dict):
        told += [rules.get("bundle"), rules.get("semantics")]
        if all(isinstance(each, str) for each in told):
            return Stored(entry.seq, *map(str, told))
    if kind != "erasure":
        _damaged(str(entry.seq))
    return None


def check_payload(record: Stored, payload: Payload) -> None:
    """Raises `DamagedLedgerError` `content_differs` where it is not what the record's entry commits to."""
    if record.commitment != payload.commitment():
        raise DamagedLedgerError([Problem("content_differs", value=record.id)])


def erasure_body(ledger: Ledger, id: str) -> dict[str, Any]:
    """What the erasure of record `id` says. Raises `DamagedLedgerError` `payload_missing` where there is none."""
    erasure = ledger.erasure_of(id)
    if erasure is None:
        raise DamagedLedgerError([Problem("payload_missing", id)])
    return body_of(erasure)


def stored_question(question: bytes, id: str) -> dict[str, Any]:
    """The stored question of record `id`. Raises `DamagedLedgerError` where it is none."""
    found = _json(question, id)
    right = all(isinstance(found.get(name), kind) for name, kind in _QUESTION.items())
    if not right or not isinstance(found.get("local", {}), dict):
        _damaged(id)
    return found


def stored_answer(decision: bytes, id: str) -> StoredAnswer:
    """The stored decision of record `id`. Raises `DamagedLedgerError` where it is none."""
    found = _json(decision, id)
    try:
        reasons = {name: Label(reason["zh"], reason["en"]) for name, reason in found["undetermined"].items()}
        day = date.fromisoformat(found["date"])
        return StoredAnswer(found["program"], day, dict(found["outputs"]), reasons, found["steps"], found["digest"])
    except (KeyError, TypeError, ValueError, AttributeError):
        _damaged(id)


def in_order(answer: StoredAnswer, program: Program) -> StoredAnswer:
    """The answer with its outputs and their columns in the order of the program, which canonical JSON does not keep."""
    known = {decision.name: decision for decision in program.decisions}
    names = [output for output, _ in program.outputs if output in answer.outputs]
    outputs = {name: answer.outputs[name] for name in [*names, *answer.outputs]}
    for output, name in program.outputs:
        whole = record_type(program, known[name])
        columns = [column for column, _ in (whole.of or whole).fields]
        if columns and output in outputs:
            outputs[output] = _columns_in_order(outputs[output], columns)
    reasons = {path: answer.undetermined[path] for path in sorted(answer.undetermined, key=_place_in(list(outputs)))}
    return replace(answer, outputs=outputs, undetermined=reasons)


def _columns_in_order(value: object, columns: Sequence[str]) -> object:
    if isinstance(value, list):
        return [_columns_in_order(row, columns) for row in value]
    if isinstance(value, dict):
        return {name: value[name] for name in [*(each for each in columns if each in value), *value]}
    return value


def _place_in(outputs: Sequence[str]) -> Callable[[str], int]:
    places = {name: place for place, name in enumerate(outputs)}
    return lambda path: places.get(path.partition(".")[0], len(places))


def _json(content: bytes, id: str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        _damaged(id)
    return found


def _damaged(id: str) -> NoReturn:
    raise DamagedLedgerError([Problem("bad_record", value=id)])


class Books:
    """The rule books of a ledger's bundles, by digest. The latest are kept, so that memory stays flat."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: OrderedDict[str, RuleBook | BenefitsError] = OrderedDict()

    def book(self, bundle: str) -> RuleBook:
        """The rules as they were stored. Raises `LedgerError` where they are not there, `RuleError` if not right."""
        if bundle not in self._known:
            try:
                self._known[bundle] = RuleBook(load_texts(self._ledger.files(bundle)))
            except BenefitsError as error:
                self._known[bundle] = error
            if len(self._known) > MOST_BOOKS:
                self._known.popitem(last=False)
        self._known.move_to_end(bundle)
        found = self._known[bundle]
        if isinstance(found, BenefitsError):
            raise found
        return found
