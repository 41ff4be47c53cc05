"""Decisions that can be stored, verified, replayed and re-examined.

A Decision comes in, with its question and who asked for it. Out go entries of a ledger: a chain of hashes in which
nothing can be changed, dropped or moved unnoticed, the question and the answer beside it, where they can be erased, and
the rule files that gave the answer. No clock is read here: times come from the caller. Nothing is shown here.
"""

from benefits.audit.entry import Entry, Envelope, Payload
from benefits.audit.ledger import Draft, Head, Ledger
from benefits.audit.open import open_ledger
from benefits.audit.record import Rules, question, record, rules_of

__all__ = [
    "Draft",
    "Entry",
    "Envelope",
    "Head",
    "Ledger",
    "Payload",
    "Rules",
    "open_ledger",
    "question",
    "record",
    "rules_of",
]
