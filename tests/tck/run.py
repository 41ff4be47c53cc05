"""Measures the reference interpreter on the assertions of the official DMN TCK.

`python -m tests.tck.run` prints the passes per folder and in total, and among the assertions that expect a value: much
of the kit expects null, so an engine that answers nothing but null passes nearly half of it. The file of assertions
is not part of the project; where it is absent (`DMN_TCK=path` names another place) the run is skipped.

Numbers are compared exactly. A value that needs more than 20 decimals (a root, an `exp`, a third) cannot be written
out in the kit's files; such a one passes within 1e-8 of what the kit expects.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from benefits.feel import FeelLimitError, exact, temporal_text
from tests.tck.decision_table import coerced, value_of

THRESHOLD_PERCENT = 90  # of the assertions that expect a value
_TOLERANCE = Fraction(1, 10**8)
_MAX_WRITTEN_DECIMALS = 20

Json = dict[str, Any]


class Tally(NamedTuple):
    """Assertions and passes, of all and of those that expect a value."""

    assertions: int = 0
    passed: int = 0
    value_count: int = 0
    value_passed: int = 0

    def add(self, passed: bool, expects_value: bool) -> Tally:
        """The tally with one more assertion."""
        return Tally(
            self.assertions + 1,
            self.passed + passed,
            self.value_count + expects_value,
            self.value_passed + (passed and expects_value),
        )


def path_of_assertions() -> Path:
    """Where the assertions should be."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "tck" / "assertions.jsonl"
    return Path(os.environ.get("DMN_TCK", beside))


def load_assertions(path: Path) -> list[Json]:
    """The assertions, one to a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


_READERS: dict[str, Any] = {
    "number": Fraction,
    "string": str,
    "boolean": bool,
    "date": temporal_text.read_date,
    "time": temporal_text.read_time,
    "dateTime": temporal_text.read_date_time,
    "duration": temporal_text.read_duration,
}


def untagged(tagged: Json) -> object:
    """A tagged value of the kit as a value of FEEL."""
    if tagged["t"] == "null":
        return None
    if tagged["t"] == "list":
        return [untagged(item) for item in tagged["v"]]
    if tagged["t"] == "context":
        return {key: untagged(item) for key, item in tagged["v"].items()}
    value: object = _READERS[tagged["t"]](tagged["v"])
    return value


def answer(assertion: Json) -> object:
    """What the interpreter answers."""
    scope: dict[str, object] = dict.fromkeys(assertion["inputTypes"])
    scope |= {name: untagged(tagged) for name, tagged in assertion["inputs"].items()}
    for dependency in assertion["deps"]:
        scope[dependency["name"]] = value_of(dependency["logic"], scope)
    return coerced(value_of(assertion["logic"], scope), assertion["typeRef"])


def agrees(actual: object, expected: object) -> bool:
    """Whether a result is the expected one: same type, same value."""
    if isinstance(actual, Fraction) and isinstance(expected, Fraction):
        decimals = exact.terminates(actual)
        unwritable = decimals is None or decimals > _MAX_WRITTEN_DECIMALS
        return actual == expected or (unwritable and abs(actual - expected) < _TOLERANCE)
    if isinstance(actual, list) and isinstance(expected, list):
        return len(actual) == len(expected) and all(map(agrees, actual, expected))
    if isinstance(actual, Mapping) and isinstance(expected, Mapping):
        return actual.keys() == expected.keys() and all(agrees(actual[key], expected[key]) for key in expected)
    return type(actual) is type(expected) and actual == expected


def passes(assertion: Json) -> bool:
    """Whether one assertion holds."""
    try:
        return agrees(answer(assertion), untagged(assertion["expected"]))
    except FeelLimitError:
        return False


def measure(assertions: list[Json]) -> dict[str, Tally]:
    """The tally of each folder."""
    tallies: dict[str, Tally] = {}
    for assertion in assertions:
        tally = tallies.get(assertion["folder"], Tally())
        tallies[assertion["folder"]] = tally.add(passes(assertion), assertion["expected"]["t"] != "null")
    return tallies


def total(tallies: dict[str, Tally]) -> Tally:
    """The sum of all folders."""
    return Tally(*(sum(column) for column in zip(*tallies.values(), strict=True)))


def main() -> int:
    """Prints the measurement; 0 where enough assertions that expect a value pass, or where there are none to run."""
    path = path_of_assertions()
    if not path.is_file():
        print(f"skipped: no assertions of the DMN TCK at {path} (DMN_TCK=path names another place)")
        return 0
    assertions = load_assertions(path)
    if "-v" in sys.argv:
        for assertion in assertions:
            if not passes(assertion):
                print(f"failed: {assertion['folder']} {assertion['case']} {assertion['logic'].get('text', '')!r}")
    tallies = measure(assertions)
    for folder, tally in sorted(tallies.items()):
        mark = "" if tally.passed == tally.assertions else "  <--"
        print(
            f"{folder:42} {tally.passed:4}/{tally.assertions:4}   "
            f"value {tally.value_passed:4}/{tally.value_count:4}{mark}"
        )
    whole = total(tallies)
    percent = exact.rounded(Fraction(100 * whole.value_passed, whole.value_count), 1, "down")
    print(
        f"DMN TCK: {whole.passed} of {whole.assertions} assertions pass; "
        f"{whole.value_passed} of the {whole.value_count} that expect a value "
        f"({exact.text(percent)} %, at least {THRESHOLD_PERCENT} % needed)"
    )
    return 0 if percent >= THRESHOLD_PERCENT else 1


if __name__ == "__main__":
    sys.exit(main())
