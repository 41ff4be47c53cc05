"""Explanations on standard output: in colour on a terminal, else plain."""

from __future__ import annotations

import sys

import click

from benefits.cli.refusal import visible
from benefits.words import Explanation, plain


def print_explanation(explanation: Explanation) -> None:
    """Write it; rich is imported only for a terminal."""
    if sys.stdout is not None and sys.stdout.isatty():
        from benefits.words.terminal import print_explanation as print_in_colour

        print_in_colour(explanation, sys.stdout)
    else:
        click.echo(visible(plain(explanation), lines=True), nl=False)
