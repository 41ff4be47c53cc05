"""The answer: a value that holds its own canonical bytes. No clock, user, path or duration is in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from benefits.model.program import SEMANTICS as SEMANTICS
from benefits.model.program import Label


class Decision:
    """What a program answers for one case on one date.

    `outputs`: output → `Decimal`, `int`, text, bool, date, list of dicts, or None when not determined; an absent output
    has no entry. `undetermined`: output (or `table.column`) → reason. `assumptions`: interpretation → option.
    `steps`: what was evaluated, each with its label, formula, values, result, rounding and citation, as in the JSON.
    """

    __slots__ = ("_body", "_digest", "_head", "_steps", "assumptions", "date", "outputs", "program", "undetermined")

    def __init__(
        self,
        program: str,
        day: date,
        outputs: Mapping[str, object],
        undetermined: Mapping[str, Label],
        assumptions: Mapping[str, str],
        head: bytes,
        body: bytes,
    ) -> None:
        self.program = program
        self.date = day
        self.outputs = outputs
        self.undetermined = undetermined
        self.assumptions = assumptions
        self._head = head
        self._body = body
        self._digest = ""
        self._steps: list[dict[str, Any]] | None = None

    @property
    def digest(self) -> str:
        """`sha256:` over the canonical JSON without the digest itself."""
        if not self._digest:
            found = hashlib.sha256(self._head)
            found.update(self._body)
            self._digest = "sha256:" + found.hexdigest()
        return self._digest

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps, read from the canonical bytes."""
        if self._steps is None:
            self._steps = json.loads(self._head + self._body)["steps"]
        return self._steps or []

    def sourced(self, sources: Mapping[str, Mapping[str, object]]) -> Decision:
        """The same answer whose steps of these inputs say under `local` where their values come from."""
        if not sources:
            return self
        answer: dict[str, Any] = json.loads(self._head + self._body)
        for step in answer["steps"]:
            if step["kind"] == "input" and step["name"] in sources:
                step["local"] = sources[step["name"]]
        # In the canonical order the head's keys, `assumptions` and `date`, come before all others.
        head = canonical({key: answer.pop(key) for key in ("assumptions", "date")})[:-1] + b","
        body = canonical(answer)[1:]
        return Decision(self.program, self.date, self.outputs, self.undetermined, self.assumptions, head, body)

    def to_bytes(self) -> bytes:
        """The canonical JSON (RFC 8785: keys sorted, no white space, UTF-8)."""
        return b'%b"digest":"%b",%b' % (self._head, self.digest.encode(), self._body)

    def to_json(self) -> str:
        return self.to_bytes().decode()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and self._head + self._body == other._head + other._body

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"<Decision {self.program} {self.date} {dict(self.outputs)}>"


def canonical(value: object) -> bytes:
    """Canonical JSON of a value whose keys are ASCII and whose numbers are whole."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
