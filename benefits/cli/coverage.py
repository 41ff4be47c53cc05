"""`benefits coverage`: which clauses of the documents stand in the rules, and which do not and why."""

from __future__ import annotations

import json

import click

from benefits.cli.options import command as make_command
from benefits.cli.options import form_option, language, open_book
from benefits.cli.refusal import report
from benefits.coverage import UNEXPLAINED, CoveredClause, CoveredDocument, coverage
from benefits.errors import BenefitsError
from benefits.model.program import Label

_UNEXPLAINED = 4


@make_command("coverage")
@form_option
def command(form: str) -> int:
    """Every document with its clauses; status 4 when one has neither a program nor a reason."""
    try:
        book = open_book()
        documents = coverage([book.program(program) for program in book.ids], book.documents)
    except BenefitsError as error:
        return report(error, language(), form == "json")
    if form == "json":
        listed = [_document(document) for document in documents]
        click.echo(json.dumps(listed, ensure_ascii=False, sort_keys=True))
    else:
        from benefits.cli.printing import print_explanation
        from benefits.words import cover

        print_explanation(cover(documents, language()))
    return _UNEXPLAINED if any(document.count(UNEXPLAINED) for document in documents) else 0


def _document(covered: CoveredDocument) -> dict[str, object]:
    record = covered.document
    return {
        "document": record.id,
        "title": _label(record.title),
        "number": record.number,
        "clauses": [_clause(clause) for clause in covered.clauses],
    }


def _clause(clause: CoveredClause) -> dict[str, object]:
    """The clause with its state; programs by id, their parts by kind."""
    programs = {
        use.program: {
            kind: [part.name for part in use.parts if part.kind == kind]
            for kind in dict.fromkeys(part.kind for part in use.parts)
        }
        for use in clause.uses
    }
    return {
        "clause": clause.clause,
        "state": clause.state,
        "gist": _label(clause.gist),
        "not_encoded": _label(clause.not_encoded),
        "programs": programs,
    }


def _label(label: Label | None) -> dict[str, str] | None:
    return None if label is None else {"zh": label.zh, "en": label.en}
