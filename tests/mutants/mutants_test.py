"""The score of two small programs is whole; what is changed, and that a gap in the examples is found."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benefits.model import yaml_text
from benefits.model.rule_file import read_program
from benefits.model.yaml_text import Reading
from tests.mutants.__main__ import line, main
from tests.mutants.changes import Change, changes
from tests.mutants.formulas import formula_changes
from tests.mutants.run import changes_of, folder, scores
from tests.mutants.trial import Folder, judged, noticed
from tests.mutants.waivers import Waiver, unwaived, waivers

LAKESIDE = "lakeside/warmth"
FILE = """
program: lakeside/warmth
title: {zh: 取暖补助, en: Warmth allowance}
basis: [benxi-office-2019-2]
in_force: {from: 2024-01-01}
inputs:
  children:
    label: {zh: 子女数, en: Children}
    type: integer
    unit: person
    min: 0
parameters:
  line:
    label: {zh: 子女数界线, en: Children from which it is paid}
    unit: person
    values: [{from: 2024-01-01, value: 2}]
    cite: {document: benxi-office-2019-2, clause: 一}
decisions:
  paid:
    label: {zh: 发放, en: It is paid}
    type: boolean
    formula: children >= line
    cite: {document: benxi-office-2019-2, clause: 一}
outputs: [paid]
examples:
  many:
    date: 2024-01-01
    inputs: {children: 3}
    outputs: {paid: true}
"""
ON_THE_EDGE = """  on_the_edge:
    date: 2024-01-01
    inputs: {children: 2}
    outputs: {paid: true}
"""


def lakeside(text: str) -> Reading:
    reading, shape, problems = read_program(text.encode(), f"{LAKESIDE}.yaml")
    assert reading is not None and shape is not None, problems
    return reading


def shown(found: list[Change]) -> set[tuple[str, str]]:
    return {(change.path, change.shown) for change in found}


def test_every_figure_edge_day_and_citation_of_a_file_is_changed() -> None:
    found = changes(lakeside(FILE), {"benxi-office-2019-2": ("一", "二"), "benxi-2019-5": ("一",)})
    assert shown(found) == {
        ("in_force.from", "2024-01-01 → 2024-01-02"),
        ("in_force.from", "2024-01-01 → 2023-12-31"),
        ("inputs.children.unit", "person → 1"),
        ("inputs.children.min", "0 → 1"),
        ("inputs.children.min", "0 → -1"),
        ("parameters.line.unit", "person → 1"),
        ("parameters.line.values[0].from", "2024-01-01 → 2024-01-02"),
        ("parameters.line.values[0].from", "2024-01-01 → 2023-12-31"),
        ("parameters.line.values[0].value", "2 → 3"),
        ("parameters.line.values[0].value", "2 → 1"),
        ("parameters.line.cite.document", "benxi-office-2019-2 → benxi-2019-5"),
        ("parameters.line.cite.clause", "一 → 二"),
        ("decisions.paid.formula@9", ">= → >"),
        ("decisions.paid.formula@9", ">= → <"),
        ("decisions.paid.cite.document", "benxi-office-2019-2 → benxi-2019-5"),
        ("decisions.paid.cite.clause", "一 → 二"),
    }


def test_a_change_stands_where_the_file_has_it() -> None:
    found = changes(lakeside(FILE), {})
    [edge] = [change for change in found if change.shown == ">= → >"]
    row = FILE.splitlines()[edge.line - 1]
    assert row[edge.column - 1 :].startswith(">= line")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("(a..b]", {"[a..b]", "(a..b)"}),
        ("-", set()),
        ('"urban"', {'"rural"'}),
        ("a and b", {"a or b"}),
        ("max(0, a)", {"min(0, a)", "max(1, a)"}),
        ("completed years(a, b)", {"completed months(a, b)"}),
        ("a.min", set()),
    ],
)
def test_changes_of_a_formula(text: str, wanted: set[str]) -> None:
    found = formula_changes(text, {"urban": ("rural",), "rural": ("urban",)})
    assert {each[3] for each in found} == wanted


def test_rows_are_dropped_and_results_swapped() -> None:
    found = shown(changes_of("benxi/orphan"))
    assert ("parameters.care_standard.values[0]", "row → (dropped)") in found
    assert ("parameters.care_standard.values[0].value", "1800 → 1890 (swapped)") in found


def test_a_gap_in_the_examples_is_found() -> None:
    """Without a case on the edge nobody sees `>=` become `>`; with one the examples do."""
    for text, wanted in ((FILE, ""), (FILE + ON_THE_EDGE, "examples")):
        reading = lakeside(text)
        [edge] = [change for change in changes(reading, {}) if change.shown == ">= → >"]
        assert judged(alone(reading), LAKESIDE, edge.applied(reading), entered=False) == wanted


def alone(reading: Reading) -> Folder:
    """The shipped rules with the lakeside program."""
    shipped = folder()
    return replace(shipped, readings={**shipped.readings, LAKESIDE: reading})


@pytest.mark.parametrize(
    ("path", "change", "wanted"),
    [
        ("parameters.urban_standard.values[0].value", "583 → 584", "double entry"),
        ("decisions.standard.cite.clause", "一(一) → 四(三)", "double entry"),
        ("decisions.eligible.formula@18", "< → <=", "examples"),
        ("interpretations.low_income_edge.options.exclusive", "exclusive → (dropped)", "load"),
        ("decisions.allowance.round.mode", "half up → half even", ""),
    ],
)
def test_what_notices_a_change(path: str, change: str, wanted: str) -> None:
    [found] = [each for each in changes_of("benxi/dibao") if (each.path, each.shown) == (path, change)]
    assert noticed(folder(), found) == wanted


@pytest.mark.parametrize("program", ["benxi/freight-licence", "benxi/orphan"])
def test_score(program: str) -> None:
    [score] = scores([program], workers=1)
    left, _ = unwaived(score.survivors, waivers())
    assert not left, line(score, left)
    assert score.number == sum(score.noticed.values()) + len(score.survivors)


def test_an_unknown_program_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benxi/no-such"]) == 2
    assert capsys.readouterr().err == "no such program: benxi/no-such\n"


def change(path: str, before: str, after: str) -> Change:
    return Change("benxi/dibao", path, 1, 1, before, after, ())


def test_waivers_cover_by_program_path_and_change() -> None:
    known = [
        Waiver("benxi/*", "parameters.cap.values[0].value", "*", "…", date(2026, 11, 22)),
        Waiver("*", "properties.*", "and → or", "…", date(2026, 11, 22)),
    ]
    waived, other = (change(f"parameters.cap.values[{row}].value", "1", "2") for row in (0, 1))
    assert unwaived([waived, other], known) == ([other], [known[1]])


def test_every_waiver_has_a_reason_and_a_day() -> None:
    for each in waivers():
        assert re.fullmatch(r".{20,}\.", each.reason, re.DOTALL)
        assert type(each.since) is date


def test_waivers_are_read(tmp_path: Path) -> None:
    """
    [[waiver]]
    program = "benxi/dibao"
    path = "properties.*"
    change = "and → or"
    reason = "It promises less."
    since = 2026-11-22
    """
    file = tmp_path / "waivers.toml"
    file.write_text((test_waivers_are_read.__doc__ or "").replace("\n    ", "\n"), encoding="utf-8")
    expected = Waiver("benxi/dibao", "properties.*", "and → or", "It promises less.", date(2026, 11, 22))
    assert waivers(file) == (expected,)


def test_paths_are_written_as_problems_write_them() -> None:
    assert yaml_text.path_text(("parameters", "cap", "values", 0)) == "parameters.cap.values[0]"
