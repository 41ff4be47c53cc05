"""`list`, `show`, `check`, `schema`, help, version, completion, and the process itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import benefits
from tests.cli.conftest import DIBAO, HOUSEHOLD, Cli

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"


def process(*arguments: str, lang: str = "C", stdin: bytes = b"", pipe: str = "") -> subprocess.CompletedProcess[bytes]:
    """The real command in a process of its own; `pipe` is a shell text that reads its output."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    environment |= {"LANG": lang, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "benefits.cli", *arguments]
    if pipe:
        quoted = " ".join(f"'{word}'" for word in command)
        command = ["bash", "-c", f"{quoted} {pipe}; exit ${{PIPESTATUS[0]}}"]
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, timeout=120, check=False)


def test_list(cli: Cli) -> None:
    outcome = cli("list")
    assert (outcome.status, outcome.err) == (0, "")
    assert "benxi/dibao" in outcome.out
    assert "Minimum living allowance (dibao)" in outcome.out
    listed = json.loads(cli("list", "--format", "json").out)
    assert [one["id"] for one in listed] == list(benefits.load().ids)
    assert {"id", "title", "from", "until"} == set(listed[0])


def test_show(cli: Cli) -> None:
    outcome = cli("show", "benxi/dibao", "--date", "2019-06-30")
    assert (outcome.status, outcome.err) == (0, "")
    assert "583 yuan per person per month" in outcome.out
    assert "622" not in outcome.out
    told = json.loads(cli("show", "benxi/dibao", "--date", "2019-06-30", "--format", "json").out)
    values = {row["value"] for one in told["parameters"] for row in one["values"]}
    assert values == {"583", "533", "4452"}
    assert told["inputs"][0]["name"] == "area"


def test_show_refuses_what_is_not_there_or_not_in_force(cli: Cli) -> None:
    assert cli("show", "benxi/dibo").status == 2
    outcome = cli("show", "benxi/dibao", "--date", "2001-01-01", "--format", "json")
    assert (outcome.status, outcome.out) == (5, "")
    assert json.loads(outcome.err.splitlines()[-1])["status"] == 5


def test_an_input_says_where_it_may_be_left_out(cli: Cli) -> None:
    told = json.loads(cli("show", "chaoyang/dibao-backstop", "--format", "json").out)
    conditions = {one["name"]: one["optional_when"] for one in told["inputs"] if "optional_when" in one}
    assert conditions == {"local_standard": "local_standard_per_year != null"}


def test_every_program_is_shown_as_json(cli: Cli) -> None:
    for program in benefits.load().ids:
        assert json.loads(cli("show", program, "--format", "json").out)["program"] == program


def test_check_runs_the_examples(cli: Cli) -> None:
    outcome = cli("check")
    assert (outcome.status, outcome.err) == (0, "")
    count = len(benefits.load().ids)
    assert outcome.out.startswith(f"{count} programs and ")
    assert cli("check", str(RULES / "benxi" / "dibao.yaml")).out.startswith("1 program and 19 examples (6 of ")
    document = cli("check", str(RULES / "documents" / "xingan-2019-41.yaml"))
    assert document.out == "The document record xingan-2019-41 checked: no problems.\n"


def copied_rules(tmp_path: Path, old: str, new: str) -> Path:
    """The dibao file and its documents, one text in it replaced."""
    for name in ("documents/benxi-office-2019-25.yaml", "documents/state-council-649.yaml", "benxi/dibao.yaml"):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        text = (RULES / name).read_text(encoding="utf-8")
        if name.endswith("dibao.yaml"):
            assert old in text
            text = text.replace(old, new)
        target.write_text(text, encoding="utf-8")
    return tmp_path


def test_check_tells_an_example_that_differs(cli: Cli, tmp_path: Path) -> None:
    rules = copied_rules(tmp_path, "from: 2019-07-01, value: 622", "from: 2019-07-01, value: 623")
    outcome = cli("check", str(rules))
    assert outcome.status == 4
    assert "example_differs" in outcome.out
    assert "should be 622, is 623" in outcome.out
    assert outcome.err.endswith("problems.\n")
    assert outcome.out.startswith("benxi/dibao.yaml:")


def test_check_tells_what_is_wrong_with_a_file(cli: Cli, tmp_path: Path) -> None:
    rules = copied_rules(tmp_path, "formula: per_capita_income < standard", "formula: per_capita_income < standart")
    outcome = cli("check", str(rules))
    assert outcome.status == 4
    assert outcome.out.startswith("benxi/dibao.yaml:")
    refused = cli(*DIBAO, *HOUSEHOLD, "--rules", str(rules))
    assert (refused.status, refused.out) == (4, "")
    assert refused.err.startswith("benxi/dibao.yaml:")
    assert cli("list", "--rules", str(rules)).status == 4
    assert cli("show", "benxi/dibao", "--rules", str(rules)).status == 4
    assert cli("ask", "benxi/dibao", "--rules", str(rules)).status == 4


def test_schema(cli: Cli) -> None:
    outcome = cli("schema")
    assert outcome.status == 0
    assert json.loads(outcome.out)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ["用法:", "列出全部项目"]), ("en", ["Usage:", "List the programs."])]
)
def test_help_speaks_the_language(cli: Cli, lang: str, words: list[str]) -> None:
    outcome = cli("--help", lang=lang)
    assert outcome.status == 0
    assert all(word in outcome.out for word in words)
    for command in ("list", "show", "calc", "ask", "check", "schema"):
        assert cli(command, "--help", lang=lang).out.startswith(words[0])
    assert cli("--lang", "en", "calc", "--help", lang="zh").out.startswith("Usage: benefits calc")


def test_no_command_shows_the_help_as_a_usage_error(cli: Cli) -> None:
    outcome = cli()
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("Usage: benefits")


def test_an_unknown_command_gets_the_nearest(cli: Cli) -> None:
    outcome = cli("clac")
    assert (outcome.status, outcome.out) == (2, "")
    assert "there is no command clac; did you mean calc?" in outcome.err


def test_version(cli: Cli) -> None:
    assert cli("--version").out == f"benefits {benefits.__version__}\n"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("C", "计算过程"),
        ("POSIX", "计算过程"),
        ("fr_FR.UTF-8", "计算过程"),
        ("zh_CN.UTF-8", "计算过程"),
        ("en_US.UTF-8", "How it was"),
    ],
)
def test_the_language_follows_the_locale(lang: str, words: str) -> None:
    done = process(*DIBAO, *HOUSEHOLD, lang=lang)
    assert (done.returncode, done.stderr) == (0, b"")
    assert words in done.stdout.decode()


def test_a_broken_pipe_ends_quietly() -> None:
    done = process("show", "chaoyang/tourism-settlement", pipe="| head -c 1")
    assert done.stderr == b""
    assert b"Traceback" not in done.stdout


def test_a_full_disk_is_told() -> None:
    done = process("list", pipe="> /dev/full")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr


@pytest.mark.parametrize(("closed", "status"), [(">&-", 0), ("2>&-", 0), ("<&-", 0)])
def test_a_closed_stream_is_no_accident(closed: str, status: int) -> None:
    done = process(*DIBAO, *HOUSEHOLD, pipe=closed)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


def test_an_argument_that_is_no_text_is_refused() -> None:
    done = process(*DIBAO, "--set", os.fsdecode(b"area=\xff"))
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("benefits c", ["calc", "check", "cases", "coverage"]),
        ("benefits calc benxi/d", ["benxi/dibao"]),
        ("benefits calc benxi/dibao --set hous", ["household_size=", "household_income="]),
        ("benefits calc benxi/dibao --set area=", ["area=urban", "area=rural"]),
        (
            "benefits calc benxi/dibao --assume low_income_edge=",
            ["low_income_edge=inclusive", "low_income_edge=exclusive"],
        ),
    ],
)
def test_the_shell_completes(words: str, found: list[str]) -> None:
    from click.shell_completion import ShellComplete

    from benefits.cli.app import benefits as group

    *before, incomplete = words.split()[1:]
    completions = ShellComplete(group, {}, "benefits", "_BENEFITS_COMPLETE").get_completions(before, incomplete)
    assert [item.value for item in completions] == found


def test_an_answer_imports_no_more_than_it_needs() -> None:
    """A second calculation reads its rules from the cache; `calc` is a cold start each time, so every import counts."""
    code = (
        "import sys\nfrom benefits.cli.app import run\n"
        f"run({[*DIBAO, *HOUSEHOLD]!r})\n"
        "sys.stderr.write(','.join(sorted({'yaml', 'pydantic', 'rich', 'importlib.metadata'} & set(sys.modules))))"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert done.stderr == b""
