"""The phrases of the command line, and what may reach a terminal."""

from __future__ import annotations

import string

import pytest

from benefits.cli.language import from_locale
from benefits.cli.messages import _MESSAGES
from benefits.cli.refusal import visible


def test_both_languages_fill_the_same_places() -> None:
    for key, pair in _MESSAGES.items():
        places = [{name for _, name, _, _ in string.Formatter().parse(text) if name is not None} for text in pair]
        assert places[0] == places[1], key


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "en_US", "LC_ALL": "zh_CN"}, "zh"),
        ({"LANG": "en_US", "LC_ALL": ""}, "en"),
    ],
)
def test_the_language_of_a_locale(environment: dict[str, str], language: str) -> None:
    assert from_locale(environment) == language


def test_nothing_can_steer_a_terminal() -> None:
    assert visible("\x1b[31m\r\u202e元\n") == "\\x1b[31m\\r\\u202e元\\n"
    assert visible("a\nb\x07", lines=True) == "a\nb\\x07"
