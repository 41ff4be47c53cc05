"""A batch row by row through the engine: any program, any file, any size, in the memory of a few rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from benefits.columns.answer_text import Found, from_text
from benefits.columns.engine_rows import Answer, Change, RowEngine
from benefits.columns.files.source import Row
from benefits.columns.refused import Reports
from benefits.columns.results import Form, reasons_text
from benefits.columns.writers import ResultWriter

TOLD_EVERY = 500


def answer_rows(
    rows: Iterable[Row],
    engine: RowEngine,
    form: Form,
    writer: ResultWriter,
    reports: Reports,
    told: Callable[[int], None],
) -> int:
    """Answer every row in order, into the writer or the reports. Returns how many were answered.

    `told` is called now and then with the rows done.
    """
    answered = done = 0
    for number, cells in rows:
        done += 1
        found = answer_row(number, cells, engine, reports)
        if found is not None:
            answered += 1
            write_answer(cells, found, form, writer)
        if not done % TOLD_EVERY:
            told(done)
    told(done)
    return answered


def answer_row(number: int, cells: Sequence[object], engine: RowEngine, reports: Reports) -> Answer | None:
    """The row's answer, or None, its problems told; what was read otherwise than typed is told in any case."""
    taken = engine.take(cells)
    return _told(number, engine.answer(taken), taken.changes, reports)


def told_row(number: int, text: str, reports: Reports) -> Answer | None:
    """The same of a row that a worker answered, from its text."""
    return _told(number, *from_text(text), reports)


def _told(number: int, found: Found, changes: Sequence[Change], reports: Reports) -> Answer | None:
    if changes:
        reports.change(number, changes)
    if isinstance(found, Answer):
        return found
    reports.refuse(number, found)
    return None


def write_answer(cells: Sequence[object], found: Answer, form: Form, writer: ResultWriter) -> None:
    """A row with its answer into the result."""
    reasons = reasons_text(form.columns, found.undetermined, form.language) if found.undetermined else ""
    writer.write(cells, found.outputs, reasons, found.explanation)
