"""One question: what it shows, what replies it takes, and the value that they give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benefits.cli import replies
from benefits.cli.days import day_problem
from benefits.cli.messages import tell
from benefits.cli.tables import read_table
from benefits.errors import InputError
from benefits.model.program import Choice, Input, Program
from benefits.words.inputs import choices_for, default_words, input_form
from benefits.words.units import unit_words

Refuse = Callable[[list[dict[str, object]], str], list[str]]
"""What is wrong with the rows so far at a path below the table, as sentences."""

_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True)
class Asker:
    """Asks for inputs of one program in one language."""

    program: Program
    language: str

    def tell(self, key: str, *places: str) -> str:
        return tell(self.language, key, *places)

    def value(self, spec: Input, refuse: Refuse) -> object:
        """What the person answers; None when nothing is given. `refuse` checks the rows of a list."""
        if spec.fields:
            return self.rows(spec, refuse)
        choices = choices_for(self.program, spec)
        self.show(self.heading(spec), choices)
        while True:
            text = replies.reply("> ")
            if text == replies.HELP:
                self.explain(spec)
            elif not text and (spec.has_default or spec.optional):
                return None
            elif not text:
                replies.say_to(self.tell("ask_again"))
            elif choices:
                return self.picked(spec, choices, text)
            elif spec.type.kind in ("number", "date"):
                plain = replies.narrowed(text, self.language)
                problem = day_problem(plain, self.language) if spec.type.kind == "date" else ""
                if not problem:
                    return plain
                replies.say_to(problem)
            else:
                return text

    def option(self, question: str, options: Sequence[Choice]) -> str:
        """The id of the option that the person picks."""
        self.show(question, options)
        while True:
            text = replies.reply("> ")
            found = find_choice(options, replies.narrowed(text, self.language))
            if found:
                return found
            replies.say_to(self.tell("ask_pick"))

    def heading(self, spec: Input) -> str:
        label = spec.label.text(self.language)
        unit = unit_words(spec.type.unit, self.language, label=label)
        said = self.tell("ask_unit", label, unit) if unit else label
        if spec.has_default:
            said = self.tell("ask_default", said, default_words(self.program, spec, self.language))
        return said

    def show(self, heading: str, choices: Sequence[Choice]) -> None:
        replies.say_to("\n" + heading)
        for number, choice in enumerate(choices, start=1):
            replies.say_to(f"  {number}. {choice.label.text(self.language)} ({choice.id})")

    def explain(self, spec: Input) -> None:
        replies.say_to(self.tell("ask_refused", spec.name, input_form(self.program, spec, self.language)))
        if spec.help is not None:
            replies.say_to(spec.help.text(self.language))

    def picked(self, spec: Input, choices: Sequence[Choice], text: str) -> object:
        """The id that the reply means; a reply that means none goes on as it is, for the engine to refuse."""
        if spec.type.kind == "boolean":
            found = find_choice(choices, replies.narrowed(text, self.language))
            agreed = replies.agreed(text)
            return _FLAGS[found] if found else text if agreed is None else agreed
        return find_choice(choices, replies.narrowed(text, self.language)) or text

    def rows(self, spec: Input, refuse: Refuse) -> list[dict[str, object]]:
        """The rows of a list, one after the other, or of a CSV file."""
        replies.say_to("\n" + self.heading(spec))
        replies.say_to(self.tell("ask_rows"))
        rows: list[dict[str, object]] = []
        while True:
            try:
                text = replies.reply(self.tell("ask_more", str(len(rows) + 1)) + " > ")
            except replies.WentBack:
                if not rows:
                    raise
                rows.pop()
                continue
            if text == replies.HELP:
                self.explain(spec)
            elif text.startswith("@"):
                found = self.from_file(spec, text[1:].strip())
                if found is not None:
                    return found
            elif replies.agreed(text):
                self.add_row(spec, rows, refuse)
            elif replies.agreed(text) is False:
                return rows

    def from_file(self, spec: Input, name: str) -> list[dict[str, object]] | None:
        import click

        try:
            return read_table(spec, name).rows
        except InputError as error:
            for problem in error.problems:
                replies.say_to(problem.located(self.language))
        except click.UsageError as error:
            replies.say_to(error.format_message())
        return None

    def add_row(self, spec: Input, rows: list[dict[str, object]], refuse: Refuse) -> None:
        """Ask for the cells of one more row; going back from its first cell drops it."""
        place, row = 0, dict[str, object]()
        replies.say_to(self.tell("ask_row", str(len(rows) + 1)))
        while place < len(spec.fields):
            field = spec.fields[place]
            try:
                cell = self.value(field, refuse)
            except replies.WentBack:
                if place == 0:
                    return
                place -= 1
                row.pop(spec.fields[place].name, None)
                continue
            if cell is not None:
                row[field.name] = cell
            where = f"{spec.name}[{len(rows)}]" + ("" if place == len(spec.fields) - 1 else f".{field.name}")
            wrong = refuse([*rows, row], where)
            for sentence in wrong:
                replies.say_to(sentence)
            if wrong:
                row.pop(field.name, None)
            else:
                place += 1
        rows.append(row)


def find_choice(choices: Sequence[Choice], text: str) -> str:
    """The id of the choice that the text means by its number, id or label in either language; "" for none."""
    if text.isdecimal() and text.isascii() and 1 <= int(text[:6]) <= len(choices):
        return choices[int(text[:6]) - 1].id
    wanted = text.casefold()
    for choice in choices:
        if wanted in (choice.id.casefold(), choice.label.zh.casefold(), choice.label.en.casefold()):
            return choice.id
    return ""
