"""The group of commands, and the one place where an error becomes words and an exit status."""

from __future__ import annotations

import os
import re
import sys
from typing import NoReturn

import click

from benefits.cli.language import LANGUAGES
from benefits.cli.lazy import Lazy, nearest
from benefits.cli.messages import tell
from benefits.cli.options import Option, common, language

# The command and the module of this package that has it, in the order of the help.
_MODULES = {
    "list": "listing",
    "show": "show",
    "calc": "calc",
    "ask": "ask",
    "check": "check",
    "cases": "boundary",
    "audit": "audit",
    "bundle": "bundle",
    "template": "template",
    "plot": "plot",
    "batch": "batch",
    "diff": "diff",
    "coverage": "coverage",
    "schema": "schema",
}
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
_INTERRUPTED = 130
_BROKEN_PIPE = 141
_CANNOT_WRITE = 1
_USAGE = 2
_REFUSED = 3


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from benefits import __version__

        click.echo(f"benefits {__version__}")
        context.exit()


@click.group(
    "benefits", cls=Lazy, modules=_MODULES, help="help", context_settings={"help_option_names": ["--help", "-h"]}
)
@common
@click.option(
    "--version",
    cls=Option,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="help_version",
)
def benefits() -> None:
    """The group; each command is a module of this package."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit status."""
    status = run(arguments)
    sys.exit(status)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line. Returns the exit status; never raises for anything that a user can do."""
    _prepare_streams()
    try:
        status = _answer(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        _drop_output()
        return _BROKEN_PIPE
    except OSError as error:
        from benefits.cli.files import why_not

        _drop_output()
        click.echo(tell(language(), "cannot_write", why_not(error, language())), err=True)
        return _CANNOT_WRITE


def _answer(arguments: list[str] | None) -> int:
    from benefits.errors import BenefitsError

    try:
        result = benefits.main(arguments, prog_name="benefits", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        return _usage(error, arguments)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\n" + tell(language(), "stopped"), err=True)
        return _INTERRUPTED
    except RecursionError:
        click.echo(tell(language(), "too_deep"), err=True)
        return _REFUSED
    except BenefitsError as error:
        from benefits.cli.refusal import report

        return report(error, language(), as_json=False)


def _usage(error: click.ClickException, arguments: list[str] | None) -> int:
    """A usage error in the language of the command line, which may not have been read when the error came."""
    from benefits.cli.refusal import visible

    context = getattr(error, "ctx", None)
    found = re.search(rf"\0--lang[\0=]({'|'.join(LANGUAGES)})\0", "\0".join(["", *(arguments or sys.argv), ""]))
    tongue = found[1] if found else language(context)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return _USAGE
    click.echo(visible(tell(tongue, "usage_error", _usage_words(error, context, tongue))), err=True)
    if context is not None:
        click.echo(tell(tongue, "try_help", f"{context.command_path} --help"), err=True)
    return _USAGE


def _usage_words(error: click.ClickException, context: click.Context | None, tongue: str) -> str:
    """What is wrong; click's own sentence where there is none of ours."""
    if isinstance(error, click.NoSuchOption):
        return tell(tongue, "no_such_option", error.option_name) + nearest(
            error.option_name, error.possibilities or (), tongue
        )
    if isinstance(error, click.BadParameter) and error.param is not None:
        hint = error.param.get_error_hint(context).replace("'", "") if context else str(error.param.name)
        if isinstance(error, click.MissingParameter):
            return tell(tongue, "missing_parameter", hint)
        folder = isinstance(error.param.type, click.Path) and error.message.endswith(" is a directory.")
        return tell(tongue, "bad_value", hint, tell(tongue, "is_folder") if folder else error.message)
    if isinstance(error, click.BadOptionUsage):
        key = "needs_value" if "requires" in error.message else "takes_no_value"
        return tell(tongue, key, error.option_name)
    extra = _EXTRA.fullmatch(error.message)
    return tell(tongue, "extra_arguments", extra[1]) if extra else error.format_message()


def _prepare_streams() -> None:
    """A character that the terminal's encoding lacks is shown escaped instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter's own last flush does not complain."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
