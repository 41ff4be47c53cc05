from __future__ import annotations

from fractions import Fraction

import pytest

from benefits.feel import FeelSyntaxError
from benefits.feel.errors import MAX_TEXT
from benefits.feel.lexer import END, NUMBER, STRING, SYMBOL, WORD, tokenize


def shapes(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokenize(text)][:-1]


def test_tokens_keep_their_text_and_place() -> None:
    tokens = tokenize("a  <= 1.5")
    assert [(token.kind, token.text, token.at, token.spaced) for token in tokens] == [
        (WORD, "a", 0, True),
        (SYMBOL, "<=", 3, True),
        (NUMBER, "1.5", 6, True),
        (END, "", 9, False),
    ]


def test_a_range_is_not_a_number_with_a_point() -> None:
    assert shapes("1..3") == [(NUMBER, "1"), (SYMBOL, ".."), (NUMBER, "3")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("007", "7"),
        ("1.50", "1.5"),
        (".872", "0.872"),
        ("1e3", "1000"),
        ("1.23E+4", "12300"),
        ("1.23e-4", "0.000123"),
        ("0.1", "1/10"),
        ("12345678901234567890.0123456789", "12345678901234567890.0123456789"),
    ],
)
def test_numbers_are_exact(text: str, number: str) -> None:
    (token, _) = tokenize(text)
    assert token.number == Fraction(number)
    assert token.text == text


def test_e_without_digits_is_a_word() -> None:
    assert shapes("1e") == [(NUMBER, "1"), (WORD, "e")]
    assert shapes("1e+x") == [(NUMBER, "1"), (WORD, "e"), (SYMBOL, "+"), (WORD, "x")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (r'"plain"', "plain"),
        (r'""', ""),
        (r'"a\"b"', 'a"b'),
        (r'"\n\r\t\\\'"', "\n\r\t\\'"),
        (r'"\u4e2d"', "中"),
        (r'"\uD83D\uDC0E"', "🐎"),
        (r'"\U01F40E"', "🐎"),
        (r'"\d{3}\s"', r"\d{3}\s"),
        (r'"\\u0009"', r"\u0009"),
        ('"中文"', "中文"),
    ],
)
def test_strings_resolve_their_escapes(text: str, content: str) -> None:
    (token, _) = tokenize(text)
    assert (token.kind, token.value) == (STRING, content)


def test_words_are_unicode_and_a_question_mark_is_one() -> None:
    assert shapes("人数 _x1 🐎") == [(WORD, "人数"), (WORD, "_x1"), (WORD, "🐎")]
    assert shapes("?>5") == [(WORD, "?"), (SYMBOL, ">"), (NUMBER, "5")]
    assert shapes("a·b") == [(WORD, "a·b")]


def test_comments_and_every_white_space_are_skipped() -> None:
    assert shapes("1 // one\n + /* two\n */ 2\u3000\u2003") == [(NUMBER, "1"), (SYMBOL, "+"), (NUMBER, "2")]
    assert shapes("1 // to the end") == [(NUMBER, "1")]


def test_arrow_and_power_are_one_symbol() -> None:
    assert shapes("a->b**c") == [(WORD, "a"), (SYMBOL, "->"), (WORD, "b"), (SYMBOL, "**"), (WORD, "c")]


@pytest.mark.parametrize(
    ("text", "column", "found", "expected"),
    [
        ('a + "b', 5, "a string without an end", "'\"'"),
        ('"a\nb"', 1, "a string without an end", "'\"'"),
        ("1 /* 2", 3, "a comment without an end", "'*/'"),
        ("a # b", 3, "the character '#'", "a name, a value or an operator"),
        ("a ! b", 3, "the character '!'", "a name, a value or an operator"),
        (r'"\u12"', 2, r"the escape '\u'", "4 hexadecimal digits after it"),
        (r'"\U01F4"', 2, r"the escape '\U'", "6 hexadecimal digits after it"),
        (r'"a\uD83D"', 3, "the escape of D83D", "a Unicode character"),
        (r'"a\uD83D\u0041"', 3, "the escape of D83D", "a Unicode character"),
        (r'"\UFFFFFF"', 2, "the escape of FFFFFF", "a Unicode character"),
        ("1e6145", 1, "a number out of range", "an exponent of at most 6144"),
        ("2 + 1e-1000000000", 5, "a number out of range", "an exponent of at most 6144"),
        ("9" * 401, 1, "a number of 401 digits", "at most 400 digits"),
    ],
)
def test_errors_say_where_and_what(text: str, column: int, found: str, expected: str) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        tokenize(text)
    error = caught.value
    assert (error.line, error.column, error.found, error.expected) == (1, column, found, expected)


def test_the_text_is_bounded() -> None:
    assert len(tokenize(" " * MAX_TEXT)) == 1
    with pytest.raises(FeelSyntaxError, match="found a text of 65537 characters, expected at most 65536 characters"):
        tokenize(" " * (MAX_TEXT + 1))


def test_long_tokens_are_shortened_in_messages() -> None:
    assert tokenize("x" * 50)[0].shown == "'" + "x" * 37 + "...'"
    assert tokenize('"text"')[0].shown == '"text"'
    assert tokenize("")[0].shown == "the end of the text"
