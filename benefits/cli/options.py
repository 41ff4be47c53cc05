"""Options that several commands share, with help in the language of the moment."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from benefits.cli.language import LANGUAGES, from_locale
from benefits.cli.messages import tell

if TYPE_CHECKING:
    from benefits import RuleBook

_LANGUAGE = "benefits.language"
_RULES = "benefits.rules"

AnyCommand = TypeVar("AnyCommand", bound=Callable[..., Any])


def language(context: click.Context | None = None) -> str:
    """The language to speak: of `--lang` if it was read already, else the locale's."""
    context = context or click.get_current_context(silent=True)
    chosen = context.meta.get(_LANGUAGE) if context is not None else None
    return str(chosen) if chosen else from_locale()


def rules_path(context: click.Context | None = None) -> str | None:
    """The folder or bundle of `--rules`; None for the shipped rules."""
    found: str | None = (context or click.get_current_context()).meta.get(_RULES)
    return found


def open_book(context: click.Context | None = None) -> RuleBook:
    """The rule book of `--rules`, else the shipped one."""
    from benefits import load

    return load(rules_path(context))


class Option(click.Option):
    """An option whose `help` is a key of the command line's messages."""

    def get_help_extra(self, ctx: click.Context) -> click.types.OptionHelpExtra:
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = tell(language(ctx), "required")
        return extra

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        key, self.help = self.help, tell(language(ctx), self.help) if self.help else None
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = key


class Choice(click.Choice[str]):
    """One of a few words."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        tongue = language(ctx)
        return tell(tongue, "not_an_option", str(value), tell(tongue, "listing").join(self.choices))


class Existing(click.Path):
    """A file or folder that is there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            tongue = language(ctx)
            told = tell(tongue, "no_such_path", str(value))
            if os.path.isdir(value):
                told = tell(tongue, "cannot_open", str(value), tell(tongue, "is_folder"))
            raise click.UsageError(told, ctx) from None


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """A callback that keeps the value for the whole command line; the innermost place wins."""

    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value is not None:
            context.meta[name] = value

    return keep


def common(command: AnyCommand) -> AnyCommand:
    """`--lang` and `--rules`, which the group and every command take, and `--help`."""
    lang = click.option(
        "--lang",
        cls=Option,
        type=Choice(LANGUAGES),
        is_eager=True,
        expose_value=False,
        callback=_keep(_LANGUAGE),
        help="help_lang",
    )
    rules = click.option(
        "--rules",
        cls=Option,
        type=Existing(exists=True),
        expose_value=False,
        callback=_keep(_RULES),
        help="help_rules",
    )
    return lang(rules(command))


def form_option(command: AnyCommand) -> AnyCommand:
    """`--format text|json`, given to the command as `form`."""
    option = click.option(
        "--format", "form", cls=Option, type=Choice(("text", "json")), default="text", help="help_format"
    )
    return option(command)


class Command(click.Command):
    """A command whose `help` is a key of the messages, and whose `--help` speaks the language."""

    def get_short_help_str(self, limit: int = 45) -> str:
        return tell(language(), self.help or "help")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(tell(language(ctx), self.help or "help"))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, f"{tell(language(ctx), 'usage')}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(tell(language(ctx), "options")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = tell(language(ctx), "help_help")
        return option


def command(name: str, about: str = "") -> Callable[[Callable[..., Any]], click.Command]:
    """A command of that name; its help is the message `about`, else `help_<name>`."""
    make = click.command(name, cls=Command, help=about or f"help_{name}")
    return lambda function: make(common(function))
