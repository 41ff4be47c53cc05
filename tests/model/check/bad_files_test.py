"""Every refusal of the checker has a rule file that pins its code and place: `tests/model/bad/check_*.yaml`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benefits.codes import CODES
from tests.model.check.case import built

FILES = sorted((Path(__file__).parents[1] / "bad").glob("check_*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_bad_file(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    expected = re.findall(r"^# expect: (\d+):(\d+) (\w+)$", text, re.MULTILINE)
    problems = built(text)[2]
    assert [(str(one.line), str(one.column), one.code) for one in problems] == expected
    for problem in problems:
        assert problem.code in CODES and problem.message("zh") and problem.message("en")
        assert problem.file == "bad/case.yaml" and problem.path
