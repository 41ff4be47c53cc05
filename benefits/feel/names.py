"""The words that FEEL itself gives a meaning: keywords, built-in functions, types; and which characters make a name.

The parser needs the built-in functions' names (several have spaces) but must not load the functions; the library
checks that it defines exactly these.
"""

from __future__ import annotations

# A name in an operand's place that is none of these may still begin with a keyword ("in stock").
OPERAND_KEYWORDS = frozenset(("every", "false", "for", "function", "if", "null", "some", "true"))

# Words that can follow an operand: folding the words of an unknown name stops at them.
STOP_WORDS = frozenset(("and", "between", "else", "in", "instance", "or", "return", "satisfies", "then"))

BUILTIN_NAMES = (
    "date", "time", "date and time", "duration", "years and months duration", "number", "string", "range", "context",
    "not", "is", "substring", "string length", "upper case", "lower case", "substring before", "substring after",
    "replace", "contains", "starts with", "ends with", "matches", "split", "string join", "list contains", "count",
    "min", "max", "sum", "mean", "all", "any", "sublist", "append", "concatenate", "insert before", "remove",
    "reverse", "index of", "union", "distinct values", "flatten", "product", "median", "stddev", "mode", "sort",
    "list replace", "decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down",
    "abs", "modulo", "sqrt", "log", "exp", "odd", "even", "before", "after", "meets", "met by", "overlaps",
    "overlaps before", "overlaps after", "finishes", "finished by", "includes", "during", "starts", "started by",
    "coincides", "day of year", "day of week", "month of year", "week of year", "now", "today", "get value",
    "get entries", "context put", "context merge",
)  # fmt: skip

TYPE_NAMES = (
    "Any", "Null", "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
    "years and months duration", "day and time duration", "year and month duration", "list", "context", "range",
    "function",
)  # fmt: skip

# The characters of names, DMN 1.5 clause 10.3.1.2, rules 28 to 30.
_START_RANGES = (
    (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x37D),
    (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF),
    (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip
_PART_RANGES = ((0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))
_SPACES = frozenset("\t\n\v\f\r \x85\xa0\u1680\u180e\u2028\u2029\u202f\u205f\u3000\ufeff") | frozenset(
    chr(code) for code in range(0x2000, 0x200C)
)
NEWLINES = frozenset("\n\v\f\r\x85\u2028\u2029")
NAME_SYMBOLS = frozenset("./-'+*")


def is_name_start(character: str) -> bool:
    """Whether a name may begin with the character."""
    code = ord(character)
    if code < 0x80:
        return character.isalpha() or character == "_"
    return character not in _SPACES and any(low <= code <= high for low, high in _START_RANGES)


def is_name_part(character: str) -> bool:
    """Whether the character may stand inside a name."""
    code = ord(character)
    return is_name_start(character) or any(low <= code <= high for low, high in _PART_RANGES)


def is_space(character: str) -> bool:
    """Whether the character is white space to FEEL."""
    return character in _SPACES
