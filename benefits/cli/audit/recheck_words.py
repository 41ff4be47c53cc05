"""What a recheck found, as a sheet for people, as rows of a CSV or Excel file, and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benefits.audit.recheck import NOTHING, OUTCOMES, REFUSED, Change, Rechecked, Totals
from benefits.cli.messages import tell
from benefits.engine.numbers import decimals, text
from benefits.words import Block, Explanation, Heading, Sentence, Table
from benefits.words.units import is_money, unit_words
from benefits.words.values import number_words, quantity
from benefits.words.vocabulary import Vocabulary, label_of, vocabulary

if TYPE_CHECKING:
    from benefits import RuleBook
    from benefits.columns.files.xlsx import Cell

_MOST_LISTED = 200
_COLUMNS = ("id", "seq", "program", "date", "output", "label", "what", "old", "new", "difference", "unit")
_SUMS = ("program", "output", "label", "figures", "entered", "left", "old", "new", "difference", "unit")
_MONEY = ("old", "new", "difference")
_PATH = re.compile(r"([^.\[]*)(?:\[([0-9]+)\])?(?:\.(.*))?", re.DOTALL)


def as_json(found: Sequence[Rechecked], totals: Totals) -> dict[str, object]:
    """Records that change or are refused, and the totals; numbers are texts, a missing member has no meaning."""
    return {
        "records": [_record_json(one) for one in found],
        "programs": {id: {name: counts[name] for name in OUTCOMES} for id, counts in totals.outcomes.items()},
        "totals": [
            {"program": program, "output": output, "unit": total.unit, "kinds": dict(total.kinds)}
            | ({side: text(getattr(total, side)) for side in _MONEY} if total.adds_up else {})
            for (program, output), total in totals.outputs.items()
        ],
    }


def _record_json(one: Rechecked) -> dict[str, object]:
    told: dict[str, object] = {"seq": one.seq, "id": one.id, "program": one.program, "date": one.date}
    if one.problems:
        words = ({"zh": each.message("zh"), "en": each.message("en")} for each in one.problems)
        return told | {"refused": [{"code": each.code, "path": each.path} | next(words) for each in one.problems]}
    return told | {"changes": [_change_json(change) for change in one.changes]}


def _change_json(change: Change) -> dict[str, object]:
    told: dict[str, object] = {"output": change.path, "kind": change.kind}
    told |= {side: value for side in ("old", "new") if (value := getattr(change, side)) is not NOTHING}
    if change.difference is not None:
        told |= {"difference": text(change.difference), "unit": change.unit}
    return told | ({"reason": {"zh": change.reason.zh, "en": change.reason.en}} if change.reason else {})


class RecheckWords:
    """Says what was found in one language, with the labels of the rules that it was rechecked with."""

    def __init__(self, book: RuleBook, tongue: str) -> None:
        self._book = book
        self._tongue = tongue
        self._known: dict[str, tuple[Vocabulary, dict[str, str]]] = {}

    def sheet(self, found: Sequence[Rechecked], totals: Totals, listed: bool) -> Explanation:
        """The totals, and before them, where `listed`, the first of the records."""
        tongue, blocks = self._tongue, list[Block]()
        lines = sum(len(one.changes) or 1 for one in found)
        if listed and lines:
            told = (self._line(one, change) for one in found for change in one.changes or (None,))
            headings = self._headings("id", "date", "label", "old", "new", "difference")
            blocks += [Heading(tell(tongue, "recheck_records")), Table(headings, tuple(islice(told, _MOST_LISTED)))]
            if lines > _MOST_LISTED:
                blocks.append(Sentence(tell(tongue, "recheck_cut", str(_MOST_LISTED), str(lines))))
        if totals.outputs:
            headings = self._headings("program", "label", "figures", "old", "new", "difference")
            blocks += [Heading(tell(tongue, "recheck_totals")), Table(headings, tuple(self._sums(totals)))]
        counts = tuple((id, *(str(each[name]) for name in OUTCOMES)) for id, each in totals.outcomes.items())
        blocks += [Heading(tell(tongue, "recheck_counts")), Table(self._headings("program", *OUTCOMES), counts)]
        left_out = sum(each["superseded"] + each["erased"] for each in totals.outcomes.values())
        if left_out:
            blocks.append(Sentence(tell(tongue, "recheck_left_out", str(left_out))))
        return Explanation(tongue, tuple(blocks if totals.outcomes else [Sentence(tell(tongue, "recheck_nothing"))]))

    def _headings(self, *names: str) -> tuple[str, ...]:
        return tuple(tell(self._tongue, f"recheck_{name}") for name in names)

    def write(self, path: Path, found: Sequence[Rechecked], totals: Totals) -> None:
        """The rows to a CSV file, or with the totals to an Excel file. Raises `InputError`."""
        rows = (self._row(one, change) for one in found for change in one.changes or (None,))
        if path.suffix == ".csv":
            self._write_csv(path, rows)
            return
        from benefits.columns.files.xlsx import GENERAL, MONEY, Sheet, SheetColumn, write_sheets

        def columns(names: Sequence[str]) -> list[SheetColumn]:
            forms = (MONEY if name in _MONEY else GENERAL for name in names)
            return list(map(SheetColumn, self._headings(*names), forms))

        sums = (self._total_row(totals, key) for key in totals.outputs)
        titles = tell(self._tongue, "recheck_records"), tell(self._tongue, "recheck_totals")
        write_sheets(path, [Sheet(titles[0], columns(_COLUMNS), rows), Sheet(titles[1], columns(_SUMS), sums)])

    def _write_csv(self, path: Path, rows: Iterator[list[Cell]]) -> None:
        from benefits.columns.files.delimited import DelimitedWriter, guarded

        writer = DelimitedWriter(path, self._headings(*_COLUMNS))
        for row in rows:
            writer.write([guarded(str(cell)) if cell is not None else "" for cell in row])
        writer.close()

    def _row(self, one: Rechecked, change: Change | None) -> list[Cell]:
        """A row of a file: the record, what changed, and how."""
        record: list[Cell] = [one.id, one.seq, one.program, one.date]
        if change is None:
            reason = "; ".join(problem.located(self._tongue) for problem in one.problems)
            return [*record, "", "", tell(self._tongue, f"recheck_{REFUSED}"), None, reason, None, ""]
        difference = None if change.difference is None else _number(text(change.difference), change.unit)
        label, kind = self._label(one.program, change.path), tell(self._tongue, f"recheck_kind_{change.kind}")
        values = [self._cell(one.program, change, value) for value in (change.old, change.new)]
        return [*record, change.path, label, kind, *values, difference, unit_words(change.unit, self._tongue)]

    def _cell(self, program: str, change: Change, value: object) -> Cell:
        if isinstance(value, str) and change.unit:
            return _number(value, change.unit)
        return self._value(program, change, value)

    def _total_row(self, totals: Totals, key: tuple[str, str]) -> list[Cell]:
        total = totals.outputs[key]
        told: list[Cell] = [*key, self._label(*key), total.kinds.total(), total.kinds["entered"], total.kinds["left"]]
        if total.adds_up:
            sums = (total.old, total.new, total.difference)
            return [*told, *(_number(text(one), total.unit) for one in sums), unit_words(total.unit, self._tongue)]
        return [*told, None, None, None, ""]

    def _line(self, one: Rechecked, change: Change | None) -> tuple[str, ...]:
        """A line of the sheet."""
        if change is None:
            reason = "; ".join(problem.located(self._tongue) for problem in one.problems)
            return one.id, one.date, tell(self._tongue, f"recheck_{REFUSED}"), "", reason, ""
        old, new = (self._value(one.program, change, value) for value in (change.old, change.new))
        what = tell(self._tongue, f"recheck_kind_{change.kind}")
        if change.difference is not None:
            what = _signed(change.difference, change.unit, self._tongue)
        return one.id, one.date, self._label(one.program, change.path), old, new, what

    def _sums(self, totals: Totals) -> Iterator[tuple[str, ...]]:
        for (program, output), total in totals.outputs.items():
            told = (program, self._label(program, output), str(total.kinds.total()))
            if total.adds_up:
                sums = (quantity(text(one), total.unit, self._tongue) for one in (total.old, total.new))
                yield *told, *sums, _signed(total.difference, total.unit, self._tongue)
            else:
                kinds = (f"{tell(self._tongue, f'recheck_kind_{kind}')} {count}" for kind, count in total.kinds.items())
                yield *told, "", "", tell(self._tongue, "listing").join(kinds)

    def _value(self, program: str, change: Change, value: object) -> str:
        if value is NOTHING:
            return "–"
        if value is None:
            why = label_of(change.reason, self._tongue) if value is change.new else ""
            return tell(self._tongue, "recheck_open", why) if why else tell(self._tongue, "answer_undetermined")
        words, name, _, column = self._place(program, change.path)
        return words.within(name).value(column, value) if column else words.value(name, value)

    def _label(self, program: str, path: str) -> str:
        words, name, row, column = self._place(program, path)
        if not column:
            return words.label(name)
        key = "recheck_cell" if row else "recheck_column"
        return tell(self._tongue, key, words.label(name), words.within(name).label(column), row)

    def _place(self, program: str, path: str) -> tuple[Vocabulary, str, str, str]:
        """The words of the program, and the decision, row and column of a path, "" for what it does not name."""
        words, names = self._terms(program)
        output, row, column = _PATH.fullmatch(path).groups("")  # type: ignore[union-attr]
        return words, names.get(output, output), row, column

    def _terms(self, program: str) -> tuple[Vocabulary, dict[str, str]]:
        """The words of a program, and output → the name of its decision."""
        if program not in self._known:
            found = self._book.program(program) if program in self._book.ids else None
            names = dict(found.outputs) if found is not None else {}
            self._known[program] = vocabulary(self._tongue, (), found), names
        return self._known[program]


def _number(digits: str, unit: str) -> Cell:
    """Money of at most two decimals as a number for a sheet; every other figure as its exact text."""
    return Decimal(digits) if is_money(unit) and 0 <= decimals(Fraction(digits)) <= 2 else number_words(digits, unit)


def _signed(difference: Fraction, unit: str, tongue: str) -> str:
    words = quantity(text(abs(difference)), unit, tongue)
    return ("+" if difference > 0 else "−") + words
