"""`benefits schema`: the JSON Schema of rule files, for editors."""

from __future__ import annotations

import json

import click

from benefits.cli.options import command as make_command


@make_command("schema")
def command() -> None:
    """Print the schema."""
    from benefits.model.schema import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
