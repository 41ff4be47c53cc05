"""Is a ledger what was stored in it? Every byte is read, everything that does not hold together is told.

The chain shows what was changed, dropped or moved, the commitments what was done to a payload, the digests what was
done to the rules. That entries were cut off at the end, or that the whole ledger was put back to an older copy, shows
only against a checkpoint that was kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING

from benefits.audit.damage import damage
from benefits.audit.entry import Row
from benefits.audit.exchange import Progress
from benefits.audit.kit import Kit, is_kit
from benefits.audit.ledger import EMPTY, Head, Ledger
from benefits.audit.open import open_ledger
from benefits.audit.walk import Finding, Walk, finding
from benefits.errors import DamagedLedgerError, LedgerError
from benefits.model.digest import bundle_digest

if TYPE_CHECKING:
    from benefits.audit.checkpoint import Checkpoint
    from benefits.audit.note import PublicKey

_LAST = (1 << 62) - 1

RUN = 4_000
"""How many entries one process walks at a time."""


@dataclass(frozen=True, slots=True)
class Report:
    """What verification found: the ledger's end, how many of the entries are records, and all findings."""

    head: Head
    records: int
    findings: tuple[Finding, ...]

    @property
    def mismatches(self) -> tuple[Finding, ...]:
        """The findings that are damage."""
        return tuple(one for one in self.findings if not one.is_note)


def verify(
    target: str,
    checkpoint: Checkpoint | None = None,
    keys: Sequence[PublicKey] = (),
    progress: Progress | None = None,
    processes: int = 1,
) -> Report:
    """Verify the ledger that `open_ledger` opens by this name.

    It is held against `checkpoint`, and this against `keys`. `processes` work side by side on a large ledger. Raises
    `LedgerError` where there is no ledger; a damaged one gets a report.
    """
    try:
        ledger = open_ledger(target, inspect=True)
    except DamagedLedgerError as error:
        if is_kit(target):
            return Report(EMPTY, 0, tuple(map(Finding, error.problems)))
        from benefits.audit.sqlite import checksums  # no other kind of ledger is damaged as a whole

        return Report(EMPTY, 0, tuple(damage(target, checksums())))
    if isinstance(ledger, Kit):
        target = ledger.unpacked
    try:
        head, lost = _head(ledger)
        found = list(_compared(ledger, checkpoint, keys)) if checkpoint is not None else []
        with _workers(processes if head.size > RUN else 1) as pool:
            below = pool.submit(_damage, target)
            runs = [(start, min(start + RUN - 1, head.size)) for start in range(1, head.size + 1, RUN)]
            walk = _joined(target, runs, pool, progress)
            found = below.result() + found
        walk.finish(lambda id: _place(ledger, id), lambda id: _erased(ledger, id))
        ordered = sorted(walk.findings, key=lambda one: one.first)
        return Report(head, walk.records, (*found, *ordered, *lost, *_rules(ledger, walk.bundles)))
    finally:
        ledger.close()


def _head(ledger: Ledger) -> tuple[Head, list[Finding]]:
    """The end of the chain; where it cannot be read, the last entry before, and what is lost."""
    try:
        return ledger.head(), []
    except LedgerError:
        head = EMPTY
        try:
            for seq, _, hash_, *_ in ledger.rows(1, _LAST):
                head = Head(seq, hash_)
        except LedgerError:
            pass
        return head, [finding("end_unreadable", head.size + 1)]


def _walk(target: str, start: int, stop: int) -> Walk:
    """Walk the entries from `start` to `stop`, both included; those that cannot be read are passed one by one."""
    ledger = open_ledger(target, inspect=True)
    try:
        walk = Walk(start, _behind(ledger, start))
        seq = start
        while seq <= stop:
            try:
                for row in ledger.rows(seq, stop):
                    walk.take(row)
                    seq = max(seq, row[0] + 1)
                break
            except LedgerError:
                walk.skip(seq)
                seq += 1
        walk.end(stop)
        return walk
    finally:
        ledger.close()


def _behind(ledger: Ledger, start: int) -> list[Row]:
    """The two rows before an entry, where they are there to be read."""
    try:
        return list(ledger.rows(max(start - 2, 1), start - 1))
    except LedgerError:
        return []


def _joined(target: str, runs: Sequence[tuple[int, int]], pool: Executor, progress: Progress | None) -> Walk:
    """The walks of all runs, joined. While others take them from the front, this process takes them from the back."""
    pending = [pool.submit(_walk, target, *run) for run in runs]
    own: dict[int, Walk] = {}
    for place in reversed(range(len(runs))):
        if pending[place].cancel():
            own[place] = _walk(target, *runs[place])
        if progress is not None:
            progress(sum(one.done() for one in pending), len(runs))
    walk = Walk()
    for place, one in enumerate(pending):
        walk.join(own[place] if place in own else one.result())
        if progress is not None:
            progress(max(place + 1, sum(each.done() for each in pending)), len(runs))
    return walk


def _damage(target: str) -> list[Finding]:
    """What is wrong below the entries."""
    ledger = open_ledger(target, inspect=True)
    try:
        return list(ledger.damage())
    finally:
        ledger.close()


def _place(ledger: Ledger, id: str) -> int | None:
    try:
        entry, _ = ledger.find(id)
    except LedgerError:
        return None
    return entry.seq


def _erased(ledger: Ledger, id: str) -> bool:
    """Whether an entry, perhaps a newer one than those walked, says that the payload of this id was erased."""
    try:
        return ledger.erasure_of(id) is not None
    except LedgerError:
        return False


def _rules(ledger: Ledger, named: Mapping[bytes, int]) -> Iterator[Finding]:
    """Rule bundles that are not what their digest says, and those that a record names and that are not there."""
    first = {digest.decode(): seq for digest, seq in named.items()}
    try:
        stored = ledger.bundles()
    except LedgerError:
        stored = ()
    for digest in sorted({*stored, *first}):
        seq = first.get(digest, 0)
        try:
            files = ledger.files(digest)
        except LedgerError as error:
            code = "rules_missing" if error.code == "unknown_bundle" else "rules_differ"
            yield finding(code, seq, value=digest)
            continue
        sources = {path: "sha256:" + sha256(text).hexdigest() for path, text in files.items()}
        if not all(path.isascii() for path in sources) or bundle_digest(sources) != digest:
            yield finding("rules_differ", seq, value=digest)


def _compared(ledger: Ledger, checkpoint: Checkpoint, keys: Sequence[PublicKey]) -> Iterator[Finding]:
    from benefits.audit.checkpoint import check

    try:
        yield from (Finding(problem) for problem in check(ledger, checkpoint, keys))
    except LedgerError:
        yield finding("not_compared")


@contextmanager
def _workers(processes: int) -> Iterator[Executor]:
    """All processes but this one, or a thread of it; those that wait are let go when the work is given up."""
    pool: Executor
    if processes > 1:
        pool = ProcessPoolExecutor(processes - 1, get_context("spawn"), signal, (SIGINT, SIG_IGN))
    else:
        pool = ThreadPoolExecutor(1)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
