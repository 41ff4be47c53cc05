"""A ledger as lines and back again, and what an import refuses."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from benefits.audit import exchange
from benefits.audit.exchange import export, import_lines
from benefits.audit.ledger import EMPTY
from benefits.audit.open import open_ledger
from benefits.audit.sqlite import SqliteLedger
from benefits.errors import LedgerError
from tests.audit.drafts import AT, BUNDLE, FILES, draft, filled


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """Three records, a correction, and an erasure: lines 3 to 7 of its export."""
    found = filled(SqliteLedger(str(tmp_path / "l.db"), create=True), ["甲", "乙 “二”", '"\\'])
    found.append([draft("丁", "甲", "收入误录", decision='{"金额":"2"}')], AT)
    found.erase("乙 “二”", "clerk 1", "on request", AT)
    yield found
    found.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[SqliteLedger]:
    found = SqliteLedger(str(tmp_path / "other.db"), create=True)
    yield found
    found.close()


def lines(ledger: SqliteLedger) -> list[bytes]:
    return list(export(ledger))


def refusal(ledger: SqliteLedger, given: list[bytes]) -> LedgerError:
    """The refusal of these lines, after which the ledger must be as empty as before."""
    with pytest.raises(LedgerError) as error:
        import_lines(ledger, given)
    assert ledger.head() == EMPTY and ledger.bundles() == ()
    return error.value


def test_every_line_is_json_of_the_stored_bytes(ledger: SqliteLedger) -> None:
    told = [json.loads(line) for line in lines(ledger)]
    assert told[0]["size"] == 5 and told[0]["head"] == ledger.head().hash.hex()
    assert told[1] == {"bundle": BUNDLE, "files": {path: text.decode() for path, text in FILES.items()}}
    for line, (entry, payload) in zip(told[2:], ledger.entries(), strict=True):
        assert line["body"].encode() == entry.body and line["hash"] == entry.hash.hex()
        assert ("payload" in line) is (payload is not None)
    assert "payload" not in told[3]


def test_there_and_back(ledger: SqliteLedger, other: SqliteLedger) -> None:
    assert import_lines(other, lines(ledger)) == ledger.head()
    assert list(other.entries()) == list(ledger.entries())
    assert other.files(BUNDLE) == FILES
    assert other.superseded_by("甲") == "丁"
    assert lines(other) == lines(ledger)
    other.append([draft("戊")], AT)
    assert other.head().size == 6


def test_through_postgres_and_back(ledger: SqliteLedger, other: SqliteLedger, postgres: str) -> None:
    between = open_ledger(postgres, create=True)
    import_lines(between, lines(ledger))
    assert list(export(between)) == lines(ledger)
    import_lines(other, export(between))
    between.close()
    assert list(other.entries()) == list(ledger.entries())


def test_an_empty_ledger(other: SqliteLedger, tmp_path: Path) -> None:
    empty = SqliteLedger(str(tmp_path / "empty.db"), create=True)
    assert import_lines(other, lines(empty)) == EMPTY
    empty.close()


def test_a_ledger_that_is_not_empty(ledger: SqliteLedger) -> None:
    with pytest.raises(LedgerError) as error:
        import_lines(ledger, lines(ledger))
    assert error.value.code == "ledger_not_empty"


@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize("change", ["dropped", "doubled", "altered", "cut", "no json", "a list", "deep", "nothing"])
def test_a_bad_line_is_named_and_nothing_is_taken_in(
    ledger: SqliteLedger, other: SqliteLedger, number: int, change: str
) -> None:
    given, place = lines(ledger), number - 1
    line = given[place]
    given[place:number] = {
        "dropped": [],
        "doubled": [line, line],
        "altered": [line.replace(b'"size":5', b'"size":4').replace(b"2026", b"2025").replace(b"zhuang", b"anding")],
        "cut": [line[:-9]],
        "no json": [b"{\n"],
        "a list": [b"[]\n"],
        "deep": [b"[" * 100_000 + b"\n"],
        "nothing": [b""],
    }[change]
    error = refusal(other, given)
    # What was doubled shows in the second of the two, a wrong count where the next entry should be.
    elsewhere = {("doubled", 7): 7, ("altered", 1): 6}
    told = elsewhere.get((change, number), number + (change == "doubled"))
    assert (error.code, error.value) == ("bad_line", str(told))


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (1, {"format": "2"}), (1, {"kind": "kit"}), (1, {"size": "5"}), (1, {"size": -1}), (1, {"size": True}),
        (1, {"bundles": None}), (1, {"head": 1}), (2, {"bundle": 1}), (2, {"files": []}), (2, {"files": {"a": 1}}),
        (2, {"bundle": "sha256:" + "0" * 64}), (2, {"files": {"a.yaml": "a\r\n"}}), (2, {"files": {"a": "\ud800"}}),
        (3, {"body": 1}), (3, {"body": "\ud800"}), (3, {"hash": "x"}), (3, {"hash": "00"}), (3, {"payload": None}),
        (3, {"payload": {}}), (3, {"payload": {"decision": "", "question": "", "salt": ""}}), (4, {"body": "{}"}),
    ],
)  # fmt: skip
def test_lines_of_another_form(
    ledger: SqliteLedger, other: SqliteLedger, number: int, change: dict[str, object]
) -> None:
    given = lines(ledger)
    given[number - 1] = json.dumps(json.loads(given[number - 1]) | change).encode() + b"\n"
    error = refusal(other, given)
    assert (error.code, error.value) == ("bad_line", str(number))


def test_a_line_longer_than_any(other: SqliteLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not even read to its end."""
    monkeypatch.setattr(exchange, "MOST_BYTES_OF_A_LINE", 99)
    file = io.BytesIO(b'{"kind": "ledger", "more": "' + b"x" * 10_000 + b'"}\n')
    assert refusal(other, list(islice(exchange.lines_of(file), 1))).code == "bad_line"
    assert file.tell() == 100


def test_a_payload_that_is_gone_without_an_erasure(ledger: SqliteLedger, other: SqliteLedger) -> None:
    given = lines(ledger)
    line = json.loads(given[2])
    del line["payload"]
    given[2] = json.dumps(line).encode() + b"\n"
    error = refusal(other, given)
    assert (error.code, error.value) == ("bad_line", "3")  # that line, though only the last one shows it
    assert error.problems[0].message("zh") == "第 3 行不对：第 1 条（甲）：问题和答案不见了，没有删除的记载"


def test_the_line_says_why_in_both_languages(ledger: SqliteLedger, other: SqliteLedger) -> None:
    given = lines(ledger)
    given[4] = given[4].replace(b"clerk 1", b"clerk 2")
    (problem,) = refusal(other, given).problems
    assert "5" in problem.message("zh") and "5" in problem.message("en")
    assert problem.message("zh") != problem.message("en")
    assert "hash_differs" not in problem.message("en")
