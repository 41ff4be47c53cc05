"""Rule files to checked programs.

In comes a folder of rule files: YAML text that people write and review next to the document. Out come frozen values
(`benefits.model.program`): programs that are typed, linked, checked and identified by a digest, or every problem of
every file with its line and column. The road is `yaml_text` → `rule_file` (`format`) → `build` → `link` → `check`;
`store` walks it and remembers where it led. This package must not know its readers (engine, words, columns, proof),
nor any case, caller, clock or network. It computes no answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benefits.model.program import Program
    from benefits.model.store import Library, check_path, load

__all__ = ["Library", "Program", "check_path", "load"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{'program' if name == 'Program' else 'store'}"), name)
