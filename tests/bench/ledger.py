"""The ledger: what recording, verifying and replaying many decisions takes, in time and in memory.

`python -m tests.bench.ledger replay PATH` is the process whose memory is looked at, and `… verify PATH` prints the
microseconds of one entry: helpers that it starts import what it has imported, as those of the command do.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import benefits
from benefits.audit.entry import Envelope
from benefits.audit.open import open_ledger
from benefits.audit.record import question, record, rules_of
from benefits.audit.verify import verify
from tests.bench.figures import Figure
from tests.bench.households import COUNT, DATE, PROGRAM, households
from tests.bench.processes import peak_mib

RECORDS = 100_000
FEW = 10
"""Memory over all records is held against memory over one in so many."""

GROUP = 500
RECORD_LIMIT_US = 1_000_000 / 2_000
VERIFY_LIMIT_US = 1_000_000 / 100_000
FLAT = 1.1
AT = "2026-11-22T08:00:00Z"


def fill(path: str, records: int) -> float:
    """Compute and store so many decisions, `GROUP` to a transaction; the microseconds that one took."""
    book = benefits.load()
    rules = rules_of(book, PROGRAM)
    questions = [household.inputs() for household in households()]
    start = perf_counter()
    with closing(open_ledger(path, create=True)) as ledger:
        for first in range(0, records, GROUP):
            drafts = []
            for number in range(first, min(first + GROUP, records)):
                inputs = questions[number % COUNT]
                decision = book.decide(PROGRAM, DATE, inputs)
                drafts.append(record(decision, question(decision, inputs), Envelope(f"case-{number}", AT), rules))
            ledger.append(drafts, AT)
    return (perf_counter() - start) / records * 1_000_000


def calc_us(records: int) -> float:
    """The microseconds that one decision takes when nothing is stored."""
    book = benefits.load()
    questions = [household.inputs() for household in households()]
    start = perf_counter()
    for number in range(records):
        book.decide(PROGRAM, DATE, questions[number % COUNT]).to_bytes()
    return (perf_counter() - start) / records * 1_000_000


def verify_all(path: str) -> float:
    """The microseconds that one entry takes with all processors, from opening the ledger to the report."""
    start = perf_counter()
    report = verify(path, processes=os.cpu_count() or 1)
    spent = perf_counter() - start
    if report.findings:
        raise RuntimeError(f"the ledger is damaged: {report.findings[:3]}")
    return spent / report.head.size * 1_000_000


def verify_us(path: str) -> float:
    """The same in a process of its own."""
    command = (sys.executable, "-m", __name__, "verify", path)
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def replay_all(path: str) -> None:
    """Replay every record and keep nothing."""
    from benefits.audit.replay import SAME, replay

    with closing(open_ledger(path)) as ledger:
        if any(one.outcome != SAME for one in replay(ledger)):
            raise RuntimeError("a replay differs")


def measure(records: int = RECORDS) -> list[Figure]:
    """Recording with its cost over the answer alone, verification, and the memory of a replay of all."""
    with TemporaryDirectory() as folder:
        few, many = str(Path(folder) / "few.db"), str(Path(folder) / "many.db")
        fill(few, records // FEW)
        alone, stored = calc_us(records // FEW), fill(many, records)
        verified = min(verify_us(many) for _ in range(3))
        commands = ((sys.executable, "-m", __name__, "replay", path) for path in (many, few))
        memory = [peak_mib(command) for command in commands]
    return [
        Figure(f"record, {GROUP} at a time", stored, "limit", RECORD_LIMIT_US, "µs", 1),
        Figure(f"record, {GROUP} at a time", stored, "the answer alone", alone, "µs", None),
        Figure(f"verify {records} records, each", verified, "limit", VERIFY_LIMIT_US, "µs", 1),
        Figure(f"replay of {records}, memory", memory[0], f"replay of {records // FEW}", memory[1], "MiB", FLAT),
    ]


if __name__ == "__main__":
    if sys.argv[1] == "verify":
        print(verify_all(sys.argv[2]))
    else:
        replay_all(sys.argv[2])
