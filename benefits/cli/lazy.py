"""A group of commands, each a module that is imported when its command is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from benefits.cli.messages import tell
from benefits.cli.options import Command, language


class Lazy(Command, click.Group):
    """`modules`: the command → the module of `benefits.cli` that has it, in the order of the help."""

    def __init__(self, *args: Any, modules: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.modules:
            return None
        module = import_module(f"benefits.cli.{self.modules[cmd_name]}")
        found: click.Command = module.command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.modules and not ctx.resilient_parsing and not args[0].startswith("-"):
            words = tell(language(ctx), "no_such_command", args[0]) + nearest(args[0], self.modules, language(ctx))
            raise click.UsageError(words, ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [(name, found.get_short_help_str()) for name in self.modules if (found := self.get_command(ctx, name))]
        with formatter.section(tell(language(ctx), "commands")):
            formatter.write_dl(rows)


def nearest(name: str, names: object, tongue: str) -> str:
    """`; did you mean …?` for the closest of the names, or nothing."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(names), n=1)  # type: ignore[call-overload]
    return tell(tongue, "did_you_mean", found[0]) if found else ""
