"""A roll of households as a county keeps it, made by DuckDB from row numbers alone: the same in every run."""

from __future__ import annotations

from pathlib import Path

DATE = "2019-07-01"
PROGRAM = "benxi/dibao"
COLUMNS = ("area", "household_size", "household_income")


def write(path: Path, count: int) -> None:
    """`count` households into Parquet: `area` text, `household_size` whole, `household_income` decimal, CNY/month.

    Both areas, one to eight people, incomes to the fen on both sides of every threshold.
    """
    import duckdb

    query = f"""
        SELECT CASE WHEN n % 5 = 0 THEN 'rural' ELSE 'urban' END AS area,
               (1 + n * 5 % 8)::INTEGER AS household_size,
               (((n * 48611 % 90000) * (1 + n * 5 % 8) + n * 37 % 100)::DECIMAL(18, 2) * 0.01)::DECIMAL(18, 2)
                   AS household_income
        FROM range({count}) AS numbers(n)"""
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
