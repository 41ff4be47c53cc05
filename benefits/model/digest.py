"""What identifies rules: the sha256 of each file's normalised text, and one digest over all files behind an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from benefits.model.program import Decision, DecisionTable, Each, Group, Program
from benefits.model.yaml_text import normalise


def file_digest(content: bytes) -> str:
    """`sha256:…` of a rule file: the same for copies that differ in line ends, Unicode form or byte order mark.

    Raises `UnicodeDecodeError`.
    """
    return "sha256:" + sha256(normalise(content).encode("utf-8")).hexdigest()


def bundle_digest(sources: Mapping[str, str]) -> str:
    """`sha256:…` of the canonical JSON (RFC 8785) of path → file digest. Paths and digests are ASCII."""
    text = json.dumps(dict(sources), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return "sha256:" + sha256(text.encode("ascii")).hexdigest()


def cited_documents(program: Program) -> tuple[str, ...]:
    """The documents that a linked program rests on, those of its basis first, each once."""
    found = dict.fromkeys(program.basis)
    found |= dict.fromkeys(each.cite.document for each in program.interpretations if each.cite is not None)
    found |= dict.fromkeys(each.cite.document for each in program.inputs if each.cite is not None)
    found |= dict.fromkeys(row.cite.document for each in program.parameters for row in each.rows)
    for decision in program.decisions:
        found |= dict.fromkeys(_cited(decision))
    found |= dict.fromkeys(each.cite.document for each in program.examples if each.cite is not None)
    return tuple(found)


def _cited(decision: Decision) -> Iterator[str]:
    if decision.cite is not None:
        yield decision.cite.document
    if isinstance(decision.body, DecisionTable):
        yield from (rule.cite.document for rule in decision.body.rules if rule.cite is not None)
    if isinstance(decision.body, Each | Group):
        for column in decision.body.columns:
            yield from _cited(column)
