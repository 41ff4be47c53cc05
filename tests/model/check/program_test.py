"""What surrounds formulas: periods, keys, rows, splits, links, and faults that no rule file can bring this far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from benefits.model.check import check, infer
from benefits.model.check.report import MAX_PROBLEMS, Place, Report
from benefits.model.program import (
    Dated,
    Decision,
    Formula,
    Label,
    Mark,
    NoOverlap,
    Parameter,
    Period,
    Program,
    Rounding,
    Row,
    Split,
    Type,
)
from tests.model.check.case import (
    BASE,
    CITE,
    FORMULA,
    MEMBERS,
    OPTIONAL,
    built,
    changed,
    codes,
    figure,
    with_condition,
    with_decision,
)

PROGRAMS, DOCUMENTS, _ = built(BASE)
PROGRAM = PROGRAMS["bad/case"]
LABEL = Label("例", "example")


def found(program: Program) -> list[str]:
    return [problem.code for problem in check(program, {}, DOCUMENTS)]


def with_gap(change: Callable[[Decision], Decision]) -> Program:
    return replace(PROGRAM, decisions=(change(PROGRAM.decisions[0]), *PROGRAM.decisions[1:]))


def with_standard(change: Callable[[Parameter], Parameter]) -> Program:
    return replace(PROGRAM, parameters=(change(PROGRAM.parameters[0]),))


def with_row(change: Callable[[Row], Row]) -> Program:
    return with_standard(lambda one: replace(one, rows=(change(one.rows[0]), *one.rows[1:])))


def test_the_base_is_right_and_its_shapes_are_known() -> None:
    assert found(PROGRAM) == []
    shapes = infer(PROGRAM, {})
    assert shapes["gap"].kind == "number" and shapes["gap"].figures.places == 2 and shapes["gap"].figures.low == 0
    assert shapes["standard"].figures.values == frozenset(map(Fraction, (583, 622, 417)))


@pytest.mark.parametrize(
    ("program", "code"),
    [
        (with_gap(lambda one: replace(one, cite=None)), "missing_citation"),
        (with_gap(lambda one: replace(one, type=Type("number"))), "missing_unit"),
        (with_gap(lambda one: replace(one, type=Type("number", unit="CNY//month"))), "bad_unit"),
        (with_gap(lambda one: replace(one, type=Type("choice", choices="colour"))), "unknown_name"),
        (with_gap(lambda one: replace(one, period=Period(date(2020, 1, 1)))), "missing_outside"),
        (with_gap(lambda one: replace(one, period=Period(None, date(2018, 1, 1)), outside=LABEL)), "reversed_period"),
        (
            with_gap(lambda one: replace(one, rounding=Rounding(Fraction(1), (("", "nearest"),), "", LABEL))),
            "bad_mode",
        ),
        (
            with_gap(lambda one: replace(one, rounding=Rounding(Fraction(1), (("", "up"),), "edgy", LABEL))),
            "unknown_name",
        ),
        (with_row(lambda row: replace(row, period=Period(None, date(2019, 6, 30)))), "missing_period"),
        (with_row(lambda row: replace(row, period=Period(date(2019, 6, 30), date(2019, 1, 1)))), "reversed_period"),
        (with_standard(lambda one: replace(one, extended_by="price")), "unknown_name"),
        (with_standard(lambda one: replace(one, rows=one.rows * 4000)), "too_many"),
        (replace(PROGRAM, outputs=PROGRAM.outputs * 200), "too_many"),
        (replace(PROGRAM, inputs=PROGRAM.inputs * 100), "too_many"),
        (
            replace(PROGRAM, inputs=(replace(PROGRAM.inputs[0], keys_of="standards"), *PROGRAM.inputs[1:])),
            "unknown_name",
        ),
        (
            replace(PROGRAM, inputs=(replace(PROGRAM.inputs[0], unique=("day",)), *PROGRAM.inputs[1:])),
            "unknown_name",
        ),
        (
            replace(
                PROGRAM,
                inputs=(replace(PROGRAM.inputs[0], no_overlap=NoOverlap((), "a", "b")), *PROGRAM.inputs[1:]),
            ),
            "unknown_name",
        ),
        (replace(PROGRAM, uses=(("other", "bad/other"),)), ""),
    ],
)
def test_faults_made_by_hand(program: Program, code: str) -> None:
    assert code in (found(program) or [""])


def test_a_declared_gap_is_none() -> None:
    rows = PROGRAM.parameters[0].rows
    late = replace(rows[0], period=Period(date(2019, 1, 1), date(2019, 5, 31)))
    gap = with_standard(lambda one: replace(one, rows=(late, *rows[1:])))
    assert found(gap) == ["periods_gap"]
    declared = with_standard(lambda one: replace(one, rows=(late, *rows[1:]), gap=LABEL))
    assert found(declared) == []


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([Period(date(2019, 1, 1))], []),
        ([Period(date(2019, 1, 1), date(2019, 5, 31)), Period(date(2019, 6, 1))], []),
        ([Period(date(2019, 1, 1), date(2019, 6, 1)), Period(date(2019, 6, 1))], ["periods_overlap"]),
        ([Period(date(2019, 1, 1)), Period(date(2019, 6, 1))], ["periods_overlap"]),
        ([Period(date(2019, 1, 1), date(2019, 5, 30)), Period(date(2019, 6, 1))], ["periods_gap"]),
        ([Period(date(2019, 2, 1))], ["periods_gap"]),
        ([], ["periods_gap"]),
        ([Period(date(2019, 2, 1), date(2019, 1, 1))], ["periods_gap", "reversed_period"]),
    ],
)
def test_versions_follow_one_another(periods: list[Period], expected: list[str]) -> None:
    body = PROGRAM.decisions[0].body
    assert isinstance(body, Formula)
    dated = with_gap(lambda one: replace(one, body=Dated(tuple((period, body) for period in periods))))
    assert sorted(set(found(dated)) - {"unused"}) == expected


def test_undated_programs_need_values_for_all_time() -> None:
    undated = replace(PROGRAM, period=Period(), undated=LABEL, examples=())
    assert found(undated) == ["periods_uncovered"]
    rows = tuple(replace(row, period=Period()) for row in PROGRAM.parameters[0].rows[1:])
    always = replace(undated, parameters=(replace(PROGRAM.parameters[0], rows=rows),))
    assert found(always) == []
    first_day = replace(rows[0], period=Period(date.min, date.max))
    assert found(replace(undated, parameters=(replace(PROGRAM.parameters[0], rows=(first_day, rows[1])),))) == []


def test_wrong_steps_and_shares() -> None:
    share = PROGRAM.decisions[0].body
    assert isinstance(share, Formula)
    split = Split(share, Fraction(0), (("all", share),))
    decision = Decision("extra", LABEL, Type("record", unit="CNY/month"), split, cite=PROGRAM.decisions[0].cite)
    program = replace(PROGRAM, decisions=(*PROGRAM.decisions, decision), outputs=(*PROGRAM.outputs, ("extra", "extra")))
    assert sorted(found(program)) == ["bad_step", "unit_mismatch"]


def test_problems_are_bounded_and_kept_once() -> None:
    report = Report("bad/case.yaml")
    for line in range(2 * MAX_PROBLEMS):
        report.add("unused", Place("inputs.a", Mark(line // 2 + 1, 1)), value="x" * 1000)
    assert report.count == MAX_PROBLEMS and len(report.problems[0].value) == 80


USED = changed(("program: bad/case", "program: bad/used"))
USING = "uses: {other: bad/used}\n"


def using(formula: str, start: str = "2019-01-01") -> str:
    return changed(
        (
            "basis: [state-council-649]\nin_force: {from: 2019-01-01}",
            f"basis: [state-council-649]\n{USING}in_force: {{from: {start}}}",
        ),
        (FORMULA, formula),
    )


def test_a_used_decision_is_seen_with_its_unit_and_figures() -> None:
    assert codes(using(f"{FORMULA} + other.gap"), used=USED) == []
    assert codes(using(f"{FORMULA} + other.gap * size"), used=USED) == ["unit_mismatch"]


def test_a_used_program_must_be_in_force_as_long() -> None:
    assert codes(using(f"{FORMULA} + other.gap", "2018-01-01"), used=USED) == ["used_not_in_force", "periods_uncovered"]


def test_an_unknown_decision_of_a_used_program() -> None:
    assert codes(using(f"{FORMULA} + other.gaap"), used=USED) != []


ROWS = """  lines:
    label: {zh: 逐人, en: By member}
    each: members
    keep: [pay, kind]
    columns:
      number:
        label: {zh: 次序, en: Number}
        unit: person
        rank: {within: [kind], order: joined}
      part:
        label: {zh: 份额, en: Part}
        unit: CNY/month
        allocate: {total: income, by: pay, to: 0.01, when_zero: {zh: 无, en: none}}
    cite: {document: state-council-649, clause: 二}
  totals:
    label: {zh: 合计, en: Totals}
    group: lines
    by: kind
    columns:
      people:
        label: {zh: 人数, en: People}
        type: integer
        unit: person
        formula: count(number)
      paid:
        label: {zh: 合计, en: Paid}
        unit: CNY/month
        formula: sum(part)
"""


def rows(*swaps: tuple[str, str]) -> list[str]:
    text = ROWS
    for old, new in swaps:
        text = text.replace(old, new)
    return codes(with_decision(text, MEMBERS, outputs="lines, totals"))


def test_rows_and_groups() -> None:
    assert rows() == []


@pytest.mark.parametrize(
    ("swap", "code"),
    [
        (("order: joined", "order: kind"), "wrong_operand"),
        (("by: pay,", "by: kind,"), "wrong_operand"),
        (("by: pay,", "by: paid,"), "unknown_name"),
        (("total: income", "total: size"), "unit_mismatch"),
        (("to: 0.01", "to: 1"), "total_too_fine"),
        (("count(number)", "sum(part)"), "unit_mismatch"),
        (("sum(part)", "part"), "wrong_operand"),
        (("each: members", "each: income"), "wrong_operand"),
        (("each: members", "each: totals"), "circle"),
        (("group: lines", "group: lnies"), "unknown_name"),
        (("formula: count(number)", "formula: sum(number)"), ""),
    ],
)
def test_faults_in_rows(swap: tuple[str, str], code: str) -> None:
    assert code in (rows(swap) or [""])


LOOKUP = """  lines:
    label: {zh: 逐人, en: By member}
    each: members
    columns:
      price:
        label: {zh: 价格, en: Price}
        unit: CNY/month
        lookup: {table: prices, match: [kind], on: joined, from: first, until: last, value: price, otherwise: "0"}
"""
PRICES = """
  prices:
    label: {zh: 价格, en: Prices}
    type: table
    default: []
    fields:
      kind: {label: {zh: 类别, en: Kind}, type: choice, choices: {old: {zh: 老, en: Old}, young: {zh: 幼, en: Young}}}
      price: {label: {zh: 价格, en: Price}, type: number, unit: CNY/month, decimals: 2}
      first: {label: {zh: 起, en: From}, type: date}
      last: {label: {zh: 止, en: Until}, type: date}
    no_overlap: {by: [kind], from: first, until: last}
"""


@pytest.mark.parametrize(
    ("swap", "code"),
    [
        (("zh", "zh"), ""),
        (("table: prices", "table: price"), "unknown_name"),
        (("table: prices", "table: income"), "unknown_name"),
        (("match: [kind]", "match: [works]"), "unknown_name"),
        (("on: joined", "on: pay"), "wrong_operand"),
        (("from: first", "from: price"), "wrong_operand"),
        (("value: price", "value: kind"), "wrong_operand"),
        (('otherwise: "0"', "otherwise: standard"), "unit_mismatch"),
        (("unit: CNY/month", "unit: CNY"), "unit_mismatch"),
    ],
)
def test_lookups(swap: tuple[str, str], code: str) -> None:
    text = LOOKUP.replace(*swap)
    assert code in (codes(with_decision(text, MEMBERS + PRICES, outputs="lines")) or [""])


def test_a_match_of_another_kind_is_refused() -> None:
    prices = PRICES.replace(
        "type: choice, choices: {old: {zh: 老, en: Old}, young: {zh: 幼, en: Young}}", "type: boolean"
    )
    assert codes(with_decision(LOOKUP, MEMBERS + prices, outputs="lines")) == ["wrong_operand"]


EXTENDED = (
    ("\ninputs:", "\nenumerations:\n  spot:\n    label: {zh: 景区, en: Park}\n    values: {lake: {zh: 湖, en: Lake}}\n"
     "    extended_by: {table: more, id: id, name: name}\n\ninputs:"),
    ("\nparameters:", """
  spot: {label: {zh: 景区, en: Park}, type: choice, choices: spot}
  more:
    label: {zh: 其他, en: More}
    type: table
    fields:
      id: {label: {zh: 代号, en: Id}, type: text}
      name: {label: {zh: 名称, en: Name}, type: text}
      price: {label: {zh: 票价, en: Price}, type: number, unit: CNY/month, decimals: 2}

parameters:
  price:
    label: {zh: 票价, en: Price}
    unit: CNY/month
    by: [spot]
    from: 2019-01-01
    values: [{spot: lake, value: 5}]
    extended_by: price
    cite: {document: state-council-649, clause: 一}"""),
    (FORMULA, FORMULA + " + price"),
)  # fmt: skip


def test_an_enumeration_that_a_case_extends() -> None:
    assert codes(changed(*EXTENDED)) == []
    shapes = infer(built(changed(*EXTENDED))[0]["bad/case"], {})
    assert shapes["price"].figures.places == 2 and shapes["spot"].open_ids


@pytest.mark.parametrize(
    ("old", "new"),
    [("table: more", "table: mor"), ("name: name}", "name: naam}"), ("extended_by: price", "extended_by: prise")],
)
def test_names_of_an_extension(old: str, new: str) -> None:
    text = changed(*EXTENDED)
    assert old in text and "unknown_name" in codes(text.replace(old, new))


def test_optional_keys_are_tested_first() -> None:
    optional = changed(
        ("      rural: {zh: 农村, en: Rural}\n", "      rural: {zh: 农村, en: Rural}\n    optional: true\n"),
        (FORMULA, f"if area != null then {FORMULA} else 0"),
    )
    assert codes(optional) == []


BONUS = """  extra:
    label: {zh: 加, en: More}
    unit: CNY/month
    only_when: bonus != null
    undetermined: [{when: bonus > income, because: {zh: 超, en: over}}]
    formula: bonus
"""


def test_only_when_and_undetermined_tell_of_null() -> None:
    text = with_decision(BONUS, OPTIONAL)
    assert codes(text) == []
    assert codes(text.replace("only_when: bonus != null", "only_when: income > 0")) == ["untested_null"] * 2


SPLIT = """  extra:
    label: {zh: 分, en: Split}
    split: {total: income, to: 0.01, parts: {a: half, b: rest}}
    unit: CNY/month
"""


def test_shares_that_are_constant_are_added_day_by_day() -> None:
    shares = figure("half", "1", "0.5") + figure(
        "rest", "1", "from: 2019-01-01, until: 2019-12-31, value: 0.5", "from: 2020-01-01, value: 0.4"
    )
    problems = built(with_decision(SPLIT, parameters=shares))[2]
    assert [(one.code, one.value, one.expected) for one in problems] == [("bad_shares", "0.9", "2020-01-01")]
    assert codes(with_decision(SPLIT.replace("b: rest", "b: 1 - half"), parameters=shares)) == ["unused"]


def test_checks_properties_and_examples() -> None:
    more = """
checks:
  paid:
    each: members
    that: pay <= income
    at: [pay]
    message: {zh: 不对, en: wrong}

properties:
  falls:
    label: {zh: 减少, en: Falls}
    falls: gap
    as: income
  stays:
    label: {zh: 不负, en: Never negative}
    always: gap >= 0

examples:
  members:
    date: 2019-07-01
    inputs: {members: [{pay: 1}]}
    assume: {edge: exclusive}
    missing: [area]
"""
    right = with_condition("count(members) > 0", MEMBERS).replace("\nexamples:\n", more)
    assert codes(right) == []
    for old, new in [
        ("each: members", "each: membres"), ("at: [pay]", "at: [pai]"), ("as: income", "as: incom"),
        ("{pay: 1}", "{pai: 1}"), ("edge: exclusive", "edgy: exclusive"), ("missing: [area]", "missing: [aera]"),
    ]:  # fmt: skip
        assert "unknown_name" in codes(right.replace(old, new)), old
    assert codes(right.replace("edge: exclusive}", "edge: exclusif}")) == ["not_a_choice"]
    assert codes(right.replace("as: income", "as: area")) == ["wrong_operand"]
    assert codes(right.replace("falls: gap", "falls: edgy")) == ["unknown_name"]
    assert "not_in_force" not in codes(right)


def test_an_output_of_records_is_looked_into() -> None:
    lines = """  lines:
    label: {zh: 逐人, en: By member}
    each: members
    columns:
      part:
        label: {zh: 份额, en: Part}
        unit: 1
        formula: pay / income
"""
    problems = built(with_decision(lines, MEMBERS, outputs="lines"))[2]
    assert [(one.code, one.path) for one in problems] == [("not_finite", "decisions.lines.part")]


def test_a_filter_may_use_a_field_named_as_the_decision() -> None:
    decision = "  pay:\n    label: {zh: 合计, en: Total}\n    unit: CNY/month\n    formula: sum(members[pay > 0].pay)\n"
    assert codes(with_decision(decision, MEMBERS, outputs="pay")) == []


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("paid", "sum(totals[paid > 0][people > 0].paid)"),
        ("part", "sum(lines[part > 0].part)"),
        ("number", "sum((for line in lines return {number: line.part})[number > 0].number)"),
        ("cost", "sum(costs[cost > 0].cost)"),
    ],
)
def test_a_field_in_a_filter_is_no_circle(name: str, formula: str) -> None:
    """A decision may be called as the field or column that its own filter speaks of."""
    costs = """  costs:
    label: {zh: 费用, en: Costs}
    type: list
    of: record
    fields: {cost: {label: {zh: 费用, en: Cost}, unit: CNY/month}}
    table:
      collect: true
      columns: [area]
      rules: [{when: ['"urban"'], result: '{cost: income}'}, {when: ["-"], result: '{cost: gap}'}]
    cite: {document: state-council-649, clause: 二}
"""
    total = f"  {name}:\n    label: {{zh: 和, en: Sum}}\n    unit: CNY/month\n    formula: '{formula}'\n"
    assert codes(with_decision(f"{ROWS}    {CITE}\n{costs}{total}", MEMBERS, outputs=f"totals, costs, {name}")) == []


def test_rounding_by_an_interpretation_and_of_something_else() -> None:
    because = "because: {zh: 到元, en: to the yuan}"
    modes = f"round: {{to: 1, by: edge, modes: {{inclusive: half up, exclusive: down}}, {because}}}"
    assert codes(changed((FORMULA, f"{FORMULA}\n    {modes}"))) == []
    wrong = with_gap(
        lambda one: replace(PROGRAM.decisions[1], name="gap", rounding=Rounding(Fraction(1), (("", "up"),), "", LABEL))
    )
    assert "wrong_operand" in found(wrong)


def test_a_file_full_of_faults_ends() -> None:
    """200 problems are kept, and the rest of the file costs little."""
    wrong = " + ".join(f"nobody_{number}" for number in range(20))
    decision = "  extra_{}:\n    label: {{zh: 错, en: Wrong}}\n    unit: CNY/month\n    formula: max({})\n    {}\n"
    text = changed(("\noutputs:", "".join(decision.format(number, wrong, CITE) for number in range(30)) + "\noutputs:"))
    assert len(built(text)[2]) == MAX_PROBLEMS


def test_a_program_has_a_limit_of_formulas() -> None:
    wide = "max(" + ", ".join(["income"] * 60) + ")"
    decision = "  extra_{}:\n    label: {{zh: 宽, en: Wide}}\n    unit: CNY/month\n    formula: {}\n    {}\n"
    text = changed(("\noutputs:", "".join(decision.format(number, wide, CITE) for number in range(330)) + "\noutputs:"))
    assert codes(text) == ["too_many"]
