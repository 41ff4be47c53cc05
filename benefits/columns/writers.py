"""The table of answers into a file: CSV, JSON lines, Parquet or Excel, by the ending of its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from benefits.columns.files.delimited import DelimitedWriter, guarded
from benefits.columns.files.json_lines import JsonLinesWriter
from benefits.columns.files.source import kind_of
from benefits.columns.headings import DAY, Layout
from benefits.columns.normalise import Normaliser
from benefits.columns.results import Form, ResultColumn, cell_text, in_words, number_text, wire
from benefits.engine import numbers
from benefits.engine.decision import canonical
from benefits.model.program import Input, Program

if TYPE_CHECKING:
    import pyarrow as pa

Outputs = Mapping[str, object]

_SINGLE_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]")


class ResultWriter(Protocol):
    """Writes the rows of a result. `close` finishes the file and says how many numbers Excel could not hold."""

    def write(self, cells: Sequence[object], outputs: Outputs, undetermined: str, explanation: str) -> None:
        """A row of the file and its answer."""

    def close(self) -> int: ...

    def abandon(self) -> None:
        """Let go of the file, which stays unfinished."""


class _Csv:
    def __init__(self, path: Path, layout: Layout, form: Form) -> None:
        self.form = form
        headings = [layout.headings[place] for place in form.carried]
        headings += [form.heading(column) for column in form.columns]
        self.writer = DelimitedWriter(path, [*headings, *form.further()])

    def write(self, cells: Sequence[object], outputs: Outputs, undetermined: str, explanation: str) -> None:
        row = [guarded(cell_text(cells[place])) for place in self.form.carried]
        for column in self.form.columns:
            row.append(self.text(column, outputs.get(column.name)))
        row.append(undetermined)
        if self.form.explained:
            row.append(explanation)
        self.writer.write(row)

    def text(self, column: ResultColumn, value: object) -> str:
        if value is None or column.kind not in ("number", "whole"):
            return guarded(in_words(self.form, column, value))
        text = number_text(column, value)  # type: ignore[arg-type]
        return text + "0" if column.money and _SINGLE_DECIMAL.fullmatch(text) else text

    def close(self) -> int:
        self.writer.close()
        return 0

    def abandon(self) -> None:
        self.writer.close()


class _JsonLines:
    def __init__(self, path: Path, layout: Layout, form: Form) -> None:
        self.form, self.writer = form, JsonLinesWriter(path)
        self.carried = [(place, layout.headings[place]) for place in form.carried]
        self.outputs = [(column, form.heading(column)) for column in form.columns]

    def write(self, cells: Sequence[object], outputs: Outputs, undetermined: str, explanation: str) -> None:
        row: dict[str, object] = {name: self.own(cells[place]) for place, name in self.carried}
        for column, heading in self.outputs:
            row[heading] = self.value(column, outputs.get(column.name))
        further = (undetermined or None, explanation)
        row |= dict(zip(self.form.further(), further, strict=False))
        self.writer.write(row)

    def own(self, cell: object) -> object:
        keep = cell is None or isinstance(cell, bool | list | dict)
        return wire(cell) if keep else cell_text(cell)

    def value(self, column: ResultColumn, value: object) -> object:
        if value is None:
            return None
        if column.kind == "whole":
            return int(value)  # type: ignore[call-overload]
        if column.kind == "number":
            return number_text(column, value)  # type: ignore[arg-type]
        if self.form.words and column.kind != "json":
            return in_words(self.form, column, value)
        return wire(value)

    def close(self) -> int:
        self.writer.close()
        return 0

    def abandon(self) -> None:
        self.writer.close()


class ParquetResult:
    def __init__(self, path: Path, layout: Layout, form: Form, types: Mapping[str, Any]) -> None:
        import pyarrow as pa

        from benefits.columns.files.parquet import ParquetWriter

        self.form = form
        self.typed = [place for place in form.carried if layout.headings[place] in types]
        headings = [layout.headings[place] for place in form.carried]
        fields = [pa.field(heading, types.get(heading, "string")) for heading in headings]
        fields += [pa.field(form.heading(column), arrow_type(column)) for column in form.columns]
        fields += [pa.field(heading, pa.string()) for heading in form.further()]
        self.writer = ParquetWriter(path, pa.schema(fields))

    def write(self, cells: Sequence[object], outputs: Outputs, undetermined: str, explanation: str) -> None:
        row: list[object] = [
            cells[place] if place in self.typed else cell_text(cells[place]) or None for place in self.form.carried
        ]
        for column in self.form.columns:
            value = outputs.get(column.name)
            json = value is not None and column.kind in ("json", "choices")
            row.append(canonical(wire(value)).decode() if json else value)
        row.append(undetermined or None)
        if self.form.explained:
            row.append(explanation)
        self.writer.write(row)

    def close(self) -> int:
        self.writer.close()
        return 0

    def abandon(self) -> None:
        self.writer.close()


def arrow_type(column: ResultColumn) -> pa.DataType:
    """The type of an output's Parquet column."""
    import pyarrow as pa

    if column.kind == "number":
        return pa.decimal128(38, column.finest)
    return {"whole": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}.get(column.kind, pa.string())


class _Xlsx:
    """Rows wait on disk in openpyxl's own keeping until the file is closed."""

    def __init__(self, path: Path, layout: Layout, form: Form, program: Program) -> None:
        from benefits.columns.files.xlsx import FINE_MONEY, GENERAL, MONEY, SheetColumn, SheetWriter

        specs: dict[str, Input | None] = {spec.name: spec for spec in program.inputs}
        self.form, self.normaliser = form, Normaliser(program)
        self.carried = [(place, specs.get(layout.names[place]), layout.names[place] == DAY) for place in form.carried]
        columns = []
        for place, spec, _ in self.carried:
            money = spec is not None and "CNY" in spec.type.unit.split("/")[0] and spec.decimals == 2
            columns.append(SheetColumn(layout.headings[place], MONEY if money else GENERAL))
        for column in form.columns:
            shown = MONEY if column.finest <= 2 else FINE_MONEY
            columns.append(SheetColumn(form.heading(column), shown if column.money else GENERAL))
        columns += [SheetColumn(heading) for heading in form.further()]
        self.writer = SheetWriter(path, program.title.text(form.language), columns)

    def write(self, cells: Sequence[object], outputs: Outputs, undetermined: str, explanation: str) -> None:
        row: list[Any] = [self.own(cells[place], spec, is_day) for place, spec, is_day in self.carried]
        for column in self.form.columns:
            value = outputs.get(column.name)
            if value is not None and column.kind in ("number", "whole"):
                row.append(Decimal(number_text(column, value)))  # type: ignore[arg-type]
            elif isinstance(value, date) or (isinstance(value, bool) and not self.form.words):
                row.append(value)
            else:
                row.append(in_words(self.form, column, value))
        row += [undetermined, explanation][: len(self.form.further())]
        self.writer.write(row)

    def own(self, cell: object, spec: Input | None, is_day: bool) -> object:
        """The user's own cell; that of a number or date input as the number or date it is."""
        if is_day or (spec is not None and spec.type.kind == "date"):
            found = self.normaliser.day(cell).value
            return found if isinstance(found, date) else cell_text(cell)
        if spec is not None and spec.type.kind == "number":
            value = self.normaliser.read(spec, cell).value
            if isinstance(value, str) and numbers.LITERAL.fullmatch(value):
                return Decimal(value)
        native = isinstance(cell, bool | int | Decimal | date)
        return cell if native else cell_text(cell)

    def close(self) -> int:
        return self.writer.close()

    def abandon(self) -> None:
        """openpyxl keeps its rows elsewhere, and removes them itself."""


@contextmanager
def finishing(writer: ResultWriter) -> Iterator[ResultWriter]:
    """Leaving the block by an error lets go of the file."""
    done = False
    try:
        yield writer
        done = True
    finally:
        if not done:
            writer.abandon()


def open_result(
    path: Path, layout: Layout, form: Form, program: Program, types: Mapping[str, Any] | None = None
) -> ResultWriter:
    """A writer for a file of that ending. `types` are the Arrow types of the carried columns of a Parquet file."""
    ending = kind_of(path, written=True)
    if ending == ".xlsx":
        return _Xlsx(path, layout, form, program)
    if ending == ".parquet":
        return ParquetResult(path, layout, form, types or {})
    if ending in (".jsonl", ".ndjson"):
        return _JsonLines(path, layout, form)
    return _Csv(path, layout, form)
