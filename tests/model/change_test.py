"""Proposed changes of figures: what becomes of the text, what is refused, and that nothing else moves."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import benefits
from benefits.errors import RuleError, UnknownProgramError
from benefits.model.change import RECORD, Applied, Change, applied, apply_changes, load_changed, parse_change
from benefits.model.program import Parameter, Program, Row
from benefits.model.store import load, load_texts

TEXTS = load(None).files()
DIBAO = "benxi/dibao.yaml"
CITE = "cite: {document: proposed-change, clause: '1'}"
DISTRICT = "      - {region: district, from: 2019-01-01, until: 2019-06-30, value: 583}"
COUNTY = "      - {region: county, from: 2019-01-01, until: 2019-06-30, value: 533}"
ALL = "      - {from: 2019-07-01, value: 622}"


def changed_lines(text: str, file: str = DIBAO, texts: dict[str, bytes] = TEXTS) -> tuple[list[str], list[str]]:
    """The lines that a change takes out of a file, and those that it puts in; the rules with it are checked."""
    found = apply_changes(texts, [parse_change(text)])
    load_texts(found)
    before, after = (each[file].decode().splitlines() for each in (texts, found))
    return [line for line in before if line not in after], [line for line in after if line not in before]


def problem(text: str, texts: dict[str, bytes] = TEXTS) -> tuple[str, str, str]:
    """Code, what was expected, and the nearest name of a change that is refused."""
    with pytest.raises((RuleError, UnknownProgramError)) as caught:
        load_texts(apply_changes(texts, [parse_change(text)]))
    (found,) = caught.value.problems
    return found.code, found.expected, found.nearest


def in_dibao(old: str, new: str) -> dict[str, bytes]:
    """The rules with another text in the dibao file."""
    text = TEXTS[DIBAO].decode()
    assert text.count(old) == 1
    return {**TEXTS, DIBAO: text.replace(old, new).encode()}


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "benxi/dibao.urban_standard=650@2020-07-01",
            Change("benxi/dibao", "urban_standard", (), "650", date(2020, 7, 1)),
        ),
        (
            "benxi/dibao.urban_standard[district]=600@2019-03-01",
            Change("benxi/dibao", "urban_standard", ("district",), "600", date(2019, 3, 1)),
        ),
        ("a/b.c[d,*]=2/3", Change("a/b", "c", ("d", "*"), "2/3")),
        ("a/b.c=-0.5", Change("a/b", "c", (), "-0.5")),
    ],
)
def test_a_change_is_read_and_written_alike(text: str, change: Change) -> None:
    assert parse_change(text) == change
    assert str(change) == text
    assert parse_change(f"  {text} ") == change


@pytest.mark.parametrize(
    "text",
    [
        "",
        "650",
        "benxi/dibao=650",
        "urban_standard=650",
        "benxi/dibao.urban_standard",
        "benxi/dibao.urban_standard=",
        "benxi/dibao.urban_standard=@2020-07-01",
        "benxi/dibao.urban_standard[]=650",
        "benxi/dibao.urban_standard[district=650",
        "benxi/dibao.urban_standard=650@",
        "benxi/dibao.urban_standard=650@明天",
        "benxi/dibao.urban_standard＝650",
        "benxi／dibao.urban_standard=650",
        "benxi/dibao.urban_standard=6\n50",
        "Benxi/dibao.urban_standard=650",
    ],
)
def test_another_form_is_refused_with_the_right_one(text: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_change(text)
    assert caught.value.code == "bad_change"
    assert "benxi/dibao.urban_standard=650@2020-07-01" in caught.value.expected


@pytest.mark.parametrize("day", ["2020-02-30", "2020-7-1", "20200701"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_change(f"benxi/dibao.urban_standard=650@{day}")
    assert (caught.value.code, caught.value.value) == ("bad_date", day)


def test_from_a_day_on_the_row_in_force_ends_the_day_before() -> None:
    assert changed_lines("benxi/dibao.urban_standard=650@2020-07-01") == (
        [ALL],
        [
            "      - {from: 2019-07-01, until: 2020-06-30, value: 622}",
            f"      - {{from: 2020-07-01, value: 650, {CITE}}}",
        ],
    )


def test_a_row_with_an_end_keeps_it() -> None:
    assert changed_lines("benxi/dibao.urban_standard[district]=600@2019-03-01") == (
        [DISTRICT],
        [
            "      - {region: district, from: 2019-01-01, until: 2019-02-28, value: 583}",
            f"      - {{region: district, from: 2019-03-01, until: 2019-06-30, value: 600, {CITE}}}",
        ],
    )


def test_on_its_first_day_a_row_is_replaced_whole() -> None:
    expected = ([ALL], [f"      - {{from: 2019-07-01, value: 650, {CITE}}}"])
    assert changed_lines("benxi/dibao.urban_standard=650@2019-07-01") == expected


def test_without_a_day_the_only_row_is_replaced() -> None:
    assert changed_lines("benxi/dibao.low_income_multiplier=1.5") == (
        ["      - {from: 2019-07-01, value: 1.2}"],
        [f"      - {{from: 2019-07-01, value: 1.5, {CITE}}}"],
    )


def test_a_key_taken_out_of_a_row_for_all_leaves_the_others_as_they_were() -> None:
    assert changed_lines("benxi/dibao.urban_standard[county]=600@2020-01-01") == (
        [ALL],
        [
            "      - {from: 2019-07-01, until: 2019-12-31, value: 622}",
            f"      - {{region: county, from: 2020-01-01, value: 600, {CITE}}}",
            "      - {region: district, from: 2020-01-01, value: 622}",
        ],
    )
    assert changed_lines("benxi/dibao.urban_standard[county]=600@2019-07-01") == (
        [ALL],
        [
            f"      - {{region: county, from: 2019-07-01, value: 600, {CITE}}}",
            "      - {region: district, from: 2019-07-01, value: 622}",
        ],
    )


def test_where_there_was_no_value_there_is_one_until_the_next() -> None:
    assert changed_lines("benxi/dibao.low_income_multiplier=1.1@2019-04-01") == (
        [],
        [f"      - {{from: 2019-04-01, until: 2019-06-30, value: 1.1, {CITE}}}"],
    )


def test_the_value_is_written_in_the_unit_that_the_document_prints() -> None:
    """Five times 10,000 yuan become six; 10,000 yuan is what the notice counts in."""
    library, (done,) = load_changed(None, [parse_change("xingan/master-studio-grant.studio_grant[skills]=6")])
    (parameter,) = library.program("xingan/master-studio-grant").parameters
    assert [row.value for row in parameter.rows] == [60_000, 50_000]
    assert (done.before, done.after, done.unit) == (5, 6, "CNY_10k")


BLOCK = """\
      - region: district
        from: 2019-01-01
        until: 2019-06-30
        value: 583  # as printed
      # the counties
      - region: county
        from: 2019-01-01
        until: 2019-06-30
        value: 533
      - from: 2019-07-01
        value: 622  # both
"""


def test_rows_in_block_style_are_edited_in_place_and_comments_stay() -> None:
    texts = in_dibao(f"{DISTRICT}\n{COUNTY}\n{ALL}\n", BLOCK)
    assert changed_lines("benxi/dibao.urban_standard=650@2020-07-01", texts=texts) == (
        [],
        ["        until: 2020-06-30", f"      - {{from: 2020-07-01, value: 650, {CITE}}}"],
    )
    assert changed_lines("benxi/dibao.urban_standard[county]=540@2019-01-01", texts=texts) == (
        ["        value: 533"],
        ["        value: 540", f"        {CITE}"],
    )
    assert changed_lines("benxi/dibao.urban_standard[district]=600@2019-03-01", texts=texts)[1] == [
        "        until: 2019-02-28",
        f"      - {{region: district, from: 2019-03-01, until: 2019-06-30, value: 600, {CITE}}}",
    ]


def test_rows_in_one_line_are_edited_in_it() -> None:
    old = "    values:\n      - {from: 2019-07-01, value: 1.2}\n"
    texts = in_dibao(old, "    values: [{from: 2019-07-01, value: 1.2}]  # fixed\n")
    assert changed_lines("benxi/dibao.low_income_multiplier=1.5@2020-01-01", texts=texts)[1] == [
        "    values: [{from: 2019-07-01, until: 2019-12-31, value: 1.2}, "
        f"{{from: 2020-01-01, value: 1.5, {CITE}}}]  # fixed"
    ]


def test_a_row_over_several_lines_with_a_bracket_in_a_comment() -> None:
    texts = in_dibao(ALL, "      - {from: 2019-07-01,\n         value: 622  # not }\n        }")
    assert changed_lines("benxi/dibao.urban_standard=650@2020-07-01", texts=texts)[1] == [
        "         until: 2020-06-30, value: 622  # not }",
        f"      - {{from: 2020-07-01, value: 650, {CITE}}}",
    ]


def test_a_row_with_a_citation_of_its_own_cites_the_change_instead() -> None:
    removed, put = changed_lines(
        "xingan/master-studio-grant.studio_grant[startup_guidance]=6", "xingan/master-studio-grant.yaml"
    )
    assert removed == ["      - {kind: startup_guidance, value: 5, cite: {document: xingan-2019-43, clause: 四}}"]
    assert put == [f"      - {{kind: startup_guidance, value: 6, {CITE}}}"]


def test_a_row_that_has_no_value_gets_one() -> None:
    program, text = "chaoyang/tourism-admission", "chaoyang/tourism-admission.gate_price[panjin,*]=60"
    library, (done,) = load_changed(None, [parse_change(text)])
    prices = next(each for each in library.program(program).parameters if each.name == "gate_price")
    assert [row.value for row in prices.rows if row.keys[0] == "panjin"] == [60]
    assert done.before is None


def test_every_change_is_a_clause_of_the_record_that_its_figure_cites() -> None:
    texts = ["benxi/dibao.urban_standard=650@2020-07-01", "benxi/dibao.rural_standard=5400@2020-07-01"]
    library, _ = load_changed(None, map(parse_change, texts))
    record = library.documents[RECORD]
    assert [(clause.id, clause.gist.zh) for clause in record.clauses] == list(zip("12", texts, strict=True))
    program = library.program("benxi/dibao")
    cites = {
        (each.name, row.cite.clause) for each in program.parameters for row in each.rows if row.cite.document == RECORD
    }
    assert cites == {("urban_standard", "1"), ("rural_standard", "2")}


def test_a_changed_bundle_can_be_changed_again() -> None:
    once = apply_changes(TEXTS, [parse_change("benxi/dibao.urban_standard=650@2020-07-01")])
    twice = apply_changes(once, [parse_change("benxi/dibao.urban_standard=700@2021-07-01")])
    assert twice == apply_changes(
        TEXTS,
        map(parse_change, ("benxi/dibao.urban_standard=650@2020-07-01", "benxi/dibao.urban_standard=700@2021-07-01")),
    )
    parameter = figure(load_texts(twice).program("benxi/dibao"), "urban_standard")
    assert [row.value for row in parameter.rows] == [583, 533, 622, 650, 700]


def test_a_change_reaches_the_programs_that_use_the_figure_and_no_other() -> None:
    real = load(None)
    library, _ = load_changed(None, [parse_change("benxi/dibao.urban_standard=650@2019-07-01")])
    outputs = benefits.RuleBook(library).outputs("benxi/tekun", "2019-07-01", {"area": "urban"})
    assert outputs["standard"] == 975  # 1.5 × 650
    differing = {id for id in library.ids if library.program(id).bundle != real.program(id).bundle}
    assert differing == {id for id in real.ids if DIBAO in real.program(id).sources} >= {"benxi/dibao", "benxi/tekun"}


def test_what_a_change_did_is_told() -> None:
    _, (done,) = applied(TEXTS, [parse_change("benxi/dibao.urban_standard[county]=600@2020-01-01")])
    program = load(None).program("benxi/dibao")
    assert done == Applied(
        change=parse_change("benxi/dibao.urban_standard[county]=600@2020-01-01"),
        title=program.title,
        label=figure(program, "urban_standard").label,
        unit="CNY/person/month",
        by=("region",),
        keys=("county",),
        before=Fraction(622),
        after=Fraction(600),
        first=date(2020, 1, 1),
        last=None,
    )


@pytest.mark.parametrize(
    ("text", "code", "expected", "near"),
    [
        ("benxi/dibo.urban_standard=650", "unknown_program", None, "benxi/dibao"),
        ("benxi/dibao.urban_standrd=650", "unknown_figure", "benxi/dibao", "urban_standard"),
        ("benxi/tekun.dibao.urban_standard=650", "unknown_figure", "benxi/tekun", "benxi/dibao.urban_standard"),
        ("benxi/dibao.allowance=650", "unknown_figure", "benxi/dibao", ""),
        ("benxi/dibao.urban_standard[distrikt]=650@2020-01-01", "unknown_key", "district, county", "district"),
        (
            "benxi/dibao.urban_standard[district,a]=650@2020-01-01",
            "bad_change",
            "benxi/dibao.urban_standard[region]=650",
            "",
        ),
        ("benxi/dibao.rural_standard[a]=650@2020-01-01", "bad_change", "benxi/dibao.rural_standard=650", ""),
        ("benxi/dibao.urban_standard=abc@2020-01-01", "bad_literal", "622, 0.25, -1.5", ""),
        ("benxi/dibao.urban_standard=1,000@2020-01-01", "bad_literal", "622, 0.25, -1.5", ""),
        ("benxi/dibao.urban_standard=６５０@2020-01-01", "bad_literal", "622, 0.25, -1.5", ""),
        ("benxi/dibao.urban_standard=2/3@2020-01-01", "bad_literal", "622, 0.25, -1.5", ""),
        (
            "benxi/dibao.urban_standard=650",
            "ambiguous_change",
            "benxi/dibao.urban_standard[district]=650@2019-01-01; benxi/dibao.urban_standard[county]=650@2019-01-01; "
            "benxi/dibao.urban_standard=650@2019-07-01",
            "",
        ),
        (
            "benxi/dibao.urban_standard=600@2019-03-01",
            "ambiguous_change",
            "benxi/dibao.urban_standard[district]=600@2019-03-01; benxi/dibao.urban_standard[county]=600@2019-03-01",
            "",
        ),
        (
            "chaoyang/tourism-admission.gate_price[fenghuangshan,*]=60",
            "ambiguous_change",
            "chaoyang/tourism-settlement.gate_price[fenghuangshan,*]=60",
            "",
        ),
    ],
)
def test_a_change_that_does_not_fit_is_refused(text: str, code: str, expected: str | None, near: str) -> None:
    found = problem(text)
    assert found == (code, found[1] if expected is None else expected, near)


def test_each_of_the_changes_that_a_refusal_lists_is_accepted() -> None:
    for text in ("benxi/dibao.urban_standard=650", "benxi/dibao.urban_standard=600@2019-03-01"):
        for choice in problem(text)[1].split("; "):
            load_changed(None, [parse_change(choice)])


def test_what_the_checker_finds_in_the_changed_rules_is_told() -> None:
    """A third of a standard is no finite decimal, and the line that follows from it is an output."""
    with pytest.raises(RuleError) as caught:
        load_changed(None, [parse_change("benxi/dibao.low_income_multiplier=1/3")])
    (found,) = caught.value.problems
    assert (found.code, found.file, found.path) == ("not_finite", DIBAO, "decisions.low_income_line")


def test_a_choice_that_is_none_is_refused() -> None:
    found = problem("xingan/child-rehabilitation.item_disability[hearing_aid]=vison")
    assert (found[0], found[2]) == ("not_a_choice", "vision")


def figure(program: Program, name: str) -> Parameter:
    return next(parameter for parameter in program.parameters if parameter.name == name)


def value_on(program: Program, day: date, region: str) -> object:
    """The urban standard of a region on a day."""
    rows: list[Row] = [row for row in figure(program, "urban_standard").on(day) if row.matches((region,))]
    return rows[0].value if len(rows) == 1 else None


DAYS = st.dates(date(2019, 1, 1), date(2024, 12, 31))
REAL = load(None).program("benxi/dibao")


@settings(max_examples=40, deadline=None)
@given(DAYS, st.sampled_from(("district", "county")), st.integers(1, 5000), st.lists(DAYS, min_size=1, max_size=8))
def test_the_new_value_holds_on_its_days_and_no_other_day_is_touched(
    day: date, region: str, value: int, probes: list[date]
) -> None:
    change = parse_change(f"benxi/dibao.urban_standard[{region}]={value}@{day.isoformat()}")
    program, (done,) = _quickly(change)
    edges = [day, day - timedelta(1), day + timedelta(1), date(2019, 6, 30), date(2019, 7, 1)]
    for probe in (*probes, *(edge for edge in edges if edge >= date(2019, 1, 1))):
        for other in ("district", "county"):
            holds = other == region and day <= probe and (done.last is None or probe <= done.last)
            assert value_on(program, probe, other) == (value if holds else value_on(REAL, probe, other))


def _quickly(change: Change) -> tuple[Program, tuple[Applied, ...]]:
    """The changed dibao program, of only the files that it needs."""
    own = {path: TEXTS[path] for path in REAL.sources}
    texts, done = applied(own, [change])
    return load_texts(texts).program("benxi/dibao"), done
