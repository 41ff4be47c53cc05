"""Batches from file to file, held against `RuleBook.decide` row by row."""

from __future__ import annotations

import datetime
import json
import random
import re
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefits.columns.normalise import Normaliser
from benefits.errors import BenefitsError, InputError, NotInForceError
from benefits.local import read as read_local
from benefits.model.program import Input
from tests.columns.batches import (
    BOOK,
    BY_COLUMNS,
    BY_ROWS,
    HEADINGS,
    JULY,
    JUNE,
    RURAL,
    URBAN,
    URBAN_ALLOWANCE,
    batch,
    changed,
    read_csv,
    refused,
    write_csv,
)

# Ibis reads DuckDB's results by a method that DuckDB calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

ROLL = (HEADINGS, URBAN, RURAL)


def values_of(spec: Input, pick: random.Random) -> str:
    """A cell: mostly right, sometimes at an edge, blank or wrong."""
    kind = spec.type.kind
    if pick.random() < 0.06:
        return pick.choice(["", " ", "x", "-1", "1,000", "１２", "2019/7/1", "999999999999999999", "0.005", "是"])
    if kind == "boolean":
        return pick.choice(["true", "false", "是", "否"])
    if kind == "date":
        day = datetime.date(2019, 1, 1) + datetime.timedelta(pick.randrange(-4000, 900))
        return day.isoformat()
    if kind == "number":
        low = int(spec.minimum or 0)
        high = int(spec.maximum) if spec.maximum is not None else low + pick.choice([5, 1000, 10**6])
        whole = pick.choice([low, high, pick.randint(low, high)])
        return f"{whole}.{pick.randrange(10**spec.decimals):0{spec.decimals}}" if spec.decimals else str(whole)
    return pick.choice(["一号", "x-1"])


def random_rows(program: str, count: int, seed: int) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a program without lists."""
    pick, found = random.Random(seed), BOOK.program(program)
    choices = {one.name: one.ids() for one in found.enumerations}
    specs = list(found.inputs)

    def cell(spec: Input) -> str:
        if spec.type.kind == "choice" and pick.random() > 0.05:
            return pick.choice(choices[spec.type.choices])
        return values_of(spec, pick)

    return [spec.name for spec in specs], [[cell(spec) for spec in specs] for _ in range(count)]


def expected(program: str, day: datetime.date, names: list[str], row: list[str]) -> Any:
    """What the engine says of the row's cells as the reader of cells takes them."""
    found = BOOK.program(program)
    reader, specs = Normaliser(found), {spec.name: spec for spec in found.inputs}
    inputs = {name: reader.read(specs[name], cell).value for name, cell in zip(names, row, strict=True)}
    try:
        decision = BOOK.decide(program, day, {name: value for name, value in inputs.items() if value is not None})
    except BenefitsError as error:
        return [(problem.path, problem.code) for problem in error.problems]
    return json.loads(decision.to_json())["outputs"], {name: why.zh for name, why in decision.undetermined.items()}


def wire(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+([.][0-9]+)?", value):
        return str(Decimal(value).normalize())
    return value


COLUMNAR = (
    ("benxi/dibao", JUNE),
    ("benxi/dibao", JULY),
    ("benxi/tekun", JULY),
    ("benxi/wage-clawback", datetime.date(2019, 7, 1)),
    ("xingan/job-stabilisation-refund", datetime.date(2019, 7, 1)),
    ("xingan/training-subsidy", datetime.date(2019, 7, 1)),
    ("chaoyang/kindergarten", datetime.date(2021, 1, 1)),
    ("beijing/venture-capital-exemption", datetime.date(2021, 1, 1)),
)


@pytest.mark.parametrize("few", [BY_ROWS, BY_COLUMNS], ids=["rows", "columns"])
@pytest.mark.parametrize(("program", "day"), COLUMNAR, ids=[f"{one}@{day}" for one, day in COLUMNAR])
def test_a_batch_is_the_engine_row_by_row(program: str, day: datetime.date, few: int, tmp_path: Path) -> None:
    names, rows = random_rows(program, 60, 7)
    source = write_csv(tmp_path / "in.csv", [["编号", *names], *([str(n), *row] for n, row in enumerate(rows))])
    output = tmp_path / "out.jsonl"
    try:
        BOOK.program(program).period.covers(day)
        batch(source, output, program, day, few=few)
    except NotInForceError:
        pytest.fail("choose a day on which the program is in force")
    answers = {int(row["编号"]): row for row in map(json.loads, output.read_text(encoding="utf-8").splitlines())}
    refusals: dict[int, list[str]] = {}
    for line in refused(output):
        refusals.setdefault(int(line["行"]) - 2, []).append(line["代码"])
    assert sorted([*answers, *refusals]) == list(range(60))
    assert list(answers) == sorted(answers)
    for number, row in enumerate(rows):
        wanted = expected(program, day, names, row)
        if isinstance(wanted, list):
            assert refusals[number] == [code for _, code in wanted], row
            continue
        outputs, why = wanted
        for name, _ in BOOK.program(program).outputs:
            assert wire(answers[number][name]) == wire(outputs.get(name)), (row, name)
        assert (answers[number]["undetermined"] or "").count("：") == len(why)


def test_rows_and_columns_write_the_same_files(tmp_path: Path) -> None:
    names, rows = random_rows("benxi/dibao", 200, 3)
    days = ["2019-06-30", "2019-07-01", "2018-12-31", "", "2019/7/1"]
    table = [["日期", *names], *([days[n % 5], *row] for n, row in enumerate(rows))]
    source = write_csv(tmp_path / "in.csv", table)
    for ending in (".csv", ".jsonl", ".parquet"):
        one, other = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
        few = [batch(source, path, few=count) for path, count in ((one, BY_ROWS), (other, BY_COLUMNS))]
        assert few[0].answered == few[1].answered > 100
        assert refused(one) == refused(other) and changed(one) == changed(other)
        if ending == ".parquet":
            assert pq.read_table(one).to_pylist() == pq.read_table(other).to_pylist()
        else:
            assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ","), ("gb18030", ","), ("utf-16", "\t"), ("utf-8", ";"), ("gb18030", "\t")],
)
def test_csv_of_every_kind(encoding: str, delimiter: str, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", ROLL, encoding, delimiter)
    output = tmp_path / "out.csv"
    assert batch(source, output).answered == 2
    first, second = read_csv(output)
    assert (first["编号"], first["保障金"], first["收入符合低保条件"]) == ("001", URBAN_ALLOWANCE, "是")
    assert (second["低保标准"], second["保障金"]) == ("417", "0.00")


def test_a_title_blank_lines_and_columns_of_ones_own(tmp_path: Path) -> None:
    blank = [""] * 6
    table = [
        ["本溪市低保名册", *blank[1:]],
        blank,
        [*HEADINGS, "备注"],
        blank,
        [*URBAN, "=1+1"],
        [*RURAL[:4], "1", "-5"],
    ]
    source, output = write_csv(tmp_path / "in.csv", table), tmp_path / "out.csv"
    summary = batch(source, output)
    assert summary.carried == ("编号", "备注")
    assert [row["备注"] for row in read_csv(output)] == ["'=1+1", "-5"]
    wrong = write_csv(tmp_path / "w.csv", [*table, [*RURAL[:4], "x", ""]])
    batch(wrong, output)
    assert [row["行"] for row in refused(output)] == ["7"]


def test_an_unquoted_comma_makes_a_row_too_wide(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("area,household_size,household_income\nurban,3,1,000\n", encoding="utf-8")
    for few in (BY_ROWS, BY_COLUMNS):
        batch(tmp_path / "in.csv", tmp_path / "out.csv", few=few)
        assert [line["代码"] for line in refused(tmp_path / "out.csv")] == ["bad_cell"]


def test_json_lines_keep_their_digits(tmp_path: Path) -> None:
    rows = (
        '{"id": 7, "area": "urban", "household_size": 3, "household_income": 1000.50}\n\n'
        '{"area": "urban", "household_size": true, "household_income": "0"}\n'
    )
    (tmp_path / "in.jsonl").write_text(rows, encoding="utf-8")
    output = tmp_path / "out.jsonl"
    for few in (BY_ROWS, BY_COLUMNS):
        batch(tmp_path / "in.jsonl", output, few=few)
        found = json.loads(output.read_text(encoding="utf-8"))
        assert (found["household_income"], found["allowance"], found["id"]) == ("1000.50", URBAN_ALLOWANCE, "7")
        assert found["eligible"] is True and found["undetermined"] is None
        assert [(line["行"], line["代码"]) for line in refused(output)] == [("3", "wrong_type")]


@pytest.mark.parametrize("text", ['{"a": 1', "[1]", '{"a": 1, "a": 2}', "[" * 100_000])
def test_json_lines_that_are_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        batch(tmp_path / "in.jsonl", tmp_path / "out.csv")
    assert caught.value.code == "bad_table"


def parquet_roll(path: Path, income: pa.Array) -> Path:
    table = {
        "id": pa.array(["001", "002"]),
        "area": pa.array(["urban", "农村"]).dictionary_encode(),
        "region": pa.array(["district", None]),
        "household_size": pa.array([3, 2], pa.int8()),
        "household_income": income,
        "seen": pa.array([datetime.datetime(2019, 1, 1), None], pa.timestamp("us")),
        "score": pa.array([0.5, None]),
    }
    pq.write_table(pa.table(table), path)
    return path


@pytest.mark.parametrize("few", [BY_ROWS, BY_COLUMNS])
def test_parquet_keeps_its_types(few: int, tmp_path: Path) -> None:
    source = parquet_roll(tmp_path / "in.parquet", pa.array([Decimal("1000.50"), Decimal("834.00")]))
    output = tmp_path / "out.parquet"
    summary = batch(source, output, few=few)
    assert (summary.rows, summary.answered) == (2, 2)
    found = pq.read_table(output)
    assert found.schema.field("allowance").type == pa.decimal128(38, 2)
    assert found.schema.field("household_size").type == pa.int8()
    assert found["allowance"].to_pylist() == [Decimal("865.50"), Decimal("0.00")]
    assert found["eligible"].to_pylist() == [True, False]
    assert found["id"].to_pylist() == ["001", "002"] and found["score"].to_pylist() == [0.5, None]


def test_a_column_of_binary_fractions_is_refused(tmp_path: Path) -> None:
    source = parquet_roll(tmp_path / "in.parquet", pa.array([1000.5, 834.0]))
    with pytest.raises(InputError) as caught:
        batch(source, tmp_path / "out.parquet")
    assert (caught.value.code, caught.value.path, caught.value.value) == ("float_input", "household_income", "double")
    assert not (tmp_path / "out.parquet").exists()


def xlsx_roll(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_xlsx_there_and_back_by_a_spreadsheet_program(tmp_path: Path) -> None:
    rows: list[list[object]] = [["本溪市低保名册"], list(HEADINGS), []]
    rows += [[f"{n:03}", "城市", "各区（含高新区）", n % 5 + 1, n * 100.1] for n in range(17)]
    wrong: list[list[object]] = [["a", "城市", None, 0, 1], ["b", "城市", None, 1, "#N/A"], ["c", "城", None, 1, 1]]
    source, output = xlsx_roll(tmp_path / "in.xlsx", [*rows, *wrong]), tmp_path / "out.xlsx"
    summary = batch(source, output)
    assert (summary.rows, summary.answered, summary.refused) == (20, 17, 3)
    assert [(line["行"], line["代码"]) for line in refused(output)] == [
        ("21", "out_of_range"),
        ("22", "bad_cell"),
        ("23", "not_a_choice"),
    ]
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    office = ["soffice", home, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1"]
    subprocess.run([*office, "--outdir", str(tmp_path), str(output)], check=True, capture_output=True, timeout=110)
    shown = read_csv(tmp_path / "out.csv")
    assert len(shown) == 17 and shown[3]["编号"] == "003"
    # the fourth: four people with 300.3 (100.1 three times, as Excel shows it): 622 * 4 - 300.30
    assert shown[3]["家庭月收入"] == "300.30" and shown[3]["保障金"] == "2187.70"
    sheet = openpyxl.load_workbook(output).active
    assert sheet is not None and sheet.freeze_panes == "A2"
    assert sheet.cell(2, 1).data_type == "s"


def test_formulas_dates_and_long_numbers_in_xlsx(tmp_path: Path) -> None:
    table = [
        ["身份证号", "date", "area", "household_size", "household_income"],
        ["210502199001011234", "2019/7/1", "城市", "1", "=1+1"],
        ["+86", "2019-07-01", "urban", "1", "123456789012345.67"],
        ["@x", "2019-07-01", "urban", "1", "1.10"],
    ]
    source = write_csv(tmp_path / "in.csv", table)
    output = tmp_path / "out.xlsx"
    batch(source, output, day=None)
    sheet = openpyxl.load_workbook(output).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in cells] == ["+86", "@x"]
    assert cells[1][1] == datetime.datetime(2019, 7, 1) and cells[1][4] == 1.1
    assert cells[0][4] == "123456789012345.67"


def test_numbers_of_xlsx_keep_fifteen_digits(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(HEADINGS)]
    rows += [[str(n), "城市", "两县", 50, income] for n, income in enumerate((12345.67, 30000.01, 123456789012.34))]
    source, output = xlsx_roll(tmp_path / "in.xlsx", rows), tmp_path / "out.csv"
    assert batch(source, output).answered == 3
    told = [(row["家庭月收入"], row["保障金"]) for row in read_csv(output)]
    # 622 * 50 = 31100
    assert told == [("12345.67", "18754.33"), ("30000.01", "1099.99"), ("123456789012.34", "0.00")]


def workbook_with_services(path: Path, *services: list[object]) -> Path:
    """A child's case with a sheet of its services."""
    book = openpyxl.Workbook()
    book.active.append(["编号", "出生日期", "户籍或居住证", "残疾类别", "家庭情况"])  # type: ignore[union-attr]
    book.active.append(["a", "2015-01-02", "兴安盟户籍", "听力", "城乡低保家庭"])  # type: ignore[union-attr]
    sheet = book.create_sheet("康复服务")
    for row in services:
        sheet.append(row)
    book.save(path)
    return path


def services(path: Path, *rows: list[object]) -> tuple[Path, Path]:
    """The workbook and the output of a batch of it that is to come."""
    heading: list[object] = ["编号", "服务项目", "费用", "先行结算金额"]
    return workbook_with_services(path / "in.xlsx", heading, *rows), path / "out.csv"


def test_a_list_read_otherwise_is_told_as_it_would_be_written(tmp_path: Path) -> None:
    source, output = services(tmp_path, ["a", "助听器", 10000.55, "1,000"])
    assert batch(source, output, "xingan/child-rehabilitation").answered == 1
    typed = '[{"cost":"10000.55","item":"助听器","paid_first":"1,000"}]'
    assert changed(output) == [
        ("2", "康复服务", typed, typed.replace("助听器", "hearing_aid").replace("1,000", "1000"))
    ]


def test_a_choice_in_a_list_is_refused_with_the_labels(tmp_path: Path) -> None:
    source, output = services(tmp_path, ["a", "助听", 1, 1])
    batch(source, output, "xingan/child-rehabilitation")
    (line,) = refused(output)
    assert (line["列"], line["最接近的可用值"], line["代码"]) == ("康复服务[1] 服务项目", "助听器", "not_a_choice")
    assert "人工耳蜗" in line["原因"] and "cochlear_implant" not in line["原因"]


def test_a_list_sheet_without_headings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        batch(workbook_with_services(tmp_path / "in.xlsx", [" "]), tmp_path / "out.csv", "xingan/child-rehabilitation")
    assert caught.value.code == "bad_table"


def test_a_date_in_the_row_goes_before_that_of_all(tmp_path: Path) -> None:
    table = [["日期", *HEADINGS], *([day, *URBAN] for day in ("2019-06-30", "", "2018-12-31", "2019-07-99"))]
    output = tmp_path / "out.csv"
    for few in (BY_ROWS, BY_COLUMNS):
        batch(write_csv(tmp_path / "in.csv", table), output, few=few)
        assert [row["低保标准"] for row in read_csv(output)] == ["583", "622"]
        assert [(row["列"], row["代码"]) for row in refused(output)] == [("日期", "not_in_force"), ("日期", "bad_date")]
    assert "文件只规定了" in read_csv(output)[0]["未确定"]


def test_without_any_date(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        batch(write_csv(tmp_path / "in.csv", ROLL), tmp_path / "out.csv", day=None)
    assert (caught.value.code, caught.value.path) == ("missing_input", "date")


def test_what_is_wrong_for_all_rows_is_said_once(tmp_path: Path) -> None:
    source, output = write_csv(tmp_path / "in.csv", ROLL), tmp_path / "out.csv"
    with pytest.raises(NotInForceError):
        batch(source, output, day=datetime.date(2018, 12, 31))
    for wrong in ({"settings": {"area": "x"}}, {"assume": {"low_income_edge": "x"}}, {"settings": {"nothing": "1"}}):
        with pytest.raises(InputError):
            batch(source, output, **wrong)  # type: ignore[arg-type]
    assert not output.exists()


@pytest.mark.parametrize("few", [BY_ROWS, BY_COLUMNS])
def test_settings_and_readings_for_all_rows(few: int, tmp_path: Path) -> None:
    source, output = write_csv(tmp_path / "in.csv", [("household_income",), ("746.40",)]), tmp_path / "out.csv"
    one = {"area": "urban", "household_size": "1"}
    for reading, low in (("inclusive", "是"), ("exclusive", "否")):
        batch(source, output, settings=one, assume={"low_income_edge": reading}, few=few)
        assert read_csv(output)[0]["低收入家庭"] == low
    summary = batch(source, output, settings={**one, "household_income": "0"}, few=few)
    assert summary.overridden == ("household_income",) and read_csv(output)[0]["保障金"] == "622.00"


@pytest.mark.parametrize("few", [BY_ROWS, BY_COLUMNS])
def test_local_values_fill_what_is_missing(few: int, tmp_path: Path) -> None:
    local = (
        "place: {zh: 本地, en: Here}\nvalues:\n  class_one_minimum_wage:\n"
        "    - {from: 2019-01-01, value: 1500, cite: 示例}\n"
    )
    (tmp_path / "local.yaml").write_text(local, encoding="utf-8")
    given: Mapping[str, object] = {"person_kind": "youth", "unemployed": True, "interns_finished": "0", "months": "6"}
    source, output = write_csv(tmp_path / "in.csv", [("birth_date",), ("1997-01-01",)]), tmp_path / "out.csv"
    found = {}
    for name, values in (("without", None), ("with", read_local(tmp_path / "local.yaml"))):
        further: dict[str, Any] = {"values": values, "headings": "names"}
        found[name] = batch(source, output, "xingan/internship-subsidy", few=few, settings=given, **further)
    assert (found["without"].refused, found["with"].answered) == (1, 1)
    wanted = {**given, "birth_date": "1997-01-01", "class_one_minimum_wage": "1500"}
    decision = BOOK.decide("xingan/internship-subsidy", JULY, wanted)
    assert Decimal(read_csv(output)[0]["subsidy"]) == decision.outputs["subsidy"]


def test_lists_as_json(tmp_path: Path) -> None:
    services = json.dumps([{"item": "limb_aids", "cost": "1500.50", "paid_first": "100"}])
    names = ("birth_date", "residence", "disability", "household_category", "household_test_waived", "services")
    child = ("2012-05-01", "registered", "limb", "none", "是", services)
    source = write_csv(tmp_path / "in.csv", [names, child, (*child[:5], "[")])
    for few in (BY_ROWS, BY_COLUMNS):
        summary = batch(source, tmp_path / "out.jsonl", "xingan/child-rehabilitation", few=few)
        found = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
        assert (summary.answered, summary.refused, found["subsidy"]) == (1, 1, "1200")
        assert bool(summary.reasons) is (few == BY_COLUMNS)


def test_an_empty_file_and_one_of_headings_alone(tmp_path: Path) -> None:
    for name in ("in.csv", "in.jsonl"):
        (tmp_path / name).touch()
        with pytest.raises(InputError) as caught:
            batch(tmp_path / name, tmp_path / "out.csv")
        assert caught.value.code == "bad_table"
    for few in (BY_ROWS, BY_COLUMNS):
        assert batch(write_csv(tmp_path / "in.csv", ROLL[:1]), tmp_path / "out.csv", few=few).rows == 0
        assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").startswith("编号,城乡类别")


@pytest.mark.parametrize("name", ["in.xlsx", "in.parquet", "in.csv"])
def test_a_damaged_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 not what it says \x00\xff" * 10)
    with pytest.raises(InputError) as caught:
        batch(tmp_path / name, tmp_path / "out.csv")
    assert caught.value.code == "bad_table"


def test_old_answers_are_not_carried_and_old_reports_go(tmp_path: Path) -> None:
    table = [*ROLL, [*RURAL[:4], "１"], [*RURAL[:4], "x"]]
    source, output = write_csv(tmp_path / "in.csv", table), tmp_path / "out.csv"
    batch(source, output)
    assert refused(output) and changed(output)
    summary = batch(output, output)
    assert "保障金" in summary.left_out and summary.answered == 3
    assert not refused(output) and changed(output)
    assert len(read_csv(output)[0]) == len(HEADINGS) + 7
    batch(write_csv(source, ROLL), output)
    assert not changed(output)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_names_or_labels(tmp_path: Path) -> None:
    source, output = write_csv(tmp_path / "in.csv", ROLL), tmp_path / "out.csv"
    batch(source, output, headings="names")
    assert read_csv(output)[0]["eligible"] == "true"
    batch(source, output, language="en")
    assert "Not determined" in read_csv(output)[0]
    batch(source, tmp_path / "out.jsonl", headings="labels")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])["收入符合低保条件"] == "是"


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, output = write_csv(tmp_path / "in.csv", ROLL), tmp_path / "out.csv"
    output.write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("benefits.columns.files.delimited.DelimitedWriter.write", full)
    with pytest.raises(OSError, match="No space"):
        batch(source, output)
    assert output.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    write_csv(source, [HEADINGS, *([f"{n:06}", *URBAN[1:4], f"{n % 3000}.00"] for n in range(100_000))])
    summary = batch(source, output, few=20_000)
    assert (summary.rows, summary.answered, summary.by_engine) == (100_000, 100_000, 0)
    found = read_csv(output)
    assert [row["编号"] for row in found] == [f"{n:06}" for n in range(100_000)]
    # 622 a head for three less the income, nothing from 1866 yuan on
    wanted = sum(Decimal(max(0, 1866 - n % 3000)) for n in range(100_000))
    assert sum(Decimal(row["保障金"]) for row in found) == wanted


CELL = st.one_of(
    st.text(max_size=12), st.sampled_from(["urban", "城市", "3", "1000.50", "1,000", "２", "", " ", "=1", "-1"])
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=6))
def test_whatever_is_typed_every_row_is_answered_or_refused(rows: list[tuple[str, ...]], tmp_path: Path) -> None:
    safe = [["id", *(cell.replace("\0", "").encode("utf-8", "ignore").decode() for cell in row)] for row in rows]
    names = [spec.name for spec in BOOK.program("benxi/dibao").inputs]
    source, output = write_csv(tmp_path / "in.csv", [["id", *names], *safe]), tmp_path / "out.jsonl"
    summary = batch(source, output)
    assert summary.rows == len(rows) == summary.answered + summary.refused
    assert len(output.read_text(encoding="utf-8").splitlines()) == summary.answered
    assert len({line["行"] for line in refused(output)}) == summary.refused
