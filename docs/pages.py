"""Writes the pages that are made from the rule files: one per program, their list, and the coverage of the documents.

`conf.py` runs it before every build. What it writes is not kept under version control: the rule files are the source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import benefits
from benefits.cases import cliffs
from benefits.coverage import coverage
from benefits.model.program import Program
from benefits.words import Explanation, cliff_blocks, cover, show
from benefits.words.markdown import escape, markdown

_LANGUAGES = ("zh", "en")
_PROGRAM = re.compile(r"(?m)^( +)([a-z0-9-]+/[a-z0-9-]+)(：|: )")
_NOTE = "% Made from the rule files by docs/pages.py; changes here are lost.\n\n"


def write_pages(folder: Path) -> None:
    """The pages below the folder of the documentation. Pages of programs that are gone go too."""
    book = benefits.load()
    programs = [book.program(program) for program in book.ids]
    pages = {f"programs/{_name(program.id)}.md": _program(program) for program in programs}
    pages["programs/index.md"] = _list(programs)
    documents = coverage(programs, book.documents)
    told = "\n".join(markdown(cover(documents, language), 2) for language in _LANGUAGES)
    pages["coverage.md"] = f"# Coverage 编入情况\n\n{_linked(told)}"
    (folder / "programs").mkdir(exist_ok=True)
    for old in (folder / "programs").glob("*.md"):
        if f"programs/{old.name}" not in pages:
            old.unlink()
    _write(folder, pages)


def _write(folder: Path, pages: Mapping[str, str]) -> None:
    """Each page, if it differs: what has not changed is not built again."""
    for name, text in pages.items():
        path, content = folder / name, (_NOTE + text).encode()
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)


def _name(program: str) -> str:
    return program.replace("/", "-")


def _program(program: Program) -> str:
    found = cliffs(program)
    told = []
    for language in _LANGUAGES:
        blocks = (*show(program, None, language).blocks, *cliff_blocks(found, program, language))
        told.append(markdown(Explanation(language, blocks), 2))
    return f"# {program.id}\n\n" + "\n".join(told)


def _list(programs: list[Program]) -> str:
    """The pages by jurisdiction, each with its title."""
    parts = ["# The programs 项目\n"]
    for place, group in groupby(programs, key=lambda program: program.id.partition("/")[0]):
        entries = [
            f"{escape(each.title.zh)} · {escape(each.title.en)} <{_name(each.id)}>" for each in group
        ]
        parts.append(f"## {place}\n\n```{{toctree}}\n:maxdepth: 1\n\n" + "\n".join(entries) + "\n```\n")
    return "\n".join(parts)


def _linked(text: str) -> str:
    """Programs at the head of a line lead to their pages."""
    return _PROGRAM.sub(lambda found: f"{found[1]}[{found[2]}](programs/{_name(found[2])}.md){found[3]}", text)
