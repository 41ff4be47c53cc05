"""`benefits coverage`."""

from __future__ import annotations

import json
from pathlib import Path

import benefits
from tests.cli.conftest import Cli
from tests.model.around import DOCUMENT, folder

REGISTER = "clauses:\n  第一百条:\n    gist: {zh: 甲, en: First}\n"


def test_coverage_in_words(cli: Cli) -> None:
    outcome = cli("coverage")
    assert (outcome.status, outcome.err) == (0, "")
    assert "- 一(一)2: rural dibao standard, per year\n  benxi/dibao: figures Rural dibao standard" in outcome.out
    assert "  not encoded: no ratio stated" in outcome.out
    assert "、尚无说明 0 条" not in outcome.out
    assert "尚无说明 0 条" in cli("coverage", lang="zh").out


def test_coverage_as_json(cli: Cli) -> None:
    outcome = cli("coverage", "--format", "json")
    listed = {one["document"]: one for one in json.loads(outcome.out)}
    assert set(listed) == {document.id for document in benefits.load().documents}
    clauses = {one["clause"]: one for one in listed["benxi-office-2019-25"]["clauses"]}
    assert clauses["一(一)2"]["state"] == "encoded"
    assert clauses["一(一)2"]["programs"]["benxi/dibao"]["parameters"] == ["rural_standard"]
    assert clauses["三"]["state"] == "not_encoded"
    assert set(clauses["三"]["not_encoded"]) == {"zh", "en"}


def test_a_clause_without_an_explanation_is_an_error(cli: Cli, tmp_path: Path) -> None:
    root = folder(tmp_path, **{"documents__state-council-649": DOCUMENT + REGISTER})
    outcome = cli("coverage", "--rules", str(root))
    assert outcome.status == 4
    assert "- 第一百条: First\n  no explanation" in outcome.out


def test_rules_that_are_refused(cli: Cli, tmp_path: Path) -> None:
    root = folder(tmp_path, **{"documents__state-council-649": DOCUMENT + "clauses: []\n"})
    outcome = cli("coverage", "--rules", str(root))
    assert (outcome.status, outcome.out) == (4, "")
