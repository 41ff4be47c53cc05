"""Entries that come from elsewhere, checked one by one before a ledger takes them in as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from benefits.audit.entry import Entry, Payload, row_of
from benefits.audit.walk import Walk
from benefits.errors import LedgerError, Problem
from benefits.model.digest import bundle_digest, file_digest


def checked(
    rows: Iterable[tuple[Entry, Payload | None]], bundles: Mapping[str, Mapping[str, bytes]]
) -> Iterator[tuple[Entry, dict[str, Any], Payload | None]]:
    """The entries with the contents of their bodies. `bundles`: digest → path → normalised text.

    Raises `LedgerError` `broken_import` at the first entry that does not hold together, and after the last one where
    a payload is gone without an erasure or a bundle is missing.
    """
    for digest, files in bundles.items():
        if bundle_digest({path: file_digest(text) for path, text in files.items()}) != digest:
            raise LedgerError([Problem("broken_import", value="-", expected=digest)])
    walk, ids = Walk(), dict[str, int]()
    for entry, payload in rows:
        walk.take(row_of(entry, payload))
        _refuse(walk)
        content = entry.content()
        if content["kind"] == "record":
            ids[content["id"]] = entry.seq
            if content["rules"]["bundle"] not in bundles:
                raise LedgerError([Problem("broken_import", value=str(entry.seq), expected=content["rules"]["bundle"])])
        yield entry, content, payload
    walk.finish(ids.get)
    _refuse(walk)


def _refuse(walk: Walk) -> None:
    for one in walk.findings:
        if not one.is_note:
            zh, en = one.problem.message("zh"), one.problem.message("en")
            id_zh, id_en = (f"（{one.id}）", f" ({one.id})") if one.id else ("", "")
            why = ("why", f"第 {one.first} 条{id_zh}：{zh}", f"entry {one.first}{id_en}: {en}")
            raise LedgerError([Problem("broken_import", value=str(one.first), expected=one.code, detail=(why,))])
    walk.findings.clear()
