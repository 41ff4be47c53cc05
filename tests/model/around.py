"""Rule files for the tests of the model: one that is right, and folders around it."""

from __future__ import annotations

from pathlib import Path

from benefits.errors import Problem
from benefits.model.build import build_program
from benefits.model.program import Program
from benefits.model.rule_file import read_program

STANDARD = (Path(__file__).parent / "used" / "standard.yaml").read_text(encoding="utf-8")
"""A complete program, `used/standard`."""

EVERYTHING = (Path(__file__).parent / "everything.yaml").read_text(encoding="utf-8")
"""A program in every form that the format has; well-formed, but it makes no sense, so the check would refuse it."""

USING = """\
program: used/using
title: {zh: 引用, en: Using}
basis: [state-council-649]
uses: {other: used/standard}
in_force: {from: 2019-01-01}

inputs:
  area:
    label: {zh: 城乡, en: Area}
    type: choice
    choices:
      urban: {zh: 城市, en: Urban}
      rural: {zh: 农村, en: Rural}
  income: {label: {zh: 收入, en: Income}, type: number, unit: CNY/month, decimals: 2}

decisions:
  twice:
    label: {zh: 两倍, en: Twice}
    unit: CNY/month
    formula: other.standard + other.standard
    cite: {document: state-council-649, clause: 一}
  eligible:
    label: {zh: 符合, en: Eligible}
    type: boolean
    formula: other.eligible
    cite: {document: state-council-649, clause: 一}

outputs: [twice, eligible]

checks:
  right: {that: 'income <= other.standard', at: [income], message: {zh: 例, en: x}}

properties:
  more: {label: {zh: 例, en: More}, always: twice >= other.standard}

examples:
  one: {date: 2019-01-01, inputs: {}, missing: [area]}
"""
"""A program that uses `used/standard`."""

DOCUMENT = """\
document: state-council-649
title: {zh: 社会救助暂行办法, en: Interim Measures for Social Assistance}
number: 国务院令第649号
issuer: {zh: 国务院, en: State Council}
issued: 2014-02-21
effective: 2014-05-01
"""


def folder(root: Path, **files: str) -> Path:
    """A folder of rules: the document, and `used/standard`, and further files by `jurisdiction__program`."""
    texts = {"documents__state-council-649": DOCUMENT, "used__standard": STANDARD} | files
    for name, text in texts.items():
        path = root / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def built(text: str, file: str = "used/standard.yaml") -> Program:
    """The program of a text, not linked and not checked; nothing may be wrong with it."""
    reading, shape, problems = read_program(text.encode(), file)
    assert reading is not None and shape is not None, problems
    program, problems = build_program(reading, shape, file)
    assert not problems
    return program


def said(problems: list[Problem]) -> list[str]:
    """Problems as `LINE:COLUMN code`."""
    return [f"{each.line}:{each.column} {each.code}" for each in problems]
