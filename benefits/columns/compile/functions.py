"""Exact functions under one name in DuckDB and Spark: whole quotients, decimals of whole numbers, later days.

Ibis' own `/` and `//` go through floating point, and a date plus a number of days is a time in one and a date in the
other; so these few are made by each engine's own means.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import ibis
import ibis.expr.types as ir

if TYPE_CHECKING:
    from ibis.backends.sql import SQLBackend

WIDE = "decimal(38, 0)"
NARROW_DIGITS = 18
WIDE_DIGITS = 37
"""Of a decimal output. One less than there are: Spark gives a product a digit more than its factors have."""

MOST_QUOTIENT = 10**32 - 1
"""The largest wide quotient: Spark keeps six decimals of it, which are zero."""

MOST_PLACES = 12


def prepare(connection: SQLBackend) -> None:
    """Make the functions known to a DuckDB or Spark connection, for as long as it lasts."""
    for statement in STATEMENTS[connection.name]:
        connection.raw_sql(statement)


def _duckdb() -> tuple[str, ...]:
    made = [
        "exact_quotient(a, b) AS divide(CAST(a AS BIGINT), CAST(b AS BIGINT))",
        "wide_quotient(a, b) AS CAST(divide(CAST(a AS HUGEINT), CAST(b AS HUGEINT)) AS DECIMAL(38, 0))",
        "days_later(d, n) AS CAST(d AS DATE) + CAST(n AS INTEGER)",
    ]
    for places in range(1, MOST_PLACES + 1):
        unit = f"CAST('0.{'1'.rjust(places, '0')}' AS DECIMAL({places}, {places}))"
        whole = NARROW_DIGITS - places
        if whole:
            made.append(f"decimals_{places}(n) AS CAST(n AS DECIMAL({whole}, 0)) * {unit}")
        whole = WIDE_DIGITS - places
        made.append(f"wide_decimals_{places}(n) AS CAST(n AS DECIMAL({whole}, 0)) * {unit}")
    return tuple(f"CREATE OR REPLACE TEMP MACRO {one}" for one in made)


def _spark() -> tuple[str, ...]:
    made = [
        "exact_quotient(a BIGINT, b BIGINT) RETURNS BIGINT RETURN a DIV b",
        "wide_quotient(a DECIMAL(38, 0), b DECIMAL(38, 0)) RETURNS DECIMAL(38, 0) "
        "RETURN CAST((a - a % b) / b AS DECIMAL(38, 0))",
        "days_later(d DATE, n BIGINT) RETURNS DATE RETURN date_add(d, CAST(n AS INT))",
    ]
    for places in range(1, MOST_PLACES + 1):
        unit = f"CAST('0.{'1'.rjust(places, '0')}' AS DECIMAL({places}, {places}))"
        for name, digits, kind in (
            ("decimals", NARROW_DIGITS, "BIGINT"),
            ("wide_decimals", WIDE_DIGITS, "DECIMAL(38, 0)"),
        ):
            if digits > places:
                whole = f"CAST(n AS DECIMAL({digits - places}, 0))"
                to = f"DECIMAL({digits}, {places})"
                made.append(f"{name}_{places}(n {kind}) RETURNS {to} RETURN CAST({whole} * {unit} AS {to})")
    return tuple(f"CREATE OR REPLACE TEMPORARY FUNCTION {one}" for one in made)


STATEMENTS = {"duckdb": _duckdb(), "pyspark": _spark()}
"""What `prepare` runs, by the connection's name."""


def _one(value: object) -> None:
    """The shape of a function of one value."""


def _two(value: object, other: object) -> None:
    """The shape of a function of two values."""


@cache
def _function(name: str, takes: tuple[str, ...], gives: str) -> Any:
    return ibis.udf.scalar.builtin(_one if len(takes) == 1 else _two, name=name, signature=(takes, gives))


def exact_quotient(top: ir.Value, bottom: ir.Value, wide: bool) -> ir.Value:
    """The whole part of `top / bottom`, cut towards zero."""
    kind = WIDE if wide else "int64"
    found: ir.Value = _function("wide_quotient" if wide else "exact_quotient", (kind, kind), kind)(top, bottom)
    return found


def decimals(whole: ir.Value, places: int, wide: bool) -> ir.Value:
    """`whole` / 10**places as a decimal with so many places."""
    digits, kind = (WIDE_DIGITS, WIDE) if wide else (NARROW_DIGITS, "int64")
    name = f"{'wide_' if wide else ''}decimals_{places}"
    found: ir.Value = _function(name, (kind,), f"decimal({digits}, {places})")(whole)
    return found


def days_later(day: ir.Value, days: ir.Value) -> ir.Value:
    """The date so many days after (or before) `day`."""
    found: ir.Value = _function("days_later", ("date", "int64"), "date")(day, days)
    return found
