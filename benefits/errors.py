"""Every error the toolkit raises, and its shape. The closed list of codes with their texts is in `benefits.codes`.

A `Problem` is one thing wrong, as a value: nothing here prints. Errors that carry several list them all at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benefits.codes import CODES, EXPECTED

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAYS = re.compile(rf"({_DAY}|…) – ({_DAY}|…)")
_ENDS = re.compile(r"(-?[0-9.]+|…) – (-?[0-9.]+|…)(?: (.+))?")
_COUNT = re.compile(r"[≤≥] ([0-9]+)")
# Codes whose `expected` lists names.
_LISTS = frozenset(
    ("unknown_option", "not_a_choice", "not_a_key", "unexpected_key", "unknown_key", "unknown_default", "bad_mode")
)
# Codes whose text says by itself what it is about.
_PLAIN = frozenset(("not_in_force", "unknown_program"))


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
        places |= {"path": self.path, "value": self.value, "nearest": self.nearest}
        places["expected"] = expected_words(self.code, self.expected, language)
        text = CODES[self.code][1 if language == "en" else 0].format_map(places)
        if self.nearest:
            text += f"; did you mean {self.nearest}?" if language == "en" else f"；是否想写 {self.nearest}？"
        return text

    def located(self, language: str = "zh") -> str:
        """`file:line:column code message` for a rule file's problem, `path: message` for an input's."""
        if self.file:
            return f"{self.file}:{self.line}:{self.column} {self.code} {self.message(language)}"
        if self.speaks_for_itself:
            return self.message(language)
        return f"{self.path}{': ' if language == 'en' else '：'}{self.message(language)}"

    @property
    def speaks_for_itself(self) -> bool:
        """Whether the message needs no path before it: there is none, or it is named in the message."""
        return not self.path or self.path == self.value or self.code in _PLAIN


def expected_words(code: str, expected: str, language: str) -> str:
    """A problem's `expected`, which is data, in the words of a language; what has no words stays as it is."""
    side = 1 if language == "en" else 0

    def words(key: str, *places: str) -> str:
        return EXPECTED[key][side].format(*places)

    count = _COUNT.fullmatch(expected)
    ends = _ENDS.fullmatch(expected)
    if code in _LISTS:
        return expected if side else expected.replace(", ", "、")
    if code in ("wrong_type", "float_input", "bad_number"):
        key = next((key for key in EXPECTED if expected == key or expected.startswith(key + " ")), "")
        return words(key) if key else expected
    if code in ("too_many_rows", "too_few_rows") and count:
        return words("most rows" if code == "too_many_rows" else "least rows", count[1])
    if code == "too_many_decimals" and count:
        return words("whole") if count[1] == "0" else words("decimals", count[1])
    if code == "bad_text":
        form = words("characters", count[1]) if count else words("pattern", expected)
        return words(expected) if expected == "not empty" else form
    if code == "out_of_range" and ends:
        return _range_words(ends[1], ends[2], words) + (f" {ends[3]}" if ends[3] else "")
    if code == "ledger_unusable":
        return words(expected) if expected in EXPECTED else expected
    if code in ("not_in_force", "date_not_the_day"):
        return _chinese_form(_DAYS.sub(lambda found: _days_words(found[1], found[2], side, words), expected), side)
    return expected


def _range_words(low: str, high: str, words: Callable[..., str]) -> str:
    if "…" in (low, high):
        return words("at most", high) if low == "…" else words("at least", low)
    return words("between", low, high)


def _days_words(first: str, last: str, side: int, words: Callable[..., str]) -> str:
    """A period in words; both ends open is no day at all."""
    ends = [day if side else _chinese_day(day) for day in (first, last) if day != "…"]
    if len(ends) == 2:
        return words("from until", *ends)
    return words("from" if last == "…" else "until", *ends) if ends else words("never")


def _chinese_day(day: str) -> str:
    year, month, number = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{number}日"


def _chinese_form(text: str, side: int) -> str:
    """In Chinese a day of the year in words, and full-width brackets."""
    if side:
        return text
    text = re.sub("^([0-9]{2})-([0-9]{2})", lambda found: f"每年{int(found[1])}月{int(found[2])}日", text)
    return text.replace(" (", "（").replace(")", "）")


class BenefitsError(Exception):
    """The base of all errors. `problems` is never empty; `code`, `path`, `value` and so on are the first's."""

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


class LedgerError(BenefitsError):
    """A ledger of decisions refuses what was asked of it, or cannot be used."""


class DamagedLedgerError(LedgerError):
    """What a ledger holds is not what was stored in it."""
