"""The cover of decision tables against trying out every case."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.model.check import coverage, regions
from benefits.model.check.coverage import Found, Part, examine
from benefits.model.check.finite import Figures
from benefits.model.check.shapes import DATE, MONTH_DAY, number


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[Part]], int]:
    """Columns of two or three regions and up to five rules that hold in some of them."""
    rules = draw(st.integers(1, 5))
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    masks = st.integers(0, (1 << rules) - 1)
    return [
        [Part(f"{column}{place}", draw(masks)) for place in range(size)] for column, size in enumerate(sizes)
    ], rules


@given(tables())
def test_gaps_and_overlaps_are_those_of_the_product(drawn: tuple[list[list[Part]], int]) -> None:
    columns, rules = drawn
    hits = []
    for case in product(*columns):
        possible = (1 << rules) - 1
        for part in case:
            possible &= part.rules
        hits.append(possible.bit_count())
    found = examine(columns, rules)
    assert bool(found.gap) == (0 in hits)
    assert bool(found.overlap) == any(hit > 1 for hit in hits)
    assert (len(found.rules) > 1) == bool(found.overlap)


@given(tables())
def test_the_case_that_is_named_is_one(drawn: tuple[list[list[Part]], int]) -> None:
    columns, rules = drawn
    found = examine(columns, rules)
    by_words = {part.words: part.rules for column in columns for part in column}
    if found.gap:
        named = [by_words[words] for words in found.gap.split(", ") if words != "-"]
        possible = (1 << rules) - 1
        for mask in named:
            possible &= mask
        assert possible == 0


def test_a_table_beyond_the_limit_is_not_looked_at_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = [[Part("a", 0b01), Part("b", 0b10)], [Part("c", 0b11)]]
    assert examine(columns, 2) == Found()
    monkeypatch.setattr(coverage, "MAX_VISITS", 2)
    assert examine(columns, 2) == Found(exceeded=True)


cuts = st.lists(st.integers(-8, 8).map(lambda number: Fraction(number, 4)), max_size=4)
ends = st.none() | st.integers(-3, 3).map(Fraction)


@given(cuts, st.sampled_from([None, 0, 1]), ends, ends)
def test_regions_hold_every_value_once(
    points: list[Fraction], places: int | None, low: Fraction | None, high: Fraction | None
) -> None:
    line = regions.line_of(number((), Figures(places, low=low, high=high)))
    samples = [region.sample for region in regions.along(line, points)]
    step = Fraction(1, 10**places) if places is not None else Fraction(1, 40)

    def side(value: Fraction) -> tuple[bool, ...]:
        return tuple(value >= point for point in sorted(set(points))) + tuple(
            value > point for point in sorted(set(points))
        )

    values = [Fraction(number) * step for number in range(int(-5 / step), int(5 / step) + 1)]
    inside = [value for value in values if (low is None or value >= low) and (high is None or value <= high)]
    kept = [sample for sample in samples if isinstance(sample, Fraction)]
    assert {side(value) for value in inside} == {side(sample) for sample in kept}
    assert len({side(sample) for sample in kept}) == len(kept)


def test_days_and_month_days_lie_on_days() -> None:
    end_of_april, may = (regions.on_line(text, "month_day") for text in ("04-30", "05-01"))
    assert end_of_april is not None and may is not None
    words = [region.words for region in regions.along(regions.line_of(MONTH_DAY), [end_of_april, may])]
    assert words == ["< 04-30", "= 04-30", "= 05-01", "> 05-01"]
    day = regions.on_line(date(2019, 7, 1), "date")
    assert day is not None
    assert [region.words for region in regions.along(regions.line_of(DATE), [day])][1] == "= 2019-07-01"
    assert regions.on_line("urban", "choice") is None
