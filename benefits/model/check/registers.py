"""The registers of clauses in the documents' records, held against what the programs cite."""

from __future__ import annotations

from collections.abc import Mapping

from benefits.errors import Problem
from benefits.model.check.declarations import citations
from benefits.model.documents import Document
from benefits.model.files import DOCUMENTS
from benefits.model.program import Program


def check_registers(programs: Mapping[str, Program], documents: Mapping[str, Document]) -> list[Problem]:
    """Clauses that a record says no program follows from, and that a program cites; each once, at the record."""
    left_out = {
        (document.id, clause.id): clause
        for document in documents.values()
        for clause in document.clauses
        if clause.not_encoded is not None
    }
    problems: dict[tuple[str, str], Problem] = {}
    for program in programs.values():
        for cite, _ in citations(program):
            key = (cite.document, cite.clause) if cite is not None else ("", "")
            if key in left_out and key not in problems:
                problems[key] = _problem(key, left_out[key].at.line, left_out[key].at.column, program.id)
    return list(problems.values())


def _problem(key: tuple[str, str], line: int, column: int, program: str) -> Problem:
    document, clause = key
    path = f"clauses.{clause}"
    return Problem("encoded_clause", path, clause, program, "", f"{DOCUMENTS}/{document}.yaml", line, column)
