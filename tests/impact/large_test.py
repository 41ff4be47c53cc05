"""A large register goes by columns, and the comparison is the same as row by row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import benefits
from benefits.impact import register
from benefits.impact.compare import Comparison
from benefits.impact.register import Asking, compare_register
from benefits.model.change import load_changed, parse_change
from tests.impact.roll import ROLL, write_roll

JUNE, JULY = date(2019, 6, 30), date(2019, 7, 1)
IDS = {"城市": "urban", "农村": "rural", "各区（含高新区）": "district", "两县": "county", "": None}


def parquet(path: Path) -> Path:
    """The roll as a registry exports it: ids and numbers."""
    columns = {
        "name": [row[0] for row in ROLL],
        "area": [IDS[row[1]] for row in ROLL],
        "region": [IDS[row[2]] for row in ROLL],
        "household_size": [row[3] for row in ROLL],
        "household_income": [row[4] for row in ROLL],
    }
    pq.write_table(pa.table(columns), path)
    return path


def told(found: Comparison) -> list[object]:
    """Everything that a comparison says of outputs and rows."""
    totals = [(found.tally(output), found.spread(output), found.bins(output)) for output in found.outputs]
    rows = [(row.row, row.what, row.before, row.after) for row in found.changed()]
    return [found.rows(), found.answered(), totals, rows, found.refused()]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("change", ["", "benxi/dibao.urban_standard=650@2019-07-01"])
def test_columns_and_rows_say_the_same(kind: str, change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_roll(tmp_path / "roll.csv") if kind == "csv" else parquet(tmp_path / "roll.parquet")
    before = benefits.load().program("benxi/dibao")
    after = load_changed(None, [parse_change(change)])[0].program("benxi/dibao") if change else before
    sides = ((before, JULY if change else JUNE), (after, JULY))
    by_rows = told(compare_register(*sides, Asking({}, {}), path))
    monkeypatch.setattr(register, "FEW_ROWS", 3)
    asked: list[int] = []
    from benefits.impact import large

    real = large.compare_by_columns

    def counted(*arguments: object) -> Comparison | None:
        found = real(*arguments)  # type: ignore[arg-type]
        asked.append(found is not None)
        return found

    monkeypatch.setattr(large, "compare_by_columns", counted)
    assert told(compare_register(*sides, Asking({}, {}), path)) == by_rows
    assert asked == [True]


def test_ids_labels_and_other_spellings_are_one_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "roll.csv"
    areas = ("城市", "urban", "Urban", " 城市", "农村", "rural")
    rows = [f'{area},district,1,"1{"," if place % 2 else ""}000"' for place, area in enumerate(areas)]
    path.write_text("\n".join(("area,region,household_size,household_income", *rows)) + "\n", encoding="utf-8")
    program = benefits.load().program("benxi/dibao")

    def asked() -> tuple[object, object]:
        found = compare_register((program, JUNE), (program, JULY), Asking({}, {}), path)
        return found.groups(found.main, 0), [row.carried for row in found.changed()]

    few = asked()
    monkeypatch.setattr(register, "FEW_ROWS", 3)
    assert asked() == few
    assert list(few[0]) == ["rural", "urban"]  # type: ignore[call-overload]


def test_a_register_with_a_row_that_is_too_wide_goes_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "roll.csv"
    path.write_text("area,household_size,household_income\nrural,1,0\nrural,1,1,000\nrural,1,0\nrural,1,0\n")
    program = benefits.load().program("benxi/dibao")
    monkeypatch.setattr(register, "FEW_ROWS", 3)
    found = compare_register((program, JUNE), (program, JULY), Asking({}, {}), path)
    assert (found.rows(), found.answered()) == (4, 3)
    assert [(each.row, each.problem.code) for each in found.refused()] == [(3, "bad_cell")]


def test_a_program_that_cannot_be_columns_goes_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "roll.csv"
    rows = ['"[{""age"": 40}]"'] * 5
    path.write_text("\n".join(("members", *rows)) + "\n")
    program = benefits.load().program("chaoyang/dibao-backstop")
    monkeypatch.setattr(register, "FEW_ROWS", 3)
    first = program.period.first or date(2020, 1, 1)
    found = compare_register((program, first), (program, first), Asking({}, {}), path)
    assert (found.rows(), found.answered()) == (5, 0)
