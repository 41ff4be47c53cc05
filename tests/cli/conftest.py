"""The command line inside this process, with its streams caught."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from benefits.cli.app import run

DIBAO = ("calc", "benxi/dibao", "--date", "2019-07-01")
HOUSEHOLD = ("--set", "area=urban", "--set", "household_size=3", "--set", "household_income=1000.50")
MONEY = "household_income"


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


Cli = Callable[..., Outcome]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """`cli("calc", …, stdin=b"…", lang="en")` gives the status and both streams."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str, stdin: bytes = b"", lang: str = "en") -> Outcome:
        monkeypatch.setenv("LANG", {"en": "en_GB.UTF-8", "zh": "zh_CN.UTF-8"}[lang])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = run(list(arguments))
        caught = capsys.readouterr()
        return Outcome(status, caught.out, caught.err)

    return call
