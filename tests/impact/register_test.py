"""A register under two sides: who enters, leaves, gains and loses, against sums worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import benefits
from benefits.book import RuleBook
from benefits.impact.compare import Bin, Comparison, Spread
from benefits.impact.register import Asking, compare_register
from benefits.impact.totals import Tally
from benefits.model.change import load_changed, parse_change
from benefits.model.program import Program
from tests.impact.roll import AFTER, BEFORE, ENTER, GAIN, ROLL, write_roll

JUNE, JULY = date(2019, 6, 30), date(2019, 7, 1)
NOTHING = Asking({}, {})


@pytest.fixture(scope="module")
def dibao() -> Program:
    return benefits.load().program("benxi/dibao")


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    return write_roll(tmp_path / "roll.csv")


def changed(program: str, text: str) -> Program:
    return load_changed(None, [parse_change(text)])[0].program(program)


def counts(comparison: Comparison) -> dict[str, int]:
    return {name: tally.count for name, tally in comparison.tally(comparison.main).items() if tally.count}


def test_the_new_standards_of_july(dibao: Program, roll: Path) -> None:
    found = compare_register((dibao, JUNE), (dibao, JULY), NOTHING, roll)
    assert found.main.name == "allowance"
    assert (found.rows(), found.answered()) == (12, 10)
    tally = found.tally(found.main)
    assert {name: each.count for name, each in tally.items()} == {
        "enters": 4,
        "gains": 4,
        "unchanged": 2,
        "loses": 0,
        "leaves": 0,
        "changes": 0,
        "unclear": 0,
    }
    assert tally["enters"] == Tally(4, Fraction(0), Fraction(ENTER))
    assert tally["gains"].difference == Fraction(GAIN)
    assert sum((each.before or Fraction(0) for each in tally.values()), Fraction(0)) == Fraction(BEFORE)
    assert sum((each.after or Fraction(0) for each in tally.values()), Fraction(0)) == Fraction(AFTER)
    assert AFTER - BEFORE == ENTER + GAIN


def test_every_row_that_changes_is_there_with_both_amounts(dibao: Program, roll: Path) -> None:
    found = compare_register((dibao, JUNE), (dibao, JULY), NOTHING, roll)
    place = found.outputs.index(found.main)
    rows = {row.carried[0]: (row.row, row.before[place], row.after[place]) for row in found.changed(everything=False)}
    expected = {
        name: (line, Decimal(before), Decimal(after))
        for line, (name, _, _, _, _, before, after) in enumerate(ROLL, start=2)
        if before is not None and after is not None and before != after
    }
    assert rows == expected
    assert found.differing(everything=False) == len(expected) == 8


def test_refused_rows_are_named_with_their_reasons(dibao: Program, roll: Path) -> None:
    """Row 12 is wrong on both sides and told once; row 13 lacks the region before July."""
    found = compare_register((dibao, JUNE), (dibao, JULY), NOTHING, roll)
    told = [(each.row, each.problem.path, each.problem.code) for each in found.refused()]
    assert told == [(12, "household_size", "out_of_range"), (13, "region", "missing_input")]


def test_the_differences_lie_between_22_and_195(dibao: Program, roll: Path) -> None:
    """22, 46, 89, 117, 138, 144, 184, 195: their sum is 935, and 117 and 138 stand in the middle."""
    found = compare_register((dibao, JUNE), (dibao, JULY), NOTHING, roll)
    middle = Fraction(117 + 138, 2)
    assert found.spread(found.main) == Spread(8, Fraction(22), Fraction(195), Fraction(935, 8), middle)
    assert list(found.differences(found.main)) == [Decimal(each) for each in (22, 46, 89, 117, 138, 144, 184, 195)]
    bins = found.bins(found.main)
    assert bins[0] == Bin(Fraction(20), Fraction(40), 1)
    assert [each.count for each in bins] == [1, 1, 0, 1, 1, 1, 1, 0, 2]


def test_totals_by_a_column(dibao: Program, roll: Path) -> None:
    """Countryside: 184 + 46 + 138; city: 117 + 22 + 144 + 195 + 89."""
    found = compare_register((dibao, JUNE), (dibao, JULY), NOTHING, roll)
    groups = found.groups(found.main, found.headings.index("area"))
    sums = {
        area: sum((each.difference or Fraction(0) for each in tallies.values()), Fraction(0))
        for area, tallies in groups.items()
    }
    assert sums == {"rural": 368, "urban": 567}


def test_a_proposed_standard(dibao: Program, roll: Path) -> None:
    """28 yuan more for each of the fifteen people in the city's seven households; the countryside stays as it is."""
    proposed = changed("benxi/dibao", "benxi/dibao.urban_standard=650@2019-07-01")
    found = compare_register((dibao, JULY), (proposed, JULY), NOTHING, roll)
    assert counts(found) == {"enters": 1, "gains": 6, "unchanged": 4}
    tally = found.tally(found.main)
    assert sum((each.difference or Fraction(0) for each in tally.values()), Fraction(0)) == 15 * 28
    assert tally["enters"].after == 28


def test_a_change_reaches_what_uses_the_figure() -> None:
    """Extreme hardship in the city is one and a half times the standard: 1.5 × 622 = 933, 1.5 × 650 = 975."""
    case = Asking({"area": "urban"}, {})
    before = benefits.load().program("benxi/tekun")
    after = changed("benxi/tekun", "benxi/dibao.urban_standard=650@2019-07-01")
    found = compare_register((before, JULY), (after, JULY), case)
    (row,) = found.changed()
    assert (row.row, row.what) == (1, "gains")
    assert (row.before[found.outputs.index(found.main)], row.after[found.outputs.index(found.main)]) == (933, 975)


def test_a_charge_that_is_waived_leaves() -> None:
    """An amount that falls to nothing is no loss but a leaving, whoever pays it."""
    program = benefits.load().program("benxi/dibao")
    case = Asking({"area": "rural", "household_size": 1, "household_income": "400"}, {})
    found = compare_register((program, JULY), (program, JUNE), case)
    assert counts(found) == {"leaves": 1}
    assert found.tally(found.main)["leaves"].difference == -17


def test_the_day_of_a_row_counts_where_no_days_are_compared(dibao: Program, tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    path.write_text("date,area,household_size,household_income\n2019-06-30,rural,1,0\n2019-07-01,rural,1,0\n")
    proposed = changed("benxi/dibao", "benxi/dibao.rural_standard=6000@2019-07-01")
    found = compare_register((dibao, None), (proposed, None), NOTHING, path)
    assert counts(found) == {"unchanged": 1, "gains": 1}
    days = compare_register((dibao, JUNE), (dibao, JULY), NOTHING, path)
    assert counts(days) == {"gains": 2}


def test_a_side_that_is_not_in_force_at_all_is_no_comparison(dibao: Program, roll: Path) -> None:
    with pytest.raises(benefits.NotInForceError):
        compare_register((dibao, date(2018, 12, 31)), (dibao, JULY), NOTHING, roll)


def test_an_output_that_is_not_there_is_refused(dibao: Program, roll: Path) -> None:
    with pytest.raises(benefits.InputError) as caught:
        compare_register((dibao, JUNE), (dibao, JULY), NOTHING, roll, "alowance")
    assert (caught.value.code, caught.value.nearest) == ("not_a_choice", "allowance")
    flags = compare_register((dibao, JUNE), (dibao, JULY), NOTHING, roll, "eligible")
    assert counts(flags) == {"enters": 4, "unchanged": 6}


def test_an_empty_register_compares_nothing(dibao: Program, tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    path.write_text("area,household_size,household_income\n")
    found = compare_register((dibao, JUNE), (dibao, JULY), NOTHING, path)
    assert (found.rows(), found.differing(), found.refused(), found.bins(found.main)) == (0, 0, (), ())
    assert counts(found) == {}


HOUSEHOLDS = st.lists(
    st.tuples(
        st.sampled_from(("urban", "rural", "elsewhere")),
        st.sampled_from(("district", "county", "")),
        st.integers(0, 6),
        st.decimals(0, 4000, places=2),
    ),
    max_size=12,
)
BOOK: RuleBook = benefits.load()


def written(folder: Path, households: list[tuple[str, str, int, Decimal]]) -> Path:
    path = folder / "households.csv"
    lines = [f"{area},{region},{people},{income}" for area, region, people, income in households]
    path.write_text("\n".join(("area,region,household_size,household_income", *lines)) + "\n")
    return path


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOUSEHOLDS)
def test_a_side_compared_with_itself_differs_in_nothing(
    tmp_path: Path, households: list[tuple[str, str, int, Decimal]]
) -> None:
    program = BOOK.program("benxi/dibao")
    found = compare_register((program, JULY), (program, JULY), NOTHING, written(tmp_path, households))
    assert found.differing() == 0
    assert set(counts(found)) <= {"unchanged"}
    assert found.spread(found.main) is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOUSEHOLDS)
def test_swapping_the_sides_turns_every_sign(tmp_path: Path, households: list[tuple[str, str, int, Decimal]]) -> None:
    """And the sum of the rows' differences is the difference of the sums."""
    program, path = BOOK.program("benxi/dibao"), written(tmp_path, households)
    one = compare_register((program, JUNE), (program, JULY), NOTHING, path)
    other = compare_register((program, JULY), (program, JUNE), NOTHING, path)
    there, back = one.tally(one.main), other.tally(other.main)
    for name, mirrored in (("enters", "leaves"), ("gains", "loses"), ("loses", "gains"), ("leaves", "enters")):
        assert there[name].count == back[mirrored].count
        assert (there[name].before, there[name].after) == (back[mirrored].after, back[mirrored].before)
    place = one.outputs.index(one.main)
    rows = [(row.before[place], row.after[place]) for row in one.changed()]
    differences = sum(
        (new - old for old, new in rows if isinstance(old, Decimal) and isinstance(new, Decimal)), Decimal(0)
    )
    assert Fraction(differences) == sum((each.difference or Fraction(0) for each in there.values()), Fraction(0))
    assert one.refused() == other.refused()
