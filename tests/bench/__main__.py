"""`python -m tests.bench`: run every benchmark, print the table, end with status 1 if a target is missed."""

from __future__ import annotations

import sys
from importlib.metadata import version
from platform import python_version

from tests.bench import batches, calls, ledger, processes, settlement
from tests.bench.figures import table
from tests.bench.households import COUNT


def main() -> int:
    """Print the figures; 0 when every target is met and the peers agree with us, else 1."""
    peers = ", ".join(f"{name} {version(name)}" for name in ("zen-engine", "openfisca-core"))
    print(f"Python {python_version()}, {peers}; {COUNT} households per round, medians, all sides in the same run\n")
    figures, problems = calls.measure()
    figures += processes.measure()
    figures += ledger.measure()
    for part in (settlement, batches):
        further, differing = part.measure()
        figures += further
        problems += differing
    print(table(figures))
    for problem in problems[:10]:
        print(f"DISAGREES  {problem}")
    failed = [figure for figure in figures if figure.verdict == "FAIL"]
    print(f"\n{sum(figure.verdict == 'PASS' for figure in figures)} targets met, {len(failed)} missed")
    return 1 if failed or problems else 0


if __name__ == "__main__":
    sys.exit(main())
