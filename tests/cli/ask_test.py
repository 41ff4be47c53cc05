"""`benefits ask`: a conversation, by lines on standard input and at a real terminal."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import Cli

ROOT = Path(__file__).parents[2]
CHILD = ("ask", "xingan/child-rehabilitation", "--date", "2019-07-01")


def lines(*replies: str) -> bytes:
    return "".join(f"{reply}\n" for reply in replies).encode()


def repeated(out: str) -> list[str]:
    """The command on the last line of the answer, without the program's own name."""
    words = shlex.split(out.splitlines()[-1])
    assert words[0] == "benefits"
    return words[1:]


def test_only_what_matters_is_asked(cli: Cli) -> None:
    outcome = cli("ask", "benxi/dibao", "--date", "2019-07-01", stdin=lines("1", "3", "1000.50", ""))
    assert outcome.status == 0
    assert "Region" not in outcome.err
    assert "865.50 yuan per month" in outcome.out
    assert "Region" in cli("ask", "benxi/dibao", "--date", "2019-06-30", stdin=lines("1")).err


def test_the_conversation_ends_with_the_command_that_repeats_it(cli: Cli) -> None:
    outcome = cli("ask", "benxi/dibao", stdin=lines("2019-07-01", "urban", "3", "1000.50", ""))
    again = repeated(outcome.out)
    assert again == [
        *("calc", "benxi/dibao", "--date", "2019-07-01"),
        *("--set", "area=urban", "--set", "household_size=3", "--set", "household_income=1000.50"),
    ]
    told = outcome.out[: outcome.out.index("The same again:")]
    assert cli(*again).out == told


@pytest.mark.parametrize("reply", ["1", "urban", "城市", "Urban", "URBAN", "\uff11"])
def test_a_choice_by_number_id_or_label(cli: Cli, reply: str) -> None:
    outcome = cli("ask", "benxi/dibao", "--date", "2019-07-01", stdin=lines(reply, "3", "0", ""))
    assert "--set area=urban" in outcome.out


def test_full_width_digits_are_read_with_a_note(cli: Cli) -> None:
    outcome = cli(
        "ask", "benxi/dibao", "--date", "2019-07-01", stdin=lines("1", "\uff13", "\uff11\uff10\uff10\uff0e\uff15", "")
    )
    assert "read as 3" in outcome.err
    assert "read as 100.5" in outcome.err
    assert "--set household_income=100.5" in outcome.out


def test_a_refused_reply_is_asked_again_in_the_words_of_the_engine(cli: Cli) -> None:
    replies = lines("9", "1", "0", "", "3", "?", "-1", "1,000", "1000.50", "")
    outcome = cli("ask", "benxi/dibao", "--date", "2019-07-01", stdin=replies)
    assert outcome.status == 0
    assert "Urban or rural: 9 is not one of urban, rural" in outcome.err
    assert "Household size: 0 is out of range" in outcome.err
    assert "An answer is needed here." in outcome.err
    assert "The counted income" in outcome.err
    assert "1,000 is not a number" in outcome.err
    assert "865.50" in outcome.out


def test_going_back_forgets_the_last_answer_and_then_the_date(cli: Cli) -> None:
    replies = lines("2019-06-30", "1", "<", "<", "2019-07-01", "2", "<", "1", "3", "0", "")
    outcome = cli("ask", "benxi/dibao", stdin=replies)
    assert repeated(outcome.out)[2:6] == ["--date", "2019-07-01", "--set", "area=urban"]
    assert "This is the first question." in cli("ask", "benxi/dibao", "--date", "2019-07-01", stdin=lines("<")).err


def test_a_date_is_asked_until_the_program_answers_for_it(cli: Cli) -> None:
    replies = lines("2019/7/1", "2018-01-01", "2019-07-01", "1", "3", "0", "")
    outcome = cli("ask", "benxi/dibao", stdin=replies)
    assert outcome.status == 0
    assert "here 2019-07-01" in outcome.err
    assert "is not in force on 2018-01-01" in outcome.err
    settlement = cli("ask", "chaoyang/tourism-settlement", stdin=lines("2020-12-30", "2020-12-31"))
    assert settlement.err.count("Date of the question") == 2
    assert "2020-12-31" in settlement.err
    assert cli("ask", "benxi/dibao", "--date", "2018-01-01").status == 5


def test_a_list_is_asked_row_by_row_and_checked_cell_by_cell(cli: Cli) -> None:
    child = ("2012-05-01", "1", "limb", "1")
    rows = ("y", "1", "limb_aids", "1500.50", "2000", "100", "y", "<", "y", "limb_surgery", "<", "5", "17200", "0", "n")
    outcome = cli(*CHILD, stdin=lines(*child, *rows, ""))
    assert outcome.status == 0
    assert "Services, row 1, Item: the item is not for this disability" in outcome.err
    assert "Services, row 1, Paid first by others: more was paid first" in outcome.err
    services = next(word for word in repeated(outcome.out) if word.startswith("services="))
    assert services == (
        'services=[{"item": "limb_aids", "cost": "1500.50", "paid_first": "100"}, '
        '{"item": "limb_surgery", "cost": "17200", "paid_first": "0"}]'
    )


def test_a_table_may_come_from_a_file(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "visits.csv"
    file.write_text("cardholder,spot,date\n1,beita,2020-05-01\n", encoding="utf-8")
    replies = lines("100", "@nowhere.csv", f"@{file}", "")
    outcome = cli("ask", "chaoyang/tourism-settlement", "--date", "2020-12-31", stdin=replies)
    assert outcome.status == 0
    assert "there is no such file" in outcome.err
    assert "66.67" in outcome.out


def test_what_was_taken_at_its_default_may_be_changed(cli: Cli) -> None:
    child = ("2012-05-01", "1", "limb", "8", "n")
    plain = cli(*CHILD, stdin=lines(*child, ""))
    assert plain.status == 0
    assert "The county waives the household test" in plain.err
    number = next(
        line.split(".")[0].strip() for line in plain.err.splitlines() if line.endswith("waives the household test")
    )
    changed = cli(*CHILD, stdin=lines(*child, number, "yes", ""))
    assert "--set household_test_waived=true" in changed.out
    edge = cli("ask", "benxi/dibao", "--date", "2019-07-01", stdin=lines("1", "1", "746.4", "1", "exclusive", ""))
    assert "--assume low_income_edge=exclusive" in edge.out


def test_the_end_of_the_input_is_a_usage_error(cli: Cli) -> None:
    outcome = cli("ask", "benxi/dibao", "--date", "2019-07-01", stdin=lines("1"))
    assert (outcome.status, outcome.out) == (2, "")
    assert "the input ended before there was an answer" in outcome.err


def test_bytes_that_are_no_text_are_refused_like_any_reply(cli: Cli) -> None:
    outcome = cli("ask", "benxi/dibao", "--date", "2019-07-01", stdin=b"\xff\xfe\n1\n3\n0\n\n")
    assert outcome.status == 0
    assert "is not one of urban, rural" in outcome.err


@pytest.fixture
def terminal() -> pexpect.spawn[str]:
    environment = {**os.environ, "LC_ALL": "en_GB.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm"}
    arguments = ["-m", "benefits.cli", "ask", "benxi/dibao", "--date", "2019-07-01"]
    return pexpect.spawn(
        sys.executable, arguments, env=environment, encoding="utf-8", timeout=30, dimensions=(50, 120), echo=False
    )


def test_at_a_terminal(terminal: pexpect.spawn[str]) -> None:
    for question, reply in (("Urban or rural", "1"), ("Household size", "3"), ("Household income", "1000.50")):
        terminal.expect(question)
        terminal.expect("> ")
        terminal.sendline(reply)
    terminal.expect("865.50 yuan per month")
    terminal.expect("Enter to finish > ")
    terminal.sendline("")
    terminal.expect("benefits calc benxi/dibao")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


def test_an_interrupt_ends_without_a_traceback(terminal: pexpect.spawn[str]) -> None:
    terminal.expect("> ")
    terminal.sendintr()
    terminal.expect("stopped")
    terminal.expect(pexpect.EOF)
    assert "Traceback" not in str(terminal.before)
    terminal.close()
    assert terminal.exitstatus == 130
