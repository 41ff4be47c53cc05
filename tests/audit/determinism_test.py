"""One digest over all golden records: whatever the hash seed, time zone, locale, `-O`, threads or decimal context."""

from __future__ import annotations

import decimal
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from benefits.book import load
from tests.audit import golden
from tests.engine import determinism_test
from tests.engine.corpus import odd_context

elsewhere = partial(determinism_test.elsewhere, module="tests.audit.golden")


@pytest.fixture(scope="module", name="here")
def here_() -> str:
    return golden.digest()


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the locales of the tests. Where they cannot be made they are only named, and C stands in."""
    folder = tmp_path_factory.mktemp("locales")
    for name in ("zh_CN", "tr_TR"):
        if shutil.which("localedef"):
            subprocess.run(["localedef", "-i", name, "-f", "UTF-8", folder / f"{name}.UTF-8"], capture_output=True)
    return folder


@pytest.mark.parametrize(
    ("settings", "options"),
    [
        ({"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0", "PYTHONUTF8": "0"}, ["-O"]),
        ({"LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1"}, ["-OO"]),
        ({"LC_ALL": "zh_CN.GB18030", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"}, ["-X", "dev"]),
        ({"LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "random"}, []),
        ({"LC_ALL": "tr_TR.ISO-8859-9", "TZ": "XXX-23:59", "PYTHONHASHSEED": "4294967295"}, []),
    ],
    ids=lambda each: each.get("LC_ALL") if isinstance(each, dict) else "".join(each),
)
def test_other_processes(here: str, locales: Path, settings: dict[str, str], options: list[str]) -> None:
    assert elsewhere({"LOCPATH": str(locales), **settings}, options) == here


def test_a_decimal_context_that_the_caller_altered(here: str) -> None:
    with decimal.localcontext():
        odd_context()
        assert golden.digest() == here


def test_threads(here: str) -> None:
    """Four threads that share a fresh rule book, so that they also compile side by side."""
    shared = load(golden.ROOT / "rules")
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: golden.digest(shared), range(4))) == {here}


def test_a_time_zone_that_changes_while_it_runs(here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert golden.digest() == here
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_corpus_has_every_program() -> None:
    book = load(golden.ROOT / "rules")
    made = list(golden.drafts(book))
    assert {draft.program for draft in made} == set(book.ids)
    assert len(made) > 1000
