"""A batch by columns: an engine answers the rows that are surely right, and this process or the engine's the others.

From Parquet to Parquet the sure rows never pass through Python. Otherwise the file is read once for the engine, its
inputs alone, and once more beside the answers, which come in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import ibis

from benefits.columns.backends import POSITION, Remote
from benefits.columns.by_rows import TOLD_EVERY, answer_row, told_row, write_answer
from benefits.columns.compile import Columns, NotColumnar, OutputColumn, compile_program, prepare
from benefits.columns.engine_rows import Asked, RowEngine
from benefits.columns.files.parquet import ParquetSource
from benefits.columns.files.source import Source
from benefits.columns.files.spool import spool
from benefits.columns.headings import DAY, Layout
from benefits.columns.normalise import labels_of
from benefits.columns.refused import Reports
from benefits.columns.results import COLON, SEMICOLON, Form, ResultColumn, reasons_text, result_columns
from benefits.columns.writers import ParquetResult, ResultWriter
from benefits.model.program import Input, Label

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from benefits.columns.backends import Backend

_WORDS = {"是": "true", "否": "false", "yes": "true", "no": "false"}
_WORDS |= {f(word): word for word in ("true", "false") for f in (str.upper, str.capitalize)}
"""What the reader of cells takes for a yes-or-no without a note."""


class ByColumns:
    """A file's rows as a table of an engine, with an expression for every output and for which rows are sure.

    Raises `NotColumnar` where the program, asked like this, has none.
    """

    def __init__(self, backend: Backend, asked: Asked, source: Source, layout: Layout, scratch: Path) -> None:
        self.backend, self.asked, self.source, self.layout = backend, asked, source, layout
        self.reasons: tuple[Label, ...] = ()
        self.places = [place for place, name in enumerate(layout.names) if name and name not in asked.settings]
        if isinstance(source, ParquetSource):
            self.table = backend.table(source.path)
            self.count = source.count() or 0
            self.held = {place: layout.headings[place] for place in self.places}
        else:
            self.count = spool(scratch, source.rows(), self.places, len(layout.headings))
            self.table = backend.table(scratch)
            self.held = {place: f"c{number}" for number, place in enumerate(self.places)}
        self.compiled = self._compiled(backend)
        finest = {column.name: column.finest for column in result_columns(asked.program)}
        if any(one.places > finest[name] for name, one in self.compiled.outputs.items()):
            raise NotColumnar(Label("结果的小数位过多", "a result has too many decimals"))
        sure = self.compiled.sure
        self.sure = sure & ~self.compiled.table["wide"] if "wide" in self.compiled.table.columns else sure

    def _compiled(self, backend: Backend) -> Columns:
        """The expressions; of a program without any, none, if the engine can answer rows by itself."""
        try:
            prepare(backend.connection)
            table, columns, day = self._asked_table()
            return compile_program(self.asked.program, table, columns, day, self.asked.options)
        except NotColumnar as refusal:
            if not isinstance(backend, Remote):
                raise
            self.reasons = refusal.reasons
            return Columns(self.table, ibis.literal(False), {})

    def _asked_table(self) -> tuple[ir.Table, dict[str, str], date | str]:
        """The table with a column for every input that has a value, as the compiler takes it, and the day."""
        specs = {spec.name: spec for spec in self.asked.program.inputs}
        made: dict[str, ir.Value] = {}
        day: date | str = self.asked.day or date.min
        for place in self.places:
            name = self.layout.names[place]
            cell = self.table[self.held[place]]
            if name == DAY and name not in specs:
                made[f"asked_{DAY}_"] = self._day(cell)
                day = f"asked_{DAY}_"
            else:
                made[f"asked_{name}"] = self._plain(specs[name], cell)
        for name, value in {**self._local(), **self.asked.settings}.items():
            if name in specs and value is not None:
                made[f"asked_{name}"] = ibis.literal(value if isinstance(value, bool | date) else str(value))
        columns = {name: f"asked_{name}" for name in specs if f"asked_{name}" in made}
        return self.table.mutate(**made), columns, day

    def _day(self, cell: ir.Value) -> ir.Value:
        """A row's date, or that of all rows where it has none."""
        if self.asked.day is None:
            return cell
        text = cell.type().is_string()
        return ibis.coalesce(cell.nullif("") if text else cell, self.asked.day.isoformat() if text else self.asked.day)

    def _plain(self, spec: Input, cell: ir.Value) -> ir.Value:
        """The cell with the labels of choices, and the words of a yes-or-no, as the ids they stand for."""
        if not cell.type().is_string():
            return cell
        words = _WORDS if spec.type.kind == "boolean" else {}
        if spec.type.kind == "choice":
            words = labels_of(self.asked.program, spec.type.choices)
            words = {label: id_ for label, id_ in words.items() if label != id_}
        return cell.substitute(words) if words and self._has(cell, words) else cell

    def _has(self, cell: ir.Value, words: Mapping[str, str]) -> bool:
        """Whether the words occur near the top of the file; further down a row that has one is merely not sure."""
        first = self.table.limit(1000)
        found = first.filter(first[cell.get_name()].isin(list(words))).limit(1).select(POSITION)
        return any(True for _ in self.backend.rows(found))

    def _local(self) -> dict[str, object]:
        """The local values of inputs that every row must have and none gives, for the one day of all rows."""
        if self.asked.values is None or self.asked.day is None or DAY in self.layout.names:
            return {}
        program = self.asked.program
        filled, _ = self.asked.values.fill(program, self.asked.day, {})
        needed = {one.name for one in program.inputs if not (one.optional or one.optional_when or one.has_default)}
        return {name: value for name, value in filled.items() if name in needed and name not in self.layout.names}

    def answers(self, form: Form) -> Iterator[tuple[dict[str, object], str] | None]:
        """Row for row of the file the outputs and what of them was not determined, in words; None where not sure."""
        table, outputs = self.compiled.table, self.compiled.outputs
        reasons = {name: one for name, one in outputs.items() if one.reason is not None}
        columns = [table[POSITION], self.sure.name("sure_")]
        columns += [one.value.name(f"o_{name}") for name, one in outputs.items()]
        columns += [one.reason.name(f"r_{name}") for name, one in reasons.items() if one.reason is not None]
        number = 0
        for batch in self.backend.rows(table.select(*columns)):
            for position, sure, *values in batch:
                if position != number:
                    raise RuntimeError(f"row {position} came where {number} was due")
                number += 1
                if not sure:
                    yield None
                    continue
                keys = zip(reasons.items(), values[len(outputs) :], strict=True)
                why = {name: one.reasons[str(key)] for (name, one), key in keys if key is not None}
                told = reasons_text(form.columns, why, form.language) if why else ""
                yield dict(zip(outputs, values, strict=False)), told

    def answered_there(self) -> Iterator[tuple[int, str]]:
        """The rows that are not sure, answered where a remote engine has them: their places from 0, and the texts."""
        if isinstance(self.backend, Remote):
            table = self.compiled.table
            whole = ~self.sure & ~table["wide"] if "wide" in table.columns else ~self.sure
            columns = [table[POSITION], *(table[name] for name in self.held.values())]
            work = self.backend.work(self.asked, self.layout, list(self.held))
            for batch in self.backend.answered(table.filter(whole).select(*columns), work):
                yield from ((int(str(position)), str(text)) for position, text in batch)

    def unsure(self) -> Iterator[tuple[int, list[object]]]:
        """The rows that the engine has to answer: their places from 0, and their cells in the file's layout."""
        table = self.compiled.table
        columns = [table[POSITION], *(table[name] for name in self.held.values())]
        for batch in self.backend.rows(table.filter(~self.sure).select(*columns)):
            for position, *values in batch:
                cells: list[object] = [None] * len(self.layout.headings)
                for place, value in zip(self.held, values, strict=True):
                    cells[place] = value
                yield int(str(position)), cells

    def result(self, form: Form, answered: Path | None = None) -> ir.Table:
        """The result as it stands in a Parquet file: of the sure rows, or of all that have an answer.

        `answered`: the answers of the rows that are not sure, `ANSWERED_AT` and then the result's own columns.
        """
        table = self.compiled.table
        own = [table[self.layout.headings[place]] for place in form.carried]
        made = {form.heading(column): _typed(column, self.compiled.outputs[column.name]) for column in form.columns}
        made[form.further()[0]] = _reasons(form, self.compiled.outputs)
        if answered is None:
            return table.filter(self.sure).select(*own, **made)
        ours = table.select(POSITION, *own, sure_=self.sure, **made)
        theirs = self.backend.connection.read_parquet(answered)
        theirs = theirs.rename({_theirs(place): name for place, name in enumerate(theirs.columns)})
        both = ours.left_join(theirs, ours[POSITION] == theirs[_theirs(0)])
        both = both.filter(both["sure_"] | both[_theirs(0)].notnull()).order_by(POSITION)
        names = {name: _theirs(place) for place, name in enumerate(made, start=1)}
        chosen = {name: ibis.ifelse(both["sure_"], both[name], both[other]) for name, other in names.items()}
        return both.select(*(one.get_name() for one in own), **chosen)


ANSWERED_AT = "answered_at_"


def _theirs(place: int) -> str:
    return f"answer{place}_"


def _typed(column: ResultColumn, one: OutputColumn) -> ir.Value:
    """An output as the result's file types it."""
    if column.kind == "number":
        return one.value.cast(f"decimal(38, {column.finest})")
    return one.value.cast("int64") if column.kind == "whole" else one.value


def _reasons(form: Form, outputs: Mapping[str, OutputColumn]) -> ir.Value:
    """What was not determined and why, in words; null where all was."""
    told: ir.Value = ibis.literal("")
    joint, colon = SEMICOLON.text(form.language), COLON.text(form.language)
    for column in form.columns:
        one = outputs[column.name]
        if one.reason is None or not one.reasons:
            continue
        label = column.label.text(form.language) + colon
        words = [(one.reason == key, label + why.text(form.language) + joint) for key, why in one.reasons.items()]
        told = told + ibis.cases(*words, else_="")
    if isinstance(told.op(), ibis.expr.operations.Literal):
        return ibis.null("string")
    return told.nullif("").substr(0, told.length() - len(joint))


def answer_beside(
    made: ByColumns, engine: RowEngine, form: Form, writer: ResultWriter, reports: Reports, told: Callable[[int], None]
) -> tuple[int, int]:
    """Read the file once more beside the answers, and write each row. Returns how many had one, and the engine's."""
    answered = by_engine = 0
    there = made.answered_there()
    position, text = next(there, (-1, ""))
    for done, ((number, cells), found) in enumerate(zip(made.source.rows(), made.answers(form), strict=True), start=1):
        if found is not None:
            answered += 1
            writer.write(cells, *found, "")
        else:
            by_engine += 1
            told_there = ""
            if position == done - 1:
                told_there, (position, text) = text, next(there, (-1, ""))
            own = told_row(number, told_there, reports) if told_there else answer_row(number, cells, engine, reports)
            if own is not None:
                answered += 1
                write_answer(cells, own, form, writer)
        if not done % TOLD_EVERY:
            told(done)
    return answered, by_engine


def answer_copied(
    made: ByColumns, engine: RowEngine, form: Form, part: Path, scratch: Path, reports: Reports
) -> tuple[int, int]:
    """From Parquet to Parquet inside the database. Returns how many rows had an answer, and the engine's.

    The sure rows are written first: mostly they are all, and otherwise those that are not are mostly refused.
    """
    sure: int = made.backend.copy(made.result(form), part)  # type: ignore[attr-defined]
    if sure == made.count:
        return sure, 0
    beside = replace(form, carried=(0,))
    writer = ParquetResult(scratch, Layout((ANSWERED_AT,), ("",)), beside, {ANSWERED_AT: "int64"})
    by_engine = answered = 0
    for position, cells in made.unsure():
        by_engine += 1
        found = answer_row(position + 1, cells, engine, reports)
        if found is not None:
            answered += 1
            write_answer([position], found, beside, writer)
    writer.close()
    if answered:
        made.backend.copy(made.result(form, scratch), part)  # type: ignore[attr-defined]
    return made.count - by_engine + answered, by_engine
