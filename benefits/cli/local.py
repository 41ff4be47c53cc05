"""`--values FILE`: the local values that an office entered once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from benefits.cli.options import AnyCommand, Option

if TYPE_CHECKING:
    from benefits import RuleBook
    from benefits.model.local_values import LocalValues


def values_option(command: AnyCommand) -> AnyCommand:
    """`--values FILE`, given to the command as `values`."""
    option = click.option("--values", cls=Option, metavar="FILE", type=click.Path(), help="help_values")
    return option(command)


def local_values(book: RuleBook, name: str | None) -> LocalValues | None:
    """The values of the file, every name of which some program of the book asks for; None without a file."""
    if name is None:
        return None
    from benefits.cli.files import MAX_CASE_MIB, called, read_text
    from benefits.errors import InputError
    from benefits.model.local_values import parse

    values = parse(read_text(name, MAX_CASE_MIB).encode("utf-8", "surrogatepass"), called(name))
    problems = values.unknown(book.program(program) for program in book.ids)
    if problems:
        raise InputError(problems)
    return values
