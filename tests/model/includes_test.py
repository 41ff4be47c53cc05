"""Figures and choices of used programs: brought in by name, or included among one's own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benefits.feel import syntax
from benefits.model.assemble import assemble
from benefits.model.program import Extension, Mark, Period, Program
from tests.model.around import DOCUMENT, STANDARD, said
from tests.model.link_test import linked

SOURCE = """\
program: used/source
title: {zh: 源, en: Source}
basis: [state-council-649]
in_force:
  undated: {zh: 未写明, en: not stated}
date: {label: {zh: 年末, en: End of the year}, day: 12-31, from: 2019-12-31, until: 2020-12-31}

enumerations:
  park:
    label: {zh: 景区, en: Park}
    values:
      hill: {zh: 山, en: Hill}
      lake: {zh: 湖, en: Lake}
    extended_by: {table: more, id: park, name: name}
  season:
    label: {zh: 季, en: Season}
    values:
      peak: {zh: 旺, en: Peak}
      quiet: {zh: 淡, en: Quiet}

inputs:
  park: {label: {zh: 景区, en: Park}, type: choice, choices: park}
  season: {label: {zh: 季, en: Season}, type: choice, choices: season}
  more:
    label: {zh: 后加入, en: More}
    type: table
    default: []
    fields:
      park: {label: {zh: 号, en: Id}, type: text}
      name: {label: {zh: 名, en: Name}, type: text}
      price: {label: {zh: 价, en: Price}, type: number, unit: CNY, decimals: 2}

parameters:
  price:
    label: {zh: 票价, en: Price}
    unit: CNY
    by: [park, season]
    extended_by: price
    values:
      - {park: hill, season: peak, from: 2019-01-01, value: 60}
      - {park: hill, season: quiet, from: 2019-01-01, value: 30}
      - {park: lake, from: 2019-01-01, not_stated: {zh: 未写明, en: not stated}}
    cite: {document: state-council-649, clause: 一}
  best:
    label: {zh: 最好的季节, en: Best season}
    type: choice
    choices: season
    values: [{from: 2019-01-01, value: peak}]
    cite: {document: state-council-649, clause: 一}

decisions:
  due:
    label: {zh: 应付, en: Due}
    unit: CNY
    formula: if season = best then price else 0
    cite: {document: state-council-649, clause: 一}

outputs: [due]

examples:
  peak: {date: 2019-12-31, inputs: {park: hill, season: peak}, outputs: {due: 60}}
"""

TAKING = """\
program: used/taking
title: {zh: 用, en: Taking}
basis: [state-council-649]
uses: {source: used/source}
in_force: {from: 2019-01-01}

enumerations:
  park:
    label: {zh: 景区, en: Park}
    includes: source.park
    values:
      cave: {zh: 洞, en: Cave}

inputs:
  park: {label: {zh: 景区, en: Park}, type: choice, choices: park, default: hill}
  season: {label: {zh: 季, en: Season}, type: choice, choices: source.season}

parameters:
  price:
    label: {zh: 票价, en: Price}
    unit: CNY
    by: [park, season]
    includes: source.price
    values:
      - {park: cave, from: 2019-01-01, value: 5}
    cite: {document: state-council-649, clause: 二}

decisions:
  due:
    label: {zh: 应付, en: Due}
    unit: CNY
    formula: if season = source.best then price else 0
    cite: {document: state-council-649, clause: 二}

outputs: [due]

examples:
  peak: {date: 2019-07-01, inputs: {park: cave, season: peak}, outputs: {due: 5}}
"""


DOUBLE = """\
  double:
    label: {zh: 两倍, en: Double}
    unit: CNY
    formula: income + income
    cite: {document: state-council-649, clause: 一}
"""


def taking(text: str = TAKING) -> Program:
    program, linker = linked([SOURCE, text], "used/taking")
    assert not linker.problems
    assert program is not None
    return program


def checked(text: str) -> list[str]:
    """What is wrong with a using program among its files."""
    texts = {"documents/state-council-649.yaml": DOCUMENT, "used/source.yaml": SOURCE, "used/taking.yaml": text}
    return said(assemble({name: each.encode() for name, each in texts.items()})[2])


def test_both_programs_are_right() -> None:
    assert checked(TAKING) == []


def test_the_other_values_come_first() -> None:
    park = next(each for each in taking().enumerations if each.name == "park")
    assert park.ids() == ("hill", "lake", "cave")
    assert park.extended_by is None
    assert park.includes == "source.park"


def test_the_other_rows_come_first_with_their_days_and_clauses() -> None:
    price = next(each for each in taking().parameters if each.name == "price")
    assert [(row.keys, row.value, row.cite.clause, row.included) for row in price.rows] == [
        (("hill", "peak"), Fraction(60), "一", True),
        (("hill", "quiet"), Fraction(30), "一", True),
        (("lake", None), None, "一", True),
        (("cave", None), Fraction(5), "二", False),
    ]
    assert price.rows[2].not_stated is not None
    assert {row.at for row in price.rows[:3]} == {Mark(23, 15)}
    assert [price.row_path(index) for index in (0, 3)] == ["includes", "values[0]"]
    assert price.extended_by == ""


def test_a_figure_comes_by_itself_whatever_the_days_of_its_program() -> None:
    program = taking()
    best, price = program.parameters
    assert (best.name, best.type.choices, best.rows[0].at) == ("source.best", "source.season", Mark(4, 16))
    assert price.name == "price"
    assert [each.name for each in program.decisions] == ["due"]
    assert [each.name for each in program.enumerations] == ["park", "source.season"]
    assert program.period == Period(program.period.first)


def test_the_keys_of_a_figure_are_looked_up_where_it_is_used() -> None:
    program = taking(TAKING.replace("source.best then price else 0", "source.best then source.price else price"))
    assert program.parameters[0].name == "source.price"
    assert (program.parameters[0].by, program.parameters[0].extended_by) == (("park", "season"), "")
    body = program.decisions[0].body
    assert body.tree.then == syntax.Name("source.price")  # type: ignore[union-attr]


def test_a_figure_for_choices_that_its_program_does_not_have() -> None:
    text = TAKING.replace("source.best then price else 0", "source.best then source.price else price")
    assert checked(text) == ["4:16 missing_keys", "4:16 missing_keys"]


def test_all_values_and_rows_may_be_the_other_programs() -> None:
    text = TAKING.replace("    values:\n      cave: {zh: 洞, en: Cave}\n", "")
    text = text.replace("    values:\n      - {park: cave, from: 2019-01-01, value: 5}\n", "")
    program = taking(text)
    assert program.enumerations[0].ids() == ("hill", "lake")
    assert len(program.parameters[1].rows) == 3
    text = text.replace("park: cave, season: peak}, outputs: {due: 5}", "season: peak}, outputs: {due: 60}")
    assert checked(text) == []


@pytest.mark.parametrize(
    ("choices", "codes"),
    [
        ("source.season", []),
        ("{peak: {zh: 旺, en: Peak}}", []),
        ("{dull: {zh: 平, en: Dull}}", ["included_differs"]),
    ],
)
def test_included_values_are_among_the_choices(choices: str, codes: list[str]) -> None:
    more = (
        "  again:\n    label: {zh: 又, en: Again}\n    type: choice\n"
        f"    choices: {choices}\n    includes: source.best\n"
        "    cite: {document: state-council-649, clause: 一}\n\ndecisions:"
    )
    _, linker = linked([SOURCE, TAKING.replace("\ndecisions:", more)], "used/taking")
    assert [each.code for each in linker.problems] == codes


@pytest.mark.parametrize(
    ("here", "there", "fits"),
    [
        ("", "", True),
        ("optional: true", "", False),
        ("optional: true", "optional: true", True),
        ("", "optional: true", True),
        ("default: 0", "", True),
        ("optional: sure", "optional: sure", True),
        ("optional: sure", "optional: true", True),
        ("optional: sure", "", False),
        ("optional: true", "optional: sure", False),
    ],
)
def test_an_input_is_not_null_where_the_used_program_needs_it(here: str, there: str, fits: bool) -> None:
    extra = "  income: {label: {zh: 收入, en: Income}, type: number, unit: CNY, decimals: 0, OPTIONS}\n"
    extra += "  sure: {label: {zh: 是, en: Sure}, type: boolean, default: true}\n"

    def with_income(text: str, options: str) -> str:
        return text.replace("inputs:\n", "inputs:\n" + extra.replace(", OPTIONS", options and f", {options}"), 1)

    source = with_income(SOURCE, there).replace("  due:\n", DOUBLE + "  due:\n")
    taking = with_income(TAKING, here).replace("source.best then", "source.best and source.double > 0 then")
    _, linker = linked([source, taking], "used/taking")
    assert [each.code for each in linker.problems] == ([] if fits else ["used_input_differs"])


def test_inputs_of_a_used_decision_may_have_its_own_choices() -> None:
    used = STANDARD.replace("used/standard", "used/source")
    text = (
        TAKING.partition("enumerations:")[0]
        + "inputs:\n"
        + (
            "  area: {label: {zh: 城乡, en: Area}, type: choice, choices: source.area}\n"
            "decisions:\n"
            "  twice: {label: {zh: 两倍, en: Twice}, unit: CNY/month, formula: source.standard + source.standard,"
            " cite: {document: state-council-649, clause: 一}}\n"
            "outputs: [twice]\n"
            "examples:\n  one: {date: 2019-01-01, inputs: {}, missing: [area]}\n"
        )
    )
    program, linker = linked([used, text], "used/taking")
    assert program is not None and not linker.problems
    assert [each.name for each in program.enumerations] == ["source.area", "source.band"]


def test_what_extends_an_enumeration_comes_with_the_decisions_that_need_it() -> None:
    shared = SOURCE.partition("enumerations:\n")[2].partition("parameters:\n")[0]
    text = (
        TAKING.partition("enumerations:")[0]
        + "enumerations:\n"
        + shared
        + (
            "decisions:\n"
            "  all: {label: {zh: 共, en: All}, unit: CNY, formula: source.due + source.price,"
            " cite: {document: state-council-649, clause: 一}}\n"
            "outputs: [all]\n"
            "examples:\n  one: {date: 2019-01-01, inputs: {}, missing: [park]}\n"
        )
    )
    program, linker = linked([SOURCE, text], "used/taking")
    assert program is not None and not linker.problems
    assert program.parameters[0].extended_by == "price"
    assert program.enumerations[0].extended_by == Extension("more", "park", "name")


def test_lists_agree_field_by_field() -> None:
    def with_rows(text: str, choices: str) -> str:
        level = f"{{label: {{zh: 级, en: Level}}, type: choice, choices: {choices}}}"
        rows = f"  rows:\n    label: {{zh: 行, en: Rows}}\n    type: list\n    fields:\n      level: {level}\n"
        return text.replace("inputs:\n", "inputs:\n" + rows, 1)

    inline = "{a: {zh: 甲, en: A}}"
    source = with_rows(SOURCE, inline).replace("then price else 0", "and count(rows) > count([]) then price else 0")
    for choices in (inline, "source.rows.level"):
        text = with_rows(TAKING, choices).replace("then price else 0", "then source.due else price")
        text = text.replace("park, default: hill", "source.park")
        _, linker = linked([source, text], "used/taking")
        assert {each.code for each in linker.problems} == {"used_input_missing"}  # only `more` is not declared
    text = with_rows(TAKING, "source.season").replace("then price else 0", "then source.due else price")
    _, linker = linked([source, text.replace("park, default: hill", "source.park")], "used/taking")
    assert {each.code for each in linker.problems} == {"used_input_missing", "used_input_differs"}
