"""What all case generators share: the forms a good value can come in, bad values of every kind, how to spoil a case."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st


@dataclass(frozen=True)
class Case:
    """One question."""

    date: datetime.date
    inputs: dict[str, Any]
    assume: dict[str, Any] | None


# No number in any reading. Floats are refused even when whole; True is no 1; text follows the grammar of design.md 3.
BAD_NUMBERS: list[Any] = [
    1.0,
    0.1,
    math.nan,
    math.inf,
    True,
    False,
    "NaN",
    "Infinity",
    "1E999",
    "1e2",
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("-Infinity"),
    Decimal("1E+999"),
    "１２３",
    "٣",
    "1_000",
    "1,000",
    "",
    " 1",
    "1 ",
    "1\n",
    "+1",
    "01",
    ".5",
    "5.",
    "0x1F",
    "--1",
    "1/2",
    "1" + "0" * 18,
    [],
    {},
    ["1"],
    b"1",
    datetime.date(2020, 1, 1),
]
BAD_MONEY: list[Any] = [*BAD_NUMBERS, "-0.01", "-1", -1, Decimal("-0.01"), "0.001", "1.005", Decimal("99.999")]
BAD_COUNTS: list[Any] = [*BAD_NUMBERS, "-1", -1, "1.5", Decimal("2.5"), "0.01"]
BAD_SHARES: list[Any] = [*BAD_NUMBERS, "-0.1", "1.0001", 2, -1, Decimal("1.01"), "0.12345", Decimal("0.99999")]
BAD_IDS: list[Any] = ["no_such", "", "NONE", " none", "none ", "none\n", 7, 1.5, True, [], ["none"], {}, Decimal(1)]
BAD_FLAGS: list[Any] = [1, 0, 1.0, "maybe", "", "1", [], {}, Decimal(1)]
BAD_DAYS: list[Any] = [
    "2019-02-29",
    "2019-04-31",
    "2019-13-01",
    "2019-1-1",
    "20190101",
    "2019-W01-1",
    "2019/01/01",
    "2019-01-01T00:00:00",
    "２０１９-01-01",
    "٢٠١٩-01-01",
    "2019-01-01\n",
    " 2019-01-01",
    "0000-01-01",
    "10000-01-01",
    "today",
    "",
    20190101,
    1.5,
    True,
    [],
    {},
]
BAD_TEXTS: list[Any] = ["", 42, 1.5, True, [], {}, Decimal(42)]
BAD_LISTS: list[Any] = ["text", 7, True, {}, {"item": "x"}, 1.5]
BAD_ROWS: list[Any] = ["text", 7, True, [], 1.5]
HUGE = Decimal("999999999999999999.99")  # the largest amount the number grammar has


def number_forms(value: Decimal | int) -> st.SearchStrategy[Any]:
    """One number as plain text, text with trailing zeros, Decimal, and int when it is whole."""
    number = Decimal(value)
    plain = format(number, "f")
    padded = plain + ("0" if "." in plain else ".00")
    forms: list[Any] = [plain, number, padded]
    if number == number.to_integral_value():
        forms += [int(number), int(number)]
    return st.sampled_from(forms)


def day_forms(day: datetime.date) -> st.SearchStrategy[Any]:
    """One date as text, sometimes as a date."""
    return st.sampled_from([day.isoformat(), day.isoformat(), day.isoformat(), day])


def fen(low: int, high: int) -> st.SearchStrategy[Decimal]:
    """An amount of whole fen, given in yuan."""
    return st.integers(low, high).map(lambda amount_fen: Decimal(amount_fen).scaleb(-2))


def near(amount: Decimal) -> st.SearchStrategy[Decimal]:
    """The amount itself, one fen and one yuan each side, never below 0."""
    steps = [Decimal(0), Decimal("0.01"), Decimal("-0.01"), Decimal(1), Decimal(-1)]
    return st.sampled_from([max(Decimal(0), amount + step) for step in steps])


def days(edges: Sequence[datetime.date], low: datetime.date, high: datetime.date) -> st.SearchStrategy[datetime.date]:
    """Dates clustered at the edges (the day before, on, after), and any other between."""
    close = [edge + datetime.timedelta(step) for edge in edges for step in (-1, 0, 0, 1)]
    return st.one_of(st.sampled_from(close), st.sampled_from(close), st.dates(low, high))


def assumptions(known: Mapping[str, Sequence[str]]) -> st.SearchStrategy[dict[str, Any] | None]:
    """No interpretation chosen, or any of them with any of its options."""
    chosen: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(list(options)) for name, options in known.items()}
    )
    return st.one_of(st.none(), chosen)


@st.composite
def incomplete(draw: st.DrawFn, cases: st.SearchStrategy[Case], names: Sequence[str]) -> Case:
    """A case with at least one of its inputs dropped or null."""
    case = draw(cases)
    inputs = dict(case.inputs)
    given = [name for name in names if name in inputs]
    certain = draw(st.sampled_from(given)) if given else None
    for name in given:
        fate = draw(st.sampled_from(["drop", "null"] if name == certain else ["keep", "keep", "keep", "drop", "null"]))
        if fate == "drop":
            del inputs[name]
        elif fate == "null":
            inputs[name] = None
    return Case(case.date, inputs, case.assume)


@st.composite
def one_absent(draw: st.DrawFn, cases: st.SearchStrategy[Case]) -> Case:
    """A case with exactly one of its inputs dropped."""
    case = draw(cases)
    given = sorted(case.inputs)
    dropped = draw(st.sampled_from(given)) if given else None
    return Case(case.date, {name: value for name, value in case.inputs.items() if name != dropped}, case.assume)


def some_absent(cases: st.SearchStrategy[Case], names: Sequence[str]) -> st.SearchStrategy[Case]:
    """One input dropped, or several."""
    return st.one_of(one_absent(cases), incomplete(cases, names))


@st.composite
def spoiled(
    draw: st.DrawFn,
    cases: st.SearchStrategy[Case],
    bad_values: Mapping[str, Sequence[Any]],
    droppable: Sequence[str] = (),
) -> Case:
    """A case with one to three bad inputs, an unknown input, or a bad interpretation; one of `droppable` may be absent,
    because a bad input comes before a missing one."""
    case = draw(cases)
    inputs = dict(case.inputs)
    assume = dict(case.assume or {})
    if draw(st.booleans()) and droppable:
        inputs.pop(draw(st.sampled_from(list(droppable))), None)
    for _ in range(draw(st.sampled_from([1, 1, 2, 3]))):
        fault = draw(st.sampled_from(["value", "value", "value", "value", "unknown", "assume"]))
        if fault == "value":
            name = draw(st.sampled_from(sorted(bad_values)))
            inputs[name] = draw(st.sampled_from(list(bad_values[name])))
        elif fault == "unknown":
            inputs[draw(st.sampled_from(["no_such_input", "household_incomes", "收入", "Area", " area"]))] = "1"
        else:
            name = draw(st.sampled_from(["no_such_interpretation", *assume]))
            assume[name] = draw(st.sampled_from(["no_such_option", "", "INCLUSIVE", True, 1]))
    return Case(case.date, inputs, assume or case.assume)


def each_bad(good: Case, bad_values: Mapping[str, Sequence[Any]]) -> list[Case]:
    """The good case with one input bad, once for every bad value there is."""
    return [
        Case(good.date, {**good.inputs, name: value}, good.assume) for name, bad in bad_values.items() for value in bad
    ]


@dataclass(frozen=True)
class Strategies:
    """The three kinds of random case of one program, and the list of every single fault it knows."""

    valid: st.SearchStrategy[Case]
    incomplete: st.SearchStrategy[Case]
    bad: st.SearchStrategy[Case]
    every_bad: Sequence[Case]
