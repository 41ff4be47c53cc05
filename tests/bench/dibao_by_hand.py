"""Dibao over a roll in a DuckDB query as an analyst would write it by hand: whole fen, exact, all six outputs."""

from __future__ import annotations

from pathlib import Path

# 本政办发〔2019〕25号 一(一), 四(三), from 1 July 2019: 622 yuan a month in towns, 5004 a year in the country, 120 %.
URBAN, RURAL, TIMES = 62_200, 5004_00 // 12, (12, 10)

QUERY = f"""
WITH asked AS (
    SELECT *, (household_income * 100)::BIGINT AS income, household_size::BIGINT AS people,
           CASE area WHEN 'urban' THEN {URBAN} WHEN 'rural' THEN {RURAL} END::BIGINT AS line
    FROM read_parquet('{{path}}')
), judged AS (
    SELECT *, line * people AS needed, income < line * people AS passes FROM asked
)
SELECT area, household_size, household_income,
       (line * 0.01)::DECIMAL(18, 2) AS standard,
       ((2 * income + people) // (2 * people) * 0.01)::DECIMAL(18, 2) AS income_per_person,
       passes AS eligible,
       (CASE WHEN passes THEN needed - income ELSE 0 END * 0.01)::DECIMAL(18, 2) AS allowance,
       (line * {TIMES[0]} * 0.001)::DECIMAL(18, 3) AS low_income_line,
       NOT passes AND income * {TIMES[1]} <= needed * {TIMES[0]} AS low_income_household
FROM judged"""


def answer(path: Path, output: Path) -> None:
    """Every household of the file `path` answered into the Parquet file `output`."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"COPY ({QUERY.format(path=path)}) TO '{output}' (FORMAT parquet)")
