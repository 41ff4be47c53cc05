"""FEEL, the expression language of the OMG's DMN standard (version 1.5).

Text comes in, with the names it may use, and a syntax tree goes out (`parse`, `parse_unary_tests`); a tree comes in,
with the values of its names, and one exact value goes out (`evaluate`, `evaluate_unary_tests`). This package must not
know rule files, programs, units, citations, files, clocks or any reader of rules: only the language. It computes in
rational numbers, never in floats, and neither the global decimal context nor locale, time zone or hash seed changes a
result. The interpreter and the function library load when first used, so that a reader of the tree alone stays light.

Where it differs from the standard, on purpose: numbers are exact and not cut to 34 digits (only what is irrational is,
see `exact`); an evaluation is bounded (`errors`, `run`), as are texts and patterns; functions of other languages
(`external`) are refused; there is no clock unless the caller gives one; names with symbols (`a-b`) are read as one only
where the text has white space in the same places as the name in scope.
"""

from __future__ import annotations

from benefits.feel import syntax
from benefits.feel.errors import FeelError, FeelLimitError, FeelSyntaxError
from benefits.feel.parser import parse, parse_unary_tests

TYPE_CHECKING = False  # as in `typing`, whose import would cost more than this package's own
if TYPE_CHECKING:
    from benefits.feel.interpreter import evaluate, evaluate_unary_tests
    from benefits.feel.values import Function, NullResult, Problem

__all__ = [
    "FeelError",
    "FeelLimitError",
    "FeelSyntaxError",
    "Function",
    "NullResult",
    "Problem",
    "evaluate",
    "evaluate_unary_tests",
    "parse",
    "parse_unary_tests",
    "syntax",
]


def __getattr__(name: str) -> object:
    if name in ("evaluate", "evaluate_unary_tests"):
        from benefits.feel import interpreter

        return getattr(interpreter, name)
    if name in ("Function", "NullResult", "Problem"):
        from benefits.feel import values

        return getattr(values, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
