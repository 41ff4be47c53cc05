"""Whole processes: how long one command takes from the shell, cold and warm, and how much memory it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.figures import Figure

RUNS = 15
COLD_RUNS = 5
STARTUP_RATIO = 2.0
LOAD_LIMIT_MS = 1000
MEMORY_LIMIT_MIB = 80

BIN = Path(sys.executable).parent
CALC = (
    *(str(BIN / "benefits"), "calc", "benxi/dibao", "--date", "2019-07-01", "--format", "json"),
    *("--set", "area=urban", "--set", "household_size=3", "--set", "household_income=1000.50"),
)
LOAD = (sys.executable, "-c", "import benefits; benefits.load()")
IMPORTS = (sys.executable, "-c", "import click, pydantic, yaml")
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
sys.stdout.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def _run(command: Sequence[str], cache: str) -> str:
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    # A user's machine keeps our compiled modules as it keeps those of the baseline, which pip compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def wall_ms(command: Sequence[str], cache: str) -> float:
    """One run from start to exit in milliseconds."""
    start = perf_counter()
    _run(command, cache)
    return (perf_counter() - start) * 1000


def cold_ms(command: Sequence[str], runs: int) -> float:
    """The median of runs that each start with an empty cache directory."""
    times = []
    for _ in range(runs):
        with TemporaryDirectory() as cache:
            times.append(wall_ms(command, cache))
    return median(times)


def warm_ms(commands: Sequence[Sequence[str]], runs: int) -> list[float]:
    """The median of each command, run in turn after one run of each that does not count."""
    times: list[list[float]] = [[] for _ in commands]
    with TemporaryDirectory() as cache:
        for number in range(runs + 1):
            for row, command in zip(times, commands, strict=True):
                spent = wall_ms(command, cache)
                if number:
                    row.append(spent)
    return [median(row) for row in times]


def peak_mib(command: Sequence[str]) -> float:
    """Peak resident memory of one run in MiB, read by a fresh process that has no other child."""
    with TemporaryDirectory() as cache:
        _run(command, cache)
        return int(_run((sys.executable, "-c", PEAK, *command), cache)) / 1024


def measure(runs: int = RUNS, cold_runs: int = COLD_RUNS) -> list[Figure]:
    """Start-up against the bare imports, all rule files checked from cold, and peak memory."""
    calc, imports = warm_ms((CALC, IMPORTS), runs)
    return [
        Figure("benefits calc, warm", calc, "import click, pydantic, yaml", imports, "ms", STARTUP_RATIO),
        Figure("benefits calc, cold", cold_ms(CALC, cold_runs), "import click, pydantic, yaml", imports, "ms", None),
        Figure("all rules loaded and checked, cold", cold_ms(LOAD, cold_runs), "limit", LOAD_LIMIT_MS, "ms", 1),
        Figure("benefits calc, memory", peak_mib(CALC), "limit", MEMORY_LIMIT_MIB, "MiB", 1),
    ]
