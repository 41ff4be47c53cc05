"""Errors for people and for scripts: sentences on standard error, and with `--format json` one JSON object as well."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import click

from benefits.cli.messages import tell
from benefits.errors import (
    BenefitsError,
    DamagedLedgerError,
    InputError,
    LedgerError,
    MissingInputsError,
    NotInForceError,
    RuleError,
    UnknownProgramError,
)
from benefits.model.program import Program

SOME_REFUSED, MISMATCH = 3, 6
"""The exit statuses of a command that did its work, and found rows to refuse, or damage."""

_STATUS: tuple[tuple[type[BenefitsError], int], ...] = (
    (UnknownProgramError, 2),
    (InputError, 3),
    (RuleError, 4),
    (NotInForceError, 5),
    (DamagedLedgerError, 6),
    (LedgerError, 3),
)
_MOST_TOLD = 100

Locate = Callable[[str], str]


def exit_status(error: BenefitsError) -> int:
    """The exit status that the command line promises for the error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 4)


def visible(text: str, lines: bool = False) -> str:
    """The text with every character that could steer a terminal escaped; `lines`: it has several."""
    kept = "\n" if lines else ""
    return "".join(one if one.isprintable() or one in kept else ascii(one)[1:-1] for one in text)


def report(
    error: BenefitsError, language: str, as_json: bool, program: Program | None = None, locate: Locate | None = None
) -> int:
    """Print the error and return the exit status. `locate` says where in a file an input's path stands, or ""."""
    if isinstance(error, MissingInputsError) and program is not None:
        _tell_missing(error, program, language)
    else:
        from benefits.words import problem_line

        for problem in error.problems[:_MOST_TOLD]:
            place = locate(problem.path) if locate is not None else ""
            click.echo(visible(problem_line(problem, language, program, place)), err=True)
        if len(error.problems) > _MOST_TOLD:
            click.echo(tell(language, "problems", str(len(error.problems))), err=True)
    status = exit_status(error)
    if as_json:
        click.echo(json.dumps(_as_json(error, status, locate), ensure_ascii=False, sort_keys=True), err=True)
    return status


def _tell_missing(error: MissingInputsError, program: Program, language: str) -> None:
    from dataclasses import replace

    from benefits.words import Listing, missing, plain

    explanation = missing(program, error.missing, language)
    blocks = []
    for block in explanation.blocks:
        if isinstance(block, Listing):
            items = zip(block.items, error.missing, strict=True)
            block = Listing(
                tuple(replace(item, lines=(*item.lines, how_to_give(program, path, language))) for item, path in items)
            )
        blocks.append(block)
    click.echo(visible(plain(replace(explanation, blocks=tuple(blocks))), lines=True), nl=False, err=True)


def how_to_give(program: Program, path: str, language: str) -> str:
    """The option that gives the input: `--set region=…`, `--input visits=FILE.csv`."""
    name = re.split(r"[\[.]", path, maxsplit=1)[0]
    spec = next((spec for spec in program.inputs if spec.name == name), None)
    if spec is not None and spec.is_table:
        return tell(language, "how_to_table", name)
    if spec is not None and spec.fields:
        fields = ", ".join(f'"{field.name}": …' for field in spec.fields)
        return tell(language, "how_to_set", name, "'[{" + fields + "}]'")
    return tell(language, "how_to_set", name, "…")


def _as_json(error: BenefitsError, status: int, locate: Locate | None) -> dict[str, object]:
    problems = []
    for problem in error.problems:
        told: dict[str, object] = {
            "code": problem.code,
            "path": problem.path,
            "value": problem.value,
            "expected": problem.expected,
            "nearest": problem.nearest,
            "message": {"zh": problem.message("zh"), "en": problem.message("en")},
        }
        if problem.file:
            told |= {"file": problem.file, "line": problem.line, "column": problem.column}
        place = locate(problem.path) if locate is not None else ""
        problems.append(told | ({"place": place} if place else {}))
    shape: dict[str, object] = {"error": type(error).__name__, "status": status, "problems": problems}
    return shape | ({"missing": list(error.missing)} if isinstance(error, MissingInputsError) else {})
