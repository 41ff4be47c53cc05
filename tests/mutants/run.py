"""Programs one after the other, two processes at work: every change of every file, and what noticed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context

from tests.mutants.changes import Change, changes
from tests.mutants.trial import Folder, judged, noticed, read_rules

_WORKERS = 2
_CHUNK = 24
_folder: list[Folder] = []


@dataclass(frozen=True)
class Score:
    """The changes of one program: how many, how many each thing noticed, and those that nothing did."""

    program: str
    number: int
    noticed: Counter[str]
    survivors: tuple[Change, ...]


def folder() -> Folder:
    """The shipped rules, read once per process."""
    if not _folder:
        _folder.append(read_rules())
    return _folder[0]


def clauses(rules: Folder) -> dict[str, tuple[str, ...]]:
    """Every document with the clauses that programs cite of it, so that a changed citation is one that could stand."""
    found: dict[str, dict[str, None]] = {id: {} for id in rules.documents}
    for source in rules.sources.values():
        for decision in source.program.decisions:
            if decision.cite is not None and decision.cite.document in found:
                found[decision.cite.document][decision.cite.clause] = None
    return {id: tuple(each) for id, each in found.items()}


def changes_of(program: str) -> list[Change]:
    """The changes of a shipped program's file."""
    rules = folder()
    known = clauses(rules)
    basis = rules.sources[program].program.basis
    ordered = sorted(known, key=lambda id: (id not in basis, id))
    return changes(rules.readings[program], {id: known[id] for id in ordered})


def _judge(chunk: Sequence[Change]) -> list[tuple[Change, str]]:
    return [(change, noticed(folder(), change)) for change in chunk]


def scores(programs: Iterable[str], workers: int = _WORKERS) -> Iterable[Score]:
    """The score of each program, in order. A file that fails as it stands is a `RuntimeError`."""
    names = list(programs)
    for program in names:
        if found := judged(folder(), program, folder().readings[program]):
            raise RuntimeError(f"{program}: {found} differ before anything is changed")
    if workers == 1:
        for program in names:
            yield _score(program, _judge(changes_of(program)))
        return
    with get_context("fork").Pool(workers) as pool:
        work = [(program, _chunks(changes_of(program))) for program in names]
        waiting = [(program, [pool.apply_async(_judge, (chunk,)) for chunk in chunks]) for program, chunks in work]
        for program, results in waiting:
            yield _score(program, [each for result in results for each in result.get()])


def _chunks(found: Sequence[Change]) -> list[Sequence[Change]]:
    return [found[start : start + _CHUNK] for start in range(0, len(found), _CHUNK)]


def _score(program: str, judgements: Sequence[tuple[Change, str]]) -> Score:
    by = Counter(what for _, what in judgements if what)
    return Score(program, len(judgements), by, tuple(change for change, what in judgements if not what))
