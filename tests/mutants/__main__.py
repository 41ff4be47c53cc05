"""`python -m tests.mutants [PROGRAM…]`: the score of each program, and every change that nothing noticed.

Exit status 1 when a survivor has no waiver, or a waiver no survivor.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase

from tests.mutants.changes import Change
from tests.mutants.run import Score, folder, scores
from tests.mutants.waivers import unwaived, waivers


def main(wanted: Sequence[str]) -> int:
    """Print the score of the programs, all of them if none is named; `benxi/*` names several."""
    known = sorted(folder().sources)
    chosen = [id for id in known if not wanted or any(fnmatchcase(id, each) for each in wanted)]
    if not chosen:
        print(f"no such program: {' '.join(wanted)}", file=sys.stderr)
        return 2
    let_pass = waivers()
    survivors: list[Change] = []
    number = 0
    for score in scores(chosen):
        number += score.number
        survivors += score.survivors
        print(line(score, unwaived(score.survivors, let_pass)[0]), flush=True)
    left, idle = unwaived(survivors, let_pass)
    if wanted:
        idle = [each for each in idle if each.asks_about(chosen) and "*" not in each.program]
    for each in idle:
        print(f"waiver without a survivor: {each.program} {each.path} {each.change}")
    noticed = number - len(survivors)
    print(f"{number} changes: {noticed} noticed, {len(survivors) - len(left)} waived, {len(left)} survived")
    return 1 if left or idle else 0


def line(score: Score, left: Sequence[Change]) -> str:
    """One program's score, and its survivors that no waiver covers, each with file, line and column."""
    noticed = score.number - len(score.survivors)
    parts = ", ".join(f"{what} {number}" for what, number in score.noticed.most_common())
    waived = len(score.survivors) - len(left)
    let_pass = f", waived {waived}" if waived else ""
    of_all = (noticed + waived) * 1000 // score.number
    head = f"{score.program}: {score.number} changes, {of_all // 10}.{of_all % 10} % ({parts}{let_pass})"
    rows = [f"  rules/{each.program}.yaml:{each.line}:{each.column} {each.path}: {each.shown}" for each in left]
    return "\n".join([head, *rows])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
