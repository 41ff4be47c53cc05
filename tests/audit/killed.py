"""A process that appends to a ledger until it is killed, and says what was accepted: `python -m … PATH NAME HOW`."""

from __future__ import annotations

import os
import signal
import sys

from benefits.audit.sqlite import SqliteLedger
from tests.audit.drafts import AT, draft
from tests.audit.faults import Disk


class Deadly(Disk):
    """A disk whose Nth write is the last thing that the process does."""

    def passes(self, really, half=None) -> None:  # type: ignore[no-untyped-def]
        self.done += 1
        if self.done == self.fails_at:
            os.kill(os.getpid(), signal.SIGKILL)
        really()


def main(path: str, name: str, dies_at: int) -> None:
    """Append one record after the other; close and open the ledger now and then."""
    disk = Deadly()
    disk.arm(dies_at, "kill")
    number = 0
    while number < 60:
        ledger = SqliteLedger(path, create=True, vfs=disk.name)
        for _ in range(10):
            ledger.append([draft(f"{name}-{number}")], AT)
            print(f"{name}-{number}", flush=True)
            number += 1
        ledger.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
