"""Visits of a settlement year, made by DuckDB from row numbers alone: the same in every run, any number of them.

Twenty visits to a cardholder on the average; every fiftieth visit is of one of few who go to one park again and again,
so that the cap of fifty is passed. Written straight into Parquet; nothing of it is kept in the repository.
"""

from __future__ import annotations

from pathlib import Path

from tests.oracle.tourism_settlement import SPOTS

YEAR = 2020
DATE = f"{YEAR}-12-31"
PROGRAM = "chaoyang/tourism-settlement"
INPUTS = {"gross_sales": "123456789.01"}
TICKET_PRICES = [
    {"spot": "nvshengong", "price": "88.80", "from": f"{YEAR}-01-01", "until": f"{YEAR}-12-31"},
    {"spot": "beita", "price": "45.5", "from": f"{YEAR}-05-01", "until": f"{YEAR}-05-05"},
]


def write(path: Path, count: int) -> None:
    """`count` visits into a Parquet file: `cardholder` (text), `spot` (text), `date` (date)."""
    import duckdb

    spots = [spot for spot, _, _ in SPOTS]
    often = "hash(n * 4) % 50 = 0"
    query = f"""
        SELECT
            lpad((hash(n * 4 + 1) % CASE WHEN {often} THEN {count // 3000 + 1} ELSE {count // 20 + 1} END)::VARCHAR,
                 10, '0') AS cardholder,
            ({spots!r})[(CASE WHEN {often} THEN 1 ELSE 1 + hash(n * 4 + 2) % {len(spots)} END)::INTEGER] AS spot,
            DATE '{YEAR}-01-01' + (hash(n * 4 + 3) % 366)::INTEGER AS date
        FROM range({count}) AS numbers(n)"""
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
