"""A comparison as a workbook or CSV: the summary, every row that changes, every refusal. Numbers stay exact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from benefits.columns.files.delimited import DelimitedWriter, guarded
from benefits.columns.files.xlsx import GENERAL, MONEY, Cell, Sheet, SheetColumn, write_sheets
from benefits.impact.compare import Changed
from benefits.impact.summary import Summary, plain_number
from benefits.impact.totals import Output, Tally
from benefits.words.blocks import Listing, Sentence, Table
from benefits.words.units import is_money, unit_words
from benefits.words.values import number_text

_ID = "@"


def write_workbook(path: Path, summary: Summary, by: int | None = None) -> None:
    """An Excel file: summary, one sheet by a column where that is wanted, rows that change, refusals."""
    say = summary.say
    sheets = [Sheet(say("result"), _total_columns(summary, say("what")), _totals(summary), _above(summary))]
    if by is not None:
        heading = summary.heading(summary.comparison.headings[by])
        sheets.append(Sheet(say("by", heading), _total_columns(summary, heading, say("what")), _by(summary, by)))
    sheets.append(Sheet(say("changed"), _row_columns(summary), _rows(summary)))
    refused = tuple(SheetColumn(say(key)) for key in ("row", "column", "value", "reason"))
    sheets.append(Sheet(say("refused"), refused, (list(line) for line in summary.refusals())))
    write_sheets(path, sheets)


def write_csv(path: Path, summary: Summary) -> None:
    """The rows that change, as `write_workbook` has them."""
    writer = DelimitedWriter(path, [column.heading for column in _row_columns(summary)])
    try:
        for row in _rows(summary):
            writer.write([_text(cell) for cell in row])
    finally:
        writer.close()


def _text(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return guarded(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _above(summary: Summary) -> tuple[str, ...]:
    """What was compared and the notes, line by line over the summary's table."""
    lines = [summary.title()]
    for block in (*summary.compared(), *summary.notes()):
        if isinstance(block, Table):
            lines += ["  ".join(row) for row in block.rows]
        elif isinstance(block, Listing):
            lines += [item.head for item in block.items]
        elif isinstance(block, Sentence):
            lines.append(block.text)
    return (*lines, "")


def _total_columns(summary: Summary, *first: str) -> tuple[SheetColumn, ...]:
    keys = ("sum_before", "sum_after", "difference") if summary.main.adds_up else ()
    sums = (SheetColumn(summary.say(key), MONEY) for key in keys)
    return (*map(SheetColumn, first), SheetColumn(summary.say("count")), *sums)


def _totals(summary: Summary) -> Iterator[list[Cell]]:
    """The main output's classes and their total, then the sums per month and year."""
    for name, tally in summary.tallies.items():
        yield [summary.say(name), *_cells(summary, tally)]
    yield [summary.say("total"), *_cells(summary, summary.total())]
    if summary.main.adds_up:
        for per, before, after in summary.costs():
            yield [summary.say(per), None, exact(before), exact(after), exact(after - before)]


def _by(summary: Summary, by: int) -> Iterator[list[Cell]]:
    heading = summary.comparison.headings[by]
    for value, tallies in summary.comparison.groups(summary.main, by).items():
        for name, tally in tallies.items():
            if tally.count:
                yield [summary.group_words(heading, value), summary.say(name), *_cells(summary, tally)]


def _cells(summary: Summary, tally: Tally) -> list[Cell]:
    if not summary.main.adds_up:
        return [tally.count]
    if tally.before is None or tally.after is None:
        return [tally.count, None, None, None]
    return [tally.count, *(exact(each) for each in (tally.before, tally.after, tally.after - tally.before))]


def exact(number: Fraction) -> Cell:
    """The number as a cell; the text of its fraction where it is no finite decimal."""
    text = number_text(number)
    return Decimal(text) if "/" not in text else plain_number(number)


def _row_columns(summary: Summary) -> tuple[SheetColumn, ...]:
    say = summary.say
    columns = [SheetColumn(say("row"))]
    columns += [SheetColumn(summary.heading(heading), _ID) for heading in summary.comparison.headings]
    columns.append(SheetColumn(say("what")))
    for output in summary.comparison.outputs:
        unit = unit_words(output.unit, summary.language)
        shown = MONEY if is_money(output.unit) else GENERAL
        keys = ("before", "after", "difference") if output.kind == "number" else ("before", "after")
        named = f"{summary.label(output)}（{unit}）" if unit else summary.label(output)
        columns += [SheetColumn(f"{named} {say(key)}", shown) for key in keys]
    return tuple(columns)


def _rows(summary: Summary) -> Iterator[list[Cell]]:
    headings = summary.comparison.headings
    for each in summary.comparison.changed():
        row: list[Cell] = [each.row]
        row += [_carried(summary, heading, value) for heading, value in zip(headings, each.carried, strict=True)]
        row.append(summary.say(each.what))
        for place, output in enumerate(summary.comparison.outputs):
            row += _both(summary, output, each, place)
        yield row


def _carried(summary: Summary, heading: str, value: object) -> Cell:
    """A column of the register: numbers of an input as numbers, everything else as text."""
    if value is None:
        return None
    if summary.is_number(heading) and str(value).replace(".", "", 1).lstrip("-").isdecimal():
        return Decimal(str(value))
    return summary.group_words(heading, value)


def _both(summary: Summary, output: Output, row: Changed, place: int) -> list[Cell]:
    old, new = row.before[place], row.after[place]
    if output.kind != "number":
        return [summary.cell(output, old) or None, summary.cell(output, new) or None]
    difference = new - old if isinstance(old, Decimal) and isinstance(new, Decimal) else None
    return [_figure(output, value) if isinstance(value, Decimal) else None for value in (old, new, difference)]


def _figure(output: Output, value: Decimal) -> Decimal:
    """The number with no more decimals than it needs; of money with two."""
    text = number_text(Fraction(value))
    whole, _, rest = text.partition(".")
    return Decimal(f"{whole}.{rest.ljust(2, '0')}" if is_money(output.unit) else text)
