"""The settlement of millions of visits: here, and in a query as an analyst would write it by hand for DuckDB.

The hand-written query takes its prices from the oracle and counts in fen, so it is the independent calculation too.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tests.bench import visits
from tests.bench.figures import Figure
from tests.oracle.expected import largest_remainder
from tests.oracle.tourism_settlement import CAP, OFF_PEAK, PEAK, PEAK_FROM, PEAK_UNTIL, SEASONAL, SPLIT, SPOTS

COUNT = 10_000_000
ROUNDS = 3
RATIO = 1.5
Rows = list[tuple[object, ...]]
"""Park, visits, counted visits, theoretical revenue, amount; the last two in CNY."""


def ours(path: Path) -> Rows:
    """The parks of the settlement as `benefits` answers it from a file."""
    import ibis

    import benefits
    from benefits.columns.tables import LargeTable, answer

    program = benefits.load().program(visits.PROGRAM)
    connection = ibis.duckdb.connect(threads=2)
    rows = connection.read_parquet(path, file_row_number=True)
    table = LargeTable("visits", rows, {name: name for name in ("cardholder", "spot", "date")}, "file_row_number")
    answered = answer(program, visits.DATE, visits.INPUTS | {"ticket_prices": visits.TICKET_PRICES}, table)
    connection.disconnect()
    parks: list[Mapping[str, Any]] = answered.outputs["spots"]  # type: ignore[assignment]
    return [tuple(park.values()) for park in parks]


def hand_written(path: Path) -> Rows:
    """The same by a window query, its amounts by largest remainder in fen."""
    import duckdb

    with duckdb.connect(config={"threads": 2}) as connection:
        totals = connection.execute(QUERY.format(path=path, prices=_prices(), changed=_changed())).fetchall()
    known = {spot: (number, counted, Fraction(int(revenue), 100)) for spot, number, counted, revenue in totals}
    parks = [(spot, *known[spot]) for spot, _, _ in SPOTS if spot in known]
    pool = largest_remainder(Fraction(visits.INPUTS["gross_sales"]), SPLIT)[0]
    amounts = largest_remainder(pool, [park[3] for park in parks])
    return [(*park, amount) for park, amount in zip(parks, amounts, strict=True)]


QUERY = f"""
WITH numbered AS (
    SELECT spot, date, row_number() OVER (PARTITION BY cardholder, spot ORDER BY date) AS number
    FROM read_parquet('{{path}}')
), priced AS (
    SELECT spot, number, coalesce(
        changed.price,
        CASE WHEN month(date) * 100 + day(date)
             BETWEEN {PEAK_FROM[0] * 100 + PEAK_FROM[1]} AND {PEAK_UNTIL[0] * 100 + PEAK_UNTIL[1]}
             THEN prices.peak ELSE prices.off_peak END) AS price
    FROM numbered
    LEFT JOIN (VALUES {{prices}}) AS prices(spot, peak, off_peak) USING (spot)
    LEFT JOIN (VALUES {{changed}}) AS changed(place, price, first, last)
        ON spot = place AND date BETWEEN first AND last
)
SELECT spot, count(*), count(*) FILTER (number <= {CAP}), sum(CASE WHEN number <= {CAP} THEN price ELSE 0 END)
FROM priced GROUP BY spot"""


def _prices() -> str:
    rows = []
    for spot, _, price in SPOTS:
        peak, off_peak = (PEAK, OFF_PEAK) if spot == SEASONAL else (price, price)
        fen = ["NULL" if one is None else str(one * 100) for one in (peak, off_peak)]
        rows.append(f"('{spot}', {fen[0]}, {fen[1]})")
    return ", ".join(rows)


def _changed() -> str:
    return ", ".join(
        f"('{row['spot']}', {int(Decimal(row['price']) * 100)}, DATE '{row['from']}', DATE '{row['until']}')"
        for row in visits.TICKET_PRICES
    )


def measure(count: int = COUNT, rounds: int = ROUNDS) -> tuple[list[Figure], list[str]]:
    """Ours and the hand-written query in turn over one file; where they differ by a fen, that is told too."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "visits.parquet")
        visits.write(path, count)
        subjects = {"ours": partial(ours, path), "by hand": partial(hand_written, path)}
        times: dict[str, list[float]] = {name: [] for name in subjects}
        answers: dict[str, Rows] = {}
        for number in range(rounds + 1):
            for name in list(subjects)[:: 1 if number % 2 else -1]:
                start = perf_counter()
                answers[name] = subjects[name]()
                if number:
                    times[name].append(perf_counter() - start)
    problems = [
        f"settlement: {mine} here, {theirs} by hand"
        for mine, theirs in zip(answers["ours"], answers["by hand"], strict=True)
        if list(map(_exact, mine)) != list(map(_exact, theirs))
    ]
    title = f"settlement of {count:,} visits"
    return [
        Figure(title, median(times["ours"]), "DuckDB window query by hand", median(times["by hand"]), "s", RATIO)
    ], problems


def _exact(value: object) -> object:
    return Fraction(value) if isinstance(value, int | Decimal) else value
