"""Text to tokens. Words come one at a time; joining them to names with spaces is the parser's work."""

from __future__ import annotations

from fractions import Fraction

from benefits.feel.errors import MAX_DIGITS, MAX_EXPONENT, MAX_TEXT, FeelSyntaxError
from benefits.feel.names import NEWLINES, is_name_part, is_name_start, is_space

WORD, NUMBER, STRING, SYMBOL, END = "word", "number", "string", "symbol", "end"

_PAIRS = ("..", "**", "<=", ">=", "!=", "->")
_SINGLES = frozenset("()[]{},:.+-*/=<>@'")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_DIGITS = frozenset("0123456789")
_HEX = frozenset("0123456789abcdefABCDEF")


class Token:
    """One token: its kind, its text as written, where it begins, and whether white space stands before it."""

    __slots__ = ("at", "kind", "number", "spaced", "text", "value")

    def __init__(self, kind: str, text: str, at: int, spaced: bool) -> None:
        self.kind = kind
        self.text = text
        self.at = at
        self.spaced = spaced
        self.value = text  # the content of a string
        self.number = Fraction(0)

    @property
    def shown(self) -> str:
        """The token as an error message shows it."""
        if self.kind == END:
            return "the end of the text"
        short = self.text if len(self.text) <= 40 else self.text[:37] + "..."
        return short if self.kind == STRING else f"'{short}'"


def tokenize(text: str) -> list[Token]:
    """The tokens of `text`, the last one of kind `END`. Raises `FeelSyntaxError`."""
    if len(text) > MAX_TEXT:
        raise FeelSyntaxError(text, MAX_TEXT, f"a text of {len(text)} characters", f"at most {MAX_TEXT} characters")
    tokens: list[Token] = []
    at = 0
    while True:
        start = _skip_blanks(text, at)
        if start >= len(text):
            tokens.append(Token(END, "", len(text), start > at))
            return tokens
        token = _token(text, start, start > at or start == 0)
        tokens.append(token)
        at = start + len(token.text)


def _skip_blanks(text: str, at: int) -> int:
    """The offset of the next character that is neither white space nor comment."""
    while at < len(text):
        if is_space(text[at]):
            at += 1
        elif text.startswith("//", at):
            while at < len(text) and text[at] not in NEWLINES:
                at += 1
        elif text.startswith("/*", at):
            end = text.find("*/", at + 2)
            if end < 0:
                raise FeelSyntaxError(text, at, "a comment without an end", "'*/'")
            at = end + 2
        else:
            break
    return at


def _token(text: str, at: int, spaced: bool) -> Token:
    character = text[at]
    following = text[at + 1] if at + 1 < len(text) else ""
    if character in _DIGITS or (character == "." and following in _DIGITS and following != ""):
        return _number(text, at, spaced)
    if character == '"':
        return _string(text, at, spaced)
    if character == "?":
        return Token(WORD, "?", at, spaced)
    if is_name_start(character):
        end = at + 1
        while end < len(text) and is_name_part(text[end]):
            end += 1
        return Token(WORD, text[at:end], at, spaced)
    if character + following in _PAIRS:
        return Token(SYMBOL, character + following, at, spaced)
    if character in _SINGLES:
        return Token(SYMBOL, character, at, spaced)
    raise FeelSyntaxError(text, at, f"the character {character!r}", "a name, a value or an operator")


def _digits_end(text: str, at: int) -> int:
    while at < len(text) and text[at] in _DIGITS:
        at += 1
    return at


def _number(text: str, at: int, spaced: bool) -> Token:
    whole_end = end = _digits_end(text, at)
    decimals = ""
    # `1..3` is a range: the point belongs to the number only when one digit follows it.
    if text[end : end + 1] == "." and text[end + 1 : end + 2] in _DIGITS:
        end = _digits_end(text, whole_end + 1)
        decimals = text[whole_end + 1 : end]
    digits = text[at:whole_end] + decimals
    exponent, end = _exponent(text, at, end)
    if len(digits) > MAX_DIGITS:
        raise FeelSyntaxError(text, at, f"a number of {len(digits)} digits", f"at most {MAX_DIGITS} digits")
    token = Token(NUMBER, text[at:end], at, spaced)
    token.number = Fraction(int(digits)) * Fraction(10) ** (exponent - len(decimals))
    return token


def _exponent(text: str, start: int, at: int) -> tuple[int, int]:
    """The exponent that stands at `at` (0 where none does), and where the number ends."""
    if text[at : at + 1] not in ("e", "E"):
        return 0, at
    digits_at = at + 2 if text[at + 1 : at + 2] in ("+", "-") else at + 1
    end = _digits_end(text, digits_at)
    if end == digits_at:
        return 0, at
    digits = text[digits_at:end].lstrip("0")
    if len(digits) > 4 or int(digits or "0") > MAX_EXPONENT:
        raise FeelSyntaxError(text, start, "a number out of range", f"an exponent of at most {MAX_EXPONENT}")
    return (-int(digits or "0") if text[at + 1] == "-" else int(digits or "0")), end


def _string(text: str, at: int, spaced: bool) -> Token:
    parts: list[str] = []
    end = at + 1
    while True:
        if end >= len(text) or text[end] in NEWLINES:
            raise FeelSyntaxError(text, at, "a string without an end", "'\"'")
        character = text[end]
        if character == '"':
            break
        if character == "\\":
            part, end = _escape(text, end)
            parts.append(part)
        else:
            parts.append(character)
            end += 1
    token = Token(STRING, text[at : end + 1], at, spaced)
    token.value = "".join(parts)
    return token


def _escape(text: str, at: int) -> tuple[str, int]:
    r"""The character that the escape at `at` stands for. An unknown one (`\d`) stays as it is: patterns use them."""
    letter = text[at + 1 : at + 2]
    if letter in _ESCAPES and letter:
        return _ESCAPES[letter], at + 2
    if letter == "u":
        code = _code(text, at, 4)
        if 0xD800 <= code < 0xDC00 and text.startswith("\\u", at + 6):
            low = _code(text, at + 6, 4)
            if 0xDC00 <= low < 0xE000:
                return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)), at + 12
        return _character(text, at, code), at + 6
    if letter == "U":
        return _character(text, at, _code(text, at, 6)), at + 8
    return "\\", at + 1


def _code(text: str, at: int, length: int) -> int:
    digits = text[at + 2 : at + 2 + length]
    if len(digits) < length or not _HEX.issuperset(digits):
        raise FeelSyntaxError(text, at, f"the escape '{text[at : at + 2]}'", f"{length} hexadecimal digits after it")
    return int(digits, 16)


def _character(text: str, at: int, code: int) -> str:
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise FeelSyntaxError(text, at, f"the escape of {code:X}", "a Unicode character")
    return chr(code)
