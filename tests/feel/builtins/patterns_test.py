"""Regular expressions of XPath: their values, and what they answer with null."""

from __future__ import annotations

import pytest

from benefits.feel import FeelLimitError
from tests.feel.reading import reasons, value

CASES: list[tuple[str, object]] = [
    ('matches("foobar", "^fo*b")', True),
    ('matches("foobar", "FO")', False),
    ('matches("foobar", "FO", "i")', True),
    ('matches("a\\nb", "a.b")', False),
    ('matches("a\\nb", "a.b", "s")', True),
    ('matches("a\\nb", "^b$")', False),
    ('matches("a\\nb", "^b$", "m")', True),
    ('matches("a\\n", "a$")', False),
    ('matches("hello world", "hello\\ sworld", "x")', None),
    ('matches("helloworld", "hello world", "x")', True),
    ('matches("a.b", "a.b", "q")', True),
    ('matches("axb", "a.b", "q")', False),
    ('matches("a", "a", "z")', None),
    ('matches("a", "(", "")', None),
    ('matches("a", "[a", "")', None),
    ('matches("a", "(?=a)")', None),
    ('matches("a", "(?:a)")', True),
    ('matches("a", "\\bA")', None),
    ('matches("a1", "\\d")', True),
    ('matches("日本", "^\\p{Lo}+$")', True),
    ('matches("Ab", "^\\p{Lu}\\P{Lu}$")', True),
    ('matches("a", "\\p{IsLatin}")', None),
    ('matches("a", "\\pL")', None),
    ('matches("abc", "^[\\i-[b]]+$")', False),
    ('matches("adc", "^[a-d-[b]]+$")', True),
    ('matches("b", "^[a-d-[b]]$")', False),
    ('matches("b", "[a-[b]")', None),
    ('matches("b", "[a-[b")', None),
    ('matches("x", "[^abc]")', True),
    ('matches("]", "[]]")', True),
    ('matches(" ", "\\s")', True),
    ('matches("a", "\\S")', True),
    ('matches("a", "[\\S]")', None),
    ('matches("-", "[\\p{P}x]")', True),
    ('matches("aa", "(a)\\1")', True),
    ('matches("a", "\\0")', None),
    ('matches("a-b", "^\\c+$")', True),
    ('matches("[", "[[]")', True),
    ('matches("a\\\\", "\\\\\\\\$")', True),
    ('matches(1, "a")', None),
    ('replace("abracadabra", "bra", "*")', "a*cada*"),
    ('replace("abracadabra", "a(.)", "a$1$1")', "abbraccaddabbra"),
    ('replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', "[1=ab][2=]cd"),
    ('replace("abc", "b", "[$0]")', "a[b]c"),
    ('replace("abc", "b", "\\\\x")', None),
    ('replace("abc", "b", "$")', None),
    ('replace("abc", "b", "\\$")', "a$c"),
    ('replace("abc", "b", "\\\\\\\\")', "a\\c"),
    ('replace("abc", "(b)", "$12")', "ab2c"),
    ('replace("abc", "b", "$5")', "ac"),
    ('replace("abc", "x*", "-")', None),
    ('replace("a.b", ".", "$1", "q")', "a$1b"),
    ('replace("abc", "B", "x", "i")', "axc"),
    ('split("John Doe", "\\s")', ["John", "Doe"]),
    ('split("a;b;;", ";")', ["a", "b", "", ""]),
    ('split("", ";")', [""]),
    ('split("a", "")', None),
    ('split("a", null)', None),
]


@pytest.mark.parametrize(("text", "result"), CASES)
def test_values(text: str, result: object) -> None:
    assert value(text) == result
    assert type(value(text)) is type(result)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f'matches("a", "{"a" * 1001}")', "a pattern of more than 1000 characters"),
        ('matches(s, "a")', "a string of more than 65536 characters"),
        ('matches("a", "' + "[a-" * 20 + '")', "too many classes inside one another"),
        ('matches("a", "a{99999999999999999999}")', "not a regular expression"),
        ('matches("a", "a", "z")', "flags other than s, m, i, x and q"),
        ('matches("a", "a++")', "a quantifier that XPath does not have"),
        ('replace("a", "a*", "b")', "a pattern that matches the empty string"),
        ('replace("a", "a", "$")', "a '$' in the replacement without a number"),
    ],
)
def test_refused_patterns_have_a_reason(text: str, reason: str) -> None:
    assert reasons(text, {"s": "1" * 70_000}) == [reason]


def test_work_is_bounded() -> None:
    with pytest.raises(FeelLimitError, match="a text of more than 1000000 characters"):
        value('replace(s, "a", s)', {"s": "a" * 5_000})
