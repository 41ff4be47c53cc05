"""From a decision to the draft of a record: the question that asks for it again, and the rules behind it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from benefits.audit.entry import SALT_BYTES, Envelope, Payload
from benefits.audit.ledger import Draft
from benefits.engine import numbers
from benefits.engine.decision import SEMANTICS, Decision, canonical

if TYPE_CHECKING:
    from benefits.book import RuleBook


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule files behind a program's answers: their digest, and path → normalised text."""

    bundle: str
    files: Mapping[str, bytes]
    semantics: str = SEMANTICS


def rules_of(book: RuleBook, program: str) -> Rules:
    """The rules of a program, to be had once and used for all of its records."""
    return Rules(book.program(program).bundle, book.files(program))


def record(decision: Decision, question: bytes, envelope: Envelope, rules: Rules) -> Draft:
    """The draft of a decision's record, with a fresh salt. `question` is that of `question()`.

    Raises `ValueError` when the rules are not those that the decision names.
    """
    stored = decision.to_bytes()
    if f'"rules":{{"bundle":"{rules.bundle}"'.encode() not in stored:
        raise ValueError(f"{decision.program} was not decided by {rules.bundle}")
    payload = Payload(secrets.token_bytes(SALT_BYTES), question, stored)
    day = decision.date.isoformat()
    return Draft(envelope, payload, decision.program, day, rules.bundle, rules.semantics, rules.files)


def question(
    decision: Decision,
    inputs: Mapping[str, object],
    assume: Mapping[str, str] | None = None,
    with_local: bool = False,
) -> bytes:
    """The question of a decision as canonical JSON: enough to ask it again.

    `inputs` and `assume` are what `RuleBook.decide` took; numbers become texts and dates `YYYY-MM-DD`. `with_local`:
    local values were at hand; those the answer used are among the inputs, and `local` says where they come from.
    """
    told: dict[str, object] = {"assume": dict(assume or {}), "date": decision.date.isoformat()}
    given = {name: plain(value) for name, value in inputs.items() if value is not None}
    if with_local:
        used = [step for step in decision.steps if "local" in step]
        if used:
            told["local"] = {step["name"]: step["local"] for step in used}
            given |= {step["name"]: step["result"] for step in used}
    return canonical(told | {"inputs": given, "program": decision.program})


def plain(value: object) -> object:
    """A given value as JSON without numbers."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | Decimal):
        return numbers.text(numbers.exact(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(cell) for name, cell in value.items() if cell is not None}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} is no value of an accepted question")
