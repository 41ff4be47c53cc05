"""`benefits audit recheck` as sheet, CSV, Excel and JSON, and `diff-bundles`."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest

from benefits import load
from benefits.model.bundle import write_bundle
from benefits.model.change import apply_changes, parse_change
from tests.audit.decided import office
from tests.cli.conftest import Cli

CHANGE = "benxi/dibao.urban_standard=650@2019-07-01"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of a few households, with the shipped rules and an edition beside it in which 622 became 650."""
    place = tmp_path_factory.mktemp("shelf")
    office(place / "l.db").close()
    texts = load().files()
    (place / "old.bundle").write_bytes(write_bundle(texts))
    (place / "new.bundle").write_bytes(write_bundle(apply_changes(texts, [parse_change(CHANGE)])))
    return place


@pytest.fixture
def kept(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of it, to work in."""
    monkeypatch.chdir(tmp_path)
    for path in shelf.iterdir():
        shutil.copy(path, tmp_path)
    return "l.db"


# By hand: 3 × 28, from 0 to 650 − 640, 2 × 28; see tests/audit/recheck_test.py.
ALLOWANCES = [("a", "865.50", "949.50", "84"), ("d", "0.00", "10.00", "10"), ("f2", "1234.00", "1290.00", "56")]


def test_the_sheet_lists_what_changes_and_the_totals(cli: Cli, kept: str) -> None:
    outcome = cli("audit", "recheck", kept, "--rules", "new.bundle")
    assert (outcome.status, outcome.err) == (0, "")
    rows = [" ".join(line.split()) for line in outcome.out.splitlines()]
    assert "a 2019-07-01 Allowance 865.50 yuan per month 949.50 yuan per month +84 yuan per month" in rows
    assert "d 2020-01-01 Passes the income test for dibao no yes became yes" in rows
    assert "benxi/dibao Allowance 3 2099.50 yuan per month 2249.50 yuan per month +150 yuan per month" in rows
    assert "benxi/dibao 2 3 0 1 1" in rows
    assert rows[-1] == "2 records that were superseded or erased are left out."
    assert "+84 元/月" in cli("audit", "recheck", kept, "--rules", "new.bundle", lang="zh").out


def test_the_shipped_rules_change_nothing(cli: Cli, kept: str) -> None:
    outcome = cli("audit", "recheck", kept)
    assert outcome.status == 0
    assert "Decisions that change" not in outcome.out and "Totals" not in outcome.out
    assert cli("audit", "recheck", kept, "--from", "2030-01-01").out == "There is no record to recheck.\n"


def test_days_and_program_narrow_it(cli: Cli, kept: str) -> None:
    arguments = ("audit", "recheck", kept, "--rules", "new.bundle", "--format", "json")
    assert [one["id"] for one in json.loads(cli(*arguments).out)["records"]] == ["a", "d", "e", "f2"]
    narrowed = json.loads(cli(*arguments, "--from", "2019-07-02", "--to", "2019-07-02").out)
    assert [one["id"] for one in narrowed["records"]] == ["f2"]
    assert [one["id"] for one in json.loads(cli(*arguments, "--program", "benxi/tekun").out)["records"]] == ["e"]


def test_json_has_exact_texts(cli: Cli, kept: str) -> None:
    outcome = cli("audit", "recheck", kept, "--rules", "new.bundle", "--out", "r.csv", "--format", "json")
    assert len(json.loads(outcome.out)["records"]) == 4
    outcome = cli("audit", "recheck", kept, "--rules", "new.bundle", "--out", "r.json")
    assert outcome.status == 0 and "Totals" in outcome.out and "Decisions that change" not in outcome.out
    told = json.loads(Path("r.json").read_text(encoding="utf-8"))
    found = [
        (one["id"], change["old"], change["new"], change["difference"])
        for one in told["records"]
        for change in one["changes"]
        if change["output"] == "allowance"
    ]
    assert found == ALLOWANCES
    total = next(one for one in told["totals"] if one["output"] == "allowance")
    assert (total["old"], total["new"], total["difference"], total["unit"]) == ("2099.5", "2249.5", "150", "CNY/month")
    assert told["programs"]["benxi/dibao"] == {"same": 2, "changed": 3, "refused": 0, "superseded": 1, "erased": 1}


def test_csv_has_a_row_for_every_figure(cli: Cli, kept: str) -> None:
    assert cli("audit", "recheck", kept, "--rules", "new.bundle", "--out", "r.csv").status == 0
    content = Path("r.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert [
        (row["Id"], row["Was"], row["Would be"], row["Difference"]) for row in rows if row["Output"] == "allowance"
    ] == (ALLOWANCES)
    entered = next(row for row in rows if row["Output"] == "eligible")
    assert (entered["Change"], entered["Was"], entered["Would be"], entered["Difference"]) == (
        "became yes",
        "no",
        "yes",
        "",
    )


def test_without_the_library_for_excel_nothing_is_written(cli: Cli, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("r.xlsx").write_text("kept")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    outcome = cli("audit", "recheck", kept, "--rules", "new.bundle", "--out", "r.xlsx")
    assert outcome.status == 3 and "benefits[columns]" in outcome.err
    assert Path("r.xlsx").read_text() == "kept"


def test_excel_has_money_as_numbers_and_ids_as_text(cli: Cli, kept: str) -> None:
    assert cli("audit", "recheck", kept, "--rules", "new.bundle", "--out", "r.xlsx", lang="zh").status == 0
    book = openpyxl.load_workbook("r.xlsx")
    assert book.sheetnames == ["会变的决定", "合计"]
    rows = list(book["会变的决定"].iter_rows())
    heading = [cell.value for cell in rows[0]]
    row = next(row for row in rows if row[heading.index("输出项")].value == "allowance")
    money = [row[heading.index(name)] for name in ("原为", "现为", "相差")]
    assert [(str(cell.value), cell.data_type, cell.number_format) for cell in money] == [
        ("865.5", "n", "0.00"),
        ("949.5", "n", "0.00"),
        ("84", "n", "0.00"),
    ]
    assert row[0].data_type == "s"
    sums = [[cell.value for cell in row] for row in book["合计"].iter_rows()]
    total = dict(zip(sums[0], next(row for row in sums if row[1] == "allowance"), strict=True))
    assert (total["处数"], total["相差"]) == (3, 150)


def test_what_is_refused_now_says_why(cli: Cli, kept: str) -> None:
    assert cli("bundle", "build", "benxi/dibao", "--out", "less.bundle").status == 0
    outcome = cli("audit", "recheck", kept, "--rules", "less.bundle", "--out", "r.csv")
    assert outcome.status == 0
    row = next(row for row in csv.DictReader(Path("r.csv").read_text("utf-8-sig").splitlines()) if row["Id"] == "e")
    assert (row["Change"], row["Would be"]) == ("Refused", "there is no program named benxi/tekun")
    told = json.loads(cli("audit", "recheck", kept, "--rules", "less.bundle", "--format", "json").out)
    assert told["records"][0]["refused"][0]["code"] == "unknown_program"
    assert "Refused" in cli("audit", "recheck", kept, "--rules", "less.bundle").out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--out", "r.pdf"), 2, "r.pdf should end in one of .csv, .xlsx, .json"),
        (("--out", "none/r.json"), 2, "cannot open none/r.json"),
        (("--out", "none/r.csv"), 2, "cannot open none/r.csv"),
        (("--out", "none/r.xlsx"), 2, "cannot open none/r.xlsx"),
        (("--program", "benxi/dibo"), 2, "did you mean benxi/dibao?"),
        (("--from", "2019"), 2, "2019 is not a date"),
        (("--rules", "nowhere"), 2, "there is no file or folder nowhere"),
    ],
)
def test_refusals(cli: Cli, kept: str, arguments: tuple[str, ...], status: int, words: str) -> None:
    outcome = cli("audit", "recheck", kept, *arguments)
    assert outcome.status == status
    assert words in outcome.err


# diff-bundles


def test_two_editions_in_words(cli: Cli, kept: str) -> None:
    outcome = cli("audit", "diff-bundles", "old.bundle", "new.bundle", lang="zh")
    assert (outcome.status, outcome.err) == (0, "")
    assert (
        "- 数值：城市低保标准（urban_standard）\n  自2019年7月1日起：622 元/人·月 → 650 元/人·月 [《拟议改动》 1]\n"
        in outcome.out
    )
    assert "- 随所引用的项目而变：benxi/dibao" in outcome.out
    assert (
        "from 1 July 2019: 622 yuan per person per month → 650"
        in cli("audit", "diff-bundles", "old.bundle", "new.bundle").out
    )


def test_two_editions_as_json(cli: Cli, kept: str) -> None:
    told = json.loads(cli("audit", "diff-bundles", "old.bundle", "new.bundle", "--format", "json").out)
    dibao, tekun = told["programs"]
    assert (dibao["id"], tekun) == (
        "benxi/dibao",
        {"id": "benxi/tekun", "change": "through", "through": ["benxi/dibao"]},
    )
    (part,) = dibao["parts"]
    assert (part["part"], part["name"], part["unit"], part["by"]) == (
        "parameters",
        "urban_standard",
        "CNY/person/month",
        ["region"],
    )
    (figure,) = part["figures"]
    assert figure == {
        "from": "2019-07-01",
        "old": {"value": "622", "document": "benxi-office-2019-25", "clause": "一(一)1"},
        "new": {"value": "650", "document": "proposed-change", "clause": "1"},
    }
    assert told["documents"] == [{"id": "proposed-change", "change": "added"}]


def test_an_edition_that_a_ledger_stores(cli: Cli, kept: str) -> None:
    told = json.loads(cli("audit", "explain", kept, "a", "--format", "json").out)
    digest = told["rules"]["bundle"]
    assert cli("bundle", "build", "benxi/dibao", "--out", "d.bundle").status == 0
    outcome = cli("audit", "diff-bundles", digest, "d.bundle", "--ledger", kept)
    assert (outcome.status, outcome.out) == (0, "The two editions say the same.\n")
    assert cli("audit", "diff-bundles", digest, "d.bundle").status == 2
    assert cli("audit", "diff-bundles", "sha256:00", "d.bundle", "--ledger", kept).status == 3
    assert cli("audit", "diff-bundles", "nowhere", "d.bundle").status == 2


def test_a_long_list_is_cut_and_says_so(cli: Cli, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """13 figures: 3 of a, 5 of d, 2 of e, 3 of f2."""
    monkeypatch.setattr("benefits.cli.audit.recheck_words._MOST_LISTED", 12)
    outcome = cli("audit", "recheck", kept, "--rules", "new.bundle")
    assert "The first 12 of 13 lines; use --out for all." in outcome.out
    monkeypatch.setattr("benefits.cli.audit.recheck_words._MOST_LISTED", 13)
    assert "use --out" not in cli("audit", "recheck", kept, "--rules", "new.bundle").out
