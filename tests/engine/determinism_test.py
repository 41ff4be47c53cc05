"""One digest for the corpus: across processes, hash seeds, time zones, locales, -O, threads and decimal contexts."""

from __future__ import annotations

import decimal
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benefits.book import load
from tests.engine import corpus

ROOT = Path(__file__).parents[2]
KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "HOME", "TMPDIR")


def elsewhere(
    settings: Mapping[str, str],
    options: Sequence[str] = (),
    arguments: Sequence[str] = (),
    module: str = "tests.engine.corpus",
) -> str:
    """The digest as a process of its own finds it."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings}
    done = subprocess.run(
        [sys.executable, *options, "-m", module, *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture(scope="module", name="here")
def here_() -> str:
    return corpus.digest()


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"},
        {"PYTHONHASHSEED": "random", "TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8"},
    ],
    ids=lambda settings: settings["TZ"],
)
def test_other_processes(here: str, settings: dict[str, str]) -> None:
    """A locale that is not installed is still set: then C stands in for it."""
    assert elsewhere(settings) == here


def test_without_assertions(here: str) -> None:
    assert elsewhere({"PYTHONHASHSEED": "2"}, options=["-O"]) == here


def test_an_odd_decimal_context(here: str) -> None:
    assert elsewhere({}, arguments=["--odd-context"]) == here


def test_an_odd_decimal_context_in_this_process(here: str) -> None:
    with decimal.localcontext():
        corpus.odd_context()
        assert corpus.digest() == here
    traps = [decimal.Inexact, decimal.Rounded, decimal.FloatOperation, decimal.Subnormal]
    with decimal.localcontext(decimal.Context(prec=1, Emax=1, Emin=-1, rounding=decimal.ROUND_UP, traps=traps)):
        assert corpus.digest() == here


def test_threads() -> None:
    """Eight threads that share a fresh rule book, so that they also compile side by side."""
    expected = list(corpus.answers(load(corpus.RULES)))
    shared = load(corpus.RULES)
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: list(corpus.answers(shared)), range(12)))
    assert all(run == expected for run in runs)


def test_the_same_question_again() -> None:
    """No answer leaves anything behind for the next."""
    shared = load(corpus.RULES)
    first = list(corpus.answers(shared))
    assert list(corpus.answers(shared)) == first


def test_the_corpus_has_answers_and_refusals() -> None:
    found = list(corpus.answers(load(corpus.RULES)))
    assert sum(one.startswith(b'{"assumptions') for one in found) == 10
    assert sum(one.startswith(b"MissingInputsError") for one in found) == 1
    assert sum(one.startswith(b"InputError") for one in found) == 1
