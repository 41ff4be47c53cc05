"""Signed notes and keys, against the examples of the form's own documentation and tools."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.audit.checkpoint import read_checkpoint
from benefits.audit.note import (
    Note,
    PublicKey,
    Signature,
    judged,
    new_key,
    read_note,
    read_private,
    read_public,
    signed,
)
from benefits.audit.proof import read_proof
from benefits.errors import InputError

pytest.importorskip("cryptography")

# The example of golang.org/x/mod/sumdb/note, where the form comes from.
PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNED = (
    TEXT
    + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_the_published_example() -> None:
    assert str(signed(TEXT, read_private(PRIVATE))) == SIGNED
    assert judged(read_note(SIGNED), [read_public(PUBLIC + "\n")]) == []
    assert str(read_private(PRIVATE).public) == PUBLIC
    assert read_private(PRIVATE).text() == PRIVATE


def test_a_private_key_is_not_shown() -> None:
    assert "PRIVATE" not in repr(read_private(PRIVATE)) and "secret" not in repr(read_private(PRIVATE))


@pytest.mark.parametrize("read", [read_checkpoint, read_proof, read_public])
@pytest.mark.parametrize("text", [PRIVATE, f"  {PRIVATE}\n", f"# of the office\n{PRIVATE}"])
def test_a_private_key_in_the_place_of_something_else_is_not_shown(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(InputError) as error:
        read(text)
    assert error.value.problems[0].value == "PRIVATE+KEY+…"


def test_a_text_with_blank_lines_and_two_signatures() -> None:
    """The example of the form's page has a blank line inside its text; the last one counts."""
    one, other = new_key("一方.example/账本"), new_key("other")
    text = "Ognuno sta solo\n\ned è subito sera.\n"
    note = Note(text, signed(text, one).signatures + signed(text, other).signatures)
    assert read_note(str(note)) == note
    for keys in ([one.public], [other.public], [one.public, other.public]):
        assert judged(read_note(str(note)), keys) == []


def test_no_character_can_be_changed() -> None:
    for place, character in enumerate(SIGNED):
        changed = SIGNED[:place] + ("x" if character != "x" else "y") + SIGNED[place + 1 :]
        try:
            note = read_note(changed)
        except ValueError:
            continue
        assert judged(note, [read_public(PUBLIC)]), place


def codes(note: Note, *keys: PublicKey) -> list[str]:
    return [problem.code for problem in judged(note, keys)]


def test_judgements() -> None:
    key, other = new_key("office"), new_key("office")
    note = signed("a\n", key)
    assert codes(note, key.public) == []
    assert codes(note, other.public) == ["not_signed"]
    assert codes(Note("a\n"), key.public) == ["not_signed"]
    assert codes(Note("b\n", note.signatures), key.public) == ["bad_signature"]
    # A line of the known key that does not hold spoils the note, even beside one that does.
    forged = Signature("office", key.public.id, bytes(64))
    assert codes(Note("a\n", (forged, *note.signatures)), key.public) == ["bad_signature"]
    assert codes(Note("a\n", (Signature("office", key.public.id, b"short"),)), key.public) == ["bad_signature"]
    # Those of others are passed over, whatever is in them.
    assert codes(Note("a\n", (Signature("witness", b"abcd", b"x"), *note.signatures)), key.public) == []


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "\n\n", "a", "a\n", "a\n\n— b", "a\n\nb c\n", "a\n\n— b\n", "a\n\n— b c\n", "a\n\n— b YWJjZA==\n",
        "a\n\n—  b YWJjZGU=\n", "a\n\n— b+c YWJjZGU=\n", "a\n\n— b YWJjZGU\n", "a\n\n— b YWJjZGV=\n", "a\r\n\r\n",
        "a\x00\n\n", "a\tb\n\n", "a\n" * 60000 + "\n",
    ],
)  # fmt: skip
def test_texts_that_are_no_note(text: str) -> None:
    with pytest.raises(ValueError):
        read_note(text)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(lambda text: text + "\n"))
def test_a_note_is_read_as_it_was_written(text: str) -> None:
    note = Note(text, (Signature("a", b"abcd", b"x"),))
    assert read_note(str(note)) == note
    assert read_note(str(Note(text))) == Note(text)


@pytest.mark.parametrize(
    "key",
    [
        "", "a", "a+b+c", PRIVATE, PUBLIC[:-1], PUBLIC.replace("c74f20a3", "c74f20a4"), PUBLIC.replace("+AR", "+BR"),
        PUBLIC.replace("Peter", "Peter "), PUBLIC.replace("Neumann", "Neuman"), "a+" + PUBLIC,
    ],
)  # fmt: skip
def test_what_is_no_public_key(key: str) -> None:
    with pytest.raises(InputError) as error:
        read_public(key)
    assert error.value.code == "bad_signing_key"
    assert "AYEKFALVFGyN" not in str(error.value)


@pytest.mark.parametrize("key", ["", PUBLIC, PRIVATE[:-4], PRIVATE.replace("c74f20a3", "c74f20a4"), "x" + PRIVATE])
def test_what_is_no_private_key(key: str) -> None:
    with pytest.raises(InputError) as error:
        read_private(key)
    assert error.value.code == "bad_signing_key"
    assert "AYEKFALVFGyN" not in str(error.value)


@pytest.mark.parametrize("name", ["", " ", "a b", "a+b", "a\n", "a\u3000b", "x" * 201])
def test_names_that_no_key_has(name: str) -> None:
    with pytest.raises(InputError) as error:
        new_key(name)
    assert error.value.code == "bad_key_name"


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("cryptography", "cryptography.hazmat.primitives.asymmetric"):
        monkeypatch.setitem(sys.modules, name, None)
    note, key = read_note(SIGNED), read_public(PUBLIC)
    for ask in (lambda: new_key("a"), lambda: read_private(PRIVATE), lambda: judged(note, [key])):
        with pytest.raises(InputError) as error:
            ask()
        assert (error.value.code, error.value.expected) == ("needs_extra", "benefits[audit]")
