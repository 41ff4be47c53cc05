"""A cursor over tokens that knows the names in scope: the ground the parser stands on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from benefits.feel.errors import MAX_NESTING, FeelSyntaxError
from benefits.feel.lexer import END, NUMBER, STRING, SYMBOL, WORD, Token, tokenize
from benefits.feel.names import BUILTIN_NAMES, NAME_SYMBOLS, OPERAND_KEYWORDS, STOP_WORDS

# A name as its tokens: each one's text, and whether white space stands before it.
Spelling = tuple[tuple[str, bool], ...]


def _may_stand_in_name(token: Token) -> bool:
    return token.kind in (WORD, NUMBER) or (token.kind == SYMBOL and NAME_SYMBOLS.issuperset(token.text))


@lru_cache(maxsize=4096)
def spelling(name: str) -> Spelling:
    """The tokens of a declared name; none where no text could ever spell it."""
    if name.isidentifier():
        return ((name, True),)
    try:
        tokens = tokenize(name)[:-1]
    except FeelSyntaxError:
        return ()
    if not tokens or tokens[0].kind != WORD or not all(map(_may_stand_in_name, tokens)):
        return ()
    return tuple((token.text, token.spaced) for token in tokens)


def _table(names: Iterable[str]) -> dict[str, list[tuple[Spelling, str]]]:
    table: dict[str, list[tuple[Spelling, str]]] = {}
    for name in names:
        words = spelling(name)
        if words:
            table.setdefault(words[0][0], []).append((words, name))
    return table


# Built-in names are plain words; splitting them, unlike tokenizing, costs nothing when this module loads.
_BUILTINS: dict[str, list[tuple[Spelling, str]]] = {}
for _name in BUILTIN_NAMES:
    _words = tuple((word, True) for word in _name.split())
    _BUILTINS.setdefault(_words[0][0], []).append((_words, _name))


class Reader:
    """The tokens of one text, the place reached, the names declared so far and the depth of nesting."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.index = 0
        self.nesting = 0
        self._declared = _table(names)

    # Tokens

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.index]

    def after(self, count: int = 1) -> Token:
        """The token `count` places behind the next one."""
        return self.tokens[min(self.index + count, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Steps over the next token and returns it."""
        token = self.tokens[self.index]
        if token.kind != END:
            self.index += 1
        return token

    def at_symbol(self, *symbols: str) -> bool:
        """Whether the next token is one of these symbols."""
        return self.token.kind == SYMBOL and self.token.text in symbols

    def at_word(self, *words: str) -> bool:
        """Whether the next token is one of these words."""
        return self.token.kind == WORD and self.token.text in words

    def expect(self, text: str, expected: str | None = None) -> Token:
        """Steps over the symbol or word `text`; anything else is an error."""
        if self.token.kind not in (SYMBOL, WORD) or self.token.text != text:
            raise self.error(expected or f"'{text}'")
        return self.take()

    def error(self, expected: str, token: Token | None = None) -> FeelSyntaxError:
        """The error that something else was expected in place of a token, the next one where none is given."""
        token = token or self.token
        return FeelSyntaxError(self.text, token.at, token.shown, expected)

    def enter(self, at: int) -> None:
        """One level deeper, for the construct that begins at `at`."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise FeelSyntaxError(
                self.text, at, f"more than {MAX_NESTING} levels of nesting", f"at most {MAX_NESTING} levels"
            )

    def leave(self) -> None:
        """One level up again."""
        self.nesting -= 1

    # Names

    def declare(self, name: str) -> None:
        """Brings a name into scope."""
        words = spelling(name)
        if words:
            self._declared.setdefault(words[0][0], []).append((words, name))

    def forget(self, name: str) -> None:
        """Takes the last declaration of a name out of scope."""
        words = spelling(name)
        if words:
            self._declared[words[0][0]].remove((words, name))

    def name(self) -> str:
        """The name that begins with the word at the cursor: the longest in scope, else all words up to an operator."""
        token = self.token
        found, length = self._longest(self._declared, self._longest(_BUILTINS, ("", 0)))
        if length and token.text not in OPERAND_KEYWORDS:
            self.index += length
            return found
        if token.text in STOP_WORDS or token.text in OPERAND_KEYWORDS:
            raise self.error("an expression")
        return self._folded()

    def member_name(self) -> str:
        """The name after a `.`: a declared one where it is longer than the words that stand there."""
        if self.token.kind != WORD:
            raise self.error("a name after '.'")
        start = self.index
        folded = self._folded()
        end, self.index = self.index, start
        found, length = self._longest(self._declared, ("", 0))
        if start + length > end:
            self.index = start + length
            return found
        self.index = end
        return folded

    def _longest(self, table: dict[str, list[tuple[Spelling, str]]], best: tuple[str, int]) -> tuple[str, int]:
        for words, name in table.get(self.token.text, ()):
            if len(words) >= best[1] and self._spells(words):
                best = (name, len(words))
        return best

    def _spells(self, words: Spelling) -> bool:
        for offset in range(1, len(words)):
            token = self.after(offset)
            if token.kind in (END, STRING) or (token.text, token.spaced) != words[offset]:
                return False
        return True

    def _folded(self) -> str:
        words = [self.take().text]
        while (self.token.kind == WORD and self.token.text not in STOP_WORDS and self.token.text != "?") or (
            self.token.kind == NUMBER and self.token.text.isdigit()
        ):
            words.append(self.take().text)
        return " ".join(words)

    def name_before(self, *ends: str) -> str | None:
        """The name, with any name symbols, that stands before one of the symbols `ends`; None where none does."""
        offset = 0
        while True:
            token = self.after(offset)
            if token.kind == SYMBOL and token.text in ends:
                break
            if not _may_stand_in_name(token):
                return None
            offset += 1
        if offset == 0 or self.token.kind != WORD:
            return None
        return self.written_name(offset)

    def written_name(self, count: int) -> str:
        """The name that the next `count` tokens spell, white space folded to one space; steps over them."""
        tokens = [self.take() for _ in range(count)]
        rest = "".join((" " if token.spaced else "") + token.text for token in tokens[1:])
        return tokens[0].text + rest

    def name_before_word(self, word: str, expected: str) -> str:
        """The words before the keyword `word`, as one name."""
        count = 0
        while _may_stand_in_name(self.after(count)) and self.after(count).text != word:
            count += 1
        if count == 0 or self.token.kind != WORD or self.token.text in OPERAND_KEYWORDS:
            raise self.error(expected)
        return self.written_name(count)
