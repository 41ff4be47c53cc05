"""`benefits diff PROGRAM`: who gains and who loses between two dates, two editions of the rules, or by a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benefits.cli import cases
from benefits.cli.completion import complete_program
from benefits.cli.days import Day
from benefits.cli.extras import wanting
from benefits.cli.files import write_whole
from benefits.cli.local import local_values, values_option
from benefits.cli.messages import tell
from benefits.cli.options import Existing, Option, language, open_book
from benefits.cli.options import command as make_command
from benefits.cli.progress import tracked
from benefits.cli.question_options import assume_option, set_option
from benefits.cli.refusal import SOME_REFUSED, report
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits import RuleBook
    from benefits.columns.files.source import Row
    from benefits.impact.summary import Summary
    from benefits.model.change import Applied, Change

_REPORTS = (".html", ".xlsx", ".csv")
_REGISTERS = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".parquet", ".xlsx", ".xls", ".et", ".ods")
_SHOWN = 20


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    program: str
    files: tuple[str, ...]
    settings: tuple[str, ...]
    assume: tuple[str, ...]
    values: str | None
    start: date | None
    end: date | None
    against: str | None
    changes: tuple[str, ...]
    by: str | None
    output: str | None
    out: str | None
    keep: tuple[str, ...]


@make_command("diff")
@click.argument("program", shell_complete=complete_program)
@click.option("--input", "files", cls=Option, multiple=True, metavar="FILE", type=click.Path(), help="help_diff_input")
@set_option()
@assume_option
@values_option
@click.option("--date", "day", cls=Option, type=Day(), help="help_diff_date")
@click.option("--from", "first", cls=Option, type=Day(), help="help_from")
@click.option("--to", "last", cls=Option, type=Day(), help="help_to")
@click.option("--against", cls=Option, type=Existing(exists=True), help="help_against")
@click.option("--change", "changes", cls=Option, multiple=True, metavar="CHANGE", help="help_change")
@click.option("--by", cls=Option, metavar="NAME", help="help_by")
@click.option("--output", cls=Option, metavar="NAME", help="help_output")
@click.option("--out", cls=Option, metavar="FILE", type=click.Path(), help="help_out")
@click.option("--keep", cls=Option, multiple=True, metavar="HEADING", help="help_diff_keep")
def command(
    program: str,
    files: tuple[str, ...],
    settings: tuple[str, ...],
    assume: tuple[str, ...],
    values: str | None,
    day: date | None,
    first: date | None,
    last: date | None,
    against: str | None,
    changes: tuple[str, ...],
    by: str | None,
    output: str | None,
    out: str | None,
    keep: tuple[str, ...],
) -> int:
    """Print what changes, write the report, and return the exit status."""
    start, end = _days(day, first, last)
    if not changes and against is None and start == end:
        raise click.UsageError(tell(language(), "diff_nothing"))
    _usable(out)
    asked = Asked(program, files, settings, assume, values, start, end, against, changes, by, output, out, keep)
    try:
        with wanting("diff"):
            return _compare(asked)
    except BenefitsError as error:
        return report(error, language(), as_json=False)


def _usable(out: str | None) -> None:
    """A report that cannot be made or put there is a usage error, before any work."""
    if out is None:
        return
    if Path(out).suffix.lower() not in _REPORTS:
        raise click.UsageError(tell(language(), "diff_out", out))
    if not Path(out).parent.is_dir():
        raise click.UsageError(tell(language(), "no_such_path", str(Path(out).parent)))
    if Path(out).is_dir():
        raise click.UsageError(tell(language(), "cannot_open", out, tell(language(), "is_folder")))


def _days(day: date | None, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """The day of each side; None is each row's own."""
    if (first is None) != (last is None) or (day is not None and first is not None):
        raise click.UsageError(tell(language(), "diff_days"))
    return (first, last) if first is not None else (day, day)


def _compare(asked: Asked) -> int:
    from benefits.impact.register import Asking, compare_register
    from benefits.impact.summary import Question, Side, Summary
    from benefits.model.change import parse_change

    changes = [parse_change(text) for text in asked.changes]
    book = open_book()
    before = book.program(asked.program)
    other, done = _edition(asked, changes)
    after = (other or book).program(asked.program)
    register, case = _case(asked, book)
    asking = Asking(case, cases.pairs(asked.assume), local_values(book, asked.values), asked.keep)
    sides = (before, asked.start), (after, asked.end)
    comparison = compare_register(*sides, asking, register, asked.output or "", _followed)
    question = Question(Side(*sides[0]), Side(*sides[1]), done, register.name if register is not None else "")
    summary = Summary(question, comparison, language())
    by = _column(asked, summary)
    _print(summary, by)
    if asked.out is not None:
        _write(asked.out, summary, by)
    return SOME_REFUSED if comparison.refused() else 0


def _edition(asked: Asked, changes: Sequence[Change]) -> tuple[RuleBook | None, tuple[Applied, ...]]:
    """The rule book of the second side, None where it is the first's, and what the changes did."""
    from benefits import load
    from benefits.book import RuleBook
    from benefits.cli.options import rules_path
    from benefits.model.change import load_changed

    path = asked.against or rules_path()
    if changes:
        library, done = load_changed(Path(path) if path is not None else None, changes)
        return RuleBook(library), done
    return (load(path) if asked.against is not None else None), ()


def _case(asked: Asked, book: RuleBook) -> tuple[Path | None, dict[str, object]]:
    """The register, if one is given, and the values of the case or over those of every row."""
    registers = [file for file in asked.files if file.lower().endswith(_REGISTERS) and "=" not in file]
    if len(registers) > 1:
        raise click.UsageError(tell(language(), "diff_registers"))
    others = [file for file in asked.files if file not in registers]
    case = cases.read(book.program(asked.program), others, asked.settings)
    if registers and not Path(registers[0]).is_file():
        why = "is_folder" if Path(registers[0]).is_dir() else "no_such_file"
        raise click.UsageError(tell(language(), "cannot_open", registers[0], tell(language(), why)))
    return (Path(registers[0]) if registers else None), case.inputs


def _followed(rows: Iterator[Row]) -> Iterable[Row]:
    return tracked(rows, None, tell(language(), "diff_work"))


def _column(asked: Asked, summary: Summary) -> int | None:
    """The place of the column to break the totals down by: by its heading, or the input's name or label."""
    if asked.by is None:
        return None
    headings = summary.comparison.headings
    found = next((place for place, one in enumerate(headings) if asked.by in summary.names(one)), None)
    if found is None:
        listed = ", ".join(summary.heading(one) for one in headings)
        raise click.UsageError(tell(language(), "diff_by", asked.by, listed))
    return found


def _print(summary: Summary, by: int | None) -> None:
    from benefits.cli.printing import print_explanation
    from benefits.words import Explanation

    blocks = [block for part in summary.parts(_SHOWN, by) for block in part.blocks]
    print_explanation(Explanation(summary.language, tuple(blocks)))


def _write(out: str, summary: Summary, by: int | None) -> None:
    """The report, by the ending of its name."""

    def into(part: Path) -> None:
        if part.suffix.lower() == ".html":
            from benefits.impact.report import page

            part.write_bytes(page(summary, by))
        elif part.suffix.lower() == ".xlsx":
            from benefits.impact.sheets import write_workbook

            write_workbook(part, summary, by)
        else:
            from benefits.impact.sheets import write_csv

            write_csv(part, summary)

    write_whole(out, into)
    click.echo(tell(language(), "diff_written", out), err=True)
