"""Which clauses of the documents stand in the rule files: document → clause → program → the parts that cite it.

In go the programs of a rule book and the records of its documents, with their registers of clauses; out comes one
value per document. It reads what the rule files say of themselves and no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from benefits.model.check.declarations import citations
from benefits.model.documents import Document
from benefits.model.program import Label, Program

ENCODED = "encoded"
NOT_ENCODED = "not_encoded"
UNEXPLAINED = "unexplained"

_PARTS = ("parameters", "decisions", "inputs", "interpretations", "examples")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5}
_NUMBER = re.compile("[0-9]+|[零一二三四五六七八九十百]+|[ⅠⅡⅢⅣⅤ]")
_ENDS = ("附件", "落款")


@dataclass(frozen=True, slots=True)
class Part:
    """What cites a clause. `kind`: parameters, decisions, inputs, interpretations or examples."""

    kind: str
    name: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Use:
    """A program with its parts that cite the clause: figures first, then steps, inputs, readings and examples."""

    program: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class CoveredClause:
    """`gist` is what the register says of the clause, None where it only is cited."""

    clause: str
    gist: Label | None
    uses: tuple[Use, ...]
    not_encoded: Label | None

    @property
    def state(self) -> str:
        """`encoded` (a program cites it), `not_encoded` (with its reason) or `unexplained`."""
        if self.uses:
            return ENCODED
        return UNEXPLAINED if self.not_encoded is None else NOT_ENCODED


@dataclass(frozen=True, slots=True)
class CoveredDocument:
    """A document's clauses in its order, those of its register and those that programs cite."""

    document: Document
    clauses: tuple[CoveredClause, ...]

    def count(self, state: str) -> int:
        """How many clauses are in that state."""
        return sum(clause.state == state for clause in self.clauses)


def coverage(programs: Iterable[Program], documents: Iterable[Document]) -> tuple[CoveredDocument, ...]:
    """Every document of the rule files, in the order of its id, with what stands of it in them."""
    uses: dict[tuple[str, str], dict[str, dict[tuple[str, str], Part]]] = {}
    for program in sorted(programs, key=lambda each: each.id):
        for document, clause, part in _cited(program):
            parts = uses.setdefault((document, clause), {}).setdefault(program.id, {})
            parts.setdefault((part.kind, part.name), part)
    return tuple(_covered(each, uses) for each in sorted(documents, key=lambda each: each.id))


def _cited(program: Program) -> Iterable[tuple[str, str, Part]]:
    """Document, clause and part of every citation in the program's own file."""
    labels: dict[tuple[str, str], Label] = {}
    for kind in ("parameters", "decisions", "inputs"):
        labels |= {(kind, one.name): one.label for one in getattr(program, kind)}
    labels |= {("interpretations", one.name): one.question for one in program.interpretations}
    for cite, place in citations(program):
        if cite is not None:
            kind, name = place.path.split(".")[:2]
            yield cite.document, cite.clause, Part(kind, name, labels.get((kind, name)))


def _covered(
    document: Document, uses: dict[tuple[str, str], dict[str, dict[tuple[str, str], Part]]]
) -> CoveredDocument:
    register = {clause.id: clause for clause in document.clauses}
    cited = {clause for name, clause in uses if name == document.id}
    rows = []
    for name in sorted({*register, *cited}, key=clause_order):
        parts = uses.get((document.id, name), {})
        used = tuple(Use(program, _ordered(found.values())) for program, found in parts.items())
        known = register.get(name)
        gist, reason = (known.gist, known.not_encoded) if known is not None else (None, None)
        rows.append(CoveredClause(name, gist, used, reason))
    return CoveredDocument(document, tuple(rows))


def _ordered(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: _PARTS.index(part.kind)))


def clause_order(clause: str) -> tuple[int, tuple[int, ...], str]:
    """The key that puts clauses in the document's order: `二(一)9` before `二(一)10`, the annexes last."""
    if clause.startswith(_ENDS):
        return 2, _numbers(clause), clause
    numbers = _numbers(clause)
    return (1 if numbers else 0), numbers, clause


def _numbers(clause: str) -> tuple[int, ...]:
    return tuple(_number(found) for found in _NUMBER.findall(clause))


def _number(text: str) -> int:
    """`12`, `十二` or `Ⅱ` as a number; Chinese ones below a thousand."""
    if text.isdecimal():
        return int(text)
    if text in _ROMAN:
        return _ROMAN[text]
    total, digit = 0, 0
    for one in text:
        if one in _DIGITS:
            digit = _DIGITS[one]
        else:
            total += (digit or 1) * (10 if one == "十" else 100)
            digit = 0
    return total + digit
