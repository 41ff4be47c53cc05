"""Values and places out of YAML text, what is refused, and that both YAML readers agree."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benefits.model import yaml_text
from benefits.model.limits import MAX_FILE_BYTES, MAX_PROBLEMS
from benefits.model.program import Mark
from tests.model.around import STANDARD, said

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
TEXT = """\
program: bad/case
title: {zh: 例, en: "An example"}
rows:
  - {a: 1, b: 'it''s', c: [d, {e: f}]}
  - folded: >-
      one
      two

      three
    literal: |
      one
       two
plain: one
  two
"""


@contextmanager
def without_libyaml() -> Iterator[None]:
    """As on a machine whose PyYAML is pure Python."""
    kept = yaml.CSafeLoader
    del yaml.CSafeLoader
    try:
        yield
    finally:
        yaml.CSafeLoader = kept  # type: ignore[misc]


def read(text: str) -> yaml_text.Reading:
    reading, problems = yaml_text.read(text.encode(), "case.yaml")
    assert reading is not None, problems
    return reading


def test_values_are_texts() -> None:
    reading = read(TEXT)
    assert reading.value["title"] == {"zh": "例", "en": "An example"}
    assert reading.value["rows"] == [
        {"a": "1", "b": "it's", "c": ["d", {"e": "f"}]},
        {"folded": "one two\nthree", "literal": "one\n two\n"},
    ]


def test_every_key_and_value_has_its_place() -> None:
    places = read(TEXT).places
    assert places[("title",)].key == Mark(2, 1)
    assert places[("title", "en")].key == Mark(2, 16)
    assert places[("title", "en")].value == Mark(2, 20)
    assert places[("rows", 0, "c", 1, "e")].value == Mark(4, 35)
    assert places[("rows", 1)].key == Mark(5, 5)


@pytest.mark.parametrize(
    ("path", "offset", "line", "column"),
    [
        (("title", "en"), 0, 2, 21),
        (("title", "en"), 3, 2, 24),
        (("rows", 0, "b"), 3, 4, 20),  # behind the doubled quote
        (("rows", 1, "folded"), 0, 6, 7),
        (("rows", 1, "folded"), 4, 7, 7),
        (("rows", 1, "folded"), 8, 9, 7),
        (("rows", 1, "literal"), 5, 12, 8),
        (("plain",), 4, 14, 3),
    ],
)
def test_characters_of_a_text_have_their_places(
    path: tuple[str | int, ...], offset: int, line: int, column: int
) -> None:
    entries = yaml_text.lines(read(TEXT), path)
    first, mark = [entry for entry in entries if entry[0] <= offset][-1]
    assert Mark(mark.line, mark.column + offset - first) == Mark(line, column)


def test_escapes_move_the_columns_behind_them() -> None:
    reading = read('a: "\\x41\\u4f8b\\U0000004Db\\n c\\\n  d"\n')
    assert reading.value["a"] == "A例Mb\n cd"
    places = yaml_text.lines(reading, ("a",))
    assert [(offset, mark.column) for offset, mark in places] == [
        (0, 5), (1, 9), (2, 15), (3, 25), (5, 28), (7, 3),
    ]  # fmt: skip


def test_a_mark_line_ends_and_composition_do_not_change_the_reading() -> None:
    plain = read(TEXT)
    marked, _ = yaml_text.read(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(), "case.yaml")
    assert marked == plain
    assert read("a: e\u0301\n").value == {"a": "\u00e9"}
    assert read('a: "e\\u0301"\n').value == {"a": "\u00e9"}


def test_a_quoted_null_is_a_text() -> None:
    assert read("a: 'null'\nb: \"~\"\nc: ''\n").value == {"a": "null", "b": "~", "c": ""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 not_a_mapping"]),
        ("word", ["1:1 not_a_mapping"]),
        ("&a {b: 1}", ["1:1 yaml_anchor"]),
        ("a: !x [1]", ["1:4 yaml_tag"]),
        ("%TAG ! tag:x,2000:\n---\na: 1", ["1:1 yaml_directive"]),
        ("'~': 1\n~: 2", ["2:1 empty_value"]),
        ('a: "\\U00110000"', ["1:7 yaml_syntax"]),
        ("a: 1\r\rb: 2", ["1:5 bad_character", "1:6 bad_character"]),
        ("a: 1\x85", ["1:5 bad_character"]),
        ("- ? x", ["1:5 empty_value"]),
    ],
)
def test_refusals(text: str, expected: list[str]) -> None:
    assert said(yaml_text.read(text.encode(), "case.yaml")[1]) == expected


def test_a_file_that_is_too_large_is_not_read() -> None:
    _, problems = yaml_text.read(b"#" * (MAX_FILE_BYTES + 1), "case.yaml")
    assert said(problems) == ["1:1 file_too_large"]


def test_problems_are_bounded() -> None:
    _, tabs = yaml_text.read(b"\t" * 1000, "case.yaml")
    _, empty = yaml_text.read(b"".join(b"a%d:\n" % number for number in range(1000)), "case.yaml")
    assert len(tabs) == len(empty) == MAX_PROBLEMS


HOSTILE = {
    "brackets": b"a: " + b"[" * 20_000,
    "braces": b"a: " + b"{" * 20_000,
    "dashes": b"- " * 20_000,
    "keys": b"? " * 20_000,
    "aliases": b"a: &a [x]\n" + b"".join(b"b%d: [*a, *a]\n" % number for number in range(20_000)),
    "values": b"a: [" + b"a," * 200_000 + b"]",
    "quotes": b'a: "' + b"\\x61" * 100_000,
}


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_refused_in_bounded_time(text: bytes, pure: bool) -> None:
    before = time.monotonic()
    if pure:
        with without_libyaml():
            reading, problems = yaml_text.read(text, "case.yaml")
    else:
        reading, problems = yaml_text.read(text, "case.yaml")
    assert reading is None
    assert problems
    assert time.monotonic() - before < 20


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_both_yaml_readers_say_the_same(path: Path) -> None:
    content = path.read_bytes()
    fast, problems = yaml_text.read(content, "case.yaml")
    with without_libyaml():
        pure, others = yaml_text.read(content, "case.yaml")
    assert fast == pure
    assert said(problems) == said(others)


@pytest.mark.parametrize("text", ["{a:[b]}", "{a:?b}", "{a:}", "[a:,b]"])
def test_a_colon_that_touches_a_bracket_is_refused_by_both(text: str) -> None:
    _, problems = yaml_text.read(f"x: {text}".encode(), "case.yaml")
    with without_libyaml():
        _, others = yaml_text.read(f"x: {text}".encode(), "case.yaml")
    assert [each.code for each in problems] == [each.code for each in others] == ["yaml_syntax"]


def test_an_escape_that_only_the_pure_reader_trips_over() -> None:
    with without_libyaml():
        _, problems = yaml_text.read(b'a: "\\UFFFFFFFF"', "case.yaml")
        _, half = yaml_text.read(b'a: "\\ud800"', "case.yaml")
    assert [each.code for each in problems] == ["yaml_syntax"]
    assert [each.code for each in half] == ["bad_character"]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")), max_size=20
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS.filter(bool), inner, max_size=3),
    max_leaves=8,
)


def _normal(value: object) -> object:
    import unicodedata

    if isinstance(value, dict):
        return {_normal(key): _normal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_normal(item) for item in value]
    return unicodedata.normalize("NFC", str(value))


@given(st.dictionaries(WORDS.filter(bool), VALUES, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_what_yaml_writes_is_read_as_the_same_texts(value: dict[str, object], flow: bool, wide: bool) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=wide, sort_keys=False)
    reading, problems = yaml_text.read(text.encode(), "case.yaml")
    if reading is None:
        # Two keys that are one in NFC, a key longer than keys may be, or a text that YAML must write with `? `.
        assert {each.code for each in problems} <= {"duplicate_key", "text_too_long"}
        return
    assert reading.value == _normal(yaml.load(text, Loader=yaml.CBaseLoader))
    assert set(reading.places) == set(_paths(reading.value))


def _paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    items: object = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:  # type: ignore[attr-defined]
        yield from _paths(item, (*path, key))


@given(st.integers(0, len(STANDARD)), st.sampled_from(list(" \n:,?-{}[]#'\"\\>|&*!%@`~<")), st.integers(0, 2))
def test_a_disturbed_file_is_the_same_to_both_readers(place: int, character: str, dropped: int) -> None:
    content = (STANDARD[:place] + character + STANDARD[place + dropped :]).encode()
    fast, problems = yaml_text.read(content, "case.yaml")
    with without_libyaml():
        pure, others = yaml_text.read(content, "case.yaml")
    if fast is not None and pure is not None:
        assert fast == pure
    else:
        # libyaml takes a comment that touches a block scalar's `>-`; nothing else is known to differ.
        assert (fast is None and pure is None) or ">-#" in content.decode()
    assert bool(problems) == (fast is None)
    assert bool(others) == (pure is None)
