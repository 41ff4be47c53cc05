"""`--values FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

CALC = ("calc", "xingan/certification-subsidy", "--set", "in_key_directory=true", "--values")
FILE = """\
place: {zh: 乌兰浩特市, en: Ulanhot}
values:
  standard_fee:
    - {from: 2019-01-01, until: 2019-12-31, value: 200, cite: 收费目录}
"""


@pytest.fixture
def values(tmp_path: Path) -> Path:
    path = tmp_path / "local.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_the_answer_says_where_a_value_comes_from(cli: Cli, values: Path) -> None:
    outcome = cli(*CALC, str(values), "--date", "2019-07-01")
    assert (outcome.status, outcome.err) == (0, "")
    assert "200 yuan (Ulanhot, 1 January 2019 to 31 December 2019) [收费目录]" in outcome.out
    told = json.loads(cli(*CALC, str(values), "--date", "2019-07-01", "--format", "json").out)
    assert told["outputs"]["subsidy"] == "220.00"  # 200 × 1.10


def test_a_day_outside_leaves_it_missing(cli: Cli, values: Path) -> None:
    outcome = cli(*CALC, str(values), "--date", "2020-01-01")
    assert (outcome.status, outcome.out) == (3, "")
    assert "standard_fee" in outcome.err


def test_a_wrong_name_is_refused_at_its_place(cli: Cli, values: Path) -> None:
    values.write_text(FILE.replace("standard_fee", "standart_fee"), encoding="utf-8")
    outcome = cli(*CALC, str(values), "--date", "2019-07-01")
    assert outcome.status == 3
    assert f"{values}:3:3 unknown_input" in outcome.err
    assert "did you mean standard_fee?" in outcome.err


def test_no_file(cli: Cli, tmp_path: Path) -> None:
    assert cli(*CALC, str(tmp_path / "none.yaml"), "--date", "2019-07-01").status == 2


def test_ask_does_not_ask_for_it(cli: Cli, values: Path) -> None:
    asked = ("ask", "xingan/certification-subsidy", "--date", "2019-07-01", "--values", str(values))
    outcome = cli(*asked, stdin=b"y\n\n")
    assert outcome.status == 0
    assert "220 yuan" in outcome.out
    assert f"--values {values}" in outcome.out


def test_ask_ends_at_a_bad_value(cli: Cli, values: Path) -> None:
    values.write_text(FILE.replace("200", "-200"), encoding="utf-8")
    asked = ("ask", "xingan/certification-subsidy", "--date", "2019-07-01", "--values", str(values))
    outcome = cli(*asked, stdin=b"y\n\n")
    assert outcome.status == 3
    assert f"{values}:4:7 out_of_range" in outcome.err
