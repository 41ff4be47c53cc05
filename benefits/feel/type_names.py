"""The part of the grammar that reads types: `list<string>`, `function<number> -> Any`, `date and time`."""

from __future__ import annotations

from benefits.feel.lexer import SYMBOL, WORD
from benefits.feel.names import STOP_WORDS, TYPE_NAMES
from benefits.feel.reader import Reader
from benefits.feel.syntax import TypeName

_SYNONYMS = {
    "day and time duration": "days and time duration",
    "year and month duration": "years and months duration",
}
_SPELLINGS = sorted((tuple(name.split()) for name in TYPE_NAMES), key=len, reverse=True)


def read_type(reader: Reader) -> TypeName:
    """The type at the cursor."""
    start = reader.token
    reader.enter(start.at)
    name = _name(reader)
    node = TypeName(name, at=start.at)
    if reader.at_symbol("<") and name in ("list", "range", "context", "function"):
        reader.take()
        if name == "context":
            node = _context(reader, start.at)
        elif name == "function":
            node = _function(reader, start.at)
        else:
            node = TypeName(name, (read_type(reader),), at=start.at)
            reader.expect(">")
    reader.leave()
    return node


def _name(reader: Reader) -> str:
    if reader.token.kind != WORD:
        raise reader.error("a type")
    for words in _SPELLINGS:
        if all(reader.after(offset).text == word for offset, word in enumerate(words)):
            name = reader.written_name(len(words))
            return _SYNONYMS.get(name, name)
    count = 1
    while True:
        token = reader.after(count)
        dotted = token.kind == SYMBOL and token.text == "." and reader.after(count + 1).kind == WORD
        if not dotted and (token.kind != WORD or token.text in STOP_WORDS):
            return reader.written_name(count)
        count += 1


def _context(reader: Reader, at: int) -> TypeName:
    fields: list[str] = []
    types: list[TypeName] = []
    while True:
        name = reader.name_before(":")
        if name is None:
            raise reader.error("the name of an entry and ':'")
        reader.expect(":")
        fields.append(name)
        types.append(read_type(reader))
        if not reader.at_symbol(","):
            break
        reader.take()
    reader.expect(">", "',' or '>'")
    return TypeName("context", tuple(types), tuple(fields), at=at)


def _function(reader: Reader, at: int) -> TypeName:
    parameters: list[TypeName] = []
    while not reader.at_symbol(">"):
        parameters.append(read_type(reader))
        if not reader.at_symbol(","):
            break
        reader.take()
    reader.expect(">", "',' or '>'")
    reader.expect("->")
    return TypeName("function", tuple(parameters), result=read_type(reader), at=at)
