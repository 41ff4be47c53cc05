"""Functions of strings: their values, and what they answer with null."""

from __future__ import annotations

import pytest

from benefits.feel import FeelLimitError
from tests.feel.reading import n, value

CASES: list[tuple[str, object]] = [
    ('substring("foobar", 3)', "obar"),
    ('substring("foobar", 3, 3)', "oba"),
    ('substring("foobar", -2, 1)', "a"),
    ('substring("foobar", 3, 3.8)', "oba"),
    ('substring(string: "foobar", start position: 3)', "obar"),
    ('substring("foobar", 0)', None),
    ('substring("foobar", 7)', None),
    ('substring("foobar", 1, 0)', None),
    ("substring(1, 1)", None),
    ('substring("\\U01F40Efoo", 2)', "foo"),
    ('substring("f", 1, 9)', "f"),
    ('string length("foo")', n(3)),
    ('string length("🐎")', n(1)),
    ('string length(["foo"])', n(3)),
    ("string length(1)", None),
    ('upper case("aBc4")', "ABC4"),
    ('lower case("aBc4")', "abc4"),
    ('substring before("foobar", "bar")', "foo"),
    ('substring before("foobar", "x")', ""),
    ('substring before("foobar", "")', ""),
    ('substring after("foobar", "ob")', "ar"),
    ('substring after("foobar", "x")', ""),
    ('substring after("foobar", "")', "foobar"),
    ('contains("foobar", "of")', False),
    ('contains("foobar", "ob")', True),
    ('starts with("foobar", "fo")', True),
    ('ends with("foobar", "r")', True),
    ('ends with("foobar", null)', None),
    ('string join(["a", null, "c"], "-")', "a-c"),
    ('string join(["a", "b"])', "ab"),
    ("string join([])", ""),
    ('string join([1], "x")', None),
    ('string join(delimiter: "X", list: ["a", "c"])', "aXc"),
    ('string join(["a"], null)', "a"),
    ("string join(null)", None),
]


@pytest.mark.parametrize(("text", "result"), CASES)
def test_values(text: str, result: object) -> None:
    assert value(text) == result
    assert type(value(text)) is type(result)


def test_work_is_bounded() -> None:
    with pytest.raises(FeelLimitError, match="a text of more than 1000000 characters"):
        value('string join(for i in 1..900 return s, "")', {"s": "a" * 5_000})
