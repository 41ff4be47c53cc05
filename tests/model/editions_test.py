"""Two editions compared: parts by name, figures day by day; where something stands is no difference."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.errors import Problem
from benefits.model.editions import EditionChanges, compare, figure_changes, same
from benefits.model.files import read_folder
from benefits.model.program import Citation, Label, Mark, Parameter, Period, Row, Type, Value
from benefits.model.store import load_texts
from tests.model.around import DOCUMENT, STANDARD, USING, folder

DAY = date(2020, 1, 1)


def changes(tmp_path: Path, **files: str) -> EditionChanges:
    """What the files change in the folder of `used/standard` and `used/using`."""
    texts: list[Problem]
    before, texts = read_folder(folder(tmp_path / "old", used__using=USING))
    after, more = read_folder(folder(tmp_path / "new", **({"used__using": USING} | files)))
    assert not texts and not more
    return compare(load_texts(before), load_texts(after))


def parts(found: EditionChanges, id: str) -> list[tuple[str, str]]:
    return next([(part.part, part.name) for part in each.parts] for each in found.programs if each.id == id)


def test_an_edition_does_not_differ_from_itself_nor_by_comments_and_line_ends(tmp_path: Path) -> None:
    moved = "# a note\n\n" + STANDARD.replace("\n\n", "\n\n\n")
    assert changes(tmp_path, used__standard=moved) == EditionChanges((), ())


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("en: Using", "en: Uses", ("program", "")),
        ("from: 2019-01-01}\n\ninputs", "from: 2019-02-01}\n\ninputs", ("program", "")),
        ("en: Income}", "en: Money}", ("inputs", "income")),
        ("en: Urban}", "en: Town}", ("enumerations", "area")),
        ("en: Twice", "en: Double", ("decisions", "twice")),
        ("other.standard + other.standard", "other.standard - other.standard", ("decisions", "twice")),
        ("en: x}", "en: y}", ("checks", "right")),
        ("en: More", "en: No less", ("properties", "more")),
        ("one: {date: 2019-01-01", "one: {date: 2019-01-02", ("examples", "one")),
    ],
)
def test_what_changed_is_named(tmp_path: Path, old: str, new: str, part: tuple[str, str]) -> None:
    assert old in USING
    found = changes(tmp_path, used__using=USING.replace(old, new).replace("2019-01-01, inputs", "2019-03-01, inputs"))
    names = parts(found, "used/using")
    assert part in names
    assert set(names) <= {part, ("examples", "one")}


def test_a_program_that_only_uses_what_changed_says_so(tmp_path: Path) -> None:
    found = changes(tmp_path, used__standard=STANDARD.replace("en: Urban", "en: Town"))
    assert [(each.id, bool(each.parts), each.through) for each in found.programs][-1] == (
        "used/using",
        False,
        ("used/standard",),
    )


def test_programs_and_documents_come_and_go(tmp_path: Path) -> None:
    other = DOCUMENT.replace("state-council-649", "other").replace("国务院令第649号", "第1号")
    before = load_texts(read_folder(folder(tmp_path / "a", used__using=USING))[0])
    after = load_texts(read_folder(folder(tmp_path / "b", documents__other=other))[0])
    found = compare(before, after)
    assert [(each.id, each.old is None, each.new is None) for each in found.programs] == [("used/using", False, True)]
    assert [(each.id, each.old is None) for each in found.documents] == [("other", True)]
    assert [each.new is None for each in compare(after, before).documents] == [True]


# Figures, day by day

CITE = Citation("notice", "一")


def figure(*rows: tuple[str | None, str, str | None, int | None], by: tuple[str, ...] = ("region",)) -> Parameter:
    """A figure with rows (key, first day, last day, value); None is no value stated."""
    made = tuple(
        Row(
            (key,) if by else (),
            Period(date.fromisoformat(first), date.fromisoformat(last) if last else None),
            None if value is None else _number(value),
            Label("未写明", "not stated") if value is None else None,
            CITE,
            Mark(1, 1),
        )
        for key, first, last, value in rows
    )
    return Parameter("standard", Label("标准", "Standard"), Type("number", "CNY"), by, made, "", "", Mark(1, 1))


def _number(value: int) -> Value:
    from fractions import Fraction

    return Fraction(value)


def told(old: Parameter | None, new: Parameter | None) -> list[tuple[object, ...]]:
    return [
        (
            tuple(key for (key,) in each.keys),
            str(each.period.first or ""),
            str(each.period.last or ""),
            each.old and each.old.value,
            each.new and each.new.value,
        )
        for each in figure_changes(old, new)
    ]


PLAIN = figure((None, "2019-07-01", None, 622), by=())


def test_a_raise_from_a_day_on() -> None:
    new = figure((None, "2019-07-01", "2020-06-30", 622), (None, "2020-07-01", None, 650), by=())
    assert told(PLAIN, new) == [((), "2020-07-01", "", 622, 650)]
    assert told(new, PLAIN) == [((), "2020-07-01", "", 650, 622)]


def test_a_row_cut_in_two_is_no_difference() -> None:
    assert told(PLAIN, figure((None, "2019-07-01", "2020-06-30", 622), (None, "2020-07-01", None, 622), by=())) == []


def test_days_that_get_a_value_or_lose_it() -> None:
    assert told(PLAIN, figure((None, "2019-01-01", None, 622), by=())) == [((), "2019-01-01", "2019-06-30", None, 622)]
    assert told(PLAIN, figure((None, "2019-07-01", "2019-12-31", 622), by=())) == [((), "2020-01-01", "", 622, None)]
    assert told(None, PLAIN) == [((), "2019-07-01", "", None, 622)]
    assert told(PLAIN, None) == [((), "2019-07-01", "", 622, None)]


def test_keys_that_change_alike_are_told_together_and_those_that_do_not_by_name() -> None:
    old = figure(
        ("a", "2019-01-01", "2019-06-30", 5), ("b", "2019-01-01", "2019-06-30", 6), (None, "2019-07-01", None, 7)
    )
    assert told(old, figure(*_rows(old, 7, 8))) == [((), "2019-07-01", "", 7, 8)]
    one = figure(
        ("a", "2019-01-01", "2019-06-30", 5), ("b", "2019-01-01", "2019-06-30", 9), (None, "2019-07-01", None, 7)
    )
    assert told(old, one) == [(("b",), "2019-01-01", "2019-06-30", 6, 9)]
    split = figure(*_rows(old, 7, 7)[:2], ("a", "2019-07-01", None, 7), ("b", "2019-07-01", None, 8))
    assert told(old, split) == [(("b",), "2019-07-01", "", 7, 8)]


def _rows(old: Parameter, value: int, new: int) -> list[tuple[str | None, str, str | None, int | None]]:
    rows: list[tuple[str | None, str, str | None, int | None]] = []
    for row in old.rows:
        was = int(row.value) if row.value is not None else None  # type: ignore[arg-type]
        last = row.period.last.isoformat() if row.period.last else None
        rows.append((row.keys[0], str(row.period.first), last, new if was == value else was))  # type: ignore[arg-type]
    return rows


def test_a_value_that_is_no_longer_stated_is_a_difference() -> None:
    new = figure((None, "2019-07-01", None, None), by=())
    (found,) = figure_changes(PLAIN, new)
    assert found.new is not None and found.new.not_stated == Label("未写明", "not stated")


def test_the_last_and_the_first_of_days() -> None:
    ends = figure((None, "0001-01-01", "9999-12-31", 1), by=())
    assert told(ends, figure((None, "0001-01-01", "9999-12-31", 2), by=())) == [((), "", "", 1, 2)]


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3)), max_size=5, unique_by=lambda span: span[0])


def spans(starts: list[tuple[int, int]]) -> Parameter | None:
    """A figure whose value changes on each of these days; 0 is a gap."""
    ordered = sorted(starts)
    rows = []
    for place, (start, value) in enumerate(ordered):
        last = (DAY + timedelta(ordered[place + 1][0] - 1)).isoformat() if place + 1 < len(ordered) else None
        if value:
            rows.append((None, (DAY + timedelta(start)).isoformat(), last, value))
    return figure(*rows, by=()) if rows else None


@given(SPANS, SPANS)
def test_every_day_that_differs_is_told_and_no_other(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    old, new = spans(one), spans(other)
    if old is None and new is None:
        return
    found = figure_changes(old, new)
    for number in range(-1, 43):
        day = DAY + timedelta(number)
        values = [next((row.value for row in each.on(day)), None) if each else None for each in (old, new)]
        covering = [each for each in found if each.period.covers(day)]
        assert len(covering) == (values[0] != values[1])
        for each in covering:
            assert [row and row.value for row in (each.old, each.new)] == values


def test_marks_are_no_difference_and_values_are() -> None:
    assert same(Citation("a", "b"), Citation("a", "b")) and not same(Citation("a", "b"), Citation("a", "c"))
    assert same(PLAIN, PLAIN) and not same(PLAIN, None)
