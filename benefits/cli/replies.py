"""A person at a terminal: prompts on standard error, one line per reply, and what a reply means."""

from __future__ import annotations

import sys

import click

from benefits.cli.messages import tell
from benefits.cli.refusal import visible

# Full-width digits, point, sign and stroke that an input method types in place of the plain ones.
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)}
_WIDE |= {0xFF0E: ".", 0x3002: ".", 0xFF0D: "-", 0x2212: "-", 0xFF0F: "/"}
_YES = frozenset(("y", "yes", "是", "有", "1", "true"))
_NO = frozenset(("n", "no", "否", "无", "没有", "2", "false", ""))
BACK = "<"
HELP = "?"


class WentBack(Exception):
    """The person wants to answer the question before."""


class EndOfReplies(Exception):
    """The input ended."""


def say_to(person_text: str) -> None:
    """A line for the person."""
    click.echo(visible(person_text, lines=True), err=True)


def reply(prompt: str) -> str:
    """One line, trimmed. `WentBack` for `<`, `EndOfReplies` at the end of the input."""
    click.echo(visible(prompt, lines=True), err=True, nl=False)
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line:
        raise EndOfReplies
    text = line.strip()
    if text in (BACK, "\uff1c"):
        raise WentBack
    return HELP if text == "\uff1f" else text


def narrowed(text: str, language: str) -> str:
    """The text with full-width digits made plain, and a note to the person when there were any."""
    plain = text.translate(_WIDE)
    if plain != text:
        say_to(tell(language, "ask_widths", plain))
    return plain


def agreed(text: str) -> bool | None:
    """Yes, no (also an empty line), or None for neither."""
    lowered = text.casefold()
    if lowered in _YES:
        return True
    return False if lowered in _NO else None
