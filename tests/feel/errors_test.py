from __future__ import annotations

from benefits.feel import FeelError, FeelLimitError, FeelSyntaxError


def test_a_syntax_error_names_line_column_found_and_expected() -> None:
    error = FeelSyntaxError("a +\n  )", 6, "')'", "an expression")
    assert str(error) == "line 2, column 3: found ')', expected an expression"
    assert (error.offset, error.line, error.column) == (6, 2, 3)
    assert (error.found, error.expected, error.text) == ("')'", "an expression", "a +\n  )")


def test_all_errors_are_value_errors() -> None:
    assert issubclass(FeelSyntaxError, FeelError) and issubclass(FeelLimitError, FeelError)
    assert issubclass(FeelError, ValueError)
