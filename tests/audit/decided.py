"""Ledgers of real decisions of the shipped rules, and the same ledger with something changed behind its back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from benefits.audit.entry import Entry, Envelope, Payload, chain
from benefits.audit.ledger import Draft
from benefits.audit.record import question, record, rules_of
from benefits.audit.sqlite import SqliteLedger
from benefits.book import RuleBook, load
from benefits.engine.decision import canonical
from tests.cases.corpus import CORPUS

AT = "2026-11-22T08:00:00Z"
LATER = "2026-11-23T08:00:00Z"


@cache
def book() -> RuleBook:
    return load()


def decided(id: str, program: str, day: str, inputs: Mapping[str, object], **envelope: str) -> Draft:
    """The draft of the record of an answered question."""
    decision = book().decide(program, day, inputs)
    return record(decision, question(decision, inputs), Envelope(id, AT, **envelope), rules_of(book(), program))


def answered(program: str) -> list[tuple[int, dict[str, Any]]]:
    """Number and question (`date`, `inputs`, `assume`) of every line of the program's corpus that has an answer."""
    lines = (CORPUS / f"{program}.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [(number, json.loads(line)) for number, line in enumerate(lines, 1)]
    return [(number, one) for number, one in asked if "outputs" in one["outcome"]]


def household(area: str, size: int, income: str, region: str = "district") -> dict[str, object]:
    return {"area": area, "household_size": size, "household_income": income, "region": region}


def ledger(path: Path, drafts: Sequence[Draft]) -> SqliteLedger:
    """A new ledger of these records."""
    made = SqliteLedger(str(path), create=True)
    made.append(drafts, AT)
    return made


def office(path: Path) -> SqliteLedger:
    """A few households: `f` was corrected by `f2`, and the data of `g` erased."""
    made = ledger(
        path,
        [
            decided("a", "benxi/dibao", "2019-07-01", household("urban", 3, "1000.50")),
            decided("b", "benxi/dibao", "2019-07-01", household("rural", 3, "1000.50")),
            decided("c", "benxi/dibao", "2019-06-30", household("urban", 1, "100", "county")),
            decided("d", "benxi/dibao", "2020-01-01", household("urban", 1, "640")),
            decided("e", "benxi/tekun", "2019-07-01", {"area": "urban"}),
            decided("f", "benxi/dibao", "2019-07-02", household("urban", 2, "0"), by="王", channel="窗口"),
            decided("f2", "benxi/dibao", "2019-07-02", household("urban", 2, "10"), supersedes="f", because="收入漏填"),
            decided("g", "benxi/dibao", "2019-07-02", household("urban", 2, "10")),
        ],
    )
    made.erase("g", "clerk", "本人申请", LATER)
    return made


def with_answer(draft: Draft, decision: bytes) -> Draft:
    """The draft of a record that says something else than the engine did."""
    return replace(draft, payload=replace(draft.payload, decision=decision))


class Altered:
    """A ledger in which one record says something else, its chain and commitments made to fit."""

    def __init__(
        self,
        under: SqliteLedger,
        id: str,
        decision: bytes | None = None,
        question: bytes | None = None,
        rules: Mapping[str, str] | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        self._under, self._id = under, id
        self._decision, self._question, self._rules, self._files = decision, question, rules, files

    def entries(self, start: int = 1, stop: int | None = None) -> Iterator[tuple[Entry, Payload | None]]:
        for entry, payload in self._under.entries(start, stop):
            yield self._changed(entry, payload)

    def find(self, id: str) -> tuple[Entry, Payload | None]:
        return self._changed(*self._under.find(id))

    def files(self, bundle: str) -> Mapping[str, bytes]:
        return self._files if self._files is not None else self._under.files(bundle)

    def __getattr__(self, name: str) -> object:
        return getattr(self._under, name)

    def _changed(self, entry: Entry, payload: Payload | None) -> tuple[Entry, Payload | None]:
        said = entry.content()
        if said["id"] != self._id or payload is None:
            return entry, payload
        asked = self._question if self._question is not None else payload.question
        answered = self._decision if self._decision is not None else payload.decision
        said["rules"] |= self._rules or {}
        changed = Payload(payload.salt, asked, answered)
        said["commitment"] = changed.commitment()
        return chain(bytes(32), [canonical(said)], entry.seq)[0], changed
