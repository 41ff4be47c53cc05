"""`benefits check [PATH]`: rule files checked, and their examples run through the engine."""

from __future__ import annotations

from pathlib import Path

import click

from benefits.cli.messages import tell
from benefits.cli.options import Existing, language
from benefits.cli.options import command as make_command
from benefits.cli.refusal import visible

_REFUSED = 4


@make_command("check")
@click.argument("path", required=False, type=Existing(exists=True))
def command(path: str | None) -> int:
    """Every problem as `file:line:column code message` on standard output, then a count; status 4 when there is any."""
    tongue = language()
    given = path or click.get_current_context().meta.get("benefits.rules")
    problems = _of_files(given, tongue)
    programs = examples = published = 0
    if not problems:
        programs, examples, published, problems = _of_examples(given, tongue)
    for problem in problems:
        click.echo(visible(problem))
    if problems:
        click.echo(_counted(tongue, "problem", len(problems)), err=True)
        return _REFUSED
    if not programs and path is not None and Path(path).suffix == ".yaml":
        click.echo(visible(tell(tongue, "checked_document", Path(path).stem)))
        return 0
    counted = (_counted(tongue, "program", programs), _counted(tongue, "example", examples))
    click.echo(tell(tongue, "checked", *counted, str(published)))
    return 0


def _counted(tongue: str, what: str, count: int) -> str:
    return tell(tongue, f"one_{what}") if count == 1 else tell(tongue, f"{what}s", str(count))


def _of_files(path: str | None, tongue: str) -> list[str]:
    """The problems of the files themselves."""
    from benefits.errors import RuleError

    if path is not None:
        from benefits.model.store import check_path

        return [problem.located(tongue) for problem in check_path(Path(path))]
    from benefits import load

    try:
        load()
    except RuleError as error:
        return [problem.located(tongue) for problem in error.problems]
    return []


def _of_examples(path: str | None, tongue: str) -> tuple[int, int, int, list[str]]:
    """Counts of programs, examples and published ones, and the examples that differ."""
    from benefits import load
    from benefits.cli.examples import differences

    given = Path(path) if path is not None else None
    single = given is not None and given.is_file() and given.suffix == ".yaml"
    book = load(given.absolute().parent.parent if given is not None and single else given)
    wanted = [book.program(one) for one in book.ids]
    if given is not None and single:
        wanted = [one for one in wanted if one.id == f"{given.absolute().parent.name}/{given.stem}"]
    told = [problem.located(tongue) for program in wanted for problem in differences(book, program)]
    examples = [example for program in wanted for example in program.examples]
    return len(wanted), len(examples), sum(example.published for example in examples), told
