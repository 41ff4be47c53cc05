"""`benefits calc`: answers, what it refuses, and with which exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import benefits
from tests.cli.conftest import DIBAO, HOUSEHOLD, Cli

CASE = {"area": "urban", "household_size": 3, "household_income": "1000.50"}
TOURISM = ("calc", "chaoyang/tourism-settlement", "--date", "2020-12-31", "--set", "gross_sales=100")


def answer(cli: Cli, *arguments: str, stdin: bytes = b"") -> dict[str, object]:
    outcome = cli(*arguments, "--format", "json", stdin=stdin)
    assert (outcome.status, outcome.err) == (0, "")
    outputs: dict[str, object] = json.loads(outcome.out)["outputs"]
    return outputs


def test_json_is_the_decision_and_nothing_else(cli: Cli) -> None:
    outcome = cli(*DIBAO, *HOUSEHOLD, "--format", "json")
    decision = benefits.load().decide("benxi/dibao", "2019-07-01", CASE)
    assert (outcome.status, outcome.out, outcome.err) == (0, decision.to_json() + "\n", "")


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "保障金                  865.50 元/月"), ("en", "865.50 yuan per month")]
)
def test_text_in_both_languages(cli: Cli, lang: str, words: str) -> None:
    outcome = cli(*DIBAO, *HOUSEHOLD, lang=lang)
    assert (outcome.status, outcome.err) == (0, "")
    assert words in outcome.out


def test_the_language_may_stand_before_or_after_the_command(cli: Cli) -> None:
    before = cli("--lang", "en", *DIBAO, *HOUSEHOLD, lang="zh")
    after = cli(*DIBAO, *HOUSEHOLD, "--lang", "en", lang="zh")
    assert before == after
    assert "How it was worked out" in after.out
    assert "计算过程" in cli("--lang", "en", *DIBAO, *HOUSEHOLD, "--lang", "zh").out


def test_an_assumption_changes_the_answer_and_is_shown(cli: Cli) -> None:
    line = ("--set", "area=urban", "--set", "household_size=1", "--set", "household_income=746.40")
    assert answer(cli, *DIBAO, *line)["low_income_household"] is True
    exclusive = (*DIBAO, *line, "--assume", "low_income_edge=exclusive")
    assert answer(cli, *exclusive)["low_income_household"] is False
    assert "low_income_edge=inclusive" in cli(*exclusive).out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("case.json", '{"area": "urban", "household_size": 3, "household_income": 1000.50}'),
        ("case.json", '\ufeff{"area": "urban", "household_size": 3, "household_income": "1000.5"}'),
        ("case.yaml", "area: urban\nhousehold_size: 3\nhousehold_income: 1000.50\n"),
        ("case", "area: urban\nhousehold_size: 3\nhousehold_income: 1000.50\n"),
        ("case", '{"area": "urban", "household_size": 3, "household_income": 1000.5}'),
    ],
)
def test_a_case_from_a_file_or_from_standard_input(cli: Cli, tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    assert answer(cli, *DIBAO, "--input", str(file))["allowance"] == "865.50"
    assert answer(cli, *DIBAO, "--input", "-", stdin=text.encode())["allowance"] == "865.50"


def test_settings_win_over_files_and_null_takes_a_value_back(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    given = (*DIBAO, "--input", str(file))
    assert answer(cli, *given, "--set", "household_income=0")["allowance"] == "1866.00"
    outcome = cli(*given, "--set", "household_income=null", "--format", "json")
    assert outcome.status == 3
    assert json.loads(outcome.err.splitlines()[-1])["missing"] == ["household_income"]


def test_two_files_must_not_name_the_same_input(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    outcome = cli(*DIBAO, "--input", str(file), "--input", str(file))
    assert (outcome.status, outcome.out) == (2, "")
    assert "area is given twice" in outcome.err


def test_booleans_and_lists_by_settings(cli: Cli) -> None:
    services = '[{"item": "limb_aids", "cost": 1500.50, "paid_first": "100"}]'
    child = ("birth_date=2012-05-01", "residence=registered", "disability=limb", "household_category=none")
    settings = [
        word for text in (*child, "household_test_waived=true", f"services={services}") for word in ("--set", text)
    ]
    outputs = answer(cli, "calc", "xingan/child-rehabilitation", "--date", "2019-07-01", *settings)
    assert outputs["subsidy"] == "1200"
    wrong = cli(
        "calc",
        "xingan/child-rehabilitation",
        "--date",
        "2019-07-01",
        *settings[:-4],
        "--set",
        "household_test_waived=yes",
    )
    assert wrong.status == 3
    assert "household_test_waived" in wrong.err


def test_missing_inputs_are_listed_in_order_with_how_to_give_them(cli: Cli) -> None:
    outcome = cli("calc", "benxi/dibao", "--date", "2019-06-30", "--set", "area=urban", "--format", "json")
    assert (outcome.status, outcome.out) == (3, "")
    *words, machine = outcome.err.splitlines()
    assert words[0] == "3 more needed before there is an answer:"
    assert words[1:4] == ["- region (Region)", "  one of district District, county County", *words[3:4]]
    assert "  --set region=…" in words
    assert json.loads(machine)["missing"] == ["region", "household_size", "household_income"]


def test_all_problems_are_told_at_once_with_the_nearest_name(cli: Cli) -> None:
    settings = ("--set", "are=urban", "--set", "area=x", "--set", "household_size=2.5", "--set", "household_income=1e5")
    outcome = cli(*DIBAO, *settings, "--assume", "low_income_edge=inclusiv", "--format", "json")
    assert (outcome.status, outcome.out) == (3, "")
    *words, machine = outcome.err.splitlines()
    assert [line.partition(":")[0].partition(" (")[0] for line in words] == [
        "low_income_edge",
        "there is no input named are; did you mean area?",
        "area",
        "household_size",
        "household_income",
    ]
    assert "did you mean area?" in outcome.err
    found = json.loads(machine)
    assert (found["error"], found["status"], found["problems"][1]["nearest"]) == ("InputError", 3, "area")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("calc", "benxi/dibao", "--date", "2018-12-31"), 5, "is not in force on 2018-12-31"),
        (("calc", "benxi/dibo", "--date", "2019-07-01"), 2, "did you mean benxi/dibao?"),
        (("calc", "benxi/dibao"), 2, "--date is missing"),
        (("calc",), 2, "PROGRAM is missing"),
        ((*DIBAO, "--set", "area"), 2, "area should read name=value"),
        ((*DIBAO, "--set", "area=urban", "--set", "area=rural"), 2, "area is given twice"),
        ((*DIBAO, "--assume", "a=b", "--assume", "a=b"), 2, "a is given twice"),
        ((*DIBAO, "--sett", "area=urban"), 2, "did you mean --set?"),
        ((*DIBAO, "--input", "nowhere.json"), 2, "cannot open nowhere.json: there is no such file"),
        ((*DIBAO, "--input", "."), 2, "it is a folder"),
        ((*DIBAO, "--input", "-", "--input", "-"), 2, "standard input can be read only once"),
        ((*DIBAO, "--input", "visits=a.csv"), 2, "there is no table or list named visits"),
        ((*DIBAO, "--format", "xml"), 2, "Usage error: --format: xml is not one of text, json"),
        ((*DIBAO, "--rules", "nowhere"), 2, "Usage error: there is no file or folder nowhere"),
        ((*DIBAO, "extra"), 2, "Usage error: extra is not expected"),
        ((*DIBAO, "--set"), 2, "Usage error: --set needs a value"),
    ],
)
def test_exit_status(cli: Cli, arguments: tuple[str, ...], status: int, words: str) -> None:
    outcome = cli(*arguments)
    assert (outcome.status, outcome.out) == (status, "")
    assert words in outcome.err


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2019/7/1", "write YYYY-MM-DD, here 2019-07-01"),
        ("2019年7月1日", "write YYYY-MM-DD, here 2019-07-01"),
        ("20190701", "write YYYY-MM-DD, here 2019-07-01"),
        ("2019-7-1", "write YYYY-MM-DD, here 2019-07-01"),
        ("2019-02-30", "there is no such day as 2019-02-30"),
        ("2019/02/30", "2019/02/30 is not a date; write YYYY-MM-DD"),
        ("tomorrow", "tomorrow is not a date"),
        ("", "is not a date"),
    ],
)
def test_a_date_has_one_form_and_the_others_a_hint(cli: Cli, day: str, words: str) -> None:
    outcome = cli("calc", "benxi/dibao", "--date", day)
    assert (outcome.status, outcome.out) == (2, "")
    assert words in outcome.err


HOSTILE = {
    "duplicate": (b'{"area": "urban", "area": "rural"}', "stands twice"),
    "not a number": (b'{"household_income": NaN}', "NaN"),
    "infinity": (b'{"household_income": -Infinity}', "-Infinity"),
    "exponent": (b'{"household_income": 1E1000000000}', "1E1000000000 is not a number"),
    "long number": (b'{"household_income": ' + b"9" * 100_000 + b"}", "is not a number"),
    "deep": (b"[" * 20_000, "nested too deeply"),
    "deep mapping": (b'{"a":' * 20_000, "nested too deeply"),
    "deep yaml": (b"area: " + b"[" * 20_000, ""),
    "half": (b"{", "not JSON at line 1, column 2"),
    "list": (b"[1]", "names and values at the top"),
    "text": (b'"area"', ""),
    "empty": (b"", ""),
    "binary": (b"\x7fELF\0\0", "not a text file"),
    "not utf-8": ('{"area": "城市"}'.encode("gbk"), "not UTF-8"),
    "surrogate": (b'{"area": "\\ud800"}', "\\ud800"),
    "escape": (b'{"area": "\\u001b[31m"}', "\\x1b[31m"),
    "anchor": (b"area: &a urban\n", "anchor"),
    "tag": (b"area: !!python/object:os.system x\n", "tag"),
    "yaml duplicate": (b"area: urban\narea: rural\n", "area"),
    "large": (b" " * (1 << 20) + b"{}", "larger than 1 MiB"),
    "boolean for a choice": (b"area: true\n", "area"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_bad_document_is_refused_with_a_reason(cli: Cli, name: str) -> None:
    content, words = HOSTILE[name]
    outcome = cli(*DIBAO, "--input", "-", stdin=content)
    assert (outcome.status, outcome.out) == (3, "")
    assert words in outcome.err
    assert "Traceback" not in outcome.err
    assert all(character.isprintable() or character == "\n" for character in outcome.err)


def visits(tmp_path: Path, text: str, encoding: str = "utf-8") -> tuple[str, ...]:
    file = tmp_path / "visits.csv"
    file.write_bytes(text.encode(encoding))
    return ("--input", f"visits={file}")


@pytest.mark.parametrize(
    "heading",
    ["cardholder,spot,date", "卡号,景区,入园日期", "Cardholder,park, Date of visit ", "\ufeffdate,spot,cardholder"],
)
def test_a_table_from_a_csv_file(cli: Cli, tmp_path: Path, heading: str) -> None:
    cells = {"cardholder": "0042", "spot": "凤凰山景区", "date": "2020-05-01"}
    row = "2020-05-01,凤凰山景区,0042" if heading.startswith("\ufeff") else ",".join(cells.values())
    outputs = answer(cli, *TOURISM, *visits(tmp_path, f"{heading}\r\n{row}\r\n\r\n"))
    spots = outputs["spots"]
    assert isinstance(spots, list)
    assert (spots[0]["spot"], spots[0]["amount"]) == ("fenghuangshan", "66.67")


def test_a_bad_cell_is_named_by_row_and_by_line_of_the_file(cli: Cli, tmp_path: Path) -> None:
    text = 'cardholder,spot,date\n"a\nb",beita,2020-05-01\nc,beita,2020-5-1\n\nd,,2020-05-01\n'
    outcome = cli(*TOURISM, *visits(tmp_path, text), "--format", "json")
    assert (outcome.status, outcome.out) == (3, "")
    lines = outcome.err.splitlines()
    assert "visits.csv line 2, visits[0].cardholder (Visits, row 1, Cardholder): a" in lines[0]
    assert "visits.csv line 4, visits[1].date (Visits, row 2," in lines[1]
    assert "visits.csv line 6, visits[2].spot (Visits, row 3," in lines[2]
    assert json.loads(lines[-1])["problems"][1]["place"].endswith("visits.csv line 4")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the first line should name the columns"),
        ("cardholder,spott,date\n", "there is no column spott; expected cardholder Cardholder"),
        ("cardholder,spot,date,spot\n", "spot is given twice"),
        ("cardholder,spot,date\na,b\n", "line 2 has 2 cells, expected 3"),
        ('cardholder,spot,date\n"a,b,c\n', "not CSV at line 2"),
        ("cardholder,spot\na,beita\n", "visits[0].date"),
    ],
)
def test_a_bad_csv_file_is_refused(cli: Cli, tmp_path: Path, text: str, words: str) -> None:
    outcome = cli(*TOURISM, *visits(tmp_path, text))
    assert (outcome.status, outcome.out) == (3, "")
    assert words in outcome.err


def test_a_csv_file_in_gbk_gets_a_hint(cli: Cli, tmp_path: Path) -> None:
    outcome = cli(*TOURISM, *visits(tmp_path, "卡号,景区,入园日期\n", "gbk"), lang="zh")
    assert outcome.status == 3
    assert "CSV UTF-8" in outcome.err


def test_a_list_from_a_json_file_of_its_own(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "visits.json"
    file.write_text('[{"cardholder": "1", "spot": "beita", "date": "2020-05-01"}]', encoding="utf-8")
    assert answer(cli, *TOURISM, "--input", f"visits={file}")["scenic_pool"] == "66.67"


def test_a_number_where_text_is_wanted_is_refused(cli: Cli) -> None:
    rows = b'{"visits": [{"cardholder": 42, "spot": "beita", "date": "2020-05-01"}]}'
    outcome = cli(*TOURISM, "--input", "-", stdin=rows)
    assert outcome.status == 3
    assert "visits[0].cardholder" in outcome.err
