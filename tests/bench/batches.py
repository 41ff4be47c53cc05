"""Whole batches from file to file: dibao over a roll of millions, by hand and on OpenFisca; cost per row; memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench import dibao_by_hand, openfisca_roll, roll, visits
from tests.bench.figures import Figure
from tests.bench.processes import BIN, warm_ms

HOUSEHOLDS = 5_000_000
VISITS = 100_000_000
ROUNDS = 3
BY_HAND = 2.0
EIGHT_TIMES_FASTER = 1 / 8
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
CONSTANT = 1.5
START_UP_MS = 1500
MEMORY_MIB = 4096
RUN_AND_WEIGH = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
spent = time.perf_counter() - start
sys.stdout.write(json.dumps([spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""


def ours(path: Path, output: Path) -> None:
    """Every household of the file answered into the Parquet file `output`, all outputs and reasons."""
    from datetime import date

    import benefits
    from benefits.columns.engine_rows import Asked
    from benefits.columns.run import Request, run_batch

    asked = Asked(benefits.load().program(roll.PROGRAM), date.fromisoformat(roll.DATE), {}, {})
    run_batch(Request(asked=asked, input=path, output=output, language="en", say=str, few=0))


def differences(ours: Path, theirs: Path) -> int:
    """How many rows of the one file are not in the other."""
    import duckdb

    with duckdb.connect() as connection:
        names = [row[0] for row in connection.execute(f"DESCRIBE FROM '{theirs}'").fetchall()]
        rows = f"SELECT {', '.join(names)} FROM"
        counts = [
            f"(SELECT count(*) FROM ({rows} '{one}' EXCEPT ALL {rows} '{other}'))"
            for one, other in ((ours, theirs), (theirs, ours))
        ]
        found = connection.execute(f"SELECT {' + '.join(counts)}").fetchone()
    return int(found[0]) if found else -1


def in_turn(subjects: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each over the rounds, after one that does not count; the order turns every round."""
    times: dict[str, list[float]] = {name: [] for name in subjects}
    for number in range(rounds + 1):
        for name in list(subjects)[:: 1 if number % 2 else -1]:
            start = perf_counter()
            subjects[name]()
            if number:
                times[name].append(perf_counter() - start)
    return {name: median(row) for name, row in times.items()}


def households(count: int = HOUSEHOLDS, rounds: int = ROUNDS) -> tuple[list[Figure], list[str]]:
    """Dibao over a roll: ours against the query by hand, then against OpenFisca with the roll in memory."""
    with TemporaryDirectory() as folder:
        path, mine, theirs = (Path(folder, f"{name}.parquet") for name in ("roll", "ours", "by_hand"))
        roll.write(path, count)
        times = in_turn(
            {"ours": partial(ours, path, mine), "by hand": partial(dibao_by_hand.answer, path, theirs)}, rounds
        )
        wrong = differences(mine, theirs)
        title = f"dibao, {count:,} households"
        figures = [Figure(title, times["ours"], "DuckDB query by hand", times["by hand"], "s", BY_HAND)]
        figures += openfisca(path, count, times["ours"])
    return figures, [f"dibao: {wrong} rows differ from the query by hand"] if wrong else []


def openfisca(path: Path, count: int, ours_seconds: float) -> list[Figure]:
    """OpenFisca from the roll's arrays to the arrays of the six variables; then once more with its people in place.

    Ours reads and writes files; theirs only memory.
    """
    arrays = openfisca_roll.arrays(path, count)
    start = perf_counter()
    made = openfisca_roll.simulation(arrays)
    openfisca_roll.calculate(made, arrays)
    whole = perf_counter() - start
    calculated = in_turn({"again": partial(openfisca_roll.calculate, made, arrays)}, rounds=2)["again"]
    title = f"dibao, {count:,} households"
    return [
        Figure(title, ours_seconds, "openfisca, households built and computed", whole, "s", EIGHT_TIMES_FASTER),
        Figure(title, ours_seconds, "openfisca, computed once they are built", calculated, "s", None),
    ]


def per_row(sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS) -> list[Figure]:
    """Each size next to what it would take if its rows cost what those of a million do, after the start."""
    spent: dict[int, float] = {}
    with TemporaryDirectory() as folder:
        path, output = Path(folder, "roll.parquet"), Path(folder, "answers.parquet")
        for size in (10, *sizes):
            roll.write(path, size)
            spent[size] = quickest(partial(ours, path, output), rounds)
    model = sizes[-2]
    cost = (spent[model] - spent[10]) / model
    name = f"start, and rows as of {model:,}"
    return [
        Figure(f"dibao, {size:,} households", spent[size], name, spent[10] + size * cost, "s", CONSTANT)
        for size in sizes
    ]


def quickest(subject: Callable[[], object], rounds: int) -> float:
    """The least seconds of the rounds, after one that does not count."""
    times = []
    for _ in range(rounds + 1):
        start = perf_counter()
        subject()
        times.append(perf_counter() - start)
    return min(times[1:])


def start_up(runs: int = 5) -> list[Figure]:
    """A batch of ten rows from the shell."""
    with TemporaryDirectory() as folder:
        path, table = Path(folder, "roll.csv"), Path(folder, "visits.csv")
        path.write_text("area,household_size,household_income\n" + "urban,3,1000.50\n" * 10, encoding="utf-8")
        table.write_text("cardholder,spot,date\n" + "42,beita,2020-05-01\n" * 10, encoding="utf-8")
        batch = (str(BIN / "benefits"), "batch")
        year = ("--date", visits.DATE, "--set", "gross_sales=1")
        commands = (
            (*batch, roll.PROGRAM, str(path), f"{folder}/answers.csv", "--date", roll.DATE),
            (*batch, visits.PROGRAM, str(table), f"{folder}/parks.csv", *year),
        )
        times = warm_ms(commands, runs)
    names = ("batch of 10 households", "settlement of 10 visits")
    return [Figure(name, spent, "limit", START_UP_MS, "ms", 1) for name, spent in zip(names, times, strict=True)]


def large(count: int = VISITS) -> list[Figure]:
    """The settlement of a file much larger than the memory it may take, from the shell."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "visits.parquet")
        visits.write(path, count)
        year = ("--date", visits.DATE, "--set", f"gross_sales={visits.INPUTS['gross_sales']}")
        command = (str(BIN / "benefits"), "batch", visits.PROGRAM, str(path), f"{folder}/parks.csv", *year)
        done = subprocess.run(
            (sys.executable, "-c", RUN_AND_WEIGH, *command), check=True, capture_output=True, text=True
        )
        seconds, peak = json.loads(done.stdout)
    title = f"settlement of {count:,} visits"
    return [
        Figure(f"{title}, memory", peak, "limit", MEMORY_MIB, "MiB", 1),
        Figure(f"{title}, time", seconds, "a second for every 10 million", count / 10_000_000, "s", None),
    ]


def measure() -> tuple[list[Figure], list[str]]:
    """All of them at full size."""
    figures, problems = households()
    return [*figures, *per_row(), *start_up(), *large()], problems
