"""Libraries that not every installation has: what is said where one is wanted and not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from benefits.errors import InputError, Problem

_COLUMNS = ("duckdb", "ibis", "jinja2", "matplotlib", "numpy", "openpyxl", "plotext", "pyarrow", "sqlglot")
_EXTRA = dict.fromkeys(_COLUMNS, "columns") | dict.fromkeys(("pandas", "pyspark"), "spark")


@contextmanager
def wanting(command: str) -> Iterator[None]:
    """Inside, an optional library that is not installed is an `InputError` that names the extra to install.

    Another module that is missing is our own fault, and passes.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        extra = _EXTRA.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        raise InputError([Problem("needs_extra", "", f"benefits {command}", f"benefits[{extra}]")]) from None
