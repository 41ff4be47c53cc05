"""The errors of FEEL, and the limits whose crossing raises them.

A fault *inside* an evaluation is not an error but null (with a `Problem` that says why); only text that cannot be read
and work that would not end are exceptions.
"""

from __future__ import annotations

from benefits.feel.syntax import position

MAX_TEXT = 64 * 1024  # characters of one expression
MAX_NESTING = 32  # brackets, `if`, `for`, functions, one inside the other
MAX_HEIGHT = 250  # levels of a syntax tree, so that every reader of it may be recursive
MAX_DIGITS = 400  # digits of one number literal
MAX_EXPONENT = 6144  # the largest exponent of a decimal number of 34 digits (IEEE 754 decimal128)


class FeelError(ValueError):
    """Base of the errors that this package raises."""


class FeelSyntaxError(FeelError):
    """A text that is not FEEL: where (`offset`, `line`, `column`), what stands there, and what could stand there."""

    def __init__(self, text: str, offset: int, found: str, expected: str) -> None:
        self.text = text
        self.offset = offset
        self.found = found
        self.expected = expected
        self.line, self.column = position(text, offset)
        super().__init__(f"line {self.line}, column {self.column}: found {found}, expected {expected}")


class FeelLimitError(FeelError):
    """A calculation that grew beyond a limit of time, size or depth."""
