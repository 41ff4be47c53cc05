"""Programs that use others: what comes in, under which names, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from benefits.feel import parse, syntax
from benefits.model import link
from benefits.model.build import build_program
from benefits.model.link import Linker, Unlinked
from benefits.model.program import Each, Formula, Mark, Program
from benefits.model.rename import Renaming
from benefits.model.rule_file import read_program
from tests.model.around import EVERYTHING, STANDARD, USING, said


def linked(texts: Iterable[str], id: str) -> tuple[Program | None, Linker]:
    """The linked program among texts."""
    sources = {}
    for text in texts:
        reading, shape, problems = read_program(text.encode(), "case.yaml")
        assert reading is not None and shape is not None, problems
        program, problems = build_program(reading, shape, f"{shape.program}.yaml")
        assert not problems
        sources[program.id] = Unlinked(program, reading)
    linker = Linker(sources, frozenset(sources))
    return linker.linked(id), linker


def texts_of(program: Program) -> dict[str, object]:
    return {each.name: each.body.tree for each in program.decisions if isinstance(each.body, Formula)}


def test_what_is_needed_comes_in_under_dotted_names() -> None:
    program, linker = linked([STANDARD, USING], "used/using")
    assert program is not None and not linker.problems
    assert [each.name for each in program.decisions] == [
        "other.band", "other.standard", "other.eligible", "twice", "eligible",
    ]  # fmt: skip
    assert [(each.name, each.by) for each in program.parameters] == [("other.amounts", ("other.band",))]
    assert [each.name for each in program.interpretations] == ["other.edge"]
    assert [each.name for each in program.enumerations] == ["area", "other.band"]
    assert program.decisions[0].type.choices == "other.band"
    assert {each.at for each in program.decisions[:3]} == {Mark(4, 15)}


def test_formulas_speak_of_the_new_names() -> None:
    program, _ = linked([STANDARD, USING], "used/using")
    assert program is not None
    trees = texts_of(program)
    standard = syntax.Name("other.standard")
    assert trees["twice"] == syntax.Binary("+", standard, standard)
    assert trees["other.standard"] == syntax.Name("other.amounts")
    assert trees["other.eligible"] == syntax.If(
        syntax.Binary("=", syntax.Name("other.edge"), syntax.Text("inclusive")),
        syntax.Binary("<=", syntax.Name("income"), standard),
        syntax.Binary("<", syntax.Name("income"), standard),
    )
    assert program.checks[0].that.tree == syntax.Binary("<=", syntax.Name("income"), standard)
    assert program.properties[0].always is not None
    assert program.properties[0].always.tree == syntax.Binary(">=", syntax.Name("twice"), standard)


def test_only_what_is_needed_comes_in() -> None:
    text = USING.replace("formula: other.eligible", "formula: other.standard > other.standard")
    for old in ("  income: {", "income <=", "at: [income]"):
        text = text.replace(old, old.replace("income", "earnings"))
    program, linker = linked([STANDARD, text], "used/using")
    assert program is not None and not linker.problems
    assert program.interpretations == ()
    assert [each.name for each in program.inputs] == ["area", "earnings"]


def test_a_program_used_by_a_used_program() -> None:
    over = USING.replace("used/using", "used/over").replace("used/standard", "used/using")
    over = over.replace("other.standard", "other.twice")
    program, linker = linked([STANDARD, USING, over], "used/over")
    assert program is not None and not linker.problems
    assert "other.other.band" in [each.name for each in program.decisions]
    assert program.parameters[0].by == ("other.other.band",)
    assert [each.name for each in program.enumerations] == ["area", "other.other.band"]


def test_inner_names_are_not_there_to_use() -> None:
    over = USING.replace("used/using", "used/over").replace("used/standard", "used/using")
    program, linker = linked([STANDARD, USING, over], "used/over")
    assert program is None
    assert {each.code for each in linker.problems} == {"unknown_used_decision"}


def test_programs_that_use_one_another() -> None:
    back = STANDARD.replace("in_force", "uses: {back: used/using}\nin_force")
    program, linker = linked([back, USING], "used/using")
    assert program is None
    assert said(linker.problems) == ["4:14 recursive_uses"]
    assert linker.problems[0].value == "used/using → used/standard → used/using"
    assert linker.linked("used/standard") is None


def test_a_program_whose_file_was_refused_is_not_blamed_again() -> None:
    reading, shape, _ = read_program(USING.encode(), "used/using.yaml")
    assert reading is not None and shape is not None
    program, _ = build_program(reading, shape, "used/using.yaml")
    linker = Linker({program.id: Unlinked(program, reading)}, frozenset((program.id, "used/standard")))
    assert linker.linked("used/using") is None
    assert linker.problems == []


def test_imports_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "MAX_LINKED", 3)
    program, linker = linked([STANDARD, USING], "used/using")
    assert program is None
    assert said(linker.problems) == ["4:15 too_many"]
    monkeypatch.setattr(link, "MAX_USES_DEPTH", 0)
    _, linker = linked([STANDARD, USING], "used/using")
    assert said(linker.problems) == ["4:15 recursive_uses"]


TABLES = """\
program: used/tables
title: {zh: 引用, en: Using}
basis: [state-council-649]
uses: {all: used/everything}
in_force: {from: 2019-01-01}

inputs:
INPUTS
decisions:
  sum:
    label: {zh: 和, en: Sum}
    unit: CNY
    formula: sum(all.shares.part) + all.rounded + count(all.reasons) + all.parts.mine
    cite: {document: state-council-649, clause: 一}

outputs: [sum]

examples:
  one: {date: 2019-01-01, inputs: {}, missing: [amount]}
"""


def test_tables_come_with_their_sources_and_enumerations() -> None:
    inputs = EVERYTHING.partition("inputs:\n")[2].partition("parameters:\n")[0]
    kinds = EVERYTHING.partition("enumerations:\n")[2].partition("inputs:\n")[0]
    text = TABLES.replace("INPUTS\n", inputs).replace("inputs:\n", f"enumerations:\n{kinds}inputs:\n", 1)
    program, linker = linked([EVERYTHING, text], "used/tables")
    assert not linker.problems
    assert program is not None
    decisions = {each.name: each for each in program.decisions}
    shares, lines = decisions["all.shares"].body, decisions["all.lines"].body
    assert isinstance(shares, Each) and isinstance(lines, Each)
    assert (shares.source, lines.source) == ("all.totals", "rows")
    assert shares.columns[1].type.choices == "all.shares.level"
    assert lines.columns[1].body.table == "prices"  # type: ignore[union-attr]
    assert decisions["all.rounded"].rounding is not None
    assert decisions["all.rounded"].rounding.by == "all.way"
    assert [each.name for each in program.enumerations] == ["kind", "rows.level", "all.reasons", "all.shares.level"]
    assert "all.limits" not in decisions


def rename(text: str, bound: frozenset[str] = frozenset()) -> syntax.Node:
    """The tree with the program's names `a` and `b` and the table `rows(a)` called `x.…`."""

    def change(node: syntax.Node, _: Formula) -> syntax.Node | None:
        if isinstance(node, syntax.Name) and node.name in ("a", "b", "rows"):
            return syntax.Name(f"x.{node.name}")
        return None

    renaming = Renaming(change, {"rows": frozenset(("a",))})
    return renaming.formula(Formula(text, parse(text, ["a", "b", "rows"]), Mark(1, 1)), bound).tree


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a + b", ["x.a", "x.b"]),
        ("a.b", ["x.a"]),
        ("for a in b return a + b", ["x.b", "a", "x.b"]),
        ("for i in a, a in i return a", ["x.a", "i", "a"]),
        ("some a in b satisfies a > b", ["x.b", "a", "x.b"]),
        ("rows[a > b]", ["x.rows", "a", "x.b"]),
        ("rows[b > a][a = b]", ["x.rows", "x.b", "a", "a", "x.b"]),
        ("b[a > 0]", ["x.b", "x.a"]),
        ("[a, b][a > item]", ["x.a", "x.b", "x.a", "item"]),
        ("{c: a, a: b, d: a}", ["x.a", "x.b", "a"]),
        ("function(a) a + b", ["a", "x.b"]),
        ("sum(a)", ["x.a"]),
        ("a(b)", ["x.b"]),
        ("(function(c) a)(b)", ["x.a", "x.b"]),
        ("if a then b else not(a)", ["x.a", "x.b", "x.a"]),
        ("a in [0..b]", ["x.a", "x.b"]),
        ("0", []),
    ],
)
def test_names_that_something_binds_are_left_alone(text: str, names: list[str]) -> None:
    found: list[str] = []
    waiting: list[syntax.Node] = [rename(text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, syntax.Name):
            found.append(node.name)
            continue
        below = list(syntax.children(node))
        if isinstance(node, syntax.Call) and isinstance(node.function, syntax.Name):
            below = list(node.arguments)
        waiting.extend(reversed(below))
    assert found == names


def test_names_of_a_row_are_left_alone() -> None:
    assert rename("a + b", frozenset("a")) == syntax.Binary("+", syntax.Name("a"), syntax.Name("x.b"))
