"""`benefits plot PROGRAM --over NAME`: the answer as one input varies, as a picture or on the terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from benefits.cli import cases
from benefits.cli.completion import complete_program
from benefits.cli.days import Day, day_problem
from benefits.cli.extras import wanting
from benefits.cli.files import write_whole
from benefits.cli.lazy import nearest
from benefits.cli.messages import tell
from benefits.cli.options import Option, language, open_book
from benefits.cli.options import command as make_command
from benefits.cli.question_options import assume_option, set_option
from benefits.cli.refusal import report
from benefits.errors import BenefitsError

if TYPE_CHECKING:
    from benefits.cases.question import Slot
    from benefits.cli.plot_words import Told
    from benefits.model.program import Program

_MOST_PANELS = 4
_HIGH, _MOST_ROWS = 16, 40
_NARROW, _WIDE = 60, 110


@make_command("plot")
@click.argument("program", shell_complete=complete_program)
@click.option("--over", cls=Option, required=True, metavar="NAME", help="help_over")
@click.option("--from", "start", cls=Option, metavar="VALUE", help="help_from_value")
@click.option("--to", "end", cls=Option, metavar="VALUE", help="help_to_value")
@click.option("--date", "day", cls=Option, type=Day(), help="help_plot_date")
@set_option()
@assume_option
@click.option("--output", "wanted", cls=Option, multiple=True, metavar="NAME", help="help_plot_output")
@click.option("--out", cls=Option, metavar="FILE.svg|FILE.png", type=click.Path(), help="help_plot_out")
def command(
    program: str,
    over: str,
    start: str | None,
    end: str | None,
    day: date | None,
    settings: tuple[str, ...],
    assume: tuple[str, ...],
    wanted: tuple[str, ...],
    out: str | None,
) -> int:
    """Sweep, and draw."""
    found, case = None, cases.Case()
    ending = _ending(out)
    try:
        book = open_book()
        found = book.program(program)
        slot = _slot(found, over)
        _check_outputs(found, wanted)
        case = cases.read(found, (), settings)
        from benefits.cli.plot_words import Told
        from benefits.impact.base import base, reach, scalars
        from benefits.impact.sweep import sweep

        calculator = book.calculator(program)
        outputs = wanted or tuple(scalars(found))
        begun = base(calculator, slot, case.inputs, day, cases.pairs(assume), outputs)
        if begun is None:
            raise click.UsageError(tell(language(), "missing_parameter", "--date"))
        low, high = _ends(slot, start, end, reach(found, slot, begun.question))
        swept = sweep(calculator, begun.question, slot, low, high, outputs)
        _raise_if_refused(swept.answers)
        told = Told(swept, begun, calculator, language())
    except BenefitsError as error:
        return report(error, language(), as_json=False, program=found, locate=case.locate)
    taken = told.conditions(taken_only=True)
    if taken:
        click.echo(tell(language(), "plot_taken", _joined(taken)), err=True)
    shown = wanted or _telling(told, outputs)
    with wanting("plot"):
        return _write(told, shown, out, ending) if out else _show(told, shown)


def _joined(parts: Sequence[str]) -> str:
    from benefits.words.texts import say

    return say(language(), "semicolon").join(parts)


def _ending(out: str | None) -> str:
    if out is None:
        return ""
    ending = Path(out).suffix.lower().removeprefix(".")
    if ending not in ("svg", "png"):
        raise click.UsageError(tell(language(), "not_picture", out))
    return ending


def _slot(program: Program, over: str) -> Slot:
    from benefits.impact.sweep import DATE, slot_for

    found = slot_for(program, over)
    if found is None:
        names = [spec.name for spec in program.inputs if slot_for(program, spec.name) is not None]
        _refuse_name("not_variable", over, [*names, DATE])
    return found


def _check_outputs(program: Program, wanted: Sequence[str]) -> None:
    from benefits.impact.base import scalars

    names = list(scalars(program))
    for name in wanted:
        if name not in names:
            _refuse_name("not_drawable", name, names)
    if len(set(wanted)) < len(wanted):
        raise click.UsageError(tell(language(), "named_twice", "--output"))


def _refuse_name(key: str, name: str, names: Sequence[str]) -> NoReturn:
    listed = tell(language(), "listing").join(names)
    raise click.UsageError(tell(language(), key, name, listed) + nearest(name, names, language()))


def _ends(slot: Slot, start: str | None, end: str | None, usual: tuple[int, int]) -> tuple[int, int]:
    """The ends that are given; for one that is not the usual one, or as far off where that lies on the wrong side."""
    first, last = (None if text is None else _step(slot, text) for text in (start, end))
    if first is not None and last is not None and first >= last:
        raise click.UsageError(tell(language(), "ends_turned", str(start), str(end)))
    span = usual[1] - usual[0]
    if first is None:
        first = usual[0] if last is None or usual[0] < last else last - span
    if last is None:
        last = usual[1] if first < usual[1] else first + span
    return first, last


def _step(slot: Slot, text: str) -> int:
    """A value of `--from` or `--to` as a number of smallest units."""
    from benefits.engine import numbers
    from benefits.errors import BenefitsError

    if slot.spec.type.kind == "date":
        problem = day_problem(text, language())
        if problem:
            raise click.UsageError(problem)
        return date.fromisoformat(text).toordinal()
    try:
        step = Fraction(numbers.exact(text)) * 10**slot.spec.decimals
    except (ValueError, BenefitsError):
        raise click.UsageError(tell(language(), "bad_end", text)) from None
    if step.denominator != 1:
        raise click.UsageError(tell(language(), "bad_end", text))
    return int(step)


def _raise_if_refused(answers: Sequence[object]) -> None:
    """Raise the refusal where there is no answer at all."""
    refused = [answer for answer in answers if isinstance(answer, BenefitsError)]
    if len(refused) == len(answers):
        raise refused[0]


def _telling(told: Told, outputs: Sequence[str]) -> tuple[str, ...]:
    """Amounts that vary, else whatever varies, else amounts; figures for reading only come last."""
    from benefits.impact.turnings import decision_of, stretches
    from benefits.words.units import is_money

    def varies(output: str) -> bool:
        found = stretches(told.sweep, output)
        return len(found) > 1 or len({value for _, value in found[0].points}) > 1

    known = {output: decision_of(told.sweep.program, output) for output in outputs}
    varied = [output for output in outputs if varies(output) and not known[output].for_reading]
    money = [output for output in varied if is_money(known[output].type.unit)]
    constant = [output for output in outputs if is_money(known[output].type.unit)]
    return tuple((money or varied or constant or list(outputs))[:_MOST_PANELS])


def _write(told: Told, outputs: Sequence[str], out: str, ending: str) -> int:
    from dataclasses import replace

    from benefits.impact.curves import draw
    from benefits.impact.pictures import chinese_font

    if ending == "png" and told.language != "en" and not chinese_font():
        click.echo(tell(language(), "no_font"), err=True)
        told = replace(told, language="en")
    content = draw(told.picture(tuple(outputs)), ending)
    write_whole(out, lambda part: part.write_bytes(content))
    click.echo(tell(language(), "plot_made", out), err=True)
    return 0


def _show(told: Told, outputs: Sequence[str]) -> int:
    """A chart and a table of its thresholds for each output."""
    from benefits.cli.printing import print_explanation
    from benefits.cli.refusal import visible
    from benefits.impact.terminal import chart
    from benefits.words import Explanation, Heading, Sentence, Table

    picture, tongue = told.picture(tuple(outputs)), language()
    head = Heading(picture.head[0], 1), Sentence(_joined(told.conditions()))
    print_explanation(Explanation(tongue, head))
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    wide = min(max(shutil.get_terminal_size((_WIDE, 0)).columns if on_terminal else 80, _NARROW), _WIDE)
    for output, panel in zip(outputs, picture.panels, strict=True):
        click.echo()
        title = tell(tongue, "plot_assume", panel.title, panel.unit) if panel.unit else panel.title
        print_explanation(Explanation(tongue, (Heading(title),)))
        if panel.lines:
            click.echo(visible(chart(panel, picture, wide, _HIGH), lines=True))
        rows = told.rows(output)
        shown = Table(told.heading(), rows[:_MOST_ROWS]) if rows else Sentence(told.even(output))
        print_explanation(Explanation(tongue, (shown, *told.cut(len(rows), _MOST_ROWS))))
    return 0
