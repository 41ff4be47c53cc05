"""Every refusal of a rule file has a file in `bad/` that pins its place and code.

The first lines of such a file say `# expect: LINE:COLUMN code`; otherwise the file is complete. It is read as the
program `bad/case`, beside the programs of `used/` and one document.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benefits.codes import CODES
from benefits.model.assemble import assemble

HERE = Path(__file__).parent
FILES = sorted((HERE / "bad").glob("*.yaml"))
DOCUMENT = """\
document: state-council-649
title: {zh: 社会救助暂行办法, en: Interim Measures for Social Assistance}
issuer: {zh: 国务院, en: State Council}
"""


def texts_around(case: bytes) -> dict[str, bytes]:
    """A folder of rules with the case in it."""
    used = {f"used/{path.name}": path.read_bytes() for path in sorted((HERE / "used").glob("*.yaml"))}
    return {"bad/case.yaml": case, "documents/state-council-649.yaml": DOCUMENT.encode()} | used


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_at_its_place(path: Path) -> None:
    content = path.read_bytes()
    expected = re.findall(rb"^# expect: (\d+:\d+ \w+)$", content, re.MULTILINE)
    _, _, problems = assemble(texts_around(content))
    found = [f"{problem.line}:{problem.column} {problem.code}" for problem in problems]
    assert sorted(found) == sorted(each.decode() for each in expected)
    assert {problem.file for problem in problems} == {"bad/case.yaml"}
    for problem in problems:
        assert problem.code in CODES
        assert problem.message("zh")
        assert problem.message("en")
