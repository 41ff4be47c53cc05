"""`cases`, and the cliffs in `show`."""

from __future__ import annotations

import json

from tests.cli.conftest import Cli


def test_cases_are_lines_that_calc_takes(cli: Cli) -> None:
    outcome = cli("cases", "benxi/dibao", "--format", "json")
    assert (outcome.status, outcome.err) == (0, "")
    lines = [json.loads(line) for line in outcome.out.splitlines()]
    assert all(set(line) == {"date", "inputs", "assume"} for line in lines)
    first = lines[0]
    given = json.dumps(first["inputs"]).encode()
    assert cli("calc", "benxi/dibao", "--date", first["date"], "--input", "-", stdin=given).status == 0


def test_cases_say_why_they_are_there(cli: Cli) -> None:
    told = cli("cases", "benxi/dibao").out
    assert "threshold: household_income" in told
    assert "household_income=582.99" in told
    assert "门槛：household_income" in cli("cases", "benxi/dibao", lang="zh").out


def test_cliffs_are_listed_and_shown_on_the_programs_page(cli: Cli) -> None:
    """Above the national average the wage bill may grow by less: a fen more of average wage costs millions."""
    told = cli("cases", "benxi/soe-wage-bill", "--cliffs").out.splitlines()
    assert told[0] == "Cliffs: where a little more loses more"
    assert any("Average wage of last year from 999999.99 yuan" in line for line in told)
    page = cli("show", "benxi/soe-wage-bill").out.splitlines()
    assert {told[0], told[2]} <= set(page)
    listed = cli("cases", "benxi/soe-wage-bill", "--cliffs", "--format", "json").out
    lines = [json.loads(line) for line in listed.splitlines()]
    assert {(line["path"], line["output"]) for line in lines} == {("prior_average_wage", "ceiling")}
    assert "999999.99" in {line["below"]["inputs"]["prior_average_wage"] for line in lines}


def test_a_program_without_cliffs(cli: Cli) -> None:
    assert cli("cases", "benxi/dibao", "--cliffs").out == "None found.\n"
    assert cli("cases", "benxi/dibao", "--cliffs", "--format", "json").out == ""


def test_cases_of_a_program_that_is_not_there(cli: Cli) -> None:
    outcome = cli("cases", "benxi/dibo")
    assert (outcome.status, outcome.out) == (2, "")
