"""The package itself: what it exports, and how little it loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benefits import feel

PACKAGE = Path(feel.__file__).parent


def test_everything_exported_is_there() -> None:
    for name in feel.__all__:
        assert getattr(feel, name) is not None


def test_nothing_else_is() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = feel.nothing


def test_reading_loads_neither_interpreter_nor_library() -> None:
    probe = (
        "import sys, benefits.feel; print(*sorted(name for name in sys.modules if name.startswith('benefits.feel')))"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=environment)
    light = ("errors", "lexer", "names", "parser", "reader", "syntax", "type_names")
    assert run.stdout.split() == ["benefits.feel", *(f"benefits.feel.{name}" for name in light)]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_files_are_small_and_hold_no_float(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 450
    assert "float(" not in text and "eval(" not in text and "print(" not in text and "assert " not in text
