"""`matches`, `replace` and `split`: regular expressions of XPath (XQuery and XPath Functions 3.1, clause 5.6).

They run on `re`. What XPath writes differently is translated (`$`, `.`, `\\s`, `\\i`, `\\c`, `\\p{…}`, subtraction in
classes, the flags), and what only Python has is refused.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

from benefits.feel.builtins.registry import Library, text
from benefits.feel.errors import FeelLimitError
from benefits.feel.run import MAX_CHARACTERS, Run
from benefits.feel.values import NullResult

LIBRARY = Library()
MAX_PATTERN = 1_000  # characters; together the two bound the work of a well-behaved pattern
MAX_INPUT = 64 * 1024

_NAME_START = (
    r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME = _NAME_START + r"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040"
_CLASSES = {"s": r" \t\n\r", "i": _NAME_START, "c": _NAME}
_PLAIN_ESCAPES = frozenset(r"dDwWnrt\|.?*+(){}[]-^$")
_DIGITS = tuple("0123456789")
_CATEGORY = re.compile(r"[LMNPZSC][a-z]?")


class _Translator:
    """One pattern of XPath, read from left to right into one of Python."""

    def __init__(self, pattern: str, flags: str) -> None:
        self.pattern = pattern
        self.dot_all = "s" in flags
        self.multi_line = "m" in flags
        self.spaced = "x" in flags
        self.at = 0
        self.before = ""  # the character before, where it was neither escaped nor in a class

    def translate(self) -> str:
        parts: list[str] = []
        while self.at < len(self.pattern):
            parts.append(self.one())
        return "".join(parts)

    def one(self) -> str:
        character = self.pattern[self.at]
        if self.spaced and character in " \t\n\r":
            self.at += 1
            return ""
        before, self.before = self.before, "" if character in "\\[" else character
        if character == "+" and before in ("*", "+", "?", "}"):
            raise NullResult("a quantifier that XPath does not have")
        if character == "\\":
            return self.escape(False)
        if character == "[":
            return self.character_class()
        if character == "(" and self.pattern.startswith("(?", self.at) and not self.pattern.startswith("(?:", self.at):
            raise NullResult("a group that XPath does not have")
        self.at += 1
        if character == "." and not self.dot_all:
            return r"[^\n\r]"
        if character == "$" and not self.multi_line:
            return r"\Z"
        return character

    def escape(self, in_class: bool) -> str:
        letter = self.pattern[self.at + 1 : self.at + 2]
        self.at += 2
        if letter in ("p", "P") and letter:
            return self.category(letter == "P", in_class)
        if letter.lower() in _CLASSES and letter:
            body = _CLASSES[letter.lower()]
            if in_class:
                if letter.isupper():
                    raise NullResult(f"the escape '\\{letter}' inside a class")
                return body
            return f"[{'^' if letter.isupper() else ''}{body}]"
        if letter.isdigit() and not in_class and letter != "0":
            return f"(?:\\{letter})"  # a digit behind it must not become part of the number
        if letter in _PLAIN_ESCAPES and letter:
            return "\\" + letter
        raise NullResult(f"the escape '\\{letter}', which XPath does not have")

    def category(self, negative: bool, in_class: bool) -> str:
        end = self.pattern.find("}", self.at)
        name = self.pattern[self.at + 1 : end]
        if self.pattern[self.at : self.at + 1] != "{" or end < 0 or _CATEGORY.fullmatch(name) is None:
            raise NullResult("a category that is not one of Unicode's")
        self.at = end + 1
        body = _category(name, negative)
        return body if in_class else f"[{body}]"

    def character_class(self) -> str:
        self.at += 1
        parts = ["["]
        if self.pattern.startswith("^", self.at):
            parts.append("^")
            self.at += 1
        start = self.at
        while self.at < len(self.pattern):
            character = self.pattern[self.at]
            if character == "]" and self.at > start:
                self.at += 1
                return "".join(parts) + "]"
            if character == "-" and self.pattern.startswith("-[", self.at):
                return self.subtraction("".join(parts) + "]")
            if character == "\\":
                parts.append(self.escape(True))
                continue
            self.at += 1
            parts.append("\\" + character if character in "[&~|" else character)
        raise NullResult("a class without an end")

    def subtraction(self, base: str) -> str:
        self.at += 1
        if self.at > MAX_PATTERN or self.pattern[self.at :].count("[") > 16:
            raise NullResult("too many classes inside one another")
        less = self.character_class()
        if not self.pattern.startswith("]", self.at):
            raise NullResult("a class without an end")
        self.at += 1
        return f"(?:(?!{less}){base})"


@lru_cache(maxsize=32)
def _category(name: str, negative: bool) -> str:
    """The body of a class of all characters of a Unicode category, such as L or Nd."""
    ranges: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)).startswith(name) != negative:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\U{low:08X}-\\U{high:08X}" for low, high in ranges)


def _compiled(source: object, flags: object) -> re.Pattern[str]:
    pattern, letters = text(source), "" if flags is None else text(flags)
    if len(pattern) > MAX_PATTERN:
        raise NullResult(f"a pattern of more than {MAX_PATTERN} characters")
    if not set(letters) <= set("smixq"):
        raise NullResult("flags other than s, m, i, x and q")
    translated = re.escape(pattern) if "q" in letters else _Translator(pattern, letters).translate()
    options = re.IGNORECASE if "i" in letters else re.NOFLAG
    options |= re.MULTILINE if "m" in letters else re.NOFLAG
    options |= re.DOTALL if "s" in letters else re.NOFLAG
    try:
        return re.compile(translated, options)
    except (re.error, OverflowError) as fault:
        raise NullResult("not a regular expression") from fault


def _input(value: object) -> str:
    string = text(value)
    if len(string) > MAX_INPUT:
        raise NullResult(f"a string of more than {MAX_INPUT} characters")
    return string


@LIBRARY.define("matches", "input", "pattern", "flags?")
def _matches(run: Run, value: object, pattern: object, flags: object = None) -> object:
    return _compiled(pattern, flags).search(_input(value)) is not None


@LIBRARY.define("split", "string", "delimiter")
def _split(run: Run, value: object, delimiter: object) -> object:
    string, pattern = _input(value), _compiled(delimiter, None)
    parts: list[object] = []
    start = 0
    for match in _matches_of(pattern, string):
        parts.append(string[start : match.start()])
        start = match.end()
    return [*parts, string[start:]]


@LIBRARY.define("replace", "input", "pattern", "replacement", "flags?")
def _replace(run: Run, value: object, pattern: object, replacement: object, flags: object = None) -> object:
    string, compiled, template = _input(value), _compiled(pattern, flags), text(replacement)
    literal = flags is not None and "q" in text(flags)
    pieces = [template] if literal else _pieces(template, compiled.groups)
    result: list[str] = []
    start = length = 0
    for match in _matches_of(compiled, string):
        new = "".join(piece if isinstance(piece, str) else match.group(piece) or "" for piece in pieces)
        length += len(new)
        if length > MAX_CHARACTERS:
            raise FeelLimitError(f"a text of more than {MAX_CHARACTERS} characters")
        run.spend(1 + len(pieces))
        result += [string[start : match.start()], new]
        start = match.end()
    return "".join(result) + string[start:]


def _matches_of(pattern: re.Pattern[str], string: str) -> list[re.Match[str]]:
    """All matches; XPath refuses a pattern that matches nothing at all."""
    if pattern.search("") is not None:
        raise NullResult("a pattern that matches the empty string")
    return list(pattern.finditer(string))


def _pieces(template: str, groups: int) -> list[str | int]:
    """The replacement as texts and numbers of groups. `$12` is group 12 where there is one, else group 1 and `2`."""
    pieces: list[str | int] = []
    literal: list[str] = []
    at = 0
    while at < len(template):
        character, following = template[at], template[at + 1 : at + 2]
        if character == "\\":
            if following not in ("\\", "$"):
                raise NullResult("a '\\' in the replacement")
            literal.append(following)
            at += 2
        elif character == "$":
            group, at = _group(template, at + 1, groups)
            pieces += ["".join(literal), group]
            literal.clear()
        else:
            literal.append(character)
            at += 1
    return [*pieces, "".join(literal)]


def _group(template: str, at: int, groups: int) -> tuple[int | str, int]:
    """The group whose number stands at `at`, the empty text where the pattern has no such group; and where it ends."""
    end = at
    while template[end : end + 1] in _DIGITS and (end == at or int(template[at : end + 1]) <= groups):
        end += 1
    if end == at:
        raise NullResult("a '$' in the replacement without a number")
    group = int(template[at:end])
    return (group if group <= groups else ""), end
