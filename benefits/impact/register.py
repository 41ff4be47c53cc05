"""A register of cases under both sides of a comparison: read once, answered twice, and matched.

A single case is a register of one row and no columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benefits.columns.engine_rows import FEW_ROWS, Asked, RowEngine
from benefits.columns.files.source import Row, Source, open_source
from benefits.columns.headings import DAY, DAY_LABEL, Layout, expecting, questions, read_headings
from benefits.columns.results import cell_text
from benefits.engine.case import nearest
from benefits.errors import InputError, NotInForceError, Problem, RuleError
from benefits.impact.answers import Answering, Answers
from benefits.impact.compare import Comparison
from benefits.impact.totals import Output, main_output, outputs_of
from benefits.model.local_values import LocalValues
from benefits.model.program import Program

if TYPE_CHECKING:
    import pyarrow

Follow = Callable[[Iterator[Row]], Iterable[Row]]
"""Passes rows on, and may tell somebody how far the work is."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What both sides are asked with: values over the rows' own, readings of open questions, local values.

    `keep` are headings of the register's own that look like inputs.
    """

    settings: Mapping[str, object]
    options: Mapping[str, str]
    values: LocalValues | None = None
    keep: tuple[str, ...] = ()


def compare_register(
    before: tuple[Program, date | None],
    after: tuple[Program, date | None],
    asking: Asking,
    path: Path | None = None,
    output: str = "",
    follow: Follow = iter,
) -> Comparison:
    """The answers of two programs, each on its day (None: the row's own), to the rows of a file.

    `output` is what the comparison is about, else `main_output`. Raises `InputError` for a file or output that will not
    do, `NotInForceError` where a side answers no row because its rules do not hold on the day.
    """
    shared = _shared(before[0], after[0])
    main = _main(shared, output)
    known = questions(after[0])
    source = open_source(path, None, expecting(known)) if path is not None else None
    layout = Layout((), ())
    if source is not None:
        layout = read_headings(source.headings, known, asking.settings, asking.keep)
        if before[1] is not None and before[1] != after[1]:
            # The days compared are the question; a day in the row is then the register's own matter.
            layout = replace(layout, names=tuple("" if name == DAY else name for name in layout.names))
    if None in (before[1], after[1]) and DAY not in layout.names:
        words = ("label", DAY_LABEL.zh, DAY_LABEL.en)
        raise InputError([Problem("missing_input", DAY, expected="YYYY-MM-DD", detail=(words,))])
    if source is not None and many(source):
        from benefits.impact.large import compare_by_columns

        asked = [
            Asked(program, day, asking.settings, asking.options, asking.values) for program, day in (before, after)
        ]
        found = compare_by_columns(asked, source, layout, shared, main, follow)
        if found is not None:
            return found
    sides = [
        Answering(RowEngine(Asked(program, day, asking.settings, asking.options, asking.values), layout), shared)
        for program, day in (before, after)
    ]
    carried = _Carried(layout)
    rows = source.rows() if source is not None else iter([(1, [])])
    for row, cells in follow(rows):
        sides[0].add(row, cells)
        carried.add(row, cells, sides[1].add(row, cells))
    one, other = (_answered(side.answers()) for side in sides)
    return Comparison(shared, main, one, other, headings_of(layout), carried.table())


def many(source: Source) -> bool:
    """Whether a file has so many rows that columns are worth their start. A sheet of Excel never has."""
    if source.path.suffix.lower() == ".xlsx":
        return False
    count = source.count()
    return count > FEW_ROWS if count is not None else any(True for _ in islice(source.rows(), FEW_ROWS, None))


def headings_of(layout: Layout) -> tuple[str, ...]:
    """What the columns of a register are called: an input's name, else the file's own heading."""
    return tuple(name or heading for name, heading in zip(layout.names, layout.headings, strict=True))


def _shared(before: Program, after: Program) -> tuple[Output, ...]:
    """The outputs that both have, as the second has them."""
    known = {output.name: output.kind for output in outputs_of(before)}
    shared = tuple(output for output in outputs_of(after) if known.get(output.name) == output.kind)
    if not shared:
        raise RuleError([Problem("no_shared_output", "", after.id)])
    return shared


def _main(outputs: tuple[Output, ...], name: str) -> Output:
    if not name:
        return main_output(outputs)
    found = next((output for output in outputs if name in (output.name, output.label.zh, output.label.en)), None)
    if found is None:
        names = [output.name for output in outputs]
        raise InputError([Problem("not_a_choice", "--output", name[:60], ", ".join(names), nearest(name, names))])
    return found


def _answered(answers: Answers) -> Answers:
    """The answers of a side, unless its rules do not hold on the day of any row."""
    refused = answers.refused
    rows = answers.table.num_rows
    late = [refusal for refusal in refused if refusal.problem.code == "not_in_force"]
    if rows and len({refusal.row for refusal in late}) == rows:
        raise NotInForceError([late[0].problem])
    return answers


class _Carried:
    """The columns of the register that go along with the answers: inputs as they were read, others as they are."""

    def __init__(self, layout: Layout) -> None:
        self._names = layout.names
        self._rows: list[int] = []
        self._columns: list[list[str | None]] = [[] for _ in layout.names]

    def add(self, row: int, cells: list[object], inputs: Mapping[str, object]) -> None:
        self._rows.append(row)
        for place, (name, column) in enumerate(zip(self._names, self._columns, strict=True)):
            value = inputs[name] if name in inputs else cells[place] if place < len(cells) else None
            column.append(None if value is None else cell_text(value))

    def table(self) -> pyarrow.Table:
        import pyarrow as pa

        rows = pa.array(self._rows, pa.int64())
        arrays = [rows, rows, *(pa.array(column, pa.string()) for column in self._columns)]
        return pa.table(arrays, names=["row", "number", *(f"c{place}" for place in range(len(self._names)))])
