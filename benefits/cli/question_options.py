"""The options that make a question: `--set` and `--assume`; with them the program, the date, files, local values."""

from __future__ import annotations

from collections.abc import Callable

import click

from benefits.cli.completion import complete_assumption, complete_program, complete_setting
from benefits.cli.days import Day
from benefits.cli.local import values_option
from benefits.cli.options import AnyCommand, Option


def set_option(help: str = "help_set") -> Callable[[AnyCommand], AnyCommand]:
    """`--set NAME=VALUE`, given to the command as `settings`."""
    complete = complete_setting
    return click.option(
        "--set", "settings", cls=Option, multiple=True, metavar="NAME=VALUE", shell_complete=complete, help=help
    )


def assume_option(command: AnyCommand) -> AnyCommand:
    """`--assume NAME=OPTION`, given to the command as `assume`."""
    complete = complete_assumption
    option = click.option(
        "--assume", cls=Option, multiple=True, metavar="NAME=OPTION", shell_complete=complete, help="help_assume"
    )
    return option(command)


def question_options(command: AnyCommand) -> AnyCommand:
    """The program, `--date`, `--input`, `--set`, `--assume` and `--values`: all that makes a question."""
    wrap: tuple[Callable[[AnyCommand], AnyCommand], ...] = (
        click.argument("program", shell_complete=complete_program),
        click.option("--date", "day", cls=Option, type=Day(), required=True, help="help_date"),
        click.option(
            "--input", "files", cls=Option, multiple=True, metavar="FILE", type=click.Path(), help="help_input"
        ),
        set_option(),
        assume_option,
        values_option,
    )
    for option in reversed(wrap):
        command = option(command)
    return command
