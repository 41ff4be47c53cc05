"""Digests: the same for copies that say the same, another for any other text."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.model.digest import bundle_digest, cited_documents, file_digest
from tests.model.around import EVERYTHING, STANDARD, built

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff"))


def test_the_digest_is_the_sha256_of_the_normalised_text() -> None:
    assert file_digest("é: 1\n".encode()) == "sha256:" + hashlib.sha256("é: 1\n".encode()).hexdigest()


@given(TEXT)
def test_copies_of_a_file_have_one_digest(text: str) -> None:
    digest = file_digest(text.encode())
    assert file_digest(text.replace("\n", "\r\n").encode()) == digest
    assert file_digest(b"\xef\xbb\xbf" + text.encode()) == digest
    assert file_digest(unicodedata.normalize("NFD", text).encode()) == digest
    assert file_digest((text + "x").encode()) != digest


def test_text_that_is_not_utf8_has_none() -> None:
    with pytest.raises(UnicodeDecodeError):
        file_digest(b"\xb2\xee")


def test_the_bundle_is_the_sha256_of_canonical_json() -> None:
    text = b'{"benxi/a.yaml":"sha256:1","benxi/b.yaml":"sha256:2"}'
    expected = "sha256:" + hashlib.sha256(text).hexdigest()
    assert bundle_digest({"benxi/b.yaml": "sha256:2", "benxi/a.yaml": "sha256:1"}) == expected


def test_every_citation_counts() -> None:
    assert cited_documents(built(STANDARD)) == ("state-council-649",)
    text = EVERYTHING
    for old, new in (
        ("    recorded: true\n", "    recorded: true\n    cite: {document: d-1, clause: 一}\n"),
        ("help: {zh: 生日, en: Birthday}", "cite: {document: d-2, clause: 一}"),
        ("      place: {", "      place: {cite: {document: d-3, clause: 一}, "),
        ("published: true\n    cite: {document: state-council-649", "published: true\n    cite: {document: d-4"),
        ("en: unclear}\n          cite: {document: state-council-649", "en: unclear}\n          cite: {document: d-5"),
    ):
        assert old in text
        text = text.replace(old, new)
    assert set(cited_documents(built(text, "used/everything.yaml"))) == {
        "state-council-649", "d-1", "d-2", "d-3", "d-4", "d-5",
    }  # fmt: skip
