"""The answers of one side of a comparison, as a table: one row per case, one column per output."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from benefits.columns.engine_rows import RowEngine
from benefits.errors import Problem, RuleError
from benefits.impact.totals import Output

if TYPE_CHECKING:
    import pyarrow

DIGITS = 38
_RULES = ("property_broken", "total_not_whole")
"""Problems of the rules and not of a case: they end a comparison."""

_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row has no answer; one of perhaps several reasons."""

    row: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Answers:
    """`table`: `row`, `ok` (answered), `o0`, `o1` … for the outputs in order.

    Numbers are exact decimals, truth values boolean, everything else text (a list as JSON). A value is null where the
    row is refused, or the output absent or not determined. `further`: a Parquet file with more such rows.
    """

    table: pyarrow.Table
    refused: tuple[Refusal, ...]
    further: Path | None = None


class Answering:
    """The answers of one side, gathered row by row. Of a refused row all problems are noted; none ends the work."""

    def __init__(self, engine: RowEngine, outputs: tuple[Output, ...]) -> None:
        self._engine, self._outputs = engine, outputs
        self._rows: list[int] = []
        self._answered: list[bool] = []
        self._columns: list[list[object]] = [[] for _ in outputs]
        self._chunks: list[pyarrow.Table] = []
        self._refused: list[Refusal] = []

    def add(self, row: int, cells: Sequence[object]) -> Mapping[str, object]:
        """Answers a row. Returns its inputs as they were read.

        Raises `RuleError` where an answer breaks a property of the rules: then the rules are wrong, not the row.
        """
        taken = self._engine.take(cells)
        answer = self._engine.answer(taken)
        found: Mapping[str, object] = {}
        if isinstance(answer, tuple):
            if any(problem.code in _RULES for problem in answer):
                raise RuleError(answer)
            self._refused += [Refusal(row, problem) for problem in answer]
        else:
            found = answer.outputs
        self._rows.append(row)
        self._answered.append(not isinstance(answer, tuple))
        for output, column in zip(self._outputs, self._columns, strict=True):
            column.append(_cell(output, found.get(output.name)))
        if len(self._rows) >= _CHUNK:
            self._close_chunk()
        return taken.inputs

    def answers(self) -> Answers:
        """All of them."""
        import pyarrow as pa

        self._close_chunk()
        scales = [max(_scale(chunk, place) for chunk in self._chunks) for place in range(len(self._outputs))]
        return Answers(pa.concat_tables(self._widened(chunk, scales) for chunk in self._chunks), tuple(self._refused))

    def _close_chunk(self) -> None:
        if self._rows or not self._chunks:
            self._chunks.append(_table(self._rows, self._answered, self._outputs, self._columns))
        self._rows, self._answered, self._columns = [], [], [[] for _ in self._outputs]

    def _widened(self, chunk: pyarrow.Table, scales: Sequence[int]) -> pyarrow.Table:
        """The chunk with the decimals of the finest one."""
        import pyarrow as pa

        schema = chunk.schema
        for place, output in enumerate(self._outputs):
            if output.kind == "number":
                index = schema.get_field_index(f"o{place}")
                schema = schema.set(index, pa.field(f"o{place}", pa.decimal128(DIGITS, scales[place])))
        return chunk.cast(schema)


def _scale(table: pyarrow.Table, place: int) -> int:
    return int(getattr(table.schema.field(f"o{place}").type, "scale", 0))


def _cell(output: Output, value: object) -> object:
    if value is None or output.kind == "boolean":
        return value
    if output.kind == "number":
        return value if isinstance(value, Decimal) else Decimal(str(value))
    if isinstance(value, list | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)


def _table(
    rows: list[int], answered: list[bool], outputs: tuple[Output, ...], columns: list[list[object]]
) -> pyarrow.Table:
    import pyarrow as pa

    arrays = [pa.array(rows, pa.int64()), pa.array(answered, pa.bool_())]
    for output, column in zip(outputs, columns, strict=True):
        if output.kind == "number":
            places = max((_places(value) for value in column if isinstance(value, Decimal)), default=0)
            arrays.append(pa.array(column, pa.decimal128(DIGITS, places)))
        else:
            arrays.append(pa.array(column, pa.bool_() if output.kind == "boolean" else pa.string()))
    return pa.table(arrays, names=["row", "ok", *(f"o{place}" for place in range(len(outputs)))])


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
