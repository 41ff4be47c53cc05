"""`template`: a spreadsheet for every program, opened by a spreadsheet program, filled in and answered."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from benefits import load
from benefits.cli.forms import form_of, table_of
from benefits.columns.template import workbook
from benefits.model.program import Program
from tests.cli.conftest import Cli

BOOK = load()


def file_of(folder: Path, program: str) -> Path:
    return folder / f"{program.replace('/', '-')}.xlsx"


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template of every program, in one folder."""
    folder = tmp_path_factory.mktemp("templates")
    for program in BOOK.ids:
        form = form_of(BOOK.program(program), None, 20, "zh", "benefits batch")
        file_of(folder, program).write_bytes(workbook(form))
    return folder


@pytest.fixture(scope="module")
def reopened(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same files as LibreOffice reads and writes them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("reopened")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in sorted(templates.iterdir())]
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


def specs(program: Program) -> list[tuple[str, str]]:
    """Name and Chinese label of every column that the template should have."""
    table = table_of(program)
    if table is not None:
        return [(field.name, field.label.zh) for field in table.fields]
    plain = [(spec.name, spec.label.zh) for spec in program.inputs if not spec.fields]
    return plain + [(field.name, field.label.zh) for spec in program.inputs for field in spec.fields]


def columns(book: Workbook) -> dict[str, tuple[str, str]]:
    """Of the sheets to fill in: the heading's first line by the name in its note, and the kind of check below it."""
    found = {}
    for page in (one for one in book.worksheets if one.sheet_state == "visible" and one.title != "说明"):
        checks = {str(rng)[0]: one.type for one in page.data_validations.dataValidation for rng in one.sqref.ranges}
        for cell in page[1]:
            note = cell.comment.text if cell.comment is not None else ""
            found[note.split("\n")[0]] = str(cell.value).split("\n")[0], str(checks.get(cell.coordinate[0]))
    return found


@pytest.mark.parametrize("program", BOOK.ids)
def test_every_input_has_a_column_with_its_label_and_its_name_in_the_note(templates: Path, program: str) -> None:
    found = columns(load_workbook(file_of(templates, program)))
    for name, label in specs(BOOK.program(program)):
        assert found[name][0] == label


@pytest.mark.parametrize("program", BOOK.ids)
def test_a_spreadsheet_program_keeps_headings_checks_lists_and_notes(
    templates: Path, reopened: Path, program: str
) -> None:
    before, after = (load_workbook(file_of(folder, program)) for folder in (templates, reopened))
    assert after.sheetnames == before.sheetnames
    assert columns(after) == columns(before)
    if "选项" in before.sheetnames:
        assert after["选项"].sheet_state == "hidden"
        assert [cell.value for cell in after["选项"]["A"]] == [cell.value for cell in before["选项"]["A"]]
    assert after["说明"]["A1"].value == before["说明"]["A1"].value


def test_what_a_caseworker_sees_of_dibao(templates: Path) -> None:
    book = load_workbook(file_of(templates, "benxi/dibao"))
    assert book.sheetnames == ["填写", "说明", "选项"]
    page = book["填写"]
    assert [cell.value for cell in page[1]] == [
        "编号",
        "日期\n必填",
        "城乡类别\n必填",
        "所在地区\n视情况",
        "共同生活的家庭人口\n人 · 必填",
        "家庭月收入\n元/月 · 必填",
    ]
    assert page["D1"].comment is not None
    assert page["D1"].comment.text.splitlines() == [
        "region",
        "从下拉列表中选一项",
        "高新区按各区办理。",
        "一般在“城乡类别”为农村时不用填",
    ]
    assert [page.cell(2, place).number_format for place in range(1, 7)] == [
        *("@", "yyyy-mm-dd", "General", "General", "0", "0.00")
    ]
    checks = {str(one.sqref): one for one in page.data_validations.dataValidation}
    people, income, day = checks["E2:E21"], checks["F2:F21"], checks["B2:B21"]
    assert (people.type, people.formula1, people.formula2) == ("whole", "1", "50")
    assert (income.type, income.operator, income.formula1) == ("decimal", "greaterThanOrEqual", "0")
    # 1 January 2019, the first day of the rules, is day 43466 of a spreadsheet.
    assert (day.type, day.formula1) == ("date", "43466")
    assert income.error == "这一格应填：数，至多 2 位小数，单位 元/月，不小于 0"
    notes = {str(cell.value) for row in book["说明"].iter_rows() for cell in row}
    assert {"城乡最低生活保障（benxi/dibao）", "--assume low_income_edge=exclusive", "算（默认）", "保障金"} <= notes


def test_the_table_of_a_settlement_is_its_template(templates: Path) -> None:
    book = load_workbook(file_of(templates, "chaoyang/tourism-settlement"))
    page = book["入园记录"]
    assert [str(cell.value).split("\n")[0] for cell in page[1]] == ["卡号", "景区", "入园日期"]
    assert page["A2"].number_format == "@"
    parks = next(one for one in page.data_validations.dataValidation if one.type == "list")
    assert parks.errorStyle == "warning", "parks may join later"
    notes = {str(row[0].value) for row in book["说明"].iter_rows()}
    assert "用 --set gross_sales=… 另给：年票总收入" in notes
    assert "用 --table ticket_prices=文件 另给：变动票价" in notes


def test_a_list_has_a_sheet_of_its_own(templates: Path) -> None:
    book = load_workbook(file_of(templates, "xingan/child-rehabilitation"))
    assert book.sheetnames[:2] == ["填写", "康复服务"]
    assert [str(cell.value).split("\n")[0] for cell in book["康复服务"][1]] == [
        "编号",
        "服务项目",
        "费用",
        "先行结算金额",
    ]


def test_with_a_date_there_is_no_date_column_and_what_that_day_does_not_need_is_said(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "roll.xlsx"
    outcome = cli("template", "benxi/dibao", str(path), "--date", "2019-07-01", "--rows", "30")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == f"{path} written: 5 columns, 30 rows.\n"
    page = load_workbook(path)["Fill in"]
    assert [str(cell.value).split("\n")[0] for cell in page[1]][:3] == ["No.", "Urban or rural", "Region"]
    assert page["C1"].comment is not None
    assert "As a rule the result does not depend on it; may be empty" in page["C1"].comment.text
    assert page.max_row == 31


@pytest.mark.parametrize(
    ("more", "status", "message"),
    [
        (("benxi/dibao", "roll.ods"), 2, "roll.ods should end in .xlsx"),
        (("benxi/dibao", "roll.xlsx", "--rows", "0"), 2, "--rows should be a whole number from 1 to 10000"),
        (("benxi/dibao", "roll.xlsx", "--rows", "10001"), 2, "from 1 to 10000"),
        (("benxi/dibao", "roll.xlsx", "--rows", "９"), 2, "from 1 to 10000"),
        (("benxi/dibao", "roll.xlsx", "--date", "2018-12-31"), 5, "not in force on 2018-12-31"),
        (("benxi/dibo", "roll.xlsx"), 2, "benxi/dibao"),
        (("benxi/dibao", "none/roll.xlsx"), 1, "cannot be written"),
    ],
)
def test_refusals(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], status: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = cli("template", *more)
    assert (outcome.status, outcome.out) == (status, "")
    assert message in outcome.err
    assert not list(tmp_path.iterdir())


def test_a_filled_template_is_never_overwritten(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "roll.xlsx"
    path.write_bytes(b"filled in")
    assert cli("template", "benxi/dibao", str(path)).status == 2
    assert path.read_bytes() == b"filled in"


def test_a_library_that_is_not_installed_is_named(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    outcome = cli("template", "benxi/dibao", str(tmp_path / "roll.xlsx"))
    assert outcome.status == 3
    assert "benefits[columns]" in outcome.err
    assert not list(tmp_path.iterdir())


def fill(path: Path, sheet: str, rows: list[list[object]]) -> None:
    """Type into a template as a person does, from its second row on."""
    book = load_workbook(path)
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            book[sheet].cell(number, place).value = value  # type: ignore[assignment]
    book.save(path)


def test_a_caseworkers_round_trip(cli: Cli, tmp_path: Path) -> None:
    """622 × 3 − 1000.50 = 865.50; in the countryside 417 × 2 = 834, so 834 is not below it."""
    path, out = tmp_path / "roll.xlsx", tmp_path / "out.csv"
    assert cli("template", "benxi/dibao", str(path), lang="zh").status == 0
    rows: list[list[object]] = [
        ["甲01", date(2019, 7, 1), "城市", "各区（含高新区）", 3, 1000.50],
        ["甲02", "2019/7/1", "农村", None, 2, "８３４"],
        ["甲03", date(2019, 7, 1), "城市", None, 0, 1],
        ["甲04", date(2019, 7, 1), "郊区", None, 1, 1],
    ]
    fill(path, "填写", rows)
    outcome = cli("batch", "benxi/dibao", str(path), str(out), lang="zh")
    assert outcome.status == 3, outcome.err
    with out.open(encoding="utf-8-sig", newline="") as file:
        answers = {row["编号"]: row for row in csv.DictReader(file)}
    assert {own: Decimal(row["保障金"]) for own, row in answers.items()} == {"甲01": Decimal("865.50"), "甲02": 0}
    with (tmp_path / "out.csv.refused.csv").open(encoding="utf-8-sig", newline="") as file:
        refused = {(row["行"], row["列"]) for row in csv.DictReader(file)}
    assert refused == {("4", "共同生活的家庭人口"), ("5", "城乡类别")}


def test_a_round_trip_with_a_list(cli: Cli, tmp_path: Path) -> None:
    """The same answers as for the same lists in JSON."""
    path, out = tmp_path / "b.xlsx", tmp_path / "out.csv"
    assert cli("template", "xingan/child-rehabilitation", str(path), "--date", "2020-06-01", lang="zh").status == 0
    fill(path, "填写", [["1", date(2015, 3, 1), "兴安盟户籍", "听力", "城乡低保家庭"]])
    fill(path, "康复服务", [["1", "助听器", 3000, 1000.5]])
    asked = ("xingan/child-rehabilitation", str(path), str(out), "--date", "2020-06-01")
    assert cli("batch", *asked, lang="zh").status == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        (answer,) = csv.DictReader(file)
    services = [{"item": "hearing_aid", "cost": "3000", "paid_first": "1000.5"}]
    given = {
        "birth_date": "2015-03-01",
        "residence": "registered",
        "disability": "hearing",
        "household_category": "dibao",
        "services": services,
    }
    expected = BOOK.outputs("xingan/child-rehabilitation", "2020-06-01", given)
    assert Decimal(answer["补助合计"]) == expected["subsidy"]


def test_a_round_trip_of_a_table(cli: Cli, tmp_path: Path) -> None:
    """Theoretical income 2 × 45, 90 and 120 of 300; of 66666.67 yuan that makes 20000, 20000 and the rest."""
    path, out = tmp_path / "visits.xlsx", tmp_path / "out.csv"
    assert cli("template", "chaoyang/tourism-settlement", str(path), lang="zh").status == 0
    rows: list[list[object]] = [
        ["00000042", "凤凰山景区", date(2020, 10, 31)],
        ["00000042", "凤凰山景区", date(2020, 11, 1)],
        ["00000042", "牛河梁国家考古遗址公园", "2020/8/1"],
        ["00001001", "鸟化石国家地质公园", date(2020, 8, 2)],
    ]
    fill(path, "入园记录", rows)
    asked = ("chaoyang/tourism-settlement", str(path), str(out), "--date", "2020-12-31", "--set", "gross_sales=100000")
    assert cli("batch", *asked, lang="zh").status == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        shares = {row["景区"]: Decimal(row["应分配收入"]) for row in csv.DictReader(file)}
    assert sorted(shares.values()) == [Decimal(20000), Decimal(20000), Decimal("66666.67") - 40000]
