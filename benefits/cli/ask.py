"""`benefits ask PROGRAM`: asks a person for what matters, and for nothing else, until there is an answer."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from benefits.cli import replies
from benefits.cli.cases import pairs
from benefits.cli.completion import complete_program
from benefits.cli.days import Day, day_problem
from benefits.cli.local import local_values, values_option
from benefits.cli.messages import tell
from benefits.cli.options import Option, language, open_book
from benefits.cli.options import command as make_command
from benefits.cli.question_options import assume_option
from benefits.cli.questions import Asker
from benefits.cli.refusal import report
from benefits.errors import BenefitsError, InputError, MissingInputsError, NotInForceError, Problem
from benefits.model.program import Interpretation, Program

if TYPE_CHECKING:
    from benefits import Decision, RuleBook
    from benefits.model.local_values import LocalValues

_ENDED = 2


@make_command("ask")
@click.argument("program", shell_complete=complete_program)
@click.option("--date", "day", cls=Option, type=Day(), help="help_date")
@assume_option
@values_option
def command(program: str, day: date | None, assume: tuple[str, ...], values: str | None) -> int:
    """Ask, answer, offer to change what was taken at its default, and show the command that repeats it."""
    tongue = language()
    try:
        book = open_book()
        talk = Talk(book, book.program(program), tongue, day, day is None, pairs(assume))
        talk.values_file, talk.values = values, local_values(book, values)
        return talk.run()
    except BenefitsError as error:
        return report(error, tongue, as_json=False)
    except replies.EndOfReplies:
        click.echo("\n" + tell(tongue, "ask_eof"), err=True)
        return _ENDED


@dataclass
class Talk:
    """One conversation. `answers` are in the order given; `day_asked`: the person gives the date, and may change it."""

    book: RuleBook
    program: Program
    language: str
    day: date | None
    day_asked: bool
    assume: dict[str, str]
    answers: dict[str, object] = field(default_factory=dict)
    values_file: str | None = None
    values: LocalValues | None = None

    def run(self) -> int:
        _prepare_input()
        replies.say_to(self.program.title.text(self.language))
        replies.say_to(tell(self.language, "ask_intro"))
        if self.day is None:
            self.ask_day()
        while True:
            decision = self.answer()
            self.print(decision)
            if not self.changed(decision):
                click.echo(f"{tell(self.language, 'ask_repeat')}\n{self.command_line()}")
                return 0

    def decide(self, inputs: dict[str, object]) -> Decision:
        return self.book.decide(self.program.id, self.day or "", inputs, self.assume, self.values)

    def ask_day(self) -> None:
        """Ask for the date until there is one that the program answers for."""
        while True:
            text = replies.narrowed(replies.reply(f"\n{tell(self.language, 'ask_date')} > "), self.language)
            problem = day_problem(text, self.language) if text else tell(self.language, "ask_again")
            if not problem:
                self.day = date.fromisoformat(text)
                problem = self.day_refused()
            if not problem:
                return
            replies.say_to(problem)

    def day_refused(self) -> str:
        """Why the program does not answer for the day, or ""."""
        try:
            self.decide({})
        except MissingInputsError:
            return ""
        except (NotInForceError, InputError) as error:
            if isinstance(error, InputError) and error.path != "date":
                raise
            from benefits.words import problem_words

            return problem_words(error.problems[0], self.language)
        return ""

    def answer(self) -> Decision:
        """Ask for what matters until there is an answer."""
        asker = Asker(self.program, self.language)
        while True:
            try:
                return self.decide(self.answers)
            except MissingInputsError as error:
                name = error.missing[0].partition("[")[0].partition(".")[0]
            except InputError as error:
                self.refuse(error)
                continue
            spec = next(spec for spec in self.program.inputs if spec.name == name)
            self.answers.pop(name, None)
            try:
                self.answers[name] = asker.value(spec, lambda rows, path, of=name: self.rows_refused(of, rows, path))  # type: ignore[misc]
            except replies.WentBack:
                self.back()

    def refuse(self, error: InputError) -> None:
        """Tell what is wrong with the last answer and forget it; what the person cannot change is raised."""
        if not self.answers or any(problem.file for problem in error.problems):
            raise error
        for problem in error.problems:
            replies.say_to(self.told(problem))
        self.answers.popitem()

    def told(self, problem: Problem) -> str:
        """A problem under the label of its input."""
        from benefits.words import input_label, problem_words

        label = input_label(self.program, problem.path, self.language)
        return tell(self.language, "ask_refused", label, problem_words(problem, self.language, self.program))

    def back(self) -> None:
        """Forget the last answer, or the date when there is none."""
        if self.answers:
            self.answers.popitem()
        elif self.day_asked:
            self.ask_day()
        else:
            replies.say_to(tell(self.language, "ask_back_end"))

    def rows_refused(self, name: str, rows: list[dict[str, object]], path: str) -> list[str]:
        """What the engine has against the rows at `path` or below it, missing cells apart."""
        try:
            self.decide({**self.answers, name: rows})
        except MissingInputsError:
            return []
        except InputError as error:
            return [self.told(problem) for problem in error.problems if _concerns(problem, path)]
        except BenefitsError:
            return []
        return []

    def print(self, decision: Decision) -> None:
        from benefits.cli.printing import print_explanation
        from benefits.words import explain

        click.echo(err=True)
        print_explanation(explain(decision, self.program, self.language))

    def changed(self, decision: Decision) -> bool:
        """Offer what was taken at its default, open questions too; whether the person changed one."""
        offers = self.offers(decision.steps)
        if not offers:
            return False
        replies.say_to("\n" + tell(self.language, "ask_review"))
        for number, (_, said) in enumerate(offers, start=1):
            replies.say_to(f"  {number}. {said}")
        while True:
            try:
                text = replies.reply(tell(self.language, "ask_change") + " > ")
            except (replies.EndOfReplies, replies.WentBack):
                return False
            plain = replies.narrowed(text, self.language)
            if not plain:
                return False
            if plain.isascii() and plain.isdecimal() and 1 <= int(plain[:6]) <= len(offers):
                return self.change(offers[int(plain[:6]) - 1][0])

    def offers(self, steps: list[dict[str, Any]]) -> list[tuple[str, str]]:
        """Names with what to call them: inputs at their defaults, and open questions with more than one option."""
        found = []
        several = {one.name for one in self.program.interpretations if len(one.options) > 1}
        for step in steps:
            name = str(step["name"])
            label = str(step["label"][self.language])
            if step["kind"] == "input" and step.get("default") and name not in self.answers:
                found.append((name, label))
            elif step["kind"] == "interpretation" and name in several:
                found.append((name, f"{label} ({step['text'][self.language]})"))
        return found

    def change(self, name: str) -> bool:
        """Ask for one thing that had a default."""
        asker = Asker(self.program, self.language)
        spec = next((spec for spec in self.program.inputs if spec.name == name), None)
        try:
            if spec is None:
                one = self.interpretation(name)
                self.assume[name] = asker.option(one.question.text(self.language), one.options)
                return True
            given = asker.value(spec, lambda rows, path: self.rows_refused(name, rows, path))
        except replies.WentBack:
            return True
        if given is not None:
            self.answers[name] = given
        return True

    def interpretation(self, name: str) -> Interpretation:
        return next(one for one in self.program.interpretations if one.name == name)

    def command_line(self) -> str:
        """The `benefits calc` that gives the same answer."""
        words = ["benefits", "calc", self.program.id, "--date", str(self.day)]
        for name, value in self.answers.items():
            if value is not None:
                words += ["--set", f"{name}={_setting(value)}"]
        for name, option in self.assume.items():
            words += ["--assume", f"{name}={option}"]
        words += ["--values", self.values_file] if self.values_file else []
        rules = click.get_current_context().meta.get("benefits.rules")
        return shlex.join([*words, *(["--rules", rules] if rules else [])])


def _concerns(problem: Problem, path: str) -> bool:
    at = problem.path == path or problem.path.startswith((path + ".", path + "["))
    return at and problem.code not in ("cell_required", "missing_input")


def _setting(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _prepare_input() -> None:
    """Bytes that are no text in the terminal's encoding reach the engine as such, to be refused there."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="surrogateescape")
