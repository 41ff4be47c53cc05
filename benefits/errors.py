"""Every error the toolkit raises, and its shape. The closed list of codes with their texts is in `benefits.codes`.

A `Problem` is one thing wrong, as a value: nothing here prints. Errors that carry several list them all at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benefits.codes import CODES


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong.

    `code` is a key of `CODES`; `path` names the input (`services[2].cost`) or the place in a rule file
    (`parameters.cap.values[0]`); `value` is what was found, as text, cut short when long; `expected` and `nearest`
    are in the words of the format (`nearest` is the closest valid name, or ""). `file`, `line`, `column` (from 1)
    are set for rule files. `detail` fills further places of the code's text.
    """

    code: str
    path: str = ""
    value: str = ""
    expected: str = ""
    nearest: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    detail: tuple[tuple[str, str, str], ...] = field(default=())

    def message(self, language: str = "zh") -> str:
        """The problem as a sentence, Chinese (`zh`) or English (`en`); `detail` triples are (name, zh, en)."""
        places = {name: (en if language == "en" else zh) for name, zh, en in self.detail}
        places |= {"path": self.path, "value": self.value, "expected": self.expected, "nearest": self.nearest}
        text = CODES[self.code][1 if language == "en" else 0].format_map(places)
        if self.nearest:
            text += f"; did you mean {self.nearest}?" if language == "en" else f";是否想写 {self.nearest}?"
        return text

    def located(self, language: str = "zh") -> str:
        """`file:line:column code message` for a rule file's problem, `path: message` for an input's."""
        if self.file:
            return f"{self.file}:{self.line}:{self.column} {self.code} {self.message(language)}"
        return f"{self.path}: {self.message(language)}" if self.path else self.message(language)


class BenefitsError(Exception):
    """The base of all errors. `problems` is never empty; `code`, `path`, `value`, `expected`, `nearest` are the first's."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.located("en") for problem in self.problems))

    @property
    def code(self) -> str:
        return self.problems[0].code

    @property
    def path(self) -> str:
        return self.problems[0].path

    @property
    def value(self) -> str:
        return self.problems[0].value

    @property
    def expected(self) -> str:
        return self.problems[0].expected

    @property
    def nearest(self) -> str:
        return self.problems[0].nearest


class InputError(BenefitsError):
    """The question is refused: every problem of its date, inputs and interpretations in one go."""


class MissingInputsError(InputError):
    """Inputs that matter are missing. `missing` has their names in the order to ask."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.missing = tuple(problem.path for problem in self.problems)


class NotInForceError(BenefitsError):
    """The program or a figure it needs has no value on the date."""


class RuleError(BenefitsError):
    """A rule file is refused, or a property it states does not hold of an answer."""


class UnknownProgramError(BenefitsError):
    """No program of that id is in the rule book."""
