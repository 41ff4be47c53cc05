"""The changes of one formula or table cell: each operator, comparison, edge, literal and word in turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benefits.feel.lexer import NUMBER, STRING, SYMBOL, WORD, Token, tokenize

_SYMBOLS: Mapping[str, tuple[str, ...]] = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "=": ("!=",),
    "!=": ("=",),
    "+": ("-",),
    "-": ("+",),
    "*": ("/",),
    "/": ("*",),
}
_WORDS: Mapping[str, str] = {
    "and": "or",
    "or": "and",
    "true": "false",
    "false": "true",
    "min": "max",
    "max": "min",
    "floor": "ceiling",
    "ceiling": "floor",
    "some": "every",
    "every": "some",
    "years": "months",
    "months": "years",
}
_NUMBERS: Mapping[str, str] = {"0": "1", "1": "0"}


def formula_changes(text: str, members: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, str, str, str]]:
    """Offset, what is there, what is put there, and the whole changed text. `members` has, for the id of a choice, the
    ids that could stand in its place."""
    tokens = tokenize(text)
    edges = set(_edges(tokens))
    for place, token in enumerate(tokens):
        for other in _others(tokens, place, members, place in edges):
            if other != token.text:
                yield token.at, token.text, other, text[: token.at] + other + text[token.at + len(token.text) :]


def _others(
    tokens: list[Token], place: int, members: Mapping[str, tuple[str, ...]], edge: bool
) -> tuple[str, ...]:
    token = tokens[place]
    if edge:
        return ({"[": "(", "]": ")", "(": "[", ")": "]"}[token.text],)
    if token.kind == STRING:
        return tuple(f'"{other}"' for other in members.get(token.value, ())[:1])
    if token.kind == NUMBER:
        return (_NUMBERS[token.text],) if token.text in _NUMBERS else ()
    if token.kind == WORD and _is_word(tokens, place):
        return (_WORDS[token.text],)
    if token.kind == SYMBOL and not (token.text == "-" and len(tokens) == 2):
        return _SYMBOLS.get(token.text, ())
    return ()


def _is_word(tokens: list[Token], place: int) -> bool:
    """A word of the language, and no name or field that is spelled like one."""
    text = tokens[place].text
    if text not in _WORDS or (place and tokens[place - 1].text == "."):
        return False
    if text in ("years", "months"):
        return place > 0 and tokens[place - 1].text in ("add", "completed")
    return text not in ("min", "max", "floor", "ceiling") or tokens[place + 1].text == "("


def _edges(tokens: list[Token]) -> Iterator[int]:
    """The places of the brackets at the ends of ranges."""
    opened: list[int] = []
    ranges: list[int] = []
    for place, token in enumerate(tokens):
        if token.text == ".." and opened:
            ranges.append(opened[-1])
        elif token.kind == SYMBOL and token.text in "([":
            opened.append(place)
        elif token.kind == SYMBOL and token.text in ")]" and opened:
            start = opened.pop()
            if start in ranges:
                yield from (start, place)
